"""Entries of a register: checked, changed, taken out, found, undone."""

import pytest

from app.base.errors import UserError
from app.casework.search import search
from app.office import entries
from app.office.entries import Row
from app.office.register_model import load, register
from app.store import audit
from app.store.store import Store
from app.store.undo import undo

MUSTERSTADT = {"name": "Stadt Musterstadt", "kind": "city", "membership": "joined", "since": "2022-03"}


def test_an_entry_is_added_normalised_and_found(empty_store: Store) -> None:
    change = entries.add(empty_store, "partners", {**MUSTERSTADT, "name": "  Stadt   Musterstadt "})
    entry = entries.get(empty_store, change.ids[0])
    assert (entry.value("name"), entry.state) == ("Stadt Musterstadt", "active")
    assert [hit.id for hit in search(empty_store, "Musterst").hits] == [entry.id]


def test_an_entry_is_changed_and_the_change_taken_back(empty_store: Store) -> None:
    entry_id = entries.add(empty_store, "partners", MUSTERSTADT).ids[0]
    entries.update(empty_store, entry_id, {"since": "2022-04-01", "until": "2025"}, state="ended")
    assert entries.get(empty_store, entry_id).value("since") == "2022-04-01"
    assert entries.count(empty_store, "partners", {"state": ("active",)}) == 0
    undo(empty_store)
    assert entries.get(empty_store, entry_id).value("since") == "2022-03"


def test_a_removed_entry_comes_back_by_undo(empty_store: Store) -> None:
    entry_id = entries.add(empty_store, "partners", MUSTERSTADT).ids[0]
    entries.remove(empty_store, entry_id, "doppelt")
    with pytest.raises(UserError, match="no entry"):
        entries.get(empty_store, entry_id)
    undo(empty_store)
    assert entries.count(empty_store, "partners") == 1


@pytest.mark.parametrize(
    ("values", "state", "word"),
    [
        ({"kind": "city"}, "", "Name"),
        ({**MUSTERSTADT, "kind": "village"}, "", "Kind"),
        ({**MUSTERSTADT, "since": "bald"}, "", "Partner since"),
        ({**MUSTERSTADT, "mood": "good"}, "", "mood"),
        (MUSTERSTADT, "asleep", "State"),
    ],
)
def test_a_wrong_value_names_its_field(
    empty_store: Store, values: dict[str, str], state: str, word: str
) -> None:
    with pytest.raises(UserError, match=word):
        entries.add(empty_store, "partners", values, state)
    assert entries.count(empty_store, "partners") == 0


def test_half_broken_rows_change_nothing_and_are_all_named(empty_store: Store) -> None:
    rows = [Row(MUSTERSTADT), Row({"kind": "city"}), Row({**MUSTERSTADT, "since": "x"})]
    with pytest.raises(UserError) as refused:
        entries.add_many(empty_store, "partners", rows)
    assert len(refused.value.problems) == 2
    assert refused.value.problems[0].startswith("Row 2")
    assert entries.count(empty_store, "partners") == 0


def test_each_change_is_in_the_audit_log(empty_store: Store) -> None:
    entry_id = entries.add(empty_store, "partners", MUSTERSTADT).ids[0]
    entries.remove(empty_store, entry_id, "doppelt")
    with empty_store.read() as connection:
        log = list(audit.entries(connection))
    assert [e.action for e in log[-2:]] == ["collection", "alteration"]
    assert log[-1].reason == "doppelt"


def test_an_unknown_register_names_the_known_ones() -> None:
    with pytest.raises(UserError, match="partners"):
        register("pets")


def test_a_forbidden_attribute_cannot_be_declared(tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("declaration") / "registers.yaml"
    field = "{id: religion, value_type: name, label_de: Religion, label_en: Religion}"
    file.write_text(f"registers: [{{id: a, label_de: A, label_en: A, fields: [{field}]}}]", encoding="utf-8")
    with pytest.raises(UserError, match="religion"):
        load(file)


@pytest.mark.parametrize(
    "text",
    [
        "registers: [{id: a}]",
        "other: []",
        "registers: [{id: a, label_de: A, label_en: A, fields: [{id: b, value_type: no}]}]",
    ],
)
def test_a_wrong_declaration_is_refused(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    file = tmp_path_factory.mktemp("declaration") / "registers.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match="declaration"):
        load(file)
