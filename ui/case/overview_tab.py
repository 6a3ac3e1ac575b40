"""The overview of a case."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.base.i18n import _, ngettext
from ui.case.case_data import CaseData
from ui.case.case_desk import CaseDesk
from ui.case.case_tab import CaseTab
from ui.case.overview_query import AgencyLine, Overview, overview
from ui.shell.line_list import LineList
from ui.shell.start_query import Line
from ui.widgets.plain_label import Heading, MutedLabel, PlainLabel

_SHOWN_DUE = 10


class OverviewTab(CaseTab):
    """Question, purpose, legal basis, counts, who delivered what, what must be reviewed."""

    key = "overview"
    uses_inspector = False

    def __init__(self, desk: CaseDesk) -> None:
        super().__init__(desk)
        self.ground = QScrollArea()
        self.ground.setWidgetResizable(True)
        self.ground.setAccessibleName(_("Overview"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.ground)

    def show_case(self, data: CaseData) -> None:
        """See CaseTab."""
        found = overview(data)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(32, 24, 32, 24)
        column.setSpacing(26)
        column.addWidget(Heading(data.header.title))
        column.addLayout(_counts(found))
        column.addLayout(_facts(found))
        sides = QHBoxLayout()
        sides.setSpacing(48)
        sides.addWidget(_agencies(found), 1, Qt.AlignmentFlag.AlignTop)
        sides.addWidget(self._due(found), 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(sides)
        column.addStretch(1)
        self.ground.setWidget(content)

    def _due(self, found: Overview) -> LineList:
        listed = LineList(_("To be reviewed"), _("No review is due."))
        lines = [
            Line(d.text, _("due since {day}").format(day=d.due), d.subject_id, d.finding_id)
            for d in found.due[:_SHOWN_DUE]
        ]
        listed.show_lines(lines, max(len(found.due) - _SHOWN_DUE, 0))
        listed.activated.connect(self._go)
        return listed

    def _go(self, line: Line) -> None:
        self.desk.tab_wanted.emit("subjects")
        self.desk.choose_subject(line.case_id)
        self.desk.finding_chosen.emit(line.tab)


def _counts(found: Overview) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(36)
    for number, words in found.counts:
        pair = QVBoxLayout()
        pair.setSpacing(0)
        pair.addWidget(Heading(str(number)))
        pair.addWidget(MutedLabel(words))
        row.addLayout(pair)
    row.addStretch(1)
    return row


def _facts(found: Overview) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(8)
    for number, (name, text) in enumerate(found.facts):
        grid.addWidget(MutedLabel(name), number, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(PlainLabel(text, selectable=True), number, 1)
    grid.setColumnStretch(1, 1)
    return grid


def _agencies(found: Overview) -> LineList:
    listed = LineList(
        _("Who delivered what"), _("No contribution yet. Register the first one under “Sources”.")
    )
    listed.show_lines([Line(a.name, _delivered(a), "", "") for a in found.agencies])
    return listed


def _delivered(line: AgencyLine) -> str:
    n, s, f = line.contributions, line.sources, line.findings
    parts = (
        ngettext("{count} contribution", "{count} contributions", n).format(count=n),
        ngettext("{count} source", "{count} sources", s).format(count=s),
        ngettext("{count} finding", "{count} findings", f).format(count=f),
        _("last on {day}").format(day=line.last),
    )
    return " · ".join(parts)
