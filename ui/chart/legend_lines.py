"""What the legend says: what is drawn now and nothing else. Free of Qt."""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from app.analysis.chart_styles import COLOUR_STYLES, LINK_WIDTHS, STANDINGS
from app.base.chart_records import Look
from app.base.i18n import _, ngettext
from ui.chart.chart_model import LOCKED, PINNED, ChartModel, TypeLook
from ui.chart.chart_texts import standing_name

_PLAIN = Look()


@dataclass(frozen=True, slots=True)
class LegendLine:
    """One line of the legend.

    A node type (`look`), a look that a rule or somebody gave (`kind` "rule"), a kind of link (`kind`
    standing, directed, weight, bundle), a mark (pinned, locked, group), or a sentence (`kind` "text").
    """

    text: str
    look: TypeLook | None = None
    kind: str = ""
    value: int = 0
    chosen: Look = _PLAIN


def legend_lines(model: ChartModel) -> tuple[LegendLine, ...]:
    """Return the lines for what occurs in a chart: node types, links, rules and marks, filter."""
    return (
        *_type_lines(model),
        *_link_lines(model),
        *_look_lines(model),
        *_answer_lines(model),
        *_mark_lines(model),
        *_words(model),
    )


def _type_lines(model: ChartModel) -> list[LegendLine]:
    lines = [LegendLine(look.label, look) for look in model.looks]
    return sorted(lines, key=lambda line: line.text.casefold())


def _link_lines(model: ChartModel) -> list[LegendLine]:
    lines = [
        LegendLine(standing_name(STANDINGS[number]), kind="standing", value=number)
        for number in np.unique(model.standing).tolist()
    ]
    if model.directed.any():
        lines.append(LegendLine(_("directed"), kind="directed"))
    by_weight = np.unique(model.width[model.width < len(LINK_WIDTHS)])
    if len(by_weight) > 1:
        lines.append(LegendLine(_("more often or stronger"), kind="weight", value=int(by_weight.max())))
    if model.bundles.members:
        lines.append(LegendLine(_("n×: n links, a double click opens them"), kind="bundle"))
    return lines


def _look_lines(model: ChartModel) -> list[LegendLine]:
    rules = model.content.rules
    lines = [LegendLine(f"{rule.title} ({rule.count})", kind="rule", chosen=rule.look) for rule in rules]
    ruled = {rule.look.colour for rule in rules}
    items = model.content.document.items.values()
    by_hand = Counter(
        item.look.colour
        for item in items
        if item.look.colour and (item.subject_id in model.index or item.subject_id in model.link_index)
    )
    for colour in COLOUR_STYLES:
        if by_hand[colour] and colour not in ruled:
            text = _("{colour}: chosen by hand ({count})")
            name = _(COLOUR_STYLES[colour].label)
            line = text.format(colour=name, count=by_hand[colour])
            lines.append(LegendLine(line, kind="rule", chosen=Look(colour=colour)))
    return lines


def _answer_lines(model: ChartModel) -> list[LegendLine]:
    """What an answer shows on the chart for a while: its colours each, sizes and labels in a word."""
    looks = [look for thing, look in model.content.shown.items() if thing in model.index]
    counted = Counter(look.colour for look in looks if look.colour)
    lines = []
    for colour in COLOUR_STYLES:
        if counted[colour]:
            text = _("{colour}: a group of the answer ({count})")
            line = text.format(colour=_(COLOUR_STYLES[colour].label), count=counted[colour])
            lines.append(LegendLine(line, kind="rule", chosen=Look(colour=colour)))
    if any(look.size != _PLAIN.size for look in looks):
        lines.append(LegendLine(_("size: value of the answer"), kind="text"))
    if any(look.badge for look in looks):
        lines.append(LegendLine(_("badge: value of the answer"), kind="text"))
    return lines


def _mark_lines(model: ChartModel) -> list[LegendLine]:
    marks = set(model.marks.values())
    lines = []
    if PINNED in marks:
        lines.append(LegendLine(_("pinned: layouts leave it alone"), kind="pinned"))
    if marks & {LOCKED, LOCKED | PINNED}:
        lines.append(LegendLine(_("locked: cannot be moved"), kind="locked"))
    if any(not group.collapsed for group in model.content.document.groups):
        lines.append(LegendLine(_("group"), kind="group"))
    return lines


def _words(model: ChartModel) -> list[LegendLine]:
    lines = []
    if model.common_link_text:
        lines.append(LegendLine(_("All lines: {name}").format(name=model.common_link_text), kind="text"))
    settings = model.content.document.settings
    if settings.gradings and model.content.lines:
        lines.append(LegendLine(_("A1 to X4: best grading of source and content"), kind="text"))
    left_out = dict(model.content.left_out)
    hidden = left_out.pop("hidden", 0)
    if hidden:
        text = ngettext("{count} hidden", "{count} hidden", hidden).format(count=hidden)
        lines.append(LegendLine(text, kind="text"))
    rest = sum(left_out.values())
    if rest:
        text = ngettext("Filter: {count} left out", "Filter: {count} left out", rest)
        lines.append(LegendLine(text.format(count=rest), kind="text"))
    return lines
