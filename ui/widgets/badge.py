"""Small plates with one or two words; the meaning is in the words, never in the colour alone."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.widgets.theme import small_font, tokens

KINDS = ("plain", "accent", "warn", "danger", "good")


class Badge(QWidget):
    """A rounded plate with a short text; `kind` is one of `KINDS`."""

    def __init__(self, text: str, kind: str = "plain", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = kind
        self._text = ""
        self.setFont(small_font(self.font()))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_text(text)

    def set_text(self, text: str, kind: str | None = None) -> None:
        """Show other words, and another kind if given."""
        self._text = text
        self._kind = kind or self._kind
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """Return the words shown."""
        return self._text

    def kind(self) -> str:
        """Return the kind in force."""
        return self._kind

    def sizeHint(self) -> QSize:
        """See QWidget."""
        metrics = QFontMetricsF(self.font())
        return QSize(round(metrics.horizontalAdvance(self._text)) + 17, round(metrics.height()) + 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget."""
        colours = tokens(self.palette())
        line = {
            "accent": colours.accent,
            "warn": colours.warn,
            "danger": colours.danger,
            "good": colours.good,
        }
        soft = {"warn": colours.warn_soft, "danger": colours.danger_soft, "accent": colours.accent_soft}
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(line.get(self._kind, colours.rule)), 1))
        painter.setBrush(QColor(soft.get(self._kind, colours.base)))
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, 4, 4)
        painter.setPen(QColor(line.get(self._kind, colours.muted)))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)
        painter.end()
