"""A partner's list into a register: a table whose columns are named as the register's fields."""

from pathlib import Path

from app.base.errors import UserError
from app.base.i18n import _
from app.exchange.bounded_reading import read_file
from app.exchange.readers.neutral import RawTable, TableRow
from app.handover.register_lists import title
from app.office import entries
from app.office.entries import Row
from app.office.register_model import register
from app.office.register_types import STATE, Register
from app.store.change import Change
from app.store.store import Store

_HEADING_WITHIN = 3


def import_register(store: Store, register_id: str, path: Path, *, origin_reason: str = "") -> Change:
    """Read a CSV or XLSX list and add its rows to a register: all of them or none.

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
    return entries.add_many(store, register_id, found, origin_reason=origin_reason)


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
    return Row(values, next(named, said))
