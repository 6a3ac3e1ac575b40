"""Dates of GEDCOM (5.5.1 chapter 2, 7.0 section 2.4) and Gramps as partial dates (EDTF)."""

import re

_MONTHS = {m: n for n, m in enumerate("JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split(), 1)}
_DAY = re.compile(
    r"(?:@#DGREGORIAN@\s*|GREGORIAN\s+)?(?:(?P<day>\d{1,2})\s+)?(?:(?P<month>[A-Z]{3,9})\.?\s+)?(?P<year>\d{3,4})",
    re.IGNORECASE,
)
_RANGE = re.compile(r"(?:BET\w*\.?\s+(.+?)\s+AND\s+(.+)|FROM\s+(.+?)\s+TO\s+(.+))", re.IGNORECASE)
_ONE = re.compile(r"(ABT|CAL|EST|ABOUT|CIRCA|CA|INT|BEF|BEFORE|AFT|AFTER|FROM|TO)\.?\s+(.+)", re.IGNORECASE)
_ABOUT = frozenset(("ABT", "CAL", "EST", "ABOUT", "CIRCA", "CA", "INT"))
_BEFORE = frozenset(("BEF", "BEFORE", "TO"))


def gedcom_date(text: str) -> str:
    """Return a date as EDTF, "" if it is none that can be said so (other calendars, years before 1000)."""
    value = " ".join(text.split())
    span = _RANGE.fullmatch(value)
    if span is not None:
        begin, end = (_day(part) for part in span.groups() if part)
        return f"{begin}/{end}" if begin and end else ""
    one = _ONE.fullmatch(value)
    if one is None:
        return _day(value)
    word, day = one[1].upper(), _day(one[2].partition("(")[0])
    if not day:
        return ""
    if word in _ABOUT:
        return f"{day}~"
    return f"../{day}" if word in _BEFORE else f"{day}/.."


def _day(text: str) -> str:
    found = _DAY.fullmatch(text.strip())
    if found is None or int(found["year"]) < 1000:
        return ""
    if found["month"] is None:
        return "" if found["day"] else found["year"]
    month = _MONTHS.get(found["month"][:3].upper())
    if month is None:
        return ""
    return f"{found['year']}-{month:02}" + (f"-{int(found['day']):02}" if found["day"] else "")
