"""The registers of the office as tables, and what waits in them. Free of Qt."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.base.i18n import _, language
from app.base.partial_date import bounds
from app.base.share_records import Share
from app.office import entries
from app.office.entries import Entry, list_entries, offered
from app.office.entry_checks import captions
from app.office.entry_keeping import Expired, expired
from app.office.office_calendar import Due, due_items
from app.office.register_model import groups, register, registers
from app.office.register_statistics import shares
from app.office.register_types import STATE, Register
from app.ontology.values import display_for
from app.store.change import Change
from app.store.store import Store
from ui.shell.day_text import day
from ui.shell.late_import import load_late


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One entry of a register; `texts` are its cells by field id, ready for people."""

    id: str
    texts: Mapping[str, str]
    raw: Mapping[str, str]
    order: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RegisterTable:
    """One register with its entries; `columns` are (field id, title), the listed ones first.

    `names` are what the entries of the registers are called that this one's fields speak of, by field.
    """

    declared: Register
    columns: tuple[tuple[str, str], ...]
    rows: tuple[EntryRow, ...]
    shares: tuple[Share, ...]
    expired: tuple[Expired, ...]
    names: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class RegisterGroupList:
    """A group of registers: (id, name, number of entries)."""

    label: str
    registers: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class DueRow:
    """Something due as the calendar shows it; `sort` is its ISO day."""

    id: str
    day: str
    sort: str
    text: str
    title: str
    register_id: str
    register: str
    overdue: bool


def register_groups(store: Store) -> tuple[RegisterGroupList, ...]:
    """Return the registers that are offered, by group, with how many entries each has."""
    shown = [d for d in registers().values() if offered(store, d)]
    return tuple(
        RegisterGroupList(
            group.label,
            tuple((d.id, d.label, len(list_entries(store, d.id))) for d in shown if d.group == group.id),
        )
        for group in groups()
        if any(d.group == group.id for d in shown)
    )


def register_table(store: Store, register_id: str) -> RegisterTable:
    """Return one register with all its entries."""
    declared = register(register_id)
    others = [f.id for f in declared.fields if f.id not in declared.columns]
    others += [STATE] if declared.states and STATE not in declared.columns else []
    columns = tuple((c, _title(declared, c)) for c in (*declared.columns, *others))
    found = list_entries(store, register_id)
    with store.read() as connection:
        names = {f.id: captions(connection, f.of) for f in declared.fields if f.of}
    rows = tuple(_row(declared, entry) for entry in found)
    return RegisterTable(declared, columns, rows, shares(declared, found), expired(store, register_id), names)


def calendar_rows(store: Store) -> tuple[DueRow, ...]:
    """Return what is due in all registers, the earliest first."""
    return tuple(_due(item, number) for number, item in enumerate(due_items(store)))


def _due(item: Due, number: int) -> DueRow:
    name = register(item.register).label
    shown = day(item.day.isoformat())
    key = item.entry_id or f"{item.register}:{number}"
    return DueRow(key, shown, item.day.isoformat(), item.text, item.title, item.register, name, item.overdue)


def save_entry(store: Store, register_id: str, entry_id: str, values: Mapping[str, str]) -> Change:
    """Add an entry, or with an id change that one; `values` are those of the form."""
    said = dict(values)
    state, reason = said.pop(STATE, ""), said.pop("origin_reason", "")
    if entry_id:
        return entries.update(store, entry_id, said, state or None, origin_reason=reason)
    return entries.add(store, register_id, said, state, origin_reason=reason)


def write_list(store: Store, register_id: str, out: Path, ids: tuple[str, ...]) -> Any:
    """Write these entries as a list; the ending of the file tells the format."""
    room = load_late("app.handover.register_lists")
    return room.write_register(store, register_id, out, ids=ids, language=language())


@dataclass(frozen=True, slots=True)
class TakenList:
    """What came of a partner's list, as a sentence, and the change it was, if any."""

    said: str
    change: Change | None


def import_list(store: Store, register_id: str, path: Path) -> TakenList:
    """Take over a partner's list."""
    room = load_late("app.handover.register_importing")
    taken = room.import_register(store, register_id, path)
    return TakenList(room.taken_over_words(taken), taken.change)


def write_calendar(store: Store, out: Path) -> Any:
    """Write what is due as a calendar file."""
    return load_late("app.handover.office_calendar_file").write_calendar(store, out)


def _title(declared: Register, column: str) -> str:
    field = declared.field(column)
    return field.label if field else _("State")


def _row(declared: Register, entry: Entry) -> EntryRow:
    state = declared.state(entry.state)
    texts = {STATE: state.label if state else entry.state}
    order: dict[str, Any] = {}
    for field in declared.fields:
        value = entry.value(field.id)
        texts[field.id] = " ".join(display_for(field, value).split()) if value else ""
        order[field.id] = _order(field.value_type, value)
    return EntryRow(entry.id, texts, {**entry.values, STATE: entry.state}, order)


def _order(value_type: str, value: str) -> Any:
    if value_type == "partial_date":
        return bounds(value)[0].isoformat() if value else ""
    if value_type == "integer":
        return int(value) if value else -1
    return value
