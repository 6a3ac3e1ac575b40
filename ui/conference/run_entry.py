"""What is captured live: the decision in one line, a measure in two rows of fields."""

from collections.abc import Mapping
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QFrame, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from app.base.i18n import _
from ui.conference.checked_line import CheckedLine
from ui.conference.reason_field import ReasonField
from ui.conference.run_query import RunState
from ui.widgets.plain_label import MutedLabel


class DecisionLine(QFrame):
    """One line; Enter keeps it, Escape leaves it as it was."""

    decided = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.line = CheckedLine()
        self.field = self.line.field
        self.field.setAccessibleName(_("Decision"))
        self.field.setPlaceholderText(_("What is decided; Enter keeps it"))
        column = QVBoxLayout(self)
        column.setContentsMargins(40, 6, 40, 10)
        column.addWidget(MutedLabel(_("Decision")))
        column.addWidget(self.line)
        self.field.returnPressed.connect(lambda: self.decided.emit(self.field.text().strip()))
        self.hide()

    def begin(self, state: RunState) -> None:
        """Show the line with what was decided so far."""
        self.field.setText(state.decision)
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def mark(self, words: str) -> None:
        """Select the first of the words that may not stand there."""
        text = self.field.text().casefold()
        for word in words.casefold().split():
            if word in text:
                self.field.setSelection(text.index(word), len(word))
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See QWidget."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class MeasureRow(QFrame):
    """What, who, on which power, by when, for which reason; Enter in any field agrees on it."""

    agreed = Signal(dict)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.lines = CheckedLine(), CheckedLine()
        self.title, self.person = (line.field for line in self.lines)
        self.power, self.due = QLineEdit(), QLineEdit()
        self.agency, self.reason = QComboBox(), ReasonField()
        self._powers: Mapping[str, tuple[tuple[str, str], ...]] = {}
        self.power.setPlaceholderText("§ 35 GewO")
        self.due.setPlaceholderText("2026-12-31")
        grid = QGridLayout(self)
        grid.setContentsMargins(40, 6, 40, 10)
        grid.setHorizontalSpacing(10)
        fields: tuple[tuple[str, QWidget, int, int, int], ...] = (
            (_("Measure"), self.lines[0], 0, 0, 2), (_("Agency"), self.agency, 0, 2, 1),
            (_("Person"), self.lines[1], 0, 3, 1), (_("Reason"), self.reason, 2, 0, 2),
            (_("Its own legal power"), self.power, 2, 2, 1), (_("Due"), self.due, 2, 3, 1),
        )  # fmt: skip
        for name, field, row, column, span in fields:
            grid.addWidget(MutedLabel(name), row, column, 1, span)
            grid.addWidget(field, row + 1, column, 1, span, Qt.AlignmentFlag.AlignTop)
        for column, stretch in enumerate((3, 3, 3, 2)):
            grid.setColumnStretch(column, stretch)
        for name, field, *_place in fields:
            typed = field.field if isinstance(field, (ReasonField, CheckedLine)) else field
            typed.setAccessibleName(name)
            typed.installEventFilter(self)
        for first, second in pairwise(self.fields()):
            QWidget.setTabOrder(first, second)
        self.reason.agreed.connect(lambda: self.agreed.emit(self.values()))
        self.agency.currentIndexChanged.connect(lambda _index: self._offer_powers())
        self.hide()

    def begin(self, state: RunState) -> None:
        """Show empty fields; the agency stays what it was."""
        before = self.agency.currentData()
        self._powers = state.powers
        self.agency.clear()
        for agency_id, name in state.agencies:
            self.agency.addItem(name, agency_id)
        self.agency.setCurrentIndex(max(self.agency.findData(before), 0))
        for field in (self.title, self.person, self.power, self.due):
            field.clear()
        self.reason.offer(state.reasons)
        self._offer_powers()
        self.show()
        self.title.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def stand_for(self, state: RunState) -> None:
        """Go on for those who are in the room now: what they all may read is offered and stays chosen."""
        self._powers = state.powers
        self.reason.stand_for(state.reasons)
        self._offer_powers()

    def _offer_powers(self) -> None:
        """Offer what stands in the matrix for the agency that acts; its power may stand elsewhere, too."""
        known = self._powers.get(str(self.agency.currentData() or ""), ())
        completer = QCompleter([citation for _id, citation in known], self.power)
        # In the line itself: a list of its own would lie over what is shown.
        completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
        self.power.setCompleter(completer)

    def fields(self) -> tuple[QWidget, ...]:
        """Return the fields in the order of the tabulator."""
        return self.title, self.agency, self.person, self.reason.field, self.power, self.due

    def values(self) -> dict[str, str]:
        """Return what is filled in; `provision` is that of the matrix which the power is quoted from."""
        agency, power = str(self.agency.currentData() or ""), self.power.text().strip()
        known = {citation: provision for provision, citation in self._powers.get(agency, ())}
        return {
            "title": self.title.text().strip(),
            "agency_id": agency,
            "person": self.person.text().strip(),
            "legal_power": power,
            "due": self.due.text().strip(),
            "provision": known.get(power, ""),
        }

    def focus_on(self, key: str) -> None:
        """Put the cursor into the field that a refusal is about."""
        known = {"title": self.title, "agency_id": self.agency, "power": self.power, "day": self.due}
        known.get(key, self.title).setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter agrees, Escape leaves."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and watched is not self.reason.field:
                self.agreed.emit(self.values())
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.left.emit()
                return True
        return super().eventFilter(watched, event)
