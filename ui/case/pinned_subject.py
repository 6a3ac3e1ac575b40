"""A subject kept in sight beside the inspector, so that two can be read side by side."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.base.i18n import _
from ui.case.case_desk import CaseDesk
from ui.case.inspector_query import subject_text
from ui.case.subject_sheet import field_lines
from ui.widgets.inspector_form import InspectorForm
from ui.widgets.plain_label import MutedLabel
from ui.widgets.tool_buttons import labelled_button, make_action

_WIDTH = 320


class PinnedSubject(QFrame):
    """Shows the pinned subject of a case where the inspector is shown; hidden while nothing is pinned.

    `pin` is the action that pins the selected subject, or lets go of the pinned one; put it where one
    looks for it.
    """

    def __init__(self, desk: CaseDesk, inspector: QWidget, owner: QWidget) -> None:
        super().__init__()
        self.desk = desk
        self.subject_id = ""
        self._inspector = inspector
        self.setMinimumWidth(240)
        self.form = InspectorForm("")
        self.form.setAccessibleName(_("Pinned subject"))
        self.pin: QAction = make_action(
            owner, _("Pin the subject"), "pin", self.toggle, shortcut="Ctrl+Shift+P"
        )
        self._lay_out()
        self.form.finding_activated.connect(self._show_finding)
        desk.loaded.connect(self._refresh)
        desk.subject_chosen.connect(lambda _subject_id: self._mark())
        inspector.installEventFilter(self)
        self._refresh()

    def _lay_out(self) -> None:
        tip = _("Swap with the selected one")
        self.swap_action = make_action(self, _("Swap"), "arrow-right", self.swap, tip=tip)
        self.unpin_action = make_action(self, _("Unpin"), "x", self.unpin)
        row = QHBoxLayout()
        row.setContentsMargins(16, 8, 8, 0)
        caption = MutedLabel(_("Pinned"))
        caption.setWordWrap(False)
        row.addWidget(caption, 1)
        for action in (self.swap_action, self.unpin_action):
            row.addWidget(labelled_button(action), 0, Qt.AlignmentFlag.AlignRight)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.form, 1)

    def toggle(self) -> None:
        """Pin the selected subject; if it is the pinned one, or none is selected, let go."""
        chosen = self.desk.subject_id
        self.show_subject("" if chosen == self.subject_id else chosen)

    def unpin(self) -> None:
        """Let go of the pinned subject."""
        self.show_subject("")

    def swap(self) -> None:
        """Select the pinned subject and pin the one that was selected."""
        pinned, chosen = self.subject_id, self.desk.subject_id
        if chosen:
            self.show_subject(chosen)
        self.desk.choose_subject(pinned)

    def show_subject(self, subject_id: str) -> None:
        """Pin a subject, "" for none."""
        self.subject_id = subject_id
        self._refresh()

    def sizeHint(self) -> QSize:
        """See QWidget."""
        return QSize(_WIDTH, super().sizeHint().height())

    def _refresh(self) -> None:
        data = self.desk.data
        if data is not None and self.subject_id not in data.subjects:
            self.subject_id = ""
        if data is not None and self.subject_id:
            text = subject_text(data, self.subject_id)
            self.form.show_subject(text.title, text.subtitle, field_lines(text), QWidget())
        self._mark()

    def _mark(self) -> None:
        same = bool(self.subject_id) and self.subject_id == self.desk.subject_id
        self.pin.setText(_("Unpin the subject") if same else _("Pin the subject"))
        self.pin.setEnabled(bool(self.desk.subject_id or self.subject_id))
        shown = bool(self.subject_id) and not self._inspector.isHidden()
        for action in (self.swap_action, self.unpin_action):
            action.setVisible(shown)
        self.setVisible(shown)

    def _show_finding(self, finding_id: str) -> None:
        self.desk.choose_subject(self.subject_id)
        self.desk.finding_opened.emit(finding_id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stand beside the inspector, and go where it goes."""
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._mark()
        return super().eventFilter(watched, event)
