"""Putting a map on a sheet: base, places, words, scale, list of places - vectors only, in greys."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.analysis.geo_distance import AXIS
from app.analysis.map_base import attribution, map_base, nice_length
from app.analysis.map_clusters import Cluster, clusters
from app.analysis.map_places import Located, Tie, located, metres_text, narrowed_places, ties
from app.analysis.map_projection import GERMANY
from app.analysis.time_events import Narrowing, dated_findings
from app.base.i18n import _, language, ngettext
from app.base.records import Standing
from app.exchange.chart_geometry import ellipse, polygon, symbol
from app.exchange.chart_legend import (
    Entry,
    addressee,
    draw_footer,
    draw_header,
    footer_height,
    header_height,
)
from app.exchange.chart_occupancy import Box, Occupancy
from app.exchange.chart_primitives import Group, Ink, Sheet, Words
from app.exchange.chart_style import DASHES, MARGIN, symbol_of
from app.exchange.chart_text import clean, text_width, wrap
from app.exchange.map_lines import base_groups, name_groups
from app.policy.views import View

_SHORT, _LONG = 595.276, 841.89
_SIZE, _RADIUS, _CELL = 7.4, 5.6, 15.0
_ROOM = 46.0
_CLOSEST = 0.02
_LIST_ROW = 10.4


@dataclass(frozen=True, slots=True)
class MapSheet:
    """A finished sheet, the places and the ties on it."""

    sheet: Sheet
    places: tuple[Located, ...]
    ties: tuple[Tie, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the plane lies on the sheet: its middle, and points per metre."""

    body: Box
    east: float
    north: float
    scale: float

    def place(self, east: float, north: float) -> tuple[float, float]:
        """Return where a point of the plane lies on the sheet."""
        return (
            (self.body.left + self.body.right) / 2 + (east - self.east) * self.scale,
            (self.body.top + self.body.bottom) / 2 - (north - self.north) * self.scale,
        )


def compose_map(view: View, wanted: Narrowing, *, base: bool, joined: bool) -> MapSheet:
    """Lay out the places of `view` that are `wanted`, and nothing else, on A4 in the language in force.

    Below the map every place is listed with its coordinates, so that what shares a marker can be told
    apart; the sheet grows for long lists. `joined` draws what links of the case join.
    """
    given = (view.subjects, view.findings, view.sources, view.contributions)
    everything = located(*given)
    places = narrowed_places(everything, dated_findings(*given)[0], wanted)
    lines = ties(places, view.subjects, view.findings) if joined else ()
    plane = [GERMANY.forward(*place.point) for place in places]
    wide = max((p[0] for p in plane), default=0) - min((p[0] for p in plane), default=0)
    high = max((p[1] for p in plane), default=0) - min((p[1] for p in plane), default=0)
    width, height = (_LONG, _SHORT) if wide > high else (_SHORT, _LONG)
    legend, notes = _legend(places, lines), _notes(base, len(everything) - len(places))
    listed = _list_height(places, width)
    foot = footer_height(legend, notes, width)
    top = MARGIN + header_height(view, width)
    total = max(height, top + 300.0 + listed + foot + MARGIN)
    body = Box(MARGIN, top, width - MARGIN, total - MARGIN - foot - listed - 8.0)
    frame = _frame(plane, body)
    markers = clusters([frame.place(*point) for point in plane], _CELL)
    numbers = {place.finding_id: n + 1 for n, place in enumerate(places)}
    sheet = Sheet(
        width=width,
        height=total,
        title=_("Map {reference}").format(reference=clean(view.header.reference)),
        description=_description(view, len(places)),
        language=language(),
        groups=(
            *(base_groups(frame, map_base()) if base else ()),
            *_draw_ties(frame, places, lines),
            *_draw_places(frame, places, markers, numbers, base=base),
            _draw_scale(frame),
            *draw_header(view, width),
            *_draw_list(places, numbers, width, body.bottom + 8.0),
            *draw_footer(legend, notes, width, total - MARGIN - foot),
        ),
    )
    return MapSheet(sheet, places, lines)


def _frame(plane: Sequence[tuple[float, float]], body: Box) -> Frame:
    west, east = min((p[0] for p in plane), default=0.0), max((p[0] for p in plane), default=0.0)
    south, north = min((p[1] for p in plane), default=0.0), max((p[1] for p in plane), default=0.0)
    scale = min(
        (body.right - body.left - 2 * _ROOM) / max(east - west, 1.0),
        (body.bottom - body.top - 2 * _ROOM) / max(north - south, 1.0),
        _CLOSEST,
    )
    return Frame(body, (west + east) / 2, (south + north) / 2, scale)


def _draw_places(
    frame: Frame,
    places: Sequence[Located],
    markers: Sequence[Cluster],
    numbers: dict[str, int],
    *,
    base: bool,
) -> list[Group]:
    taken = Occupancy(frame.body)
    for marker in markers:
        taken.take(Box(marker.x - _RADIUS, marker.y - _RADIUS, marker.x + _RADIUS, marker.y + _RADIUS))
    groups = []
    for marker in markers:
        members = [places[n] for n in marker.members]
        items: list[Ink | Words] = list(_marker(members, marker))
        names = [clean(place.subject) for place in members]
        words = names[0] if len(members) == 1 else ", ".join(str(numbers[m.finding_id]) for m in members)
        label = _label(taken, marker, wrap(words, _SIZE, 120.0, 1)[0] if words else "")
        groups.append(Group((*items, *label), "; ".join(_spoken(place) for place in members)))
    return [*(name_groups(frame, map_base(), taken) if base else ()), *groups]


def _marker(members: Sequence[Located], marker: Cluster) -> tuple[Ink | Words, ...]:
    if len(members) > 1:
        ring = Ink(ellipse(marker.x, marker.y, _RADIUS + 1, _RADIUS + 1), 1.0, 0.0, 0.9)
        count = Words(marker.x, marker.y + 2.6, str(len(members)), _SIZE, bold=True, anchor="middle")
        return (ring, count)
    return standing_marker(members[0].subject_type, members[0].standing, marker.x, marker.y)


def standing_marker(node_type: str, standing: Standing, x: float, y: float) -> tuple[Ink, ...]:
    """Return a place's marker: a fact is filled, an assessment dotted, a hypothesis open."""
    outline = symbol(symbol_of(node_type).shape, x, y, _RADIUS)
    if standing is Standing.FACT:
        return (Ink(outline, 0.3, 0.0, 0.6),)
    open_one = Ink(outline, 1.0, 0.0, 0.9)
    if standing is Standing.HYPOTHESIS:
        return (open_one,)
    dots = tuple(
        command
        for dx, dy in ((-1.6, 1.9), (1.6, 1.9), (0.0, -0.6))
        for command in ellipse(x + dx, y + dy, 0.7, 0.7)
    )
    return (open_one, Ink(dots, fill=0.0))


def _label(taken: Occupancy, marker: Cluster, words: str) -> tuple[Ink | Words, ...]:
    if not words:
        return ()
    width, half, away = text_width(words, _SIZE) + 2.0, _SIZE * 0.7, _RADIUS + 2.5
    for left, middle in (
        (marker.x + away, marker.y),
        (marker.x - away - width, marker.y),
        (marker.x - width / 2, marker.y + away + half),
        (marker.x - width / 2, marker.y - away - half),
    ):
        box = Box(left, middle - half, left + width, middle + half)
        if taken.free(box):
            taken.take(box)
            corners = [
                (box.left, box.top),
                (box.right, box.top),
                (box.right, box.bottom),
                (box.left, box.bottom),
            ]
            return (Ink(polygon(corners), fill=1.0), Words(left + 1, middle + _SIZE * 0.36, words, _SIZE))
    return ()


def _draw_ties(frame: Frame, places: Sequence[Located], lines: Sequence[Tie]) -> list[Group]:
    first: dict[str, Located] = {}
    for place in places:
        first.setdefault(place.subject_id, place)
    groups = []
    for tie in lines:
        ends = [frame.place(*GERMANY.forward(*first[i].point)) for i in (tie.a, tie.b)]
        way = (("M", ends[0]), ("L", ends[1]))
        words = f"{first[tie.a].subject} – {tie.words} – {first[tie.b].subject}"
        groups.append(Group((Ink(way, stroke=0.3, width=0.8, dash=DASHES[tie.standing]),), clean(words)))
    return groups


def _draw_scale(frame: Frame) -> Group:
    lat = GERMANY.inverse(frame.east, frame.north)[0]
    per_point = 1 / (frame.scale * GERMANY.stretch(lat))
    length = min(nice_length(110.0 * per_point), AXIS)
    x, y, wide = frame.body.left + 6, frame.body.bottom - 8, length / per_point
    ground = polygon([(x - 4, y - 15), (x + wide + 8, y - 15), (x + wide + 8, y + 5), (x - 4, y + 5)])
    bar = (("M", (x, y - 4)), ("L", (x, y)), ("L", (x + wide, y)), ("L", (x + wide, y - 4)))
    words = Words(x + 3, y - 5, metres_text(length), _SIZE)
    return Group((Ink(ground, fill=1.0), Ink(bar, stroke=0.0, width=0.9), words), _("Scale"))


def _columns(width: float) -> int:
    return 3 if width > _SHORT + 1 else 2


def _list_height(places: Sequence[Located], width: float) -> float:
    columns = _columns(width)
    return 8.0 + -(-len(places) // columns) * _LIST_ROW


def _draw_list(places: Sequence[Located], numbers: dict[str, int], width: float, top: float) -> list[Group]:
    columns = _columns(width)
    rows = -(-len(places) // columns)
    room = (width - 2 * MARGIN) / columns
    groups = []
    for n, place in enumerate(places):
        x, y = MARGIN + n // max(rows, 1) * room, top + _SIZE + n % max(rows, 1) * _LIST_ROW
        text = f"{numbers[place.finding_id]}  {clean(place.subject)}, {place.coordinates}"
        if place.restricted:
            text += " (" + _("restricted") + ")"
        line = wrap(text, _SIZE, room - 8, 1)[0]
        groups.append(Group((Words(x, y, line, _SIZE),)))
    return groups


def _legend(places: Sequence[Located], lines: Sequence[Tie]) -> list[Entry]:
    names = {
        Standing.FACT: _("fact"),
        Standing.ASSESSMENT: _("assessment"),
        Standing.HYPOTHESIS: _("hypothesis"),
    }
    entries = [
        Entry(standing_marker(kind, standing, 0.0, 0.0), names[standing])
        for standing in Standing
        for kind in sorted({p.subject_type for p in places if p.standing is standing})[:1]
    ]
    ring: tuple[Ink | Words, ...] = (
        Ink(ellipse(0.0, 0.0, 6.6, 6.6), 1.0, 0.0, 0.9),
        Words(0.0, 2.6, "n", _SIZE, bold=True, anchor="middle"),
    )
    entries.append(Entry(ring, _("n places close together, by their numbers in the list")))
    if lines:
        way = Ink((("M", (-12.0, 0.0)), ("L", (12.0, 0.0))), stroke=0.3, width=0.8)
        entries.append(Entry((way,), _("joined by links of the case, not a way taken")))
    return entries


def _notes(base: bool, left_out: int) -> list[str]:
    lines = [_("A marker stands where a finding says a place is. It says nothing about who was there when.")]
    if left_out:
        text = ngettext(
            "{count} place is left out by the filter.", "{count} places are left out by the filter.", left_out
        )
        lines.append(text.format(count=left_out))
    if base:
        lines.append(_("Outlines for orientation only. Lambert projection, ETRS89 / EPSG:5243."))
        lines.append(attribution() + ".")
    return lines


def _spoken(place: Located) -> str:
    return clean(f"{place.subject}, {place.coordinates}")


def _description(view: View, count: int) -> str:
    words = ngettext("{count} place", "{count} places", count).format(count=count)
    return f"{words}. {addressee(view)}. {_notes(False, 0)[0]}"
