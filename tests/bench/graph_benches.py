"""Benchmarks of graphs, layouts and chart files against bare libraries: `BENCHES[name](size)`.

Run all with `PYTHONPATH=. python tests/bench/graph_benches.py` from the project's root, or some by name.
"""

import io
import json
import sqlite3
import sys
from collections.abc import Callable
from dataclasses import asdict
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import networkx as nx
import numpy as np
from bench_harness import BenchResult, compare
from reportlab.pdfgen.canvas import Canvas

from app.analysis import positions_in_graph
from app.analysis.arrays import adjacency_matrix, arrays_of_rows
from app.analysis.communities import communities
from app.analysis.components import component_numbers
from app.analysis.distances import betweenness
from app.analysis.engines import Matrix
from app.analysis.leiden import leiden
from app.analysis.network import build_network
from app.analysis.organic_layout import organic
from app.base.records import CaseHeader, Finding, Source, Standing, Subject, SubjectKind
from app.exchange.chart_writer import write_chart
from app.policy.views import WorkingView

_BOX = (96.0, 66.0)


def scale_free(n: int, seed: int = 7) -> np.ndarray:
    """About 3n links between n nodes in groups of about thirty; m x 2, each pair once, no loops."""
    rng = np.random.default_rng(seed)
    groups = max(1, n // 30)
    weight = (1 - rng.random(n)) ** (-1 / 1.6)
    start = rng.choice(n, 4 * n, p=weight / weight.sum())
    end = np.where(
        rng.random(4 * n) < 0.85,
        (start + groups * rng.integers(1, 31, 4 * n)) % n,
        rng.integers(0, n, 4 * n),
    )
    pairs = np.sort(np.stack([start, end], axis=1), axis=1)
    pairs = np.unique(pairs[pairs[:, 0] != pairs[:, 1]], axis=0)
    return pairs[rng.permutation(len(pairs))[: 3 * n]].astype(np.int64)


def _graph(n: int, edges: np.ndarray) -> nx.Graph:
    graph = nx.Graph()
    graph.add_nodes_from(range(n))
    graph.add_edges_from(edges.tolist())
    return graph


def graph_build(n: int = 10_000) -> BenchResult:
    """The matrix of a graph from its links, against a networkx graph."""
    edges = scale_free(n)
    return compare("graph_build", lambda: adjacency_matrix(n, edges), lambda: _graph(n, edges))


def pagerank(n: int = 10_000) -> BenchResult:
    """PageRank, against networkx at its default precision (ours is a million times stricter)."""
    edges = scale_free(n)
    matrix, graph = adjacency_matrix(n, edges), _graph(n, edges)
    return compare("pagerank", lambda: positions_in_graph.pagerank(matrix), lambda: nx.pagerank(graph))


def core_numbers(n: int = 10_000) -> BenchResult:
    """Core numbers, against networkx."""
    edges = scale_free(n)
    matrix, graph = adjacency_matrix(n, edges), _graph(n, edges)
    return compare(
        "core_numbers", lambda: positions_in_graph.core_numbers(matrix), lambda: nx.core_number(graph)
    )


def exact_betweenness(n: int = 600) -> BenchResult:
    """Exact betweenness of all nodes, against networkx."""
    edges = scale_free(n)
    matrix, graph = adjacency_matrix(n, edges), _graph(n, edges)
    return compare(
        "exact_betweenness",
        lambda: betweenness(matrix),
        lambda: nx.betweenness_centrality(graph),
        repeats=1,
    )


def groups(n: int = 2_000) -> BenchResult:
    """Communities, best of several tries, against one try of networkx."""
    edges = scale_free(n)
    matrix, graph = adjacency_matrix(n, edges), _graph(n, edges)
    return compare(
        "groups",
        lambda: communities(matrix),
        lambda: nx.community.louvain_communities(graph, seed=1),
        repeats=1,
    )


def organic_small(n: int = 1_000) -> BenchResult:
    """The free layout with overlap removal, against fifty rounds of networkx's spring layout."""
    edges = scale_free(n)
    graph = _graph(n, edges)
    return compare(
        "organic_small",
        lambda: organic(n, edges, seed=1, box=_BOX),
        lambda: nx.spring_layout(graph, seed=1, method="force"),
        repeats=1,
    )


def organic_large(n: int = 10_000) -> BenchResult:
    """The free layout of n nodes, against networkx's spring layout of a tenth of them."""
    edges, few = scale_free(n), scale_free(n // 10)
    graph = _graph(n // 10, few)
    return compare(
        "organic_large",
        lambda: organic(n, edges, seed=1, box=_BOX),
        lambda: nx.spring_layout(graph, seed=1, method="force"),
        repeats=1,
    )


def chart_pdf(n: int = 500) -> BenchResult:
    """A chart as PDF with captions placed, against the same count of bare strings and lines."""
    view, places = _case(n)
    network = build_network(view.subjects, view.findings)

    def bare() -> None:
        canvas = Canvas(io.BytesIO(), invariant=1)
        for x, y in places.values():
            canvas.circle(x, y, 10)
            canvas.drawString(x, y, "Mustermann")
        for link in network.links:
            canvas.line(*places[link.start], *places[link.end])
        canvas.save()

    return compare("chart_pdf", lambda: write_chart(view, network, places, io.BytesIO(), "pdf", "de"), bare)


def _case(n: int) -> tuple[WorkingView, dict[str, tuple[float, float]]]:
    edges = scale_free(n)
    ids = [f"{i:032x}" for i in range(n + len(edges))]
    nodes = [Subject(ids[i], SubjectKind.NODE, "person") for i in range(n)]
    links = [
        Subject(ids[n + i], SubjectKind.LINK, "contact", ids[a], ids[b])
        for i, (a, b) in enumerate(edges.tolist())
    ]
    said = [(s, "name", f"Mustermann {i}") for i, s in enumerate(nodes)] + [
        (s, "exists", "yes") for s in links
    ]
    findings = [
        Finding(
            f"f{i:031x}", "c", s.id, "s", p, v, Standing.FACT, "1", "m", "2026-01-01T00:00:00Z", "2027-01-01"
        )
        for i, (s, p, v) in enumerate(said)
    ]
    header = CaseHeader("c", "360-2026-000", *[""] * 12)
    source = Source("s", "k", "register_extract", "Register", "A", None)
    view = WorkingView(
        header, "2026-01-01", (), (), (source,), (*nodes, *links), tuple(findings), (), (), (), (), {}
    )
    points = organic(n, edges, seed=1, box=_BOX).tolist()
    return view, {ids[i]: (x, y) for i, (x, y) in enumerate(points)}


def _igraph(n: int, edges: np.ndarray) -> object:
    """The same graph in igraph, the yardstick of large graphs; it is installed for measuring only."""
    return import_module("igraph").Graph(n=n, edges=edges)


def has_igraph() -> bool:
    """Whether the yardstick of large graphs is installed (in an environment made for measuring)."""
    return find_spec("igraph") is not None


def rows_to_graph(n: int = 200_000) -> BenchResult:
    """A graph of n nodes and 3n links out of SQL rows with 32-digit ids, against fetching the rows alone."""
    edges = scale_free(n)
    with sqlite3.connect(":memory:") as base:
        base.execute("create table node (id text primary key)")
        base.execute("create table link (start text, end text)")
        digits = np.random.default_rng(2).integers(0, 2**62, n).tolist()
        ids = [f"{digit:016x}{i:016x}" for i, digit in enumerate(digits)]
        base.executemany("insert into node values (?)", ((i,) for i in ids))
        base.executemany("insert into link values (?, ?)", ((ids[a], ids[b]) for a, b in edges.tolist()))
        base.commit()

        def rows() -> tuple[list[tuple[str]], list[tuple[str, str]]]:
            nodes = base.execute("select id from node").fetchall()
            return nodes, base.execute("select start, end from link").fetchall()

        def graph() -> object:
            (nodes,) = base.execute("select group_concat(id, '') from node").fetchone()
            starts, ends = base.execute(
                "select group_concat(start, ''), group_concat(end, '') from link"
            ).fetchone()
            return arrays_of_rows(nodes, starts, ends)

        return compare("rows_to_graph", graph, rows)


def _against_igraph(
    name: str, n: int, ours: Callable[[Matrix], object], theirs: Callable[[Any], object], repeats: int = 3
) -> BenchResult:
    edges = scale_free(n)
    matrix = adjacency_matrix(n, edges)
    if not has_igraph():
        # Without the yardstick there is no ratio; -1 says so, and the run goes on.
        alone = compare(name, lambda: ours(matrix), lambda: None, repeats=1)
        return BenchResult(f"{name} (igraph missing)", alone.value, "s", 0.0, -1.0)
    graph = _igraph(n, edges)
    return compare(name, lambda: ours(matrix), lambda: theirs(graph), repeats)


def large_components(n: int = 200_000) -> BenchResult:
    """Components of n nodes and 3n links, against igraph."""
    return _against_igraph(
        "large_components",
        n,
        lambda m: component_numbers(m, symmetric=True),
        lambda g: g.connected_components().membership,
    )


def large_pagerank(n: int = 200_000) -> BenchResult:
    """PageRank, against igraph."""
    return _against_igraph("large_pagerank", n, positions_in_graph.pagerank, lambda g: g.pagerank())


def large_core(n: int = 200_000) -> BenchResult:
    """Core numbers, against igraph."""
    return _against_igraph("large_core", n, positions_in_graph.core_numbers, lambda g: g.coreness())


def large_communities(n: int = 200_000) -> BenchResult:
    """Leiden with two rounds, against igraph's Leiden with two rounds."""
    return _against_igraph(
        "large_communities",
        n,
        lambda m: leiden(m, rounds=2),
        lambda g: g.community_leiden(objective_function="modularity", n_iterations=2),
    )


def large_betweenness(n: int = 200_000) -> BenchResult:
    """Betweenness from 200 sources, against igraph from the same ones."""
    sources = np.random.default_rng(4).choice(n, min(200, n), replace=False)
    return _against_igraph(
        "large_betweenness",
        n,
        lambda m: betweenness(m, sources=sources),
        lambda g: g.betweenness(sources=sources.tolist()),
        repeats=1,
    )


BENCHES: dict[str, Callable[..., BenchResult]] = {
    bench.__name__: bench
    for bench in (
        graph_build,
        pagerank,
        core_numbers,
        exact_betweenness,
        groups,
        organic_small,
        organic_large,
        chart_pdf,
        rows_to_graph,
        large_components,
        large_pagerank,
        large_core,
        large_communities,
        large_betweenness,
    )
}


if __name__ == "__main__":
    wanted = sys.argv[1:] or list(BENCHES)
    results = [asdict(BENCHES[name]()) for name in wanted]
    sys.stdout.write(json.dumps({"results": results}, indent=1) + "\n")
