"""What the legend of a chart says: what occurs on it now, and nothing else."""

from collections import Counter
from collections.abc import Mapping
from itertools import chain
from operator import attrgetter

from app.analysis.chart_content import RuleInForce
from app.analysis.chart_groups import GROUP_TYPE
from app.analysis.chart_styles import COLOUR_STYLES, LINK_WIDTHS, STANDINGS, width_class
from app.analysis.chart_symbols import symbol_inks
from app.base.chart_records import Look
from app.base.i18n import _, ngettext
from app.base.records import Standing
from app.exchange.chart_geometry import arrow_head, polygon
from app.exchange.chart_legend import Entry, draw_symbol, link_text, shifted
from app.exchange.chart_model import Chart
from app.exchange.chart_primitives import Ink, Words
from app.exchange.chart_strands import Strands
from app.exchange.chart_style import DASHES, LEGEND_SIZE, LINK_GREY, Symbol
from app.exchange.chart_text import BOLD, clean, text_width
from app.ontology.catalogue import ontology

_RADIUS, _GLYPH = 7.5, 9.6
_BADGE = 7.0


def legend_entries(chart: Chart) -> list[Entry]:
    """Return the legend of what `chart` shows, but for link types written as a number."""
    strands = Strands.of(chart)
    return [
        *_node_entries(chart),
        *_line_entries(chart, strands),
        *_look_entries(chart),
        *_evidence_entries(chart),
    ]


def number_entries(numbers: Mapping[str, int]) -> list[Entry]:
    """Return the legend of link types that are written as a number."""
    return [Entry(_plate(str(n)), link_text(k)) for k, n in sorted(numbers.items(), key=lambda i: i[1])]


def _node_entries(chart: Chart) -> list[Entry]:
    counts = Counter(map(attrgetter("type"), chart.nodes))
    order = [*ontology().nodes, *sorted(set(counts) - set(ontology().nodes) - {GROUP_TYPE})]
    entries = [_node_entry(kind, counts[kind]) for kind in order if counts[kind]]
    if counts[GROUP_TYPE]:
        text = ngettext("folded group ({count})", "folded groups ({count})", counts[GROUP_TYPE])
        sample = draw_symbol(GROUP_TYPE, 0.0, 0.0, _RADIUS, _GLYPH)
        entries.append(Entry(sample, text.format(count=counts[GROUP_TYPE])))
    return entries


def _node_entry(kind: str, count: int) -> Entry:
    found = ontology().nodes.get(kind)
    label = (found.plural if count > 1 else found.label) if found else clean(kind)
    return Entry(draw_symbol(kind, 0.0, 0.0, _RADIUS, _GLYPH), f"{label} ({count})")


def _line_entries(chart: Chart, strands: Strands) -> list[Entry]:
    names = {
        Standing.FACT: _("fact"),
        Standing.ASSESSMENT: _("assessment"),
        Standing.HYPOTHESIS: _("hypothesis"),
    }
    # What occurs among the lines, in one pass: there may be tens of thousands.
    types, links = map(len, strands.types), map(len, strands.links)
    found = set(zip(map(id, strands.standings), strands.ahead, strands.back, types, links, strict=True))
    standings = {standing for standing in STANDINGS if any(f[0] == id(standing) for f in found)}
    drawn = {(ahead or back, kinds > 1, many > 1) for _standing, ahead, back, kinds, many in found}
    entries = [Entry(_line(standing), names[standing]) for standing in STANDINGS if standing in standings]
    occurring = set(map(attrgetter("type"), chart.links))
    if len(occurring) == 1:
        count = len(chart.links)
        text = ngettext("{count} link: {label}", "{count} links: {label}", count)
        entries.append(Entry((), text.format(count=count, label=link_text(occurring.pop()))))
    if any(arrow for arrow, _mixed, _many in drawn):
        entries.append(Entry(_line(Standing.FACT, arrow=True), _("direction of the link")))
    widths = {width_class(weight) for weight in _weights(chart, strands)}
    if len(widths) > 1:
        wide = _line(Standing.FACT, width=LINK_WIDTHS[max(widths)])
        entries.append(Entry(wide, _("more often or stronger")))
    if any(mixed for _arrow, mixed, _many in drawn):
        entries.append(Entry(_line(Standing.FACT, width=2.2), _("n×: several links of different kinds")))
    if any(many and not mixed for _arrow, mixed, many in drawn):
        entries.append(Entry((), _("×n: so many links of the same kind")))
    return entries


def _weights(chart: Chart, strands: Strands) -> set[int]:
    """The weights that say how wide a line is; a look that somebody chose says something else."""
    looks = chart.looks
    if not looks:
        known = zip(map(len, strands.types), map(attrgetter("weight"), strands.firsts), strict=True)
        return {weight for count, weight in set(known) if count == 1}
    firsts = (link for link, types in zip(strands.firsts, strands.types, strict=True) if len(types) == 1)
    return {link.weight for link in firsts if link.id not in looks or not looks[link.id].width}


def _look_entries(chart: Chart) -> list[Entry]:
    """What rules say, and colours that somebody chose by hand for something in sight."""
    entries = [_rule_entry(rule) for rule in chart.rules]
    ruled = {rule.look.colour for rule in chart.rules}
    items = chart.document.items
    shown = map(attrgetter("id"), chain(chart.nodes, chart.links)) if items else ()
    by_hand = Counter(items[i].look.colour for i in shown if i in items)
    for name, style in COLOUR_STYLES.items():
        if by_hand[name] and name not in ruled:
            text = _("{colour}: chosen by hand ({count})")
            line = text.format(colour=_(style.label), count=by_hand[name])
            entries.append(Entry(_look_sample(Look(colour=name)), line))
    groups = chart.document.groups
    nodes = set(map(attrgetter("id"), chart.nodes)) if groups else set()
    if any(not g.collapsed and not nodes.isdisjoint(g.members) for g in groups):
        box = (("M", (-11.0, -6.0)), ("L", (11.0, -6.0)), ("L", (11.0, 6.0)), ("L", (-11.0, 6.0)), ("Z", ()))
        entries.append(Entry((Ink(box, stroke=0.45, width=0.8, dash=(4.8, 3.2)),), _("group")))
    return entries


def _rule_entry(rule: RuleInForce) -> Entry:
    """What a rule looks like; a badge stands there whole, beside the symbol if there is one."""
    look, text = rule.look, f"{rule.title} ({rule.count})"
    badge = clean(look.badge)
    if not badge:
        return Entry(_look_sample(look), text)
    wide = text_width(badge, _BADGE, BOLD) + 5.0
    dressed = look.colour or look.shape or look.icon or look.width or look.size
    symbol = 2 * _RADIUS + 6.0 if dressed else 0.0
    middle = symbol / 2
    left, right, half = middle - wide / 2, middle + wide / 2, _BADGE * 0.7
    plate = Ink(polygon([(left, -half), (right, -half), (right, half), (left, half)]), 1.0, 0.0, 0.6)
    words = Words(middle, _BADGE * 0.36, badge, _BADGE, bold=True, anchor="middle")
    beside = [shifted(ink, -(wide + 6.0) / 2, 0.0) for ink in _look_sample(look)] if dressed else []
    return Entry((*beside, plate, words), text, max(symbol + wide + 2.0, Entry((), "").wide))


def _look_sample(look: Look) -> tuple[Ink | Words, ...]:
    if look.width and not (look.colour or look.shape or look.icon or look.size):
        return _line(Standing.FACT, width=float(look.width) * 0.9)
    style = COLOUR_STYLES.get(look.colour)
    sample = Symbol(
        look.shape or "circle",
        style.grey if style else 1.0,
        look.icon,
        style.outline if style else (),
    )
    radius = _RADIUS * min(max(look.size or 1.0, 0.7), 1.15)
    return symbol_inks(sample, 0.0, 0.0, radius, _GLYPH)


def _evidence_entries(chart: Chart) -> list[Entry]:
    entries = []
    settings = chart.document.settings
    if settings.gradings and chart.lines:
        entries.append(Entry((), _("A1 to X4: best grading of source and content")))
    left_out = dict(chart.left_out)
    hidden = left_out.pop("hidden", 0)
    if hidden:
        text = ngettext("{count} hidden", "{count} hidden", hidden)
        entries.append(Entry((), text.format(count=hidden)))
    rest = sum(left_out.values())
    if rest:
        text = ngettext("Filter: {count} left out", "Filter: {count} left out", rest)
        entries.append(Entry((), text.format(count=rest)))
    return entries


def _line(standing: Standing, *, arrow: bool = False, width: float = 1.0) -> tuple[Ink, ...]:
    dash = tuple(part * width for part in DASHES[standing])
    line = Ink((("M", (-12.0, 0.0)), ("L", (12.0, 0.0))), stroke=LINK_GREY, width=width, dash=dash)
    head = Ink(arrow_head((12.0, 0.0), (0.0, 0.0), 6.0, 5.0), fill=LINK_GREY)
    return (line, head) if arrow else (line,)


def _plate(text: str) -> tuple[Ink | Words, ...]:
    return (Words(0.0, LEGEND_SIZE * 0.36, text, LEGEND_SIZE, bold=True, anchor="middle"),)
