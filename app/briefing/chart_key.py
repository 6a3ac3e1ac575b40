"""What a saved chart says beside nodes and links, in a briefing: its rules and colours, and its notes."""

from collections import Counter

from app.analysis.chart_groups import GROUP_TYPE
from app.analysis.chart_styles import COLOUR_STYLES
from app.analysis.chart_symbols import Symbol, symbol_of
from app.base.chart_records import Look
from app.base.i18n import _, ngettext
from app.briefing.chart import PrintedNetwork
from app.briefing.chart_figure import frames_without_nodes, note_letters
from app.briefing.content import (
    Block,
    Bullets,
    ChartFigure,
    Heading,
    Paragraph,
    Role,
    SymbolKey,
    line,
    strong,
)
from app.briefing.script import clean


def chart_key(printed: PrintedNetwork, figure: ChartFigure) -> tuple[Block, ...]:
    """Return the legend of a saved chart and its notes under their letters; nothing where there are none."""
    if printed.content is None:
        return ()
    return (*_legend(printed), *_left_out(printed), *_notes(printed, figure))


def _legend(printed: PrintedNetwork) -> tuple[Block, ...]:
    content = printed.content
    if content is None or (not content.document.settings.legend and not content.rules):
        return ()
    entries = [(_sample(rule.look), f"{clean(rule.title)} ({rule.count})") for rule in content.rules]
    shown = [n.id for n in printed.drawn.nodes] + [k.id for k in printed.drawn.links]
    items = content.document.items
    by_hand = Counter(items[i].look.colour for i in shown if i in items)
    ruled = {rule.look.colour for rule in content.rules}
    for name, style in COLOUR_STYLES.items():
        if by_hand[name] and name not in ruled:
            text = _("{colour}: chosen by hand ({count})").format(colour=_(style.label), count=by_hand[name])
            entries.append((_sample(Look(colour=name)), text))
    folded = sum(node.type == GROUP_TYPE for node in printed.drawn.nodes)
    if folded:
        text = ngettext("folded group ({count})", "folded groups ({count})", folded)
        entries.append((symbol_of(GROUP_TYPE), text.format(count=folded)))
    if not entries:
        return ()
    spoken = _("What looks on the chart mean: {kinds}").format(kinds=", ".join(text for _s, text in entries))
    return (Heading(_("What looks on the chart mean"), 2), SymbolKey(tuple(entries), (), spoken))


def _sample(look: Look) -> Symbol:
    style = COLOUR_STYLES.get(look.colour)
    grey, outline = (style.grey, style.outline) if style else (1.0, ())
    return Symbol(look.shape or "circle", grey, look.icon, outline, min(max(look.size or 1.0, 0.8), 1.3))


def _left_out(printed: PrintedNetwork) -> tuple[Block, ...]:
    """How much hiding and the filter keep off the chart: only the office may know that there is more."""
    content = printed.content
    rest = sum(content.left_out.values()) if content else 0
    if not rest:
        return ()
    text = ngettext(
        "{count} node or link is hidden or filtered out on this chart.",
        "{count} nodes and links are hidden or filtered out on this chart.",
        rest,
    )
    return (Paragraph(line(text.format(count=rest)), role=Role.NOTE),)


def _notes(printed: PrintedNetwork, figure: ChartFigure) -> tuple[Block, ...]:
    content = printed.content
    if content is None:
        return ()
    letters = note_letters(printed)
    names = {node.id: node.label for node in figure.nodes}
    numbers = {link.id: f"{no}" for no, link in enumerate(printed.network.links, start=1)}
    items = []
    for note in content.document.notes:
        at = names.get(note.subject_id) or numbers.get(note.subject_id, "")
        where = f" ({clean(at)})" if at else ""
        items.append(Paragraph(line(strong(letters[note.id]), f"{where} {clean(note.text)}")))
    items += [
        Paragraph(line(_("Frame: {title}").format(title=title)))
        for title in frames_without_nodes(content.document, figure)
    ]
    if not items:
        return ()
    return (Heading(_("Notes on the chart"), 2), Bullets(tuple(items)))
