"""Our free layout beside what a user would otherwise take, on the same graphs, in one run.

    PYTHONPATH=.:tests/bench python tests/bench/layout_bench.py [--python ENV_PYTHON] [--node FOLDER]
        [--graphs groups500,groups10000,calls10000,groups50000] [--pictures FOLDER] [--patience SECONDS]

Prints one line per layout and graph: CPU seconds, stress, neighbourhoods kept, crossings per link, icons
that overlap, separation of groups. A peer that is not installed is named as missing, never left out
silently. Ours includes the removal of overlaps; of the others none does it. With `--patience` every peer
runs at every size, for so long at most.
"""

import argparse
import sys
import time
from pathlib import Path

import numpy as np
from layout_graphs import SampleGraph, call_records, with_groups
from layout_peers import LIMIT_SECONDS, PEERS, Missing, run
from layout_pictures import write_picture
from layout_quality import Quality, quality

from app.analysis.arrays import GraphArrays, adjacency_matrix
from app.analysis.incremental_layout import incremental
from app.analysis.layouts import BOX_PX
from app.analysis.organic_layout import organic
from app.analysis.overlap_removal import remove_overlap

DEFAULT = "groups500,groups1000,groups10000,calls10000,groups50000"
OURS = "Rundblick organic"


def graph_named(name: str) -> SampleGraph:
    """Return the graph of a name such as `groups500` or `calls10000`."""
    kind = name.rstrip("0123456789")
    return {"groups": with_groups, "calls": call_records}[kind](int(name[len(kind) :]))


def ours(graph: SampleGraph) -> tuple[float, np.ndarray]:
    """Return CPU seconds and points of our layout, overlaps removed."""
    began = time.process_time()
    points = organic(graph.n, graph.edges, seed=1, box=BOX_PX)
    return time.process_time() - began, points


def adding_ten(graph: SampleGraph, points: np.ndarray) -> str:
    """Add ten nodes of two links each to a drawing: how long, and how far the others go."""
    ends = np.random.default_rng(5).integers(0, graph.n, (10, 2))
    new = np.repeat(np.arange(graph.n, graph.n + 10), 2)
    edges = np.concatenate([graph.edges, np.stack([ends.ravel(), new], axis=1)])
    edges = np.unique(edges, axis=0)
    n = graph.n + 10
    arrays = GraphArrays(tuple(map(str, range(n))), edges, adjacency_matrix(n, edges))
    pinned = np.arange(n) < graph.n
    before = np.concatenate([points, np.zeros((10, 2))])
    began = time.process_time()
    after = incremental(arrays, before, pinned, seed=1, box=BOX_PX)
    took = time.process_time() - began
    gone = float(np.abs(after[: graph.n] - points).max())
    return f"{'':12} ten nodes added in {took:.2f} s; the others moved by at most {gone} px"


def overlaps_removed(points: np.ndarray) -> str:
    """Remove the overlaps of a drawing as tight as a sheet: boxes as large as its area allows."""
    rng = np.random.default_rng(3)
    n = len(points)
    crowd = rng.random((n, 2)) * np.array(BOX_PX) * (2 * n) ** 0.5
    began = time.process_time()
    remove_overlap(crowd, *BOX_PX)
    return f"{'':12} overlaps of {n} boxes strewn at random removed in {time.process_time() - began:.2f} s"


def line(graph: str, name: str, seconds: float, found: Quality) -> str:
    """One row of the table."""
    return (
        f"{graph:12} {name:28} {seconds:8.2f} s  stress {found.stress:.3f}  kept {found.kept:.3f}"
        f"  crossings {found.crossings:7.1f}  overlap {found.overlap:.3f}  separation {found.separation:.3f}"
    )


def measure(
    graph: SampleGraph,
    python: str,
    node: str,
    pictures: Path | None,
    peers: tuple[str, ...] = (),
    patience: int = 0,
) -> None:
    """Print the rows of one graph (of some peers only, if named); with a folder, draw each layout into it."""
    ours(graph_named("groups500"))  # the libraries load before the clock runs
    seconds, points = ours(graph)
    _report(graph, OURS, seconds, points, pictures)
    for note in (adding_ten(graph, points), overlaps_removed(points)):
        sys.stdout.write(note + "\n")
    for peer in PEERS:
        if peers and peer.name not in peers:
            continue
        if graph.n > peer.most_nodes and not patience:
            sys.stdout.write(f"{graph.name:12} {peer.name:28} not run: takes minutes at this size" + "\n")
            continue
        try:
            seconds, points = run(peer, graph.n, graph.edges, python, node, patience or LIMIT_SECONDS)
        except Missing as reason:
            sys.stdout.write(f"{graph.name:12} {peer.name:28} MISSING: {reason}" + "\n")
            continue
        _report(graph, peer.name, seconds, points, pictures)


def _report(graph: SampleGraph, name: str, seconds: float, points: np.ndarray, pictures: Path | None) -> None:
    found = quality(graph.n, graph.edges, graph.groups, points)
    sys.stdout.write(line(graph.name, name, seconds, found) + "\n")
    if pictures is not None:
        word = name.split()[0].lower().replace(".", "_")
        write_picture(graph, points, pictures / f"layout_{graph.name.replace(' ', '_')}_{word}.png")


def main() -> None:
    """Measure the graphs asked for."""
    parser = argparse.ArgumentParser(prog="layout_bench")
    parser.add_argument("--python", default=sys.executable, help="Python with igraph, networkx, tulip.")
    parser.add_argument("--node", default="", help="Folder with the Node packages.")
    parser.add_argument("--graphs", default=DEFAULT)
    parser.add_argument("--pictures", type=Path)
    parser.add_argument("--peers", default="", help="Only these, by name, with commas between them.")
    parser.add_argument("--patience", type=int, default=0, help="Run slow peers, too: seconds each.")
    asked = parser.parse_args()
    peers = tuple(asked.peers.split(",")) if asked.peers else ()
    for name in asked.graphs.split(","):
        measure(graph_named(name), asked.python, asked.node, asked.pictures, peers, asked.patience)


if __name__ == "__main__":
    main()
