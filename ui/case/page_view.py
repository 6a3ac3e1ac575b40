"""Pages one below the other - of a briefing, of a document - each drawn when it comes into sight."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.base.i18n import _
from ui.case.page_letters import Box
from ui.case.page_sheet import PageSheet, Wanted

_A4_MM = (210.0, 297.0)
_MM_PER_INCH = 25.4
_MARGIN = 20
# So many pages keep their image; those left behind are drawn anew when they come back into sight.
_KEPT_IMAGES = 16
ZOOMS = (60, 80, 100, 130, 170)
"""Zoom in percent; 100 shows a page 96 dots per inch wide."""


class PageView(QScrollArea):
    """Shows paper as paper: white in both themes."""

    letters_chosen = Signal(int, int, int)
    """Characters of a page were marked: its number, the first, the one after the last."""
    page_in_sight = Signal(int)
    """Another page lies at the top of what is seen."""

    def __init__(self, wanted: Wanted, name: str = "") -> None:
        super().__init__()
        self._wanted = wanted
        self._sheets: list[PageSheet] = []
        self._page_mm = _A4_MM
        self._top = 0
        self._drawn: list[PageSheet] = []
        self.zoom = 80
        self.setWidgetResizable(True)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setAccessibleName(name or _("Pages of the briefing"))
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._scrolled())
        self.show_pages(0)

    def show_pages(self, count: int, page_mm: tuple[float, float] = _A4_MM, asked: int = -1) -> None:
        """Show so many pages, still empty, of this size in millimetres as long as theirs is not known.

        The image of page `asked` is on its way already.
        """
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        column.setSpacing(16)
        self._page_mm, self._top, self._drawn = page_mm, 0, []
        self._sheets = [PageSheet(number, self._wanted, asked=number == asked) for number in range(count)]
        for sheet in self._sheets:
            sheet.setFixedSize(self._size(sheet))
            sheet.letters_chosen.connect(self._chosen)
            column.addWidget(sheet, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self.setWidget(content)

    def page_count(self) -> int:
        """Return how many pages are shown."""
        return len(self._sheets)

    def show_page(
        self,
        number: int,
        image: QImage,
        letters: Sequence[Box] = (),
        page_mm: tuple[float, float] | None = None,
    ) -> None:
        """Show the image of one page, with the boxes of its characters and its own size if known."""
        if number < len(self._sheets):
            sheet = self._sheets[number]
            if page_mm is not None and page_mm != sheet.size_mm:
                sheet.size_mm = page_mm
                sheet.setFixedSize(self._size(sheet))
            sheet.show_image(image, letters)
            self._drawn = [*(s for s in self._drawn if s is not sheet), sheet]
            if len(self._drawn) > _KEPT_IMAGES:
                self._drawn.pop(0).drop()

    def set_zoom(self, percent: int) -> None:
        """Show the pages larger or smaller; they are drawn anew as they come into sight."""
        self.zoom = percent
        for sheet in self._sheets:
            sheet.setFixedSize(self._size(sheet))
            sheet.forget()

    def dots_per_inch(self) -> float:
        """Return the resolution the pages are needed in."""
        return 96.0 * self.zoom / 100 * self.devicePixelRatioF()

    def go_to(self, number: int) -> None:
        """Bring a page into sight."""
        if 0 <= number < len(self._sheets):
            self._lay_out_now()
            self.verticalScrollBar().setValue(self._sheets[number].y() - _MARGIN)

    def mark(self, number: int, start: int, end: int) -> None:
        """Mark a passage of a page and bring it into sight; marks on other pages go."""
        for sheet in self._sheets:
            sheet.mark(*((start, end) if sheet.number == number else (0, 0)))
        if end > start and number < len(self._sheets):
            self._lay_out_now()
            sheet = self._sheets[number]
            down = sheet.y() + round(sheet.top_of_mark() * sheet.height())
            self.verticalScrollBar().setValue(max(0, down - self.viewport().height() // 3))

    def choose(self, number: int, start: int, end: int) -> None:
        """Show a passage as chosen, and none on other pages."""
        for sheet in self._sheets:
            sheet.choose(*((start, end) if sheet.number == number else (0, 0)))

    def top_page(self) -> int:
        """Return the number of the page at the top of what is seen."""
        top = self.verticalScrollBar().value() + self.viewport().height() // 3
        return max((s.number for s in self._sheets if s.y() <= top), default=0)

    def _chosen(self, number: int, start: int, end: int) -> None:
        self.choose(number, start, end)
        self.letters_chosen.emit(number, start, end)

    def _scrolled(self) -> None:
        top = self.top_page()
        if top != self._top:
            self._top = top
            self.page_in_sight.emit(top)

    def _lay_out_now(self) -> None:
        content = self.widget()
        layout = content.layout() if content is not None else None
        if content is not None and layout is not None:
            layout.activate()
            content.adjustSize()

    def _size(self, sheet: PageSheet) -> QSize:
        across, down = sheet.size_mm or self._page_mm
        width, height = (round(mm / _MM_PER_INCH * 96.0 * self.zoom / 100) for mm in (across, down))
        return QSize(max(width, 1), max(height, 1))
