"""The finished picture, kept while nothing changes, and the still part of it during a drag."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPixmap

from ui.chart.arrays import Ints
from ui.chart.backdrop_painter import paint_backdrop, paint_titles
from ui.chart.chart_painter import NEW_AT_REST, NEW_IN_MOTION, ChartPainter
from ui.chart.chart_scene import ChartScene
from ui.chart.link_frame import LinkFrame
from ui.chart.note_painter import paint_notes
from ui.chart.tile_store import TileStore
from ui.chart.view_transform import ViewTransform


@dataclass(frozen=True, slots=True)
class _Lifted:
    """Nodes that move, the links at them, and all the others."""

    nodes: Ints
    links: Ints
    other_nodes: Ints
    other_links: Ints
    parts: frozenset[str]
    groups: frozenset[str]


class ChartPicture:
    """Draws a scene with as little work as the moment allows.

    At rest a small chart is made once and blitted; a large one is put together from pieces that `step`
    draws one by one while nothing else is to be done. In motion it is drawn straight to the window, from
    pieces where there are any. While nodes are lifted, everything else is made once and only the lifted
    nodes and their links are drawn.
    """

    def __init__(self) -> None:
        self.tiles = TileStore()
        self._whole: QPixmap | None = None
        self._coarse: tuple[ViewTransform, QPixmap] | None = None
        self._still: QPixmap | None = None
        self._lifted: _Lifted | None = None
        self._words: tuple[ViewTransform, LinkFrame] | None = None
        self._labels_due = False

    def spoil(self) -> None:
        """What is chosen or found changed: the same places look otherwise."""
        self._whole = self._still = self._words = None
        self.tiles.spoil()

    def renew(self) -> None:
        """Places or the chart itself changed: nothing drawn before may be seen again."""
        self.spoil()
        self._coarse = None
        self.tiles.clear()

    def moved(self) -> None:
        """Another part of the same chart is shown."""
        self._whole = self._still = None

    def lift(self, scene: ChartScene, nodes: Ints, parts: frozenset[str] = frozenset()) -> None:
        """These nodes, notes and frames will move from now on."""
        mask = np.zeros(len(scene.model.nodes), dtype=np.bool_)
        mask[nodes] = True
        tied = scene.model.links_at(mask)
        names = {scene.model.nodes[n].id for n in nodes.tolist()}
        groups = (g for g in scene.model.content.document.groups if not names.isdisjoint(g.members))
        self._lifted = _Lifted(
            nodes,
            np.flatnonzero(tied),
            np.flatnonzero(~mask),
            np.flatnonzero(~tied),
            parts,
            frozenset(group.id for group in groups),
        )
        self._still = None

    def drop(self) -> None:
        """No node moves any more."""
        self._lifted = None
        self.renew()

    def draw(
        self, painter: QPainter, scene: ChartScene, brush: ChartPainter, size: QSize, *, moving: bool
    ) -> None:
        """Draw the scene on its ground; `size` in logical pixels."""
        if self._lifted is not None:
            self._draw_lifted(painter, scene, brush, size, self._lifted)
        elif not scene.detail(moving=True).smooth:
            self._draw_large(painter, scene, brush, size, moving=moving)
        elif moving:
            painter.fillRect(0, 0, size.width(), size.height(), brush.colours.ground)
            brush.paint_motion(painter, scene)
        else:
            if self._whole is None:
                self._whole = _blank(brush, size)
                layer = QPainter(self._whole)
                self._labels_due = not brush.paint_rest(layer, scene)
                layer.end()
            painter.drawPixmap(0, 0, self._whole)

    def _draw_large(
        self, painter: QPainter, scene: ChartScene, brush: ChartPainter, size: QSize, *, moving: bool
    ) -> None:
        self.tiles.fit_to(scene, brush)
        if not self.tiles.covers(scene):
            if moving:
                painter.fillRect(0, 0, size.width(), size.height(), brush.colours.ground)
                brush.paint_motion(painter, scene)
                return
            painter.drawPixmap(0, 0, self._coarse_picture(scene, brush, size))
        self.tiles.paint(painter, scene)
        if moving or self._words is None or self._words[0] != scene.view:
            detail = scene.detail(moving=True)
            brush.paint_words(painter, scene, _none(scene), detail, NEW_IN_MOTION)
        else:
            detail = scene.detail(moving=False)
            brush.paint_words(painter, scene, self._words[1], detail, NEW_AT_REST)

    def _coarse_picture(self, scene: ChartScene, brush: ChartPainter, size: QSize) -> QPixmap:
        """The chart in the detail of motion, for as long as pieces are missing."""
        if self._coarse is None or self._coarse[0] != scene.view:
            picture = _blank(brush, size)
            layer = QPainter(picture)
            detail = scene.detail(moving=True)
            brush.paint_body(layer, scene, scene.links(detail), detail)
            layer.end()
            self._coarse = (scene.view, picture)
        return self._coarse[1]

    def pending(self, scene: ChartScene, brush: ChartPainter) -> bool:
        """Tell whether `step` would do anything."""
        if self._lifted is not None:
            return False
        if self._labels_due or brush.thumbnails.wanting:
            return True
        if scene.detail(moving=True).smooth:
            return False
        return self._words is None or self._words[0] != scene.view or not self.tiles.complete(scene)

    def step(self, scene: ChartScene, brush: ChartPainter) -> None:
        """Do one piece of work for the picture at rest, a few milliseconds long."""
        detail = scene.detail(moving=False)
        if not scene.detail(moving=True).smooth and self._step_large(scene, brush):
            return
        if self._labels_due:
            self._labels_due = not brush.prepare_labels(scene, detail)
            self._whole = None
        elif brush.thumbnails.wanting:
            brush.thumbnails.fetch_one()
            if not brush.thumbnails.wanting:
                self.spoil()

    def _step_large(self, scene: ChartScene, brush: ChartPainter) -> bool:
        self.tiles.fit_to(scene, brush)
        if self._words is None or self._words[0] != scene.view:
            detail = scene.detail(moving=False)
            frame = scene.links(detail) if detail.link_labels else _none(scene)
            brush.arrange(scene, frame, detail)
            self._words = (scene.view, frame)
            self._labels_due = not brush.prepare_labels(scene, detail)
            return True
        missing = self.tiles.wanted(scene)
        if missing and not self.tiles.ready:
            self.tiles.work_out(scene)
        elif missing:
            self.tiles.draw(missing[0], scene, brush)
        return bool(missing)

    def _draw_lifted(
        self, painter: QPainter, scene: ChartScene, brush: ChartPainter, size: QSize, lifted: _Lifted
    ) -> None:
        if self._still is None:
            self._still = _blank(brush, size)
            layer = QPainter(self._still)
            detail = scene.detail(moving=True)
            frame = scene.links(detail, lifted.other_links)
            with _backdrop_of(scene, lifted, moving=False):
                brush.paint_body(layer, scene, frame, detail, lifted.other_nodes)
            brush.paint_words(layer, scene, frame, detail, NEW_IN_MOTION, lifted.other_nodes)
            layer.end()
        painter.drawPixmap(0, 0, self._still)
        with _backdrop_of(scene, lifted, moving=True):
            paint_backdrop(painter, scene, brush.colours, brush.font)
        if len(lifted.nodes):
            brush.paint_lifted(painter, scene, lifted.nodes, lifted.links)
        paint_titles(painter, scene, brush.colours, brush.font)
        paint_notes(painter, scene, brush.colours, brush.font)


@contextmanager
def _backdrop_of(scene: ChartScene, lifted: _Lifted, *, moving: bool) -> Iterator[None]:
    """Let the chart have only those frames and groups that move, or only those that do not."""
    model = scene.model
    content, document = model.content, model.content.document
    frames = tuple(frame for frame in document.frames if (frame.id in lifted.parts) == moving)
    groups = tuple(group for group in document.groups if (group.id in lifted.groups) == moving)
    model.content = replace(content, document=replace(document, frames=frames, groups=groups))
    try:
        yield
    finally:
        model.content = content


def _none(scene: ChartScene) -> LinkFrame:
    """Return a frame without any line."""
    return scene.links(scene.detail(moving=True), np.empty(0, dtype=np.intp))


def _blank(brush: ChartPainter, size: QSize) -> QPixmap:
    picture = QPixmap(round(size.width() * brush.ratio), round(size.height() * brush.ratio))
    picture.setDevicePixelRatio(brush.ratio)
    picture.fill(brush.colours.ground)
    return picture
