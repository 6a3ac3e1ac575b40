"""The surveys of a site as sections of its paper: the newest one as a profile, all of them over the years."""

from collections.abc import Sequence

from app.base.ctc_records import SiteSection
from app.base.i18n import _, ngettext
from app.base.paper_records import PaperTable
from app.office.ctc_evaluation import Evaluation, FactorCourse
from app.office.ctc_plan_sections import PROGRAMMES, listed_table
from app.office.ctc_profile import ProfileRow, behaviour_names
from app.office.ctc_words import (
    course_groups,
    course_word,
    day,
    hidden_words,
    percent,
    profile_groups,
    share_words,
    shift_words,
    signed,
)
from app.office.entries import list_entries
from app.store.store import Store

_MOST_SURVEYS = 4
"""So many surveys fit beside each other in a table on a page; the latest are shown."""


def profile_section(rows: Sequence[ProfileRow], survey: str) -> SiteSection:
    """Return a survey as bars and as a table."""
    title = _("Profile of the area: risk and protective factors")
    if not rows:
        return SiteSection(title, (_("No survey of this site is entered yet."),))
    names = behaviour_names()
    said = [_("Survey {year}.").format(year=day(survey))]
    said += [
        _("{factor}: connected with {behaviours} (verified).").format(
            factor=row.label, behaviours=", ".join(names[b] for b in row.factor.behaviours)
        )
        for row in rows
        if row.factor.behaviours
    ]
    said.append(_("Which behaviours the other factors are connected with was not verified and is not shown."))
    columns = (
        (_("Factor"), 4.2), (_("Respondents (n)"), 1.4), (_("Share"), 1.0), (_("Comparison value"), 1.3),
        (_("Difference"), 1.2), (_("Compared"), 1.7),
    )  # fmt: skip
    table = PaperTable(columns, tuple(map(_profile_row, rows)))
    sources = sorted({row.cell.source for row in rows if row.cell.source})
    caption = _("Differences in percentage points.")
    if sources:
        caption += " " + _("Comparison values: {sources}.").format(sources="; ".join(sources))
    return SiteSection(title, tuple(said), profile_groups(rows), ((caption, table),))


def _profile_row(row: ProfileRow) -> tuple[str, ...]:
    cell = row.cell
    if cell.share is None:
        return (row.label, hidden_words(), "–", "–", "–", "")
    gap = cell.difference
    verdict = "" if gap is None else _("less favourable") if row.worse else _("not less favourable")
    return (
        row.label,
        str(cell.respondents),
        percent(cell.share),
        "–" if cell.comparison is None else percent(cell.comparison),
        "–" if gap is None else signed(gap),
        verdict,
    )


def evaluation_section(store: Store, found: Evaluation) -> SiteSection:
    """Return the factors from survey to survey."""
    title = _("Evaluation over the years")
    if len(found.surveys) < 2:
        return SiteSection(title, (_("An evaluation needs two surveys."),))
    said = (
        _(
            "Change between the first and the latest survey that asked for a factor, in percentage points "
            "with 95 % limits (Newcombe 1998, method 10). The pupils of two surveys are different ones; of "
            "twenty factors one shows a clear change by chance alone. A change is no proof that a programme "
            "worked."
        ),
    )
    tables = [(_shift_caption(found), _courses(found))]
    programmes = list_entries(store, PROGRAMMES, {"site": (found.site,)})
    if programmes:
        columns = (("factor", 2.6), ("title", 2.4), ("since", 1.2), ("until", 1.2), ("result", 3.0))
        tables.append(
            (_("Programmes that aim at these factors"), listed_table(PROGRAMMES, programmes, columns))
        )
    priorities = tuple(g for g in course_groups(found) if g.name.startswith("★"))
    return SiteSection(title, said, priorities, tuple(tables))


def _shift_caption(found: Evaluation) -> str:
    left_out = len(found.surveys) - _MOST_SURVEYS
    if left_out <= 0:
        return _("All factors from survey to survey")
    return ngettext(
        "All factors; {count} earlier survey is not shown",
        "All factors; {count} earlier surveys are not shown",
        left_out,
    ).format(count=left_out)


def _courses(found: Evaluation) -> PaperTable:
    shown = found.surveys[-_MOST_SURVEYS:]
    columns = (
        (_("Factor"), 3.4), *((day(s), 1.5) for s in shown),
        (_("Changed by"), 2.0), (_("Seen over the years"), 1.7),
    )  # fmt: skip
    return PaperTable(columns, tuple(_course_row(course, len(shown)) for course in found.courses))


def _course_row(course: FactorCourse, shown: int) -> tuple[str, ...]:
    cells = ("–" if cell is None else share_words(cell) for cell in course.cells[-shown:])
    sign = "★ " if course.priority else ""
    return (f"{sign}{course.label}", *cells, shift_words(course.shift), course_word(course.shift))
