"""How many dated findings fall in which stretch of time: months where they fit, else something longer."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from app.base.i18n import _
from app.base.partial_date import bounds
from app.base.records import Finding
from app.briefing.content import Period

MOST_BARS = 24

_MONTH, _QUARTER, _YEAR = 1, 3, 12
# In months; the last one lets all years that a date may have fit.
_UNITS = (_MONTH, _QUARTER, _YEAR, *(_YEAR * years for years in (5, 10, 50, 100, 500)))


@dataclass(frozen=True)
class EventCounts:
    """Findings placed by the stretch of `unit` months in which they begin, numbered from the year 0.

    `unplaced` counts those whose date is too vague for the unit.
    """

    unit: int
    places: dict[str, int]
    unplaced: int

    @cached_property
    def stretches(self) -> range:
        """From the first stretch with a finding to the last; never empty."""
        return range(min(self.places.values()), max(self.places.values()) + 1)

    def count(self, findings: Iterable[Finding]) -> tuple[int, ...]:
        """Return how many of `findings` fall in each stretch."""
        counted = Counter(self.places.get(f.id) for f in findings)
        return tuple(counted[stretch] for stretch in self.stretches)

    def periods(self) -> tuple[Period, ...]:
        """Return what stands under the bars."""
        return tuple(self._period(stretch) for stretch in self.stretches)

    def _period(self, stretch: int) -> Period:
        year, month = divmod(stretch * self.unit, 12)
        if self.unit > _YEAR:
            last = year + self.unit // 12 - 1
            return Period(str(year), f"–{last % 100:02}" if last // 100 == year // 100 else f"–{last}")
        if self.unit == _YEAR:
            return Period(str(year))
        opens = month == 0 or stretch == self.stretches.start
        label = str(month + 1) if self.unit == _MONTH else _("Q{quarter}").format(quarter=month // 3 + 1)
        return Period(label, str(year) if opens else "")

    def name(self, stretch: int) -> str:
        """Return what the stretch is called where it stands alone."""
        year, month = divmod(stretch * self.unit, 12)
        if self.unit > _YEAR:
            return f"{year}–{year + self.unit // 12 - 1}"
        if self.unit == _YEAR:
            return str(year)
        if self.unit == _MONTH:
            return f"{month + 1:02}/{year}"
        quarter = _("Q{quarter}").format(quarter=month // 3 + 1)
        return f"{quarter}/{year}"


def event_counts(findings: Iterable[Finding]) -> EventCounts | None:
    """Place findings by the shortest unit that gives at most `MOST_BARS` stretches and places half of them.

    None if the findings fall in fewer than three stretches: there is nothing to see in two bars.
    """
    months = {f.id: _months(f.valid_from) for f in findings}
    for unit in _UNITS:
        places = {
            key: first // unit
            for key, (first, last) in ((k, m) for k, m in months.items() if m)
            if first // unit == last // unit
        }
        if places and 2 * len(places) >= len(months):
            counts = EventCounts(unit, places, len(months) - len(places))
            if len(counts.stretches) <= MOST_BARS:
                return counts if len(set(places.values())) > 2 else None
    return None


def _months(date: str) -> tuple[int, int] | None:
    """Return the first and the last month that the beginning of a partial date can mean."""
    try:
        first, last = bounds(date.partition("/")[0])
    except ValueError:  # an open beginning, or text that is no date
        return None
    return first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
