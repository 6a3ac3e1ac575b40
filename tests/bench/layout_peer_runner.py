"""Runs one Python layout on a graph from standard input; writes seconds and points as JSON."""

import json
import sys
import time
from collections.abc import Callable
from typing import Any

Job = dict[str, Any]


def tulip(job: Job) -> Callable[[], list[list[float]]]:
    """The fast multipole multilevel embedder of OGDF in Tulip."""
    from tulip import tlp

    graph = tlp.newGraph()
    nodes = graph.addNodes(job["n"])
    for a, b in job["edges"]:
        graph.addEdge(nodes[a], nodes[b])
    places = graph.getLayoutProperty("viewLayout")

    def lay() -> list[list[float]]:
        graph.applyLayoutAlgorithm("Fast Multipole Multilevel Embedder (OGDF)", places)
        return [[places[node][0], places[node][1]] for node in nodes]

    return lay


def igraph(job: Job) -> Callable[[], list[list[float]]]:
    """Fruchterman and Reingold on a grid."""
    import igraph

    graph = igraph.Graph(job["n"], job["edges"])
    return lambda: graph.layout_fruchterman_reingold(grid=True).coords


def networkx(job: Job) -> Callable[[], list[list[float]]]:
    """The spring layout, by forces as other programs do it."""
    import networkx

    graph = networkx.Graph()
    graph.add_nodes_from(range(job["n"]))
    graph.add_edges_from(job["edges"])

    def lay() -> list[list[float]]:
        places = networkx.spring_layout(graph, seed=1, method="force", iterations=300)
        return [places[i].tolist() for i in range(job["n"])]

    return lay


RUNNERS = {
    "Tulip multilevel": tulip,
    "igraph Fruchterman-Reingold": igraph,
    "networkx spring": networkx,
}


def main() -> None:
    """Answer one job."""
    job = json.load(sys.stdin)
    try:
        lay = RUNNERS[job["peer"]](job)
    except ImportError as error:
        json.dump({"missing": f"{error.name} is not installed"}, sys.stdout)
        return
    began = time.process_time()
    points = lay()
    json.dump({"seconds": time.process_time() - began, "points": points}, sys.stdout)


if __name__ == "__main__":
    main()
