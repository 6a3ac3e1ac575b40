"""The bar figure as a PDF picture, drawn by matplotlib in greys and hatches that black and white print keeps.

Only the object interface is used: no pyplot, hence no choice of a window system, and settings hold for one
drawing only.
"""

import io
import logging
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from anyascii import anyascii

from app.base.paths import resource
from app.briefing.content import BarFigure, Period
from app.briefing.fonts import FILES, REGULAR
from app.briefing.plain_text import shorten, width_of
from app.briefing.script import CLOSE_QUOTE, OPEN_QUOTE, clean, runs

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.font_manager import FontProperties

MOST_SERIES = 6

_INCH = 72.0
_TEXT = 7.5
_KEY_TEXT = 8.5
_KEY_COLUMNS, _KEY_ROW, _KEY_SWATCH, _KEY_SPACE, _KEY_GAP = 2, 14.0, 20.0, 5.0, 6.0
_BARS, _ABOVE_BARS, _BELOW_BARS = 104.0, 14.0, 25.0
_FEWEST_SLOTS = 12
_BAR_SHARE = 0.66
_INK, _SOFT, _LINE = "0", "0.6", 0.5
# Fill (0 black, 1 white) and hatch in the order of the stack: neighbours differ in both.
_DRESS = (("0.35", ""), ("1", "////"), ("0.8", ""), ("1", "...."), ("1", ""), ("0.9", "xxxx"))
_SETTINGS: dict[Any, Any] = {
    "pdf.fonttype": 42,  # TrueType stays TrueType, so that the text can be searched
    # The PDF engine takes the size of a subset from here. Small subsets would give a character the code 0,
    # which PDF/A and PDF/UA keep for what is no character.
    "ps.fonttype": 42,
    "pdf.compression": 6,
    "pdf.use14corefonts": False,
    "text.usetex": False,
    "text.parse_math": False,  # a name may hold dollar signs
    "hatch.linewidth": 0.5,
    "path.simplify": False,
}
_NO_METADATA = {"Creator": None, "Producer": None, "CreationDate": None}


def bars_height(figure: BarFigure) -> float:
    """Return the height in points that `draw_bars` needs."""
    return _key_height(figure) + _ABOVE_BARS + _BARS + _BELOW_BARS


def _key_height(figure: BarFigure) -> float:
    return -(-len(figure.series) // _KEY_COLUMNS) * _KEY_ROW + _KEY_GAP


def draw_bars(figure: BarFigure, width: float) -> bytes:
    """Return a one-page PDF, `width` points wide: a key, then a bar per period, stacked by series.

    The same figure gives the same bytes. At most `MOST_SERIES` series can be told apart; more, or none, is
    a programming error, as is a figure without a single count.
    """
    if not 1 <= len(figure.series) <= MOST_SERIES:
        raise ValueError(len(figure.series))
    with _quiet():
        # heavy: loaded on first use
        import matplotlib
        from matplotlib.backends.backend_pdf import FigureCanvasPdf
        from matplotlib.figure import Figure
        from matplotlib.font_manager import FontProperties
    out = io.BytesIO()
    with matplotlib.rc_context():
        matplotlib.rcdefaults()  # whatever a settings file on this computer says
        matplotlib.rcParams.update(_SETTINGS)
        height, key = bars_height(figure), _key_height(figure)
        sheet = Figure(figsize=(width / _INCH, height / _INCH), dpi=_INCH, facecolor="none")
        font = FontProperties(fname=str(resource("fonts", FILES[REGULAR])), size=_TEXT)
        bars = sheet.add_axes((0, 0, 1, 1 - key / height))
        bars.set(xlim=(0, max(len(figure.periods), _FEWEST_SLOTS)), ylim=(-_BELOW_BARS, _BARS + _ABOVE_BARS))
        names = sheet.add_axes((0, 1 - key / height, 1, key / height))
        names.set(xlim=(0, width), ylim=(0, key))
        for axes in (names, bars):
            axes.set_axis_off()
        _draw_key(names, figure, font)
        _draw_stacks(bars, figure, font)
        FigureCanvasPdf(sheet)  # becomes the canvas of the sheet, so that nothing else is looked for
        sheet.savefig(out, format="pdf", metadata=_NO_METADATA)
    return out.getvalue()


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the engine's talk about its own folders and its list of system fonts off the terminal."""
    logger = logging.getLogger("matplotlib")
    before = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(before)


def _draw_key(axes: "Axes", figure: BarFigure, font: "FontProperties") -> None:
    """Draw a swatch, the name and the sum of each series in reading order; the axes' units are points."""
    column, top = axes.get_xlim()[1] / _KEY_COLUMNS, axes.get_ylim()[1]
    for place, series in enumerate(figure.series):
        x = place % _KEY_COLUMNS * column
        y = top - (place // _KEY_COLUMNS + 1) * _KEY_ROW
        axes.bar(x + _LINE, _KEY_ROW - 5, _KEY_SWATCH, y + 2, align="edge", **_dress(place))
        total = f" ({sum(series.counts)})"
        room = column - _KEY_SWATCH - 2 * _KEY_SPACE - width_of(total, _KEY_TEXT)
        label = shorten(_writable(series.name), room, _KEY_TEXT) + total
        _write(axes, (x + _KEY_SWATCH + _KEY_SPACE, y + 3.8), label, font, size=_KEY_TEXT)


def _draw_stacks(axes: "Axes", figure: BarFigure, font: "FontProperties") -> None:
    """Draw the bars; the axes' units are periods and points, the base line lies at 0."""
    totals = [sum(counts) for counts in zip(*(s.counts for s in figure.series), strict=True)]
    foot = [0.0] * len(totals)
    for layer, series in enumerate(figure.series):
        for place, count in enumerate(series.counts):
            if count:
                tall = _BARS * count / max(totals)
                axes.bar(place + 0.5, tall, _BAR_SHARE, foot[place], **_dress(layer))
                foot[place] += tall
    for place, (total, top) in enumerate(zip(totals, foot, strict=True)):
        if total:
            _write(axes, (place + 0.5, top + 3), str(total), font, ha="center")
    _draw_base(axes, figure.periods, font)


def _draw_base(axes: "Axes", periods: Sequence[Period], font: "FontProperties") -> None:
    """Draw the line that the bars stand on, and under it when that was."""
    axes.plot([0, len(periods)], [0, 0], color=_INK, linewidth=0.6)
    for place, period in enumerate(periods):
        _write(axes, (place + 0.5, -10), period.label, font, ha="center")
        _write(axes, (place + 0.5, -20.5), period.below, font, ha="center")
        if period.below and place and not all(p.below for p in periods):
            axes.plot([place, place], [0, -_BELOW_BARS + 3], color=_SOFT, linewidth=0.4)


def _write(axes: "Axes", where: tuple[float, float], text: str, font: "FontProperties", **more: Any) -> None:
    # Of a ligature, as of any glyph for several characters, the PDF engine makes code 0.
    axes.text(*where, text, font=font, fontfeatures=("-liga",), **more)


def _dress(layer: int) -> dict[str, Any]:
    fill, hatch = _DRESS[layer]
    return {"facecolor": fill, "hatch": hatch, "edgecolor": _INK, "linewidth": _LINE}


def _writable(text: str) -> str:
    """Return `text` as the one font of the figure can write it; the alternative text has it in full.

    Other scripts turn into Latin letters, and marks go that have no letter of their own: the engine gives
    such a pair the code of no character.
    """
    kept = []
    for run in runs(clean(text)):
        if run.font:
            kept.append(f"{OPEN_QUOTE}{anyascii(run.logical or run.text)}{CLOSE_QUOTE}")
        else:
            kept += [c for c in run.text if unicodedata.category(c) not in ("Mn", "Me") and c <= "\uffff"]
    return "".join(kept)
