"""The symbols of nodes on paper: shape, grey, outline and glyph - one for chart files and briefings alike."""

from dataclasses import dataclass

from app.analysis.chart_groups import GROUP_TYPE
from app.analysis.chart_icons import SIZE, glyph
from app.analysis.chart_outlines import Outline, moved, symbol, symbol_middle
from app.analysis.chart_styles import COLOUR_STYLES, SOLID, size_step
from app.base.chart_records import Look
from app.ontology.catalogue import ontology

GLYPH_GREY = 0.15
_GROUP = ("square", 0.97, "layers")
_GLYPH_SHARE = 17.0 / 13.0
"""Side of the glyph, in radii of the symbol."""


@dataclass(frozen=True, slots=True)
class Ink:
    """An outline to fill and stroke.

    `fill` and `stroke` are greys from 0 (black) to 1 (white), None for nothing; `width` and `dash` are
    in points.
    """

    outline: Outline
    fill: float | None = None
    stroke: float | None = None
    width: float = 1.0
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Raster:
    """A square picture, by name, around (x, y) and twice `half` wide; only what lies in `clip` is seen."""

    name: str
    x: float
    y: float
    half: float
    clip: Outline


@dataclass(frozen=True, slots=True)
class Photo:
    """The picture of a document on paper: a square of greys, `side` pixels wide, a byte each (0 is black)."""

    side: int
    greys: bytes


@dataclass(frozen=True, slots=True)
class Symbol:
    """How a node is drawn: shape, fill from 0 to 1, glyph inside, rhythm of the outline, size as a factor.

    `picture` names a picture that stands in place of the glyph, "" for none.
    """

    shape: str
    fill: float
    icon: str
    outline: tuple[float, ...] = SOLID
    size: float = 1.0
    picture: str = ""


def symbol_of(node_type: str) -> Symbol:
    """Return how nodes of this type are drawn; fills stay light, so that glyph and print are readable."""
    if node_type == GROUP_TYPE:
        return Symbol(*_GROUP)
    kind = ontology().nodes.get(node_type)
    if kind is None:
        return Symbol("circle", 1.0, "")
    return Symbol(kind.shape, max(kind.fill_grey / 255, 0.0), kind.icon)


def dressed(node_type: str, look: Look, picture: str = "") -> Symbol:
    """Return how a node of this type with this look is drawn: a colour becomes its grey and its outline."""
    plain = symbol_of(node_type)
    colour = COLOUR_STYLES.get(look.colour)
    return Symbol(
        shape=look.shape or plain.shape,
        fill=colour.grey if colour else plain.fill,
        icon=look.icon or plain.icon,
        outline=colour.outline if colour else SOLID,
        size=size_step(look.size),
        picture=picture,
    )


def symbol_inks(look: Symbol, x: float, y: float, radius: float, glyph_size: float = 0.0) -> tuple[Ink, ...]:
    """Return a symbol with its glyph; a coloured one has the rhythm of its colour as outline."""
    width, dash = _outline(look, radius)
    inks = [Ink(symbol(look.shape, x, y, radius), look.fill, 0.0, width, dash)]
    drawn: Outline = glyph(look.icon) if look.icon else ()
    if drawn:
        wide = glyph_size or radius * _GLYPH_SHARE
        scale = wide / SIZE * (0.8 if look.shape == "triangle" else 1.0)
        dx, dy = symbol_middle(look.shape)
        corner = (x + dx * radius - 12 * scale, y + dy * radius - 12 * scale)
        grey = GLYPH_GREY if look.fill > 0.5 else 1.0
        inks.append(Ink(moved(drawn, scale, *corner), stroke=grey, width=1.7 * scale))
    return tuple(inks)


def picture_inks(look: Symbol, x: float, y: float, radius: float) -> tuple[Ink | Raster, ...]:
    """Return a symbol whose picture stands in place of the glyph, cut to the shape."""
    width, dash = _outline(look, radius)
    outline = symbol(look.shape, x, y, radius)
    picture = Raster(look.picture, x, y, radius, outline)
    return (Ink(outline, 1.0), picture, Ink(outline, None, 0.0, width, dash))


def _outline(look: Symbol, radius: float) -> tuple[float, tuple[float, ...]]:
    width = (0.13 if look.outline else 0.085) * radius
    return width, tuple(part * width for part in look.outline)
