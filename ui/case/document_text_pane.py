"""The text of a document with its pages marked, and the passages in it."""

from bisect import bisect_right

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from app.base.i18n import _
from ui.widgets.theme import tokens


class DocumentTextPane(QPlainTextEdit):
    """Text that is read and marked, never changed; each page begins with a line that names it."""

    passage_chosen = Signal(int, int, int)
    """Characters of a page were marked: its number, the first, the one after the last."""

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setAccessibleName(_("Text of the document"))
        self._pages: tuple[str, ...] = ()
        self._starts: list[int] = []
        self.selectionChanged.connect(self._selected)

    def show_text(self, pages: tuple[str, ...]) -> None:
        """Show pages of text."""
        self._pages, self._starts = pages, []
        parts: list[str] = []
        length = 0
        for number, page in enumerate(pages):
            head = "" if len(pages) == 1 else _("— Page {no} —").format(no=number + 1) + "\n"
            self._starts.append(length + _units(head))
            part = f"{head}{page}\n"
            parts.append(part)
            length += _units(part)
        self.blockSignals(True)
        self.setPlainText("".join(parts))
        self.setExtraSelections([])
        self.blockSignals(False)

    def mark(self, page: int, start: int, end: int) -> None:
        """Mark a passage and bring it into sight; an empty one takes the mark away."""
        self.setExtraSelections([])
        if page >= len(self._pages) or end <= start:
            return
        colours = tokens(self.palette())
        selection = QTextEdit.ExtraSelection()
        form = QTextCharFormat()
        form.setBackground(QColor(colours.accent_soft))
        form.setFontUnderline(True)
        selection.format = form
        selection.cursor = self._cursor(page, start, end)
        self.setExtraSelections([selection])
        there = self._cursor(page, start, start)
        self.blockSignals(True)
        self.setTextCursor(there)
        self.blockSignals(False)
        self.centerCursor()

    def go_to(self, page: int) -> None:
        """Bring the beginning of a page to the top."""
        if page < len(self._starts):
            block = self.document().findBlock(self._starts[page])
            self.verticalScrollBar().setValue(max(0, block.firstLineNumber() - 1))

    def select(self, page: int, start: int, end: int) -> None:
        """Select a passage as if somebody had marked it here."""
        if page < len(self._pages):
            self.setTextCursor(self._cursor(page, start, end))
            self.ensureCursorVisible()

    def _cursor(self, page: int, start: int, end: int) -> QTextCursor:
        text, base = self._pages[page], self._starts[page]
        cursor = QTextCursor(self.document())
        cursor.setPosition(base + _units(text[:start]))
        cursor.setPosition(base + _units(text[:end]), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _selected(self) -> None:
        cursor = self.textCursor()
        if not cursor.hasSelection() or not self._starts:
            self.passage_chosen.emit(0, 0, 0)
            return
        first, last = cursor.selectionStart(), cursor.selectionEnd()
        page = max(0, bisect_right(self._starts, first) - 1)
        text, base = self._pages[page], self._starts[page]
        # A passage lies on one page; what was marked beyond it is left out.
        start = _characters(text, max(0, first - base))
        end = _characters(text, max(0, last - base))
        self.passage_chosen.emit(page, start, min(end, len(text)))


def _units(text: str) -> int:
    """Return the length of a text as Qt counts it: in units of UTF-16."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _characters(text: str, units: int) -> int:
    """Return how many characters so many units of UTF-16 from the beginning are."""
    return (
        units
        if text.isascii()
        else len(text.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "ignore"))
    )
