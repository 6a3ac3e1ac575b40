"""A QR code as a widget: always black on white, so that a scanner reads it in the dark theme as well."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.base.i18n import _

_QUIET = 4
_SQUARE = 3


class PaperCode(QWidget):
    """Shows the rows of a code (`app.briefing.qr_code.qr_rows`); without rows it takes no room."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[Sequence[bool]] = ()
        self.setAccessibleName(_("The recovery key as a QR code"))
        self.hide()

    def show_rows(self, rows: Sequence[Sequence[bool]]) -> None:
        """Show another code, or none."""
        self.rows = rows
        self.setVisible(bool(rows))
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        """See QWidget."""
        side = (len(self.rows) + 2 * _QUIET) * _SQUARE if self.rows else 0
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        for row, squares in enumerate(self.rows):
            for place, dark in enumerate(squares):
                if dark:
                    x, y = (place + _QUIET) * _SQUARE, (row + _QUIET) * _SQUARE
                    painter.fillRect(QRectF(x, y, _SQUARE, _SQUARE), Qt.GlobalColor.black)
        painter.end()
