"""What of the log is shown: person, kind, case, days, words."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QWidget

from app.base.errors import UserError
from app.base.i18n import _
from app.casework.audit_log import end_of, start_of
from app.store.audit import Action
from app.store.audit_query import LogFilter
from ui.shell.log_query import Listing, action_word
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.icons import icon
from ui.widgets.plain_label import MutedLabel

_PAUSE_MS = 300
_DAY_WIDTH = 112
_TEXT_WIDTH = 330


class LogFilterBar(QWidget):
    """A row of choices; it tells when another part of the log is wanted."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.actor, self.action, self.case = QComboBox(), QComboBox(), QComboBox()
        self.since, self.until, self.text = QLineEdit(), QLineEdit(), QLineEdit()
        self.clear_button = QPushButton(_("Show all"))
        self.wrong = MutedLabel()
        self.wrong.setWordWrap(False)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.changed)
        self._fill_fixed()
        self._lay_out()
        for box in (self.actor, self.action, self.case):
            box.activated.connect(lambda _index: self.changed.emit())
        for field in (self.since, self.until, self.text):
            field.textEdited.connect(lambda _text: self._pause.start())
            field.returnPressed.connect(self._now)
        self.clear_button.clicked.connect(lambda _checked=False: self.clear())

    def _fill_fixed(self) -> None:
        self.action.addItem(_("All kinds"), "")
        for action in Action:
            self.action.addItem(action_word(str(action)), str(action))
        self.actor.addItem(_("All persons"), "")
        self.case.addItem(_("All cases"), "")
        hint = _("2026-01-31")
        for field, name in ((self.since, _("From day")), (self.until, _("To day"))):
            field.setPlaceholderText(hint)
            field.setAccessibleName(name)
            field.setFixedWidth(_DAY_WIDTH)
        self.actor.setAccessibleName(_("Person"))
        self.action.setAccessibleName(_("Kind"))
        self.case.setAccessibleName(_("Case"))
        self.text.setAccessibleName(_("Words in the log"))
        self.text.setPlaceholderText(_("What, why, or to whom (Ctrl+F)"))
        self.text.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.text.setClearButtonEnabled(True)
        self.text.setMinimumWidth(_TEXT_WIDTH)
        self.text.textChanged.connect(lambda text: None if text else self._pause.start())

    def _lay_out(self) -> None:
        row = FlowLayout(self, gap=8)
        row.setContentsMargins(12, 8, 12, 8)
        for box in (self.actor, self.action, self.case):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            box.setMaximumWidth(190)
            row.addWidget(box)
        for word, field in ((_("from"), self.since), (_("to"), self.until)):
            label = MutedLabel(word)
            label.setWordWrap(False)
            label.setBuddy(field)
            # A line must not break between the two.
            both = QWidget()
            pair = QHBoxLayout(both)
            pair.setContentsMargins(0, 0, 0, 0)
            pair.addWidget(label)
            pair.addWidget(field)
            row.addWidget(both)
        row.addWidget(self.text)
        row.addWidget(self.wrong)
        row.addWidget(self.clear_button)

    def wanted(self) -> LogFilter | None:
        """Return the filter that is set; None, with a word beside the fields, while a day is none."""
        try:
            since, until = start_of(self.since.text()), end_of(self.until.text())
        except UserError:
            self.wrong.setText(_("no day"))
            return None
        self.wrong.setText("")
        return LogFilter(
            case_id=str(self.case.currentData() or ""),
            since=since,
            until=until,
            actor=str(self.actor.currentData() or ""),
            action=str(self.action.currentData() or ""),
            text=self.text.text().strip(),
        )

    def offer(self, listing: Listing) -> None:
        """Offer the persons and cases that occur; what is chosen stays chosen."""
        _offer(self.actor, [(name, name) for name in listing.actors])
        _offer(self.case, sorted(((r, i) for i, r in listing.names.cases.items()), key=lambda pair: pair[0]))
        self.clear_button.setEnabled(not listing.wanted.all)

    def clear(self) -> None:
        """Show the whole log again."""
        for box in (self.actor, self.action, self.case):
            box.setCurrentIndex(0)
        for field in (self.since, self.until, self.text):
            field.clear()
        self._now()

    def focus_text(self) -> None:
        """Put the cursor into the field for words."""
        self.text.setFocus()
        self.text.selectAll()

    def is_waiting(self) -> bool:
        """Tell whether something was typed that is not looked for yet."""
        return self._pause.isActive()

    def _now(self) -> None:
        self._pause.stop()
        self.changed.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Do not look for a page that is not seen."""
        self._pause.stop()
        super().hideEvent(event)


def _offer(box: QComboBox, choices: Sequence[tuple[str, str]]) -> None:
    chosen = box.currentData()
    while box.count() > 1:
        box.removeItem(1)
    for shown, value in choices:
        box.addItem(shown, value)
    box.setCurrentIndex(max(box.findData(chosen), 0))
