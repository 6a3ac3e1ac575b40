"""What is on the screen at all, and how much of it is worth drawing. Free of Qt."""

from dataclasses import dataclass
from math import ceil, log2

import numpy as np
import numpy.typing as npt

from ui.chart.arrays import Bools, Floats, Ints

NODE_PX = 36.0
"""Width of a node's glyph at scale 1, in pixels."""
MOTION_LINKS = 12_000
MOTION_PIXELS = 3_000_000.0
"""So many links, and so many pixels of links, are drawn while they move: ten to fifteen milliseconds."""
SMOOTH_LINKS = 1_500
"""Up to so many links on the screen are drawn smoothly even while they move."""


@dataclass(frozen=True, slots=True)
class Detail:
    """What is drawn at one scale and load.

    `node_px` is the width of a glyph; at most `most_labels` nodes get a label: where they are small only
    those that most links meet.
    """

    node_px: float
    icons: bool
    most_labels: int
    link_labels: bool
    arrows: bool
    patterns: bool
    smooth: bool


def node_size(scale: float) -> float:
    """Return the width of a glyph in pixels: it grows with the scale between 5 and 54, in steps.

    Steps are whole pixels, two from 20 on: each needs glyphs of its own.
    """
    wanted = min(max(NODE_PX * scale, 5.0), 54.0)
    return float(round(wanted) if wanted < 20 else 2 * round(wanted / 2))


def choose_detail(scale: float, links: int, moving: bool) -> Detail:
    """Return what to draw for `links` visible links; motion drops what costs most where there are many."""
    size = node_size(scale)
    calm = not moving or links <= SMOOTH_LINKS
    return Detail(
        node_px=size,
        icons=size >= 14,
        most_labels=1_000 if size >= 9 else 40,
        link_labels=scale >= 0.6,
        arrows=size >= 9 and calm,
        patterns=size >= 6 and calm,
        smooth=calm,
    )


def nodes_in(screen: Floats, width: float, height: float, margin: float) -> Bools:
    """Return which places (n, 2) lie in the window or within `margin` pixels of it."""
    x, y = screen[:, 0], screen[:, 1]
    inside: Bools = (x >= -margin) & (x <= width + margin) & (y >= -margin) & (y <= height + margin)
    return inside


def beyond(places: Floats, width: float, height: float, margin: float) -> npt.NDArray[np.uint8]:
    """Return for each place (n, 2) beyond which edges of the window, widened by `margin` pixels, it lies.

    One bit per edge (Cohen and Sutherland): a line whose two ends share a bit cannot cross the window.
    """
    x, y = places[:, 0], places[:, 1]
    codes = (x < -margin).astype(np.uint8)
    codes |= (x > width + margin).astype(np.uint8) << 1
    codes |= (y < -margin).astype(np.uint8) << 2
    codes |= (y > height + margin).astype(np.uint8) << 3
    return codes


def clipped(
    start: Floats, end: Floats, width: float, height: float, margin: float, period: float
) -> tuple[Floats, Floats]:
    """Return the parts of lines that lie in the window or within `margin` pixels of it.

    A new start lies a whole number of `period` pixels after the old one, so that dashes stay where they
    are. Lines that miss the window become a point.
    """
    along = end - start
    length = np.maximum(np.hypot(along[:, 0], along[:, 1]), 1e-9)
    enter, leave = np.zeros(len(start)), np.ones(len(start))
    for axis, far in ((0, width), (1, height)):
        step = np.where(np.abs(along[:, axis]) < 1e-9, 1e-9, along[:, axis])
        first = (-margin - start[:, axis]) / step
        second = (far + margin - start[:, axis]) / step
        enter = np.maximum(enter, np.minimum(first, second))
        leave = np.minimum(leave, np.maximum(first, second))
    leave = np.maximum(leave, enter)
    enter = np.floor(enter * length / period) * period / length
    return start + along * enter[:, None], start + along * leave[:, None]


def longer_than(start: Floats, end: Floats, pixels: float) -> Bools:
    """Return which lines are at least `pixels` long in one direction."""
    gap = np.abs(start - end)
    keep: Bools = np.maximum(gap[:, 0], gap[:, 1]) >= pixels
    return keep


def _mixed(links: Ints) -> npt.NDArray[np.uint64]:
    """Return a number for each link that says nothing about it (Knuth's multiplicative hash)."""
    return (links.astype(np.uint64) * np.uint64(2_654_435_761)) & np.uint64(0xFFFFFFFF)


def shuffled(count: int) -> Ints:
    """Return the numbers of so many links in the order in which `thinned` would keep them."""
    order: Ints = np.argsort(_mixed(np.arange(count)), kind="stable")
    return order


def seen_length(start: Floats, end: Floats, width: float, height: float) -> float:
    """Return about how many pixels of the window lines take, as a sum over all of them."""
    room = ((0, width), (1, height))
    gaps = [np.abs(end[:, i].clip(0, far) - start[:, i].clip(0, far)) for i, far in room]
    return float(np.maximum(*gaps).sum())


def bearable(start: Floats, end: Floats, width: float, height: float) -> int:
    """Return how many of these lines, which lie in any order, fit into `MOTION_PIXELS`.

    The share goes down by steps of a quarter of an octave, so that it seldom changes during one motion. It
    is judged by every eighth line.
    """
    length = 8 * seen_length(start[::8], end[::8], width, height)
    if length <= MOTION_PIXELS:
        return len(start)
    share: float = 2.0 ** (-ceil(4 * log2(length / MOTION_PIXELS)) / 4)
    return round(len(start) * share)


def thinned(links: Ints, limit: int = MOTION_LINKS) -> Ints:
    """Return at most `limit` of the links, the same ones every time, spread over all of them."""
    if len(links) <= limit:
        return links
    mixed = _mixed(links)
    kept: Ints = links[mixed <= np.partition(mixed, limit - 1)[limit - 1]]
    return kept
