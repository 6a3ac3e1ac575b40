"""A drawing of a graph as a small PNG: nodes in the colours of their groups, links thin and grey."""

from pathlib import Path

import numpy as np
from layout_graphs import SampleGraph
from PIL import Image, ImageDraw

_SIDE, _DRAWN, _EDGE = 480, 1_440, 30
_COLOURS = ("#4477aa", "#ee6677", "#228833", "#ccbb44", "#66ccee", "#aa3377", "#bb8844", "#777777")


def write_picture(graph: SampleGraph, points: np.ndarray, file: Path) -> None:
    """Write the drawing fitted into a square."""
    low, high = points.min(axis=0), points.max(axis=0)
    scale = (_DRAWN - 2 * _EDGE) / max(float((high - low).max()), 1e-9)
    at = (points - (low + high) / 2) * scale + _DRAWN / 2
    picture = Image.new("RGB", (_DRAWN, _DRAWN), "white")
    brush = ImageDraw.Draw(picture)
    for a, b in graph.edges.tolist():
        brush.line((*at[a], *at[b]), fill="#c4c4c4", width=2 if graph.n < 2_000 else 1)
    radius = 8 if graph.n < 2_000 else 3
    for (x, y), group in zip(at.tolist(), graph.groups.tolist(), strict=True):
        brush.ellipse((x - radius, y - radius, x + radius, y + radius), fill=_COLOURS[group % len(_COLOURS)])
    small = picture.resize((_SIDE, _SIDE), Image.Resampling.LANCZOS).quantize(64)
    small.save(file, optimize=True)
