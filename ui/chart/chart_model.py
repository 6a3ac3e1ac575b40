"""A network as arrays: what the chart draws, hits and moves. Free of Qt."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from app.analysis.chart_content import ChartContent
from app.analysis.chart_groups import GROUP_TYPE
from app.analysis.chart_styles import LINK_WIDTHS, SIZE_STEPS, STANDINGS, size_step, width_class
from app.analysis.network import NetLink, NetNode, Network
from app.base.chart_records import COLOURS, ChartItem, Look
from ui.chart.arrays import Bools, Floats, Ints
from ui.chart.culling_geometry import shuffled
from ui.chart.fan_geometry import fan_offsets
from ui.chart.link_bundles import Bundles, bundled
from ui.chart.shape_geometry import shape_number

WIDTHS = LINK_WIDTHS + tuple(float(px) for px in range(1, 9))
"""Line widths in pixels: those of weights, then those that a look may ask for."""
PINNED, LOCKED = 1, 2
_SPACING = 110.0
_FEW_LINKS = 30
"""When more links than this all have the same name, the legend says it once."""
_PLAIN, _NOTHING = Look(), ChartItem("")

Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class TypeLook:
    """How a node looks: icon name, shape, family of colours, and the name of its type for the legend.

    `colour` is one of the palette that somebody chose ("" for the family's own), `double` a second outline:
    the node stands for several.
    """

    id: str
    icon: str
    shape: str
    family: str
    label: str
    colour: str = ""
    double: bool = False


class ChartModel:
    """Nodes and links of one chart, with places in pixels at scale 1.

    Only `xy` changes during the life of a model. Nodes without a place are put in rows below the rest.
    `opened` are the bundles whose links are drawn singly. `common_link_text` is the name of all links where
    they are many and share one, else "".
    """

    def __init__(
        self,
        content: ChartContent,
        looks: Mapping[str, TypeLook],
        opened: frozenset[str] = frozenset(),
    ) -> None:
        network, document = content.network, content.document
        self.content = content
        self.nodes: tuple[NetNode, ...] = network.nodes
        self.index = {node.id: number for number, node in enumerate(network.nodes)}
        self.bundles = _drawn_links(network, self.index, document.settings.bundle, opened)
        self.links: tuple[NetLink, ...] = self.bundles.links
        self.link_index = {link.id: number for number, link in enumerate(self.links)}
        self.xy = _places(self.nodes, content.places)
        self._read_links(content)
        self._read_looks(content, looks)
        self.captions = [_caption(node, content.lines.get(node.id, ())) for node in self.nodes]

    @classmethod
    def of(
        cls, network: Network, positions: Mapping[str, Place], looks: Mapping[str, TypeLook]
    ) -> "ChartModel":
        """Return the model of a network about which nothing is said but places."""
        return cls(ChartContent(network, positions), looks)

    def _read_links(self, content: ChartContent) -> None:
        links = self.links
        self.ends = _ends(links, self.index)
        self.starts, self.stops = (np.ascontiguousarray(self.ends[:, side]) for side in (0, 1))
        self.shuffled = shuffled(len(links))
        self.fan = fan_offsets(self.ends)
        self.loop: Bools = np.equal(self.ends[:, 0], self.ends[:, 1])
        self.directed: Bools = np.array([link.directed for link in links], dtype=np.bool_)
        strength = {standing: number for number, standing in enumerate(STANDINGS)}
        self.standing: Ints = np.array([strength[link.standing] for link in links], dtype=np.intp)
        widths = {weight: width_class(weight) for weight in {link.weight for link in links}}
        self.width: Ints = np.array([widths[link.weight] for link in links], dtype=np.intp)
        self.link_colour: Ints = np.zeros(len(links), dtype=np.intp)
        named = content.document.settings.link_labels
        self.link_texts = [_named(link, content.lines, self.bundles, named=named) for link in links]
        for name, look in content.looks.items():
            number = self.link_index.get(name, -1)
            if number >= 0:
                self.link_colour[number] = COLOURS.index(look.colour)
                if look.width:
                    self.width[number] = len(LINK_WIDTHS) + min(max(look.width, 1), 8) - 1
                if look.badge:
                    self.link_texts[number] += f" [{look.badge}]"
        texts = set(self.link_texts) if len(links) > _FEW_LINKS else set()
        self.common_link_text = texts.pop() if len(texts) == 1 else ""
        self.degree: Ints = np.bincount(self.ends.ravel(), minlength=len(self.nodes)).astype(np.intp)

    def _read_looks(self, content: ChartContent, looks: Mapping[str, TypeLook]) -> None:
        self.types = tuple(dict.fromkeys(node.type for node in self.nodes))
        self.looks = tuple(looks.get(t, TypeLook(t, "circle", "circle", "other", t)) for t in self.types)
        by_type = dict(zip(self.types, self.looks, strict=True))
        plain = {t: replace(look, double=t == GROUP_TYPE) for t, look in by_type.items()}
        groups = {group.id: Look(colour=group.colour) for group in content.document.groups}
        rows: dict[TypeLook, int] = {}
        known: dict[tuple[str, str, str, str, float], tuple[int, float]] = {}
        glyph_row, sizes = [], []
        self.badges: dict[int, str] = {}
        self.pictures: dict[int, str] = {}
        for number, node in enumerate(self.nodes):
            look = content.looks.get(node.id) or groups.get(node.id, _PLAIN)
            kind = (node.type, look.colour, look.shape, look.icon, look.size)
            if kind not in known:
                glyph = plain[node.type] if look is _PLAIN else _glyph(plain[node.type], look)
                known[kind] = (rows.setdefault(glyph, len(rows)), size_step(look.size))
            row, size = known[kind]
            glyph_row.append(row)
            sizes.append(size)
            if look.badge:
                self.badges[number] = look.badge
            if look.picture:
                self.pictures[number] = look.picture
        self.glyphs = tuple(rows)
        self.glyph_row: Ints = np.array(glyph_row, dtype=np.intp)
        self.size: Floats = np.array(sizes, dtype=np.float64)
        self.sizes_used = tuple(step for step in SIZE_STEPS if (self.size == step).any())
        shapes = np.array([shape_number(glyph.shape) for glyph in self.glyphs], dtype=np.intp)
        self.shape: Ints = shapes[self.glyph_row] if len(self.nodes) else np.empty(0, dtype=np.intp)
        items = content.document.items
        said = (items.get(node.id, _NOTHING) for node in self.nodes) if items else ()
        self.marks = {
            number: PINNED * item.pinned + LOCKED * item.locked
            for number, item in enumerate(said)
            if item.pinned or item.locked
        }

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

    def locked(self, number: int) -> bool:
        """Tell whether a node may not be dragged."""
        return bool(self.marks.get(number, 0) & LOCKED)

    def bundle(self, link_id: str) -> tuple[str, ...]:
        """Return the links that a drawn line stands for: itself, or those of its bundle."""
        return self.bundles.members.get(link_id, (link_id,))


def _drawn_links(
    network: Network, index: Mapping[str, int], together: bool, opened: frozenset[str]
) -> Bundles:
    links = tuple(link for link in network.links if link.start in index and link.end in index)
    return bundled(links, opened) if together else Bundles(links, {})


def _glyph(plain: TypeLook, look: Look) -> TypeLook:
    return replace(
        plain,
        colour=look.colour,
        shape=look.shape or plain.shape,
        icon=look.icon or plain.icon,
    )


def _caption(node: NetNode, lines: tuple[str, ...]) -> str:
    first = " ".join(node.label.split())
    return "\n".join((first, *lines)) if lines else first


def _named(link: NetLink, lines: Mapping[str, tuple[str, ...]], bundles: Bundles, *, named: bool) -> str:
    if link.id in bundles.members:
        return link.label
    parts, name = lines.get(link.id, ()), link.label if named else ""
    return " · ".join(filter(None, (name, *parts))) if parts else name


def _ends(links: tuple[NetLink, ...], index: Mapping[str, int]) -> Ints:
    pairs = [(index[link.start], index[link.end]) for link in links]
    return np.array(pairs, dtype=np.intp).reshape(len(pairs), 2)


def _places(nodes: tuple[NetNode, ...], positions: Mapping[str, Place]) -> Floats:
    known = [positions[node.id] for node in nodes if node.id in positions]
    missing = sum(node.id not in positions for node in nodes)
    columns = max(int(np.ceil(np.sqrt(max(missing, 1) * 1.6))), 1)
    left = min((x for x, _ in known), default=0.0)
    top = max((y for _, y in known), default=-_SPACING) + _SPACING
    free = ((left + _SPACING * (k % columns), top + _SPACING * (k // columns)) for k in range(missing))
    places = [positions[node.id] if node.id in positions else next(free) for node in nodes]
    return np.array(places, dtype=np.float64).reshape(len(nodes), 2)
