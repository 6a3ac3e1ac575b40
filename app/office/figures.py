"""The office's figures: counted from the registers, each with the entries that it was counted from."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from app.base.partial_date import bounds
from app.office.entries import Entry, entries_in, meets, offered
from app.office.register_model import registers
from app.office.register_types import FigureRule, Register
from app.store.store import Store


@dataclass(frozen=True, slots=True)
class Period:
    """The days that a report speaks of, both included."""

    begin: dt.date
    end: dt.date

    @classmethod
    def of_year(cls, year: int) -> "Period":
        """Return a calendar year."""
        return cls(dt.date(year, 1, 1), dt.date(year, 12, 31))


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the yearly report.

    `entries` are the ids of the entries that make it up; none of a protected register that the person may
    not see. `stated` means that the office holds the number alone, without single records behind it.
    """

    id: str
    register: str
    label: str
    value: int
    entries: tuple[str, ...]
    stated: bool


def figures(store: Store, period: Period | None = None) -> dict[str, Figure]:
    """Return every figure that the registers declare, by id; of a period only, if one is given.

    Of a period count the entries that are dated within it, or in being at its end, as the figure says. An
    entry without a date counts always: when it was is not known, that it was is. What is dated to a month
    or a year belongs to the period in which that begins.
    """
    found: dict[str, Figure] = {}
    with store.read() as connection:
        for declared in registers().values():
            if declared.figures:
                entries = entries_in(connection, declared)
                shown = offered(store, declared)
                found.update(
                    (rule.id, _figure(declared, rule, entries, period, shown)) for rule in declared.figures
                )
    return found


def within(declared: Register, rule_basis: str, entry: Entry, period: Period | None) -> bool:
    """Tell whether a period has an entry, counted on this basis."""
    if period is None or rule_basis == "all":
        return True
    if rule_basis == "period":
        day = first_day(entry.value(declared.dated))
        return day is None or period.begin <= day <= period.end
    since, until = first_day(entry.value(declared.since)), first_day(entry.value(declared.until))
    return (since is None or since <= period.end) and (until is None or until > period.end)


def first_day(value: str) -> dt.date | None:
    """Return the first day that a partial date can mean; None for none, or one without a begin."""
    if not value:
        return None
    begin = bounds(value)[0]
    return None if begin == dt.date.min else begin


def _figure(
    declared: Register, rule: FigureRule, entries: Sequence[Entry], period: Period | None, shown: bool
) -> Figure:
    where = dict(rule.where)
    if rule.basis == "end" and period is not None and declared.until:
        # Whether it was in being then is told by its dates, not by the state it has now.
        where.pop("state", None)
    chosen = [e for e in entries if meets(e, where) and within(declared, rule.basis, e, period)]
    ids = tuple(e.id for e in chosen) if shown else ()
    return Figure(rule.id, rule.register, rule.label, _value(rule, chosen), ids, rule.stated)


def _value(rule: FigureRule, entries: Sequence[Entry]) -> int:
    if rule.counting == "count":
        return len(entries)
    if rule.counting == "weigh":
        return sum(int(e.value(rule.field) or 1) for e in entries)
    values = [v for e in entries if (v := e.value(rule.field))]
    if rule.counting == "sum":
        return sum(int(v) for v in values)
    shared = Counter(values)
    if rule.counting == "distinct":
        return len(shared)
    return sum(1 for times in shared.values() if times == rule.exactly)
