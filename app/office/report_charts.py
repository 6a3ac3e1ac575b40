"""The bars of the yearly report: entries by year, by state, and enquiries by year."""

from collections.abc import Sequence

from app.base.i18n import _
from app.base.report_records import ReportBars
from app.office.enquiry_figures import enquiry_figures
from app.office.entries import Entry, list_entries
from app.office.figures import Period, first_day, within
from app.office.register_model import register
from app.office.register_types import Register
from app.office.report_plan import ChartPlan
from app.store.store import Store


def bars_of(store: Store, plan: ChartPlan, period: Period) -> ReportBars | None:
    """Return the bars that a section draws; None if there is nothing to draw."""
    if plan.kind == "enquiries":
        years = [y for y in reversed(enquiry_figures(store)) if int(y.year or 0) <= period.end.year]
        return _bars(plan.title, [y.year for y in years], [(_("Enquiries"), [y.total for y in years])])
    declared = register(plan.register)
    entries = list_entries(store, plan.register)
    if plan.kind == "states":
        return _by_state(plan, declared, [e for e in entries if within(declared, "period", e, period)])
    years_shown = range(_first_year(declared, entries, period), period.end.year + 1)
    basis = "end" if plan.kind == "growth" else "period"
    counts = [
        sum(within(declared, basis, entry, Period.of_year(year)) for entry in entries) for year in years_shown
    ]
    named = [str(year) for year in years_shown]
    return _bars(plan.title, named, [(declared.label, counts)], stock=basis == "end")


def _first_year(declared: Register, entries: Sequence[Entry], period: Period) -> int:
    days = [d for e in entries if (d := first_day(e.value(declared.since or declared.dated))) is not None]
    return min([day.year for day in days if day <= period.end], default=period.begin.year)


def _by_state(plan: ChartPlan, declared: Register, entries: Sequence[Entry]) -> ReportBars | None:
    """Return bars by the values of a field; the entries that say nothing in it come last."""
    names = sorted({e.value(plan.by) for e in entries}, key=lambda name: (not name, name.casefold()))
    series = [
        (
            state.label,
            [sum(e.state == state.id and e.value(plan.by) == name for e in entries) for name in names],
        )
        for state in declared.states
    ]
    shown = [name or _("not named") for name in names]
    kept = [(label, counts) for label, counts in series if any(counts)]
    return _bars(plan.title, shown, kept, named=True)


def _bars(
    caption: str,
    periods: Sequence[str],
    series: Sequence[tuple[str, Sequence[int]]],
    *,
    stock: bool = False,
    named: bool = False,
) -> ReportBars | None:
    if not any(any(counts) for _name, counts in series):
        return None
    said = "; ".join(
        f"{name} – " + ", ".join(f"{period}: {count}" for period, count in zip(periods, counts, strict=True))
        for name, counts in series
    )
    shown = tuple((name, tuple(counts)) for name, counts in series)
    return ReportBars(caption, tuple(periods), shown, f"{caption}. {said}", stock, named)
