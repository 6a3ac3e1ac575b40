"""Memory that numpy fills and Qt draws from without copying: the one place where pointers are used.

`QPainter.drawLines(first, count)` and `drawPixmapFragments(first, count, pixmap)` read `count` structures
behind a pointer. A row of four doubles is a `QLineF`, a row of ten is a `QPainter.PixmapFragment`. The
array must live as long as the wrapped object is used, and a grown array needs a new wrapped object.
"""

from typing import cast

import numpy as np
import shiboken6
from PySide6.QtCore import QByteArray, QDataStream, QIODevice, QLineF
from PySide6.QtGui import QPainter, QPainterPath, QPixmap

from ui.chart.arrays import Floats

_LINE, _FRAGMENT = 4, 10


def _room(count: int) -> int:
    return max(256, 1 << (count - 1).bit_length())


class LineBuffer:
    """Draws many lines with the painter's pen in one call."""

    def __init__(self) -> None:
        self._grow(256)

    def _grow(self, count: int) -> None:
        self._rows: Floats = np.zeros((_room(count), _LINE))
        self._first = cast(QLineF, shiboken6.wrapInstance(self._rows.ctypes.data, QLineF))

    def draw(self, painter: QPainter, start: Floats, end: Floats) -> None:
        """Draw lines from each of `start` (n, 2) to each of `end`."""
        count = len(start)
        if not count:
            return
        if count > len(self._rows):
            self._grow(count)
        self._rows[:count, :2] = start
        self._rows[:count, 2:] = end
        painter.drawLines(self._first, count)


class FragmentBuffer:
    """Draws many cells of one atlas in one call."""

    def __init__(self) -> None:
        self._grow(256)

    def _grow(self, count: int) -> None:
        self._rows: Floats = np.zeros((_room(count), _FRAGMENT))
        self._rows[:, 9] = 1.0  # opacity
        address = self._rows.ctypes.data
        kind = QPainter.PixmapFragment
        self._first = cast(QPainter.PixmapFragment, shiboken6.wrapInstance(address, kind))

    def draw(
        self,
        painter: QPainter,
        centres: Floats,
        corners: Floats,
        cell: float | Floats,
        zoom: float,
        atlas: QPixmap,
    ) -> None:
        """Draw the cells at `corners` (n, 2; pixels of the atlas) around `centres` (n, 2).

        `cell` is the side of square cells or the size of each, (n, 2), in pixels of the atlas.
        """
        count = len(centres)
        if not count:
            return
        if count > len(self._rows):
            self._grow(count)
        rows = self._rows
        rows[:count, 0:2] = centres
        rows[:count, 2:4] = corners
        rows[:count, 4:6] = cell
        rows[:count, 6:8] = zoom
        painter.drawPixmapFragments(self._first, count, atlas)


def polygons_path(points: Floats) -> QPainterPath:
    """Return closed polygons (n, k, 2) as one path, without a loop over them."""
    return _path(np.concatenate([points, points[:, :1]], axis=1))


def polylines_path(points: Floats) -> QPainterPath:
    """Return open polylines (n, k, 2) as one path, without a loop over them."""
    return _path(points)


def _path(points: Floats) -> QPainterPath:
    """Read a path from the form in which Qt writes paths to a stream."""
    count, corners = points.shape[:2]
    elements = np.zeros((count, corners), dtype=[("kind", ">i4"), ("x", ">f8"), ("y", ">f8")])
    elements["kind"][:, 1:] = 1  # 0 moves, 1 draws a line
    elements["x"], elements["y"] = points[:, :, 0], points[:, :, 1]
    head = np.array([count * corners], dtype=">i4").tobytes()
    tail = np.array([0, 1], dtype=">i4").tobytes()  # where the last subpath starts; winding fill
    # QDataStream does not keep its bytes alive: they must have a name until the path has been read.
    content = QByteArray(head + elements.tobytes() + tail)
    path = QPainterPath()
    if count:
        stream = QDataStream(content, QIODevice.OpenModeFlag.ReadOnly)
        stream >> path
    return path
