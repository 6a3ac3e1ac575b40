"""Counts as bars in a picture of their own, for slides: SVG or PNG, in greys that black and white keeps."""

from collections.abc import Sequence
from itertools import groupby
from typing import IO, TYPE_CHECKING

from app.base.share_records import Share

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_WIDTH, _ROW, _HEAD = 8.0, 0.32, 0.9
_LONGEST = 44
_GREY = "#595959"


def write_bars(title: str, shares: Sequence[Share], file: IO[bytes], kind: str) -> None:
    """Draw the counts, a panel for each heading, and write them as `kind` (svg or png).

    The same counts give the same bytes: no date and no random names in the file.
    """
    import matplotlib  # heavy: loaded on first use
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    panels = [(by, list(found)) for by, found in groupby(shares, key=lambda share: share.by)]
    heights = [max(len(found), 1) * _ROW + _HEAD for _by, found in panels] or [_HEAD]
    with matplotlib.rc_context({"svg.hashsalt": "rundblick", "svg.fonttype": "none", "font.size": 9}):
        figure = Figure(figsize=(_WIDTH, sum(heights) + _HEAD), layout="constrained")
        FigureCanvasAgg(figure)
        figure.suptitle(title, fontweight="bold")
        axes = figure.subplots(len(panels) or 1, 1, squeeze=False, height_ratios=heights)[:, 0]
        for axis, (by, found) in zip(axes, panels, strict=False):
            _panel(axis, by, found)
        if not panels:
            axes[0].set_axis_off()
        metadata = {"Date": None} if kind == "svg" else {"Software": "Rundblick"}
        figure.savefig(file, format=kind, metadata=metadata, dpi=150)


def _panel(axis: "Axes", by: str, found: Sequence[Share]) -> None:
    names = [s.name if len(s.name) <= _LONGEST else f"{s.name[: _LONGEST - 1]}…" for s in found]
    # Two values may be cut to the same text: places are numbers, names only label them.
    bars = axis.barh(range(len(found)), [s.count for s in found], color=_GREY, height=0.62)
    axis.set_yticks(range(len(found)), names)
    axis.invert_yaxis()
    axis.bar_label(bars, padding=3)
    axis.set_title(by, loc="left", fontsize=10)
    axis.spines[["top", "right", "bottom"]].set_visible(False)
    axis.tick_params(axis="x", bottom=False, labelbottom=False)
    axis.margins(x=0.08)
