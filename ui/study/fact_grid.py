"""Grids of words that wrap: names with their values, or a small table; nothing in it is chosen or sorted."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.study.study_page import TEXT_WIDTH
from ui.widgets.plain_label import MutedLabel, PlainLabel, keep_height


class WrappingGrid(QWidget):
    """Asks for the height that its wrapped words need at its width: Qt takes height from them otherwise."""

    def __init__(self, *, across: int, down: int) -> None:
        super().__init__()
        self.setMaximumWidth(TEXT_WIDTH)
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 4, 0, 4)
        self.grid.setHorizontalSpacing(across)
        self.grid.setVerticalSpacing(down)

    def empty(self) -> None:
        """Take everything out."""
        while (item := self.grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def minimumSizeHint(self) -> QSize:
        """See the class."""
        need = super().minimumSizeHint()
        wrapped = self.grid.totalMinimumHeightForWidth(max(self.width(), need.width()))
        return QSize(need.width(), max(need.height(), wrapped))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width wraps the words otherwise."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


class FactGrid(WrappingGrid):
    """Names with their values, or a small table of words; nothing in it is chosen or sorted."""

    def __init__(self) -> None:
        super().__init__(across=18, down=4)
        self.rows: tuple[tuple[str, ...], ...] = ()

    def show_rows(self, rows: tuple[tuple[str, ...], ...]) -> None:
        """Show other rows; the first column names what stands beside it."""
        self.rows = rows
        self.empty()
        for row, cells in enumerate(rows):
            for column, text in enumerate(cells):
                label = PlainLabel(text) if column else MutedLabel(text)
                keep_height(label)
                self.grid.addWidget(label, row, column, Qt.AlignmentFlag.AlignTop)
        if rows:
            self.grid.setRowStretch(len(rows), 1)
            self.grid.setColumnStretch(len(rows[0]) - 1, 1)
