"""How a chart looks: sizes in points at scale 1, greys, dashes. Made for a black and white printer."""

from dataclasses import dataclass

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
DASHES: dict[Standing, tuple[float, ...]] = {
    Standing.FACT: (),
    Standing.ASSESSMENT: (5.0, 2.6),
    Standing.HYPOTHESIS: (1.0, 2.6),
}


@dataclass(frozen=True, slots=True)
class Symbol:
    """How nodes of a type are drawn: shape, fill from 0 to 1, glyph inside."""

    shape: str
    fill: float
    icon: str


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

    @classmethod
    def at(cls, scale: float) -> "Sizes":
        """Return the sizes for `scale`; 1 prints captions at 8.4 points."""
        return cls(
            13.0 * scale, 17.0 * scale, 8.4 * scale, 88.0 * scale, 7.2 * scale, 0.9 * scale, 6.5 * scale
        )


def symbol_of(node_type: str) -> Symbol:
    """Return how nodes of this type are drawn; fills stay light, so that glyph and print are readable."""
    kind = ontology().nodes.get(node_type)
    if kind is None:
        return Symbol("circle", 1.0, "")
    return Symbol(kind.shape, max(kind.fill_grey / 255, 0.0), kind.icon)
