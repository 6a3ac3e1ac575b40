"""The lines of one picture: which links show, and along which points. Free of Qt."""

from dataclasses import dataclass

import numpy as np

from ui.chart.arrays import Bools, Floats, Ints
from ui.chart.chart_model import ChartModel
from ui.chart.culling_geometry import Detail, links_in, longer_than, thinned
from ui.chart.fan_geometry import CURVE_STEPS, controls, curve_points, trimmed
from ui.chart.view_transform import ViewTransform

_MARGIN = 80.0
_END_GAP = 1.5


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
    model: ChartModel, screen: Floats, view: ViewTransform, detail: Detail, wanted: Bools | None = None
) -> LinkFrame:
    """Return the lines to draw for the places `screen` of the nodes; `wanted` limits them to some links.

    With motion detail, lines run from centre to centre and are thinned out where there are very many.
    """
    start, end = screen[model.ends[:, 0]], screen[model.ends[:, 1]]
    seen = links_in(start, end, view.width, view.height, _MARGIN)
    seen &= longer_than(start, end, 1.0) | model.loop
    if wanted is not None:
        seen &= wanted
    numbers = np.flatnonzero(seen)
    radius = detail.node_px / 2
    if not detail.patterns:
        numbers = thinned(numbers[~model.loop[numbers]])
        return LinkFrame(numbers, start[numbers], end[numbers], *_no_bent())
    loops = numbers[model.loop[numbers]]
    numbers = numbers[~model.loop[numbers]]
    start, end = start[numbers], end[numbers]
    control = controls(start, end, model.fan[numbers], max(detail.node_px / 36.0, 0.3))
    shapes = (model.shape[model.ends[numbers, 0]], model.shape[model.ends[numbers, 1]])
    start, end = trimmed(start, end, control, shapes, radius, _END_GAP)
    bent = model.fan[numbers] != 0
    points = curve_points(start[bent], control[bent], end[bent])
    rings = _loop_points(screen[model.ends[loops, 0]], model.fan[loops], radius)
    return LinkFrame(
        numbers[~bent],
        start[~bent],
        end[~bent],
        np.concatenate([numbers[bent], loops]),
        np.concatenate([points, rings]),
    )


def _no_bent() -> tuple[Ints, Floats]:
    return np.empty(0, dtype=np.intp), np.empty((0, CURVE_STEPS + 1, 2))


def _loop_points(centres: Floats, ranks: Floats, radius: float) -> Floats:
    """Return loops as drops at the upper right of their node; further loops of one node are larger."""
    turn = np.linspace(np.radians(170.0), np.radians(460.0), CURVE_STEPS + 1)
    ring = np.stack([np.cos(turn), np.sin(turn)], axis=1)
    size = radius * (0.62 + 0.22 * ranks)[:, None, None]
    middle = centres + np.array([0.86, -0.86]) * radius
    points: Floats = middle[:, None, :] + ring[None] * size
    return points
