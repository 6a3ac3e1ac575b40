"""A partner's list into a register: a table whose columns are named as the register's fields."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.base.errors import UserError
from app.base.i18n import _, ngettext
from app.exchange.bounded_reading import read_file
from app.exchange.readers.neutral import RawTable, TableRow
from app.handover.register_lists import title
from app.office import entries
from app.office.entries import Row
from app.office.entry_checks import checked_row
from app.office.register_model import register
from app.office.register_types import STATE, Register
from app.store.change import Change
from app.store.store import Store

_HEADING_WITHIN = 3
_Said = tuple[str, frozenset[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class TakenOver:
    """The entries that were added, and how many rows said only what an entry says already."""

    added: tuple[str, ...]
    known: int
    change: Change | None


def import_register(store: Store, register_id: str, path: Path, *, origin_reason: str = "") -> TakenOver:
    """Read a CSV or XLSX list and add its rows to a register: all of them or none.

    A row that says exactly what an entry says already is counted and left out.

    Columns are named as the fields are, by id or label in either language; the heading may stand below a
    line of marking, as in the program's own lists. Raises `UserError` for a column that no field is called
    by, for a file without rows, and for wrong rows, with a line for each.
    """
    declared = register(register_id)
    rows = list(_table(path).rows)
    at, columns = _heading(declared, rows, path)
    found = [_row(declared, columns, row) for row in rows[at + 1 :] if any(c.strip() for c in row.cells)]
    if not found:
        raise UserError(
            "register.no_rows",
            _("{file} has a heading but no row below it."),
            _("Check the file; nothing was taken over."),
            file=path.name,
        )
    known = {_said(e.values, e.state) for e in entries.list_entries(store, register_id)}
    fresh = [row for row in found if not _is_known(declared, row, known)]
    if not fresh:
        return TakenOver((), len(found), None)
    change = entries.add_many(store, register_id, fresh, origin_reason=origin_reason)
    return TakenOver(change.ids, len(found) - len(fresh), change)


def _is_known(declared: Register, row: Row, known: set[_Said]) -> bool:
    try:
        checked = checked_row(declared, row.values, row.state)
    except UserError:
        return False  # told by `add_many`, with all others that are wrong
    return _said(json.loads(checked["data"]), checked[STATE]) in known


def _said(values: Mapping[str, str], state: str) -> _Said:
    return state, frozenset(values.items())


def _table(path: Path) -> RawTable:
    content = read_file(path).content
    if not isinstance(content, RawTable):
        raise UserError(
            "register.no_table",
            _("{file} is not a table."),
            _("Save the list as CSV or XLSX and try again."),
            file=path.name,
        )
    return content


def _heading(declared: Register, rows: list[TableRow], path: Path) -> tuple[int, list[str]]:
    """Return where the heading stands and the field of each of its columns ("" for an empty heading)."""
    names = _names(declared)
    best: tuple[int, int] = (0, -1)
    for at, row in enumerate(rows[:_HEADING_WITHIN]):
        known = sum(_plain(cell) in names for cell in row.cells)
        best = max(best, (known, -at))
    at = -best[1]
    cells = rows[at].cells if rows and best[0] else ()
    strange = [cell.strip() for cell in cells if cell.strip() and _plain(cell) not in names]
    if not cells or strange:
        fields = ", ".join([f.label for f in declared.fields] + ([_("State")] if declared.states else []))
        raise UserError(
            "register.columns",
            _("{file}: no field of “{register}” is called {columns}."),
            _("Name the columns as the fields are: {fields}."),
            file=path.name,
            register=declared.label,
            columns=", ".join(f"“{name}”" for name in strange) or _("as one of its columns"),
            fields=fields,
        )
    return at, [names.get(_plain(cell), "") for cell in cells]


def _names(declared: Register) -> dict[str, str]:
    named = {_plain(n): f.id for f in declared.fields for n in (f.id, f.label_de, f.label_en)}
    if declared.states:
        named |= {_plain(n): STATE for n in (STATE, "Status", "Zustand", "State", title(declared, STATE))}
    return named


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _row(declared: Register, columns: list[str], row: TableRow) -> Row:
    values = {f: cell.strip() for f, cell in zip(columns, row.cells, strict=False) if f and cell.strip()}
    said = values.pop(STATE, "").casefold()
    named = (s.id for s in declared.states if said in map(str.casefold, (s.id, s.label_de, s.label_en)))
    return Row(values, next(named, said), row.no)


def taken_over_words(taken: TakenOver) -> str:
    """Return what came of a list, as a sentence."""
    count = len(taken.added)
    said = [ngettext("{count} entry added", "{count} entries added", count).format(count=count)]
    if taken.known:
        known = ngettext("{count} was there already", "{count} were there already", taken.known)
        said.append(known.format(count=taken.known))
    return ", ".join(said)
