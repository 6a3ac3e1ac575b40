"""How far a partial date reaches along the axis of time, and how exactly. One unit is one day.

Days are ordinals of the proleptic Gregorian calendar (`date.toordinal`); a moment within a day is a
fraction of it. The last day of a date counts in full: 5 April reaches from its number to the next one.
"""

from dataclasses import dataclass

from app.base.partial_date import bounds, parts

_OPEN = ("", "..")
_SOFT_SHARE = 0.2
_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class Extent:
    """The stretch of time that a partial date means.

    It lies somewhere within `first` to `last`. An interval certainly covers `core_first` to `core_last`;
    of a date that is known in part only, the core is nothing but where the drawing is at full height.
    `open_start` and `open_end` say that it goes on beyond; `exact` is a single day or minute, `doubtful`
    a date said to be approximate (`~`) or uncertain (`?`).
    """

    first: float
    last: float
    core_first: float
    core_last: float
    open_start: bool = False
    open_end: bool = False
    exact: bool = False
    doubtful: bool = False


def extent(when: str) -> Extent:
    """Return the extent of a partial date (EDTF); ValueError if it is none.

    A side that is open reaches no further than the side that is known.
    """
    if "/" not in when:
        return _of_part(when)
    bounds(when)
    begin, _slash, end = when.partition("/")
    if begin in _OPEN or end in _OPEN:
        known = _of_part(end if begin in _OPEN else begin)
        return Extent(
            known.first,
            known.last,
            known.core_first,
            known.core_last,
            open_start=begin in _OPEN,
            open_end=end in _OPEN,
            doubtful=known.doubtful,
        )
    return _between(_of_part(begin), _of_part(end))


def _between(begin: Extent, end: Extent) -> Extent:
    core_first = begin.first if begin.exact else begin.last
    core_last = end.last if end.exact else end.first
    if core_first > core_last:
        core_first = core_last = (begin.first + end.last) / 2
    return Extent(begin.first, end.last, core_first, core_last, doubtful=begin.doubtful or end.doubtful)


def _of_part(part: str) -> Extent:
    low, high = bounds(part)
    first, last = float(low.toordinal()), float(high.toordinal() + 1)
    doubtful = part[-1:] in ("~", "?", "%")
    known = parts(part)
    if known is not None and known["hour"]:
        moment = first + (int(known["hour"]) * 60 + int(known["minute"])) / _MINUTES
        return Extent(moment, moment, moment, moment, exact=True, doubtful=doubtful)
    if known is not None and known["day"]:
        return Extent(first, last, first, last, exact=True, doubtful=doubtful)
    soft = (last - first) * _SOFT_SHARE
    return Extent(first, last, first + soft, last - soft, doubtful=doubtful)
