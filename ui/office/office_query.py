"""The registers of the office as tables. Free of Qt."""

from dataclasses import dataclass

from app.base.i18n import _
from app.office.entries import Entry, list_entries
from app.office.register_model import Register, registers
from app.ontology.values import display_for
from app.store.store import Store


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One entry of a register; `texts` are its cells by field id, ready for people."""

    id: str
    texts: dict[str, str]
    raw: dict[str, str]


@dataclass(frozen=True, slots=True)
class RegisterTable:
    """One register with its entries; `columns` are (field id, title), the listed ones first."""

    id: str
    label: str
    columns: tuple[tuple[str, str], ...]
    listed: frozenset[str]
    rows: tuple[EntryRow, ...]


def register_names() -> tuple[tuple[str, str], ...]:
    """Return the registers with their names."""
    return tuple((r.id, r.label) for r in registers().values())


def register_counts(store: Store) -> dict[str, int]:
    """Return how many entries each register has."""
    return {register_id: len(list_entries(store, register_id)) for register_id in registers()}


def register_table(store: Store, register_id: str) -> RegisterTable:
    """Return one register with all its entries."""
    declared = registers()[register_id]
    others = [f.id for f in declared.fields if f.id not in declared.columns]
    columns = tuple((c, _title(declared, c)) for c in (*declared.columns, *others))
    rows = tuple(_row(declared, entry) for entry in list_entries(store, register_id))
    return RegisterTable(register_id, declared.label, columns, frozenset(declared.columns), rows)


def _title(declared: Register, column: str) -> str:
    field = declared.field(column)
    return field.label if field else _("State")


def _row(declared: Register, entry: Entry) -> EntryRow:
    texts = {"state": next((s.label for s in declared.states if s.id == entry.state), entry.state)}
    for field in declared.fields:
        value = entry.value(field.id)
        texts[field.id] = display_for(field, value) if value else ""
    return EntryRow(entry.id, texts, {**entry.values, "state": entry.state})
