"""How alike two values are that are no names: dates, addresses, numbers, coordinates."""

import math
from enum import StrEnum
from functools import lru_cache

from rapidfuzz.distance import OSA

from app.analysis.matching.name_forms import Kind, NameForm
from app.analysis.matching.name_score import paired
from app.base import partial_date

_EARTH_RADIUS_M = 6_371_000.0
_NEAR_M = 30.0
_FAR_M = 500.0


class Way(StrEnum):
    """In what way two values agree or disagree; a sentence belongs to each."""

    EQUAL = "equal"
    ALIKE = "alike"
    SWAPPED = "swapped"
    COMPATIBLE = "compatible"
    TYPO = "typo"
    OTHER = "other"


@lru_cache(maxsize=200_000)
def date_likeness(a: str, b: str) -> tuple[float, Way]:
    """Compare two partial dates: equal, day and month swapped, one contains the other, one digit off."""
    if a == b:
        return 1.0, Way.EQUAL
    if b < a:
        a, b = b, a
    try:
        first_a, last_a = partial_date.bounds(a)
        first_b, last_b = partial_date.bounds(b)
    except ValueError:
        return (1.0, Way.EQUAL) if a == b else (0.0, Way.OTHER)
    if (first_a, last_a) == (first_b, last_b):
        return 0.95, Way.COMPATIBLE
    if first_a <= last_b and first_b <= last_a:
        return 0.8, Way.COMPATIBLE
    if first_a != last_a or first_b != last_b:
        gap = min(abs(first_a.year - last_b.year), abs(first_b.year - last_a.year))
        about = gap <= 1 and any(mark in a + b for mark in "~?%")
        return (0.6, Way.COMPATIBLE) if about else (0.0, Way.OTHER)
    if first_a.year == first_b.year and (first_a.month, first_a.day) == (first_b.day, first_b.month):
        return 0.9, Way.SWAPPED
    edits = OSA.distance(first_a.strftime("%Y%m%d"), first_b.strftime("%Y%m%d"))
    if edits == 1:
        return 0.75, Way.TYPO
    return (0.4 if edits == 2 else 0.0), Way.OTHER


def number_likeness(a: str, b: str) -> tuple[float, Way]:
    """Compare two identifiers in comparable form; one wrong sign in a long one is a slip of the pen."""
    if a == b:
        return 1.0, Way.EQUAL
    if min(len(a), len(b)) >= 6 and OSA.distance(a, b, score_cutoff=1) <= 1:
        return 0.75, Way.TYPO
    return 0.0, Way.OTHER


@lru_cache(maxsize=200_000)
def address_likeness(a: NameForm, b: NameForm) -> float:
    """Compare two addresses word by word: numbers must agree, words may be misspelled or missing."""
    if a.key == b.key:
        return 1.0
    if b.key < a.key:
        a, b = b, a
    pairs, left_a, left_b = paired(a.words, b.words)
    agree = sum(_address_weight(a.words[i].kind) * alike for i, _j, alike in pairs)
    over_a = sum(_address_weight(a.words[i].kind) for i in left_a)
    over_b = sum(_address_weight(b.words[j].kind) for j in left_b)
    other, missing = min(over_a, over_b), abs(over_a - over_b)
    paired_weight = sum(_address_weight(a.words[i].kind) for i, _j, _alike in pairs)
    whole = paired_weight + 1.3 * other + 0.25 * missing
    return agree / whole if whole else 0.0


def _address_weight(kind: Kind) -> float:
    return 1.0 if kind in (Kind.WORD, Kind.NUMBER) else 0.2


def place_likeness(a: str, b: str) -> float:
    """Compare two coordinates (`latitude, longitude`): 1 within 30 m, 0 beyond 500 m."""
    try:
        (lat_a, lon_a), (lat_b, lon_b) = (
            tuple(math.radians(float(part)) for part in text.replace(";", ",").split(",")[:2])
            for text in (a, b)
        )
    except ValueError:
        return float(a == b)
    half = (
        math.sin((lat_b - lat_a) / 2) ** 2
        + math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    )
    metres = 2 * _EARTH_RADIUS_M * math.asin(math.sqrt(min(1.0, half)))
    return max(0.0, min(1.0, (_FAR_M - metres) / (_FAR_M - _NEAR_M)))
