"""What a layout is asked for, beside the network: one bundle instead of a dozen arguments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.analysis.engines import np
from app.analysis.layout_pulse import Pulse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.analysis.arrays import GraphArrays
    from app.analysis.engines import Flags, Points
    from app.analysis.network import Network

    Places = Mapping[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class LayoutWish:
    """`groups` by node id, None if nobody named any; `before` are places that people know, px."""

    algorithm: str
    seed: int
    box: tuple[float, float]
    centre: str | None
    dates: Mapping[str, str]
    groups: Mapping[str, str] | None
    before: Places
    pulse: Pulse

    def group_names(self, network: Network, graph: GraphArrays) -> list[str]:
        """Return the group of each node of the graph: the named one ("" if left out), else its type."""
        if self.groups is not None:
            return [self.groups.get(node_id, "") for node_id in graph.ids]
        kind = {node.id: node.type for node in network.nodes}
        return [kind[node_id] for node_id in graph.ids]


def as_points(ids: tuple[str, ...], places: Places) -> Points:
    """Return n x 2 points, nan for ids that have no place."""
    nowhere = (float("nan"), float("nan"))
    return np.array([places.get(node_id, nowhere) for node_id in ids], np.float64).reshape(-1, 2)


def as_places(ids: tuple[str, ...], points: Points) -> dict[str, tuple[float, float]]:
    """Return the places by id; points that are nan are left out."""
    return {i: (x, y) for i, (x, y) in zip(ids, points.tolist(), strict=True) if x == x}


def flags(ids: tuple[str, ...], chosen: frozenset[str]) -> Flags:
    """Return for each id whether it is among the chosen ones."""
    return np.array([node_id in chosen for node_id in ids], np.bool_)
