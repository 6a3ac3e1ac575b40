"""The office's own words of provisions: written, approved, in force from a day, taken back, cited as own."""

from dataclasses import replace

import pytest

from app.base.errors import UserError
from app.base.provision_records import APPROVED
from app.casework import cases, provision_states, provision_versions
from app.casework.provision_states import ProvisionStatus
from app.casework.provision_versions import Wording
from app.policy import provision_matrix, provisions
from app.policy.provision_matrix import Wanted
from app.policy.transmission_advice import ask, letter
from app.store import audit, founding, keys, roles, undo
from app.store.store import Store
from tests.unit.conftest import QUICK

WORDS = Wording(
    law="Vereinbarung", provision="Nr. 3", title="Mitteilung über Betriebsaufgaben", kind="should",
    text="Das Musteramt teilt Betriebsaufgaben mit.", senders=("A09",), recipients=("A12",),
    conditions=("Betriebsaufgabe ist angezeigt",), data=("register",), source="Vereinbarung vom 01.02.2026",
)  # fmt: skip
OWN = "EIG-GewO-1"


@pytest.fixture(autouse=True)
def _nothing_announced() -> object:
    yield
    provisions.announce(())


def _approve(store: Store, version: int = 1, provision_id: str = OWN) -> None:
    provision_states.decide(store, provision_id, ProvisionStatus.APPROVED, "geprüft", version)


def _offered(store: Store, sender: str = "A09", recipient: str = "A12") -> list[str]:
    return [c.provision.id for c in provision_states.advise(store, ask(sender, recipient)).candidates]


def test_an_own_entry_is_offered_once_it_is_approved_and_says_that_it_is_own(store: Store) -> None:
    provision_versions.add(store, OWN, WORDS, "Beschluss der Lenkungsgruppe")
    with store.read() as connection:
        assert list(audit.entries(connection))[-1].reason == "Beschluss der Lenkungsgruppe"
    assert OWN not in _offered(store)
    advice = provision_states.advise(store, ask("A09", "A12"))
    assert [b.provision.id for b in advice.blocked if b.provision.own_version] == [OWN]
    _approve(store)
    assert OWN in _offered(store)
    advice = provision_states.advise(store, ask("A09", "A12"))
    chosen = next(c for c in advice.candidates if c.provision.id == OWN)
    text = letter(advice, OWN, {c.key for c in chosen.conditions}, "Gewerbeamt", "Ordnungsamt")
    assert "Eigener Eintrag der Geschäftsstelle (EIG-GewO-1, Fassung 1)" in text
    assert "own entry" in provisions.find(OWN).citation
    matrix = provision_states.matrix(store)
    cell = provision_matrix.cell("A09", "A12", own=matrix.standing.own)
    assert OWN in cell.ids
    found = provision_matrix.search(Wanted(data="register", sender="A09"), matrix.entries.values())
    assert OWN in {p.id for p in found}
    provision_states.decide(store, OWN, ProvisionStatus.REJECTED, "doch nicht")
    assert OWN not in _offered(store)
    undo.undo(store)
    assert OWN in _offered(store)


def test_a_new_version_of_a_shipped_entry_waits_and_then_takes_its_place(store: Store) -> None:
    before = provision_versions.wording_of(store, "AO-31a")
    provision_versions.revise(store, "AO-31a", replace(before, conditions=("enger",)), "Erlass")
    state = provision_states.states(store)["AO-31a"]
    assert (state.version, state.waiting) == (1, 1)
    shipped = provisions.shipped()["AO-31a"]
    assert provision_states.matrix(store).entries["AO-31a"] == shipped
    _approve(store, 2, "AO-31a")
    held = provision_states.matrix(store)
    assert held.entries["AO-31a"].conditions == ("enger",)
    assert held.states["AO-31a"].version == 2
    later = replace(before, conditions=("noch enger",), valid_from="2099-01-01")
    provision_versions.revise(store, "AO-31a", later, "künftig")
    _approve(store, 3, "AO-31a")
    assert provision_states.matrix(store).entries["AO-31a"].conditions == ("enger",)
    future = provision_versions.standing(store, "2099-06-01").own
    assert next(p for p in future if p.id == "AO-31a").conditions == ("noch enger",)
    undo.undo(store)
    undo.undo(store)
    assert [v.version for v in provision_versions.listed(store)] == [2]


def test_what_is_read_of_a_case_carries_the_own_words(store: Store) -> None:
    provision_versions.add(store, OWN, WORDS, "Beschluss")
    _approve(store)
    case_id = cases.create(store, "360-2026-900", "Musterfall", "Zweck", "Grundlage").ids[0]
    assert [(v.id, v.status) for v in cases.records(store, case_id).own] == [(OWN, APPROVED)]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"law": " "}, "law"),
        ({"conditions": ()}, "conditions"),
        ({"senders": ("Z9",)}, "senders"),
        ({"data": ("gossip",)}, "data"),
        ({"kind": "limit"}, "kind"),
        ({"valid_from": "morgen"}, "valid_from"),
        ({"valid_from": "2027-02-01", "valid_to": "2027-01-01"}, "valid_to"),
        ({"source": ""}, "source"),
    ],
    ids=str,
)
def test_incomplete_words_are_refused_at_their_field(
    store: Store, changes: dict[str, object], field: str
) -> None:
    with pytest.raises(UserError) as refused:
        provision_versions.add(store, OWN, replace(WORDS, **changes), "Beschluss")  # type: ignore[arg-type]
    assert refused.value.key == f"provision.{field}"
    assert provision_versions.listed(store) == ()


def test_ids_versions_and_reasons_are_checked(store: Store) -> None:
    for wrong in ("AO-31a", "a b", "x@2", ""):
        with pytest.raises(UserError) as refused:
            provision_versions.add(store, wrong, WORDS, "Beschluss")
        assert refused.value.key == "provision.id"
    with pytest.raises(UserError, match="no provision"):
        provision_versions.revise(store, "XY-1", WORDS, "Beschluss")
    with pytest.raises(UserError, match="reason"):
        provision_versions.add(store, OWN, WORDS, " ")
    provision_versions.add(store, OWN, WORDS, "Beschluss")
    with pytest.raises(UserError, match="already"):
        provision_versions.add(store, OWN, WORDS, "Beschluss")
    with pytest.raises(UserError, match="version 7"):
        _approve(store, 7)


def test_who_writes_does_not_approve(store: Store) -> None:
    founding.begin(store)
    keys.add(store, "anna", "annas vier Wörter", cost=QUICK)
    roles.assign(store, "anna", ["analyst"])
    store.user, store.slot_id = "anna", keys.find(store, "anna").id
    provision_versions.add(store, OWN, WORDS, "Beschluss")
    with pytest.raises(UserError) as refused:
        _approve(store)
    assert refused.value.key == "roles.refused"
