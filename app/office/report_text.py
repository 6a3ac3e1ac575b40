"""The yearly report put together: figures, lists, bars and the office's own words, section by section."""

import datetime as dt
import string
from collections.abc import Sequence

from app.base.clock import today
from app.base.i18n import _, language
from app.base.paper_records import PaperTable
from app.base.report_records import ReportPaper, ReportSection
from app.office.entries import Entry, get, list_entries
from app.office.figures import Period, first_day, within
from app.office.office_name import office_name, profile_of
from app.office.register_model import register
from app.office.register_types import STATE, Register
from app.office.report_charts import bars_of
from app.office.report_figures import Report, ReportFigure, report_figures
from app.office.report_plan import SectionPlan, cover_figures, sections
from app.ontology.values import display, display_for
from app.store.store import Store

TEXTS = "report_texts"
_MOVED = "moved_from"
_WIDE, _NARROW = 3.0, 1.2


def report_paper(store: Store, year: int) -> ReportPaper:
    """Return the report of a year in the language in force; protected registers give counts alone."""
    report = report_figures(store, year)
    own = _own_texts(store, year)
    made = tuple(_section(store, report, plan, own.get(plan.number, "")) for plan in sections())
    by_id = {found.figure.id: found for found in report.figures}
    cover = tuple((f.figure.label, _number(f.figure.value)) for n in cover_figures() if _tells(f := by_id[n]))
    span = _("{begin} to {end}").format(begin=_day(report.period.begin), end=_day(report.period.end))
    subtitle = f"{office_name(store)} · {span}"
    number = _("annual-report-{year}").format(year=year)
    return ReportPaper(number, report.title, subtitle, today().isoformat(), cover, made)


def _own_texts(store: Store, year: int) -> dict[str, str]:
    where = {"year": (str(year),), "language": (language(),)}
    return {e.value("section"): e.value("text") for e in list_entries(store, TEXTS, where)}


def _section(store: Store, report: Report, plan: SectionPlan, own: str) -> ReportSection:
    by_id = {found.figure.id: found for found in report.figures}
    words = own or profile_of(store).get(plan.profile, "") or plan.text
    paragraphs = tuple(filter(None, filled(words, by_id).split("\n")))
    shown = [by_id[name] for name in plan.figures if _tells(by_id[name])]
    figures = tuple((found.figure.label, _said(store, found)) for found in shown)
    figures += _imprint(store, report) if plan.imprint else ()
    tables = [_listed(store, plan, report.period)] if plan.listed else []
    tables += [(_("All figures"), _figure_table(report))] if plan.all_figures else []
    if plan.all_figures:
        paragraphs += _judgement(report)
    charts = (bars_of(store, chart, report.period) for chart in plan.charts)
    kept = tuple((caption, table) for caption, table in tables if table.rows)
    if plan.figures and not (paragraphs or figures or kept):
        paragraphs = (_("Nothing is entered for this period."),)
    drawn = tuple(bars for bars in charts if bars is not None)
    return ReportSection(plan.number, plan.title, paragraphs, figures, kept, drawn)


def filled(text: str, figures: dict[str, ReportFigure]) -> str:
    """Return a text with its figures; a text that names one that there is not stays as it is."""
    names = {name for _t, name, _f, _c in string.Formatter().parse(text) if name}
    if not names <= set(figures):
        return text
    return text.format(**{name: _number(figures[name].figure.value) for name in names})


def _tells(found: ReportFigure) -> bool:
    """Tell whether a figure says something: a zero does only where another number was expected."""
    return bool(found.figure.value or found.control or any(found.earlier.values()))


def _imprint(store: Store, report: Report) -> tuple[tuple[str, str], ...]:
    profile = profile_of(store)
    told = [
        (_("Published by"), office_name(store)),
        (_("Address"), profile.get("address", "")),
        (_("Founded"), display("partial_date", profile["founded"]) if profile.get("founded") else ""),
        (
            _("Reports on"),
            _("{begin} to {end}").format(begin=_day(report.period.begin), end=_day(report.period.end)),
        ),
        (_("Counted on"), _day(today())),
    ]
    return tuple((name, text) for name, text in told if text)


def _said(store: Store, found: ReportFigure) -> str:
    notes = [_("stated by the office")] if found.figure.stated else []
    if found.figure.stated and len(found.figure.entries) == 1:
        notes += filter(None, [get(store, found.figure.entries[0]).value("note")])
    earlier = ", ".join(f"{year}: {_number(value)}" for year, value in sorted(found.earlier.items()))
    notes += [earlier] if earlier else []
    return " – ".join((_number(found.figure.value), *notes))


def _figure_table(report: Report) -> PaperTable:
    columns = (
        (_("Figure"), 4.0),
        (_("Value"), 1.0),
        (_("Control"), 1.0),
        (_("Agrees"), 1.0),
        (_("As of"), 1.4),
    )
    rows = tuple(
        (
            f.figure.label,
            _number(f.figure.value),
            "" if f.control is None else _number(f.control),
            {None: "", True: _("yes"), False: _("no")}[f.agrees],
            display("partial_date", f.as_of),
        )
        for f in report.figures
    )
    return PaperTable(columns, rows)


def _judgement(report: Report) -> tuple[str, ...]:
    compared = [f for f in report.figures if f.control is not None]
    said = []
    if compared:
        sentence = _("{count} figures were compared with control figures; {differing} differ.")
        said.append(sentence.format(count=len(compared), differing=len(report.differences())))
    said += [
        _("{label}: counted {value}, control figure {control} ({source}).").format(
            label=f.figure.label, value=f.figure.value, control=f.control, source=f.source
        )
        for f in report.differences()
    ]
    said += [
        _("Control figure “{key}” ({number}) has no register that counts it.").format(key=key, number=number)
        for key, number in report.unmatched
    ]
    return tuple(said)


def _listed(store: Store, plan: SectionPlan, period: Period) -> tuple[str, PaperTable]:
    declared = register(plan.listed)
    entries = [e for e in list_entries(store, declared.id, plan.where) if _belongs(declared, e, period)]
    columns = [c for c in declared.columns if c not in plan.where]
    filled_in = [c for c in columns if any(e.value(c) for e in entries)]
    titles = tuple((_heading(declared, c), _share(declared, c)) for c in filled_in)
    return declared.label, PaperTable(titles, _rows(declared, entries, filled_in))


def _belongs(declared: Register, entry: Entry, period: Period) -> bool:
    """Tell whether a list shows an entry: what was moved out of the period is part of its story."""
    basis = "period" if declared.dated else "end" if declared.since or declared.until else "all"
    moved = first_day(entry.value(_MOVED))
    return within(declared, basis, entry, period) or (
        moved is not None and period.begin <= moved <= period.end
    )


def _share(declared: Register, column: str) -> float:
    field = declared.field(column)
    return _WIDE if field is not None and (field.long or field.value_type == "name") else _NARROW


def _rows(
    declared: Register, entries: Sequence[Entry], columns: Sequence[str]
) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(_cell(declared, entry, column) for column in columns) for entry in entries)


def _heading(declared: Register, column: str) -> str:
    field = declared.field(column)
    return field.label if field else _("State")


def _cell(declared: Register, entry: Entry, column: str) -> str:
    field, value = declared.field(column), entry.value(column)
    if field is not None:
        return display_for(field, value) if value else ""
    state = declared.state(entry.value(STATE))
    return state.label if state else value


def _number(value: int) -> str:
    return display("integer", str(value))


def _day(day: dt.date) -> str:
    return display("partial_date", day.isoformat())
