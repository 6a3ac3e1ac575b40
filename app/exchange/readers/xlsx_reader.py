"""Workbooks (.xlsx) read as text; a formula is never evaluated and its stored result never believed."""

import datetime as dt
import io
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, runtime_checkable

from app.base.errors import UserError
from app.base.i18n import _, ngettext
from app.exchange.limits import CELL_CHARACTERS, CELLS, COLUMNS, ROWS, too_large, xml_entities
from app.exchange.readers.archive import member_pieces, open_archive
from app.exchange.readers.neutral import RawTable, Skipped
from app.exchange.readers.row_blocks import RowPacker


class _AnyCell(Protocol):
    @property
    def value(self) -> object: ...
    @property
    def data_type(self) -> str: ...


@runtime_checkable
class _Rows(Protocol):
    """A sheet as openpyxl reads it without building it: rows one after the other."""

    def reset_dimensions(self) -> None: ...
    def __iter__(self) -> Iterator[Sequence[_AnyCell]]: ...


# Formatting a whole sheet makes a million empty rows; behind this many nobody has written anything.
_EMPTY_ROWS = 20_000
_PEEPED = 100
# In UTF-8, and the beginning of either in UTF-16.
_ENTITY_MARKS = (b"<!ENTITY", b"<!DOCTYPE", b"<\0!\0", b"\0<\0!")
_LONGEST_MARK = max(map(len, _ENTITY_MARKS))
_XML_ENDINGS = (".xml", ".rels", ".vml")
# What openpyxl is known to raise on workbooks that are damaged inside; anything else would be a defect.
_DAMAGE = (
    zipfile.BadZipFile,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    SyntaxError,
    RuntimeError,
    OverflowError,
    OSError,
    EOFError,
)


def read_xlsx(data: bytes, sheet: str = "") -> RawTable:
    """Read one sheet, by its name or the first that holds anything; others with content are reported.

    A cell with a formula or an error value is left empty and reported. Raises `UserError`:
    `import.archive_*`, `import.too_large`, `import.broken_workbook`, `import.xml_entities`.
    """
    _refuse_entities(data)
    with warnings.catch_warnings():
        # openpyxl warns about styles and extensions of the workbook, which are not read here at all.
        warnings.simplefilter("ignore")
        try:
            return _read(data, sheet)
        except _DAMAGE as error:
            raise UserError(
                "import.broken_workbook",
                _("The workbook is damaged inside and cannot be read."),
                _("Open it in the office program, save it again as .xlsx, and import that."),
            ) from error


def _refuse_entities(data: bytes) -> None:
    with open_archive(data) as archive:
        for name in archive.namelist():
            if not name.lower().endswith(_XML_ENDINGS):
                continue
            before = b""
            for piece in member_pieces(archive, name):
                part = before + piece
                if any(mark in part for mark in _ENTITY_MARKS):
                    raise xml_entities()
                before = piece[-_LONGEST_MARK:]


def _read(data: bytes, wanted: str) -> RawTable:
    # heavy: loaded on first use
    from openpyxl import load_workbook

    workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
    try:
        chosen: RawTable | None = None
        formulas, filled = False, []
        for sheet in workbook.worksheets:
            # Of the sheets that are not taken it only matters whether they hold anything.
            taken = chosen is None and wanted in ("", sheet.title)
            table = _Sheet(sheet.title).read(_rows(sheet), most=ROWS if taken else _PEEPED)
            formulas = formulas or bool(table.skipped)
            if table.rows:
                filled.append(table.where)
                chosen = table if taken else chosen
    finally:
        workbook.close()
    if chosen is None:
        raise _no_such_sheet(wanted) if wanted and filled else _nothing(formulas)
    reason = (
        _("Only one sheet is read at a time.") if wanted else _("Only the first sheet with content is read.")
    )
    others = [(name, reason) for name in filled if name != chosen.where]
    return RawTable(chosen.rows, chosen.where, skipped=(*chosen.skipped, *others), sheets=tuple(filled))


def _no_such_sheet(name: str) -> UserError:
    return UserError(
        "import.sheet",
        _("The workbook has no sheet “{sheet}” with content."),
        _("Choose one of its sheets."),
        sheet=name,
    )


def _rows(sheet: object) -> Iterable[Sequence[_AnyCell]]:
    if not isinstance(sheet, _Rows):
        return ()
    # The size that a sheet claims may be wrong, or a million rows; what it holds is counted.
    sheet.reset_dimensions()
    return sheet


def _nothing(formulas: bool) -> UserError:
    if formulas:
        return UserError(
            "import.only_formulas",
            _("All cells of the workbook are formulas or errors; formulas are not evaluated."),
            _("Save a copy with values instead of formulas and import that."),
        )
    return UserError("import.empty", _("The file is empty."), _("Check that the export went through."))


class _Sheet:
    """One sheet on its way to text, with what had to be left out."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._refused: dict[tuple[str, str], list[int]] = {}
        self._cells = 0
        self._below = 0

    def read(self, rows: Iterable[Sequence[_AnyCell]], most: int = ROWS) -> RawTable:
        packer, last, count = RowPacker(), 0, 0
        for no, row in enumerate(rows, 1):
            if count > most:
                if most == ROWS:
                    raise too_large(_("rows"), ROWS)
                break
            if no - last > _EMPTY_ROWS:
                self._below = no
                break
            self._cells += len(row)
            if len(row) > COLUMNS:
                raise too_large(_("columns"), COLUMNS)
            if self._cells > CELLS:
                raise too_large(_("cells"), CELLS)
            cells = [self._text(cell, no, column) for column, cell in enumerate(row, 1)]
            while cells and not cells[-1].strip():
                cells.pop()
            if cells:
                packer.add(no, cells)
                last, count = no, count + 1
        return RawTable(packer.rows(), self._title, skipped=tuple(self._skipped()))

    def _skipped(self) -> Iterator[Skipped]:
        """One line per column and reason, with the first cell and how many there are."""
        for (column, kind), rows in self._refused.items():
            sentence = (
                ngettext(
                    "{count} cell holds a formula; formulas are not evaluated and the cell is left empty.",
                    "{count} cells hold formulas; formulas are not evaluated and the cells are left empty.",
                    len(rows),
                )
                if kind == "f"
                else ngettext(
                    "{count} cell shows an error value and is left empty.",
                    "{count} cells show error values and are left empty.",
                    len(rows),
                )
            )
            yield f"{self._title}!{column}{rows[0]}", sentence.format(count=len(rows))
        if self._below:
            reason = _("After {count} empty rows nothing more was read.").format(count=_EMPTY_ROWS)
            yield f"{self._title}, " + _("row {no}").format(no=self._below), reason

    def _text(self, cell: _AnyCell, row: int, column: int) -> str:
        if cell.value is None:
            return ""
        if cell.data_type in {"f", "e"}:
            self._refused.setdefault((_letters(column), cell.data_type), []).append(row)
            return ""
        text = _plain(cell.value)
        if len(text) > CELL_CHARACTERS:
            raise too_large(_("characters in one cell"), CELL_CHARACTERS)
        return text


def _plain(value: object) -> str:
    """A cell's value as people would write it: days without a time, whole numbers without a point."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return str(int(value))
    if isinstance(value, dt.datetime):
        whole_day = value.time() == dt.time()
        return value.date().isoformat() if whole_day else value.isoformat(timespec="minutes")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(value)


def _letters(column: int) -> str:
    """The name of a column as workbooks show it: 1 is A, 27 is AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
