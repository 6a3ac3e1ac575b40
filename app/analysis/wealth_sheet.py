"""Income known against assets and outgoings known, year by year, each figure with the findings that state it.

The sheet says what sources say and what they leave open. It ranks and scores nobody: what it cannot explain
may have an explanation that no source has told yet.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from app.analysis.money_flows import Unit, dating, lone_time, money_of, payments, period_of, span_of, usable
from app.base.partial_date import bounds
from app.base.records import Finding, Standing, Subject

_ZERO = Decimal(0)


class Kind(StrEnum):
    """What a figure is."""

    INCOME = "income"
    OUTGOING = "outgoing"
    ASSET = "asset"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the sheet. `year` "" stands where no single year is known; it is in no sum then.

    `low` and `high` differ where facts do; `factual`: a fact states it. `months` above 0: a monthly figure,
    counted that many times; a monthly figure of unknown length stands as one month and without a year.
    `subject_id` and `property` say what it is about; `exonerating`: one of its findings speaks for the
    person. `dated_by` are other findings that lend it its time.
    """

    kind: Kind
    year: str
    subject_id: str
    property: str
    currency: str
    low: Decimal
    high: Decimal
    factual: bool
    finding_ids: tuple[str, ...]
    months: int = 0
    monthly: bool = False
    exonerating: bool = False
    dated_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class YearSum:
    """The sums of one year and currency, lowest and highest; what no fact states is in `*_high` alone.

    `gap_low` and `gap_high` bound by how much assets and outgoings exceed income as known; below 0: they do
    not.
    """

    year: str
    currency: str
    income: tuple[Decimal, Decimal]
    outgoing: tuple[Decimal, Decimal]
    asset: tuple[Decimal, Decimal]

    @property
    def gap(self) -> tuple[Decimal, Decimal]:
        """The least and the most by which assets and outgoings known exceed income known."""
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


# Property of a subject or link -> what it is, and whether it is said per month.
_OWN: Mapping[str, tuple[Kind, bool]] = {
    "income": (Kind.INCOME, False),
    "benefits": (Kind.INCOME, True),
    "turnover": (Kind.INCOME, False),
}
_FROM: Mapping[tuple[str, str], tuple[Kind, bool]] = {
    ("employed_by", "wage"): (Kind.INCOME, False),
    ("owns", "amount"): (Kind.ASSET, False),
    ("uses", "amount"): (Kind.OUTGOING, False),
    ("tenant_of", "amount"): (Kind.OUTGOING, True),
}
_OWNED: Mapping[tuple[str, str], Kind] = {
    ("vehicle", "value"): Kind.ASSET,
    ("object", "value"): Kind.ASSET,
    ("account", "balance"): Kind.ASSET,
}
_HOLDS = frozenset({"owns", "uses", "keeper_of"})
_Said = tuple[Kind, bool, Finding]


def wealth_sheet(subjects: Sequence[Subject], findings: Sequence[Finding], subject_id: str) -> WealthSheet:
    """Return the sheet of one person or organisation from the findings in force."""
    said = usable(findings)
    known = {s.id: s for s in subjects}
    links = [s for s in subjects if s.start == subject_id]
    accounts = _accounts(known, links)
    figures = sorted(
        [*_stated(known, links, said, subject_id), *_paid(subjects, findings, {subject_id} | accounts)],
        key=lambda f: (not f.year, f.year, f.kind, f.property, -f.high, f.subject_id),
    )
    near = {subject_id} | accounts | {s.id for s in subjects if subject_id in (s.start, s.end)}
    near |= {s.end or "" for s in links if s.type in _HOLDS}
    speaks = tuple(f for f in said if f.exonerating and f.subject_id in near)
    return WealthSheet(subject_id, tuple(figures), _sums(figures), speaks)


def _accounts(known: Mapping[str, Subject], links: Iterable[Subject]) -> set[str]:
    ends = (known.get(s.end or "") for s in links if s.type == "uses")
    return {s.id for s in ends if s is not None and s.type == "account"}


def _stated(
    known: Mapping[str, Subject], links: Sequence[Subject], said: Sequence[Finding], subject_id: str
) -> Iterator[Figure]:
    of_link = {s.id: s.type for s in links}
    held = {s.end for s in links if s.type in _HOLDS}
    lone = {i: lone_time(f for f in said if f.subject_id == i) for i in of_link}
    groups: dict[tuple[str, str, str, str], list[_Said]] = defaultdict(list)
    for finding in said:
        meant: tuple[Kind, bool] | None = None
        if finding.subject_id == subject_id:
            meant = _OWN.get(finding.property)
        elif finding.subject_id in of_link:
            meant = _FROM.get((of_link[finding.subject_id], finding.property))
        elif finding.subject_id in held:
            kind = _OWNED.get((known[finding.subject_id].type, finding.property))
            meant = (kind, False) if kind else None
        money = money_of(finding.value)
        if meant and money:
            when = span_of(finding) or lone.get(finding.subject_id, "")
            key = (finding.subject_id, finding.property, when, money[1])
            groups[key].append((*meant, finding))
    for (about, name, when, currency), group in groups.items():
        near = (f for f in said if f.subject_id == about and about in of_link)
        dated_by = dating(near, when, [f for _kind, _monthly, f in group])
        yield from _figures(about, name, when, currency, group, dated_by)


def _figures(
    about: str, name: str, when: str, currency: str, group: Sequence[_Said], dated_by: tuple[str, ...]
) -> Iterator[Figure]:
    kind, monthly, _first = group[0]
    found = [f for _kind, _monthly, f in group]
    low, high, factual = _range(found)
    ids = tuple(sorted(f.id for f in found))
    speaks = any(f.exonerating for f in found)
    for year, months in _years(when, monthly):
        times = max(months, 1)
        yield Figure(
            kind,
            year,
            about,
            name,
            currency,
            low * times,
            high * times,
            factual,
            ids,
            months,
            monthly,
            speaks,
            dated_by,
        )


def _range(found: Sequence[Finding]) -> tuple[Decimal, Decimal, bool]:
    pairs = [(f, money_of(f.value)) for f in found]
    facts = [m[0] for f, m in pairs if m and f.standing is Standing.FACT]
    counted = facts or [m[0] for _f, m in pairs if m]
    return min(counted), max(counted), bool(facts)


def _years(when: str, monthly: bool) -> Iterator[tuple[str, int]]:
    """Yield the years a figure falls into; a monthly one with its number of months in each."""
    if not monthly:
        yield period_of(when, Unit.YEAR), 0
        return
    try:
        first, last = bounds(when) if when else (None, None)
    except ValueError:
        first, last = None, None
    # One month is meant where only a beginning is said, and an open end says no number of months.
    if first is None or last is None or first.year <= 1 or last.year >= 9999 or "/" not in when:
        yield "", 0
        return
    for year in range(first.year, last.year + 1):
        begin = first.month if year == first.year else 1
        end = last.month if year == last.year else 12
        yield f"{year:04}", end - begin + 1


def _paid(subjects: Sequence[Subject], findings: Sequence[Finding], own: set[str]) -> Iterator[Figure]:
    """Yield the payments to and from the person and the accounts used; not those between them."""
    speaks = {f.id for f in findings if f.exonerating}
    for payment in payments(subjects, findings).known:
        incoming, outgoing = payment.end in own, payment.start in own
        if incoming != outgoing:
            yield Figure(
                Kind.INCOME if incoming else Kind.OUTGOING,
                period_of(payment.when, Unit.YEAR),
                payment.link_id,
                "amount",
                payment.currency,
                payment.low,
                payment.high,
                payment.factual,
                payment.finding_ids,
                exonerating=bool(speaks & set(payment.finding_ids)),
                dated_by=payment.dated_by,
            )


def _sums(figures: Iterable[Figure]) -> tuple[YearSum, ...]:
    groups: dict[tuple[str, str], dict[Kind, tuple[Decimal, Decimal]]] = defaultdict(dict)
    for figure in figures:
        if figure.year:
            held = groups[(figure.year, figure.currency)]
            low, high = held.get(figure.kind, (_ZERO, _ZERO))
            held[figure.kind] = (low + (figure.low if figure.factual else _ZERO), high + figure.high)
    none = (_ZERO, _ZERO)
    return tuple(
        YearSum(
            year,
            currency,
            held.get(Kind.INCOME, none),
            held.get(Kind.OUTGOING, none),
            held.get(Kind.ASSET, none),
        )
        for (year, currency), held in sorted(groups.items())
    )
