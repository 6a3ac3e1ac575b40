"""Payments as findings say them, added up by period: exact in decimal, currencies apart, nothing lost.

A payment is what the findings of one link `pays` say of one day or period. What several sources say of the
same payment counts once; where they differ, the payment has a lowest and a highest amount. What no fact
states stays apart from what facts state.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from app.analysis.network import current
from app.base.partial_date import bounds
from app.base.records import Finding, Standing, Subject

UNPLACED = ""
"""The period of a payment without a date, or with one that spans several periods."""
_ZERO = Decimal(0)


class Unit(StrEnum):
    """How long a period is."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Payment:
    """One payment; `low` and `high` differ where facts do. `factual`: at least one fact states an amount.

    `when` is a partial date or "". `finding_ids` are the findings that state the amount, `dated_by` those
    others that date it.
    """

    link_id: str
    start: str
    end: str
    currency: str
    low: Decimal
    high: Decimal
    factual: bool
    when: str
    finding_ids: tuple[str, ...]
    dated_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Payments:
    """All payments; of the links `without_amount` no amount is known, `unread` findings are no money."""

    known: tuple[Payment, ...]
    without_amount: tuple[str, ...]
    unread: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Flow:
    """What went from `start` to `end` in one period and currency.

    `sure` is what facts agree on, `spread` by how much more it is if the highest figures hold, `stated` what
    only assessments or hypotheses say. The three together are the highest total.
    """

    period: str
    start: str
    end: str
    currency: str
    sure: Decimal
    spread: Decimal
    stated: Decimal
    count: int
    finding_ids: tuple[str, ...]

    @property
    def highest(self) -> Decimal:
        """The total if everything holds."""
        return self.sure + self.spread + self.stated

    @property
    def certain(self) -> bool:
        """Whether facts agree on all of it."""
        return not self.spread and not self.stated


def money_of(value: str) -> tuple[Decimal, str] | None:
    """Return amount and currency of a kept value such as `1234.56 EUR`; None if it is none."""
    number, _blank, currency = value.partition(" ")
    try:
        amount = Decimal(number)
    except InvalidOperation:
        return None
    return (amount, currency) if amount.is_finite() and currency else None


def usable(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings that count: in force and not restricted."""
    return [f for f in current(findings) if not f.restricted]


def payments(subjects: Sequence[Subject], findings: Iterable[Finding]) -> Payments:
    """Return the payments that the links `pays` among `subjects` stand for, by link, period and currency."""
    of_link: dict[str, list[Finding]] = defaultdict(list)
    for finding in usable(findings):
        of_link[finding.subject_id].append(finding)
    known: list[Payment] = []
    silent: list[str] = []
    unread: list[str] = []
    for link in sorted((s for s in subjects if s.type == "pays"), key=lambda s: s.id):
        said = of_link.get(link.id, [])
        amounts = [f for f in said if f.property == "amount"]
        unread += [f.id for f in amounts if money_of(f.value) is None]
        found = _of_link(link, said, [f for f in amounts if money_of(f.value) is not None])
        known += found
        if said and not found:
            silent.append(link.id)
    return Payments(tuple(known), tuple(silent), tuple(unread))


def _of_link(link: Subject, said: Sequence[Finding], amounts: Sequence[Finding]) -> list[Payment]:
    lone = lone_time(said)
    groups: dict[tuple[str, str], list[tuple[Finding, Decimal]]] = defaultdict(list)
    for finding in amounts:
        money = money_of(finding.value)
        if money is not None:
            groups[(span_of(finding) or lone, money[1])].append((finding, money[0]))
    return [
        _payment(link, when, currency, group, dating(said, when, [f for f, _amount in group]))
        for (when, currency), group in sorted(groups.items())
    ]


def lone_time(said: Iterable[Finding]) -> str:
    """Return the one time that findings of a link agree on: their date, else what they hold for, or ""."""
    known = list(said)
    dates = {f.value for f in known if f.property == "date"}
    spans = {span_of(f) for f in known if span_of(f)}
    found = dates or spans
    return next(iter(found)) if len(found) == 1 else ""


def dating(said: Iterable[Finding], when: str, stating: Iterable[Finding]) -> tuple[str, ...]:
    """Return the findings that lend the time `when` to findings which name none; () where these name it."""
    if not when or all(span_of(f) for f in stating):
        return ()
    known = list(said)
    dates = [f for f in known if f.property == "date"]
    return tuple(sorted(f.id for f in dates or known if f.property == "date" or span_of(f) == when))


def span_of(finding: Finding) -> str:
    """Return the time a finding holds for as one partial date, "" if it says none."""
    start, end = finding.valid_from, finding.valid_to
    if start and end and start != end and "/" not in start + end:
        return f"{start}/{end}"
    return start or end


def _payment(
    link: Subject,
    when: str,
    currency: str,
    group: Sequence[tuple[Finding, Decimal]],
    dated_by: tuple[str, ...],
) -> Payment:
    facts = [amount for finding, amount in group if finding.standing is Standing.FACT]
    counted = facts or [amount for _finding, amount in group]
    ids = tuple(sorted(finding.id for finding, _amount in group))
    return Payment(
        link.id,
        link.start or "",
        link.end or "",
        currency,
        min(counted),
        max(counted),
        bool(facts),
        when,
        ids,
        dated_by,
    )


def period_of(when: str, unit: Unit) -> str:
    """Return the period that a partial date falls into (`2025`, `2025-Q1`, `2025-03`), else `UNPLACED`."""
    if not when:
        return UNPLACED
    try:
        first, last = bounds(when)
    except ValueError:
        return UNPLACED
    begins, ends = (_name(day.year, day.month, unit) for day in (first, last))
    return begins if begins == ends else UNPLACED


def _name(year: int, month: int, unit: Unit) -> str:
    if unit is Unit.YEAR:
        return f"{year:04}"
    if unit is Unit.QUARTER:
        return f"{year:04}-Q{(month - 1) // 3 + 1}"
    return f"{year:04}-{month:02}"


def flows(known: Iterable[Payment], unit: Unit | None = None) -> tuple[Flow, ...]:
    """Return the flows by period, from and to; without `unit` one period holds everything.

    Within a period the largest come first. The sums over all flows are those of all payments in every unit.
    """
    groups: dict[tuple[str, str, str, str], list[Payment]] = defaultdict(list)
    for payment in known:
        period = period_of(payment.when, unit) if unit else UNPLACED
        groups[(period, payment.start, payment.end, payment.currency)].append(payment)
    made = [_flow(key, group) for key, group in groups.items()]
    # What cannot be placed comes last.
    return tuple(
        sorted(made, key=lambda f: (f.period == UNPLACED, f.period, f.currency, -f.highest, f.start, f.end))
    )


def _flow(key: tuple[str, str, str, str], group: Sequence[Payment]) -> Flow:
    period, start, end, currency = key
    return Flow(
        period,
        start,
        end,
        currency,
        sum((p.low for p in group if p.factual), _ZERO),
        sum((p.high - p.low for p in group if p.factual), _ZERO),
        sum((p.high for p in group if not p.factual), _ZERO),
        len(group),
        tuple(sorted({i for p in group for i in p.finding_ids})),
    )


def totals(found: Iterable[Flow]) -> Mapping[str, tuple[Decimal, Decimal, Decimal]]:
    """Return `sure`, `spread` and `stated` over all flows, by currency; currencies are never added up."""
    sums: dict[str, tuple[Decimal, Decimal, Decimal]] = {}
    for flow in found:
        sure, spread, stated = sums.get(flow.currency, (_ZERO, _ZERO, _ZERO))
        sums[flow.currency] = (sure + flow.sure, spread + flow.spread, stated + flow.stated)
    return dict(sorted(sums.items()))
