"""Where the study stands, step by step, what comes next, and how the groups compare before any outcome."""

from app.base.i18n import _, language
from app.study.career_table import sex_word
from app.study.study_overview import GroupOverview
from app.study.study_steps import CAREERS, DEFINITION, MATCHING, REPORT, RESULTS
from app.study.study_words import limits, number
from ui.shell.day_text import day
from ui.shell.session import Session
from ui.study.fact_grid import FactGrid
from ui.study.step_list import StepList
from ui.study.study_page import StudyPage, note, plain_column
from ui.study.study_query import StudyView
from ui.widgets.plain_label import Heading, PlainLabel

PLACE_OF = {
    DEFINITION: "definition",
    CAREERS: "careers",
    MATCHING: "matching",
    RESULTS: "results",
    REPORT: "report",
}


class OverviewPage(StudyPage):
    """The first page of the workspace."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.project = Heading()
        self.frame = note()
        self.next = PlainLabel()
        self.steps = StepList()
        self.groups_title = PlainLabel(_("Both groups by what the pairs are formed by"))
        self.groups = FactGrid()
        self.limits = note()
        column = plain_column(self)
        column.setContentsMargins(20, 16, 20, 16)
        for part in (self.project, self.frame, self.next, self.steps, self.groups_title, self.groups):
            column.addWidget(part)
        column.addStretch(1)
        column.addWidget(self.limits)
        font = self.groups_title.font()
        font.setBold(True)
        self.groups_title.setFont(font)
        self.steps.wanted.connect(lambda step: session.place_wanted.emit(PLACE_OF[step]))

    def heading(self) -> str:
        """See StudyPage."""
        return _("Overview")

    def show_study(self, view: StudyView) -> None:
        """See StudyPage."""
        frame = view.history.frame
        self.project.setText(frame.project)
        self.frame.setText(
            _("Legal basis: {basis} · careers provided by {provider} · ends on {day}").format(
                basis=frame.legal_basis, provider=frame.provider, day=day(frame.end)
            )
        )
        following = view.next
        self.next.setText(
            _("Next: {task}").format(task=following.task)
            if following
            else _("All steps are done. When the study ends, its store and all backups are to be destroyed.")
        )
        self.steps.show_steps(view.steps, following)
        known = bool(view.careers)
        self.groups_title.setVisible(known)
        self.groups.setVisible(known)
        self.groups.show_rows(_group_rows(view.groups) if known else ())
        self.limits.setText(limits(len(view.careers)) if known else "")


def _group_rows(groups: tuple[GroupOverview, ...]) -> tuple[tuple[str, ...], ...]:
    head = (
        _("Group"),
        _("Careers"),
        _("Median birth year"),
        _("Median onset (age)"),
        _("Median first severity"),
        _("Sexes"),
    )
    return (head, *(_group(one) for one in groups))


def _group(one: GroupOverview) -> tuple[str, ...]:
    words = language()
    sexes = (f"{sex_word(sex)} {count if count is not None else '–'}" for sex, count in one.sexes)
    return (
        one.group,
        str(one.careers),
        number(one.birth_year, words, 0),
        number(one.onset, words, 1),
        number(one.first_severity, words, 1),
        ", ".join(sexes) or "–",
    )
