"""The reasons of a measure, chosen by keyboard from what was shown at this conference.

What fits what is typed stands under the field, not in a window of its own: nothing but the window itself is
on the projector.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.base.i18n import _, ngettext
from ui.widgets.plain_label import MutedLabel, PlainLabel

_MOST = 4


class ReasonField(QWidget):
    """Type a word of a finding, up and down choose, Enter takes it; backspace lets the last one go.

    `agreed` is Enter in the empty field.
    """

    agreed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.field = QLineEdit()
        # A word that is looked for may name somebody whom not everybody may know of.
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.hits, self.said = PlainLabel(), MutedLabel()
        self._known: tuple[tuple[str, str], ...] = ()
        self._chosen: list[tuple[str, str]] = []
        self._at = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for part in (self.field, self.hits, self.said):
            column.addWidget(part)
        self.field.setAccessibleName(_("Reason"))
        self.field.installEventFilter(self)
        self.field.textEdited.connect(self._typed)

    def offer(self, reasons: Sequence[tuple[str, str]]) -> None:
        """Offer findings (id, text); nothing is chosen yet."""
        self._chosen = []
        self.field.clear()
        self.stand_for(reasons)

    def stand_for(self, reasons: Sequence[tuple[str, str]]) -> None:
        """Offer these findings from now on; of what was chosen that stays which is among them."""
        self._known = tuple(reasons)
        self._chosen = [pair for pair in self._chosen if pair in self._known]
        self.field.setEnabled(bool(reasons))
        text = _("Only what was shown here can be the reason.")
        self.field.setPlaceholderText(_("a word of what was shown") if reasons else text)
        self._typed()

    def chosen(self) -> tuple[str, ...]:
        """Return the findings that are chosen."""
        return tuple(finding for finding, _text in self._chosen)

    def fitting(self) -> list[tuple[str, str]]:
        """Return what holds the words that are typed and is not chosen yet."""
        words = self.field.text().casefold().split()
        if not words:
            return []
        left = (pair for pair in self._known if pair not in self._chosen)
        return [pair for pair in left if all(word in pair[1].casefold() for word in words)]

    def take(self) -> None:
        """Take what is marked of the findings that fit."""
        found = self.fitting()
        if found:
            self._chosen.append(found[min(self._at, len(found) - 1)])
            self.field.clear()
            self._typed()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter takes what is marked, or agrees; up and down mark; backspace lets the last one go."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._pressed(event):
            return True
        return super().eventFilter(watched, event)

    def _pressed(self, event: QKeyEvent) -> bool:
        """Answer a key; tell whether it was one of ours."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.field.text().strip():
                self.take()
            else:
                self.agreed.emit()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            self._at = max(0, min(self._at + step, len(self.fitting()) - 1))
            self._tell()
        elif key == Qt.Key.Key_Backspace and not self.field.text() and self._chosen:
            self._chosen.pop()
            self._tell()
        else:
            return False
        return True

    def _typed(self, _text: str = "") -> None:
        self._at = 0
        self._tell()

    def _tell(self) -> None:
        found = self.fitting()
        first = max(0, min(self._at - 1, len(found) - _MOST))
        shown = enumerate(found[first : first + _MOST], first)
        lines = [f"{'▸' if no == self._at else '  '} {text}" for no, (_id, text) in shown]
        if self.field.text().strip() and not found:
            lines = [_("Nothing that was shown holds these words.")]
        count = len(self._chosen)
        said = ngettext("{count} finding: {names}", "{count} findings: {names}", count)
        names = "; ".join(text for _id, text in self._chosen)
        self.hits.setText("\n".join(lines))
        self.said.setText(said.format(count=count, names=names) if count else "")
        for label in (self.hits, self.said):
            label.setVisible(bool(label.text()))
