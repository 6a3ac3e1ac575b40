"""`path`: ways between two or more nodes, with the findings that carry each step."""

from collections.abc import Sequence
from typing import Any

import click

from app.analysis.paths import paths_between
from app.base.errors import ExitCode
from app.base.i18n import _
from app.cli.network import case_graph, node_id, selection_options, unique_labels
from app.cli.session import Session, common, tell


@click.command()
@click.argument("case")
@click.argument("start", metavar="FROM")
@click.argument("ends", metavar="TO...", nargs=-1, required=True)
@click.option("--k", type=click.IntRange(1, 1000), default=1, show_default=True)
@click.option("--max-hops", type=click.IntRange(1), default=None)
@click.option("--all-shortest", is_flag=True)
@click.option("--every", is_flag=True, help="All simple paths of up to --max-hops steps.")
@click.option("--weighted", is_flag=True, help="Often repeated contact counts as near.")
@selection_options
@common
def path(
    session: Session,
    case: str,
    start: str,
    ends: Sequence[str],
    k: int,
    max_hops: int | None,
    all_shortest: bool,
    every: bool,
    weighted: bool,
    wish: dict[str, Any],
) -> int:
    """Print the shortest paths between two nodes, or between every two of several."""
    if every and max_hops is None:
        raise click.UsageError(_("--every needs --max-hops."))
    with session.open() as store:
        found = case_graph(store, case, **wish)
        store.consult(found.case_id, _("Paths computed"))
    network = found.part
    chosen = [node_id(network, text) for text in (start, *ends)]
    between = paths_between(
        network, chosen, k=k, max_hops=max_hops, all_shortest=all_shortest, every=every, weighted=weighted
    )
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
            for way in between.paths
        ],
        "apart": [[labels[a], labels[b]] for a, b in between.apart],
    }
    session.answer(document, *(" – ".join(labels[i] for i in way.nodes) for way in between.paths))
    if not between.paths:
        tell(_("There is no such path in this case's evidence."))
        return ExitCode.ANSWER_IS_NO
    return ExitCode.DONE
