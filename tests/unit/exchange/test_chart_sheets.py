"""Large charts on paper: nothing covers anything, in every layout; pages together show the whole."""

import io
import random
from itertools import pairwise

import networkx as nx
import numpy as np
import pypdfium2
import pytest

from app.analysis.layouts import ALGORITHMS, layout
from app.analysis.network import build_network
from app.base.records import CaseHeader, Finding, Source, Standing, Subject, SubjectKind
from app.exchange.chart_links import link_lines
from app.exchange.chart_model import make_chart
from app.exchange.chart_sheet import compose_sheet
from app.exchange.chart_style import Sizes
from app.exchange.chart_writer import write_chart
from app.exchange.sheet_pages import PAPERS, poster_sizes, tiling
from app.policy.views import WorkingView

_TYPES = ("person", "organisation", "vehicle", "place", "account", "event")
_LINKS = ("contact", "employed_by", "met", "phoned")


def _view(nodes: int, links: int, seed: int = 3) -> WorkingView:
    """A case of invented names of all lengths, links of four types and all standings."""
    draw = random.Random(seed)
    subjects = [Subject(f"n{i:031x}", SubjectKind.NODE, _TYPES[i % 6]) for i in range(nodes)]
    for i in range(links):
        a = draw.randrange(nodes)
        b = (a + draw.choice((1, 2, 3, 7, nodes // 2))) % nodes
        kind = _LINKS[draw.randrange(4)]
        subjects.append(Subject(f"l{i:031x}", SubjectKind.LINK, kind, subjects[a].id, subjects[b].id))
    said = []
    for i, subject in enumerate(subjects):
        node = subject.kind is SubjectKind.NODE
        value = f"Muster {'mann ' * (i % 4)}{i}" if node else "yes"
        prop = {"vehicle": "plate", "place": "address", "account": "account_number", "event": "title"}
        name = prop.get(subject.type, "name") if node else "exists"
        standing = draw.choice(list(Standing))
        said.append(Finding(f"f{i:031x}", "c", subject.id, "s", name, value, standing, "1", "m", "2026", ""))
    header = CaseHeader("c", "360-2026-000", *[""] * 12)
    sources = (Source("s", "m", "witness", "Bl. 1", "B", None),)
    return WorkingView(
        header, "2026-01-01", (), (), sources, tuple(subjects), tuple(said), (), (), (), (), {}
    )


@pytest.fixture(scope="module")
def large():
    view = _view(500, 900)
    return view, build_network(view.subjects, view.findings)


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_nothing_covers_anything_at_500_nodes(large, algorithm):
    view, network = large
    composed = compose_sheet(make_chart(view, network, layout(network, algorithm)))
    assert composed.overlaps == 0
    assert composed.unlabelled_nodes <= 5


@pytest.mark.parametrize("paper", list(PAPERS))
def test_a_poster_fills_whole_pages_and_they_show_everything_together(large, paper):
    view, network = large
    places = layout(network, "organic")
    sheet = compose_sheet(make_chart(view, network, places), poster_sizes(paper)).sheet
    made = tiling(sheet, paper)
    assert len(made.tiles) == made.rows * made.columns > 1
    right = max(tile.part.right for tile in made.tiles)
    low = max(tile.part.bottom for tile in made.tiles)
    assert (right, low) == pytest.approx((sheet.width, sheet.height))
    out = io.BytesIO()
    result = write_chart(view, network, places, out, "pdf", "en", paper=paper)
    assert result.pages == len(made.tiles) + 1
    document = pypdfium2.PdfDocument(out.getvalue())
    words = " ".join(page.get_textpage().get_text_range() for page in document)
    title = document.get_metadata_value("Title")
    document.close()
    assert "360-2026-000" in title
    assert "Muster" not in title
    shown = set(words.split())
    assert all(str(i) in shown for i in range(500))


def test_neighbouring_pages_overlap_by_ten_millimetres(large):
    view, network = large
    sheet = compose_sheet(make_chart(view, network, layout(network, "grid")), poster_sizes("a4")).sheet
    tiles = {(t.row, t.column): t.part for t in tiling(sheet, "a4").tiles}
    assert tiles[1, 1].right - tiles[1, 2].left == pytest.approx(10 / 25.4 * 72, abs=0.01)
    assert tiles[1, 1].bottom - tiles[2, 1].top == pytest.approx(10 / 25.4 * 72, abs=0.01)


def test_parallel_lines_run_apart_and_end_at_the_symbols():
    view = _view(6, 60)
    network = build_network(view.subjects, view.findings)
    chart = make_chart(view, network, layout(network, "circle"))
    points = np.array([chart.places[n.id] for n in chart.nodes])
    numbers = {n.id: i for i, n in enumerate(chart.nodes)}
    radii = np.full(6, 13.0)
    lines = link_lines(chart, numbers, points, ["circle"] * 6, radii, Sizes.at(1.0))
    middles = lines.at(0.5)
    for pair in chart.strands:
        rows = [lines.strands.all.index(strand) for strand in pair]
        for a, b in pairwise(rows):
            assert np.hypot(*(middles[a] - middles[b])) > 5
    for row, strand in enumerate(lines.strands.all):
        if strand.start != strand.end:
            away = np.hypot(*(lines.start[row] - points[numbers[strand.start]]))
            assert away == pytest.approx(13.0 + 1.6, abs=0.05)


def test_graph_files_come_back_as_the_same_network(large):
    view, network = large
    places = layout(network, "organic")
    for fmt, read in (("graphml", nx.read_graphml), ("gexf", nx.read_gexf)):
        out = io.BytesIO()
        write_chart(view, network, places, out, fmt, "en")
        graph = read(io.BytesIO(out.getvalue()))
        assert set(graph.nodes) == {n.id for n in network.nodes}
        ends = sorted((a, b) for a, b, _data in graph.edges(data=True))
        assert ends == sorted((k.start, k.end) for k in network.links)
        for node, data in graph.nodes(data=True):
            x, y = (data["x"], data["y"]) if fmt == "graphml" else _viz(data)
            assert (x, y) == pytest.approx(places[node], abs=0.01)


def _viz(data):
    place = data["viz"]["position"]
    return place["x"], -place["y"]
