"""The figures of a yearly report: for its period, beside the control figures and those of earlier reports."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.base.partial_date import bounds
from app.office.entries import Entry, list_entries
from app.office.figures import Figure, Period, figures
from app.office.register_model import groups, register
from app.store.store import Store

PERIODS, CONTROLS, STATED = "report_periods", "control_figures", "stated_figures"
_EARLIEST, _LATEST = 1900, 2199


@dataclass(frozen=True, slots=True)
class ReportFigure:
    """A figure of a report; `control` is what it is compared with, None if nothing is.

    `group` is the group of registers it was counted in, `as_of` the day for which it holds, `earlier` its
    values in earlier reports by their year.
    """

    figure: Figure
    group: str
    as_of: str
    control: int | None
    source: str
    earlier: Mapping[int, int]

    @property
    def agrees(self) -> bool | None:
        """Whether it is what the control figure says; None without one."""
        return None if self.control is None else self.control == self.figure.value


@dataclass(frozen=True, slots=True)
class Report:
    """A report's period and figures, in the order of the registers.

    `unmatched` are control figures that no register counts: key and number.
    """

    year: int
    title: str
    period: Period
    figures: tuple[ReportFigure, ...]
    unmatched: tuple[tuple[str, int], ...]

    def differences(self) -> tuple[ReportFigure, ...]:
        """Return the figures that are not what their control figure says."""
        return tuple(f for f in self.figures if f.agrees is False)


def report_figures(store: Store, year: int) -> Report:
    """Count the figures of a year's report; its period is the one entered for it, else the calendar year."""
    title, period = period_of(store, year)
    controls = {e.value("key"): e for e in list_entries(store, CONTROLS, {"year": (str(year),)})}
    counted = figures(store, period)
    before = {earlier: figures(store, period_of(store, earlier)[1]) for earlier in _earlier(store, year)}
    days = {e.value("key"): e.value("as_of") for e in list_entries(store, STATED)}
    found = tuple(
        ReportFigure(
            figure,
            register(figure.register).group,
            days.get(name) or period.end.isoformat(),
            int(controls[name].value("number")) if name in controls else None,
            controls[name].value("source") if name in controls else "",
            {earlier: values[name].value for earlier, values in before.items()},
        )
        for name, figure in counted.items()
    )
    order = [group.id for group in groups()]
    missing = tuple((k, int(e.value("number"))) for k, e in controls.items() if k not in counted)
    return Report(year, title, period, tuple(sorted(found, key=lambda f: order.index(f.group))), missing)


def period_of(store: Store, year: int) -> tuple[str, Period]:
    """Return title and period of a year's report; `UserError` (exit 2) for no year."""
    if not _EARLIEST <= year <= _LATEST:
        raise UserError(
            "report.year",
            _("{year} is not a year that can be reported on."),
            _("Use a year such as 2026."),
            exit_code=ExitCode.USAGE,
            year=year,
        )
    for entry in list_entries(store, PERIODS, {"year": (str(year),)}):
        return entry.value("title"), _entered(entry)
    return _("Annual report {year}").format(year=year), Period.of_year(year)


def _entered(entry: Entry) -> Period:
    begin, end = bounds(entry.value("begin"))[0], bounds(entry.value("end"))[1]
    if begin > end or dt.date.max == end:
        raise UserError(
            "report.period",
            _("The period of “{title}” ends before it begins, or not at all."),
            _("Correct it in the register “{register}”."),
            title=entry.value("title"),
            register=register(PERIODS).label,
        )
    return Period(begin, end)


def _earlier(store: Store, year: int) -> list[int]:
    """Return the years of earlier reports, the latest three."""
    entered = {int(e.value("year")) for e in list_entries(store, PERIODS) if e.value("year").isdecimal()}
    return sorted(y for y in entered if y < year)[-3:]
