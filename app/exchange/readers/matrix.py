"""Tables that are matrices: names across the top and down the side, numbers between them.

Network programs (UCINET, R, pandas) write networks so. A square one names the same things on both sides; a
two-mode one names, say, persons down the side and events across the top.
"""

import re
from collections import Counter
from dataclasses import dataclass

from app.base.i18n import _, ngettext
from app.exchange.problems import refusal
from app.exchange.readers.neutral import RawTable, TableData, TableRow

COLUMNS = ("source", "target", "weight")
_NUMBER = re.compile(r"\s*[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][+-]?\d+)?\s*\Z")
_ALIKE = 0.8


@dataclass(frozen=True, slots=True)
class Matrix:
    """The filled cells as rows of an edge list, and all names of both sides, those without a tie too.

    `rows` carry the line number of their row. Of a symmetric square matrix only one half is given. `filled`
    counts filled cells, `total` is the sum of all cells, `square` tells whether both sides name the same.
    """

    rows: tuple[TableRow, ...]
    down: tuple[tuple[int, str], ...]
    across: tuple[str, ...]
    filled: int
    total: float
    square: bool
    symmetric: bool
    raw: RawTable

    def table(self) -> TableData:
        """Return the ties as a table of an edge list."""
        return TableData(COLUMNS, self.rows, True, self.raw.where, self.raw.skipped, self.raw.notes)

    def note(self) -> str:
        """Return what was read, for the report."""
        kind = _("square") if self.square else _("two-mode")
        same = _("symmetric") if self.symmetric else _("not symmetric")
        filled = ngettext("{count} filled cell", "{count} filled cells", self.filled).format(
            count=self.filled
        )
        text = _("Read as a matrix ({kind}, {same}) of {down} by {across} names: {filled}, sum {total}.")
        return text.format(
            kind=kind,
            same=same,
            down=len(self.down),
            across=len(self.across),
            filled=filled,
            total=f"{self.total:g}",
        )


def is_matrix(raw: RawTable) -> bool:
    """Whether the table is a square matrix, told by its content: an empty corner and the same names twice."""
    shaped = _shaped(raw)
    if shaped is None:
        return False
    down, across = shaped
    shared = len(set(down) & set(across))
    return shared >= _ALIKE * max(len(set(down)), len(set(across)))


def as_matrix(raw: RawTable, *, two_mode: bool) -> Matrix | None:
    """Read a table as a matrix, None if it is none of the wanted sort.

    Raises `UserError` `import.matrix_names` if a name stands twice on one side or only on one side of a
    square matrix: then nobody can tell whose ties they are.
    """
    shaped = _shaped(raw)
    if shaped is None or (not two_mode and not is_matrix(raw)):
        return None
    down, across = shaped
    _check(down, across, square=not two_mode)
    cells = [
        (row.no, name, other, text.strip())
        for row, name in zip(raw.rows[1:], down, strict=True)
        for other, text in zip(across, row.cells[1:], strict=False)
        if _value(text)
    ]
    values = {(name, other): text for _no, name, other, text in cells}
    symmetric = not two_mode and all(values.get((b, a)) == text for (a, b), text in values.items())
    place = {name: i for i, name in enumerate(down)}
    kept = [c for c in cells if not symmetric or place[c[1]] <= place[c[2]]]
    return Matrix(
        rows=tuple(TableRow(no, (name, other, text)) for no, name, other, text in kept),
        down=tuple((row.no, name) for row, name in zip(raw.rows[1:], down, strict=True)),
        across=across,
        filled=len(cells),
        total=sum(_value(text) for text in values.values()),
        square=not two_mode,
        symmetric=symmetric,
        raw=raw,
    )


def _shaped(raw: RawTable) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The names down and across, if the corner is empty and everything between the names is a number."""
    if len(raw.rows) < 3 or raw.rows[0].cells[0].strip():
        return None
    across = tuple(" ".join(cell.split()) for cell in raw.rows[0].cells[1:])
    body = raw.rows[1:]
    down = tuple(" ".join(row.cells[0].split()) for row in body)
    if len(across) < 2 or not all(across) or not all(down):
        return None
    numbers = all(not c.strip() or _NUMBER.match(c) for row in body for c in row.cells[1:])
    fits = all(len(row.cells) <= len(across) + 1 for row in body)
    return (down, across) if numbers and fits else None


def _check(down: tuple[str, ...], across: tuple[str, ...], *, square: bool) -> None:
    problems = [
        _("“{name}” stands {count} times in the first {side}.").format(name=name, count=count, side=side)
        for names, side in ((across, _("row")), (down, _("column")))
        for name, count in Counter(names).items()
        if count > 1
    ]
    if square:
        for name in sorted(set(down) ^ set(across)):
            problems.append(_("“{name}” stands on one side of the matrix only.").format(name=name))
    if problems:
        raise refusal(
            "import.matrix_names",
            problems,
            _("Ask the sender which is meant: with a doubtful name the ties belong to nobody for certain."),
        )


def _value(text: str) -> float:
    return float(text.replace(",", ".")) if text.strip() else 0.0
