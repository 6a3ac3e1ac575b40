"""The figures of a wealth sheet: what findings say of income, outgoings and assets, and how each counts."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from app.analysis.money_flows import Unit, dating, lone_time, money_of, payments, period_of, span_of
from app.base.partial_date import bounds
from app.base.records import Finding, Standing, Subject


class Kind(StrEnum):
    """What a figure is."""

    INCOME = "income"
    OUTGOING = "outgoing"
    ASSET = "asset"


class Part(StrEnum):
    """How a figure enters the sums of its year.

    A flow counts whole. A state says what a thing is worth on a day: of it only the growth counts. A state is
    in no sum where the price paid for the thing is known, nor where the thing is used or kept without being
    owned as far as anybody says.
    """

    FLOW = "flow"
    STATE = "state"
    PRICED = "priced"
    USED = "used"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the sheet. `year` "" stands where no single year is known; it is in no sum then.

    `low` and `high` differ where facts do; `factual`: a fact states it. `months` above 0: a monthly figure,
    counted that many times; a monthly figure of unknown length stands as one month and without a year.
    `subject_id` and `property` say what it is about; `exonerating`: one of its findings speaks for the
    person. `dated_by` are other findings that lend it its time. `when` is that time, a partial date or "".
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
    part: Part = Part.FLOW
    when: str = ""


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
# What somebody has says its worth in this property; an account is held by whoever uses it.
_WORTH: Mapping[str, str] = {"vehicle": "value", "object": "value", "account": "balance"}
_OWNS: Mapping[str, str] = {"vehicle": "owns", "object": "owns", "account": "uses"}
HOLDS = frozenset({"owns", "uses", "keeper_of"})
_Said = tuple[Kind, bool, Finding]


def figures_of(
    subjects: Sequence[Subject], findings: Sequence[Finding], said: Sequence[Finding], subject_id: str
) -> list[Figure]:
    """Return all figures of one person or organisation; `said` are the findings that count."""
    known = {s.id: s for s in subjects}
    links = [s for s in subjects if s.start == subject_id]
    own = {subject_id} | accounts(known, links)
    found = [*_stated(known, links, said, subject_id), *_paid(subjects, findings, own)]
    priced = {known[f.subject_id].end for f in found if known[f.subject_id].type == "owns" and f.year}
    owned = {s.end for s in links if s.end in known and s.type == _OWNS.get(known[s.end or ""].type)}
    return [_as_it_counts(f, f.subject_id in priced, f.subject_id in owned) for f in found]


def _as_it_counts(figure: Figure, priced: bool, owned: bool) -> Figure:
    if figure.part is not Part.STATE:
        return figure
    if not owned:
        return replace(figure, part=Part.USED)
    return replace(figure, part=Part.PRICED) if priced else figure


def accounts(known: Mapping[str, Subject], links: Iterable[Subject]) -> set[str]:
    """Return the accounts that somebody uses, by the links from them."""
    ends = (known.get(s.end or "") for s in links if s.type == "uses")
    return {s.id for s in ends if s is not None and s.type == "account"}


def _stated(
    known: Mapping[str, Subject], links: Sequence[Subject], said: Sequence[Finding], subject_id: str
) -> Iterator[Figure]:
    of_link = {s.id: s.type for s in links}
    held = {s.end for s in links if s.type in HOLDS}
    lone = {i: lone_time(f for f in said if f.subject_id == i) for i in of_link}
    groups: dict[tuple[str, str, str, str], list[_Said]] = defaultdict(list)
    for finding in said:
        meant: tuple[Kind, bool] | None = None
        if finding.subject_id == subject_id:
            meant = _OWN.get(finding.property)
        elif finding.subject_id in of_link:
            meant = _FROM.get((of_link[finding.subject_id], finding.property))
        elif finding.subject_id in held and finding.property == _WORTH.get(known[finding.subject_id].type):
            meant = (Kind.ASSET, False)
        money = money_of(finding.value)
        if meant and money:
            when = span_of(finding) or lone.get(finding.subject_id, "")
            key = (finding.subject_id, finding.property, when, money[1])
            groups[key].append((*meant, finding))
    for (about, name, when, currency), group in groups.items():
        near = (f for f in said if f.subject_id == about and about in of_link)
        dated_by = dating(near, when, [f for _kind, _monthly, f in group])
        part = Part.STATE if about in held else Part.FLOW
        for figure in _figures(about, name, when, currency, group, dated_by):
            yield replace(figure, part=part, when=when)


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
