"""The record of one analysis: what was asked, on which graph, when, and the sentence that goes with it.

A result without its graph is a rumour: every record names the nodes and links it was computed on, what was
left out, and a checksum of the link set by which it can be told later whether the evidence has changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.analysis.measures import ABOUT_STRUCTURE, MeasureResult, measure
from app.analysis.network import Network
from app.analysis.network_selection import LinkSpans, Selection, selected
from app.analysis.paths import Path, PathsBetween
from app.analysis.sensitivity import Omission, Omitted
from app.base.clock import moment_of, now_text
from app.base.i18n import _, ngettext
from app.base.progress import Progress
from app.base.words import decimals
from app.ontology.values import display

_SHOWN = 10
_DIGEST_SHOWN = 16


@dataclass(frozen=True, slots=True)
class GraphStamp:
    """The graph of a result. `digest` is the SHA-256 of its links (hex), `filters` say what was left out.

    `kinship_reason` is why documented kinship was counted, "" if it was not; `links_left_out` counts links
    that the filters or the rule on kinship took away.
    """

    nodes: int
    links: int
    digest: str
    filters: tuple[str, ...] = ()
    kinship_reason: str = ""
    links_left_out: int = 0

    def sentence(self) -> str:
        """Return in one or two sentences what the graph was."""
        counted = _("{nodes} nodes and {links} links (checksum {digest})").format(
            nodes=self.nodes, links=self.links, digest=self.digest[:_DIGEST_SHOWN]
        )
        said = [_("Computed on {graph}.").format(graph="; ".join((counted, *self.filters)))]
        if self.kinship_reason:
            said.append(_("Documented kinship was counted: {reason}").format(reason=self.kinship_reason))
        return " ".join(said)


@dataclass(frozen=True, slots=True)
class AnalysisResult:
    """A result as it is shown, saved as an assessment, and quoted.

    `kind` is measures, paths, structure or sensitivity; `title` and `lines` are in the language in force when
    it was made; `parameters` are pairs of name and value; `values[measure][node id]` carries numbers per
    node in no order, `sortable` names those whose question is about structure and which alone may be
    sorted. `findings` are the ids behind the links involved, `made_at` a moment in UTC.
    """

    kind: str
    title: str
    parameters: tuple[tuple[str, str], ...]
    graph: GraphStamp
    made_at: str
    lines: tuple[str, ...] = ()
    values: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    sortable: frozenset[str] = frozenset()
    findings: tuple[str, ...] = ()

    def when(self) -> str:
        """Return the sentence that says when it was computed, in local time."""
        local = moment_of(self.made_at).astimezone()
        day = display("partial_date", local.date().isoformat())
        return _("Computed at {moment}.").format(moment=f"{day}, {local:%H:%M}")

    def quote(self) -> str:
        """Return the text for an assessment or a briefing: the result, its graph, its time, its limits."""
        asked = "; ".join(f"{name}: {value}" for name, value in self.parameters if value)
        head = f"{self.title} ({asked})" if asked else self.title
        return "\n".join(
            (f"{head}:", *self.lines, f"{self.graph.sentence()} {self.when()}", position_sentence())
        )


def position_sentence() -> str:
    """Return the sentence that every view and print of graph measures carries (DESIGN.md section 2)."""
    return _(
        "Graph measures describe positions in this chart's evidence only; they say nothing about persons."
    )


def stamp(
    network: Network,
    selection: Selection | None = None,
    *,
    whole: Network | None = None,
    kinship_reason: str = "",
    measured: bool = False,
) -> GraphStamp:
    """Describe `network`; `whole` is what it was taken from, `measured` if kinship was left out of it."""
    used = [link for link in network.links if link.in_measures or kinship_reason or not measured]
    digest = hashlib.sha256()
    for link in sorted(used, key=lambda item: item.id):
        digest.update(f"{link.id}\t{link.type}\t{link.start}\t{link.end}\n".encode())
    filters = selection.lines() if selection else ()
    if measured and not kinship_reason and len(used) < len(network.links):
        filters = (*filters, _("documented kinship left out"))
    left = len((whole or network).links) - len(used)
    return GraphStamp(
        len(network.nodes), len(used), digest.hexdigest(), filters, kinship_reason.strip(), left
    )


def measures_result(
    network: Network,
    names: Sequence[str],
    *,
    selection: Selection | None = None,
    spans: LinkSpans | None = None,
    directed: bool = False,
    with_kinship_reason: str = "",
    progress: Progress | None = None,
) -> tuple[AnalysisResult, MeasureResult]:
    """Measure a part of a network (see `measure`) and give the record beside the numbers."""
    part = selected(network, selection or Selection(), spans)
    reason = with_kinship_reason.strip()
    found = measure(part, names, directed=directed, with_kinship_reason=reason, progress=progress)
    used = [link for link in part.links if link.in_measures or reason]
    values: dict[str, Mapping[str, float]] = dict(found.measures)
    if found.communities:
        values["communities"] = {node: float(no) for node, no in found.communities.items()}
    record = AnalysisResult(
        kind="measures",
        title=_("Measures of the network"),
        parameters=(
            (_("measures"), ", ".join(names)),
            (_("direction"), _("followed") if directed else _("ignored")),
        ),
        graph=stamp(part, selection, whole=network, kinship_reason=reason, measured=True),
        made_at=now_text(),
        lines=_size_lines(found),
        values=values,
        sortable=frozenset(values) & ABOUT_STRUCTURE,
        findings=tuple(dict.fromkeys(f for link in used for f in link.findings)),
    )
    return record, found


def paths_result(
    found: PathsBetween,
    network: Network,
    parameters: Sequence[tuple[str, str]] = (),
    *,
    selection: Selection | None = None,
    whole: Network | None = None,
) -> AnalysisResult:
    """Give the record of paths that were found in `network`, a selection of `whole`."""
    labels = {node.id: node.label for node in network.nodes}
    lines = [_path_line(path, labels) for path in found.paths[:_SHOWN]]
    if len(found.paths) > _SHOWN:
        lines.append(_more(len(found.paths) - _SHOWN))
    lines += [_("No path: {a} – {b}").format(a=labels.get(a, a), b=labels.get(b, b)) for a, b in found.apart]
    return AnalysisResult(
        kind="paths",
        title=_("Paths in the network"),
        parameters=tuple(parameters),
        graph=stamp(network, selection, whole=whole),
        made_at=now_text(),
        lines=tuple(lines),
        findings=tuple(dict.fromkeys(f for path in found.paths for f in path.findings)),
    )


def structure_result(
    title: str,
    lines: Sequence[str],
    findings: Sequence[str],
    network: Network,
    parameters: Sequence[tuple[str, str]] = (),
    *,
    selection: Selection | None = None,
    whole: Network | None = None,
) -> AnalysisResult:
    """Give the record of rings, common neighbours, meetings, a projection or a surrounding."""
    return AnalysisResult(
        kind="structure",
        title=title,
        parameters=tuple(parameters),
        graph=stamp(network, selection, whole=whole),
        made_at=now_text(),
        lines=tuple(lines),
        findings=tuple(dict.fromkeys(findings)),
    )


def sensitivity_result(
    asked: str,
    told: Sequence[tuple[Omission, str]],
    network: Network,
    names: Mapping[str, str],
    *,
    selection: Selection | None = None,
    whole: Network | None = None,
) -> AnalysisResult:
    """Give the record of an answer asked again without each source, link or node.

    `asked` is the question in words, `told` every omission with its sentence (`Omission.sentence`), `names`
    say what sources, links and nodes are called.
    """
    changed = [(o, sentence) for o, sentence in told if o.changed]
    count = ngettext(
        "{count} of {all} omissions changes the answer.",
        "{count} of {all} omissions change the answer.",
        len(changed),
    ).format(count=len(changed), all=len(told))
    lines = [count]
    for omission, sentence in changed[:_SHOWN]:
        lines.append(f"{omitted_word(omission.what)} {names.get(omission.id, omission.id)}: {sentence}")
    if len(changed) > _SHOWN:
        lines.append(_more(len(changed) - _SHOWN))
    lost = {subject for omission, _sentence in changed for subject in omission.lost}
    findings = (f for link in network.links if link.id in lost for f in link.findings)
    return AnalysisResult(
        kind="sensitivity",
        title=_("What the result hangs on"),
        parameters=((_("question"), asked),),
        graph=stamp(network, selection, whole=whole),
        made_at=now_text(),
        lines=tuple(lines),
        findings=tuple(dict.fromkeys(findings)),
    )


def omitted_word(what: Omitted) -> str:
    """Return what was left out, in words."""
    return {
        Omitted.SOURCE: _("Without source"),
        Omitted.LINK: _("Without link"),
        Omitted.NODE: _("Without node"),
    }[what]


def shown_number(value: float, digits: int = 4) -> str:
    """Return a number with so many significant digits, as the language in force writes it."""
    return decimals(f"{value:.{digits}g}")


def _size_lines(found: MeasureResult) -> tuple[str, ...]:
    parts = ngettext("{count} component", "{count} components", len(found.components))
    lines = [
        _("{nodes} nodes, {edges} ties, {parts}, density {density}").format(
            nodes=found.nodes,
            edges=found.edges,
            parts=parts.format(count=len(found.components)),
            density=shown_number(found.density),
        )
    ]
    if found.communities:
        groups = len(set(found.communities.values()))
        told = ngettext("{count} community", "{count} communities", groups).format(count=groups)
        lines.append(
            _("{groups}, modularity {q}").format(groups=told, q=shown_number(found.modularity or 0, 3))
        )
    if found.bridges:
        told = ngettext("{count} tie is a bridge.", "{count} ties are bridges.", len(found.bridges))
        lines.append(told.format(count=len(found.bridges)))
    return tuple(lines)


def _path_line(path: Path, labels: Mapping[str, str]) -> str:
    return " – ".join(labels.get(node, node) for node in path.nodes)


def _more(count: int) -> str:
    return ngettext("and {count} more", "and {count} more", count).format(count=count)
