"""How long charts take as files, and the pages of a poster, beside what the same drawing costs bare.

    PYTHONPATH=. python tests/bench/chart_print_bench.py [NODES ...]

Times are CPU milliseconds of this process, medians. "whole" begins at the records of the view and places
that are known, "drawn" at the chart (network and captions made), "file" at the finished sheet. "bare" writes
the same lines, symbols and captions with one string format each and nothing else.
"""

import io
import statistics
import sys
import time
from collections.abc import Callable

from graph_benches import _case as case_of

from app.analysis.network import build_network
from app.base.i18n import speaking
from app.exchange.chart_graph_files import write_gexf
from app.exchange.chart_model import Chart, make_chart
from app.exchange.chart_pdf import write_pdf
from app.exchange.chart_sheet import compose_sheet
from app.exchange.chart_svg import write_svg
from app.exchange.chart_writer import write_chart
from app.exchange.sheet_pages import poster_sizes, write_pages

_ROUNDS = 5


def timed(work: Callable[[], object], rounds: int = _ROUNDS) -> float:
    """Return the median CPU milliseconds of some rounds, after one that is not counted."""
    work()
    times = []
    for _round in range(rounds):
        began = time.process_time()
        work()
        times.append((time.process_time() - began) * 1000)
    return statistics.median(times)


def bare_svg(chart: Chart) -> bytes:
    """The least that an SVG of this chart needs: a line, a symbol and a caption each."""
    places = chart.places
    parts = ["<svg xmlns='http://www.w3.org/2000/svg'>"]
    for link in chart.links:
        (x1, y1), (x2, y2) = places[link.start], places[link.end]
        parts.append(f"<path d='M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}'/>")
    for node in chart.nodes:
        x, y = places[node.id]
        parts.append(
            f"<use href='#s' x='{x:.1f}' y='{y:.1f}'/><text x='{x:.1f}' y='{y:.1f}'>{node.label}</text>"
        )
    return "".join([*parts, "</svg>"]).encode()


def measure(nodes: int) -> dict[str, float]:
    """Return the milliseconds of every way for a chart of so many nodes and three times as many links."""
    view, places = case_of(nodes)
    network = build_network(view.subjects, view.findings)
    rounds = _ROUNDS if nodes <= 1_000 else 3
    with speaking("de"):
        chart = make_chart(view, network, places)
        sheet = compose_sheet(chart).sheet
        poster = compose_sheet(chart, poster_sizes("a3")).sheet

        def pages() -> int:
            return write_pages(poster, io.BytesIO(), "a3", "intern", index=True)

        return {
            "svg whole": timed(lambda: write_chart(view, network, places, io.BytesIO(), "svg", "de"), rounds),
            "svg drawn": timed(lambda: write_svg(compose_sheet(chart).sheet, io.BytesIO()), rounds),
            "svg file": timed(lambda: write_svg(sheet, io.BytesIO()), rounds),
            "svg bare": timed(lambda: bare_svg(chart), rounds),
            "pdf whole": timed(lambda: write_chart(view, network, places, io.BytesIO(), "pdf", "de"), rounds),
            "pdf drawn": timed(lambda: write_pdf(compose_sheet(chart).sheet, io.BytesIO()), rounds),
            "pdf file": timed(lambda: write_pdf(sheet, io.BytesIO()), rounds),
            "poster a3 file": timed(pages, rounds),
            "gexf file": timed(lambda: write_gexf(chart, io.BytesIO()), rounds),
        }


def main(sizes: list[int]) -> None:
    """Print a table."""
    for nodes in sizes:
        for name, milliseconds in measure(nodes).items():
            sys.stdout.write(f"{nodes:>7} nodes  {name:<16}{milliseconds:9.1f} ms\n")


if __name__ == "__main__":
    main([int(text) for text in sys.argv[1:]] or [500, 10_000])
