"""The one way by which a chart leaves the store as a file: from a view, in five formats.

A PDF may be cut into pages of an office printer to be put together (`paper`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from app.analysis.chart_content import PLAIN_DOCUMENT, ChartContent
from app.analysis.chart_symbols import Photo
from app.analysis.network import Network
from app.base.errors import ExitCode, UserError
from app.base.i18n import _, speaking
from app.base.progress import Progress
from app.exchange.chart_graph_files import write_gexf, write_graphml
from app.exchange.chart_legend import addressee
from app.exchange.chart_model import Chart, chart_of, make_chart
from app.exchange.chart_pdf import write_pdf
from app.exchange.chart_png import write_png
from app.exchange.chart_sheet import compose_sheet
from app.exchange.chart_svg import write_svg
from app.exchange.sheet_pages import PAPERS, poster_sizes, write_pages
from app.policy.views import View

_PICTURES = {"svg": write_svg, "pdf": write_pdf, "png": write_png}
_GRAPHS = {"graphml": write_graphml, "gexf": write_gexf}
FORMATS = (*_PICTURES, *_GRAPHS)
WHOLE = "sheet"
SHEETS = (WHOLE, *PAPERS)
"""One sheet in its own size, or pages of this paper to be put together."""


@dataclass(frozen=True, slots=True)
class ChartResult:
    """What was written; `pages` is 1 but for a PDF cut into pages.

    `overlaps` counts pairs of symbols and captions that cover each other, `hidden_captions` captions and
    labels left out because there was no room: both 0 for graph files, where nothing is drawn.
    """

    nodes: int
    links: int
    overlaps: int
    hidden_captions: int
    pages: int = 1


@dataclass(frozen=True, slots=True)
class DrawnChart:
    """What is to be written of a view: its content, a place (px) for every node, pictures by document."""

    content: ChartContent
    positions: Mapping[str, tuple[float, float]]
    photos: Mapping[str, Photo] = field(default_factory=dict)


def write_chart(
    view: View,
    network: Network,
    positions: Mapping[str, tuple[float, float]],
    out: Path | BinaryIO,
    fmt: str,
    language: str,
    *,
    paper: str = WHOLE,
    progress: Progress | None = None,
) -> ChartResult:
    """Write the chart of `network` (chosen from `view`, at `positions` in px) as `fmt` to `out`.

    Everything that is shown comes from `view`; an internal view is stamped so. The same arguments give
    the same bytes. Raises `UserError` for an unknown format or paper or a file that cannot be written,
    ValueError if `network` holds something that `view` does not, and `Cancelled`.
    """
    drawn = DrawnChart(ChartContent(network, positions), positions)
    return write_drawn(view, drawn, out, fmt, language, paper=paper, progress=progress)


def write_drawn(
    view: View,
    drawn: DrawnChart,
    out: Path | BinaryIO,
    fmt: str,
    language: str,
    *,
    paper: str = WHOLE,
    progress: Progress | None = None,
) -> ChartResult:
    """Write a chart that was worked out on the same view, as `write_chart` does.

    A plain one, about whose document nothing is known, gets its captions anew from the view.
    """
    check_format(fmt, paper)
    with speaking(language):
        if drawn.content.document is PLAIN_DOCUMENT:
            chart = make_chart(view, drawn.content.network, drawn.positions, drawn.content.dates)
        else:
            chart = chart_of(view, drawn.content, drawn.positions, drawn.photos)
        return _into(chart, out, fmt, paper, progress or Progress())


def check_format(fmt: str, paper: str = WHOLE) -> None:
    """Raise `UserError` for a format or paper that is none, and for pages of anything but a PDF."""
    if fmt not in FORMATS:
        raise UserError(
            "chart.format",
            _("A chart cannot be written as “{format}”."),
            _("Choose from: {formats}."),
            exit_code=ExitCode.USAGE,
            format=fmt,
            formats=", ".join(FORMATS),
        )
    if paper not in SHEETS or (paper != WHOLE and fmt != "pdf"):
        raise UserError(
            "chart.paper",
            _("A chart as {format} cannot be cut into pages “{paper}”."),
            _("Only a PDF can, into a4 or a3; “sheet” keeps it whole."),
            exit_code=ExitCode.USAGE,
            format=fmt.upper(),
            paper=paper,
        )


def _into(chart: Chart, out: Path | BinaryIO, fmt: str, paper: str, told: Progress) -> ChartResult:
    if not isinstance(out, Path):
        return _write(chart, out, fmt, paper, told)
    try:
        with out.open("wb") as stream:
            return _write(chart, stream, fmt, paper, told)
    except OSError as error:
        raise UserError(
            "chart.not_writable",
            _("The file {file} cannot be written: {reason}."),
            _("Choose another folder."),
            exit_code=ExitCode.NOT_WRITABLE,
            file=out,
            reason=error.strerror or error,
        ) from error


def _write(chart: Chart, out: BinaryIO, fmt: str, paper: str, told: Progress) -> ChartResult:
    if fmt in _GRAPHS:
        told.step(0, 1)
        _GRAPHS[fmt](chart, out, told)
        return ChartResult(len(chart.nodes), len(chart.links), 0, 0)
    pages = 1
    sizes = poster_sizes(paper) if paper != WHOLE else ()
    composed = compose_sheet(chart, sizes, told.stretch(0, 1, 2))
    drawing = told.stretch(1, 2, 2)
    if paper != WHOLE:
        pages = write_pages(composed.sheet, out, paper, addressee(chart.view), index=True, progress=drawing)
    else:
        _PICTURES[fmt](composed.sheet, out, drawing)
    hidden = composed.unlabelled_nodes + composed.unlabelled_links
    return ChartResult(len(chart.nodes), len(chart.links), composed.overlaps, hidden, pages)
