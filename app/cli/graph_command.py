"""`graph`: measures of the network that a case's evidence draws."""

from collections.abc import Mapping, Sequence
from typing import Any

import click

from app.analysis.analysis_result import measures_result, position_sentence
from app.analysis.measures import NAMES, MeasureResult, check_names
from app.analysis.network import Network
from app.base.i18n import _
from app.base.latin_script import list_order
from app.cli.network import case_graph, selection_options, unique_labels
from app.cli.session import Session, common


@click.command()
@click.argument("case")
@click.option("--measures", default="degree,betweenness", show_default=True, help=", ".join(NAMES))
@click.option("--layer", default="", help="Only links of this type.")
@click.option("--project", default="", metavar="SIDE:PARTNER", help="Tie nodes of SIDE by shared PARTNER.")
@click.option("--with-kinship", "kinship", default="", metavar="REASON", help="Count documented kinship.")
@click.option("--top", type=click.IntRange(0), default=0, help="Only the N largest of each, largest first.")
@click.option("--directed", is_flag=True)
@selection_options
@common
def graph(
    session: Session,
    case: str,
    measures: str,
    layer: str,
    project: str,
    kinship: str,
    top: int,
    directed: bool,
    wish: dict[str, Any],
) -> None:
    """Print sizes and measures; they describe positions in this chart's evidence, nothing else."""
    names = [name.strip() for name in measures.split(",") if name.strip()]
    check_names(names)
    with session.open() as store:
        found = case_graph(store, case, layer=layer, project=project, **wish)
        reason = kinship.strip()
        said = _("Graph measures computed; kinship counted: {reason}").format(reason=reason)
        store.consult(found.case_id, said if reason else _("Graph measures computed"))
    record, result = measures_result(
        found.network,
        names,
        selection=found.selection,
        spans=found.spans,
        directed=directed,
        with_kinship_reason=kinship,
    )
    document = _document(result, names, found.network, top)
    document["computed_on"] = {
        "nodes": record.graph.nodes,
        "links": record.graph.links,
        "digest": record.graph.digest,
        "filters": list(record.graph.filters),
        "kinship_reason": record.graph.kinship_reason,
        "made_at": record.made_at,
    }
    session.answer(document, *_lines(document))


def _document(result: MeasureResult, names: Sequence[str], network: Network, top: int) -> dict[str, Any]:
    labels = unique_labels(network)
    document: dict[str, Any] = {
        "nodes": result.nodes,
        "edges": result.edges,
        "components": result.components,
        "diameter": result.diameter,
        "density": result.density,
        "figures": dict(result.figures),
        "measures": {name: _values(by_id, labels, top) for name, by_id in result.measures.items()},
        "communities": {labels[i]: no for i, no in result.communities.items()},
        "modularity": result.modularity,
        "note": position_sentence(),
    }
    if "bridges" in names:
        document["bridges"] = [[labels[a], labels[b]] for a, b in result.bridges]
    return document


def _values(by_id: Mapping[str, float], labels: Mapping[str, str], top: int) -> dict[str, float]:
    """Values by name: nobody is ranked (DESIGN.md section 2) unless somebody asks for the N largest."""
    named = sorted(((labels[i], value) for i, value in by_id.items()), key=lambda item: list_order(item[0]))
    return dict(sorted(named, key=lambda item: -item[1])[:top] if top else named)


def _lines(document: dict[str, Any]) -> list[str]:
    sizes = _("{nodes} nodes, {edges} ties, components {components}, diameter {diameter}")
    lines = [sizes.format(**document), document["note"], *document["computed_on"]["filters"]]
    for name, values in document["measures"].items():
        lines.append(f"{name}:")
        lines += [f"  {label}  {value:.4g}" for label, value in values.items()]
    if document["communities"]:
        lines.append(_("{count} communities").format(count=len(set(document["communities"].values()))))
    return lines
