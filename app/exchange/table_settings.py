"""How a table is to be read where its content leaves it open: what is set goes before what is found."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

ENCODINGS = (
    "utf-8", "cp1252", "iso8859-15", "cp1250", "cp1254", "cp1251", "cp1256", "cp850", "mac_roman",
    "utf-16-le", "utf-16-be",
)  # fmt: skip
SEPARATORS = (";", ",", "\t", "|", " ")
DECIMALS = (",", ".")
DATE_ORDERS = ("dmy", "mdy", "ymd")


@dataclass(frozen=True, slots=True)
class TableSettings:
    """What was set by hand; "" (and -1 for the header) leaves it to the content.

    `sheet` is a sheet's name, `header` the number of the row that names the columns (0: none does),
    `encoding` one of `ENCODINGS`, `separator` one character, `decimal` the sign before decimals, `dates`
    the order of day, month and year in `03/04/2021`.
    """

    sheet: str = ""
    header: int = -1
    encoding: str = ""
    separator: str = ""
    decimal: str = ""
    dates: str = ""

    def data(self) -> dict[str, Any]:
        """The settings as plain values, to be kept."""
        return asdict(self)


FOUND = TableSettings()


def settings_from(data: Mapping[str, Any]) -> TableSettings:
    """The settings from kept values; raises ValueError for any that cannot be."""
    known = {field.name for field in fields(TableSettings)}
    if set(data) - known:
        raise ValueError(", ".join(sorted(set(data) - known)))
    header = data.get("header", -1)
    texts = {name: data.get(name, "") for name in known - {"header"}}
    if type(header) is not int or not all(isinstance(text, str) for text in texts.values()):
        raise ValueError("settings")
    made = TableSettings(header=header, **texts)
    for value, allowed in (
        (made.encoding, ENCODINGS),
        (made.decimal, DECIMALS),
        (made.dates, DATE_ORDERS),
    ):
        if value and value not in allowed:
            raise ValueError(value)
    if len(made.separator) > 1 or made.separator in ('"', "\r", "\n"):
        raise ValueError(made.separator)
    return made
