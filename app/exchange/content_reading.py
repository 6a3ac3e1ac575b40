"""A foreign file from its bytes to neutral content; the parsers run here, so this is the child's part."""

import hashlib
from dataclasses import dataclass

from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.exchange.readers.csv_reader import read_csv
from app.exchange.readers.own_table import own_graph
from app.exchange.readers.reader_kind import Content
from app.exchange.readers.reader_registry import CSV, XLSX, all_readers
from app.exchange.readers.xlsx_reader import read_xlsx
from app.exchange.sniff import Sniffed, sniff_data
from app.exchange.table_settings import FOUND, TableSettings


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What a file is and holds; `sha256` is that of its content, unpacked where it was packed as `inner`."""

    format: str
    inner: str
    sha256: str
    content: Content


def read_content(data: bytes, settings: TableSettings = FOUND, expected: str = "") -> ReadFile:
    """Tell what `data` are and read them; `expected` refuses everything but this format."""
    if expected and expected not in all_readers():
        raise UserError(
            "import.no_such_format",
            _("There is no format “{format}”."),
            _("Choose one of: {known}."),
            exit_code=ExitCode.USAGE,
            format=expected,
            known=", ".join(all_readers()),
        )
    sniffed = sniff_data(data)
    if expected and sniffed.format != expected:
        raise UserError(
            "import.other_format",
            _("The content of the file is {found}, not {expected}."),
            _("Leave out the format to have it recognised."),
            found=sniffed.format,
            expected=expected,
        )
    digest = hashlib.sha256(sniffed.data).hexdigest()
    return ReadFile(sniffed.format, sniffed.inner, digest, _content(sniffed, settings))


def _content(sniffed: Sniffed, settings: TableSettings) -> Content:
    if sniffed.format not in (CSV.id, XLSX.id):
        return sniffed.reader.read(sniffed.data)
    if sniffed.format == CSV.id:
        table = read_csv(sniffed.data, settings.encoding, settings.separator)
    else:
        table = read_xlsx(sniffed.data, settings.sheet)
    return own_graph(table) or table
