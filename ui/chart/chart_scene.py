"""What the chart shows at this moment: model, view, and what is chosen, found, pointed at. Free of Qt."""

import copy
from collections.abc import Iterable

import numpy as np

from ui.chart.arrays import Floats, Ints
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

    `selected` and `found` are ids of nodes and links, `parts` those of chosen notes and frames.

    `covered` are the boxes (x, y, width, height) of the window where the legend lies, for labels to avoid.
    `fixed` are the places on screen while one picture is painted, None otherwise: nodes may move. `kept` is
    for painters: what holds as long as labels keep their places.
    """

    def __init__(self, model: ChartModel, view: ViewTransform) -> None:
        self.model = model
        self.view = view
        self.selected: frozenset[str] = frozenset()
        self.found: frozenset[str] = frozenset()
        self.parts: frozenset[str] = frozenset()
        self.hover = -1
        self.focus = -1
        self.label_places: Ints = np.full(len(model.nodes), -1, dtype=np.intp)
        self.label_scale = 0.0
        self.covered: tuple[tuple[float, float, float, float], ...] = ()
        self.link_labels: Ints = np.full(len(model.links), -1, dtype=np.intp)
        self.fixed: Floats | None = None
        self.kept: dict[str, tuple[object, ...]] = {}
        self._states: tuple[frozenset[str], frozenset[str], Ints, Ints] | None = None

    def seen_from(self, view: ViewTransform) -> "ChartScene":
        """Return the same scene through another view; everything else is shared."""
        self._known_states()
        other = copy.copy(self)
        other.view, other.fixed = view, None
        return other

    def for_one_frame(self) -> "ChartScene":
        """Return the same scene for painting one picture: places on screen are worked out once."""
        self._known_states()
        other = copy.copy(self)
        other.fixed = self.screen()
        return other

    def screen(self) -> Floats:
        """Return where all nodes lie in the window."""
        return self.view.to_screen(self.model.xy) if self.fixed is None else self.fixed

    def screen_of(self, numbers: Ints) -> Floats:
        """Return where these nodes lie in the window."""
        if self.fixed is None:
            return self.view.to_screen(self.model.xy.take(numbers, axis=0))
        return self.fixed.take(numbers, axis=0)

    def detail(self, moving: bool) -> Detail:
        """Return what to draw at this scale."""
        return choose_detail(self.view.scale, len(self.model.links), moving)

    def node_states(self) -> Ints:
        """Return for each node whether it is plain, chosen, found or faded."""
        return self._known_states()[0]

    def link_states(self) -> Ints:
        """Return for each link whether it is faded, plain, near (to a chosen node) or chosen."""
        return self._known_states()[1]

    def _known_states(self) -> tuple[Ints, Ints]:
        if self._states is None or self._states[0] is not self.selected or self._states[1] is not self.found:
            self._states = (self.selected, self.found, self._node_states(), self._link_states())
        return self._states[2:]

    def _node_states(self) -> Ints:
        model = self.model
        states = np.full(len(model.nodes), FADED if self.found else PLAIN, dtype=np.intp)
        states[model.numbers(self.found)] = FOUND
        states[model.numbers(self.selected)] = CHOSEN
        return states

    def _link_states(self) -> Ints:
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

    def links(self, detail: Detail, wanted: Ints | None = None) -> LinkFrame:
        """Return the lines to draw; `wanted` limits them to the links of these numbers."""
        return frame_links(self.model, self.screen(), self.view, detail, wanted)

    def extent(self) -> Floats:
        """Return the places that a view of everything must show: nodes, and corners of notes and frames."""
        document = self.model.content.document
        boxes = [(note.x, note.y, note.width, note.height) for note in document.notes]
        boxes += [(frame.x, frame.y, frame.width, frame.height) for frame in document.frames]
        if not boxes:
            return self.model.xy
        rows = np.array(boxes)
        return np.concatenate([self.model.xy, rows[:, :2], rows[:, :2] + rows[:, 2:]])

    def radii(self) -> Floats:
        """Return half the width of each node's glyph, in pixels."""
        radii: Floats = self.model.size * (node_size(self.view.scale) / 2)
        return radii

    def radii_of(self, numbers: Ints) -> Floats:
        """Return half the width of these nodes' glyphs, in pixels."""
        radii: Floats = self.model.size.take(numbers) * (node_size(self.view.scale) / 2)
        return radii

    def node_under(self, x: float, y: float) -> int:
        """Return the number of the node at a place in the window, or -1."""
        return node_at(self.screen(), x, y, np.maximum(self.radii() * 1.1, 7.0))

    def link_under(self, x: float, y: float) -> int:
        """Return the number of the link at a place in the window, or -1."""
        frame = self.links(self.detail(moving=False))
        return link_at(frame.polylines(), frame.numbers, x, y, _LINK_TOLERANCE)

    def note_under(self, x: float, y: float) -> str:
        """Return the id of the note at a place in the window, the uppermost one; "" for none."""
        wx, wy = self.view.to_world(x, y)
        for note in reversed(self.model.content.document.notes):
            if note.x <= wx <= note.x + note.width and note.y <= wy <= note.y + note.height:
                return note.id
        return ""

    def frame_under(self, x: float, y: float) -> str:
        """Return the id of the frame whose border or title lies at a place in the window; "" for none."""
        wx, wy = self.view.to_world(x, y)
        near = _LINK_TOLERANCE / self.view.scale
        for frame in reversed(self.model.content.document.frames):
            across, down = wx - frame.x, wy - frame.y
            inside = -near <= across <= frame.width + near and -near <= down <= frame.height + near
            inner = near < across < frame.width - near and near < down < frame.height - near
            title = down <= 26 / max(self.view.scale, 0.5) and across <= frame.width * 0.6
            if inside and (not inner or title):
                return frame.id
        return ""

    def selected_nodes(self) -> tuple[str, ...]:
        """Return the ids of the chosen nodes in the order of the model."""
        return tuple(node.id for node in self.model.nodes if node.id in self.selected)

    def real(self, ids: Iterable[str]) -> list[str]:
        """Return nodes and links, each once and in order; those of a bundle in place of the bundle."""
        return sorted({member for i in ids for member in self.model.bundle(i)})

    def known(self, ids: Iterable[str]) -> frozenset[str]:
        """Return those of `ids` that are nodes or links of this chart."""
        return frozenset(i for i in ids if i in self.model.index or i in self.model.link_index)
