"""Where captions and labels go: never on each other and never on a symbol.

The places are chosen by the engine of the screen (`app.analysis.label_placing`): around the own symbol if
there is room. On paper nothing can be zoomed, so a caption without room there stands further off, with a
thin line to its symbol.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, compress
from typing import TYPE_CHECKING

from app.analysis.engines import np
from app.analysis.label_placing import Occupancy, boxes_around, place_boxes, place_labels
from app.exchange.chart_geometry import reach
from app.exchange.chart_occupancy import Box
from app.exchange.chart_style import LINE_HEIGHT, Sizes
from app.exchange.chart_text import balanced, text_widths, wrap

if TYPE_CHECKING:
    from app.analysis.engines import Flags, Indices, Numbers, Points

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


@dataclass(frozen=True, slots=True)
class Captions:
    """Texts of some lines each and where they are: those `placed` in `boxes` (left, top, right, bottom).

    The first `plain` lines of each are its name, the others evidence. `leaders` (k, 4) run from symbols to
    texts that stand further off.
    """

    lines: Sequence[tuple[str, ...]]
    placed: "Flags"
    boxes: "Numbers"
    plain: Sequence[int]
    leaders: "Numbers"
    size: float

    def counts(self) -> tuple[int, ...]:
        """Return how many lines each has where it is placed."""
        known = zip(self.lines, self.placed.tolist(), strict=True)
        return tuple(len(lines) if placed else 0 for lines, placed in known)

    def texts(self) -> tuple[str, ...]:
        """Return the lines of all that are placed."""
        return tuple(chain.from_iterable(compress(self.lines, self.placed.tolist())))

    def greys(self, name: float, evidence: float) -> tuple[float, ...]:
        """Return the grey of each of these lines."""
        known = zip(self.counts(), self.plain, strict=True)
        return tuple(name if no < plain else evidence for count, plain in known for no in range(count))

    def baselines(self) -> "Points":
        """Return the middle of the baseline of each of these lines."""
        counts = np.array(self.counts(), np.intp)
        rows = np.repeat(np.arange(len(counts)), counts)
        number = np.arange(len(rows)) - np.repeat(np.cumsum(counts) - counts, counts)
        boxes = self.boxes[rows]
        down = boxes[:, 1] + PAD * 0.5 + self.size * (0.95 + number * LINE_HEIGHT)
        points: Points = np.stack([(boxes[:, 0] + boxes[:, 2]) / 2, down], axis=1)
        return points


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

    def outer(self, corners: "Points", sizes: "Points") -> "Numbers":
        """Return boxes of the sheet (n, 4) from corners and sizes (n, 2) of such in the occupancies."""
        first = corners + self._low
        boxes: Numbers = np.concatenate([first, first + sizes], axis=1)
        return boxes


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
) -> Captions:
    """Return a caption for each node at `points` whose symbol reaches `radii` far, if there is room.

    `more` are further lines of each caption. Nodes choose in `order`.
    """
    broken = _broken(texts, sizes)
    plain = list(map(len, broken))
    both = zip(broken, more, strict=True)
    lines = [(*own, *_single(rest, sizes)) if rest else own for own, rest in both] if any(more) else broken
    extents = _extents(lines, sizes.caption)
    anchors, away = ground.inner(points), radii + _GAP
    aloof = _ALOOF * sizes.scale
    chosen = place_labels(ground.taken, anchors, extents, away, order, symbols=ground.symbols, aloof=aloof)
    found = np.zeros((len(texts), 4))
    near = np.flatnonzero(chosen >= 0)
    corners = boxes_around(anchors[near], extents[near], away[near])[np.arange(len(near)), chosen[near], :2]
    found[near] = ground.outer(corners, extents[near])
    placed = chosen >= 0
    begins = np.full((len(texts), 2), np.nan)
    for nodes, boxes, at in _far(order[chosen[order] < 0], anchors, points, radii, extents, ground):
        found[nodes], placed[nodes], begins[nodes] = boxes, True, at
    far = np.flatnonzero(~np.isnan(begins[:, 0]))
    leaders = np.concatenate([begins[far], (found[far, :2] + found[far, 2:]) / 2], axis=1)
    return Captions(lines, placed, found, plain, leaders, sizes.caption)


def _far(
    lost: "Indices",
    anchors: "Points",
    points: "Points",
    radii: "Numbers",
    extents: "Points",
    ground: Ground,
) -> Iterator[tuple["Indices", "Numbers", "Points"]]:
    """Places on rings around the symbols of the nodes `lost`: which nodes, their boxes, begins of leaders."""
    turns = np.pi / 2 + 2 * np.pi * np.arange(_DIRECTIONS) / _DIRECTIONS
    ways = np.stack([np.cos(turns), np.sin(turns)], axis=1)
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
        nodes, taken = lost[won], places[won]
        boxes = ground.outer(centres[won, taken] - size[won] / 2, size[won])
        yield nodes, boxes, points[nodes] + around[taken] * radii[nodes, None]
        lost = lost[places < 0]


def place_texts(texts: Sequence[str], centres: "Points", size: float, ground: Ground) -> Captions:
    """Put each text on the first free of its places `centres` (n, k, 2), if there is one."""
    lines = [(text,) for text in texts]
    extents = _extents(lines, size)
    inner = ground.inner(centres)
    places = place_boxes(ground.taken, inner, extents)
    won = np.flatnonzero(places >= 0)
    found = np.zeros((len(texts), 4))
    found[won] = ground.outer(inner[won, places[won]] - extents[won] / 2, extents[won])
    return Captions(lines, places >= 0, found, [1] * len(texts), np.empty((0, 4)), size)


def _broken(texts: Sequence[str], sizes: Sizes) -> list[tuple[str, ...]]:
    """Break captions; evenly where there are not too many of them."""
    if len(texts) <= _MOST_BALANCED:
        return [balanced(text, sizes.caption, sizes.caption_width, _LINES) for text in texts]
    short = (text_widths(texts, sizes.caption) <= sizes.caption_width).tolist()
    return [
        (text,) if fits else wrap(text, sizes.caption, sizes.caption_width, _LINES)
        for text, fits in zip(texts, short, strict=True)
    ]


def _single(lines: Sequence[str], sizes: Sizes) -> list[str]:
    return [piece for line in lines for piece in wrap(line, sizes.caption, sizes.caption_width * 1.5, 1)]


def _extents(texts: Sequence[tuple[str, ...]], size: float) -> "Points":
    """Width and height (n, 2) of texts of some lines each."""
    counts = np.fromiter(map(len, texts), np.intp, len(texts))
    widths = np.zeros(len(texts))
    rows = np.repeat(np.arange(len(texts)), counts)
    np.maximum.at(widths, rows, text_widths(list(chain.from_iterable(texts)), size))
    heights = size * (1.2 + (counts - 1) * LINE_HEIGHT) + PAD
    extents: Points = np.stack([widths + 2 * PAD, heights], axis=1)
    return extents
