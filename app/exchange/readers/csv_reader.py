"""Tables written as text: any separator, any line ending, with or without a header."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from typing import Protocol

from app.base.errors import UserError
from app.base.i18n import _
from app.exchange.limits import CELL_CHARACTERS, CELLS, COLUMNS, ROWS, too_large
from app.exchange.readers.neutral import RawTable
from app.exchange.readers.row_blocks import PackedRows, RowPacker
from app.exchange.readers.text_decoding import decode_text

_SEPARATORS = (";", "\t", ",", "|", " ")
_SAMPLE_ROWS = 60
_SAMPLE_CHARACTERS = 60_000


def read_csv(data: bytes, encoding: str = "", separator: str = "") -> RawTable:
    """Read a text table; every cell is text and stays as it is, one that begins with `=` too.

    Encoding and separator are found by the content unless given. Raises `UserError`: `import.not_text`,
    `import.cut_off`, `import.too_large`, `import.broken_table`.
    """
    text, used = decode_text(data, encoding)
    text, named = _take_separator_line(text)
    chosen = separator or named or _separator(text)
    rows = _rows(text, chosen, first=2 if named else 1)
    notes = () if used == "utf-8" else (_("Read as {encoding}.").format(encoding=used),)
    return RawTable(rows, even=True, notes=notes, encoding=used, separator=chosen)


def _take_separator_line(text: str) -> tuple[str, str]:
    """Excel's own first line `sep=;`, which is no data."""
    line, _end, rest = text.partition("\n")
    line = line.strip('"\r ')
    if len(line) == 5 and line.startswith("sep="):
        return rest, line[4]
    return text, ""


def _separator(text: str) -> str:
    """The separator that cuts the first rows into the most even columns; the first named wins a draw."""
    sample = text[:_SAMPLE_CHARACTERS]
    if len(text) > len(sample):
        sample = sample[: max(sample.rfind("\n"), sample.rfind("\r")) + 1]
    best, best_score = _SEPARATORS[2], 0.0
    for separator in _SEPARATORS:
        score = _evenness(sample, separator)
        if score > best_score + 1e-9:
            best, best_score = separator, score
    return best


def _evenness(sample: str, separator: str) -> float:
    widths = []
    try:
        for row in _parse(sample, separator, strict=False):
            if any(cell.strip() for cell in row):
                widths.append(len(row))
            if len(widths) == _SAMPLE_ROWS:
                break
    except csv.Error:
        return 0.0
    if not widths:
        return 0.0
    width, count = Counter(widths).most_common(1)[0]
    if width < 2:
        return 0.0
    # A blank also separates words in sentences; it counts only where every row agrees.
    return 0.0 if separator == " " and count < len(widths) else count / len(widths)


class _Lines(Protocol):
    line_num: int

    def __iter__(self) -> Iterator[list[str]]: ...


def _parse(text: str, separator: str, *, strict: bool) -> _Lines:
    # newline="" leaves CR, LF and CRLF, also mixed, to the csv module; cells may hold line breaks.
    lines = io.StringIO(text, newline="")
    return csv.reader(lines, delimiter=separator, strict=strict, skipinitialspace=separator == " ")


def _rows(text: str, separator: str, first: int) -> PackedRows:
    reader = _parse(text, separator, strict=True)
    packer = RowPacker()
    begin, cells, no = first, 0, 0
    try:
        for row in reader:
            line, begin = begin, first + reader.line_num
            no += 1
            if no > ROWS:
                raise too_large(_("rows"), ROWS)
            cells += len(row)
            _check_size(row, cells)
            if any(row) and any(cell.strip() for cell in row):
                packer.add(line, row)
    except csv.Error as error:
        raise UserError(
            "import.broken_table",
            _("The table breaks off or has a misplaced quotation mark near line {line}."),
            _("Check the file at this line, or ask the sender for it again."),
            line=begin,
        ) from error
    return packer.rows()


def _check_size(row: list[str], cells: int) -> None:
    if len(row) > COLUMNS:
        raise too_large(_("columns"), COLUMNS)
    if cells > CELLS:
        raise too_large(_("cells"), CELLS)
    if sum(map(len, row)) > CELL_CHARACTERS and max(map(len, row)) > CELL_CHARACTERS:
        raise too_large(_("characters in one cell"), CELL_CHARACTERS)
