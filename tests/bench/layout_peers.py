"""What somebody would otherwise lay a network out with: each runs by itself and tells its own CPU time.

None of them is a part of the product. Programs are found on the path, Python packages in the environment
that `--python` names, JavaScript packages in the folder that `--node` names.
"""

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

import numpy as np

LIMIT_SECONDS = 240
_PYTHON = Path(__file__).with_name("layout_peer_runner.py")
_NODE = Path(__file__).with_name("layout_peer_runner.mjs")


class Missing(Exception):
    """A peer cannot run here; the text says why."""


@dataclass(frozen=True, slots=True)
class Peer:
    """A program and the largest graph worth waiting for."""

    name: str
    kind: str
    most_nodes: int


PEERS = (
    Peer("graphviz sfdp", "sfdp", 10_000),
    Peer("Tulip multilevel", "python", 50_000),
    Peer("igraph Fruchterman-Reingold", "python", 10_000),
    Peer("networkx spring", "python", 1_000),
    Peer("graphology ForceAtlas2", "node", 10_000),
    Peer("cytoscape.js cose", "node", 500),
    Peer("cytoscape.js fcose", "node", 500),
)


def run(
    peer: Peer,
    n: int,
    edges: np.ndarray,
    python: str = sys.executable,
    node: str = "",
    limit: int = LIMIT_SECONDS,
) -> tuple[float, np.ndarray]:
    """Return CPU seconds and n x 2 points; raises `Missing` if the peer is not here, fails or is late."""
    if peer.kind == "sfdp":
        return _sfdp(n, edges, limit)
    job = json.dumps({"peer": peer.name, "n": n, "edges": edges.tolist()})
    if peer.kind == "python":
        answer = json.loads(_output([python, str(_PYTHON)], job, limit))
    else:
        if not node:
            raise Missing("no folder of Node packages named")
        answer = json.loads(_output(["node", str(_NODE), node], job, limit))
    if "missing" in answer:
        raise Missing(str(answer["missing"]))
    return float(answer["seconds"]), np.array(answer["points"], np.float64)


def _sfdp(n: int, edges: np.ndarray, limit: int) -> tuple[float, np.ndarray]:
    lines = ["graph g {", *(f"{i};" for i in range(n)), *(f"{a}--{b};" for a, b in edges.tolist()), "}"]
    before = getrusage(RUSAGE_CHILDREN)
    words = _output(["sfdp", "-Tplain"], "\n".join(lines), limit)
    after = getrusage(RUSAGE_CHILDREN)
    points = np.zeros((n, 2))
    for line in words.splitlines():
        part = line.split()
        if part and part[0] == "node":
            points[int(part[1])] = float(part[2]), float(part[3])
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, points


def _output(command: list[str], words: str, limit: int) -> str:
    if shutil.which(command[0]) is None:
        raise Missing(f"{Path(command[0]).name} is not installed")
    try:
        done = subprocess.run(
            command, input=words, capture_output=True, text=True, timeout=limit, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise Missing(f"not done after {limit} s") from error
    if done.returncode:
        raise Missing((done.stderr.strip() or "ended with an error").splitlines()[-1][:120])
    return done.stdout
