"""The inspector: the selected subject, one of its findings, or a form - always at the right."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.base.errors import UserError
from app.base.i18n import _, ngettext
from app.base.progress import Progress
from app.casework import field_traces
from app.casework.erasure_repeats import Repeat
from app.casework.findings import mark_exonerating
from app.store.change import Change
from app.store.store import Store
from ui.case import edit_commands
from ui.case.arrival_query import arrival_facts
from ui.case.assessment_query import is_assessment
from ui.case.case_data import CaseData
from ui.case.case_desk import CaseDesk
from ui.case.field_history_panel import FieldHistoryPanel
from ui.case.field_history_query import FieldHistory, field_history
from ui.case.finding_forms import (
    AddFindingForm,
    CorrectFindingForm,
    HandlingForm,
    ReasonForm,
    RemovalForm,
    ReviewDayForm,
)
from ui.case.finding_panel import FindingPanel
from ui.case.inspector_query import SubjectText, finding_detail, subject_text
from ui.case.line_button import LineButton
from ui.case.removal_query import Removal, removal
from ui.case.subject_forms import AddLinkForm, AddNodeForm
from ui.case.subject_sheet import SubjectSheet, keys_line
from ui.shell.form_room import FormRoom
from ui.shell.inline_form import InlineForm
from ui.shell.repeat_fields import spot
from ui.shell.review_place import open_reviews
from ui.shell.stoppable_task import StoppableWork
from ui.widgets.icons import icon
from ui.widgets.plain_label import MutedLabel
from ui.widgets.tool_buttons import make_action

_SHOWN_LINKS = 40
Command = Callable[[Store, dict[str, str]], Change]


class Inspector(QStackedWidget):
    """Shows what the desk has selected; every form it opens ends in one change."""

    assessment_wanted = Signal(str)
    """Write this assessment anew."""

    def __init__(self, desk: CaseDesk) -> None:
        super().__init__()
        self.desk = desk
        self.finding_id = ""
        self.subject = SubjectSheet(_("Select something to see what is known about it, and who says it."))
        self.finding = FindingPanel()
        self.history = FieldHistoryPanel()
        self.forms = FormRoom(left=16, top=12, right=16)
        self.form: InlineForm | None = None
        self._form_done = False
        self._behind = False
        for part in (self.subject, self.finding, self.history, self.forms):
            self.addWidget(part)
        self.add_action = make_action(
            self, _("Add finding"), "plus", self.begin_finding, shortcut="Ctrl+Shift+E", everywhere=True
        )
        self.add_action.setEnabled(False)
        self._connect(desk)

    def _connect(self, desk: CaseDesk) -> None:
        sheet, panel, past = self.subject, self.finding, self.history
        for shown in (sheet, past):
            shown.finding_activated.connect(lambda finding_id: self.show_finding(finding_id))
        for left in (panel, past):
            left.back_wanted.connect(self.back_to_subject)
        for asking in (sheet, panel):
            asking.correct_wanted.connect(self.begin_correction)
            asking.remove_wanted.connect(self.begin_removal)
            asking.history_wanted.connect(self.show_history)
        sheet.add_wanted.connect(self.begin_finding)
        sheet.exonerating_wanted.connect(self._turn_exonerating)
        sheet.decision_wanted.connect(lambda: open_reviews(desk.session, desk.case_id, "deletions"))
        panel.lift_wanted.connect(lambda finding_id: self.begin_restriction(finding_id, False))
        panel.handling_wanted.connect(self.begin_handling)
        panel.review_wanted.connect(self.begin_review)
        panel.exonerating_wanted.connect(self._mark_exonerating)
        panel.passage_wanted.connect(desk.passage_wanted)
        desk.subject_chosen.connect(lambda _subject_id: self.show_subject())
        desk.finding_chosen.connect(self._follow_finding)
        desk.finding_opened.connect(lambda finding_id: self.show_finding(finding_id))
        desk.loaded.connect(self._refresh)

    # --- showing

    def show_subject(self) -> None:
        """Show the selected subject, or what to do if there is none."""
        data, subject_id = self.desk.data, self.desk.subject_id
        self._leave_form()
        self.finding_id = ""
        self.add_action.setEnabled(bool(data and subject_id and subject_id not in data.records.frozen))
        if data is None or not subject_id:
            self.subject.clear()
        else:
            text = subject_text(data, subject_id)
            self.subject.show_text(text, self._footer(text))
        self.setCurrentWidget(self.subject)

    def back_to_subject(self) -> None:
        """Go back to the subject, to the finding one came from."""
        finding_id = self.finding_id
        self.show_subject()
        self.subject.focus_finding(finding_id)

    def show_history(self, name: str) -> None:
        """Show the history of a field of the subject that is looked at."""
        data = self.desk.data
        shown = data.findings.get(self.finding_id) if data is not None else None
        subject_id = shown.subject_id if shown is not None else self.desk.subject_id
        if data is not None and subject_id in data.subjects:
            self.desk.session.read(
                self,
                partial(field_traces.of_subject, subject_id=subject_id),
                lambda traces: self._put_history(field_history(data, subject_id, name, traces)),
            )

    def _put_history(self, history: FieldHistory) -> None:
        self._leave_form()
        self.history.show_history(history)
        self.setCurrentWidget(self.history)

    def show_finding(self, finding_id: str, *, focus: bool = True) -> None:
        """Show one finding with everything known of it; the keys go there unless `focus` is False."""
        if self.desk.data is not None and finding_id in self.desk.data.findings:
            self._leave_form()
            self.finding_id = finding_id
            self.finding.show_finding(finding_detail(self.desk.data, finding_id), focus=focus)
            self.setCurrentWidget(self.finding)
            names = {i: self.desk.data.agency_name(i) for i in self.desk.data.agencies}
            look = partial(arrival_facts, case_id=self.desk.case_id, finding_id=finding_id, names=names)
            self.desk.session.read(self, look, partial(self.finding.add_facts, finding_id))

    def _follow_finding(self, finding_id: str) -> None:
        """Show a finding that was selected elsewhere: whoever goes through a list stays in the list."""
        self.show_finding(finding_id, focus=self._has_keys())

    def _has_keys(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def _refresh(self) -> None:
        data = self.desk.data
        if data is None or self.form is not None:
            return
        self._behind = not self.isVisible()
        if self._behind:
            return
        successor = next((f.id for f in data.current if f.supersedes == self.finding_id), self.finding_id)
        if successor in data.findings:
            self.show_finding(successor, focus=self._form_done or self._has_keys())
        else:
            self.show_subject()
        self._form_done = False

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what was read while the inspector was out of sight."""
        super().showEvent(event)
        if self._behind:
            self._refresh()

    def _footer(self, text: SubjectText) -> QWidget:
        footer = QWidget()
        column = QVBoxLayout(footer)
        column.setContentsMargins(0, 4, 0, 8)
        column.setSpacing(2)
        add = QPushButton(icon("plus"), _("Add finding"))
        add.setToolTip(self.add_action.toolTip())
        add.setEnabled(not text.frozen)
        add.clicked.connect(lambda _checked=False: self.begin_finding())
        column.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)
        if text.neighbours:
            caption = MutedLabel(_("Linked with"))
            caption.setContentsMargins(0, 14, 0, 0)
            column.addWidget(caption)
        for subject_id, words in text.neighbours[:_SHOWN_LINKS]:
            column.addWidget(self._neighbour(subject_id, words), 0, Qt.AlignmentFlag.AlignLeft)
        more = len(text.neighbours) - _SHOWN_LINKS
        if more > 0:
            column.addWidget(
                MutedLabel(ngettext("and {count} more", "and {count} more", more).format(count=more))
            )
        keys = MutedLabel(keys_line())
        keys.setContentsMargins(0, 16, 0, 0)
        column.addWidget(keys)
        return footer

    def _neighbour(self, subject_id: str, words: str) -> LineButton:
        button = LineButton(words, lambda: self.desk.choose_subject(subject_id))
        button.setToolTip(words)
        return button

    # --- forms

    def begin_finding(self, name: str = "") -> None:
        """Open the form for a new finding about the selected subject, for one of its fields if named."""
        data, subject_id = self.desk.data, self.desk.subject_id
        if data is not None and subject_id:
            form = AddFindingForm(data, subject_id, self.desk.last_source, name)
            self._open(
                form, lambda store, v: edit_commands.add_finding(store, self.desk.case_id, subject_id, v)
            )

    def begin_correction(self, finding_id: str) -> None:
        """Open the form that corrects a finding; an assessment is written anew where assessments are."""
        data = self.desk.data
        if data is not None and is_assessment(data, finding_id):
            self.assessment_wanted.emit(finding_id)
        elif data is not None:
            form = CorrectFindingForm(data, finding_id)
            self._open(
                form, lambda store, v: edit_commands.correct_finding(store, self.desk.case_id, finding_id, v)
            )

    def begin_restriction(self, finding_id: str, restricted: bool) -> None:
        """Ask why a finding is restricted, or why no longer."""
        title = _("Restrict the finding") if restricted else _("Lift the restriction")
        case_id = self.desk.case_id
        self._open(
            ReasonForm(title, _("Restrict") if restricted else _("Lift")),
            lambda store, v: edit_commands.restrict_finding(
                store, case_id, finding_id, v["reason"], restricted
            ),
        )

    def begin_handling(self, finding_id: str) -> None:
        """Ask how a finding may be handled."""
        data, case_id = self.desk.data, self.desk.case_id
        if data is not None:
            form = HandlingForm(data.findings[finding_id])
            self._open(form, lambda store, v: edit_commands.set_handling(store, case_id, finding_id, v))

    def begin_review(self, finding_id: str) -> None:
        """Ask for another review day."""
        if self.desk.data is not None:
            form = ReviewDayForm(self.desk.data.findings[finding_id])
            self._open(form, lambda store, v: edit_commands.set_review(store, finding_id, v))

    def begin_removal(self, finding_id: str) -> None:
        """Look what goes with a finding, then ask once whether to restrict or to erase it."""
        data = self.desk.data
        if data is not None:
            look = partial(removal, data=data, finding_id=finding_id)
            self.desk.session.read(self, look, partial(self._ask_removal, data, finding_id))

    def _ask_removal(
        self, data: CaseData, finding_id: str, seen: Removal, values: dict[str, str] | None = None
    ) -> None:
        finding = data.findings[finding_id]
        title = f"{data.property_label(finding)}: {data.value(finding)}"
        form = RemovalForm(
            title,
            restricted=finding.restricted,
            may_erase=seen.may_erase,
            repeats=seen.repeats,
            opener=self._show_place,
        )
        form.show_going(seen.going)
        form.begin(values or {})
        form.places_wanted.connect(lambda: self._ask_again(data, finding_id, form))
        case_id = self.desk.case_id
        self._open(
            form,
            lambda store, v: edit_commands.remove_finding(
                store, case_id, finding_id, v, form.repeats.choices(v), form.progress.told()
            ),
        )

    def _ask_again(self, data: CaseData, finding_id: str, form: RemovalForm) -> None:
        """What was chosen because it repeats a value may be repeated elsewhere itself."""
        values = form.held()
        look = partial(removal, data=data, finding_id=finding_id, choices=form.repeats.choices(values))
        self.desk.session.read(self, look, lambda seen: self._ask_removal(data, finding_id, seen, values))

    def _show_place(self, repeat: Repeat) -> None:
        self.desk.session.case_wanted.emit(*spot(repeat))

    def begin_node(self, spot: edit_commands.Spot | None = None) -> None:
        """Open the form for a new node, on a chart where somebody pointed at `spot`."""
        if self.desk.data is not None:
            form = AddNodeForm(self.desk.data, self.desk.last_source)
            self._open(form, lambda store, v: edit_commands.add_node(store, self.desk.case_id, v, spot))

    def begin_link(self, start: str, end: str) -> None:
        """Open the form for a new link between two nodes."""
        if self.desk.data is not None:
            form = AddLinkForm(self.desk.data, (start, end), self.desk.last_source)
            self._open(form, lambda store, v: edit_commands.add_link(store, self.desk.case_id, form.ends, v))

    def _open(self, form: InlineForm, command: Command) -> None:
        self._leave_form()
        self.form = form
        form.submitted.connect(lambda values: self._send(form, command, values))
        form.cancelled.connect(self._cancel)
        self.forms.hold(form)
        self.setCurrentWidget(self.forms)
        form.focus_first()

    def _send(
        self,
        form: InlineForm,
        command: Command,
        values: dict[str, str],
    ) -> None:
        form.set_busy(True)
        self.desk.last_source = values.get("source", self.desk.last_source)
        if isinstance(form, RemovalForm):
            self._remove(form, command, values)
            return
        self.desk.session.write(
            form,
            lambda store: command(store, values),
            self._done,
            partial(_refused, form),
        )

    def _remove(self, form: RemovalForm, command: Command, values: dict[str, str]) -> None:
        def work(store: Store, *, progress: Progress) -> Change:
            progress.step(0)
            return command(store, values)

        StoppableWork(self.desk.session, form, form.progress).write(
            _("It is being taken out, with what hangs on it alone."),
            work,
            self._done,
            partial(_refused, form),
            stopped=lambda: form.set_busy(False),
        )

    def _done(self, change: Change) -> None:
        self._leave_form()
        self._form_done = True
        if "subject" in change.touched:
            self.desk.subject_id = change.ids[0]

    def _cancel(self) -> None:
        if self.finding_id:
            self.show_finding(self.finding_id)
        else:
            self.show_subject()

    def _leave_form(self) -> None:
        self.form = None

    def _turn_exonerating(self, finding_id: str) -> None:
        data = self.desk.data
        if data is not None:
            self._mark_exonerating(finding_id, not data.findings[finding_id].exonerating)

    def _mark_exonerating(self, finding_id: str, exonerating: bool) -> None:
        self.desk.session.write(
            self,
            lambda store: mark_exonerating(store, self.desk.case_id, finding_id, exonerating=exonerating),
        )


def _refused(form: InlineForm, error: UserError) -> None:
    form.set_busy(False)
    if not isinstance(form, RemovalForm) or not form.refuse(error):
        form.show_error(error, edit_commands.field_of(error))
