"""The numbers of a site as people read them, and as bars."""

from collections.abc import Iterable

from app.base.ctc_records import BarGroup, FactorBar
from app.base.i18n import _
from app.office.ctc_cells import Cell
from app.office.ctc_evaluation import Course, Evaluation, FactorCourse, Shift
from app.office.ctc_profile import ProfileRow, domain_names, less_favourable
from app.ontology.values import display


def profile_groups(rows: Iterable[ProfileRow]) -> tuple[BarGroup, ...]:
    """Return the factors of a survey as bars, by domain."""
    names, kept = domain_names(), tuple(rows)
    return tuple(
        BarGroup(names[domain], bars)
        for domain in names
        if (bars := tuple(_profile_bar(row) for row in kept if row.factor.domain == domain))
    )


def _profile_bar(row: ProfileRow) -> FactorBar:
    return _bar(row.label, row.cell, worse=row.worse, priority=row.priority)


def course_groups(found: Evaluation) -> tuple[BarGroup, ...]:
    """Return the factors over the years as bars, one group a factor, the priorities first."""
    ordered = sorted(found.courses, key=lambda course: not course.priority)
    return tuple(course_group(course) for course in ordered)


def course_group(course: FactorCourse) -> BarGroup:
    """Return one factor as bars, a survey each, the oldest first."""
    bars = tuple(
        _bar(day(cell.survey), cell, worse=less_favourable(course.factor, cell))
        for cell in course.cells
        if cell is not None
    )
    return BarGroup(f"★ {course.label}" if course.priority else course.label, bars)


def _bar(label: str, cell: Cell, *, worse: bool, priority: bool = False) -> FactorBar:
    return FactorBar(label, cell.share, cell.comparison, worse, cell_words(cell), priority)


def cell_words(cell: Cell) -> str:
    """Return share, difference and respondents; of a hidden cell only that it is hidden."""
    if cell.share is None:
        return hidden_words()
    gap = [f"({signed(cell.difference)})"] if cell.difference is not None else []
    return " ".join((percent(cell.share), *gap, f"n = {cell.respondents}"))


def share_words(cell: Cell) -> str:
    """Return share and respondents, or that they are hidden."""
    return (
        hidden_words() if cell.share is None else f"{percent(cell.share)} (n\u00a0=\u00a0{cell.respondents})"
    )


def hidden_words() -> str:
    """Return what stands for a cell of too few respondents."""
    return _("hidden: too few")


def shift_words(shift: Shift | None) -> str:
    """Return a change with its limits in percentage points."""
    if shift is None:
        return "–"
    return _("{points} ({low} to {high})").format(
        points=signed(shift.points), low=signed(shift.low), high=signed(shift.high)
    )


def course_word(shift: Shift | None) -> str:
    """Return how a factor went."""
    if shift is None:
        return _("not stated")
    return {
        Course.BETTER: _("more favourable"),
        Course.WORSE: _("less favourable"),
        Course.UNCLEAR: _("no clear change"),
    }[shift.course]


def percent(value: float) -> str:
    """Return a share with one decimal at most."""
    return display("percent", f"{value:.1f}".removesuffix(".0"))


def signed(points: float) -> str:
    """Return percentage points with their sign, one decimal at most."""
    shown = percent(abs(points)).removesuffix("%").rstrip()
    sign = "±" if shown == "0" else "+" if points > 0 else "−"
    return f"{sign}{shown}"


def day(survey: str) -> str:
    """Return the day of a survey."""
    return display("partial_date", survey)
