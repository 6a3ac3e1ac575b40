"""`sensitivity`: which answer would change if one source, one link or one node were left out."""

from collections.abc import Sequence
from typing import Any

import click

from app.analysis.analysis_result import omitted_word, position_sentence
from app.analysis.network import Network
from app.analysis.omission import evidence_of
from app.analysis.questions import (
    BetweennessQuestion,
    BridgeQuestion,
    CommunityQuestion,
    ComponentQuestion,
    PathQuestion,
    Question,
)
from app.analysis.sensitivity import Omission, sensitivity_to_links, sensitivity_to_nodes
from app.analysis.sensitivity import sensitivity as sensitivity_to_sources
from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.cli.network import CaseGraph, case_graph, node_id, selection_options, unique_labels
from app.cli.session import Session, common

_NODES = {"path": 2, "bridge": 2, "component": 1, "community": 1, "betweenness": 0}


@click.command()
@click.argument("case")
@click.argument("question", type=click.Choice(list(_NODES)))
@click.argument("nodes", nargs=-1)
@click.option(
    "--without", type=click.Choice(["sources", "links", "nodes"]), default="sources", show_default=True
)
@click.option("--count", type=click.IntRange(1, 100), default=3, show_default=True, help="How many highest.")
@click.option("--all", "show_all", is_flag=True, help="Also omissions that change nothing.")
@selection_options
@common
def sensitivity(
    session: Session,
    case: str,
    question: str,
    nodes: Sequence[str],
    without: str,
    count: int,
    show_all: bool,
    wish: dict[str, Any],
) -> int:
    """Ask a question again with one source, link or node left out at a time; code 1 if no answer changes."""
    with session.open() as store:
        found = case_graph(store, case, **wish)
        store.consult(found.case_id, _("Sensitivity computed"))
    network = found.part
    asked = _question(question, [node_id(network, text) for text in nodes], count)
    omissions = _asked(found, network, asked, without)
    labels = unique_labels(network)
    names = _names(found, network, labels)
    document = {
        "before": asked.told(omissions[0].before, labels) if omissions else "",
        "asked": len(omissions),
        "changed": sum(o.changed for o in omissions),
        "omissions": [
            {
                "without": o.what.value,
                "id": o.id,
                "name": names.get(o.id, o.id),
                "changed": o.changed,
                "after": asked.told(o.after, labels),
                "came": sorted(labels.get(i, i) for i in o.came),
                "went": sorted(labels.get(i, i) for i in o.went),
                "lost": sorted(o.lost),
                "sentence": o.sentence(asked, labels),
            }
            for o in omissions
            if o.changed or show_all
        ],
        "note": position_sentence(),
    }
    lines = [
        f"{omitted_word(o.what)} {names.get(o.id, o.id)}: {o.sentence(asked, labels)}" for o in omissions
    ]
    shown = [line for line, o in zip(lines, omissions, strict=True) if o.changed or show_all]
    session.answer(document, *shown, position_sentence())
    return ExitCode.DONE if document["changed"] else ExitCode.ANSWER_IS_NO


def _question(name: str, nodes: Sequence[str], count: int) -> Question:
    if len(set(nodes)) != _NODES[name]:
        raise UserError(
            "sensitivity.nodes",
            _("The question “{name}” is about {count} nodes.").format(name=name, count=_NODES[name]),
            _("Name them as “graph” prints them."),
            exit_code=ExitCode.USAGE,
        )
    if name == "path":
        return PathQuestion(nodes[0], nodes[1])
    if name == "bridge":
        return BridgeQuestion(nodes[0], nodes[1])
    if name == "betweenness":
        return BetweennessQuestion(count)
    return ComponentQuestion(nodes[0]) if name == "component" else CommunityQuestion(nodes[0])


def _asked(found: CaseGraph, network: Network, asked: Question, without: str) -> tuple[Omission, ...]:
    if without == "links":
        return sensitivity_to_links(network, [link.id for link in network.links], asked)
    if without == "nodes":
        return sensitivity_to_nodes(network, [node.id for node in network.nodes], asked)
    return sensitivity_to_sources(network, evidence_of(found.records.findings), asked)


def _names(found: CaseGraph, network: Network, labels: dict[str, str]) -> dict[str, str]:
    links = {link.id: f"{labels[link.start]} – {labels[link.end]} ({link.label})" for link in network.links}
    return {**labels, **links, **{s.id: s.reference or s.kind for s in found.records.sources}}
