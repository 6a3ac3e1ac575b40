"""Putting a timeline on a sheet: axis, lanes, marks, words, legend - vectors only, for black and white."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import app.analysis.time_lanes as lanes_of_time
from app.analysis.time_axis import Tick, ticks
from app.analysis.time_events import (
    Dated,
    Grouping,
    Narrowing,
    dated_findings,
    narrowed,
    spoken,
    words_of,
)
from app.analysis.time_lanes import ORIGIN, Arrangement, Lane, LaneSizes
from app.base.i18n import _, language, ngettext
from app.base.words import agency_names
from app.exchange.chart_legend import addressee, draw_footer, draw_header, footer_height, header_height
from app.exchange.chart_primitives import Group, Ink, Sheet, Words
from app.exchange.chart_style import MARGIN
from app.exchange.chart_text import BOLD, clean, text_width, wrap
from app.exchange.sheet_pages import page_widths, pages_of
from app.exchange.timeline_marks import draw_mark, mark_legend
from app.ontology.caption import captions
from app.ontology.catalogue import ontology
from app.policy.views import View

SIZES = LaneSizes(mark=8.4, row=12.6, gap=4.0, pad=3.5, most_rows=400, label=170.0)
_SIZE = 7.2
_NAMES = 118.0
_AXIS = 30.0
_WORDS_RIGHT = 165.0
_TICK_ROOM = 46.0
_SHORT_A0, _LONG_A0 = 2383.94, 3370.39
_LONGEST = 14_000.0
_RULE, _LANE_RULE = 0.85, 0.6


@dataclass(frozen=True, slots=True)
class TimelineSheet:
    """A finished sheet and the events that stand on it."""

    sheet: Sheet
    events: tuple[Dated, ...]


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where everything goes on a sheet of this size."""

    width: float
    height: float
    first: float
    scale: float
    arranged: Arrangement

    def x(self, day: float) -> float:
        return MARGIN + _NAMES + (day - self.first) * self.scale


def compose_timeline(view: View, grouping: Grouping, wanted: Narrowing, paper: str = "") -> TimelineSheet:
    """Lay out the dated findings of `view`, and nothing else, in the language in force.

    The sheet is the smallest of A4 to A0 that holds all lanes, else one as high as it takes; with `paper`
    the one that takes the fewest pages of it. The same arguments give the same sheet.
    """
    everything, undated = dated_findings(view.subjects, view.findings, view.sources, view.contributions)
    events = narrowed(everything, wanted)
    lanes = lanes_of_time.lanes(events, grouping, lane_titles(view, grouping))
    words = [clean(words_of(event, grouping)) for event in events]
    notes = _notes(len(undated), len(everything) - len(events))
    legend = mark_legend(events)

    def frame(width: float) -> float:
        return header_height(view, width) + _AXIS + footer_height(legend, notes, width) + 2 * MARGIN + 6.0

    plan = _paged(events, lanes, words, frame, paper) if paper else _plan(events, lanes, words, frame)
    top = MARGIN + header_height(view, plan.width) + _AXIS
    foot = plan.height - MARGIN - footer_height(legend, notes, plan.width)
    sheet = Sheet(
        width=plan.width,
        height=plan.height,
        title=_("Timeline {reference}").format(reference=clean(view.header.reference)),
        description=_description(view, len(events)),
        language=language(),
        groups=(
            *draw_header(view, plan.width),
            _draw_axis(plan, top),
            *_draw_lanes(plan, lanes, top),
            *_draw_events(plan, events, words, top),
            *draw_footer(legend, notes, plan.width, foot),
        ),
    )
    return TimelineSheet(sheet, events)


def lane_titles(view: View, grouping: Grouping) -> dict[str, str]:
    """Return what the lanes are called."""
    if grouping is Grouping.AGENCY:
        return agency_names(view.agencies)
    if grouping is Grouping.TYPE:
        kinds = {**ontology().nodes, **ontology().links}
        return {name: kind.label for name, kind in kinds.items()}
    return dict(captions(view.subjects, view.findings))


def _plan(
    events: Sequence[Dated], lanes: Sequence[Lane], words: list[str], frame: Callable[[float], float]
) -> _Plan:
    """The smallest paper, lying before standing, on which all lanes fit."""
    sizes = [(_LONG_A0 / 2 ** (k / 2), _SHORT_A0 / 2 ** (k / 2)) for k in (4, 3, 2, 1, 0)]
    for long, short in sizes:
        for width, height in ((long, short), (short, long)):
            plan = _arranged(events, lanes, words, width, height)
            if frame(width) + plan.arranged.height <= height:
                return plan
    width = sizes[1][0]
    plan = _arranged(events, lanes, words, width, 0.0)
    return replace(plan, height=min(frame(width) + plan.arranged.height, _LONGEST))


def _paged(
    events: Sequence[Dated],
    lanes: Sequence[Lane],
    words: list[str],
    frame: Callable[[float], float],
    paper: str,
) -> _Plan:
    """The sheet that takes the fewest pages, of several the widest."""
    found: list[tuple[int, float, _Plan]] = []
    for width, page_height in page_widths(paper):
        plan = _arranged(events, lanes, words, width, 0.0)
        plan = replace(plan, height=frame(width) + plan.arranged.height)
        found.append((pages_of(width, plan.height, page_height, paper), -width, plan))
    return min(found, key=lambda way: way[:2])[2]


def _arranged(
    events: Sequence[Dated], lanes: Sequence[Lane], words: list[str], width: float, height: float
) -> _Plan:
    first = min((e.extent.first for e in events), default=ORIGIN)
    last = max((e.extent.last for e in events), default=ORIGIN + 365)
    room = width - 2 * MARGIN - _NAMES
    lead = lanes_of_time.TAIL if any(e.extent.open_start for e in events) else SIZES.mark
    scale = (room - _WORDS_RIGHT - lead) / max(last - first, 1.0)
    widths = [text_width(text, _SIZE) + 1.0 for text in words]
    reach = lanes_of_time.reaches(events)
    # words that would run over the edge of the sheet are kept shorter
    edge = [
        min(own, max(room - (e.extent.last - first) * scale - lead - 4 * SIZES.gap, 40.0))
        for own, e in zip(widths, events, strict=True)
    ]
    arranged = lanes_of_time.arrange(reach, lanes, scale, edge, SIZES)
    return _Plan(width, height, first - lead / scale, scale, arranged)


def _draw_axis(plan: _Plan, top: float) -> Group:
    left, right = MARGIN + _NAMES, plan.width - MARGIN
    bottom = top + plan.arranged.height
    last = plan.first + (right - left) / plan.scale
    minor, major = ticks(plan.first, last, plan.scale, _TICK_ROOM)
    items: list[Ink | Words] = []
    for tick in minor:
        x = plan.x(tick.at)
        if left <= x <= right:
            items.append(_line(x, top - 4, x, bottom, _RULE))
            if x + text_width(tick.text, _SIZE) <= right:
                items.append(Words(x + 2, top - 5, tick.text, _SIZE, grey=0.25))
    items += _major(plan, major, top - 16, right)
    items.append(_line(MARGIN, top, right, top, 0.3))
    return Group(tuple(items), _("Axis of time"))


def _major(plan: _Plan, major: Sequence[Tick], y: float, right: float) -> list[Ink | Words]:
    items: list[Ink | Words] = []
    for place, tick in enumerate(major):
        x = max(plan.x(tick.at), MARGIN + _NAMES)
        end = min(plan.x(major[place + 1].at) if place + 1 < len(major) else right, right)
        if x + text_width(tick.text, _SIZE, BOLD) + 4 <= end:
            items.append(Words(x + 2, y, tick.text, _SIZE, bold=True))
    return items


def _draw_lanes(plan: _Plan, lanes: Sequence[Lane], top: float) -> list[Group]:
    tops = [top + y for y in plan.arranged.lane_tops.tolist()]
    groups = []
    for lane, low, high in zip(lanes, tops, tops[1:], strict=False):
        rows = max(1, int((high - low - SIZES.pad) // (_SIZE * 1.25)))
        lines = wrap(clean(lane.title), _SIZE, _NAMES - 10, min(rows, 3), BOLD)
        items: list[Ink | Words] = [
            Words(MARGIN, low + SIZES.pad + _SIZE + n * _SIZE * 1.25, line, _SIZE, bold=True)
            for n, line in enumerate(lines)
        ]
        items.append(_line(MARGIN, high, plan.width - MARGIN, high, _LANE_RULE))
        groups.append(Group(tuple(items), clean(lane.title)))
    return groups


def _draw_events(plan: _Plan, events: Sequence[Dated], words: list[str], top: float) -> list[Group]:
    a = plan.arranged
    shift = plan.x(ORIGIN)
    groups = []
    for n, number in enumerate(a.event.tolist()):
        event, y = events[number], top + float(a.middle[n])
        left, right = float(a.left[n]) + shift, float(a.right[n]) + shift
        soft = (float(a.soft_left[n]), float(a.soft_right[n]))
        items: list[Ink | Words] = list(draw_mark(event, left, right, soft, y))
        room = float(a.label[n])
        if a.count[n] > 1:
            items = [Words((left + right) / 2, y + _SIZE * 0.36, f"{int(a.count[n])}×", _SIZE, bold=True)]
        elif room > 0:
            for line in wrap(words[number], _SIZE, room, 1):
                at = float(a.label_at[n]) + shift + SIZES.gap
                items.append(Words(at, y + _SIZE * 0.36, line, _SIZE))
        groups.append(Group(tuple(items), clean(spoken(event))))
    return groups


def _line(x1: float, y1: float, x2: float, y2: float, grey: float) -> Ink:
    return Ink((("M", (x1, y1)), ("L", (x2, y2))), stroke=grey, width=0.5)


def _notes(undated: int, left_out: int) -> list[str]:
    lines = [
        _(
            "Shown is when something is said to have been. A gap says that nothing is known, "
            "not that nothing happened."
        )
    ]
    if left_out:
        text = ngettext(
            "{count} dated finding is left out by the filter.",
            "{count} dated findings are left out by the filter.",
            left_out,
        )
        lines.append(text.format(count=left_out))
    if undated:
        text = ngettext(
            "{count} finding carries no date and is not shown.",
            "{count} findings carry no date and are not shown.",
            undated,
        )
        lines.append(text.format(count=undated))
    return lines


def _description(view: View, count: int) -> str:
    words = ngettext("{count} dated finding", "{count} dated findings", count).format(count=count)
    return f"{words}. {addressee(view)}. {_notes(0, 0)[0]}"
