"""How a chart tells things apart, on screen and on paper alike: the one table both draw from.

The line of a link follows its standing, always: what is confirmed is solid, what is assessed dotted, what
is only supposed dashed. No meaning hangs on colour alone: each colour that somebody may choose also has an
outline of its own, and a grey for paper. `ui.chart` and `app.exchange` read these tables and add none.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from app.base.i18n import mark
from app.base.records import Standing

STANDINGS = (Standing.FACT, Standing.ASSESSMENT, Standing.HYPOTHESIS)
"""From the strongest to the weakest."""

SOLID, DASHED, DOTTED = (), (6.0, 4.0), (1.5, 3.5)
STANDING_DASHES: Mapping[Standing, tuple[float, ...]] = {
    Standing.FACT: SOLID,
    Standing.ASSESSMENT: DOTTED,
    Standing.HYPOTHESIS: DASHED,
}
"""Lengths of line and gap, in px for lines up to 1 px wide on screen, in line widths on paper."""
LINE_DASHES: Mapping[str, tuple[float, ...]] = {"": SOLID, "solid": SOLID, "dashed": DASHED, "dotted": DOTTED}
"""The lines somebody may choose for notes and frames (`app.base.chart_records.LINE_STYLES`)."""
DASH_PERIOD = 10.0
"""A whole number of every pattern is so long: a line cut at a multiple of it keeps its rhythm."""

LINK_WIDTHS = (1.0, 1.5, 2.0, 3.0)
"""Widths for weights 1, 2-3, 4-7, 8 and more; a look may ask for more (`Look.width`, up to 8)."""
SIZE_STEPS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 2.5, 3.0)


@dataclass(frozen=True, slots=True)
class ColourStyle:
    """A colour of the palette: its name, hue in degrees and strength (0 grey, 1 plain).

    `outline` is the rhythm of the outline that says the same in black and white, in line widths; `grey` the
    fill on paper, from 0 black to 1 white.
    """

    label: str
    hue: int
    strength: float
    outline: tuple[float, ...]
    grey: float


COLOUR_STYLES: Mapping[str, ColourStyle] = {
    "blue": ColourStyle(mark("blue"), 210, 1.25, (), 0.84),
    "orange": ColourStyle(mark("orange"), 28, 1.3, (3.0, 1.6), 0.9),
    "green": ColourStyle(mark("green"), 140, 0.95, (1.0, 1.4), 0.88),
    "red": ColourStyle(mark("red"), 4, 1.2, (5.0, 1.4, 1.0, 1.4), 0.8),
    "purple": ColourStyle(mark("purple"), 278, 0.95, (2.0, 1.0, 2.0, 3.0), 0.86),
    "brown": ColourStyle(mark("brown"), 22, 0.62, (6.0, 2.4), 0.78),
    "teal": ColourStyle(mark("teal"), 180, 1.05, (1.0, 3.0), 0.92),
    "grey": ColourStyle(mark("grey"), 220, 0.1, (4.0, 1.2, 1.0, 1.2, 1.0, 1.2), 0.7),
}


def width_class(weight: float) -> int:
    """Return which of `LINK_WIDTHS` a link of this weight has."""
    return min(max(int(weight), 1).bit_length() - 1, len(LINK_WIDTHS) - 1)


def size_step(factor: float) -> float:
    """Return the nearest of `SIZE_STEPS`; 0 (as the type says) is 1."""
    wanted = factor or 1.0
    return min(SIZE_STEPS, key=lambda step: abs(step - wanted))
