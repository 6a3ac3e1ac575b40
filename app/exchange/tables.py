"""From raw rows to a table with columns: where the header is, and edge lists without one."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import overload

from app.base.errors import UserError
from app.base.i18n import _
from app.exchange.problems import refusal, too_many_to_go_on
from app.exchange.profile import SOURCE, TARGET
from app.exchange.readers.neutral import RawTable, Skipped, TableData, TableRow

EDGE_COLUMNS = (SOURCE, TARGET, "weight")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?(?:[eE][+-]?\d+)?\Z")
# A header stands among the first rows; what stands above it are titles.
_HEADER_WITHIN = 25
_SAMPLE = 500
_ALIKE = 0.6


@dataclass(frozen=True, slots=True)
class Repairs:
    """What somebody put right before the import: cells by (row number, column), and rows left out."""

    cells: Mapping[tuple[int, int], str] = field(default_factory=dict)
    left_out: frozenset[int] = frozenset()


UNTOUCHED = Repairs()


class FittedRows(Sequence[TableRow]):
    """Rows behind a header, each with as many cells as there are columns, repairs applied; made as wanted."""

    def __init__(self, rows: Sequence[TableRow], start: int, width: int, repairs: Repairs) -> None:
        self._rows, self._start, self._width = rows, start, width
        self._repairs = repairs
        self._repaired: dict[int, dict[int, str]] = {}
        for (no, column), text in repairs.cells.items():
            self._repaired.setdefault(no, {})[column] = text

    def __len__(self) -> int:
        """How many rows there are, those left out among them."""
        return len(self._rows) - self._start

    def __iter__(self) -> Iterator[TableRow]:
        """Each row that is not left out."""
        plain = not self._repaired and not self._repairs.left_out
        for row in islice(self._rows, self._start, None):
            if plain and len(row.cells) == self._width:
                yield row
            elif row.no not in self._repairs.left_out:
                yield self._fitted(row)

    @overload
    def __getitem__(self, index: int) -> TableRow: ...
    @overload
    def __getitem__(self, index: slice) -> list[TableRow]: ...
    def __getitem__(self, index: int | slice) -> TableRow | list[TableRow]:
        """A row, or rows, by their place behind the header."""
        if isinstance(index, slice):
            return [self._fitted(self._rows[self._start + i]) for i in range(*index.indices(len(self)))]
        place = index + len(self) if index < 0 else index
        if not 0 <= place < len(self):
            raise IndexError(index)
        return self._fitted(self._rows[self._start + place])

    def _fitted(self, row: TableRow) -> TableRow:
        cells = list(row.cells[: self._width])
        cells += [""] * (self._width - len(cells))
        for column, text in self._repaired.get(row.no, {}).items():
            if column < self._width:
                cells[column] = text
        return TableRow(row.no, tuple(cells))


def is_edge_list(raw: RawTable) -> bool:
    """Whether the rows are two names of nodes and perhaps a number, with no header above them.

    Told by content: both columns draw on the same space of names (all numbers, or the same pattern of
    letters and digits, or names that occur in both), and the first row is like the others.
    """
    if len(raw.rows) < 2 or not _looks_like_pairs(raw):
        return False
    a, b = (cell.strip() for cell in raw.rows[0].cells[:2])
    if not a or not b:
        return False
    starts, ends, patterns = set[str](), set[str](), set[str]()
    for row in islice(raw.rows, 1, None):
        start, end = row.cells[0].strip(), row.cells[1].strip()
        starts.add(start)
        ends.add(end)
        patterns |= {_pattern(start), _pattern(end)} if len(patterns) < 2 else set()
    if len(patterns) == 1:
        return {_pattern(a), _pattern(b)} == patterns and any(c.isdigit() for c in a + b)
    names = starts | ends
    return bool(starts & ends) and a in names and b in names


def _looks_like_pairs(raw: RawTable) -> bool:
    widths = set[int]()
    for row in raw.rows:
        widths.add(len(row.cells))
        if not widths <= {2, 3} or (len(widths) > 1 and raw.even):
            return False
        if len(row.cells) > 2 and not _NUMBER.match(row.cells[2].strip()):
            return False
    return True


def find_header(raw: RawTable) -> int:
    """The number of the row that names the columns: the first that is as full as the rows below it.

    0 for an edge list that has none. Titles above a table fill a cell or two of many.
    """
    if is_edge_list(raw):
        return 0
    sample = raw.rows[:_SAMPLE]
    fullest = sorted(sum(bool(c.strip()) for c in row.cells) for row in sample)
    usual = fullest[len(fullest) // 2]
    first = sum(bool(c.strip()) for c in sample[0].cells)
    if first > max(1, usual // 3):
        return sample[0].no
    for row in sample[:_HEADER_WITHIN]:
        if sum(bool(c.strip()) for c in row.cells) >= max(2, _ALIKE * usual):
            return row.no
    return sample[0].no


def as_table(
    raw: RawTable,
    understood: Callable[[str], object],
    *,
    header: int = -1,
    repairs: Repairs = UNTOUCHED,
    tolerant: bool = False,
) -> TableData:
    """Give the rows columns: the header's, or for an edge list without header the ones it must mean.

    `understood` tells whether a column name means something to the profile; a first row with such a name
    is a header whatever it looks like. `header` is the number of the row that names them (0: none does).
    Raises `UserError` `import.broken_table` for rows that do not fit, unless `tolerant`.
    """
    if header < 0:
        header = raw.rows[0].no if any(understood(c) for c in raw.rows[0].cells) else find_header(raw)
    if not header:
        return _without_header(raw, repairs, tolerant=tolerant)
    place = _place_of_header(raw, header)
    columns = tuple(" ".join(cell.split()) for cell in raw.rows[place].cells)
    above = [(_("row {no}").format(no=row.no), _("It stands above the header.")) for row in raw.rows[:place]]
    rows = FittedRows(raw.rows, place + 1, len(columns), repairs)
    skipped = (*raw.skipped, *above, *_misfits(raw, place + 1, len(columns), repairs, tolerant=tolerant))
    return TableData(columns, rows, True, raw.where, skipped, raw.notes)


def _without_header(raw: RawTable, repairs: Repairs, *, tolerant: bool) -> TableData:
    width = max(len(row.cells) for row in raw.rows)
    edges = width <= len(EDGE_COLUMNS)
    columns = (
        EDGE_COLUMNS[:width] if edges else tuple(_("Column {no}").format(no=n + 1) for n in range(width))
    )
    rows = FittedRows(raw.rows, 0, width, repairs)
    skipped = (*raw.skipped, *_misfits(raw, 0, width, repairs, tolerant=tolerant))
    return TableData(columns, rows, False, raw.where, skipped, raw.notes)


def _place_of_header(raw: RawTable, header: int) -> int:
    for place, row in enumerate(islice(raw.rows, _SAMPLE)):
        if row.no == header:
            return place
    raise UserError(
        "import.header",
        _("Row {no} is empty or does not exist; it cannot name the columns."),
        _("Choose another row as the header."),
        no=header,
    )


def _misfits(raw: RawTable, start: int, width: int, repairs: Repairs, *, tolerant: bool) -> Iterator[Skipped]:
    """Rows with other than `width` cells: left out and named if `tolerant`, else the file is refused."""
    problems: list[str] = []
    for row in islice(raw.rows, start, None):
        found = len(row.cells)
        if found == width or row.no in repairs.left_out:
            continue
        if not any(cell.strip() for cell in row.cells[width:]) and not (raw.even and found < width):
            continue
        sentence = _("{found} cells where the table has {expected}.").format(found=found, expected=width)
        if tolerant:
            yield _("row {no}").format(no=row.no), sentence
            continue
        problems.append(_("Row {no}: {problem}").format(no=row.no, problem=sentence))
        if too_many_to_go_on(problems):
            break
    if problems:
        raise refusal(
            "import.broken_table",
            problems,
            _("Check whether the file is cut off; texts with separators must stand in quotation marks."),
        )


def filled(table: TableData) -> list[bool]:
    """Which columns hold anything at all."""
    used = [False] * len(table.columns)
    missing = set(range(len(used)))
    for row in table.rows:
        if not missing:
            break
        for index in [i for i in missing if row.cells[i].strip()]:
            used[index] = True
            missing.discard(index)
    return used


def _pattern(name: str) -> str:
    """`N18` and `N7` are of one pattern, `18` and `7` of another."""
    return re.sub(r"[^\W\d_]+", "A", re.sub(r"\d+", "9", name))
