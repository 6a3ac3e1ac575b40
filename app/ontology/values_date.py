"""Value type `partial_date`: reads EDTF and what people in Germany write, shows it their way."""

import re
from functools import cache

from app.base import partial_date
from app.base.i18n import _
from app.ontology.wording import phrase, words, words_of_all_languages

_TIME = r"(?:[T ,]\s*(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?(?:\s*(?:uhr|h))?)?"
_UNKNOWN = r"\d{1,2}|xx"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?P<day>{_UNKNOWN})\.\s*(?P<month>{_UNKNOWN})\.\s*(?P<year>\d{{4}}){_TIME}",
        rf"(?P<year>\d{{4}})-(?P<month>\d{{2}})-(?P<day>\d{{2}}){_TIME}",
        r"(?P<year>\d{4})/(?P<month>\d{2})/(?P<day>\d{2})",
        r"(?P<month>\d{1,2})[./]\s*(?P<year>\d{4})",
        rf"(?P<day>\d{{1,2}})\.?\s*(?P<name>[^\W\d_]{{3,9}})\.?\s*(?P<year>\d{{4}}){_TIME}",
        rf"(?P<name>[^\W\d_]{{3,9}})\.?\s+(?P<day>\d{{1,2}}),\s*(?P<year>\d{{4}}){_TIME}",
        r"(?P<name>[^\W\d_]{3,9})\.?\s+(?P<year>\d{4})",
    )
)
_INTERVAL = re.compile(r"(.+?)\s+(?:-|–|bis|to|until)\s+(.+)", re.IGNORECASE)


def normalise(text: str) -> str:
    """Return EDTF; reads `05.04.2021`, `04/2021`, `5. April 2021`, `ca. 2021`, `ab 2021`, `2020 - 2021`.

    What was said stays as precise as it was. A two-digit year is refused because it would be a guess.
    """
    value = " ".join(text.split())
    try:
        return partial_date.normalise(_read(value))
    except partial_date.NoDateError as error:
        # The sentence names what stands there, not what it was read as.
        raise partial_date.NoDateError(value) from error


def _read(value: str) -> str:
    interval = _INTERVAL.fullmatch(value)
    if interval is not None:
        return f"{_read_part(interval[1])}/{_read_part(interval[2])}"
    for key, pattern in (("since_words", "{}/.."), ("until_words", "../{}")):
        rest = _after_word(value, key)
        if rest is not None:
            return pattern.format(_read_part(rest))
    return _read_part(value)


def _read_part(text: str) -> str:
    for key, qualifier in (("about_words", "~"), ("uncertain_words", "?")):
        rest = _after_word(text, key)
        if rest is not None:
            return _read_plain(rest) + qualifier
    return _read_plain(text)


def _read_plain(text: str) -> str:
    for form in _FORMS:
        match = form.fullmatch(text)
        if match is not None:
            return _edtf({key: part for key, part in match.groupdict().items() if part})
    return text


def _edtf(found: dict[str, str]) -> str:
    month = _month_number(found["name"]) if "name" in found else found.get("month", "00")
    day = found.get("day", "00")
    # 00 and XX in a day or month are how German registers write "not known".
    if month.upper() in ("0", "00", "XX"):
        return found["year"]
    if day.upper() in ("0", "00", "XX"):
        return f"{found['year']}-{month:0>2}"
    date = f"{found['year']}-{month:0>2}-{day:0>2}"
    time = (found.get("hour"), found.get("minute"), found.get("second"))
    # Spreadsheets give every day a midnight with seconds; nobody meant midnight by it.
    if time[0] is None or time == ("00", "00", "00"):
        return date
    seconds = f":{time[2]}" if time[2] else ""
    return f"{date}T{time[0]:0>2}:{time[1]}{seconds}"


def _after_word(text: str, key: str) -> str | None:
    first, _blank, rest = text.partition(" ")
    known = {word for group in words_of_all_languages(key) for word in group}
    return rest if rest and first.casefold() in known else None


@cache
def _month_names() -> dict[str, int]:
    names = {"mrz": 3, "sept": 9}
    for group in words_of_all_languages("months"):
        for number, name in enumerate(group, start=1):
            names[name.casefold()] = number
            names[name.casefold()[:3]] = number
    return names


def _month_number(name: str) -> str:
    number = _month_names().get(name.casefold())
    if number is None:
        raise ValueError(_("“{name}” is not the name of a month.").format(name=name))
    return str(number)


def display(value: str) -> str:
    """Return the date for people: `05.04.2021, 13:30 Uhr` or `5 April 2021, 13:30`; ValueError if none."""
    partial_date.bounds(value)
    if "/" not in value:
        return _display_part(value)
    begin, _slash, end = value.partition("/")
    if begin == "..":
        return phrase("until", value=_display_part(end))
    if end == "..":
        return phrase("since", value=_display_part(begin))
    if not begin:
        return phrase("after_unknown", value=_display_part(end))
    if not end:
        return phrase("before_unknown", value=_display_part(begin))
    return phrase("span", begin=_display_part(begin), end=_display_part(end))


def _display_part(part: str) -> str:
    known = partial_date.parts(part)
    bare = part.rstrip("~?%")
    shown = _display_known(known) if known is not None else _display_loose(bare)
    key = {"~": "about", "?": "uncertain", "%": "about_uncertain"}.get(part[len(bare) :])
    return phrase(key, value=shown) if key else shown


def _display_known(known: dict[str, str]) -> str:
    if not known["month"]:
        return known["year"]
    month = int(known["month"])
    name = words("months")[month - 1]
    if not known["day"]:
        return phrase("month", month_name=name, year=known["year"])
    shown = phrase("day", day=int(known["day"]), month=month, month_name=name, year=known["year"])
    if not known["hour"]:
        return shown
    time = ":".join(t for t in (known["hour"], known["minute"], known["second"]) if t)
    shown = phrase("time", value=shown, time=time)
    if known["zone"]:
        zone = "UTC" if known["zone"] == "Z" else f"UTC{known['zone']}"
        shown = phrase("zone", value=shown, zone=zone)
    return shown


def _display_loose(part: str) -> str:
    year, _dash, rest = part.partition("-")
    if "X" not in year:
        shown = _display_in_year(year, rest)
        if shown:
            return shown
    elif not rest and year.endswith("X") and not year.endswith("XX"):
        return phrase("decade", year=f"{year[:3]}0")
    first, last = partial_date.bounds(part)
    return phrase("between", begin=_display_part(first.isoformat()), end=_display_part(last.isoformat()))


def _display_in_year(year: str, rest: str) -> str:
    if rest in ("21", "22", "23", "24"):
        return f"{words('seasons')[int(rest) - 21]} {year}"
    if rest == "XX":
        return phrase("month_unknown", value=year)
    if rest == "XX-XX":
        return phrase("day_and_month_unknown", value=year)
    if rest.endswith("-XX"):
        return phrase("day_unknown", value=_display_part(f"{year}-{rest[:2]}"))
    return ""
