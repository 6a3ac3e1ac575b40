"""Two days to narrow a table by: from and to, of which one may stay empty."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from app.base.i18n import _
from app.base.partial_date import bounds
from app.ontology.values import normalise
from ui.widgets.plain_label import MutedLabel

_WIDTH = 150


class DaySpan(QWidget):
    """Hidden until it is asked; Enter chooses, Escape leaves everything as it is.

    A month or a year is taken from its first or to its last day.
    """

    chosen = Signal(str, str, str)
    """The key it was asked with, first and last ISO day, "" for open."""

    def __init__(self) -> None:
        super().__init__()
        self._key = ""
        self._title = MutedLabel()
        self._title.setWordWrap(False)
        self.begin, self.end = QLineEdit(), QLineEdit()
        self._apply, self._leave = QPushButton(), QPushButton()
        self._error = MutedLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 8)
        row.addWidget(self._title)
        for field in (self.begin, self.end):
            field.setMaximumWidth(_WIDTH)
            field.returnPressed.connect(self._choose)
            row.addWidget(field)
        for button, run in ((self._apply, self._choose), (self._leave, self.hide)):
            button.clicked.connect(lambda _checked=False, run=run: run())
            row.addWidget(button)
        row.addWidget(self._error, 1)
        self.retranslate()
        self.hide()

    def retranslate(self) -> None:
        """Read all texts anew after a change of language."""
        self.begin.setAccessibleName(_("from"))
        self.end.setAccessibleName(_("until"))
        self.begin.setPlaceholderText(_("from, for example 2026-03"))
        self.end.setPlaceholderText(_("until"))
        self._apply.setText(_("Apply"))
        self._leave.setText(_("Cancel"))

    def ask(self, key: str, title: str, begin: str, end: str) -> None:
        """Ask for the days of `key`, beginning with what is chosen now."""
        self._key = key
        self._title.setText(title)
        self._error.clear()
        self.begin.setAccessibleName(_("{title}: from").format(title=title))
        self.end.setAccessibleName(_("{title}: until").format(title=title))
        self.begin.setText(begin)
        self.end.setText(end)
        self.show()
        self.begin.setFocus(Qt.FocusReason.OtherFocusReason)
        self.begin.selectAll()

    def _choose(self) -> None:
        try:
            begin, end = _edge(self.begin.text(), 0), _edge(self.end.text(), 1)
        except ValueError as error:
            self._error.setText(str(error))
            return
        self.hide()
        self.chosen.emit(self._key, begin, end)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See the class."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)


def _edge(text: str, side: int) -> str:
    typed = text.strip()
    return bounds(normalise("partial_date", typed))[side].isoformat() if typed else ""
