"""Labels as small pictures: text on a soft plate, made once each."""

from collections import OrderedDict

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPixmap

from ui.chart.chart_colours import ChartColours

NODE, NODE_CHOSEN, NODE_FADED, LINK, LINK_CHOSEN = range(5)
_KEPT = 6000
_PAD_X, _PAD_Y = 4.0, 1.0
WIDEST = 190.0


class LabelCache:
    """Pictures of labels for one font, theme and device pixel ratio; the least used are dropped."""

    def __init__(self, font: QFont, ratio: float, colours: ChartColours) -> None:
        self.ratio = ratio
        self._colours = colours
        self._node_font = QFont(font)
        self._node_font.setPointSizeF(font.pointSizeF() * 0.92)
        self._link_font = QFont(font)
        self._link_font.setPointSizeF(font.pointSizeF() * 0.82)
        self._node_metrics = QFontMetricsF(self._node_font)
        self._link_metrics = QFontMetricsF(self._link_font)
        self._pictures: OrderedDict[tuple[str, int], QPixmap] = OrderedDict()
        self._sizes: dict[tuple[str, bool], tuple[float, float]] = {}

    def _metrics(self, kind: int) -> QFontMetricsF:
        return self._link_metrics if kind >= LINK else self._node_metrics

    def shown(self, text: str, kind: int) -> str:
        """Return `text` as it fits on a label: one line, cut with an ellipsis."""
        line = " ".join(text.split())
        return self._metrics(kind).elidedText(line, Qt.TextElideMode.ElideRight, WIDEST)

    def size(self, text: str, kind: int) -> tuple[float, float]:
        """Return the size of a label in logical pixels, whole numbers."""
        key = (text, kind >= LINK)
        if key not in self._sizes:
            metrics = self._metrics(kind)
            width = metrics.horizontalAdvance(self.shown(text, kind)) + 2 * _PAD_X
            self._sizes[key] = (float(int(width) + 1), float(int(metrics.height() + 2 * _PAD_Y)))
        return self._sizes[key]

    def has(self, text: str, kind: int) -> bool:
        """Tell whether the picture is ready."""
        return (text, kind) in self._pictures

    def picture(self, text: str, kind: int) -> QPixmap:
        """Return the picture of a label."""
        key = (text, kind)
        made = self._pictures.get(key)
        if made is None:
            made = self._pictures[key] = self._make(text, kind)
            if len(self._pictures) > _KEPT:
                self._pictures.popitem(last=False)
        else:
            self._pictures.move_to_end(key)
        return made

    def _make(self, text: str, kind: int) -> QPixmap:
        width, height = self.size(text, kind)
        picture = QPixmap(round(width * self.ratio), round(height * self.ratio))
        picture.setDevicePixelRatio(self.ratio)
        picture.fill(Qt.GlobalColor.transparent)
        plate, ink = self._inks(kind)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(plate)
        painter.drawRoundedRect(QRectF(0, 0, width, height), 3, 3)
        painter.setPen(ink)
        painter.setFont(self._link_font if kind >= LINK else self._node_font)
        painter.drawText(QRectF(0, 0, width, height), Qt.AlignmentFlag.AlignCenter, self.shown(text, kind))
        painter.end()
        return picture

    def _inks(self, kind: int) -> tuple[QColor, QColor]:
        colours = self._colours
        soft = QColor(colours.plate)
        soft.setAlpha(226)
        inks = {
            NODE: (soft, colours.text),
            NODE_CHOSEN: (colours.accent_soft, colours.text),
            NODE_FADED: (soft, colours.faint),
            LINK: (soft, colours.muted),
            LINK_CHOSEN: (colours.accent_soft, colours.text),
        }
        return inks[kind]
