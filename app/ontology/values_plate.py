"""Value type `plate`: German ones by the vehicle registration ordinance (FZV), foreign ones as given.

Normal forms: `E-AB 1234`, `E-AB 123H` (historic) or `E-AB 123E` (electric), `E-AB 123 04-10` (season),
`E-06123` (dealer, short-term), `E-1234` (authorities), `E-123A` (export), `12-ABC-3 (NL)` (foreign).
"""

import re

from app.base.i18n import _

_LETTERS = "A-ZÄÖÜ"
_SEASON = r"(?P<season>\s*\(?(?:0?[1-9]|1[0-2])\s*[-/]\s*(?:0?[1-9]|1[0-2])\)?)?"
_ORDINARY = re.compile(
    rf"(?P<place>[{_LETTERS}]{{1,3}})\s*[-– ·:]\s*(?P<letters>[A-Z]{{1,2}})\s*-?\s*"
    rf"(?P<digits>[1-9][0-9]{{0,3}})\s*(?P<suffix>[HE]?){_SEASON}"
)
_TOGETHER = re.compile(
    rf"(?P<both>[{_LETTERS}]{{2,5}})\s*-?\s*(?P<digits>[1-9][0-9]{{0,3}})\s*(?P<suffix>[HE]?)"
)
_NUMBER_ONLY = re.compile(rf"(?P<place>[{_LETTERS}]{{1,3}})\s*[-– ]\s*(?P<digits>[0-9](?:\s?[0-9]){{0,6}})")
_EXPORT = re.compile(
    rf"(?P<place>[{_LETTERS}]{{1,3}})\s*[-– ]\s*(?P<digits>[1-9][0-9]{{0,3}})\s*(?P<letter>[A-Z])"
)
_FOREIGN = re.compile(r"(?P<plate>[^\W_][\w -]{1,11}?)\s*\(\s*(?P<country>[A-Z]{1,3})\s*\)")
_FOREIGN_FIRST = re.compile(r"(?P<country>[A-Z]{1,3})\s*[:/]\s*(?P<plate>[^\W_][\w -]{1,11})")


def normalise(text: str) -> str:
    """Return the plate in its normal form; ValueError if it has none or could mean two plates.

    Written without any separator (`EAB12`), a plate is only taken if its letters can be split in one way.
    A foreign plate names its country: `12-ABC-3 (NL)` or `NL: 12-ABC-3`.
    """
    value = " ".join(text.upper().replace("ß", "SS").split())
    for read in (_read_foreign, _read_ordinary, _read_together, _read_number_only):
        plate = read(value)
        if plate:
            return plate
    sentence = _("“{text}” is not a plate. Write E-AB 1234, or with its country: 12-ABC-3 (NL).")
    raise ValueError(sentence.format(text=text))


def _read_ordinary(value: str) -> str:
    match = _ORDINARY.fullmatch(value)
    if match is None or len("".join(match.group("place", "letters", "digits", "suffix"))) > 8:
        return ""
    season = ""
    if match["season"]:
        months = re.findall(r"[0-9]+", match["season"])
        season = f" {int(months[0]):02d}-{int(months[1]):02d}"
    return f"{match['place']}-{match['letters']} {match['digits']}{match['suffix']}{season}"


def _read_together(value: str) -> str:
    match = _TOGETHER.fullmatch(value)
    if match is None:
        return ""
    both = match["both"]
    splits = [
        f"{both[:i]}-{both[i:]} {match['digits']}{match['suffix']}"
        for i in range(1, 4)
        if 1 <= len(both) - i <= 2 and re.fullmatch("[A-Z]+", both[i:])
    ]
    if len(splits) > 1:
        sentence = _("“{text}” could be {plates}. Write it with a hyphen.")
        raise ValueError(sentence.format(text=value, plates=_(" or ").join(splits)))
    return splits[0] if splits and len(both) + len(match["digits"]) + len(match["suffix"]) <= 8 else ""


def _read_number_only(value: str) -> str:
    match = _NUMBER_ONLY.fullmatch(value)
    if match is not None:
        return f"{match['place']}-{match['digits'].replace(' ', '')}"
    match = _EXPORT.fullmatch(value)
    return f"{match['place']}-{match['digits']}{match['letter']}" if match is not None else ""


def _read_foreign(value: str) -> str:
    match = _FOREIGN.fullmatch(value) or _FOREIGN_FIRST.fullmatch(value)
    if match is None:
        return ""
    if match["country"] == "D":
        return normalise(match["plate"])
    return f"{match['plate'].strip()} ({match['country']})"
