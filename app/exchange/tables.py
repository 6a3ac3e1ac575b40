"""From raw rows to a table with columns: whether there is a header, and edge lists without one."""

import re
from collections.abc import Callable

from app.base.i18n import _
from app.exchange.problems import refusal, too_many_to_go_on
from app.exchange.profile import SOURCE, TARGET
from app.exchange.readers.neutral import RawTable, TableData, TableRow

EDGE_COLUMNS = (SOURCE, TARGET, "weight")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?(?:[eE][+-]?\d+)?\Z")


def is_edge_list(raw: RawTable) -> bool:
    """Whether the rows are two names of nodes and perhaps a number, with no header above them.

    Told by content: both columns draw on the same space of names (all numbers, or the same pattern of
    letters and digits, or names that occur in both), and the first row is like the others.
    """
    widths = {len(row.cells) for row in raw.rows}
    if len(raw.rows) < 2 or not widths <= {2, 3} or (len(widths) > 1 and raw.even):
        return False
    if any(len(r.cells) > 2 and not _NUMBER.match(r.cells[2].strip()) for r in raw.rows):
        return False
    first, rest = raw.rows[0], raw.rows[1:]
    starts, ends = ({row.cells[i].strip() for row in rest} for i in (0, 1))
    a, b = (cell.strip() for cell in first.cells[:2])
    if not a or not b:
        return False
    patterns = {_pattern(name) for name in starts | ends}
    if len(patterns) == 1:
        return {_pattern(a), _pattern(b)} == patterns and any(c.isdigit() for c in a + b)
    share = bool(starts & ends)
    return share and a in starts | ends and b in starts | ends


def as_table(raw: RawTable, understood: Callable[[str], object]) -> TableData:
    """Give the rows columns: the header's, or for an edge list without header the ones it must mean.

    `understood` tells whether a column name means something to the profile; a first row with such a name
    is a header whatever it looks like. Raises `UserError` `import.broken_table` for rows that do not fit.
    """
    first = raw.rows[0]
    if not any(understood(cell) for cell in first.cells) and is_edge_list(raw):
        width = max(len(row.cells) for row in raw.rows)
        return TableData(
            EDGE_COLUMNS[:width], _fitted(raw, raw.rows, width), False, raw.where, raw.skipped, raw.notes
        )
    columns = tuple(" ".join(cell.split()) for cell in first.cells)
    rows = _fitted(raw, raw.rows[1:], len(columns))
    return TableData(columns, rows, True, raw.where, raw.skipped, raw.notes)


def _fitted(raw: RawTable, rows: tuple[TableRow, ...], width: int) -> tuple[TableRow, ...]:
    problems: list[str] = []
    fitted = []
    for row in rows:
        cells = row.cells
        if any(cell.strip() for cell in cells[width:]) or (raw.even and len(cells) < width):
            problems.append(
                _("Row {no}: {found} cells where the table has {expected}.").format(
                    no=row.no, found=len(cells), expected=width
                )
            )
            if too_many_to_go_on(problems):
                break
        fitted.append(TableRow(row.no, (*cells[:width], *[""] * (width - len(cells)))))
    if problems:
        raise refusal(
            "import.broken_table",
            problems,
            _("Check whether the file is cut off; texts with separators must stand in quotation marks."),
        )
    return tuple(fitted)


def _pattern(name: str) -> str:
    """`N18` and `N7` are of one pattern, `18` and `7` of another."""
    return re.sub(r"[^\W\d_]+", "A", re.sub(r"\d+", "9", name))
