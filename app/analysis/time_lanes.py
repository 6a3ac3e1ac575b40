"""Lanes of a timeline: who or what each stands for, and where everything lies in it without overlap.

The same arrangement is drawn by the window and on paper. Lengths are in the unit of the drawing (pixels
or points); x counts from day `ORIGIN`, y from the top of the first lane.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.analysis.engines import np
from app.analysis.time_events import Grouping
from app.base.latin_script import list_order

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.analysis.engines import Flags, Indices, Numbers
    from app.analysis.time_events import Dated

ORIGIN = 719163.0
"""1 January 1970 as a day number: keeps x small enough for exact drawing."""
TAIL = 22.0
"""How far an open end is drawn beyond what is known, at a mark of 12."""

_WORD_STEP = 16.0
"""Words in motion are shortened in such steps, so that few of them are set anew."""


@dataclass(frozen=True, slots=True)
class Lane:
    """One lane; `events` are places in the list of events, in the order of time."""

    key: str
    title: str
    events: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LaneSizes:
    """The measures of a timeline in the unit of the drawing.

    `mark` is the least width of a mark, `row` the height of a row, `gap` the room after each thing, `pad`
    the room above and below the rows of a lane, `most_rows` how many rows a lane may take, and `label` the
    widest label.
    """

    mark: float = 12.0
    row: float = 20.0
    gap: float = 6.0
    pad: float = 5.0
    most_rows: int = 6
    label: float = 190.0


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Everything drawn, one entry per mark: n marks, all arrays of length n.

    A mark stands for one event (`event`, its place in the list) or, where there was no room, for
    `count` of them, the first of which is `event`; `members` names them all. It reaches from `left` to
    `right` around `middle` (y), its ends taper over `soft_left` and `soft_right`. `label` is the width
    left for its words right of `label_at`, 0 for none. `from_x` to `to_x` is all the room it takes.
    """

    event: Indices
    lane: Indices
    left: Numbers
    right: Numbers
    soft_left: Numbers
    soft_right: Numbers
    middle: Numbers
    label_at: Numbers
    label: Numbers
    from_x: Numbers
    to_x: Numbers
    count: Indices
    members: tuple[tuple[int, ...], ...]
    lane_tops: Numbers
    height: float


def lanes(events: Sequence[Dated], grouping: Grouping, titles: Mapping[str, str]) -> tuple[Lane, ...]:
    """Return the lanes of `events`: by title, those of subjects by their first event.

    `titles` names subjects, agencies or types; what it does not know stands under its own key. In lanes
    of subjects an event stands with each of its bearers.
    """
    found: dict[str, list[int]] = {}
    for place, event in enumerate(events):
        for key in _keys(event, grouping):
            found.setdefault(key, []).append(place)
    made = [Lane(key, titles.get(key, key), tuple(places)) for key, places in found.items()]
    if grouping is Grouping.SUBJECT:
        return tuple(sorted(made, key=lambda lane: (lane.events[0], list_order(lane.title), lane.key)))
    return tuple(sorted(made, key=lambda lane: (list_order(lane.title), lane.key)))


def _keys(event: Dated, grouping: Grouping) -> tuple[str, ...]:
    if grouping is Grouping.SUBJECT:
        return event.bearers
    return (event.agency_id if grouping is Grouping.AGENCY else event.subject_type,)


@dataclass(frozen=True, slots=True)
class _Shapes:
    left: Numbers
    right: Numbers
    soft_left: Numbers
    soft_right: Numbers
    from_x: Numbers
    to_x: Numbers


@dataclass(slots=True)
class _Spot:
    """A mark on its row while a lane is being packed."""

    row: int
    from_x: float
    to_x: float
    members: list[int]
    label: float = 0.0


def reaches(events: Sequence[Dated]) -> Numbers:
    """Return the extents of events as numbers, one row each, for `arrange`."""
    return np.array(
        [
            (
                e.extent.first,
                e.extent.last,
                e.extent.core_first,
                e.extent.core_last,
                e.extent.exact,
                e.extent.open_start,
                e.extent.open_end,
            )
            for e in events
        ],
        dtype=np.float64,
    ).reshape(-1, 7)


def arrange(
    reach: Numbers,
    chosen: Sequence[Lane],
    scale: float,
    label_widths: Sequence[float],
    sizes: LaneSizes,
) -> Arrangement:
    """Place the events of the lanes at `scale` units per day, so that nothing covers anything.

    `reach` is what `reaches` returned for all events; lanes name events by their places in it.
    First every event has its words beside it; where a lane gets too high, words stand only where there
    is room, and at last events too close to be told apart become one mark with their count.
    `label_widths` gives the width of each event's words.
    """
    shapes = _shapes(reach, scale, sizes)
    starts, ends = shapes.from_x.tolist(), shapes.to_x.tolist()
    spots: list[_Spot] = []
    lane_of: list[int] = []
    middles: list[float] = []
    tops: list[float] = []
    y = 0.0
    for number, lane in enumerate(chosen):
        packed = _pack(lane.events, starts, ends, label_widths, sizes)
        rows = max((spot.row for spot in packed), default=0) + 1
        tops.append(y)
        spots += packed
        lane_of += [number] * len(packed)
        middles += [y + sizes.pad + (spot.row + 0.5) * sizes.row for spot in packed]
        y += 2 * sizes.pad + rows * sizes.row
    return _as_arrays(shapes, spots, lane_of, middles, [*tops, y])


def rescaled(
    settled: Arrangement, reach: Numbers, ratio: float, scale: float, sizes: LaneSizes
) -> Arrangement:
    """Return `settled` at `scale`, `ratio` times its own, for a picture in motion: nothing changes its row.

    Marks lie where they belong in time and may touch; words are kept as far as there is room.
    """
    shapes = _shapes(reach[settled.event], scale, sizes)
    many: Flags = settled.count > 1
    from_x = np.where(many, settled.from_x * ratio, shapes.from_x)
    to_x = np.maximum(settled.to_x * ratio, from_x + 2.4 * sizes.mark)
    ends = np.where(many, to_x, shapes.to_x)
    order = np.lexsort((from_x, settled.middle))
    behind = np.full(len(order), np.inf)
    same = settled.middle[order[1:]] == settled.middle[order[:-1]]
    behind[order[:-1]] = np.where(same, from_x[order[1:]], np.inf)
    free = np.floor((behind - ends - 2 * sizes.gap) / _WORD_STEP) * _WORD_STEP
    label = np.where(free >= settled.label, settled.label, np.maximum(free, 0.0))
    label[(label < 2 * _WORD_STEP) | (settled.label == 0.0)] = 0.0
    return replace(
        settled,
        left=np.where(many, from_x, shapes.left),
        right=np.where(many, to_x, shapes.right),
        soft_left=np.where(many, 0.0, shapes.soft_left),
        soft_right=np.where(many, 0.0, shapes.soft_right),
        label_at=ends,
        label=label,
        from_x=from_x,
        to_x=np.where(label > 0, ends + sizes.gap + label, ends),
    )


def _shapes(reach: Numbers, scale: float, sizes: LaneSizes) -> _Shapes:
    """The horizontal measures of each event's mark, before rows are given out."""
    first, last, core_first, core_last = ((reach[:, k] - ORIGIN) * scale for k in range(4))
    exact, open_start, open_end = (reach[:, k] > 0 for k in (4, 5, 6))
    width = last - first
    small = width < sizes.mark
    middle = (first + last) / 2
    left = np.where(small, middle - sizes.mark / 2, first)
    right = np.where(small, middle + sizes.mark / 2, last)
    soft = core_first - first > 0.0
    half: Numbers = np.where(exact, sizes.mark / 2, sizes.mark / 3)
    soft_left = np.where(small, np.where(exact | soft, half, 0.0), core_first - first)
    soft_right = np.where(small, np.where(exact | (last - core_last > 0.0), half, 0.0), last - core_last)
    tail = TAIL * sizes.mark / 12.0
    return _Shapes(left, right, soft_left, soft_right, left - tail * open_start, right + tail * open_end)


def _pack(
    members: Sequence[int],
    starts: Sequence[float],
    ends: Sequence[float],
    widths: Sequence[float],
    sizes: LaneSizes,
) -> list[_Spot]:
    # the middle of a narrow mark decides its place in time, but rows fill by the left edge
    order = sorted(members, key=lambda i: (starts[i], i))
    spots = _with_words(order, starts, ends, widths, sizes)
    if spots is None:
        spots = _marks_only(order, starts, ends, sizes)
        _label_where_free(spots, widths, sizes)
    return spots


def _with_words(
    order: Sequence[int],
    starts: Sequence[float],
    ends: Sequence[float],
    widths: Sequence[float],
    sizes: LaneSizes,
) -> list[_Spot] | None:
    """Every event with its words, None if that takes too many rows."""
    row_ends: list[float] = []
    spots = []
    for i in order:
        start = starts[i]
        row = next((r for r, end in enumerate(row_ends) if end <= start), len(row_ends))
        if row == len(row_ends):
            if row == sizes.most_rows:
                return None
            row_ends.append(0.0)
        label = min(widths[i], sizes.label)
        row_ends[row] = ends[i] + 2 * sizes.gap + label
        spots.append(_Spot(row, start, ends[i] + sizes.gap + label, [i], label))
    return spots


def _marks_only(
    order: Sequence[int], starts: Sequence[float], ends: Sequence[float], sizes: LaneSizes
) -> list[_Spot]:
    """Marks without words; what finds no row joins the last mark of the lowest row."""
    last: list[_Spot] = []
    spots: list[_Spot] = []
    for i in order:
        start = starts[i] - sizes.gap / 3
        row = next((r for r, spot in enumerate(last) if spot.to_x <= start), len(last))
        if row == sizes.most_rows:
            joined = last[-1]
            joined.members.append(i)
            joined.to_x = max(joined.to_x, ends[i], joined.from_x + 2.4 * sizes.mark)
            continue
        spot = _Spot(row, starts[i], ends[i], [i])
        spots.append(spot)
        if row == len(last):
            last.append(spot)
        else:
            last[row] = spot
    return spots


def _label_where_free(spots: list[_Spot], widths: Sequence[float], sizes: LaneSizes) -> None:
    """Give words the room up to the next mark of the row, if enough of them can be read there."""
    following: dict[int, float] = {}
    for spot in reversed(spots):
        free = following.get(spot.row, float("inf")) - spot.to_x - 2 * sizes.gap
        following[spot.row] = spot.from_x
        if len(spot.members) == 1:
            wanted = min(widths[spot.members[0]], sizes.label)
            if free >= wanted or free >= 4.5 * sizes.mark:
                spot.label = min(free, wanted)
                spot.to_x += sizes.gap + spot.label


def _as_arrays(
    shapes: _Shapes, spots: list[_Spot], lane_of: list[int], middles: list[float], tops: list[float]
) -> Arrangement:
    event = np.array([spot.members[0] for spot in spots], dtype=np.int64)
    count = np.array([len(spot.members) for spot in spots], dtype=np.int64)
    from_x = np.array([spot.from_x for spot in spots])
    to_x = np.array([spot.to_x for spot in spots])
    label = np.array([spot.label for spot in spots])
    many: Flags = count > 1
    left = np.where(many, from_x, shapes.left[event])
    right = np.where(many, to_x, shapes.right[event])
    ends = np.where(many, to_x, shapes.to_x[event])
    return Arrangement(
        event=event,
        lane=np.array(lane_of, dtype=np.int64),
        left=left,
        right=right,
        soft_left=np.where(many, 0.0, shapes.soft_left[event]),
        soft_right=np.where(many, 0.0, shapes.soft_right[event]),
        middle=np.array(middles),
        label_at=ends,
        label=label,
        from_x=from_x,
        to_x=to_x,
        count=count,
        members=tuple(tuple(spot.members) for spot in spots),
        lane_tops=np.array(tops),
        height=tops[-1],
    )
