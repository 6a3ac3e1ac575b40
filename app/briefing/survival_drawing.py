"""Two survival curves as a drawing for window and paper: curves, limits, and how many are still followed.

Group a is a solid line on a grey band of its limits, group b a dashed line between thin dashed ones: black
and white print keeps them apart. The limits of the study stand in the drawing itself.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from app.analysis.plain_drawing import Drawing, Point, Shape, Words, box
from app.base.i18n import _
from app.study.results_table import at_risk
from app.study.study_survival import CurvePoint, SurvivalResult
from app.study.study_words import limits, number, short_limits

_WIDTH, _LEFT, _RIGHT, _TOP, _TALL = 480.0, 58.0, 12.0, 26.0, 150.0
_FOOT = _TOP + _TALL
_TEXT, _KEY_TEXT = 7.5, 8.5
_BAND, _GRID, _GRID_GREY, _FINE = 0.86, 0.4, 0.7, 0.5
_WIDE = (1.6, 1.4)
_MOST_TICKS, _TICK_STEPS = 12, (0.5, 1.0, 2.0, 5.0, 10.0)
_ROWS = (_FOOT + 37.0, _FOOT + 48.0, _FOOT + 59.0)
_HEIGHT = _FOOT + 78.0
# Years by which a curve goes on after its last point, so that its value there can be seen.
_TAIL = 0.25


def survival_drawing(one: SurvivalResult, careers: int, language: str) -> Drawing:
    """Return the curves of a result that has some; `careers` is how many the study follows."""
    names = (_("Group a"), _("Group b"))
    told = caption_of(one.years)
    rule = _(
        "Solid line with grey band: group a with its 95 % limits; dashed: group b. Read at half-years; the "
        "curves end where fewer than ten careers of both are left. Below, how many are still followed: a "
        "dash stands for fewer than ten."
    )
    frame = _Frame(max(max(p.years for curve in one.curves for p in curve), 1.0) + _TAIL)
    words = (*_axis_words(frame, language), *_key_words(names), *_risk_words(one, frame, names))
    return Drawing(
        _WIDTH,
        _HEIGHT,
        (*_axes(frame), *_curves(one, frame), *_key_lines()),
        (*words, Words(0, _HEIGHT - 4, short_limits(careers), _WIDTH, _TEXT)),
        f"{told} {rule} {limits(careers)}",
        " ".join([told, *(_told(n, c, language) for n, c in zip(names, one.curves, strict=True))]),
    )


def caption_of(years: int) -> str:
    """Return what the curves of a result show; `years` is the k of desistance, 0 for the next offence."""
    if not years:
        return _("Kaplan–Meier curve from the first to the second recorded offence; share without one.")
    return _("Kaplan–Meier curve to desistance, k = {years} years; share that still goes on.").format(
        years=years
    )


class _Frame:
    """Where years and shares lie in the drawing."""

    def __init__(self, last: float) -> None:
        self.last = last

    def x(self, years: float) -> float:
        return _LEFT + (_WIDTH - _LEFT - _RIGHT) * years / self.last

    def at(self, years: float, share: float) -> Point:
        return self.x(years), _FOOT - _TALL * share

    def ticks(self) -> list[float]:
        step = next(s for s in _TICK_STEPS if self.last / s <= _MOST_TICKS)
        return [no * step for no in range(int(self.last / step) + 1)]


def _axes(frame: _Frame) -> Iterator[Shape]:
    for share in (0.25, 0.5, 0.75, 1.0):
        left, y = frame.at(0, share)
        # A grey strip: a line is always in ink.
        yield Shape(box(left, y, frame.x(frame.last) - left, _GRID), fill=_GRID_GREY, line=0)
    yield Shape((frame.at(0, 0), frame.at(frame.last, 0)), line=0.6)
    yield Shape((frame.at(0, 0), frame.at(0, 1)), line=0.6)
    for years in frame.ticks():
        x = frame.x(years)
        yield Shape(((x, _FOOT), (x, _FOOT + 3)), line=0.6)


def _curves(one: SurvivalResult, frame: _Frame) -> Iterator[Shape]:
    first, second = one.curves
    upper = _stairs(frame, [(p.years, p.high) for p in first])
    lower = _stairs(frame, [(p.years, p.low) for p in first])
    yield Shape((*upper, *reversed(lower)), fill=_BAND, line=0)
    for side in ([(p.years, p.low) for p in second], [(p.years, p.high) for p in second]):
        yield from _line(_stairs(frame, side), _FINE, dashed=True)
    for curve, wide, dashed in zip(one.curves, _WIDE, (False, True), strict=True):
        yield from _line(_stairs(frame, [(p.years, p.survival) for p in curve]), wide, dashed=dashed)


def _stairs(frame: _Frame, points: Sequence[tuple[float, float]]) -> tuple[Point, ...]:
    """Return the corners of a curve on which a value holds until the next one differs."""
    corners = [frame.at(*points[0])]
    held = points[0][1]
    for years, share in points[1:]:
        if share != held:
            corners += [frame.at(years, held), frame.at(years, share)]
            held = share
    return (*corners, frame.at(points[-1][0] + _TAIL, held))


def _line(corners: Sequence[Point], wide: float, *, dashed: bool) -> Iterator[Shape]:
    for begin, end in pairwise(corners):
        yield Shape((begin, end), line=wide, dashed=dashed)


def _key_lines() -> Iterator[Shape]:
    for place, (wide, dashed) in enumerate(zip(_WIDE, (False, True), strict=True)):
        x = _LEFT + place * (_WIDTH - _LEFT) / 2
        yield Shape(((x, 7), (x + 28, 7)), line=wide, dashed=dashed)


def _key_words(names: Sequence[str]) -> Iterator[Words]:
    for place, name in enumerate(names):
        x = _LEFT + place * (_WIDTH - _LEFT) / 2 + 34
        yield Words(x, 10, name, (_WIDTH - _LEFT) / 2 - 40, _KEY_TEXT)


def _axis_words(frame: _Frame, language: str) -> Iterator[Words]:
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        _x, y = frame.at(0, share)
        yield Words(_LEFT - 5, y + 2.5, f"{share:.0%}".replace("%", " %"), _LEFT, _TEXT, 1)
    for years in frame.ticks():
        digits = 0 if years == round(years) else 1
        yield Words(frame.x(years), _FOOT + 12, number(years, language, digits), 30, _TEXT, 0)
    yield Words((_LEFT + _WIDTH - _RIGHT) / 2, _FOOT + 23, _("Years at risk"), 200, _TEXT, 0)


def _risk_words(one: SurvivalResult, frame: _Frame, names: Sequence[str]) -> Iterator[Words]:
    yield Words(0, _ROWS[0], _("Careers still followed (n at risk)"), _WIDTH, _TEXT, strong=True)
    for name, curve, y in zip(names, one.curves, _ROWS[1:], strict=True):
        yield Words(0, y, name, _LEFT - 10, _TEXT)
        by_years = {p.years: p for p in curve}
        for years in frame.ticks():
            if years in by_years:
                yield Words(frame.x(years), y, at_risk(by_years[years]), 40, _TEXT, 0)


def _told(name: str, curve: Sequence[CurvePoint], language: str) -> str:
    """Return every value of a curve in words, for who does not see the figure."""
    values = "; ".join(
        _("after {years} years {share} % ({count} still followed)").format(
            years=number(p.years, language, 1),
            share=number(100 * p.survival, language, 0),
            count=at_risk(p) if p.enough else _("fewer than ten"),
        )
        for p in curve
    )
    return f"{name}: {values}."
