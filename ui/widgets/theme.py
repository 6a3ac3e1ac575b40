"""The look: Fusion with our own light and dark palette, one accent colour, much empty ground.

Colours that `QPalette` has no role for are `Tokens`; a widget asks `tokens(self.palette())` whenever it
paints, so that a change of theme needs no signal of its own. All text colours reach a contrast of 4.5:1
on the grounds they are used on.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from app.base.paths import resource
from ui.widgets.sheet import style_sheet
from ui.widgets.tokens import DARK, LIGHT, Tokens

MODES = ("light", "dark", "system")
FONT_FAMILY = "Noto Sans"
TEXT_POINTS = 10
HEADING_POINTS = 15


def tokens(palette: QPalette) -> Tokens:
    """Return the colours of the theme that `palette` belongs to."""
    return DARK if palette.color(QPalette.ColorRole.Window).lightness() < 128 else LIGHT


def make_palette(colours: Tokens) -> QPalette:
    """Return the Qt palette of a theme."""
    role = QPalette.ColorRole
    normal = {
        role.Window: colours.ground,
        role.WindowText: colours.text,
        role.Base: colours.base,
        role.AlternateBase: colours.ground,
        role.Text: colours.text,
        role.PlaceholderText: colours.muted,
        role.Button: colours.raised,
        role.ButtonText: colours.text,
        role.BrightText: colours.danger,
        role.ToolTipBase: colours.base,
        role.ToolTipText: colours.text,
        role.Highlight: colours.accent_soft,
        role.HighlightedText: colours.text,
        role.Accent: colours.accent,
        role.Link: colours.accent,
        role.LinkVisited: colours.accent,
        role.Light: colours.base,
        role.Midlight: colours.ground,
        role.Mid: colours.rule,
        role.Dark: colours.faint,
        role.Shadow: colours.rule,
    }
    palette = QPalette()
    for which, colour in normal.items():
        palette.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(colours.faint))
    return palette


def register_fonts() -> tuple[str, ...]:
    """Register the fonts in resources/fonts with Qt and return their families; none there, none returned."""
    families: list[str] = []
    for path in sorted(resource("fonts").glob("*.[to]tf")):
        number = QFontDatabase.addApplicationFont(str(path))
        families.extend(QFontDatabase.applicationFontFamilies(number) if number >= 0 else ())
    return tuple(dict.fromkeys(families))


def heading_font(font: QFont) -> QFont:
    """Return the one heading size in the family of `font`."""
    larger = QFont(font)
    larger.setPointSize(HEADING_POINTS)
    larger.setWeight(QFont.Weight.DemiBold)
    return larger


def small_font(font: QFont) -> QFont:
    """Return the size of marginal notes in the family of `font`: nine tenths of the text."""
    smaller = QFont(font)
    smaller.setPointSizeF(font.pointSizeF() * 0.9)
    return smaller


def _wanted(app: QApplication, mode: str) -> Tokens:
    if mode == "system":
        return DARK if app.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT
    return DARK if mode == "dark" else LIGHT


def _follow_system(app: QApplication) -> None:
    if app.property("rundblick_theme") == "system":
        apply_theme(app, "system")


def apply_theme(app: QApplication, mode: str) -> None:
    """Give the whole program the theme `mode`, one of `MODES`; "system" also follows later changes.

    Raises ValueError for any other mode.
    """
    if mode not in MODES:
        raise ValueError(mode)
    if app.property("rundblick_theme") is None:
        register_fonts()
        app.styleHints().colorSchemeChanged.connect(lambda _scheme: _follow_system(app))
        app.setStyle("Fusion")
        app.setFont(QFont(FONT_FAMILY, TEXT_POINTS))
    app.setProperty("rundblick_theme", mode)
    colours = _wanted(app, mode)
    app.setPalette(make_palette(colours))
    app.setStyleSheet(style_sheet(colours))
