"""The lines of one picture: which links show, and along which points. Free of Qt."""

from dataclasses import dataclass

import numpy as np

from ui.chart.arrays import Bools, Floats, Ints
from ui.chart.chart_model import ChartModel
from ui.chart.culling_geometry import MOTION_LINKS, Detail, bearable, beyond, longer_than, thinned
from ui.chart.fan_geometry import CURVE_STEPS, controls, curve_points, trimmed
from ui.chart.view_transform import ViewTransform

_MARGIN = 80.0
_END_GAP = 1.5
_NAME_STEPS = (6, 5, 7, 4, 8)
"""Where names stand on a line, in steps of a bow from its start."""


@dataclass(frozen=True, slots=True)
class LinkFrame:
    """Straight links as two points, bent ones as polylines; numbers are those of the model's links.

    `tip` and `tail` give for `numbers` (straight ones first) where an arrow points and where it comes
    from, `middle` where a label belongs and `length` how long the line is.
    """

    straight: Ints
    start: Floats
    end: Floats
    bent: Ints
    points: Floats

    @property
    def numbers(self) -> Ints:
        """All links shown, straight ones first."""
        return np.concatenate([self.straight, self.bent])

    @property
    def tip(self) -> Floats:
        """Where each line ends."""
        return np.concatenate([self.end, self.points[:, -1]])

    @property
    def tail(self) -> Floats:
        """The point from which each line runs towards its end."""
        return np.concatenate([self.start, self.points[:, -3]])

    @property
    def middle(self) -> Floats:
        """The middle of each line."""
        return np.concatenate([(self.start + self.end) / 2, self.points[:, CURVE_STEPS // 2]])

    def named_at(self) -> Floats:
        """Return where names may stand on each line, the best place first, (n, 5, 2)."""
        share = np.array(_NAME_STEPS) / CURVE_STEPS
        straight = self.start[:, None] + (self.end - self.start)[:, None] * share[None, :, None]
        return np.concatenate([straight, self.points[:, list(_NAME_STEPS)]])

    def shifted(self, by: float) -> "LinkFrame":
        """Return the same lines moved by so many pixels to the right and down."""
        return LinkFrame(self.straight, self.start + by, self.end + by, self.bent, self.points + by)

    def part(self, low: Floats, high: Floats) -> "LinkFrame":
        """Return those lines that may touch the rectangle between two corners, moved so that `low` is 0."""
        across = (np.minimum(self.start, self.end) <= high) & (np.maximum(self.start, self.end) >= low)
        near = across[:, 0] & across[:, 1]
        if len(self.bent):
            across = (self.points.min(axis=1) <= high) & (self.points.max(axis=1) >= low)
            bows = across[:, 0] & across[:, 1]
        else:
            bows = np.empty(0, dtype=np.bool_)
        return LinkFrame(
            self.straight[near],
            self.start[near] - low,
            self.end[near] - low,
            self.bent[bows],
            self.points[bows] - low,
        )

    @property
    def length(self) -> Floats:
        """The distance between the two ends of each line, in pixels."""
        gaps = np.concatenate([self.end - self.start, self.points[:, -1] - self.points[:, 0]])
        length: Floats = np.hypot(gaps[:, 0], gaps[:, 1])
        return length

    def polylines(self) -> Floats:
        """Return all links as polylines of equal length, in the order of `numbers`."""
        share = np.linspace(0.0, 1.0, CURVE_STEPS + 1)[None, :, None]
        lines = self.start[:, None] + (self.end - self.start)[:, None] * share
        return np.concatenate([lines, self.points])


def frame_links(
    model: ChartModel, screen: Floats, view: ViewTransform, detail: Detail, wanted: Ints | None = None
) -> LinkFrame:
    """Return the lines to draw for the places `screen` of the nodes; `wanted` limits them to these numbers.

    With motion detail, lines run from centre to centre; where there are very many, or they are very long,
    only a part of them is returned: as far as possible always the same.
    """
    first, last = model.starts, model.stops
    if wanted is not None:
        first, last = first[wanted], last[wanted]
    # Codes of the nodes first: most links off screen are sorted out without looking at their places.
    codes = beyond(screen, view.width, view.height, _MARGIN)
    seen = (codes.take(first) & codes.take(last)) == 0
    if not detail.patterns:
        at = thinned(np.flatnonzero(seen)) if wanted is not None else _some(model, seen)
        return _motion_frame(screen, view, at if wanted is None else wanted[at], first[at], last[at])
    at = np.flatnonzero(seen)
    start, end = screen.take(first[at], axis=0), screen.take(last[at], axis=0)
    numbers = at if wanted is None else wanted[at]
    long = longer_than(start, end, 1.0) | model.loop[numbers]
    return _full_frame(model, screen, numbers[long], (start[long], end[long]), detail.node_px)


def _some(model: ChartModel, seen: Bools) -> Ints:
    """Return at most `MOTION_LINKS` of the links seen, in an order that says nothing."""
    return model.shuffled[np.flatnonzero(seen.take(model.shuffled))[:MOTION_LINKS]]


def _motion_frame(screen: Floats, view: ViewTransform, numbers: Ints, first: Ints, last: Ints) -> LinkFrame:
    start, end = screen.take(first, axis=0), screen.take(last, axis=0)
    count = bearable(start, end, view.width, view.height)
    return LinkFrame(numbers[:count], start[:count], end[:count], *_no_bent())


def whole_frame(model: ChartModel, screen: Floats, detail: Detail) -> LinkFrame:
    """Return the lines of all links, wherever they run; none is thinned out or left away."""
    numbers = np.arange(len(model.links))
    start, end = screen.take(model.starts, axis=0), screen.take(model.stops, axis=0)
    return _full_frame(model, screen, numbers, (start, end), detail.node_px)


def _full_frame(
    model: ChartModel, screen: Floats, numbers: Ints, ends: tuple[Floats, Floats], node_px: float
) -> LinkFrame:
    plain = ~model.loop[numbers]
    loops, numbers = numbers[~plain], numbers[plain]
    start, end = ends[0][plain], ends[1][plain]
    fan = model.fan[numbers]
    control = controls(start, end, fan, max(node_px / 36.0, 0.3))
    first, second = model.ends[numbers, 0], model.ends[numbers, 1]
    radii = (model.size[first] * (node_px / 2), model.size[second] * (node_px / 2))
    shapes = (model.shape[first], model.shape[second])
    start, end = trimmed(start, end, control, shapes, radii, _END_GAP)
    bent = fan != 0
    points = curve_points(start[bent], control[bent], end[bent])
    at = model.ends[loops, 0]
    rings = _loop_points(screen[at], model.fan[loops], model.size[at] * (node_px / 2))
    return LinkFrame(
        numbers[~bent],
        start[~bent],
        end[~bent],
        np.concatenate([numbers[bent], loops]),
        np.concatenate([points, rings]),
    )


def _no_bent() -> tuple[Ints, Floats]:
    return np.empty(0, dtype=np.intp), np.empty((0, CURVE_STEPS + 1, 2))


def _loop_points(centres: Floats, ranks: Floats, radius: Floats) -> Floats:
    """Return loops as drops at the upper right of their node; further loops of one node are larger."""
    turn = np.linspace(np.radians(170.0), np.radians(460.0), CURVE_STEPS + 1)
    ring = np.stack([np.cos(turn), np.sin(turn)], axis=1)
    size = (radius * (0.62 + 0.22 * ranks))[:, None, None]
    middle = centres + np.array([0.86, -0.86]) * radius[:, None]
    points: Floats = middle[:, None, :] + ring[None] * size
    return points
