"""The tables of `match`: pairs side by side in one, or records with an id in two."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.analysis.matching.candidates import compare_records, find_candidates
from app.analysis.matching.records import MatchRecord
from app.analysis.matching.table_records import (
    column_key,
    id_column,
    name_record,
    row_record,
    type_of,
    understood,
)
from app.base.errors import UserError
from app.base.i18n import _
from app.exchange.limits import FILE_BYTES, too_many_bytes
from app.exchange.readers.csv_reader import read_csv

_LEFT, _RIGHT = ("left", "name1", "a"), ("right", "name2", "b")
_TYPE_COLUMNS = ("type", "schema", "typ", "art")


@dataclass(frozen=True, slots=True)
class MatchedPair:
    """Two records by their ids, or two names, and how alike they are, 0 to 1."""

    left: str
    right: str
    score: float


@dataclass(frozen=True, slots=True)
class MatchTable:
    """A table with a header; `is_pairs` tells whether each row holds two sides."""

    file: Path
    columns: tuple[str, ...]
    rows: tuple[dict[str, str], ...]

    @property
    def has_records(self) -> bool:
        """Whether each row is a record with an id and something to compare."""
        return bool(id_column(self.columns)) and understood(self.columns)

    @property
    def is_pairs(self) -> bool:
        """Whether there are columns for a left and a right side."""
        keys = [column_key(column) for column in self.columns]
        names = any(key in _LEFT for key in keys) and any(key in _RIGHT for key in keys)
        return names or all(any(k.startswith(side) for k in keys) for side in ("left_", "right_"))


def read_table(file: Path) -> MatchTable:
    """Read a text table with a header; `UserError` (exit 4) says in one sentence why it cannot be used."""
    try:
        if not file.is_file():
            raise FileNotFoundError(file)
        size = file.stat().st_size
        if size > FILE_BYTES:
            raise too_many_bytes(size, FILE_BYTES)
        data = file.read_bytes()
    except OSError as error:
        raise UserError(
            "match.file", _("{file} cannot be read."), _("Check the path and the rights."), file=file
        ) from error
    raw = read_csv(data).rows
    if len(raw) < 2:
        raise UserError(
            "match.empty", _("{file} has no rows."), _("Put a header and rows into it."), file=file
        )
    columns = tuple(cell.strip() for cell in raw[0].cells)
    if len(set(columns)) != len([c for c in columns if c]) + (columns.count("") > 0):
        raise UserError(
            "match.columns_twice",
            _("{file} has two columns of the same name."),
            _("Give each its own name."),
            file=file,
        )
    problems = tuple(
        _("{file}, line {line}: {count} cells instead of {expected}").format(
            file=file, line=row.no, count=len(row.cells), expected=len(columns)
        )
        for row in raw[1:]
        if len(row.cells) != len(columns)
    )
    if problems:
        raise UserError(
            "match.uneven", _("Rows of {file} do not fit its header."), file=file, problems=problems[:20]
        )
    return MatchTable(file, columns, tuple(dict(zip(columns, row.cells, strict=True)) for row in raw[1:]))


def matched_pairs(table: MatchTable, node_type: str) -> list[MatchedPair]:
    """Score each row's left side against its right one, in the order of the rows."""
    return [
        MatchedPair(left.id, right.id, round(compare_records(left, right).score, 4))
        for left, right in _sides(table, node_type)
    ]


def _sides(table: MatchTable, node_type: str) -> Iterator[tuple[MatchRecord, MatchRecord]]:
    keys = {column_key(column): column for column in table.columns}
    left = next((keys[k] for k in _LEFT if k in keys), "")
    right = next((keys[k] for k in _RIGHT if k in keys), "")
    stated = next((keys[k] for k in _TYPE_COLUMNS if k in keys), "")
    for row in table.rows:
        said = row.get(stated, "")
        if left and right:
            names = row[left], row[right]
            kind = node_type or type_of(said, names)
            yield name_record(names[0], names[0], kind), name_record(names[1], names[1], kind)
        else:
            yield _side_records(row, node_type or (type_of(said, ()) if said else ""))


def _side_records(row: dict[str, str], node_type: str) -> tuple[MatchRecord, MatchRecord]:
    sides = []
    for side in ("left_", "right_"):
        cells = {
            column_key(column).removeprefix(side): cell
            for column, cell in row.items()
            if column_key(column).startswith(side)
        }
        name = cells.get("id") or cells.get("name") or " ".join(cells.values())
        sides.append(row_record(cells, name, node_type))
    left, right = sides
    if left.type != right.type:
        # One side shows a legal form: both are read as organisations.
        left, right = (MatchRecord(s.id, "organisation", s.values) for s in sides)
    return left, right


def matched_tables(tables: Sequence[MatchTable], node_type: str, min_score: float) -> list[MatchedPair]:
    """Return the pairs that reach `min_score`, the most alike first: across two tables, or within one."""
    records = []
    for side, table in enumerate(tables):
        key = id_column(table.columns)
        if not table.has_records:
            raise UserError(
                "match.no_id",
                _("{file} needs a column id and one to compare, such as name."),
                _("Name the columns in the first row."),
                file=table.file,
            )
        records += [row_record(row, f"{side}{row[key].strip()}", node_type) for row in table.rows]
    if len({record.id for record in records}) != len(records):
        raise UserError(
            "match.ids_twice",
            _("An id occurs twice in one of the tables."),
            _("Each record needs an id of its own."),
        )
    kind = node_type or _majority(records)
    alike = find_candidates((MatchRecord(r.id, kind, r.values) for r in records), min_score)
    across = len(tables) > 1
    return [MatchedPair(c.a[1:], c.b[1:], c.score) for c in alike if not across or c.a[0] != c.b[0]]


def _majority(records: list[MatchRecord]) -> str:
    types = [record.type for record in records]
    return max(sorted(set(types)), key=types.count)
