"""A CTC site in the window: its profile, and what became of it over the years. Free of Qt."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.analysis.plain_drawing import Drawing
from app.analysis.share_bars_drawing import share_bars
from app.base.i18n import _, language
from app.office.ctc_evaluation import Evaluation, FactorCourse, evaluation
from app.office.ctc_profile import ProfileRow, behaviour_names, profile, surveys_of
from app.office.ctc_words import (
    course_group,
    course_word,
    profile_groups,
    share_words,
    shift_words,
)
from app.store.store import Store
from ui.shell.day_text import day
from ui.shell.late_import import load_late

_WIDTH = 620.0


@dataclass(frozen=True, slots=True)
class SiteProfile:
    """What is shown of a site: its surveys, and one of them as a picture."""

    site: str
    title: str
    surveys: tuple[tuple[str, str], ...]
    drawing: Drawing
    note: str


@dataclass(frozen=True, slots=True)
class CourseRow:
    """A factor over the surveys: what the first and the latest say, and its picture over all of them."""

    id: str
    label: str
    priority: bool
    first: str
    latest: str
    shift: str
    course: str
    points: float
    drawing: Drawing


@dataclass(frozen=True, slots=True)
class SiteCourse:
    """The factors of a site over its surveys."""

    site: str
    title: str
    rows: tuple[CourseRow, ...]
    note: str


def read_profile(store: Store, site: str, survey: str = "") -> SiteProfile:
    """Read a survey of a site, the newest if none is named."""
    surveys = surveys_of(store, site)
    chosen = survey if survey in surveys else next(iter(surveys), "")
    rows = profile(store, site, chosen) if chosen else ()
    title = _("{site}, survey {year}").format(site=site, year=day(chosen)) if chosen else site
    drawing = share_bars(profile_groups(rows), _WIDTH, title)
    return SiteProfile(site, title, tuple((s, day(s)) for s in surveys), drawing, _note(rows))


def _note(rows: tuple[ProfileRow, ...]) -> str:
    if not rows:
        return _(
            "No survey of this site is entered yet; its values go into “CTC: values of the youth survey”."
        )
    told = [r for r in rows if r.factor.behaviours]
    names = behaviour_names()
    said = [
        _("{factor}: connected with {behaviours} (verified).").format(
            factor=row.label, behaviours=", ".join(names[b] for b in row.factor.behaviours)
        )
        for row in told
    ]
    said.append(_("Which behaviours the other factors are connected with was not verified and is not shown."))
    return " ".join(said)


def read_course(store: Store, site: str) -> SiteCourse:
    """Read the factors of a site over its surveys, the priorities first."""
    found = evaluation(store, site)
    title = f"{site}: {', '.join(day(s) for s in found.surveys)}" if found.surveys else site
    courses = sorted(found.courses, key=lambda c: not c.priority)
    return SiteCourse(site, title, tuple(map(_course, courses)), _course_note(found))


def _course(course: FactorCourse) -> CourseRow:
    asked = [cell for cell in course.cells if cell is not None]
    return CourseRow(
        course.factor.id,
        f"★ {course.label}" if course.priority else course.label,
        course.priority,
        f"{day(asked[0].survey)}: {share_words(asked[0])}",
        f"{day(asked[-1].survey)}: {share_words(asked[-1])}" if len(asked) > 1 else "–",
        shift_words(course.shift),
        course_word(course.shift),
        course.shift.points if course.shift else 0.0,
        share_bars((course_group(course),), _WIDTH, course.label),
    )


def _course_note(found: Evaluation) -> str:
    if len(found.surveys) < 2:
        return _("An evaluation needs two surveys.")
    return _(
        "Change from the first to the latest survey in percentage points, with 95 % limits. What chance "
        "alone may explain is no clear change; where a cell is hidden, no change is stated."
    )


def write_paper(store: Store, site: str, path: Path) -> Path:
    """Write the paper of a site."""
    made: Any = load_late("app.handover.ctc_paper").write_site(store, site, path, language=language())
    written: Path = made.file
    return written
