"""How a chart looks: sizes in points at scale 1, greys, dashes. Made for a black and white printer."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.analysis.chart_groups import GROUP_TYPE
from app.analysis.chart_styles import COLOUR_STYLES, SOLID, STANDING_DASHES, size_step
from app.base.chart_records import Look
from app.base.records import Standing
from app.ontology.catalogue import ontology

PT_PER_PX = 0.75
MARGIN = 30.0
HEADER = 34.0
HEADER_SIZE = 9.5
LEGEND_SIZE = 8.0
LEGEND_ROW = 18.0
NOTE_SIZE = 7.5
LINK_GREY = 0.3
GLYPH_GREY = 0.15
TEXT_GREY = 0.0
LABEL_GREY = 0.2
LINE_HEIGHT = 1.2
DASHES: Mapping[Standing, tuple[float, ...]] = STANDING_DASHES
_GROUP = ("square", 0.97, "layers")


@dataclass(frozen=True, slots=True)
class Symbol:
    """How a node is drawn: shape, fill from 0 to 1, glyph inside, rhythm of the outline, size as a factor."""

    shape: str
    fill: float
    icon: str
    outline: tuple[float, ...] = SOLID
    size: float = 1.0


@dataclass(frozen=True, slots=True)
class Sizes:
    """The sizes of a chart at one scale, in points."""

    radius: float
    glyph: float
    caption: float
    caption_width: float
    label: float
    line: float
    arrow: float
    scale: float

    @classmethod
    def at(cls, scale: float) -> "Sizes":
        """Return the sizes for `scale`; 1 prints captions at 8.4 points."""
        return cls(
            13.0 * scale,
            17.0 * scale,
            8.4 * scale,
            88.0 * scale,
            7.2 * scale,
            0.9 * scale,
            6.5 * scale,
            scale,
        )


def symbol_of(node_type: str) -> Symbol:
    """Return how nodes of this type are drawn; fills stay light, so that glyph and print are readable."""
    if node_type == GROUP_TYPE:
        return Symbol(*_GROUP)
    kind = ontology().nodes.get(node_type)
    if kind is None:
        return Symbol("circle", 1.0, "")
    return Symbol(kind.shape, max(kind.fill_grey / 255, 0.0), kind.icon)


def dressed(node_type: str, look: Look) -> Symbol:
    """Return how a node of this type with this look is drawn: a colour becomes its grey and its outline."""
    plain = symbol_of(node_type)
    colour = COLOUR_STYLES.get(look.colour)
    return Symbol(
        shape=look.shape or plain.shape,
        fill=colour.grey if colour else plain.fill,
        icon=look.icon or plain.icon,
        outline=colour.outline if colour else SOLID,
        size=size_step(look.size),
    )
