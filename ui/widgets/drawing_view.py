"""A plain drawing in the window: the geometry of the paper, painted in the colours of the theme."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from app.analysis.plain_drawing import CROSSED, DOTTED, FALLING, RISING, Drawing, Shape, Words
from ui.widgets.theme import tokens

_HATCHES = {
    RISING: Qt.BrushStyle.BDiagPattern,
    FALLING: Qt.BrushStyle.FDiagPattern,
    CROSSED: Qt.BrushStyle.DiagCrossPattern,
    DOTTED: Qt.BrushStyle.Dense6Pattern,
}
_MOST_SCALE, _LEAST_SCALE, _SIDE = 1.3, 1.0, 14.0


class DrawingSheet(QWidget):
    """Paints one drawing as wide as there is room; its words are the accessible description."""

    def __init__(self) -> None:
        super().__init__()
        self.drawing: Drawing | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def show_drawing(self, drawing: Drawing) -> None:
        """Show another drawing."""
        self.drawing = drawing
        self.setAccessibleName(drawing.caption)
        self.setAccessibleDescription(drawing.alternative)
        self.fit(self.width())

    def fit(self, width: int) -> None:
        """Take the height that the drawing needs at this width."""
        if self.drawing is not None:
            scale = self._scale(width)
            self.setFixedHeight(round(self.drawing.height * scale + 2 * _SIDE))
            self.setMinimumWidth(round(self.drawing.width * _LEAST_SCALE + 2 * _SIDE))
            self.update()

    def _scale(self, width: int) -> float:
        assert self.drawing is not None
        return min(_MOST_SCALE, max(_LEAST_SCALE, (width - 2 * _SIDE) / self.drawing.width))

    def sizeHint(self) -> QSize:
        """See QWidget."""
        return QSize(480, 200)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Shapes, then words."""
        if self.drawing is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = tokens(self.palette())
        ink, paper = QColor(colours.text), QColor(colours.base)
        painter.fillRect(self.rect(), paper)
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.accent), 1))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.translate(_SIDE, _SIDE)
        scale = self._scale(self.width())
        painter.scale(scale, scale)
        for shape in self.drawing.shapes:
            _paint_shape(painter, shape, ink, paper)
        for words in self.drawing.words:
            _paint_words(painter, words, ink, paper)
        painter.end()


def _paint_shape(painter: QPainter, shape: Shape, ink: QColor, paper: QColor) -> None:
    points = [QPointF(x, y) for x, y in shape.points]
    outline = QPolygonF(points)
    pen = QPen(ink, shape.line) if shape.line else QPen(Qt.PenStyle.NoPen)
    if shape.dashed:
        pen.setDashPattern([3.0, 2.0])
    if len(shape.points) == 2:
        painter.setPen(pen)
        painter.drawLine(points[0], points[1])
        return
    painter.setPen(Qt.PenStyle.NoPen)
    if shape.fill is not None:
        painter.setBrush(_mixed(ink, paper, shape.fill))
        painter.drawPolygon(outline)
    if shape.hatch:
        painter.setBrush(QBrush(ink, _HATCHES[shape.hatch]))
        painter.drawPolygon(outline)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen)
    painter.drawPolygon(outline)


def _mixed(ink: QColor, paper: QColor, share: float) -> QColor:
    def between(a: int, b: int) -> int:
        return round(a * (1 - share) + b * share)

    return QColor(
        between(ink.red(), paper.red()),
        between(ink.green(), paper.green()),
        between(ink.blue(), paper.blue()),
    )


def _paint_words(painter: QPainter, words: Words, ink: QColor, paper: QColor) -> None:
    font = painter.font()
    font.setPixelSize(max(round(words.size + 1), 8))
    font.setBold(words.strong)
    painter.setFont(font)
    metrics = QFontMetricsF(font)
    text = metrics.elidedText(words.text, Qt.TextElideMode.ElideRight, words.room)
    broad = metrics.horizontalAdvance(text)
    x = words.x - broad * (words.align + 1) / 2
    if words.over:
        painter.fillRect(QRectF(x - 0.5, words.y - words.size, broad + 1, words.size + 1), paper)
    painter.setPen(ink)
    painter.drawText(QPointF(x, words.y), text)


class DrawingView(QScrollArea):
    """A drawing in a place that scrolls."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setProperty("sideways", True)  # a drawing is looked at in both directions
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.sheet = DrawingSheet()
        self.setWidget(self.sheet)

    def show_drawing(self, drawing: Drawing) -> None:
        """Show another drawing from its top."""
        self.sheet.show_drawing(drawing)
        self.sheet.fit(self.viewport().width())
        self.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the drawing follow the width."""
        super().resizeEvent(event)
        self.sheet.fit(self.viewport().width())
