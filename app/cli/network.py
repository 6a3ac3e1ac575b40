"""The network of a case as the commands graph, path and layout need it, with unique labels."""

from app.analysis.network import Network, build_network
from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.casework import cases
from app.ontology.catalogue import ontology
from app.store.store import Store


def case_network(store: Store, case_text: str, layer: str = "") -> tuple[str, Network]:
    """Return the id of a case and its network, narrowed to one type of link if `layer` is given."""
    header = cases.find(store, case_text)
    if layer and layer not in ontology().links:
        raise UserError(
            "graph.layer",
            _("There is no link type “{layer}”."),
            _("Use one of: {types}."),
            exit_code=ExitCode.USAGE,
            layer=layer,
            types=", ".join(ontology().links),
        )
    records = cases.records(store, header.id)
    return header.id, build_network(records.subjects, records.findings, layer=layer or None)


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
