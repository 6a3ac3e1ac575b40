"""The nodes of a chart on paper: their symbols, names, boxes and order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.analysis.chart_symbols import Ink, Raster, Symbol, dressed, picture_inks, symbol_inks
from app.analysis.engines import np
from app.base.chart_records import Look
from app.exchange.chart_backdrop import group_names
from app.exchange.chart_captions import symbol_box
from app.exchange.chart_model import PLAIN, Chart
from app.exchange.chart_occupancy import Box
from app.exchange.chart_paper import Paper
from app.exchange.chart_style import Sizes
from app.exchange.chart_text import clean

if TYPE_CHECKING:
    from app.analysis.engines import Indices, Numbers, Points


@dataclass(frozen=True, slots=True)
class Nodes:
    """The symbols of all nodes: number by id, name, middle, which of the `symbols` each is, and reach.

    `rows` (n, 4) are the boxes around the symbols: left, top, right, bottom.
    """

    numbers: dict[str, int]
    names: list[str]
    points: "Points"
    symbols: tuple[Symbol, ...]
    kind: "Indices"
    rows: "Numbers"
    reach: "Numbers"
    radii: "Numbers"

    def boxes(self) -> dict[str, Box]:
        """Return the boxes around all symbols, by node."""
        return {i: Box(*row) for i, row in zip(self.numbers, self.rows.tolist(), strict=True)}

    def shapes(self) -> list[str]:
        """Return the shape of each node's symbol."""
        return [self.symbols[kind].shape for kind in self.kind.tolist()]


def place_nodes(chart: Chart, paper: Paper, sizes: Sizes) -> Nodes:
    """Return the symbols of a chart where they stand on the paper."""
    titles = group_names(chart)
    places = chart.places
    points = np.array([places[n.id] for n in chart.nodes], np.float64).reshape(-1, 2)
    points = points * paper.stretch + paper.origin
    symbols, kind = _symbols(chart)
    known = [symbol_box(s.shape, s.size * sizes.radius) for s in symbols]
    around = np.array(known, np.float64).reshape(-1, 4)[kind]
    far = np.array([max(-b.left, -b.top, b.right, b.bottom) for b in known], np.float64)
    radii = np.array([s.size * sizes.radius for s in symbols], np.float64)
    return Nodes(
        {n.id: i for i, n in enumerate(chart.nodes)},
        [titles.get(n.id) or clean(n.label) for n in chart.nodes],
        points,
        symbols,
        kind,
        np.concatenate([points, points], axis=1) + around,
        far[kind],
        radii[kind],
    )


def _symbols(chart: Chart) -> tuple[tuple[Symbol, ...], "Indices"]:
    """Every symbol that occurs, and which of them each node has."""
    pairs: dict[tuple[str, Look], int] = {}
    looks = chart.looks
    of = [pairs.setdefault((n.type, looks.get(n.id, PLAIN)), len(pairs)) for n in chart.nodes]
    made: dict[Symbol, int] = {}
    photos = photo_names(chart)
    dresses = (dressed(kind, look, photos.get(look.picture, "")) for kind, look in pairs)
    which = [made.setdefault(dress, len(made)) for dress in dresses]
    return tuple(made), np.array(which, np.intp)[np.array(of, np.intp)]


def photo_names(chart: Chart) -> dict[str, str]:
    """Return by document what its picture is called in the file: nothing that the office calls it."""
    return {document: f"photo{no}" for no, document in enumerate(chart.photos, 1)}


def stamps_of(symbols: Sequence[Symbol], sizes: Sizes) -> Mapping[str, tuple[Ink | Raster, ...]]:
    """Return each symbol as a stamp, in their order: "s1", "s2" and so on."""
    return {f"s{no}": _inks(symbol, sizes) for no, symbol in enumerate(symbols, 1)}


def _inks(symbol: Symbol, sizes: Sizes) -> tuple[Ink | Raster, ...]:
    radius = sizes.radius * symbol.size
    if symbol.picture:
        return picture_inks(symbol, 0.0, 0.0, radius)
    return symbol_inks(symbol, 0.0, 0.0, radius, sizes.glyph * symbol.size)


def order_of(ends: "Indices", points: "Points") -> "Indices":
    """Return in which order captions choose: crowded nodes first, for they have the least choice.

    `ends` are the numbers of the nodes at the ends of lines.
    """
    degree = np.bincount(ends.ravel(), minlength=len(points))
    order: Indices = np.lexsort((points[:, 1], points[:, 0], -degree))
    return order
