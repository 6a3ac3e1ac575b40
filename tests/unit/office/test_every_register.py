"""Wenn jemand ein Verzeichnis führt, gleich welches, dann geht darin alles, was in allen geht."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.base import i18n
from app.base.errors import UserError
from app.casework.search import search
from app.handover.register_lists import write_register
from app.office import entries
from app.office.figures import figures
from app.office.office_calendar import due_items
from app.office.register_model import register, registers
from app.office.register_statistics import statistics
from app.office.register_types import Register, RegisterField, RegisterState
from app.store import audit
from app.store.keyslots import KdfCost
from app.store.store import Store
from app.store.undo import undo

_SAMPLES = {
    "partial_date": "2026-03-05",
    "integer": "12",
    "percent": "20",
    "email": "stelle@muster.example",
    "phone": "+49 201 123456",
    "file_number": "360-2026-900",
    "address": "Musterweg 1, 45130 Essen",
}
_KEPT_AT_LIST = [d.id for d in registers().values() if not d.own_desk]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("every") / "v.rundblick"
    made, _key = Store.create(path, "muster-passphrase", user="muster", cost=KdfCost(128 * 1024, 1, 1))
    yield made
    made.close()


def sample(store: Store, declared: Register, field: RegisterField, word: str) -> str:
    """A lawful value of a field; what it speaks of is there."""
    if field.of:
        return named(store, field.of)
    if field.choices:
        return field.choices[0].id
    return _SAMPLES.get(field.value_type) or (word if field.id == declared.caption else f"Angabe {word}")


def named(store: Store, register_id: str) -> str:
    """The name of an entry of a register, made if there is none."""
    declared = register(register_id)
    if not entries.count(store, register_id):
        entries.add(store, register_id, row_of(store, declared, declared.required, f"Bezug{register_id}"))
    return entries.list_entries(store, register_id)[0].value(declared.caption)


def row_of(store: Store, declared: Register, names: tuple[str, ...], word: str) -> dict[str, str]:
    return {f.id: sample(store, declared, f, word) for f in declared.fields if f.id in names}


def lawful(store: Store, declared: Register, state: RegisterState | None, word: str) -> dict[str, str]:
    """The fewest values that an entry in a state must have."""
    needs = dict(state.needs) if state else {}
    if state is None and declared.states:
        needs = dict(declared.states[0].needs)
    values = row_of(store, declared, (*declared.required, *needs), word)
    return values | {name: accepted[0] for name, accepted in needs.items() if accepted}


def log_length(store: Store) -> int:
    with store.read() as connection:
        return audit.head(connection).seq


@pytest.mark.parametrize("register_id", _KEPT_AT_LIST)
def test_ein_eintrag_kommt_wird_gefunden_gezaehlt_ausgegeben_und_zurueckgenommen(
    store: Store, tmp_path: Path, register_id: str
) -> None:
    i18n.set_language("de")
    declared, word = register(register_id), f"Wort{register_id.replace('_', '')}"
    values = lawful(store, declared, None, word)
    before, counted = entries.count(store, register_id), figures(store)
    logged = log_length(store)
    change = entries.add(store, register_id, values)
    assert log_length(store) == logged + 1
    entry = entries.get(store, change.ids[0])
    assert entries.count(store, register_id) == before + 1
    assert {f for f in declared.required if not entry.value(f)} == set()
    assert bool(entry.value("number")) or not declared.number
    found = {hit.id for hit in search(store, word).hits}
    searched = any(word in value for value in entry.values.values())
    assert (entry.id in found) == (searched and not declared.protected)
    assert statistics(store, register_id) or not (declared.dated or declared.states)
    assert {item.register for item in due_items(store)} <= set(registers())
    made = write_register(store, register_id, tmp_path / "liste.csv", language="de")
    assert made.rows == before + 1
    assert set(figures(store)) == set(counted)
    undo(store)
    assert entries.count(store, register_id) == before


@pytest.mark.parametrize("register_id", [d for d in _KEPT_AT_LIST if register(d).states])
def test_ein_zustand_nimmt_nur_was_er_verlangt(store: Store, register_id: str) -> None:
    i18n.set_language("de")
    declared = register(register_id)
    for state in declared.states:
        word = f"Stand{state.id.replace('_', '')}"
        whole = lawful(store, declared, state, word)
        for missing in set(state.needs) - set(declared.required):
            with pytest.raises(UserError) as refused:
                entries.add(store, register_id, {k: v for k, v in whole.items() if k != missing}, state.id)
            assert refused.value.params["place"] == missing
        entries.add(store, register_id, whole, state.id)
        undo(store)


@pytest.mark.parametrize("register_id", _KEPT_AT_LIST)
def test_was_fehlt_oder_falsch_ist_steht_an_seinem_feld(store: Store, register_id: str) -> None:
    i18n.set_language("de")
    declared = register(register_id)
    values = lawful(store, declared, None, "Muster")
    before = entries.count(store, register_id)
    for missing in declared.required:
        with pytest.raises(UserError) as refused:
            entries.add(store, register_id, {k: v for k, v in values.items() if k != missing})
        assert refused.value.params["place"] == missing
    for field in declared.fields:
        if field.value_type in ("partial_date", "integer", "percent", "email", "choice") or field.of:
            with pytest.raises(UserError) as refused:
                entries.add(store, register_id, {**values, field.id: "ganz falsch"})
            assert refused.value.params["place"] == field.id
    assert entries.count(store, register_id) == before
