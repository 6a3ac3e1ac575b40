"""Careers and pairs as lines of tables: only what they are matched by, nothing that came after the onset."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.base.i18n import _
from app.study.career_parameters import onset
from app.study.career_records import Career
from app.study.matching import Alone, Pair, Trial, band_of
from app.study.study_words import number


@dataclass(frozen=True, slots=True)
class CareerLine:
    """A career by its code and what pairs are formed by; `id` is the code."""

    id: str
    group: str
    birth_year: str
    sex: str
    onset: str
    onset_years: float
    band: str
    severity: str
    severity_weight: float


@dataclass(frozen=True, slots=True)
class PairLine:
    """Two careers that are compared, each as its line; `distance` is that of their first severities."""

    id: str
    a: CareerLine
    b: CareerLine
    distance: str
    apart: float


@dataclass(frozen=True, slots=True)
class AloneLine:
    """A career without a partner, and why."""

    id: str
    career: CareerLine
    reason: str


@dataclass(frozen=True, slots=True)
class TrialLines:
    """What the matching comes to, as lines."""

    pairs: tuple[PairLine, ...]
    alone: tuple[AloneLine, ...]


def career_lines(careers: Sequence[Career], bands: Sequence[float], language: str) -> tuple[CareerLine, ...]:
    """Return a line for each career, by code; `bands` are the ages of onset of the definition."""
    return tuple(_line(c, bands, language) for c in sorted(careers, key=lambda c: c.code))


def trial_lines(trial: Trial, bands: Sequence[float], language: str) -> TrialLines:
    """Return pairs and the careers without a partner as lines."""
    return TrialLines(
        tuple(_pair(pair, bands, language) for pair in trial.pairs),
        tuple(_alone(one, bands, language) for one in trial.alone),
    )


def band_word(number_of: int, bands: Sequence[float], language: str) -> str:
    """Return an age band in words: below 14, 14 to below 18, from 25 on."""
    ages = [number(bound, language, 0 if bound == round(bound) else 1) for bound in bands]
    if not ages:
        return _("any age")
    if number_of == 0:
        return _("below {age}").format(age=ages[0])
    if number_of == len(ages):
        return _("from {age} on").format(age=ages[-1])
    return _("{low} to below {high}").format(low=ages[number_of - 1], high=ages[number_of])


def _line(career: Career, bands: Sequence[float], language: str) -> CareerLine:
    age, weight = onset(career), career.offences[0].severity
    return CareerLine(
        career.code,
        career.group,
        str(career.birth_year),
        sex_word(career.sex),
        number(age, language, 1),
        age,
        band_word(band_of(career, bands), bands, language),
        number(weight, language, 1),
        weight,
    )


def sex_word(sex: str) -> str:
    """Return the sex of a career in words, in the language in force."""
    return {"m": _("male"), "f": _("female"), "d": _("diverse")}.get(sex, sex)


def _pair(pair: Pair, bands: Sequence[float], language: str) -> PairLine:
    a, b = _line(pair.a, bands, language), _line(pair.b, bands, language)
    return PairLine(f"{a.id}-{b.id}", a, b, number(pair.distance, language, 1), pair.distance)


def _alone(one: Alone, bands: Sequence[float], language: str) -> AloneLine:
    return AloneLine(one.career.code, _line(one.career, bands, language), one.reason)
