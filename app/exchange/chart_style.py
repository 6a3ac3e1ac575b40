"""How a chart looks: sizes in points at scale 1, greys, dashes. Made for a black and white printer."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.analysis.chart_styles import STANDING_DASHES
from app.analysis.chart_symbols import Symbol, dressed, symbol_of
from app.base.records import Standing

__all__ = ["Symbol", "dressed", "symbol_of"]

PT_PER_PX = 0.75
MARGIN = 30.0
HEADER = 34.0
HEADER_SIZE = 9.5
LEGEND_SIZE = 8.0
LEGEND_ROW = 18.0
NOTE_SIZE = 7.5
LINK_GREY = 0.3
TEXT_GREY = 0.0
LABEL_GREY = 0.2
LINE_HEIGHT = 1.2
DASHES: Mapping[Standing, tuple[float, ...]] = STANDING_DASHES


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
