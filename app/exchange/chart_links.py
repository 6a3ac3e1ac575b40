"""The lines between nodes: from symbol to symbol, fanned where there are several, arrows on top."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from operator import attrgetter
from typing import TYPE_CHECKING

from app.analysis.chart_outlines import FAN_FLATTEST, FAN_GAP
from app.analysis.chart_styles import LINK_WIDTHS, width_class
from app.analysis.engines import np
from app.base.chart_records import Look
from app.base.records import Standing
from app.exchange.chart_geometry import reach
from app.exchange.chart_model import Chart
from app.exchange.chart_primitives import Areas, Strokes
from app.exchange.chart_strands import Strands
from app.exchange.chart_style import DASHES, LINK_GREY, Sizes

if TYPE_CHECKING:
    from app.analysis.engines import Flags, Indices, Numbers, Points

_BUNDLE_WIDTH = 2.4
_MOST_SAMPLES = 150_000
_GAP = 1.6
_ANGLES = 720


@dataclass(frozen=True, slots=True)
class LinkLines:
    """Where strands run: quadratic curves from `start` over `control` to `end` (n, 2), in points.

    `ends` (n, 2) are the numbers of the nodes that they tie.
    """

    strands: Strands
    ends: "Indices"
    start: "Points"
    control: "Points"
    end: "Points"
    straight: "Flags"

    def at(self, part: float) -> "Points":
        """Return the point of each line at `part` of the way, 0 to 1."""
        a, b, c = (1 - part) ** 2, 2 * part * (1 - part), part**2
        points: Points = a * self.start + b * self.control + c * self.end
        return points

    def samples(self, step: float) -> "Points":
        """Return points along all lines (m, 2), about `step` apart or more where there are too many."""
        length = np.hypot(*(self.control - self.start).T) + np.hypot(*(self.end - self.control).T)
        step = max(step, float(length.sum()) / _MOST_SAMPLES)
        counts = np.maximum((length / step).astype(np.intp), 2)
        line = np.repeat(np.arange(len(counts)), counts)
        first = np.repeat(np.cumsum(counts) - counts, counts)
        t = ((np.arange(len(line)) - first + 0.5) / counts[line])[:, None]
        begun: Points = (1 - t) ** 2 * self.start[line] + 2 * t * (1 - t) * self.control[line]
        points: Points = begun + t**2 * self.end[line]
        return points


def link_lines(
    chart: Chart,
    numbers: Mapping[str, int],
    points: "Points",
    shapes: Sequence[str],
    radii: "Numbers",
    sizes: Sizes,
) -> LinkLines:
    """Return the lines of all strands between nodes at `points` (points of the sheet), by node number."""
    strands = Strands.of(chart)
    ways = (map(numbers.__getitem__, nodes) for nodes in (strands.starts, strands.ends))
    ends = np.stack([np.fromiter(way, np.intp, len(strands.all)) for way in ways], axis=1)
    fans = strands.fans()
    rank = fans[:, 0] - (fans[:, 1] - 1) / 2
    start, end = points[ends[:, 0]], points[ends[:, 1]]
    along = end - start
    length = np.maximum(np.hypot(along[:, 0], along[:, 1]), 1e-9)
    off = rank * 2 * np.minimum(FAN_GAP * sizes.scale, length * FAN_FLATTEST)
    control = (start + end) / 2 + np.stack([-along[:, 1], along[:, 0]], axis=1) * (off / length)[:, None]
    begin = _edges(start, control, ends[:, 0], shapes, radii)
    finish = _edges(end, control, ends[:, 1], shapes, radii)
    _loops(fans[:, 0], ends, (begin, control, finish), points, radii)
    return LinkLines(strands, ends, begin, control, finish, (rank == 0) & (ends[:, 0] != ends[:, 1]))


def _edges(
    centre: "Points", towards: "Points", nodes: "Indices", shapes: Sequence[str], radii: "Numbers"
) -> "Points":
    """Where lines leave the symbols, at most in the middle of the way."""
    known = sorted(set(shapes))
    tables = np.array([_reaches(shape) for shape in known]).reshape(-1, _ANGLES)
    shape = np.array([known.index(s) for s in shapes], np.intp)
    way = towards - centre
    length = np.maximum(np.hypot(way[:, 0], way[:, 1]), 1e-9)
    angle = np.arctan2(way[:, 1], way[:, 0]) / (2 * np.pi) * _ANGLES
    far = tables[shape[nodes], np.rint(angle).astype(np.intp) % _ANGLES] * radii[nodes] + _GAP
    edges: Points = centre + way * (np.minimum(far, length) / length)[:, None]
    return edges


@cache
def _reaches(shape: str) -> "Numbers":
    angles = np.arange(_ANGLES) * (2 * np.pi / _ANGLES)
    table: Numbers = np.array([reach(shape, float(np.cos(a)), float(np.sin(a))) for a in angles])
    return table


def _loops(
    numbers: "Indices",
    ends: "Indices",
    lines: tuple["Points", "Points", "Points"],
    points: "Points",
    radii: "Numbers",
) -> None:
    """Links from a node to itself: bows above it."""
    for row in np.flatnonzero(ends[:, 0] == ends[:, 1]).tolist():
        node = int(ends[row, 0])
        (x, y), r = points[node].tolist(), float(radii[node])
        number = int(numbers[row])
        wide = (0.8 + 0.3 * number) * r
        lines[0][row] = (x - wide, y - r)
        lines[1][row] = (x, y - (3.4 + number) * r)
        lines[2][row] = (x + wide, y - r)


def draw_lines(chart: Chart, lines: LinkLines, titles: Sequence[str], sizes: Sizes) -> list[Strokes | Areas]:
    """Return the lines in the style of their standing, wide for a bundle, with their arrow heads.

    A colour somebody chose makes a line black and a little wider: its dashes keep saying the standing.
    """
    strands = lines.strands
    if not strands.all:
        return []
    ahead, back = (np.fromiter(way, bool, len(strands.all)) for way in (strands.ahead, strands.back))
    styles, of = _styles(chart, strands, sizes)
    head = np.array([sizes.arrow + 1.5 * (width - sizes.line) for _grey, width, _dash in styles])[of]
    start = np.where(back[:, None], _back(lines.start, lines.control, head * 0.8), lines.start)
    end = np.where(ahead[:, None], _back(lines.end, lines.control, head * 0.8), lines.end)
    first, second = start + (lines.control - start) * (2 / 3), end + (lines.control - end) * (2 / 3)
    curves = np.concatenate([start, first, second, end], axis=1)
    straight = np.concatenate([start, end], axis=1)
    drawn: list[Strokes | Areas] = []
    for no, (grey, width, dash) in enumerate(styles):
        mine = np.flatnonzero((of == no) & lines.straight)
        bent = np.flatnonzero((of == no) & ~lines.straight)
        said = tuple(map(titles.__getitem__, (*mine.tolist(), *bent.tolist())))
        drawn.append(Strokes(straight[mine], curves[bent], said, grey, width, dash))
    heads = np.concatenate(
        [
            _heads(lines.end, lines.control, head)[ahead],
            _heads(lines.start, lines.control, head)[back],
        ]
    )
    if len(heads):
        drawn.append(Areas(heads, LINK_GREY))
    return drawn


_Style = tuple[float, float, tuple[float, ...]]


def _styles(chart: Chart, strands: Strands, sizes: Sizes) -> tuple[list[_Style], "Indices"]:
    """Grey, width and dash of every kind of line that occurs, and which of them each strand has."""
    weights = map(attrgetter("weight"), strands.firsts)
    looks = map(chart.looks.get, map(attrgetter("id"), strands.firsts)) if chart.looks else repeat(None)
    standing = {id(one): one for one in Standing}
    kinds = list(zip(weights, map(id, strands.standings), map(len, strands.types), looks, strict=False))
    made: dict[_Style, int] = {}
    which = {
        kind: made.setdefault(_style(sizes, kind[0], standing[kind[1]], kind[2] > 1, kind[3]), len(made))
        for kind in dict.fromkeys(kinds)
    }
    return list(made), np.fromiter(map(which.__getitem__, kinds), np.intp, len(kinds))


def _style(sizes: Sizes, weight: int, standing: Standing, bundle: bool, look: Look | None) -> _Style:
    width = sizes.line * (_BUNDLE_WIDTH if bundle else LINK_WIDTHS[width_class(weight)])
    if look is not None and look.width:
        width = sizes.line * look.width
    coloured = look is not None and look.colour != ""
    if coloured:
        width *= 1.5
    dash = tuple(part * width for part in DASHES[standing])
    return (0.0 if coloured else LINK_GREY, width, dash)


def _back(tip: "Points", control: "Points", by: "Numbers") -> "Points":
    """A little before the tip, so that a thick line does not show beside its arrow."""
    way = control - tip
    length = np.maximum(np.hypot(way[:, 0], way[:, 1]), 1e-9)
    points: Points = tip + way * (np.minimum(by, length) / length)[:, None]
    return points


def _heads(tip: "Points", control: "Points", size: "Numbers") -> "Points":
    way = control - tip
    unit = way / np.maximum(np.hypot(way[:, 0], way[:, 1]), 1e-9)[:, None]
    side = np.stack([-unit[:, 1], unit[:, 0]], axis=1) * (size * 0.4)[:, None]
    base = tip + unit * size[:, None]
    corners: Points = np.concatenate([tip, base + side, base - side], axis=1)
    return corners
