"""A network as arrays: what the chart draws, hits and moves. Free of Qt."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from app.analysis.network import NetLink, NetNode, Network
from app.base.records import Standing
from ui.chart.arrays import Bools, Floats, Ints
from ui.chart.fan_geometry import fan_offsets
from ui.chart.shape_geometry import shape_number

STANDINGS = (Standing.FACT, Standing.ASSESSMENT, Standing.HYPOTHESIS)
WIDTHS = (1.0, 1.5, 2.0, 3.0)
"""Line widths in pixels for weights 1, 2-3, 4-7, 8 and more."""
_SPACING = 110.0

Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class TypeLook:
    """How a node type looks: icon name, shape, family of colours, and its name for the legend."""

    id: str
    icon: str
    shape: str
    family: str
    label: str


class ChartModel:
    """Nodes and links of one network, with places in pixels at scale 1.

    Only `xy` changes during the life of a model. Nodes without a place are put in rows below the rest.
    """

    def __init__(
        self, network: Network, positions: Mapping[str, Place], looks: Mapping[str, TypeLook]
    ) -> None:
        self.nodes: tuple[NetNode, ...] = network.nodes
        self.index = {node.id: number for number, node in enumerate(network.nodes)}
        self.links: tuple[NetLink, ...] = tuple(
            link for link in network.links if link.start in self.index and link.end in self.index
        )
        self.link_index = {link.id: number for number, link in enumerate(self.links)}
        self.xy = _places(self.nodes, positions)
        self.ends = _ends(self.links, self.index)
        self.fan = fan_offsets(self.ends)
        self.loop: Bools = np.equal(self.ends[:, 0], self.ends[:, 1])
        self.directed: Bools = np.array([link.directed for link in self.links], dtype=np.bool_)
        self.standing: Ints = np.array([STANDINGS.index(link.standing) for link in self.links], dtype=np.intp)
        self.width: Ints = _width_classes(self.links)
        self.types = tuple(dict.fromkeys(node.type for node in self.nodes))
        self.looks = tuple(looks.get(t, TypeLook(t, "circle", "circle", "other", t)) for t in self.types)
        row = {type_id: number for number, type_id in enumerate(self.types)}
        self.type_row: Ints = np.array([row[node.type] for node in self.nodes], dtype=np.intp)
        shapes = np.array([shape_number(look.shape) for look in self.looks], dtype=np.intp)
        self.shape: Ints = shapes[self.type_row] if len(self.nodes) else np.empty(0, dtype=np.intp)
        self.degree: Ints = np.bincount(self.ends.ravel(), minlength=len(self.nodes)).astype(np.intp)

    def numbers(self, ids: Iterable[str]) -> Ints:
        """Return the numbers of the nodes among `ids`; other ids are passed over."""
        return np.array([self.index[i] for i in ids if i in self.index], dtype=np.intp)

    def node_mask(self, ids: Iterable[str]) -> Bools:
        """Return which nodes are among `ids`."""
        mask = np.zeros(len(self.nodes), dtype=np.bool_)
        mask[self.numbers(ids)] = True
        return mask

    def link_mask(self, ids: Iterable[str]) -> Bools:
        """Return which links are among `ids`."""
        mask = np.zeros(len(self.links), dtype=np.bool_)
        mask[[self.link_index[i] for i in ids if i in self.link_index]] = True
        return mask

    def links_at(self, nodes: Bools) -> Bools:
        """Return which links touch a node of the mask."""
        result: Bools = np.logical_or(nodes[self.ends[:, 0]], nodes[self.ends[:, 1]])
        return result

    def neighbours(self, number: int) -> Ints:
        """Return the numbers of the nodes that a link joins to node `number`, each once."""
        touching = self.ends[(self.ends == number).any(axis=1)]
        found: Ints = np.setdiff1d(touching, [number])
        return found

    def place(self, number: int) -> Place:
        """Return where node `number` stands."""
        return float(self.xy[number, 0]), float(self.xy[number, 1])

    def places(self) -> dict[str, Place]:
        """Return where all nodes stand, by id."""
        return {node.id: self.place(number) for number, node in enumerate(self.nodes)}


def _ends(links: tuple[NetLink, ...], index: Mapping[str, int]) -> Ints:
    pairs = [(index[link.start], index[link.end]) for link in links]
    return np.array(pairs, dtype=np.intp).reshape(len(pairs), 2)


def _width_classes(links: tuple[NetLink, ...]) -> Ints:
    weights = np.array([max(link.weight, 1) for link in links], dtype=np.float64)
    return np.minimum(np.floor(np.log2(weights)), len(WIDTHS) - 1).astype(np.intp)


def _places(nodes: tuple[NetNode, ...], positions: Mapping[str, Place]) -> Floats:
    known = [positions[node.id] for node in nodes if node.id in positions]
    missing = sum(node.id not in positions for node in nodes)
    columns = max(int(np.ceil(np.sqrt(max(missing, 1) * 1.6))), 1)
    left = min((x for x, _ in known), default=0.0)
    top = max((y for _, y in known), default=-_SPACING) + _SPACING
    free = ((left + _SPACING * (k % columns), top + _SPACING * (k // columns)) for k in range(missing))
    places = [positions[node.id] if node.id in positions else next(free) for node in nodes]
    return np.array(places, dtype=np.float64).reshape(len(nodes), 2)
