"""The one way by which a chart leaves the store as a file: from a view, in five formats."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from app.analysis.network import Network
from app.base.errors import ExitCode, UserError
from app.base.i18n import _, speaking
from app.exchange.chart_graph_files import write_gexf, write_graphml
from app.exchange.chart_model import Chart, make_chart
from app.exchange.chart_pdf import write_pdf
from app.exchange.chart_png import write_png
from app.exchange.chart_sheet import compose_sheet
from app.exchange.chart_svg import write_svg
from app.policy.views import View

_PICTURES = {"svg": write_svg, "pdf": write_pdf, "png": write_png}
_GRAPHS = {"graphml": write_graphml, "gexf": write_gexf}
FORMATS = (*_PICTURES, *_GRAPHS)


@dataclass(frozen=True, slots=True)
class ChartResult:
    """What was written.

    `overlaps` counts pairs of symbols and captions that cover each other, `hidden_captions` captions and
    labels left out because there was no room.
    """

    nodes: int
    links: int
    overlaps: int
    hidden_captions: int


def write_chart(
    view: View,
    network: Network,
    positions: Mapping[str, tuple[float, float]],
    out: Path | BinaryIO,
    fmt: str,
    language: str,
) -> ChartResult:
    """Write the chart of `network` (chosen from `view`, at `positions` in px) as `fmt` to `out`.

    Everything that is shown comes from `view`; an internal view is stamped so. The same arguments give
    the same bytes. Raises `UserError` for an unknown format or a file that cannot be written, and
    ValueError if `network` holds something that `view` does not.
    """
    if fmt not in FORMATS:
        raise UserError(
            "chart.format",
            _("A chart cannot be written as “{format}”."),
            _("Choose from: {formats}."),
            exit_code=ExitCode.USAGE,
            format=fmt,
            formats=", ".join(FORMATS),
        )
    with speaking(language):
        chart = make_chart(view, network, positions)
        if not isinstance(out, Path):
            return _write(chart, out, fmt)
        try:
            with out.open("wb") as stream:
                return _write(chart, stream, fmt)
        except OSError as error:
            raise UserError(
                "chart.not_writable",
                _("The file {file} cannot be written: {reason}."),
                _("Choose another folder."),
                exit_code=ExitCode.NOT_WRITABLE,
                file=out,
                reason=error.strerror or error,
            ) from error


def _write(chart: Chart, out: BinaryIO, fmt: str) -> ChartResult:
    composed = compose_sheet(chart)
    if fmt in _GRAPHS:
        _GRAPHS[fmt](chart, out)
    else:
        _PICTURES[fmt](composed.sheet, out)
    hidden = composed.unlabelled_nodes + composed.unlabelled_links
    return ChartResult(len(chart.nodes), len(chart.links), composed.overlaps, hidden)
