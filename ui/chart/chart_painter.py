"""One picture of the chart: links, their names, nodes, their labels, in this order."""

from PySide6.QtGui import QFont, QPainter

from ui.chart.arrays import Bools
from ui.chart.chart_colours import ChartColours
from ui.chart.chart_scene import ChartScene
from ui.chart.culling_geometry import Detail
from ui.chart.glyph_atlas import GlyphAtlas
from ui.chart.label_cache import LabelCache
from ui.chart.link_painter import LinkPainter, arrange_link_labels, paint_link_labels
from ui.chart.node_painter import NodePainter, arrange_labels, paint_node_labels

_KEPT_ATLASES = 8


class ChartPainter:
    """Paints scenes; keeps atlases and labels for one theme, font and device pixel ratio."""

    def __init__(self, colours: ChartColours, font: QFont, ratio: float) -> None:
        self.colours = colours
        self.ratio = ratio
        self.labels = LabelCache(font, ratio, colours)
        self._atlases: dict[tuple[object, ...], GlyphAtlas] = {}
        self._links = LinkPainter()
        self._nodes = NodePainter()

    def atlas(self, scene: ChartScene, detail: Detail) -> GlyphAtlas:
        """Return the glyphs of a scene's node types at the size of `detail`."""
        key = (scene.model.looks, detail.node_px, detail.icons)
        if key not in self._atlases:
            if len(self._atlases) >= _KEPT_ATLASES:
                self._atlases.pop(next(iter(self._atlases)))
            self._atlases[key] = GlyphAtlas(scene.model.looks, detail, self.ratio, self.colours)
        return self._atlases[key]

    def paint(
        self,
        painter: QPainter,
        scene: ChartScene,
        *,
        moving: bool = False,
        nodes: Bools | None = None,
        links: Bools | None = None,
    ) -> None:
        """Draw the scene without its ground; masks limit it to some nodes and links.

        At rest (and without masks) places for labels are chosen anew; in motion they stay.
        """
        detail = scene.detail(moving)
        whole = nodes is None and links is None
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, detail.smooth)
        frame = scene.links(detail, links)
        if not moving and whole:
            self._arrange(scene, detail)
        self._links.paint(painter, scene, frame, detail, self.colours)
        if detail.link_labels and detail.smooth:
            paint_link_labels(painter, scene, frame, self.labels)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        self._nodes.paint(painter, scene, self.atlas(scene, detail), nodes)
        if detail.node_labels:
            paint_node_labels(painter, scene, self.labels, detail, moving, nodes)

    def _arrange(self, scene: ChartScene, detail: Detail) -> None:
        if not detail.node_labels:
            return
        occupancy = arrange_labels(scene, self.labels, detail.node_px)
        if detail.link_labels:
            arrange_link_labels(scene, scene.links(detail), self.labels, occupancy)
