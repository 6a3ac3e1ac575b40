"""A line that is typed blind: on the projector only words stand that were checked.

The line itself shows dots. Under it stands what the room may read: each word as soon as it is ended and
nobody at the table is kept from it.
"""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.widgets.plain_label import PlainLabel

Check = Callable[[str, Callable[[str], None]], None]
"""Takes a text and hands on what of it may be read by everybody."""


class CheckedLine(QWidget):
    """`field` is masked; `seen` says what was checked. Without a `check` nothing is said."""

    def __init__(self) -> None:
        super().__init__()
        self.field, self.seen = QLineEdit(), PlainLabel()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.check: Check | None = None
        self._asked = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for part in (self.field, self.seen):
            column.addWidget(part)
        self.setFocusProxy(self.field)
        self.seen.hide()
        self.field.textChanged.connect(self._typed)

    def text(self) -> str:
        """Return what is typed, without blanks around it."""
        return self.field.text().strip()

    def _typed(self, text: str) -> None:
        ended = _ended(text)
        if not ended.strip():
            self._asked = ""
            self._say("")
        elif ended != self._asked and self.check is not None:
            if not ended.startswith(self._asked):
                self._say("")
            self._asked = ended
            self.check(ended, lambda seen: self._checked(ended, seen))

    def _checked(self, asked: str, seen: str) -> None:
        if asked == self._asked:
            self._say(seen)

    def _say(self, text: str) -> None:
        self.seen.setText(text)
        self.seen.setVisible(bool(text.strip()))


def _ended(text: str) -> str:
    """Return the text without the word that is still being typed: half a name names somebody, too."""
    end = len(text)
    while end and text[end - 1].isalnum():
        end -= 1
    return text[:end]
