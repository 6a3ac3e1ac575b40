"""What is captured live: the decision in one line, a measure in one row of fields."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.base.i18n import _
from ui.conference.run_query import RunState
from ui.widgets.plain_label import MutedLabel


class DecisionLine(QFrame):
    """One line; Enter keeps it, Escape leaves it as it was."""

    decided = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.field = QLineEdit()
        self.field.setAccessibleName(_("Decision"))
        self.field.setPlaceholderText(_("What is decided; Enter keeps it"))
        column = QVBoxLayout(self)
        column.setContentsMargins(40, 6, 40, 10)
        column.addWidget(MutedLabel(_("Decision")))
        column.addWidget(self.field)
        self.field.returnPressed.connect(lambda: self.decided.emit(self.field.text().strip()))
        self.hide()

    def begin(self, state: RunState) -> None:
        """Show the line with what was decided so far."""
        self.field.setText(state.decision)
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See QWidget."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class MeasureRow(QFrame):
    """What, who, on which power, by when; Enter in any field agrees on it."""

    agreed = Signal(dict)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.title, self.person, self.power, self.due = QLineEdit(), QLineEdit(), QLineEdit(), QLineEdit()
        self.agency = QComboBox()
        self.power.setPlaceholderText("§ 35 GewO")
        self.due.setPlaceholderText("2026-12-31")
        row = QHBoxLayout(self)
        row.setContentsMargins(40, 6, 40, 10)
        row.setSpacing(10)
        fields: tuple[tuple[str, QWidget, int], ...] = (
            (_("Measure"), self.title, 4), (_("Agency"), self.agency, 3), (_("Person"), self.person, 2),
            (_("Its own legal power"), self.power, 2), (_("Due"), self.due, 2),
        )  # fmt: skip
        for name, field, stretch in fields:
            cell = QVBoxLayout()
            cell.addStretch(1)
            cell.addWidget(MutedLabel(name))
            cell.addWidget(field)
            field.setAccessibleName(name)
            field.installEventFilter(self)
            row.addLayout(cell, stretch)
        self.hide()

    def begin(self, state: RunState) -> None:
        """Show empty fields; the agency stays what it was."""
        before = self.agency.currentData()
        self.agency.clear()
        for agency_id, name in state.agencies:
            self.agency.addItem(name, agency_id)
        self.agency.setCurrentIndex(max(self.agency.findData(before), 0))
        for field in (self.title, self.person, self.power, self.due):
            field.clear()
        self.show()
        self.title.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def fields(self) -> tuple[QWidget, ...]:
        """Return the fields."""
        return self.title, self.agency, self.person, self.power, self.due

    def values(self) -> dict[str, str]:
        """Return what is filled in."""
        return {
            "title": self.title.text().strip(),
            "agency_id": str(self.agency.currentData() or ""),
            "person": self.person.text().strip(),
            "legal_power": self.power.text().strip(),
            "due": self.due.text().strip(),
        }

    def focus_on(self, key: str) -> None:
        """Put the cursor into the field that a refusal is about."""
        known = {"title": self.title, "agency_id": self.agency, "power": self.power, "day": self.due}
        known.get(key, self.title).setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter agrees, Escape leaves."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.agreed.emit(self.values())
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.left.emit()
                return True
        return super().eventFilter(watched, event)
