"""The outlines and ways of `app.analysis.chart_outlines`, under the name that pictures know them by."""

from app.analysis.chart_outlines import (
    Command,
    Outline,
    Point,
    arc_curves,
    arrow_head,
    curve,
    curve_point,
    ellipse,
    moved,
    polygon,
    reach,
    symbol,
    symbol_middle,
)

__all__ = [
    "Command",
    "Outline",
    "Point",
    "arc_curves",
    "arrow_head",
    "curve",
    "curve_point",
    "ellipse",
    "moved",
    "polygon",
    "reach",
    "symbol",
    "symbol_middle",
]
