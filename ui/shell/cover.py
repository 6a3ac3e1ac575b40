"""The cover that hides a window's content at once, before anything slow happens."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from app.base.i18n import _
from ui.widgets.icons import paint_icon
from ui.widgets.plain_label import Heading, MutedLabel

_ICON = 40


class Cover(QWidget):
    """Lies over the whole window, menus too; what is below is hidden for screen readers as well."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self.setAccessibleName(_("Locked"))
        heading = Heading(_("Locked"))
        note = MutedLabel(_("What is being written is finished first."))
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addStretch(1)
        column.addSpacing(_ICON + 16)
        for label in (heading, note):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setWordWrap(False)
            column.addWidget(label)
        column.addStretch(1)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()
        # Painted now: what comes next may take its time.
        self.repaint()
        window.menuBar().hide()
        central = window.centralWidget()
        if central is not None:
            central.hide()
        self.setGeometry(window.rect())
        self.repaint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A lock above the words."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = self.height() / 2 - _ICON - 8
        place = QRectF((self.width() - _ICON) / 2, top, _ICON, _ICON)
        paint_icon(painter, "lock", place, QColor(self.palette().color(QPalette.ColorRole.WindowText)))
        painter.end()
