"""The figures of a yearly report as lines. Free of Qt."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.base.i18n import _, language, ngettext
from app.office.entries import list_entries
from app.office.register_model import groups
from app.office.report_figures import Report, ReportFigure, report_figures
from app.office.report_text import TEXTS
from app.ontology.values import display
from app.store.store import Store
from ui.shell.day_text import day
from ui.shell.late_import import load_late


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One figure; `entries` are the records behind it."""

    id: str
    label: str
    value: str
    number: int
    control: str
    verdict: str
    differs: bool
    earlier: str
    group: str
    note: str
    register_id: str
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportView:
    """A report: what it spans, how it compares with the control figures, its figures."""

    year: int
    span: str
    verdict: str
    lines: tuple[FigureLine, ...]


def read_report(store: Store, year: int) -> ReportView:
    """Count the figures of a year."""
    report = report_figures(store, year)
    begin, end = day(report.period.begin.isoformat()), day(report.period.end.isoformat())
    span = " · ".join((report.title, _("{begin} to {end}").format(begin=begin, end=end)))
    names = {group.id: group.label for group in groups()}
    return ReportView(year, span, _verdict(report), tuple(_line(f, names[f.group]) for f in report.figures))


def text_entries(store: Store, year: int) -> tuple[str, ...]:
    """Return the ids of the texts that the office wrote for a year's report."""
    return tuple(e.id for e in list_entries(store, TEXTS, {"year": (str(year),)}))


def write_report(store: Store, year: int, out: Path) -> Any:
    """Write the report in the language in force; the ending of the file says whether as PDF or JSON."""
    return load_late("app.handover.yearly_report").write_report(store, year, out, language=language())


def _verdict(report: Report) -> str:
    compared = sum(f.control is not None for f in report.figures)
    if not compared and not report.unmatched:
        return ""
    differing = len(report.differences())
    sentence = ngettext(
        "{count} figure compared with a control figure, {differing} differ.",
        "{count} figures compared with control figures, {differing} differ.",
        compared,
    )
    said = [sentence.format(count=compared, differing=differing)]
    said += [
        _("Control figure “{key}” ({number}) has no register that counts it.").format(key=key, number=number)
        for key, number in report.unmatched
    ]
    return " ".join(said)


def _line(found: ReportFigure, group: str) -> FigureLine:
    figure = found.figure
    earlier = ", ".join(f"{year}: {_number(value)}" for year, value in sorted(found.earlier.items()))
    return FigureLine(
        figure.id,
        figure.label,
        _number(figure.value),
        figure.value,
        "" if found.control is None else _number(found.control),
        {None: "", True: _("yes"), False: _("no")}[found.agrees],
        found.agrees is False,
        earlier,
        group,
        _("stated by the office") if figure.stated else "",
        figure.register,
        figure.entries,
    )


def _number(value: int) -> str:
    return display("integer", str(value))
