"""One sheet of paper on the screen: its image, its characters, and the passages marked on it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.base.i18n import _
from ui.case.page_letters import Box, letter_at, lines

Wanted = Callable[[int], object]
# Paper stays white in both themes, so its marks do not follow the palette either.
_PAPER, _EDGE = QColor("white"), QColor("#c8c8c4")
_CHOSEN, _MARKED = QColor(60, 120, 220, 80), QColor(250, 200, 40, 110)


class PageSheet(QWidget):
    """One page; asks for its image when it is first painted. With `letters` its text can be marked."""

    letters_chosen = Signal(int, int, int)
    """Somebody marked characters on a page: its number, the first, the one after the last."""

    def __init__(self, number: int, wanted: Wanted, *, asked: bool = False) -> None:
        super().__init__()
        self.number = number
        self.size_mm: tuple[float, float] | None = None
        self._wanted = wanted
        self._asked = asked
        self._image: QImage | None = None
        self._letters: Sequence[Box] = ()
        self._begun: int | None = None
        self._chosen = (0, 0)
        self._marked = (0, 0)
        self.setAccessibleName(_("Page {no}").format(no=number + 1))

    def show_image(self, image: QImage, letters: Sequence[Box] = ()) -> None:
        """Show the page; `letters` are the boxes of its characters."""
        self._image = image
        self._letters = letters
        self.setCursor(Qt.CursorShape.IBeamCursor if letters else Qt.CursorShape.ArrowCursor)
        self.update()

    def forget(self) -> None:
        """Ask for the image anew when the page comes into sight."""
        self._asked = False
        self.update()

    def drop(self) -> None:
        """Let go of the image; the page asks for it when it comes into sight again."""
        self._image = None
        self.forget()

    def mark(self, start: int, end: int) -> None:
        """Mark a passage; an empty one takes the mark away."""
        self._marked, self._chosen = (start, end), (0, 0)
        self.update()

    def choose(self, start: int, end: int) -> None:
        """Show a passage as chosen, as if the mouse had done it."""
        self._chosen = (start, end)
        self.update()

    def top_of_mark(self) -> float:
        """Return where the marked passage begins, as a part of the page's height."""
        found = lines(self._letters, *self._marked)
        return found[0][1] if found else 0.0

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), _PAPER)
        if self._image is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(self.rect(), self._image)
        for passage, colour in ((self._marked, _MARKED), (self._chosen, _CHOSEN)):
            for box in lines(self._letters, *passage):
                painter.fillRect(self._on_paper(box), colour)
        painter.setPen(_EDGE)
        painter.drawRect(QRect(0, 0, self.width() - 1, self.height() - 1))
        painter.end()
        if not self._asked:
            self._asked = True
            self._wanted(self.number)

    def _on_paper(self, box: Box) -> QRectF:
        left, top, right, bottom = box
        return QRectF(
            left * self.width(),
            top * self.height(),
            (right - left) * self.width(),
            (bottom - top) * self.height(),
        )

    def _letter(self, event: QMouseEvent) -> int | None:
        at = event.position()
        return letter_at(self._letters, at.x() / max(self.width(), 1), at.y() / max(self.height(), 1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to mark."""
        if event.button() is Qt.MouseButton.LeftButton and self._letters:
            self._begun = self._letter(event)
            self.choose(0, 0)
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Mark up to the character under the pointer."""
        now = self._letter(event)
        if self._begun is not None and now is not None:
            self.choose(min(self._begun, now), max(self._begun, now) + 1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell what was marked."""
        self._begun = None
        if self._chosen[1] > self._chosen[0]:
            self.letters_chosen.emit(self.number, *self._chosen)
        super().mouseReleaseEvent(event)
