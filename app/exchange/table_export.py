"""A table as a file for other programs: CSV or a workbook (.xlsx), with nothing in it that calculates."""

import csv
import io
from dataclasses import dataclass
from typing import IO

from app.base.errors import ExitCode, UserError
from app.base.i18n import _, ngettext
from app.base.progress import Cancelled, Progress
from app.exchange.table_cells import cell, visible
from app.exchange.table_columns import Cell
from app.exchange.table_content import TableContent

FORMATS = ("csv", "xlsx")
SEPARATORS = (";", ",", "\t")
# Limits of Excel 2007 and later ("Excel specifications and limits").
_LONGEST_CELL = 32_767
_MOST_ROWS = 1_048_576
_HEADING_ROWS = 2
_WIDTH = 18
_LONG_WIDTH = 34
_MOST_WIDTH_COUNTS = 24
_HEADER_LIMIT = 200


@dataclass(frozen=True, slots=True)
class CsvStyle:
    """How CSV is written: `bom` lets Excel see that it is UTF-8, `;` is what German Excel parts cells by."""

    separator: str = ";"
    bom: bool = True


def write_table(
    table: TableContent, out: IO[bytes], fmt: str, style: CsvStyle, progress: Progress | None = None
) -> tuple[str, ...]:
    """Write a table and return what the format could not carry, a sentence each.

    The first line says whose table it is. Raises `UserError` for an unknown format or separator, and for
    more rows than a sheet holds. Progress counts the rows; after `Cancelled` what stands in `out` is to be
    thrown away.
    """
    told = progress or Progress()
    if fmt not in FORMATS or style.separator not in SEPARATORS:
        raise UserError(
            "table.format",
            _("A table cannot be written as “{format}”."),
            _("Choose from: {formats}."),
            exit_code=ExitCode.USAGE,
            format=fmt,
            formats=", ".join(FORMATS),
        )
    notes = [_("Dates are written as text: they may be a month or a year.")]
    if fmt == "csv":
        _write_csv(table, out, style, told)
    else:
        notes += _write_xlsx(table, out, told)
    return tuple(notes)


def _write_csv(table: TableContent, out: IO[bytes], style: CsvStyle, told: Progress) -> None:
    encoding = "utf-8-sig" if style.bom else "utf-8"
    text = io.TextIOWrapper(out, encoding=encoding, newline="", write_through=True)
    writer = csv.writer(text, delimiter=style.separator, quoting=csv.QUOTE_ALL)
    writer.writerow([cell(table.marking)])
    writer.writerow([cell(heading) for heading in table.headings])
    for row in told.each(table.rows):
        writer.writerow([_safe(value) for value in row])
    text.flush()
    text.detach()


def _safe(value: Cell) -> Cell:
    return cell(value) if isinstance(value, str) else value


def _must_fit(table: TableContent) -> None:
    if len(table.rows) + _HEADING_ROWS > _MOST_ROWS:
        raise UserError(
            "table.too_long",
            _("The table has more rows than a sheet of a workbook holds."),
            _("Narrow it, or write it as CSV."),
        )


def _write_xlsx(table: TableContent, out: IO[bytes], told: Progress) -> list[str]:
    from openpyxl import Workbook  # heavy: loaded on first use
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    _must_fit(table)
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title=table.title[:31])
    book.properties.creator = "Rundblick"
    book.properties.title = visible(table.marking)
    sheet.freeze_panes = f"A{_HEADING_ROWS + 1}"
    sheet.oddHeader.center.text = visible(table.marking).replace("&", "&&")[:_HEADER_LIMIT]
    for number, title in enumerate(table.headings, start=1):
        long = len(title) < _MOST_WIDTH_COUNTS
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTH if long else _LONG_WIDTH
    cut = 0

    def made(value: Cell, font: Font | None = None) -> object:
        nonlocal cut
        shown = _safe(value)
        if isinstance(shown, str) and len(shown) > _LONGEST_CELL:
            shown, cut = f"{shown[: _LONGEST_CELL - 1]}…", cut + 1
        written = WriteOnlyCell(sheet, shown)
        if isinstance(shown, str):
            written.data_type = "s"  # openpyxl would take a text with "=" for a formula
        if font is not None:
            written.font = font
        return written

    bold = Font(bold=True)
    sheet.append([made(table.marking, Font(bold=True, color="A9271E") if table.internal else bold)])
    sheet.append([made(heading, bold) for heading in table.headings])
    try:
        for row in told.each(table.rows):
            sheet.append([made(value) for value in row])
    except Cancelled:
        book.save(io.BytesIO())  # only then openpyxl removes what it has put down so far
        raise
    book.save(out)
    if not cut:
        return []
    words = ngettext(
        "{count} value was too long for a cell and was cut.",
        "{count} values were too long for a cell and were cut.",
        cut,
    )
    return [words.format(count=cut)]
