"""The map's base as outlines on a sheet, cut off at the edge of the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis.engines import np
from app.analysis.map_base import DISTRICTS_FROM, MUNICIPALITIES_FROM
from app.exchange.chart_occupancy import Box
from app.exchange.chart_primitives import Group, Ink, Words
from app.exchange.chart_text import clean, text_width

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.analysis.engines import Points
    from app.analysis.map_base import MapBase
    from app.exchange.chart_geometry import Command, Outline
    from app.exchange.chart_occupancy import Occupancy
    from app.exchange.map_sheet import Frame

_STATE_GREY, _DISTRICT_GREY, _TOWN_GREY, _NEIGHBOUR_GREY, _NAME_GREY = 0.45, 0.62, 0.8, 0.75, 0.5
_NAME_SIZE = 6.8
_NAMES_FROM = 3e-4


def base_groups(frame: Frame, base: MapBase) -> list[Group]:
    """Return borders as fine as the scale bears them: countries, states, districts, municipalities."""
    layers: list[tuple[Iterable[Points], float, float]] = [(base.neighbours, _NEIGHBOUR_GREY, 0.5)]
    if frame.scale >= MUNICIPALITIES_FROM:
        layers.append((base.municipalities, _TOWN_GREY, 0.35))
    if frame.scale >= DISTRICTS_FROM:
        layers.append((base.districts, _DISTRICT_GREY, 0.45))
    rings = (np.concatenate([ring, ring[:1]]) for state in base.states for ring in state.rings)
    layers.append((rings, _STATE_GREY, 0.7))
    groups = []
    for lines, grey, width in layers:
        outline = _outline((_on_sheet(frame, line) for line in lines), frame.body)
        if outline:
            groups.append(Group((Ink(outline, stroke=grey, width=width),)))
    return groups


def name_groups(frame: Frame, base: MapBase, taken: Occupancy) -> list[Group]:
    """Return the names of areas where `taken`, which takes them up, leaves room."""
    groups: list[Group] = []
    if frame.scale < _NAMES_FROM:
        return groups
    body = frame.body
    for named in base.names(frame.scale) or base.states:
        x, y = frame.place(*named.at)
        half = text_width(clean(named.name), _NAME_SIZE) / 2
        box = Box(x - half, y - _NAME_SIZE, x + half, y + 2.0)
        inside = body.left < box.left and box.right < body.right and body.top < box.top
        if inside and y < body.bottom - 24 and taken.free(box):
            taken.take(box)
            words = Words(x, y, named.name, _NAME_SIZE, anchor="middle", grey=_NAME_GREY)
            groups.append(Group((words,)))
    return groups


def _on_sheet(frame: Frame, points: Points) -> Points:
    body = frame.body
    x = (body.left + body.right) / 2 + (points[:, 0] - frame.east) * frame.scale
    y = (body.top + body.bottom) / 2 - (points[:, 1] - frame.north) * frame.scale
    return np.stack([x, y], axis=1)


def _outline(lines: Iterable[Points], body: Box) -> Outline:
    """All lines as far as they lie in `body`; steps too small to be printed are left out."""
    commands: list[Command] = []
    for line in lines:
        low, high = line.min(axis=0), line.max(axis=0)
        if low[0] > body.right or high[0] < body.left or low[1] > body.bottom or high[1] < body.top:
            continue
        end: tuple[float, float] | None = None
        previous = line[0].tolist()
        for x, y in line[1:].tolist():
            if abs(x - previous[0]) + abs(y - previous[1]) < 0.35:
                continue
            part = clipped((previous[0], previous[1]), (x, y), body)
            previous = [x, y]
            if part is None:
                end = None
                continue
            if part[0] != end:
                commands.append(("M", part[0]))
            commands.append(("L", part[1]))
            end = part[1]
    return tuple(commands)


def clipped(
    a: tuple[float, float], b: tuple[float, float], body: Box
) -> tuple[tuple[float, float], tuple[float, float]] | None:
    """Return the part of a-b within `body`, None if there is none (Liang and Barsky 1984)."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    first, last = 0.0, 1.0
    for step, room in (
        (-dx, a[0] - body.left),
        (dx, body.right - a[0]),
        (-dy, a[1] - body.top),
        (dy, body.bottom - a[1]),
    ):
        if step == 0:
            if room < 0:
                return None
            continue
        at = room / step
        if step < 0:
            first = max(first, at)
        else:
            last = min(last, at)
    if first > last:
        return None
    start = a if first == 0.0 else (a[0] + first * dx, a[1] + first * dy)
    end = b if last == 1.0 else (a[0] + last * dx, a[1] + last * dy)
    return start, end
