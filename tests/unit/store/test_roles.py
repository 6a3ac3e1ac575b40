"""Who is offered what, and that nobody can lock the office out of its own store."""

import pytest

from app.base.errors import ExitCode, UserError
from app.store import founding, keys, roles
from app.store.roles import Act, Role
from app.store.store import Store
from tests.unit.conftest import PASSPHRASE, QUICK

ANNA = "annas vier Wörter"


@pytest.fixture
def begun(store: Store) -> Store:
    """A store whose first person has every role, with an analyst called anna; opened by its passphrase."""
    founding.begin(store)
    keys.add(store, "anna", ANNA, cost=QUICK)
    return store


def _as(store: Store, user: str) -> Store:
    """The open store as somebody else opened it: under their name, not by the recovery key."""
    store.user = user
    store.slot_id = keys.find(store, user).id
    return store


def _refused(store: Store, act: Act) -> UserError:
    with pytest.raises(UserError) as refused:
        roles.require(store, act)
    assert refused.value.exit_code == ExitCode.USAGE
    return refused.value


def test_in_a_store_without_roles_everybody_has_all(store: Store) -> None:
    keys.add(store, "anna", ANNA, cost=QUICK)
    assert roles.of(_as(store, "anna")) == roles.EVERY_ROLE
    for act in Act:
        roles.require(store, act)


def test_who_makes_a_store_has_every_role_and_is_entered_once(begun: Store) -> None:
    founding.begin(begun)
    found = {user.name: user.roles for user in roles.users(begun)}
    assert found == {"muster": roles.EVERY_ROLE, "anna": frozenset({Role.ANALYST})}


def test_an_analyst_is_told_who_may(begun: Store) -> None:
    anna = _as(begun, "anna")
    roles.require(anna, Act.RECORD)
    refused = _refused(anna, Act.MANAGE_KEYS)
    assert "manage keys" in refused.text
    assert "head of office" in refused.text
    for act in (Act.RELEASE, Act.READ_LOG, Act.REVIEW, Act.MANAGE_ROLES):
        _refused(anna, act)


@pytest.mark.parametrize(
    ("act", "allowed"),
    [
        (Act.RECORD, {Role.ANALYST, Role.REVIEWER}),
        (Act.KEEP_OFFICE, {Role.ANALYST, Role.REVIEWER, Role.HEAD}),
        (Act.RELEASE, {Role.REVIEWER, Role.HEAD}),
        (Act.APPROVE_PROVISION, {Role.DATA_PROTECTION}),
        (Act.REVIEW, {Role.REVIEWER, Role.DATA_PROTECTION}),
        (Act.READ_LOG, {Role.DATA_PROTECTION, Role.HEAD}),
        (Act.EXPORT_LOG, {Role.DATA_PROTECTION}),
        (Act.MANAGE_KEYS, {Role.HEAD}),
    ],
)
def test_each_act_is_offered_as_the_help_says(act: Act, allowed: set[Role]) -> None:
    assert {role for role in Role if roles.may({role}, act)} == allowed


def test_roles_add_up(begun: Store) -> None:
    roles.assign(begun, "ANNA", ["reviewer", "data-protection"])
    anna = _as(begun, "anna")
    for act in (Act.RECORD, Act.RELEASE, Act.EXPORT_LOG):
        roles.require(anna, act)
    _refused(anna, Act.MANAGE_ROLES)


def test_only_heads_manage_keys_and_roles_but_everybody_changes_their_own_passphrase(begun: Store) -> None:
    anna = _as(begun, "anna")
    muster = keys.find(begun, "muster")
    for refused_act in (
        lambda: keys.add(anna, "eve", ANNA, cost=QUICK),
        lambda: keys.remove(anna, muster),
        lambda: keys.new_recovery(anna),
        lambda: keys.rekey(anna),
        lambda: roles.assign(anna, "anna", ["head"]),
    ):
        with pytest.raises(UserError) as refused:
            refused_act()
        assert refused.value.key == "roles.refused"
    keys.change(anna, "annas neue Wörter", cost=QUICK)
    Store.open(begun.path, "annas neue Wörter", "anna").close()


def test_the_last_head_stays_head_and_stays(begun: Store) -> None:
    for act in (
        lambda: roles.assign(begun, "muster", ["analyst"]),
        lambda: keys.remove(begun, keys.find(begun, "muster")),
        lambda: keys.rekey(begun, keys.find(begun, "muster")),
    ):
        with pytest.raises(UserError) as refused:
            act()
        assert refused.value.key == "roles.last_head"
    roles.assign(begun, "anna", ["head", "analyst"])
    keys.remove(begun, keys.find(begun, "muster"))
    assert [user.name for user in roles.users(begun)] == ["anna"]


def test_the_recovery_key_may_everything(begun: Store, template: tuple[object, str]) -> None:
    opened = Store.open_with_recovery_key(begun.path, template[1], "wer immer")
    for act in Act:
        roles.require(opened, act)
    opened.close()


def test_without_an_entry_one_is_an_analyst(begun: Store) -> None:
    begun.user, begun.slot_id = "eve", ""
    assert roles.of(begun) == {Role.ANALYST}


def test_the_first_entry_in_an_old_store_takes_nothing_from_the_others(store: Store) -> None:
    keys.add(store, "anna", ANNA, cost=QUICK)
    roles.assign(store, "anna", ["analyst"])
    assert {user.name: user.roles for user in roles.users(store)} == {
        "muster": roles.EVERY_ROLE,
        "anna": frozenset({Role.ANALYST}),
    }


def test_who_leaves_leaves_the_roles_behind(begun: Store) -> None:
    roles.assign(begun, "anna", ["data-protection"])
    keys.remove(begun, keys.find(begun, "anna"))
    keys.add(begun, "anna", ANNA, cost=QUICK)
    assert next(u for u in roles.users(begun) if u.name == "anna").roles == {Role.ANALYST}
    keys.rekey(begun, keys.find(begun, "anna"))
    assert [user.name for user in roles.users(begun)] == ["muster"]


@pytest.mark.parametrize(("name", "wanted"), [("eve", ["head"]), ("anna", ["king"]), ("anna", [])])
def test_unknown_people_and_roles_are_refused(begun: Store, name: str, wanted: list[str]) -> None:
    with pytest.raises(UserError) as refused:
        roles.assign(begun, name, wanted)
    assert refused.value.exit_code == ExitCode.USAGE
    assert next(u for u in roles.users(begun) if u.name == "anna").roles == {Role.ANALYST}


def test_the_passphrase_that_made_the_store_opens_it_with_every_role(begun: Store) -> None:
    opened = Store.open(begun.path, PASSPHRASE, "muster")
    assert roles.of(opened) == roles.EVERY_ROLE
    opened.close()
