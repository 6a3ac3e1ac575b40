"""Cells in the writing that a file uses: decimal comma or point, and the order of day, month and year."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from app.ontology.model import PropertyType
from app.ontology.values import normalise_for

_DATE = re.compile(r"(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})(?=$|[T ,])")
_COMMA = re.compile(r"[^\d]{0,4}-?(?:\d{1,3}(?:[. '’]\d{3})+,\d+|\d+,(?:\d{1,2}|\d{4,}))\D{0,4}\Z")
_POINT = re.compile(r"[^\d]{0,4}-?(?:\d{1,3}(?:[, '’]\d{3})+\.\d+|\d+\.(?:\d{1,2}|\d{4,}))\D{0,4}\Z")
_NUMBERS = frozenset({"money", "percent", "integer"})
_THREE = re.compile(r"(?<=\d)\.(\d{3})(?!\d)")


@dataclass(frozen=True, slots=True)
class Writing:
    """What was found: `decimal` and `dates` as in `TableSettings`, "" where nothing tells.

    `doubtful` marks an order of dates that only custom suggests: no day of the sample is above 12.
    """

    decimal: str = ""
    dates: str = ""
    doubtful: bool = False


def find_writing(cells: Iterable[str]) -> Writing:
    """Tell from cells how numbers and dates are written in a file."""
    decimals: Counter[str] = Counter()
    orders: Counter[str] = Counter()
    for cell in cells:
        text = cell.strip()
        if not text or len(text) > 40 or not any(c.isdigit() for c in text):
            continue
        date = _DATE.match(text)
        if date is not None:
            orders[_order(date)] += 1
        elif _COMMA.match(text):
            decimals[","] += 1
        elif _POINT.match(text):
            decimals["."] += 1
    decimal = decimals.most_common(1)[0][0] if decimals else ""
    return Writing(decimal, *_told(orders))


def _order(date: re.Match[str]) -> str:
    first, sign, second = date[1], date[2], date[3]
    if len(first) > 2:
        return "ymd"
    if int(first) > 12:
        return "dmy"
    if int(second) > 12:
        return "mdy"
    return "dmy." if sign == "." else "?"


def _told(orders: Counter[str]) -> tuple[str, bool]:
    sure = {order: count for order, count in orders.items() if order in ("ymd", "dmy", "mdy")}
    days_first = orders["dmy."]
    if orders["?"] and not sure.get("dmy") and not sure.get("mdy"):
        # Nothing tells them apart; where dots stand beside them, the file is German.
        return "dmy", not days_first
    if sure:
        best = max(sure, key=lambda order: (sure[order], order == "dmy"))
        return best, len(set(sure) & {"dmy", "mdy"}) > 1
    return ("dmy", False) if days_first else ("", False)


def normal_cell(declared: PropertyType, text: str, writing: Writing) -> str:
    """A cell as the normalised value of a property; ValueError with a sentence naming what stands there."""
    plain = plain_cell(declared.value_type, text, writing)
    try:
        return normalise_for(declared, plain)
    except ValueError:
        if plain != text:
            normalise_for(declared, text)
        raise


def date_read(cells: Iterable[str], order: str) -> tuple[str, tuple[int, int, int]] | None:
    """A date of the cells with the (day, month, year) it is read as; best one that others would misread."""
    found = None
    for cell in cells:
        text = cell.strip()
        date = _DATE.match(text)
        plain = re.match(r"(\d{4})-(\d\d)-(\d\d)", _plain_date(text, order)) if date else None
        if date and not plain and date[2] == "." and len(date[4]) == 4:
            plain = re.match(r"(\d{4})-(\d\d)-(\d\d)", f"{date[4]}-{date[3]:0>2}-{date[1]:0>2}")
        if plain is None or not 1 <= int(plain[2]) <= 12 or not 1 <= int(plain[3]) <= 31:
            continue
        made = text, (int(plain[3]), int(plain[2]), int(plain[1]))
        if int(plain[3]) <= 12 and plain[2] != plain[3]:
            return made
        found = found or made
    return found


def plain_cell(value_type: str, text: str, writing: Writing) -> str:
    """A cell so that the value types of the ontology read it as its file means it."""
    if value_type == "partial_date":
        return _plain_date(text, writing.dates)
    if value_type in _NUMBERS and writing.decimal:
        return _plain_number(value_type, text, writing.decimal)
    return text


def plain_count(text: str, writing: Writing) -> str:
    """A number with a decimal point and without groups, as far as the file's writing is known."""
    if writing.decimal == ",":
        return re.sub(r"(?<=\d)[. '’](?=\d{3}(?!\d))", "", text).replace(",", ".")
    if writing.decimal == ".":
        return re.sub(r"(?<=\d)[, '’](?=\d{3}(?!\d))", "", text)
    return text


def _plain_date(text: str, order: str) -> str:
    date = _DATE.match(text.strip())
    if date is None or (date[2] == "." and order != "ymd"):
        # The value type itself reads days with dots, and names what it was given if they are none.
        return text
    parts = (date[1], date[3], date[4])
    if len(parts[0]) == 4:
        year, month, day = parts
    elif order == "mdy":
        month, day, year = parts
    elif order == "dmy":
        day, month, year = parts
    else:
        return text
    if len(year) != 4:
        # A year of two digits would be a guess; the value type refuses it with its own sentence.
        return text
    rest = text.strip()[date.end() :]
    return f"{year}-{month:0>2}-{day:0>2}{rest}"


def _plain_number(value_type: str, text: str, decimal: str) -> str:
    plain = plain_count(text, Writing(decimal))
    if value_type == "money":
        # Money takes a lone group of three digits for thousands; here it is known that they are decimals.
        return _THREE.sub(r".\g<1>0", plain)
    if value_type == "integer":
        return re.sub(r"\.0+\Z", "", _THREE.sub(r".\g<1>0", plain.strip()))
    return plain
