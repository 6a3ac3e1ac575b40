"""What the chart says in words: for screen readers, as a table, and in its legend."""

from dataclasses import dataclass

from app.base.i18n import _, ngettext
from app.base.records import Standing
from ui.chart.chart_scene import ChartScene


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One link in words. A node without links has a row of its own with empty link and end."""

    id: str
    start: str
    link: str
    end: str
    directed: bool
    standing: str
    weight: int
    findings: int


def standing_name(standing: Standing) -> str:
    """Return the word for a standing in the language in force."""
    names = {
        Standing.FACT: _("fact"),
        Standing.ASSESSMENT: _("assessment"),
        Standing.HYPOTHESIS: _("hypothesis"),
    }
    return names[standing]


def counts_text(scene: ChartScene) -> str:
    """Return "101 nodes, 256 links"."""
    model = scene.model
    nodes = len(model.nodes)
    links = len(model.links) + sum(len(found) - 1 for found in model.bundles.members.values())
    parts = (
        ngettext("{count} node", "{count} nodes", nodes).format(count=nodes),
        ngettext("{count} link", "{count} links", links).format(count=links),
    )
    return ", ".join(parts)


def description(scene: ChartScene) -> str:
    """Return what a screen reader says of the chart: counts, what has the focus, what is chosen."""
    sentences = [counts_text(scene) + "."]
    if scene.focus >= 0:
        node = scene.model.nodes[scene.focus]
        look = scene.model.glyphs[int(scene.model.glyph_row[scene.focus])]
        links = int(scene.model.degree[scene.focus])
        count = ngettext("{count} link", "{count} links", links).format(count=links)
        sentences.append(
            _("Focus: {label}, {type}, {count}.").format(label=node.label, type=look.label, count=count)
        )
    chosen = len(scene.selected) + len(scene.parts)
    if chosen:
        sentences.append(ngettext("{count} chosen.", "{count} chosen.", chosen).format(count=chosen))
    return " ".join(sentences)


def chart_rows(scene: ChartScene) -> tuple[ChartRow, ...]:
    """Return the whole chart as rows: its links, then the nodes that none of them touches."""
    model = scene.model
    rows = [
        ChartRow(
            link.id,
            model.nodes[int(start)].label,
            link.label,
            model.nodes[int(end)].label,
            link.directed,
            standing_name(link.standing),
            link.weight,
            len(link.findings),
        )
        for link, (start, end) in zip(model.links, model.ends.tolist(), strict=True)
    ]
    lone = (node for node, degree in zip(model.nodes, model.degree, strict=True) if not degree)
    rows.extend(ChartRow(node.id, node.label, "", "", False, "", 0, 0) for node in lone)
    return tuple(rows)
