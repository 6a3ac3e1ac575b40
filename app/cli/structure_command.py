"""`structure`: rings, triangles, common neighbours, meetings, shared partners, surroundings of a node."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import click

from app.analysis import structures
from app.analysis.network import NetLink, Network
from app.analysis.structures import Common
from app.analysis.two_mode import project
from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.cli.network import CaseGraph, case_graph, node_id, selection_options, unique_labels
from app.cli.session import Session, common, tell

_Row = dict[str, Any]


@click.command()
@click.argument("case")
@click.argument("kind", type=click.Choice(["cycles", "triangles", "common", "meetings", "shared", "ego"]))
@click.argument("nodes", nargs=-1)
@click.option("--longest", type=click.IntRange(3, 12), default=5, show_default=True, help="Nodes in a cycle.")
@click.option("--hops", type=click.IntRange(1, 10), default=1, show_default=True, help="Steps of ego.")
@click.option("--side", default="person", show_default=True, help="Node type that is tied.")
@click.option("--partner", default="event", show_default=True, help="Node type that is shared.")
@selection_options
@common
def structure(
    session: Session,
    case: str,
    kind: str,
    nodes: Sequence[str],
    longest: int,
    hops: int,
    side: str,
    partner: str,
    wish: dict[str, Any],
) -> int:
    """Print structures of a case's network with the findings that carry them."""
    with session.open() as store:
        found = case_graph(store, case, **wish)
        store.consult(found.case_id, _("Structures computed"))
    network = found.part
    chosen = [node_id(network, text) for text in nodes]
    _need(kind, chosen)
    asked: dict[str, Callable[[], list[_Row]]] = {
        "cycles": lambda: _rings(network, longest),
        "triangles": lambda: _rings(network, 3),
        "common": lambda: [
            _common(c, chosen, network) for c in structures.common_neighbours(network, chosen)
        ],
        "meetings": lambda: _meetings(found, chosen),
        "shared": lambda: _shared(network, side, partner),
        "ego": lambda: _ego(network, chosen, hops),
    }
    rows = asked[kind]()
    session.answer({"found": rows}, *(" – ".join(row["nodes"]) for row in rows))
    if not rows:
        tell(_("There is no such structure in this case's evidence."))
        return ExitCode.ANSWER_IS_NO
    return ExitCode.DONE


def _need(kind: str, chosen: Sequence[str]) -> None:
    least = {"common": 2, "ego": 1}.get(kind, 0)
    if len(set(chosen)) < least:
        raise UserError(
            "structure.nodes",
            _("“{kind}” needs at least {count} different nodes.").format(kind=kind, count=least),
            _("Name them as “graph” prints them."),
            exit_code=ExitCode.USAGE,
        )


def _rings(network: Network, longest: int) -> list[_Row]:
    labels = unique_labels(network)
    return [
        {"nodes": [labels[i] for i in ring.nodes], "findings": _findings(ring.links)}
        for ring in structures.cycles(network, longest=longest)
    ]


def _common(common_node: Common, chosen: Sequence[str], network: Network) -> _Row:
    labels = unique_labels(network)
    return {
        "nodes": [labels[common_node.node]],
        "of": [labels[i] for i in chosen],
        "findings": _findings(common_node.links),
    }


def _meetings(found: CaseGraph, chosen: Sequence[str]) -> list[_Row]:
    network = found.part
    labels = unique_labels(network)
    return [
        {
            "nodes": [labels[pair.a], labels[pair.b]],
            "at": [labels[c.node] for c in pair.at],
            "findings": _findings(side for c in pair.at for side in c.links),
        }
        for pair in structures.co_occurrences(network, chosen)
    ]


def _shared(network: Network, side: str, partner: str) -> list[_Row]:
    labels = unique_labels(network)
    return [
        {
            "nodes": [labels[tie.a], labels[tie.b]],
            "weight": tie.weight,
            "at": [labels[c.node] for c in tie.partners],
            "findings": list(tie.findings),
        }
        for tie in project(network, [side], [partner]).ties
    ]


def _ego(network: Network, chosen: Sequence[str], hops: int) -> list[_Row]:
    labels = unique_labels(network)
    found = []
    for centre in chosen:
        part = structures.ego(network, centre, hops=hops)
        nodes = [labels[node.id] for node in part.nodes]
        found.append({"nodes": nodes, "of": [labels[centre]], "findings": _findings([part.links])})
    return found


def _findings(steps: Iterable[Sequence[NetLink]]) -> list[str]:
    return list(dict.fromkeys(f for step in steps for link in step for f in link.findings))
