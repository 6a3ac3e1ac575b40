"""Networks to test with: made from plain edges, read from published files, or grown from a seed."""

import csv
import random
from pathlib import Path

from app.analysis.network import NetLink, NetNode, Network
from app.base.records import Standing


def network(edges, nodes=(), directed=False, kind="contact"):
    """A network of persons from pairs of names; parallel pairs stay parallel."""
    names = dict.fromkeys([*nodes, *(end for edge in edges for end in edge)])
    links = tuple(
        NetLink(f"l{i:06}", kind, a, b, directed, Standing.FACT, "Kontakt", 1, (f"f{i:06}",))
        for i, (a, b) in enumerate(edges)
    )
    return Network(tuple(NetNode(name, "person", f"Muster {name}") for name in names), links)


def read_edges(path: Path, delimiter=",", header=True):
    """The first two columns of an edge list."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream, delimiter=delimiter))
    return [(row[0], row[1]) for row in rows[1 if header else 0 :] if row]


def read_matrix(path: Path):
    """The cells of a square matrix that are not 0."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        head, *rows = [row for row in csv.reader(stream) if row]
    return [(row[0], to) for row in rows for to, cell in zip(head[1:], row[1:], strict=True) if float(cell)]


def read_nodes(path: Path):
    """The first column of a node list."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return [row[0] for row in list(csv.reader(stream))[1:] if row]


def grown(n, seed=7, groups=6, inside=0.85, degree=6):
    """Pairs of which the share `inside` stays in one of `groups` groups; returns (edges, group of node)."""
    rng = random.Random(seed)
    group = {f"n{i:05}": i % groups for i in range(n)}
    names = list(group)
    edges = set()
    while len(edges) < n * degree // 2:
        a = rng.choice(names)
        near = rng.random() < inside
        b = rng.choice([name for name in names if (group[name] == group[a]) == near])
        if a != b:
            edges.add((min(a, b), max(a, b)))
    return sorted(edges), group
