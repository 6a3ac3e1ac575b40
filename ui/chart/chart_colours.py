"""The chart's colours in both themes. Links are pre-blended: painting with alpha costs eightfold."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtGui import QColor, QPalette

from app.analysis.chart_styles import COLOUR_STYLES
from ui.widgets.theme import tokens
from ui.widgets.tokens import Tokens

HUES: dict[str, tuple[int, float]] = {
    "who": (212, 1.0),
    "body": (38, 1.1),
    "where": (140, 0.8),
    "thing": (256, 0.8),
    "line": (184, 0.9),
    "event": (346, 0.9),
    "paper": (60, 0.12),
    "other": (60, 0.12),
}
"""Hue and strength of each family of node types; shape and icon say the same without colour."""


@dataclass(frozen=True, slots=True)
class GlyphColours:
    """Ground, outline and icon of one glyph."""

    fill: QColor
    line: QColor
    icon: QColor


@dataclass(frozen=True, slots=True)
class ChartColours:
    """Everything the chart paints with. `links` runs from faded over plain and near to chosen.

    `palette` are the colours that somebody may choose, `palette_links` the same for lines.
    """

    ground: QColor
    text: QColor
    muted: QColor
    faint: QColor
    rule: QColor
    accent: QColor
    accent_soft: QColor
    plate: QColor
    links: tuple[QColor, QColor, QColor, QColor]
    families: dict[str, GlyphColours]
    chosen: GlyphColours
    faded: GlyphColours
    palette: dict[str, GlyphColours]
    palette_links: dict[str, QColor]

    def paler(self) -> "ChartColours":
        """Return the same colours with paler plain links, for charts where lines would hide the nodes."""
        pale = _mixed(self.links[1], self.ground, 0.45)
        return replace(self, links=(self.links[0], pale, *self.links[2:]))

    def glyph(self, family: str, colour: str) -> GlyphColours:
        """Return the colours of a node of this family, or of the colour that was chosen for it."""
        return self.palette.get(colour) or self.families.get(family, self.families["other"])


def _hsl(hue: int, saturation: float, lightness: float) -> QColor:
    return QColor.fromHslF(hue / 360, min(saturation, 1.0), lightness)


_LIGHT = ((0.46, 0.94), (0.26, 0.62), (0.40, 0.32))
_DARK = ((0.20, 0.21), (0.24, 0.50), (0.42, 0.80))
_LIGHT_CHOSEN = ((0.62, 0.88), (0.52, 0.46), (0.55, 0.26))
_DARK_CHOSEN = ((0.36, 0.26), (0.46, 0.62), (0.60, 0.86))
"""Colours that somebody chose stand out from those of the families."""


def _family(hue: int, strength: float, dark: bool) -> GlyphColours:
    return _shades(hue, strength, _DARK if dark else _LIGHT)


def _shades(hue: int, strength: float, steps: Sequence[tuple[float, float]]) -> GlyphColours:
    fill, line, icon = (_hsl(hue, saturation * strength, lightness) for saturation, lightness in steps)
    return GlyphColours(fill, line, icon)


def chart_colours(palette: QPalette) -> ChartColours:
    """Return the chart's colours for the theme of `palette`."""
    theme = tokens(palette)
    fade = QColor(theme.rule)
    steps = _DARK_CHOSEN if theme.dark else _LIGHT_CHOSEN
    chosen = {name: _shades(c.hue, c.strength, steps) for name, c in COLOUR_STYLES.items()}
    return ChartColours(
        ground=QColor(theme.base),
        text=QColor(theme.text),
        muted=QColor(theme.muted),
        faint=QColor(theme.faint),
        rule=QColor(theme.rule),
        accent=QColor(theme.accent),
        accent_soft=QColor(theme.accent_soft),
        plate=QColor(theme.base),
        links=(fade, _plain_link(theme), _mixed(theme.accent, theme.base, 0.22), QColor(theme.accent)),
        families={name: _family(hue, strength, theme.dark) for name, (hue, strength) in HUES.items()},
        chosen=GlyphColours(QColor(theme.accent), QColor(theme.accent), QColor(theme.accent_text)),
        faded=GlyphColours(QColor(theme.base), fade, QColor(theme.faint)),
        palette=chosen,
        palette_links={name: glyph.line for name, glyph in chosen.items()},
    )


def _plain_link(theme: Tokens) -> QColor:
    return QColor("#737a82") if theme.dark else QColor("#9aa0a6")


def _mixed(colour: str | QColor, other: str | QColor, share: float) -> QColor:
    """Return `colour` with a share (0 to 1) of `other` in it."""
    a, b = QColor(colour), QColor(other)
    keep = 1.0 - share
    return QColor.fromRgbF(
        a.redF() * keep + b.redF() * share,
        a.greenF() * keep + b.greenF() * share,
        a.blueF() * keep + b.blueF() * share,
    )
