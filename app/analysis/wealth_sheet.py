"""Income known against assets and outgoings known, year by year, each figure with the findings that state it.

The sheet says what sources say and what they leave open. It ranks and scores nobody: what it cannot explain
may have an explanation that no source has told yet. Of what somebody has only the growth since the last
state known counts, as in a comparison of net worth: the same balance on two days is no second fortune.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.analysis.money_flows import usable
from app.analysis.wealth_figures import HOLDS, Figure, Kind, Part, accounts, figures_of
from app.base.partial_date import bounds
from app.base.records import Finding, Subject

_ZERO = Decimal(0)
Range = tuple[Decimal, Decimal]
"""Lowest and highest."""


@dataclass(frozen=True, slots=True)
class YearSum:
    """The sums of one year and currency, lowest and highest; what no fact states is in the highest alone.

    `asset` is what was paid for assets and what they grew by, below 0 where they became less. Where no
    earlier state is known, the growth is anything from nothing to the whole.
    """

    year: str
    currency: str
    income: Range
    outgoing: Range
    asset: Range

    @property
    def gap(self) -> Range:
        """The least and the most by which outgoings and growth exceed income; below 0: they do not."""
        return (
            self.outgoing[0] + self.asset[0] - self.income[1],
            self.outgoing[1] + self.asset[1] - self.income[0],
        )


@dataclass(frozen=True, slots=True)
class WealthSheet:
    """Figures by year, sums by year and currency, and everything that speaks for the person."""

    subject_id: str
    figures: tuple[Figure, ...]
    sums: tuple[YearSum, ...]
    exonerating: tuple[Finding, ...]


def wealth_sheet(subjects: Sequence[Subject], findings: Sequence[Finding], subject_id: str) -> WealthSheet:
    """Return the sheet of one person or organisation from the findings in force."""
    said = usable(findings)
    known = {s.id: s for s in subjects}
    links = [s for s in subjects if s.start == subject_id]
    figures = sorted(
        figures_of(subjects, findings, said, subject_id),
        key=lambda f: (not f.year, f.year, f.kind, f.property, -f.high, f.subject_id),
    )
    near = {subject_id} | accounts(known, links) | {s.id for s in subjects if subject_id in (s.start, s.end)}
    near |= {s.end or "" for s in links if s.type in HOLDS}
    speaks = tuple(f for f in said if f.exonerating and f.subject_id in near)
    return WealthSheet(subject_id, tuple(figures), _sums(figures), speaks)


def _sums(figures: Iterable[Figure]) -> tuple[YearSum, ...]:
    listed = list(figures)
    entries = [(f.year, f.currency, f.kind, _range(f)) for f in listed if f.part is Part.FLOW and f.year]
    entries += [(year, currency, Kind.ASSET, grown) for year, currency, grown in _growth(listed)]
    groups: dict[tuple[str, str], dict[Kind, Range]] = defaultdict(dict)
    for year, currency, kind, (low, high) in entries:
        held = groups[(year, currency)]
        before = held.get(kind, (_ZERO, _ZERO))
        held[kind] = (before[0] + low, before[1] + high)
    none = (_ZERO, _ZERO)
    return tuple(
        YearSum(year, currency, *(held.get(kind, none) for kind in (Kind.INCOME, Kind.OUTGOING, Kind.ASSET)))
        for (year, currency), held in sorted(groups.items())
    )


def _range(figure: Figure) -> Range:
    return (figure.low if figure.factual else min(_ZERO, figure.low), figure.high)


def _growth(figures: Iterable[Figure]) -> Iterator[tuple[str, str, Range]]:
    """Yield by year and currency what each thing grew by from one year's last state to the next one's."""
    things: dict[tuple[str, str], dict[str, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    for figure in figures:
        if figure.part is Part.STATE and figure.year:
            things[(figure.subject_id, figure.currency)][figure.year].append(figure)
    for (_thing, currency), years in sorted(things.items()):
        before: Range | None = None
        for year, states in sorted(years.items()):
            now = _last_state(states)
            # Nobody says what was there before: nothing, or as much.
            yield year, currency, _risen(before, now) if before else (min(_ZERO, now[0]), max(_ZERO, now[1]))
            before = now


def _risen(before: Range, now: Range) -> Range:
    return now[0] - before[1], now[1] - before[0]


def _last_state(states: Sequence[Figure]) -> Range:
    """Return the range of the latest states of a year; those that name the same time bound it together."""
    last = max(bounds(f.when)[1] for f in states)
    ranges = [_range(f) for f in states if bounds(f.when)[1] == last]
    return min(low for low, _high in ranges), max(high for _low, high in ranges)
