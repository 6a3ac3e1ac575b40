"""Recording is asked for at the one door all changes pass, and what is no recording is not held up by it."""

from pathlib import Path

import pytest
from sqlalchemy import Connection

from app.base.errors import ExitCode, UserError
from app.base.records import AgendaItem
from app.casework import agencies, cases
from app.conference import conferences, measures
from app.office import entries
from app.store import founding, keys, role_acts, roles, undo
from app.store.audit import Action
from app.store.role_acts import Role
from app.store.store import Store
from tests.unit.conftest import QUICK

ANNA = "annas vier Wörter"


@pytest.fixture
def office(store: Store) -> Store:
    """A store with roles, in which anna has none yet but that of an analyst."""
    founding.begin(store)
    keys.add(store, "anna", ANNA, cost=QUICK)
    return store


def _as(store: Store, user: str) -> None:
    store.user, store.slot_id = user, keys.find(store, user).id


def _anna_is(store: Store, *held: str) -> None:
    _as(store, "muster")
    roles.assign(store, "anna", held)
    _as(store, "anna")


def _recorded(store: Store) -> UserError | None:
    try:
        with store.write("something", Action.COLLECTION) as work:
            work.about("x")
    except UserError as error:
        return error
    return None


@pytest.mark.parametrize(
    ("held", "may"), [("analyst", True), ("reviewer", True), ("head", False), ("data-protection", False)]
)
def test_recording_is_offered_as_the_help_says(office: Store, held: str, may: bool) -> None:
    _anna_is(office, held)
    refused = _recorded(office)
    assert (refused is None) is may
    if refused is not None:
        assert refused.key == "roles.refused"
        assert refused.exit_code == ExitCode.USAGE


@pytest.mark.parametrize(("held", "may"), [("head", True), ("analyst", True), ("data-protection", False)])
def test_the_head_keeps_registers_conferences_and_measures(office: Store, held: str, may: bool) -> None:
    agency = agencies.add(office, "A01", "Musteramt").ids[0]
    case = cases.create(office, "360-1", "Musterfall", "Zweck", "Grundlage").ids[0]
    _anna_is(office, held)
    gestures = (
        lambda: entries.add(office, "pillars", {"no": "1", "title": "Säule"}),
        lambda: conferences.create(
            office, case, "2026-12-01", "Saal", "Muster", agency, [AgendaItem(1, "x")]
        ),
        lambda: measures.create(office, case, "Anhörung", agency, "GewO-29", "2027-01-01"),
    )
    for gesture in gestures:
        if may:
            assert gesture().change_id
        else:
            with pytest.raises(UserError, match="keep conferences"):
                gesture()
    if held == "head":
        with pytest.raises(UserError, match="record and correct"):
            agencies.add(office, "A02", "Zweites Musteramt")


@pytest.mark.parametrize("action", [Action.COLLECTION, Action.ALTERATION, Action.COMBINATION])
def test_every_kind_of_recording_is_refused_and_leaves_nothing(office: Store, action: Action) -> None:
    _anna_is(office, "head")
    before = office.head()
    with pytest.raises(UserError), office.write("something", action):
        pytest.fail("the change began")
    assert office.head() == before


def test_a_role_given_or_taken_counts_at_once(office: Store) -> None:
    _anna_is(office, "head", "analyst")
    assert _recorded(office) is None
    roles.assign(office, "anna", ["head"])
    assert _recorded(office) is not None
    roles.assign(office, "anna", ["head", "reviewer"])
    assert _recorded(office) is None


def test_looking_asking_and_backups_need_no_role(office: Store) -> None:
    _anna_is(office, "data-protection")
    office.consult("", "looked")
    for action in (Action.COMBINATION, Action.DISCLOSURE, Action.ADMINISTRATION):
        with office.write("upkeep", action, history=False):
            pass


def test_the_own_step_may_be_taken_back_not_that_of_others(office: Store) -> None:
    assert agencies.add(office, "A01", "Musteramt").change_id
    _anna_is(office, "head")
    with pytest.raises(UserError) as refused:
        undo.undo(office)
    assert refused.value.key == "roles.refused"
    _as(office, "muster")
    assert undo.undo(office) is not None


def test_who_records_is_asked_once_per_person_not_per_change(
    office: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    held_by = role_acts.held_by

    def counted(connection: Connection, path: Path, user: str, slot_id: str) -> frozenset[Role]:
        asked.append(user)
        return held_by(connection, path, user, slot_id)

    monkeypatch.setattr(role_acts, "held_by", counted)
    _as(office, "anna")
    for _round in range(5):
        assert _recorded(office) is None
    assert asked == ["anna"]
