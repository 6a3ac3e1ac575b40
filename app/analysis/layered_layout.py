"""The hierarchy: layers from top to bottom along the arrows, few crossings, bounded width.

The method is Sugiyama's (1981): break cycles, give layers, split long links by stand-ins, order the
layers by barycentres, then set the x of each node near the middle of its neighbours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis.engines import csgraph, np
from app.analysis.layout_pulse import Pulse

if TYPE_CHECKING:
    from app.analysis.arrays import GraphArrays
    from app.analysis.engines import Numbers, Points

_SWEEPS = 24
_LAYER_GAP = 2.2
_STAND_IN_WIDTH = 0.35
_LONGEST_SPLIT = 12

_Ways = list[list[int]]


def layered(
    graph: GraphArrays,
    arrows: set[tuple[int, int]],
    *,
    box: tuple[float, float],
    pulse: Pulse | None = None,
) -> Points:
    """Return positions in layers; `arrows` are the directed ties (from, to) by node number.

    Ties without an arrow point away from the best connected node of their component, or lie in a row
    between nodes equally far from it. Cycles are allowed: some arrows then point upwards. No layer is
    much wider than the whole picture is high.
    """
    if graph.n == 0:
        return np.zeros((0, 2))
    down = _acyclic(graph.n, _oriented(graph, arrows))
    layer = _layers(graph.n, down)
    rows, above, below = _with_stand_ins(graph.n, down, layer)
    pulse = pulse or Pulse()
    pulse.expect(2 * _SWEEPS * len(above))
    _reduce_crossings(rows, above, below, pulse)
    x = _spread(rows, above, below, graph.n, box[0], pulse)
    y = np.array(layer) * box[1] * _LAYER_GAP
    points: Points = np.stack([np.array(x[: graph.n]), y], axis=1)
    return points


def _oriented(graph: GraphArrays, arrows: set[tuple[int, int]]) -> list[tuple[int, int]]:
    depth = _depths(graph)
    ways: list[tuple[int, int]] = []
    free: list[tuple[int, int]] = []
    for a, b in graph.edges.tolist():
        forth, back = (a, b) in arrows, (b, a) in arrows
        if forth != back:
            ways.append((a, b) if forth else (b, a))
        else:
            free.append((a, b))
    return ways + [(a, b) if depth[a] < depth[b] else (b, a) for a, b in free if depth[a] != depth[b]]


def _depths(graph: GraphArrays) -> Numbers:
    """Hops of each node from the best connected node of its component."""
    if not graph.n:
        return np.zeros(0)
    _count, part = csgraph.connected_components(graph.adjacency, directed=False)
    best = np.lexsort((np.arange(graph.n), -graph.degrees(), part))
    roots = best[np.concatenate([[True], np.diff(part[best]) > 0])]
    hops: Numbers = csgraph.dijkstra(graph.adjacency, unweighted=True, indices=roots, min_only=True)
    return hops


def _acyclic(n: int, ways: list[tuple[int, int]]) -> _Ways:
    """Turn round the ways that close a cycle, found by depth-first search from the sources."""
    out: _Ways = [[] for _ in range(n)]
    incoming = [0] * n
    for a, b in ways:
        out[a].append(b)
        incoming[b] += 1
    down: _Ways = [[] for _ in range(n)]
    state = [0] * n
    for root in sorted(range(n), key=lambda node: (incoming[node], node)):
        _visit(root, out, down, state)
    return down


def _visit(root: int, out: _Ways, down: _Ways, state: list[int]) -> None:
    """Depth-first from `root`; state 1 is on the way, 2 is done. A way to a node on the way is turned."""
    if state[root]:
        return
    state[root] = 1
    stack = [(root, iter(out[root]))]
    while stack:
        node, rest = stack[-1]
        for target in rest:
            if state[target] == 1:
                down[target].append(node)
                continue
            down[node].append(target)
            if state[target] == 0:
                state[target] = 1
                stack.append((target, iter(out[target])))
                break
        else:
            state[node] = 2
            stack.pop()


def _layers(n: int, down: _Ways) -> list[int]:
    """The highest layer below all that point to a node, in layers of bounded width."""
    widest = max(4, round((n * 2.2) ** 0.5) + 2)
    waiting = [0] * n
    for targets in down:
        for target in targets:
            waiting[target] += 1
    layer, used = [0] * n, [0] * (n + 1)
    ready = sorted((node for node in range(n) if not waiting[node]), key=lambda i: (-len(down[i]), i))
    while ready:
        following: list[int] = []
        for node in ready:
            while used[layer[node]] >= widest:
                layer[node] += 1
            used[layer[node]] += 1
            for target in down[node]:
                layer[target] = max(layer[target], layer[node] + 1)
                waiting[target] -= 1
                if not waiting[target]:
                    following.append(target)
        ready = sorted(following, key=lambda i: (layer[i], i))
    return layer


def _with_stand_ins(n: int, down: _Ways, layer: list[int]) -> tuple[_Ways, _Ways, _Ways]:
    """Rows of nodes per layer, and each node's neighbours above and below; long ways get stand-ins."""
    rows: _Ways = [[] for _ in range(max(layer) + 1)]
    for node in range(n):
        rows[layer[node]].append(node)
    above: _Ways = [[] for _ in range(n)]
    below: _Ways = [[] for _ in range(n)]
    for node in range(n):
        for target in down[node]:
            last = node
            if layer[target] - layer[node] <= _LONGEST_SPLIT:
                for between in range(layer[node] + 1, layer[target]):
                    rows[between].append(len(above))
                    above.append([last])
                    below.append([])
                    below[last].append(len(above) - 1)
                    last = len(above) - 1
            below[last].append(target)
            above[target].append(last)
    return rows, above, below


def _reduce_crossings(rows: _Ways, above: _Ways, below: _Ways, pulse: Pulse) -> None:
    place = {node: i for row in rows for i, node in enumerate(row)}
    for sweep in range(_SWEEPS):
        if not pulse.beat(len(above)):
            break
        downwards = sweep % 2 == 0
        near = above if downwards else below
        for row in rows if downwards else reversed(rows):
            centre = {
                node: sum(place[m] for m in near[node]) / len(near[node]) if near[node] else place[node]
                for node in row
            }
            row.sort(key=lambda node: (centre[node], place[node]))
            place.update((node, i) for i, node in enumerate(row))


def _spread(rows: _Ways, above: _Ways, below: _Ways, n: int, width: float, pulse: Pulse) -> list[float]:
    """The x of every node: near the mean of its neighbours, in the row's order, without touching."""
    room = [width if node < n else width * _STAND_IN_WIDTH for node in range(len(above))]
    x = [0.0] * len(above)
    for row in rows:
        _fit(row, [0.0] * len(row), room, x)
    for sweep in range(_SWEEPS):
        if not pulse.beat(len(above)):
            break
        for row in rows if sweep % 2 == 0 else reversed(rows):
            wish = []
            for node in row:
                near = above[node] + below[node]
                wish.append(sum(x[m] for m in near) / len(near) if near else x[node])
            _fit(row, wish, room, x)
    return x


def _fit(row: list[int], wish: list[float], room: list[float], x: list[float]) -> None:
    """Set x in the row's order as near to `wish` as the room allows (pooling of neighbours that touch)."""
    offset, total = [], 0.0
    for i, node in enumerate(row):
        total += (room[row[i - 1]] + room[node]) / 2 if i else 0.0
        offset.append(total)
    blocks: list[tuple[float, int]] = []
    for target, shift in zip(wish, offset, strict=True):
        mean, count = target - shift, 1
        while blocks and blocks[-1][0] > mean:
            before, many = blocks.pop()
            mean, count = (before * many + mean * count) / (many + count), many + count
        blocks.append((mean, count))
    starts = [mean for mean, count in blocks for _ in range(count)]
    for node, start, shift in zip(row, starts, offset, strict=True):
        x[node] = start + shift
