"""The text of an XLSX: one page per sheet, its name first, cells parted by tabs, values as last computed."""

import io
from collections.abc import Iterator
from typing import Any

from app.reading.pieces import Budget
from app.reading.zip_check import check_archive

_COLUMNS = 1000


def pages(data: bytes, budget: Budget) -> list[str]:
    """Return the text of the sheets; empty rows are left out."""
    import openpyxl  # heavy: loaded on first use

    check_archive(data)
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    texts: list[str] = []
    for sheet in book.worksheets:
        if budget.spent():
            break
        texts.append(budget.lines(_lines(sheet)))
    return texts


def _lines(sheet: Any) -> Iterator[str]:
    yield str(sheet.title)
    # What the file says of its own size need not be true.
    sheet.reset_dimensions()
    for row in sheet.iter_rows(max_col=_COLUMNS, values_only=True):
        cells = ["" if value is None else str(value).replace("\n", " ") for value in row]
        line = "\t".join(cells).rstrip("\t")
        if line:
            yield line
