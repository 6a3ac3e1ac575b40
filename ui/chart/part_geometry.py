"""Notes and frames as boxes: what is inside, what goes along, how a corner changes them. Free of Qt."""

from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np

from app.base.chart_records import ChartDocument, ChartFrame, ChartNote
from ui.chart.arrays import Ints
from ui.chart.chart_model import ChartModel, Place
from ui.chart.chart_scene import ChartScene

CORNERS = ((0, 0), (1, 0), (1, 1), (0, 1))
"""Upper left, upper right, lower right, lower left, as shares of width and height."""
SMALLEST_PART = 24.0
"""No note or frame is made narrower or lower than this, in px at scale 1."""
_REACH = 7.0

Box = tuple[float, float, float, float]
"""x, y of the upper left corner, width, height."""


@dataclass(frozen=True, slots=True)
class Moving:
    """What a drag moves: nodes by their numbers, notes and frames by their ids."""

    nodes: Ints
    parts: frozenset[str]


def parts_of(document: ChartDocument) -> dict[str, ChartNote | ChartFrame]:
    """Return the notes, then the frames, by their ids."""
    notes: dict[str, ChartNote | ChartFrame] = {note.id: note for note in document.notes}
    return notes | {frame.id: frame for frame in document.frames}


def box_of(part: ChartNote | ChartFrame) -> Box:
    """Return the box of a note or frame."""
    return part.x, part.y, part.width, part.height


def corner_at(scene: ChartScene, x: float, y: float) -> tuple[str, int]:
    """Return the chosen note or frame and which of its corners lies at (x, y) of the window; ("", -1)."""
    parts = parts_of(scene.model.content.document)
    for part_id in sorted(scene.parts & parts.keys()):
        for number, corner in enumerate(corners(scene, parts[part_id])):
            if abs(corner[0] - x) <= _REACH and abs(corner[1] - y) <= _REACH:
                return part_id, number
    return "", -1


def corners(scene: ChartScene, part: ChartNote | ChartFrame) -> list[Place]:
    """Return where the corners (`CORNERS`) of a part lie in the window."""
    places = [(part.x + part.width * i, part.y + part.height * j) for i, j in CORNERS]
    return [(x, y) for x, y in scene.view.to_screen(np.array(places)).tolist()]


def resized(box: Box, corner: int, dx: float, dy: float) -> Box:
    """Return the box after one corner was dragged; the opposite one stays where it is."""
    x, y, width, height = box
    right, below = CORNERS[corner]
    wide = max(width + (dx if right else -dx), SMALLEST_PART)
    high = max(height + (dy if below else -dy), SMALLEST_PART)
    return (x if right else x + width - wide, y if below else y + height - high, wide, high)


def moving(model: ChartModel, ids: Collection[str], parts: Collection[str]) -> Moving:
    """Return what goes along when these nodes, notes and frames are dragged.

    A frame takes along what lies in it: nodes, notes, smaller frames. A note goes with the node it is tied
    to. Locked nodes stay.
    """
    document = model.content.document
    nodes = {n for n in model.numbers(ids).tolist() if not model.locked(n)}
    going = set(parts)
    for frame in document.frames:
        if frame.id in going:
            nodes |= {n for n in nodes_in(model, frame).tolist() if not model.locked(n)}
            going |= _parts_in(document, frame)
    names = {model.nodes[n].id for n in nodes}
    going |= {note.id for note in document.notes if note.subject_id in names}
    return Moving(np.array(sorted(nodes), dtype=np.intp), frozenset(going & parts_of(document).keys()))


def nodes_in(model: ChartModel, frame: ChartFrame) -> Ints:
    """Return the numbers of the nodes whose middle lies in a frame."""
    away = model.xy - (frame.x, frame.y)
    inside = ((away >= 0) & (away <= (frame.width, frame.height))).all(axis=1)
    return np.flatnonzero(inside)


def _parts_in(document: ChartDocument, frame: ChartFrame) -> set[str]:
    def inside(part: ChartNote | ChartFrame) -> bool:
        across = frame.x <= part.x and part.x + part.width <= frame.x + frame.width
        return across and frame.y <= part.y and part.y + part.height <= frame.y + frame.height

    notes = {note.id for note in document.notes if inside(note)}
    others = (f for f in document.frames if box_of(f)[2:] != box_of(frame)[2:])
    return notes | {other.id for other in others if inside(other)}


def shifted(document: ChartDocument, ids: Collection[str], dx: float, dy: float) -> ChartDocument:
    """Return the document with these notes and frames moved."""
    return replace(
        document,
        notes=tuple(replace(n, x=n.x + dx, y=n.y + dy) if n.id in ids else n for n in document.notes),
        frames=tuple(replace(f, x=f.x + dx, y=f.y + dy) if f.id in ids else f for f in document.frames),
    )


def boxed(document: ChartDocument, part_id: str, box: Box) -> ChartDocument:
    """Return the document with another box for one note or frame."""
    x, y, width, height = box
    return replace(
        document,
        notes=tuple(
            replace(n, x=x, y=y, width=width, height=height) if n.id == part_id else n for n in document.notes
        ),
        frames=tuple(
            replace(f, x=x, y=y, width=width, height=height) if f.id == part_id else f
            for f in document.frames
        ),
    )


def put_document(model: ChartModel, document: ChartDocument) -> None:
    """Let the chart show notes and frames as `document` has them, until the store says otherwise."""
    model.content = replace(model.content, document=document)
