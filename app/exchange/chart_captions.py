"""Where captions and labels go: never on each other and never on a symbol.

The places are chosen by the engine of the screen (`app.analysis.label_placing`): around the own symbol if
there is room. On paper nothing can be zoomed, so a caption without room there stands further off, with a
thin line to its symbol.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from app.analysis.engines import np
from app.analysis.label_placing import Occupancy, boxes_around, place_boxes, place_labels
from app.exchange.chart_geometry import reach
from app.exchange.chart_occupancy import Box
from app.exchange.chart_style import LINE_HEIGHT, Sizes
from app.exchange.chart_text import balanced, text_width, wrap

if TYPE_CHECKING:
    from app.analysis.engines import Indices, Numbers, Points

PAD = 1.5
_GAP = 2.0
_LINES = 3
_MOST_BALANCED = 1_500
_EDGE = 40.0
_CELL, _MOST_CELLS = 2.0, 400_000
_RINGS = ((1.9,), (2.6,), (3.4, 4.4), (5.6, 7.0, 9.0))
"""How far off captions may stand, in radii of the symbol; nearer ones are tried for all nodes first."""
_DIRECTIONS = 16
_ALOOF = 0.6


class Caption(NamedTuple):
    """A placed text: its lines in `box`; those from `plain` on are evidence, not name.

    `leader` is where the line to a symbol that stands further off leaves the symbol.
    """

    lines: tuple[str, ...]
    box: Box
    size: float
    plain: int = 99
    leader: tuple[float, float] | None = None


class Ground:
    """The part of a sheet on which texts find room; what lies beyond it counts as taken."""

    def __init__(self, body: Box) -> None:
        wide, high = body.right - body.left + 2 * _EDGE, body.bottom - body.top + 2 * _EDGE
        cell = max(_CELL, (wide * high / _MOST_CELLS) ** 0.5)
        self.step = 2 * cell
        self._low = np.array([body.left - _EDGE, body.top - _EDGE])
        self.taken = Occupancy(wide, high, cell=cell)
        self.symbols = Occupancy(wide, high, cell=cell)
        edges = [(0.0, 0.0, wide, _EDGE), (0.0, high - _EDGE, wide, _EDGE)]
        edges += [(0.0, 0.0, _EDGE, high), (wide - _EDGE, 0.0, _EDGE, high)]
        self.taken.take_all(np.array(edges))

    def take(self, boxes: "Sequence[Box] | Numbers", *, symbols: bool = False) -> None:
        """Say that boxes (also as rows of left, top, right, bottom) are taken, by symbols or otherwise."""
        if len(boxes):
            edges = np.asarray(boxes, np.float64)
            rows = np.concatenate([edges[:, :2] - self._low, edges[:, 2:] - edges[:, :2]], axis=1)
            self.taken.take_all(rows)
            if symbols:
                self.symbols.take_all(rows)

    def mark(self, points: "Points") -> None:
        """Say that lines run through `points`."""
        self.taken.mark(points - self._low)

    def inner(self, points: "Points") -> "Points":
        """Return points of the sheet as points of the occupancies."""
        moved: Points = points - self._low
        return moved

    def outer(self, corners: "Points", sizes: "Points") -> list[Box]:
        """Return boxes of the sheet from corners (n, 2) and sizes of such in the occupancies."""
        first = corners + self._low
        return [Box(*edges) for edges in np.concatenate([first, first + sizes], axis=1).tolist()]


def symbol_box(shape: str, radius: float) -> Box:
    """Return the box around a symbol that stands at (0, 0)."""
    left, right = reach(shape, -1, 0) * radius, reach(shape, 1, 0) * radius
    top = max(reach(shape, 0, -1), reach(shape, 0.5, -1)) * radius
    bottom = max(reach(shape, 0, 1), reach(shape, 0.5, 1)) * radius
    wide = max(left, right, reach(shape, 1, 0.55) * radius * 0.9)
    return Box(-wide, -top, wide, bottom)


def place_captions(
    texts: Sequence[str],
    more: Sequence[tuple[str, ...]],
    points: "Points",
    radii: "Numbers",
    order: "Indices",
    ground: Ground,
    sizes: Sizes,
) -> list[Caption | None]:
    """Return a caption for each node at `points` whose symbol reaches `radii` far; None without any room.

    `more` are further lines of each caption. Nodes choose in `order`.
    """
    if not texts:
        return []
    broken = _broken(texts, sizes)
    both = zip(broken, more, strict=True)
    lines = [(*own, *_single(rest, sizes)) if rest else own for own, rest in both]
    extents = np.array([_extent(some, sizes.caption) for some in lines])
    anchors, away = ground.inner(points), radii + _GAP
    chosen = place_labels(
        ground.taken, anchors, extents, away, order, symbols=ground.symbols, aloof=_ALOOF * sizes.scale
    )
    boxes = boxes_around(anchors, extents, away)
    near = np.flatnonzero(chosen >= 0)
    found: list[Caption | None] = [None] * len(texts)
    corners = ground.outer(boxes[near, chosen[near], :2], extents[near])
    for i, box in zip(near.tolist(), corners, strict=True):
        found[i] = Caption(lines[i], box, sizes.caption, len(broken[i]))
    lost = order[chosen[order] < 0]
    for i, box, leader in _far(lost, anchors, points, radii, extents, ground):
        found[i] = Caption(lines[i], box, sizes.caption, len(broken[i]), leader)
    return found


def _far(
    lost: "Indices",
    anchors: "Points",
    points: "Points",
    radii: "Numbers",
    extents: "Points",
    ground: Ground,
) -> list[tuple[int, Box, tuple[float, float]]]:
    """Places on rings around the symbols of the nodes `lost`, and where their leaders begin."""
    turns = np.pi / 2 + 2 * np.pi * np.arange(_DIRECTIONS) / _DIRECTIONS
    ways = np.stack([np.cos(turns), np.sin(turns)], axis=1)
    found = []
    for rings in _RINGS:
        if not len(lost):
            break
        size = extents[lost]
        around = np.tile(ways, (len(rings), 1))
        far = np.repeat(np.array(rings), _DIRECTIONS)[None, :, None]
        reach = far * radii[lost, None, None] + size[:, None] / 2
        centres = anchors[lost, None] + around[None] * reach
        places = place_boxes(ground.taken, centres, size)
        won = np.flatnonzero(places >= 0)
        boxes = ground.outer(centres[won, places[won]] - size[won] / 2, size[won])
        nodes = lost[won]
        begins = points[nodes] + around[places[won]] * radii[nodes, None]
        found += list(zip(nodes.tolist(), boxes, map(tuple, begins.tolist()), strict=True))
        lost = lost[places < 0]
    return found


def place_texts(texts: Sequence[str], centres: "Points", size: float, ground: Ground) -> list[Caption | None]:
    """Return for each text the first free of its places `centres` (n, k, 2), None where none is."""
    if not texts:
        return []
    extents = np.array([_extent((text,), size) for text in texts])
    inner = ground.inner(centres)
    found: list[Caption | None] = [None] * len(texts)
    places = place_boxes(ground.taken, inner, extents)
    won = np.flatnonzero(places >= 0)
    boxes = ground.outer(inner[won, places[won]] - extents[won] / 2, extents[won])
    for i, box in zip(won.tolist(), boxes, strict=True):
        found[i] = Caption((texts[i],), box, size)
    return found


def baseline(caption: Caption, line: int) -> float:
    """Return where a line of a caption is written."""
    return caption.box.top + PAD * 0.5 + caption.size * (0.95 + line * LINE_HEIGHT)


def _broken(texts: Sequence[str], sizes: Sizes) -> list[tuple[str, ...]]:
    """Break captions; evenly where there are not too many of them."""
    if len(texts) > _MOST_BALANCED:
        return [_quick(text, sizes) for text in texts]
    return [balanced(text, sizes.caption, sizes.caption_width, _LINES) for text in texts]


def _quick(text: str, sizes: Sizes) -> tuple[str, ...]:
    if text_width(text, sizes.caption) <= sizes.caption_width:
        return (text,)
    return wrap(text, sizes.caption, sizes.caption_width, _LINES)


def _single(lines: Sequence[str], sizes: Sizes) -> list[str]:
    return [piece for line in lines for piece in wrap(line, sizes.caption, sizes.caption_width * 1.5, 1)]


def _extent(lines: Sequence[str], size: float) -> tuple[float, float]:
    width = max((text_width(line, size) for line in lines), default=0.0)
    return width + 2 * PAD, size * (1.2 + (len(lines) - 1) * LINE_HEIGHT) + PAD
