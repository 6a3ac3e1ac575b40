"""How many enquiries came, by year, month, agency, region and outcome, and how long answers took.

Of years before the desk was kept here the office knows the number alone (register `enquiries`); it counts
into the year's total and into nothing else. No figure is about who in the office answered.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from app.base.clock import moment_of
from app.office.enquiry_desk import REGISTER
from app.office.entries import Entry, list_entries
from app.store.store import Store

STATED = "enquiries"


@dataclass(frozen=True, slots=True)
class YearOfEnquiries:
    """The figures of one year of receipt.

    `total` is `single` (entries of the desk) and `stated` (known as a number only) together; `months` are
    twelve counts; `days` is the median time to an answer in days, None while nothing was answered. The
    mappings are ordered by count, then name.
    """

    year: str
    total: int
    single: int
    stated: int
    months: tuple[int, ...]
    agencies: Mapping[str, int]
    regions: Mapping[str, int]
    outcomes: Mapping[str, int]
    days: float | None
    note: str = ""


def enquiry_figures(store: Store) -> tuple[YearOfEnquiries, ...]:
    """Return the figures of all years, the newest first."""
    return figures_of(list_entries(store, REGISTER), list_entries(store, STATED))


def figures_of(single: Sequence[Entry], stated: Sequence[Entry]) -> tuple[YearOfEnquiries, ...]:
    """Return the figures of these entries; pure."""
    years = {e.value("received")[:4] for e in single} | {e.value("year")[:4] for e in stated}
    return tuple(_year(year, single, stated) for year in sorted(years, reverse=True))


def _year(year: str, single: Sequence[Entry], stated: Sequence[Entry]) -> YearOfEnquiries:
    own = [e for e in single if e.value("received")[:4] == year]
    told = [e for e in stated if e.value("year")[:4] == year]
    number = sum(int(e.value("number") or 0) for e in told)
    months = Counter(e.value("received")[5:7] for e in own)
    lasted = [d for e in own if (d := _days(e)) is not None]
    return YearOfEnquiries(
        year,
        len(own) + number,
        len(own),
        number,
        tuple(months.get(f"{month:02d}", 0) for month in range(1, 13)),
        _counted(e.value("agency") for e in own),
        _counted(e.value("region") for e in own),
        _counted(e.state for e in own),
        float(median(lasted)) if lasted else None,
        " ".join(filter(None, (e.value("note") for e in told))),
    )


def _counted(values: Iterable[str]) -> Mapping[str, int]:
    found = Counter(values)
    return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))


def _days(entry: Entry) -> int | None:
    received, answered = entry.value("received")[:10], entry.value("answered")[:10]
    if len(received) < len("2026-01-01") or len(answered) < len("2026-01-01"):
        return None
    return (moment_of(f"{answered}T00:00:00Z") - moment_of(f"{received}T00:00:00Z")).days
