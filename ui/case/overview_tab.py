"""The overview of a case: its frame, where it stands, who takes part, who delivered what, what is due."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.base.errors import UserError
from app.base.i18n import _, ngettext
from app.base.progress import Progress
from app.base.wording_records import EVERYBODY
from app.casework import case_erasure, case_frame, case_parties, case_steps
from app.casework.case_steps import CaseStatus
from app.casework.erasure_repeats import Repeat
from app.store.change import Change
from app.store.store import Store
from ui.case import case_step_form, parties_form
from ui.case.case_data import CaseData
from ui.case.case_desk import CaseDesk
from ui.case.case_step_form import CaseStepForm
from ui.case.case_tab import CaseTab
from ui.case.case_work_list import CaseWorkList
from ui.case.form_side import FormSide
from ui.case.overview_query import AgencyLine, CaseWork, Overview, load_work, overview
from ui.case.parties_form import PartyForm
from ui.shell.case_frame_form import BECAUSE, CaseFrameForm
from ui.shell.inline_form import InlineForm
from ui.shell.line_list import LineList
from ui.shell.start_query import Line
from ui.shell.stoppable_task import StoppableWork
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.plain_label import Heading, MutedLabel, PlainLabel
from ui.widgets.tool_buttons import ButtonRow, make_action

_SHOWN_STEPS = 5


class OverviewTab(CaseTab):
    """Question, purpose, legal basis, counts, agencies, steps, reviews; forms for them at the right."""

    key = "overview"
    uses_inspector = False

    def __init__(self, desk: CaseDesk) -> None:
        super().__init__(desk)
        self.work = CaseWork()
        self.ground = QScrollArea()
        self.ground.setWidgetResizable(True)
        self.ground.setAccessibleName(_("Overview"))
        self.side = FormSide()
        self.side.left.connect(lambda: self.setFocus(Qt.FocusReason.OtherFocusReason))
        self.edit_action = make_action(
            self, _("Edit the case"), "pencil", self.begin_edit, shortcut="Ctrl+Shift+D"
        )
        self.step_action = make_action(
            self, _("Change the status"), "flag", self.begin_step, shortcut="Ctrl+Shift+S"
        )
        self.party_action = make_action(
            self, _("Add agency"), "users", self.begin_party, shortcut="Ctrl+Shift+G"
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(ButtonRow([self.edit_action, self.step_action, self.party_action]))
        row = QHBoxLayout()
        row.addWidget(self.ground, 1)
        row.addWidget(self.side)
        column.addLayout(row, 1)

    def show_case(self, data: CaseData) -> None:
        """See CaseTab."""
        read = partial(load_work, case_id=data.header.id, start=case_steps.status_of(data.header))
        self.desk.session.read(self, read, partial(self._show, data))

    def _show(self, data: CaseData, work: CaseWork) -> None:
        self.work = work
        found = overview(data, work)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(32, 14, 32, 24)
        column.setSpacing(26)
        column.addWidget(Heading(data.header.title or data.header.reference))
        column.addWidget(_counts(found))
        column.addLayout(_facts(found))
        lists = QGridLayout()
        lists.setHorizontalSpacing(48)
        lists.setVerticalSpacing(26)
        waiting = CaseWorkList(self.desk)
        parts = (waiting, self._due(found), self._parties(found), _agencies(found), _steps(found))
        for number, part in enumerate(parts):
            lists.addWidget(part, number // 2, number % 2, Qt.AlignmentFlag.AlignTop)
            lists.setColumnStretch(number % 2, 1)
        column.addLayout(lists)
        column.addStretch(1)
        self.ground.setWidget(content)

    def _parties(self, found: Overview) -> LineList:
        listed = LineList(
            _("Participating agencies"), _("No agency takes part yet. Add the first one with Ctrl+Shift+G.")
        )
        listed.show_lines([Line(p.name, p.detail, p.id, "", p.warn) for p in found.parties])
        listed.activated.connect(lambda line: self.begin_party(line.case_id))
        return listed

    def _due(self, found: Overview) -> LineList:
        listed = LineList(_("To be reviewed"), _("No review is due."))
        lines = [
            Line(d.text, _("due since {day}").format(day=d.due), d.subject_id, d.finding_id)
            for d in found.due
        ]
        listed.show_lines(lines, found.more_due)
        listed.activated.connect(self._go)
        return listed

    def _go(self, line: Line) -> None:
        self.desk.tab_wanted.emit("subjects")
        self.desk.choose_subject(line.case_id)
        self.desk.finding_opened.emit(line.tab)

    # --- forms

    def begin_edit(self) -> None:
        """Open the form of the frame."""
        if self.desk.data is not None:
            said = self.desk.data.records.wordings
            outward = {w.field: w.text for w in said if w.recipient_id == EVERYBODY and w.text}
            form = CaseFrameForm(_("Edit the case"), _("Save"), self.desk.data.header, outward)
            self._place(form, partial(_edit, self.desk.case_id), form.refuse)

    def begin_step(self) -> None:
        """Open the form of the next step."""
        if self.desk.data is None or not self.work.missing:
            return
        if CaseStatus.ERASED in dict(self.work.missing):
            look = partial(case_erasure.repeats, case_id=self.desk.case_id)
            self.desk.session.read(self, look, self._ask_step)
        else:
            self._ask_step(())

    def _ask_step(self, repeats: Sequence[Repeat]) -> None:
        if self.desk.data is not None:
            form = CaseStepForm(self.desk.data, self.work, repeats)
            self._place(form, partial(_take, self.desk.case_id, form), form.refuse, form.check)

    def begin_party(self, party_id: str = "") -> None:
        """Open the form of an agency that takes part, of a new one without `party_id`."""
        if self.desk.data is None:
            return
        party = next((p for p in self.work.parties if p.id == party_id), None)
        form = PartyForm(self.desk.data, party)
        form.taken_out.connect(self._take_out)
        self._place(form, partial(_put, self.desk.case_id), form.refuse)

    def _take_out(self, party_id: str) -> None:
        case_id = self.desk.case_id
        self.desk.session.write(
            self, lambda store: case_parties.remove(store, case_id, party_id), lambda _c: self.side.leave()
        )

    def _place(
        self,
        form: InlineForm,
        command: Callable[[Store, dict[str, str]], Change],
        refuse: Callable[[UserError], None],
        check: Callable[[dict[str, str]], None] | None = None,
    ) -> None:
        def send(values: dict[str, str]) -> None:
            try:
                if check is not None:
                    check(values)
            except UserError as error:
                refuse(error)
                return
            form.set_busy(True)
            if isinstance(form, CaseStepForm) and form.target() is CaseStatus.ERASED:
                self._erase(form, values)
                return
            self.desk.session.write(
                form, lambda store: command(store, values), lambda _change: self.side.leave(), refuse
            )

        form.submitted.connect(send)
        self.side.place(form)

    def _erase(self, form: CaseStepForm, values: dict[str, str]) -> None:
        """Erasing a large case takes its time: it shows how far it is, and may be stopped at first."""

        def work(store: Store, *, progress: Progress) -> Change:
            choices = form.repeats.choices(values)
            return case_step_form.take(store, self.desk.case_id, values, choices, progress)

        StoppableWork(self.desk.session, self, form.progress).write(
            _("The case is being erased …"),
            work,
            lambda _change: self.side.leave(),
            form.refuse,
            stopped=lambda: form.set_busy(False),
        )


def _edit(case_id: str, store: Store, values: dict[str, str]) -> Change:
    said = {key: value for key, value in values.items() if key != BECAUSE}
    return case_frame.edit(store, case_id, said, values.get(BECAUSE, ""))


def _take(case_id: str, form: CaseStepForm, store: Store, values: dict[str, str]) -> Change:
    return case_step_form.take(store, case_id, values, form.repeats.choices(values))


def _put(case_id: str, store: Store, values: dict[str, str]) -> Change:
    return parties_form.put(store, case_id, values)


def _counts(found: Overview) -> QWidget:
    row = QWidget()
    flow = FlowLayout(row, gap=36)
    flow.setContentsMargins(0, 0, 0, 0)
    for number, words in found.counts:
        both = QWidget()
        pair = QVBoxLayout(both)
        pair.setContentsMargins(0, 0, 0, 0)
        pair.setSpacing(0)
        for label in (Heading(str(number)), MutedLabel(words)):
            label.setWordWrap(False)
            pair.addWidget(label)
        flow.addWidget(both)
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


def _steps(found: Overview) -> LineList:
    listed = LineList(_("Steps of the case"), _("No step yet; the case is where it began."))
    shown = [Line(s.status, s.detail, "", "") for s in found.steps[:_SHOWN_STEPS]]
    listed.show_lines(shown, max(len(found.steps) - _SHOWN_STEPS, 0))
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
