"""The link chart as a poster: A4 pages of an office printer that are cut, laid over each other and glued."""

from app.analysis.network import Network
from app.base.i18n import _
from app.briefing.chart import PrintedNetwork
from app.briefing.chart_figure import poster_figure
from app.briefing.content import (
    Block,
    ChartNode,
    ChartPoster,
    Heading,
    NewPage,
    Paragraph,
    PosterTile,
    Role,
    line,
)
from app.briefing.evidence import Evidence

_PART, _OVERLAP = (158.0, 226.0), 10.0
"""What a page shows, in mm; within the margins of a page of the briefing, marks around it."""
_SCALES = (1.5, 1.25, 1.0)
_MOST_TILES, _LONGEST = 12, 1.9
_ROOM_OF_A_NODE = 31.5 * 18.0 * 1.5
_MOST_NODES = 480


def chart_poster(evidence: Evidence, printed: PrintedNetwork) -> ChartPoster:
    """Return the network on as few pages as let its captions be read from a step away.

    Large captions first; with more nodes than fit on twelve pages so, smaller ones; beyond 480 nodes those
    that hang together from the first recorded one.
    """
    scale, columns, rows = _shape(printed.drawn)
    shapes = [(columns, rows), *(s for s in _shapes() if s[0] * s[1] > columns * rows)]
    sizes = [_size(*shape, scale) for shape in shapes]
    figure = poster_figure(evidence, printed, sizes, _MOST_NODES)
    columns, rows = shapes[sizes.index((figure.width, figure.height))]
    return ChartPoster(figure, columns, rows, scale, _PART, _OVERLAP)


def poster_pages(poster: ChartPoster) -> tuple[Block, ...]:
    """Return the pages: how they go together, then one sheet per part with nothing on its back."""
    count = poster.columns * poster.rows
    said = _("How the {count} pages are put together: cut along the marks, lay the page over its neighbour.")
    made: list[Block] = [
        NewPage(recto=True),
        Heading(_("The links drawn"), 2),
        Paragraph(line(said.format(count=count)), role=Role.NOTE),
        PosterTile(poster, 0, 0, poster.figure.alternative),
        Paragraph(line(poster.figure.caption), role=Role.NOTE),
    ]
    number = 0
    for row in range(1, poster.rows + 1):
        for column in range(1, poster.columns + 1):
            number += 1
            text = _("Poster, page {number} of {count}: row {row}, column {column}")
            title = text.format(number=number, count=count, row=row, column=column)
            tile = PosterTile(poster, row, column, _alternative(poster, row, column, title))
            made += [NewPage(recto=True), Paragraph(line(title), role=Role.NOTE), tile]
    return (*made, NewPage())


def window(poster: ChartPoster, row: int, column: int) -> tuple[float, float, float, float]:
    """Return left, low, right and high of what a tile shows, in mm of the figure."""
    across, down = ((side - poster.overlap) / poster.scale for side in poster.part)
    left, top = (column - 1) * across, poster.figure.height - (row - 1) * down
    wide, high = (side / poster.scale for side in poster.part)
    return left, top - high, left + wide, top


def _alternative(poster: ChartPoster, row: int, column: int, title: str) -> str:
    left, low, right, high = window(poster, row, column)
    inside = [n for n in poster.figure.nodes if left <= n.x < right and low <= n.y < high]
    names = ", ".join(n.label for n in sorted(inside, key=_reading_order))
    return ". ".join((title, names or _("Lines only.")))


def _reading_order(node: ChartNode) -> tuple[float, float]:
    return -round(node.y), node.x


def _shape(network: Network) -> tuple[float, int, int]:
    """Return scale, columns and rows: the fewest pages at the largest scale that gives each node its room."""
    count = min(len(network.nodes), _MOST_NODES)
    for scale in _SCALES:
        for columns, rows in _shapes():
            width, height = _size(columns, rows, scale)
            if width * height >= count * _ROOM_OF_A_NODE:
                return scale, columns, rows
    return (_SCALES[-1], *_shapes()[-1])


def _shapes() -> list[tuple[int, int]]:
    """Columns and rows, fewest pages first; no poster is oddly long, and none is a single page."""
    found = []
    for columns in range(1, _MOST_TILES + 1):
        for rows in range(1, _MOST_TILES // columns + 1):
            sides = _size(columns, rows, 1.0)
            if columns * rows > 1 and max(sides) < _LONGEST * min(sides):
                found.append((columns, rows))
    return sorted(found, key=lambda shape: (shape[0] * shape[1], shape))


def _size(columns: int, rows: int, scale: float) -> tuple[float, float]:
    width, height = _PART
    across, down = columns * (width - _OVERLAP) + _OVERLAP, rows * (height - _OVERLAP) + _OVERLAP
    return across / scale, down / scale
