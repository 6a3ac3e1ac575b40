"""What the chart shows at this moment: model, view, and what is chosen, found, pointed at. Free of Qt."""

from collections.abc import Iterable

import numpy as np

from ui.chart.arrays import Bools, Floats, Ints
from ui.chart.chart_model import ChartModel
from ui.chart.culling_geometry import Detail, choose_detail, node_size
from ui.chart.hit_geometry import link_at, node_at
from ui.chart.link_frame import LinkFrame, frame_links
from ui.chart.view_transform import ViewTransform

PLAIN, CHOSEN, FOUND, FADED = range(4)
LINK_FADED, LINK_PLAIN, LINK_NEAR, LINK_CHOSEN = range(4)
_LINK_TOLERANCE = 6.0


class ChartScene:
    """State without drawing. `hover` and `focus` are numbers of nodes, -1 for none.

    `covered` are the boxes (x, y, width, height) of the window where the legend lies, for labels to avoid.
    """

    def __init__(self, model: ChartModel, view: ViewTransform) -> None:
        self.model = model
        self.view = view
        self.selected: frozenset[str] = frozenset()
        self.found: frozenset[str] = frozenset()
        self.hover = -1
        self.focus = -1
        self.label_places: Ints = np.full(len(model.nodes), -1, dtype=np.intp)
        self.label_scale = 0.0
        self.covered: tuple[tuple[float, float, float, float], ...] = ()
        self.link_labels: Bools = np.zeros(len(model.links), dtype=np.bool_)

    def screen(self) -> Floats:
        """Return where all nodes lie in the window."""
        return self.view.to_screen(self.model.xy)

    def detail(self, moving: bool) -> Detail:
        """Return what to draw at this scale."""
        return choose_detail(self.view.scale, len(self.model.links), moving)

    def node_states(self) -> Ints:
        """Return for each node whether it is plain, chosen, found or faded."""
        model = self.model
        states = np.full(len(model.nodes), FADED if self.found else PLAIN, dtype=np.intp)
        states[model.numbers(self.found)] = FOUND
        states[model.numbers(self.selected)] = CHOSEN
        return states

    def link_states(self) -> Ints:
        """Return for each link whether it is faded, plain, near (to a chosen node) or chosen."""
        model = self.model
        states = np.full(len(model.links), LINK_PLAIN, dtype=np.intp)
        if self.found:
            found_nodes = model.node_mask(self.found)
            kept = found_nodes[model.ends].all(axis=1) | model.link_mask(self.found)
            states[~kept] = LINK_FADED
            states[model.link_mask(self.found)] = LINK_NEAR
        if self.selected:
            states[model.links_at(model.node_mask(self.selected))] = LINK_NEAR
            states[model.link_mask(self.selected)] = LINK_CHOSEN
        return states

    def links(self, detail: Detail, wanted: Bools | None = None) -> LinkFrame:
        """Return the lines to draw."""
        return frame_links(self.model, self.screen(), self.view, detail, wanted)

    def node_under(self, x: float, y: float) -> int:
        """Return the number of the node at a place in the window, or -1."""
        return node_at(self.screen(), x, y, max(node_size(self.view.scale) / 2 * 1.1, 7.0))

    def link_under(self, x: float, y: float) -> int:
        """Return the number of the link at a place in the window, or -1."""
        frame = self.links(self.detail(moving=False))
        return link_at(frame.polylines(), frame.numbers, x, y, _LINK_TOLERANCE)

    def selected_nodes(self) -> tuple[str, ...]:
        """Return the ids of the chosen nodes in the order of the model."""
        return tuple(node.id for node in self.model.nodes if node.id in self.selected)

    def known(self, ids: Iterable[str]) -> frozenset[str]:
        """Return those of `ids` that are nodes or links of this chart."""
        return frozenset(i for i in ids if i in self.model.index or i in self.model.link_index)
