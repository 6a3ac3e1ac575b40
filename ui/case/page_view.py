"""The pages of a briefing, one below the other, each drawn when it comes into sight."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.base.i18n import _

_A4_MM = (210.0, 297.0)
_MM_PER_INCH = 25.4
ZOOMS = (60, 80, 100, 130, 170)
"""Zoom in percent; 100 shows a page 96 dots per inch wide."""

Wanted = Callable[[int], object]


class _Sheet(QWidget):
    """One page; asks for its image when it is first painted."""

    def __init__(self, number: int, wanted: Wanted) -> None:
        super().__init__()
        self.number = number
        self._wanted = wanted
        self._asked = False
        self._image: QImage | None = None
        self.setAccessibleName(_("Page {no}").format(no=number + 1))

    def show_image(self, image: QImage) -> None:
        self._image = image
        self.update()

    def forget(self) -> None:
        self._asked = False
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("white"))
        if self._image is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(self.rect(), self._image)
        painter.setPen(QColor("#c8c8c4"))
        painter.drawRect(QRect(0, 0, self.width() - 1, self.height() - 1))
        painter.end()
        if not self._asked:
            self._asked = True
            self._wanted(self.number)


class PageView(QScrollArea):
    """Shows paper as paper: white in both themes."""

    def __init__(self, wanted: Wanted) -> None:
        super().__init__()
        self._wanted = wanted
        self._sheets: list[_Sheet] = []
        self.zoom = 80
        self.setWidgetResizable(True)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setAccessibleName(_("Pages of the briefing"))
        self.show_pages(0)

    def show_pages(self, count: int) -> None:
        """Show so many pages, still empty."""
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(16)
        self._sheets = [_Sheet(number, self._wanted) for number in range(count)]
        for sheet in self._sheets:
            sheet.setFixedSize(self._size())
            column.addWidget(sheet, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self.setWidget(content)

    def page_count(self) -> int:
        """Return how many pages are shown."""
        return len(self._sheets)

    def show_page(self, number: int, image: QImage) -> None:
        """Show the image of one page."""
        if number < len(self._sheets):
            self._sheets[number].show_image(image)

    def set_zoom(self, percent: int) -> None:
        """Show the pages larger or smaller; they are drawn anew as they come into sight."""
        self.zoom = percent
        for sheet in self._sheets:
            sheet.setFixedSize(self._size())
            sheet.forget()

    def dots_per_inch(self) -> float:
        """Return the resolution the pages are needed in."""
        return 96.0 * self.zoom / 100 * self.devicePixelRatioF()

    def _size(self) -> QSize:
        width, height = (round(mm / _MM_PER_INCH * 96.0 * self.zoom / 100) for mm in _A4_MM)
        return QSize(width, height)
