"""A case's network as graph, path, structure and sensitivity need it, with unique labels."""

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import click

from app.analysis.network import Network, build_network
from app.analysis.network_selection import LinkSpans, Selection, link_spans, selected
from app.analysis.two_mode import project as projected
from app.analysis.two_mode import projected_network
from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.base.records import CaseRecords
from app.casework import cases
from app.ontology.catalogue import ontology
from app.store.store import Store

_Command = TypeVar("_Command", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class CaseGraph:
    """The network of a case and what of it was asked for; `part` is that part."""

    case_id: str
    records: CaseRecords
    network: Network
    selection: Selection
    spans: LinkSpans

    @property
    def part(self) -> Network:
        """Return the selected part of the network."""
        return selected(self.network, self.selection, self.spans)


def selection_options(command: _Command) -> Any:
    """Give a command the options that choose links; they arrive as one keyword `wish`."""

    @click.option("--type", "types", multiple=True, metavar="TYPE", help="Only links of this type.")
    @click.option("--since", default="", metavar="DATE", help="Only links of this time or without a date.")
    @click.option("--until", default="", metavar="DATE")
    @functools.wraps(command)
    def wrapped(types: Sequence[str], since: str, until: str, **rest: Any) -> Any:
        return command(wish={"types": types, "since": since, "until": until}, **rest)

    return wrapped


def case_graph(
    store: Store,
    case_text: str,
    *,
    layer: str = "",
    project: str = "",
    types: Sequence[str] = (),
    since: str = "",
    until: str = "",
) -> CaseGraph:
    """Return a case's network; with `layer` only links of that type and their nodes.

    `project` (SIDE:PARTNER, two node types) gives the projection in its place. `types`, `since` and `until`
    become the selection. Raises `UserError` (exit 2) for an unknown type or what is no date.
    """
    header = cases.find(store, case_text)
    for wanted in (layer, *types):
        if wanted:
            _known(wanted, tuple(ontology().links))
    records = cases.records(store, header.id)
    network = build_network(records.subjects, records.findings, layer=layer or None)
    selection = Selection(tuple(types), since, until)
    spans = link_spans(records.subjects, records.findings) if selection.dated else {}
    if project:
        network = _projection(selected(network, selection, spans), project)
        selection = Selection()
    return CaseGraph(header.id, records, network, selection, spans)


def _projection(network: Network, text: str) -> Network:
    side, _colon, partner = text.partition(":")
    for wanted in (side, partner):
        _known(wanted, tuple(ontology().nodes))
    if side == partner:
        raise UserError(
            "graph.projection",
            _("A projection needs two different types of nodes."),
            _("Write for instance person:event."),
            exit_code=ExitCode.USAGE,
        )
    return projected_network(network, projected(network, [side], [partner]))


def _known(wanted: str, types: Sequence[str]) -> None:
    if wanted not in types:
        raise UserError(
            "graph.layer",
            _("There is no type “{layer}”."),
            _("Use one of: {types}."),
            exit_code=ExitCode.USAGE,
            layer=wanted,
            types=", ".join(types),
        )


def unique_labels(network: Network) -> dict[str, str]:
    """Return a label per node id; nodes of the same name get a number, so that no value is lost."""
    used: dict[str, int] = {}
    labels = {}
    for node in network.nodes:
        used[node.label] = used.get(node.label, 0) + 1
        labels[node.id] = node.label if used[node.label] == 1 else f"{node.label} #{used[node.label]}"
    return labels


def node_id(network: Network, text: str) -> str:
    """Return the node meant by a label or id; raises `UserError` (exit 1) if none or several."""
    found = [i for i, label in unique_labels(network).items() if text in (i, label)]
    if len(found) == 1:
        return found[0]
    raise UserError(
        "graph.node",
        _("There is no node “{text}” in this case."),
        _("Use a label as “graph” prints it."),
        exit_code=ExitCode.ANSWER_IS_NO,
        text=text,
    )
