"""One picture of the chart: frames, links, nodes, then the words, then notes, in this order."""

import numpy as np
from PySide6.QtGui import QFont, QPainter

from ui.chart.arrays import Ints
from ui.chart.backdrop_painter import paint_backdrop, paint_titles
from ui.chart.chart_colours import ChartColours
from ui.chart.chart_scene import ChartScene
from ui.chart.culling_geometry import Detail
from ui.chart.glyph_atlas import GlyphAtlas
from ui.chart.label_cache import LabelCache
from ui.chart.link_frame import LinkFrame
from ui.chart.link_painter import LinkPainter, arrange_link_labels, paint_link_labels
from ui.chart.mark_painter import MarkPainter
from ui.chart.node_labels import LABEL_MARGIN, arrange_labels, paint_node_labels, shown_labels
from ui.chart.node_painter import Atlases, NodePainter
from ui.chart.note_painter import paint_notes
from ui.chart.theme_painter import paint_theme
from ui.chart.thumbnail_cache import Provider, ThumbnailCache

_KEPT_ATLASES = 24
MANY_LINKS = 2_500
NEW_AT_REST, NEW_IN_MOTION, NEW_PER_SLOT = 150, 40, 40
"""So many label pictures are made in one frame at rest, in one of a motion, and in one idle slot."""


class ChartPainter:
    """Paints scenes; keeps atlases and labels for one theme, font and device pixel ratio."""

    def __init__(
        self, colours: ChartColours, font: QFont, ratio: float, provider: Provider | None = None
    ) -> None:
        self.colours = colours
        self._pale = colours.paler()
        self.ratio = ratio
        self.font = font
        self.labels = LabelCache(font, ratio, colours)
        self.thumbnails = ThumbnailCache(provider, ratio, colours)
        self._atlases: dict[tuple[object, ...], GlyphAtlas] = {}
        self._links = LinkPainter()
        self._nodes = NodePainter()
        self._marks = MarkPainter()

    def atlases(self, scene: ChartScene, detail: Detail) -> Atlases:
        """Return what gives the glyphs of a scene for each size of node."""
        return lambda step: self._atlas(scene, detail, step)

    def _atlas(self, scene: ChartScene, detail: Detail, step: float) -> GlyphAtlas:
        node_px = max(float(round(detail.node_px * step)), 4.0)
        key = (id(scene.model), node_px, detail.icons)
        if key not in self._atlases:
            if len(self._atlases) >= _KEPT_ATLASES:
                self._atlases.pop(next(iter(self._atlases)))
            icons = detail.icons and node_px >= 11
            self._atlases[key] = GlyphAtlas(scene.model.glyphs, node_px, icons, self.ratio, self.colours)
        return self._atlases[key]

    def forget(self) -> None:
        """A new model came: its glyphs are others."""
        self._atlases.clear()

    def paint_motion(self, painter: QPainter, scene: ChartScene) -> None:
        """Draw everything on screen as fast as it goes; labels stay where they were placed at rest."""
        scene = scene.for_one_frame()
        detail = scene.detail(moving=True)
        frame = scene.links(detail)
        self.paint_body(painter, scene, frame, detail)
        self.paint_words(painter, scene, frame, detail, NEW_IN_MOTION)

    def paint_rest(self, painter: QPainter, scene: ChartScene) -> bool:
        """Draw everything at once and in full; tells whether all labels have their picture."""
        detail = scene.detail(moving=False)
        frame = scene.links(detail)
        self.arrange(scene, frame, detail)
        self.paint_body(painter, scene, frame, detail)
        return self.paint_words(painter, scene, frame, detail, NEW_AT_REST)

    def paint_body(
        self,
        painter: QPainter,
        scene: ChartScene,
        frame: LinkFrame,
        detail: Detail,
        nodes: Ints | None = None,
        *,
        backdrop: bool = True,
    ) -> None:
        """Draw frames, the links of `frame`, and nodes (`nodes` limits them): all but the words."""
        if backdrop:
            paint_backdrop(painter, scene, self.colours, self.font)
            paint_theme(painter, scene, self.colours, self.font)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, detail.smooth)
        inks = self._pale if len(scene.model.links) > MANY_LINKS else self.colours
        self._links.paint(painter, scene, frame, detail, inks)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        self._nodes.paint(painter, scene, self.atlases(scene, detail), self.thumbnails, nodes)

    def paint_words(
        self,
        painter: QPainter,
        scene: ChartScene,
        frame: LinkFrame,
        detail: Detail,
        most_new: int,
        nodes: Ints | None = None,
    ) -> bool:
        """Draw labels, marks and notes; tells whether all labels were drawn."""
        if detail.link_labels and detail.smooth:
            paint_link_labels(painter, scene, frame, self.labels)
        complete = paint_node_labels(painter, scene, self.labels, detail, most_new, nodes)
        self._marks.paint(painter, scene, self._atlas(scene, detail, 1.0), self.labels, nodes)
        if nodes is None:
            paint_titles(painter, scene, self.colours, self.font)
            paint_notes(painter, scene, self.colours, self.font)
        return complete

    def paint_lifted(self, painter: QPainter, scene: ChartScene, nodes: Ints, links: Ints) -> None:
        """Draw these nodes and links only, in full, with their labels."""
        detail = scene.detail(moving=len(links) > _MANY_LIFTED)
        frame = scene.links(detail, links)
        self.paint_body(painter, scene, frame, detail, nodes, backdrop=False)
        self.paint_words(painter, scene, _NO_FRAME, detail, NEW_IN_MOTION, nodes)

    def arrange(self, scene: ChartScene, frame: LinkFrame, detail: Detail) -> None:
        """Choose places for all labels anew; `frame` holds the lines on screen."""
        badges = self._marks.boxes(scene, detail.node_px, self.labels, LABEL_MARGIN)
        occupancy = arrange_labels(scene, self.labels, detail, frame, badges)
        if detail.link_labels:
            arrange_link_labels(scene, frame, self.labels, occupancy)

    def prepare_labels(self, scene: ChartScene, detail: Detail) -> bool:
        """Make some label pictures that are wanted; tells whether all are there now."""
        slots = shown_labels(scene, self.labels, detail)[0]
        missing = slots[~self.labels.ready(slots)]
        self.labels.prepare(missing[:NEW_PER_SLOT])
        return len(missing) <= NEW_PER_SLOT


_MANY_LIFTED = 1_500
_NOTHING = np.empty(0, dtype=np.intp)
_NO_FRAME = LinkFrame(_NOTHING, np.empty((0, 2)), np.empty((0, 2)), _NOTHING, np.empty((0, 13, 2)))
