"""Icons of one family (Lucide, ISC), drawn in the colour of the palette: no reload on a theme change."""

from functools import cache
from typing import cast

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app.base.paths import resource

FALLBACK = "circle"


@cache
def icon_source(name: str) -> str:
    """Return the SVG text of icon `name`; a name without a file gives a plain circle."""
    path = resource("icons", f"{name}.svg")
    if not path.is_file():
        path = resource("icons", f"{FALLBACK}.svg")
    return path.read_text("utf-8")


def has_icon(name: str) -> bool:
    """Tell whether an icon of this name is shipped."""
    return resource("icons", f"{name}.svg").is_file()


@cache
def _renderer(name: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(icon_source(name).replace("currentColor", colour).encode()))


def paint_icon(painter: QPainter, name: str, rect: QRectF, colour: QColor) -> None:
    """Draw icon `name` into `rect` with lines of `colour`."""
    _renderer(name, colour.name()).render(painter, rect)


def icon_pixmap(name: str, size: int, colour: QColor, ratio: float = 1.0) -> QPixmap:
    """Return icon `name`, `size` logical pixels wide, for a screen of that device pixel ratio."""
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_icon(painter, name, QRectF(0, 0, pixmap.width(), pixmap.height()), colour)
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


class SvgIconEngine(QIconEngine):
    """One line icon that takes its colour from the palette each time it is drawn."""

    def __init__(self, name: str, role: QPalette.ColorRole = QPalette.ColorRole.ButtonText) -> None:
        super().__init__()
        self._name = name
        self._role = role

    def clone(self) -> QIconEngine:
        """See QIconEngine."""
        return SvgIconEngine(self._name, self._role)

    def _colour(self, mode: QIcon.Mode) -> QColor:
        palette = QGuiApplication.palette()
        disabled = mode == QIcon.Mode.Disabled
        group = QPalette.ColorGroup.Disabled if disabled else QPalette.ColorGroup.Active
        return palette.color(group, self._role)

    def paint(self, painter: QPainter, rect: object, mode: QIcon.Mode, state: QIcon.State) -> None:
        """See QIconEngine."""
        paint_icon(painter, self._name, QRectF(cast(QRectF, rect)), self._colour(mode))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Draw the icon square at the left: what a size is wider than high parts the icon from its word."""
        pixmap = QPixmap(size)
        if pixmap.isNull():
            return pixmap  # a button or cell without room asks for nothing
        pixmap.fill(Qt.GlobalColor.transparent)
        side = min(size.width(), size.height())
        painter = QPainter(pixmap)
        place = QRectF(0, (size.height() - side) / 2, side, side)
        paint_icon(painter, self._name, place, self._colour(mode))
        painter.end()
        return pixmap


def icon(name: str, *, accent: bool = False) -> QIcon:
    """Return the icon `name` of resources/icons; with `accent` it is drawn in the accent colour."""
    role = QPalette.ColorRole.Accent if accent else QPalette.ColorRole.ButtonText
    return QIcon(SvgIconEngine(name, role))
