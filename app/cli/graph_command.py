"""`graph`: measures of the network that a case's evidence draws."""

from typing import Any

import click

from app.analysis.measures import NAMES, measure
from app.base.i18n import _
from app.cli.network import case_network, unique_labels
from app.cli.session import Session, common


@click.command()
@click.argument("case")
@click.option("--measures", default="degree,betweenness", show_default=True, help=", ".join(NAMES))
@click.option("--layer", default="", help="Only links of this type.")
@click.option("--top", type=click.IntRange(0), default=0, help="Only the N largest of each measure.")
@click.option("--directed", is_flag=True)
@common
def graph(session: Session, case: str, measures: str, layer: str, top: int, directed: bool) -> None:
    """Print sizes and measures; they describe positions in this chart's evidence, nothing else."""
    names = [name.strip() for name in measures.split(",") if name.strip()]
    with session.open() as store:
        case_id, network = case_network(store, case, layer)
        store.consult(case_id, _("Graph measures computed"))
    result = measure(network, names, directed=directed)
    labels = unique_labels(network)
    values = {name: _largest(by_id, labels, top) for name, by_id in result.measures.items()}
    document: dict[str, Any] = {
        "nodes": result.nodes,
        "edges": result.edges,
        "components": result.components,
        "diameter": result.diameter,
        "density": result.density,
        "measures": values,
        "communities": {labels[i]: no for i, no in result.communities.items()},
        "note": _("Measures describe positions in this chart's evidence, not persons."),
    }
    if "bridges" in names:
        document["bridges"] = [[labels[a], labels[b]] for a, b in result.bridges]
    session.answer(document, *_lines(document))


def _largest(by_id: dict[str, float], labels: dict[str, str], top: int) -> dict[str, float]:
    ordered = sorted(by_id.items(), key=lambda item: (-item[1], labels[item[0]]))
    return {labels[i]: value for i, value in (ordered[:top] if top else ordered)}


def _lines(document: dict[str, Any]) -> list[str]:
    sizes = _("{nodes} nodes, {edges} ties, components {components}, diameter {diameter}")
    lines = [sizes.format(**document), document["note"]]
    for name, values in document["measures"].items():
        lines.append(f"{name}:")
        lines += [f"  {label}  {value:.4g}" for label, value in list(values.items())[:20]]
    if document["communities"]:
        lines.append(_("{count} communities").format(count=len(set(document["communities"].values()))))
    return lines
