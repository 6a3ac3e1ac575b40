"""The periods after which the law wants a finding reviewed, as declared in resources/provisions.

Each period names its paragraph and whether its text was read ("verified"); the others are proposals that
the office's data-protection officer confirms. What is not known does not prolong: without an outcome or
a fine the shorter period of the regime applies. A person whose birth date is not known counts as adult.
"""

import datetime as dt
import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from app.base.declared_files import declared
from app.base.i18n import _

ADULT, JUVENILE, CHILD = "adult", "juvenile", "child"
# StGB section 19, JGG section 1(2): children are under 14, juveniles under 18.
_CHILD_UNTIL, _JUVENILE_UNTIL = 14, 18


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the period of a finding depends on.

    `last_event` is the latest day on which the person came to notice, `first_stored` the first on which
    anything of them was stored, `custody_until` the day of release ("" becomes None: none known),
    `fine` in EUR, `outcome` one of acquitted, discontinued, concluded or "".
    """

    regime: str
    last_event: dt.date
    first_stored: dt.date
    role: str = ""
    age: str = ADULT
    outcome: str = ""
    fine: Decimal | None = None
    custody_until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """One period of a regime; `total_years` is how far approved extensions reach (0: none)."""

    id: str
    law: str
    paragraph: str
    years: int
    start: str
    verified: bool
    source: str
    note: str = ""
    total_years: int = 0
    when: Mapping[str, Any] = field(default_factory=dict)

    @property
    def citation(self) -> str:
        """The paragraph as lawyers cite it, marked if its text was not verified."""
        mark = "" if self.verified else _(" (text not verified)")
        return f"§ {self.paragraph} {self.law}{mark}"

    def applies(self, c: Circumstances) -> bool:
        """Whether all conditions of the period hold."""
        known = {"age": c.age, "role": c.role, "outcome": c.outcome}
        for name, wanted in self.when.items():
            if name == "fine_above":
                if c.fine is None or c.fine <= Decimal(wanted):
                    return False
            elif known[name] != wanted:
                return False
        return True

    def begins(self, c: Circumstances) -> dt.date:
        """Return the day from which the period is counted; later of event and release from custody."""
        if self.start == "first_storage":
            return c.first_stored
        last = max(c.last_event, c.custody_until or c.last_event)
        return dt.date(last.year, 12, 31) if self.start == "year_end" else last

    def ends(self, c: Circumstances) -> dt.date:
        """Return the last day on which the finding may be held without a new decision."""
        return years_later(self.begins(c), self.years)

    def ends_at_most(self, c: Circumstances) -> dt.date:
        """Return the day beyond which not even an approved extension reaches."""
        return years_later(self.begins(c), max(self.years, self.total_years))


def years_later(day: dt.date, years: int) -> dt.date:
    """Return the same day `years` later; 29 February becomes 28 February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def age_at(birth: dt.date, event: dt.date) -> str:
    """Return adult, juvenile or child on the day of the event."""
    years = event.year - birth.year - ((event.month, event.day) < (birth.month, birth.day))
    if years < _CHILD_UNTIL:
        return CHILD
    return JUVENILE if years < _JUVENILE_UNTIL else ADULT


@functools.cache
def regimes() -> dict[str, tuple[Period, ...]]:
    """Return the declared periods of each regime, in the order in which they are tried."""
    return {
        name: tuple(Period(law=regime["law"], **entry) for entry in regime["periods"])
        for name, regime in _declared()["regimes"].items()
    }


def _declared() -> dict[str, Any]:
    return declared("provisions", "review_periods.yaml")


def period(c: Circumstances) -> Period:
    """Return the period that applies; a regime without one of its own follows the strictest comparable."""
    periods = regimes().get(c.regime) or regimes()[_declared()["otherwise"]]
    return next(p for p in periods if p.applies(c))


def governing(candidates: Iterable[Circumstances]) -> tuple[Period, dt.date]:
    """Return period and last day for a person with several events: the latest governs all.

    So says PolG NRW section 22(2). A ValueError says that there was no event to count from.
    """
    ends = [(p.ends(c), p) for c in candidates for p in (period(c),)]
    if not ends:
        raise ValueError("a period needs an event")
    day, chosen = max(ends, key=lambda pair: pair[0])
    return chosen, day
