"""`path`: ways between two nodes, with the findings that carry each step."""

import click

from app.analysis.paths import shortest_paths
from app.base.errors import ExitCode
from app.base.i18n import _
from app.cli.network import case_network, node_id, unique_labels
from app.cli.session import Session, common, tell


@click.command()
@click.argument("case")
@click.argument("start", metavar="FROM")
@click.argument("end", metavar="TO")
@click.option("--k", type=click.IntRange(1, 1000), default=1, show_default=True)
@click.option("--max-hops", type=click.IntRange(1), default=None)
@click.option("--all-shortest", is_flag=True)
@common
def path(
    session: Session, case: str, start: str, end: str, k: int, max_hops: int | None, all_shortest: bool
) -> int:
    """Print the shortest paths between two nodes."""
    with session.open() as store:
        case_id, network = case_network(store, case)
        store.consult(case_id, _("Paths computed"))
    ends = node_id(network, start), node_id(network, end)
    found = shortest_paths(network, *ends, k=k, max_hops=max_hops, all_shortest=all_shortest)
    labels = unique_labels(network)
    document = {
        "paths": [
            {
                "nodes": [labels[i] for i in way.nodes],
                "links": [
                    {"type": link.type, "findings": list(link.findings)}
                    for step in way.links
                    for link in step
                ],
            }
            for way in found
        ]
    }
    session.answer(document, *(" – ".join(labels[i] for i in way.nodes) for way in found))
    if not found:
        tell(_("There is no such path in this case's evidence."))
        return ExitCode.ANSWER_IS_NO
    return ExitCode.DONE
