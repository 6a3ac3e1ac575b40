"""The one way by which a chart leaves the store as a file: from a view, in five formats.

A PDF may be cut into pages of an office printer to be put together (`paper`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from app.analysis.network import Network
from app.base.errors import ExitCode, UserError
from app.base.i18n import _, speaking
from app.exchange.chart_content import ChartContent
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
    labels left out because there was no room.
    """

    nodes: int
    links: int
    overlaps: int
    hidden_captions: int
    pages: int = 1


def write_chart(
    view: View,
    network: Network,
    positions: Mapping[str, tuple[float, float]],
    out: Path | BinaryIO,
    fmt: str,
    language: str,
    *,
    paper: str = WHOLE,
) -> ChartResult:
    """Write the chart of `network` (chosen from `view`, at `positions` in px) as `fmt` to `out`.

    Everything that is shown comes from `view`; an internal view is stamped so. The same arguments give
    the same bytes. Raises `UserError` for an unknown format or paper or a file that cannot be written, and
    ValueError if `network` holds something that `view` does not.
    """
    check_format(fmt, paper)
    with speaking(language):
        return _into(make_chart(view, network, positions), out, fmt, paper)


def write_saved_chart(
    view: View,
    content: ChartContent,
    positions: Mapping[str, tuple[float, float]],
    out: Path | BinaryIO,
    fmt: str,
    language: str,
    *,
    paper: str = WHOLE,
) -> ChartResult:
    """Write what a saved chart shows of `view` (`chart_content` of the same view), as `write_chart` does."""
    check_format(fmt, paper)
    with speaking(language):
        return _into(chart_of(view, content, positions), out, fmt, paper)


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


def _into(chart: Chart, out: Path | BinaryIO, fmt: str, paper: str) -> ChartResult:
    if not isinstance(out, Path):
        return _write(chart, out, fmt, paper)
    try:
        with out.open("wb") as stream:
            return _write(chart, stream, fmt, paper)
    except OSError as error:
        raise UserError(
            "chart.not_writable",
            _("The file {file} cannot be written: {reason}."),
            _("Choose another folder."),
            exit_code=ExitCode.NOT_WRITABLE,
            file=out,
            reason=error.strerror or error,
        ) from error


def _write(chart: Chart, out: BinaryIO, fmt: str, paper: str) -> ChartResult:
    composed = compose_sheet(chart, poster_sizes(paper) if paper != WHOLE else ())
    pages = 1
    if fmt in _GRAPHS:
        _GRAPHS[fmt](chart, out)
    elif paper != WHOLE:
        pages = write_pages(composed.sheet, out, paper, addressee(chart.view), index=True)
    else:
        _PICTURES[fmt](composed.sheet, out)
    hidden = composed.unlabelled_nodes + composed.unlabelled_links
    return ChartResult(len(chart.nodes), len(chart.links), composed.overlaps, hidden, pages)
