"""The bare painter: what a frame hands to the raster engine, from ready arrays and with nothing else done.

While `recorded` is open, the buffers that draw lines and cells of atlases also note what they draw: the
same lines with the same pens in the same order, and the same cells at the same places. `Bare` gives these
arrays to `QPainter.drawLines` and `drawPixmapFragments` again, one call each. So it draws pixel for pixel
what the frame draws, but finds nothing out: no place, no choice of what is in sight, no order, no pens.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

import numpy as np
import shiboken6
from PySide6.QtCore import QLineF
from PySide6.QtGui import QPainter, QPen, QPixmap

from ui.chart.arrays import Floats
from ui.chart.paint_buffers import FragmentBuffer, LineBuffer

Fragment = QPainter.PixmapFragment


class Bare:
    """The calls of one frame, in order."""

    def __init__(self) -> None:
        self._calls: list[tuple[QLineF | Fragment, int, QPen | QPixmap, bool]] = []
        self._arrays: list[Floats] = []

    def lines(self, painter: QPainter, start: Floats, end: Floats) -> None:
        """Note lines, and the pen that draws them."""
        rows = np.concatenate([start, end], axis=1)
        smooth = bool(painter.renderHints() & QPainter.RenderHint.Antialiasing)
        first = cast(QLineF, shiboken6.wrapInstance(rows.ctypes.data, QLineF))
        self._calls.append((first, len(rows), QPen(painter.pen()), smooth))
        self._arrays.append(rows)

    def cells(
        self, centres: Floats, corners: Floats, cell: float | Floats, zoom: float, atlas: QPixmap
    ) -> None:
        """Note cells of an atlas."""
        rows = np.zeros((len(centres), 10))
        rows[:, 0:2], rows[:, 2:4], rows[:, 4:6], rows[:, 6:8], rows[:, 9] = centres, corners, cell, zoom, 1.0
        first = cast(Fragment, shiboken6.wrapInstance(rows.ctypes.data, Fragment))
        self._calls.append((first, len(rows), atlas, False))
        self._arrays.append(rows)

    def draw(self, painter: QPainter) -> None:
        """Draw all of it again."""
        for first, count, means, smooth in self._calls:
            if isinstance(means, QPen):
                painter.setRenderHint(QPainter.RenderHint.Antialiasing, smooth)
                painter.setPen(means)
                painter.drawLines(cast(QLineF, first), count)
            else:
                painter.drawPixmapFragments(cast(Fragment, first), count, means)

    def __len__(self) -> int:
        """How many lines and cells there are."""
        return sum(count for _first, count, _means, _smooth in self._calls)


@contextmanager
def recorded() -> Iterator[Bare]:
    """Note what the buffers of the chart draw meanwhile, from `numpy` arrays of their own."""
    bare, lines, cells = Bare(), LineBuffer.draw, FragmentBuffer.draw

    def draw_lines(self: LineBuffer, painter: QPainter, start: Floats, end: Floats) -> None:
        if len(start):
            bare.lines(painter, start, end)
        lines(self, painter, start, end)

    def draw_cells(
        self: FragmentBuffer,
        painter: QPainter,
        centres: Floats,
        corners: Floats,
        cell: float | Floats,
        zoom: float,
        atlas: QPixmap,
    ) -> None:
        if len(centres):
            bare.cells(centres, corners, cell, zoom, atlas)
        cells(self, painter, centres, corners, cell, zoom, atlas)

    LineBuffer.draw, FragmentBuffer.draw = draw_lines, draw_cells
    try:
        yield bare
    finally:
        LineBuffer.draw, FragmentBuffer.draw = lines, cells
