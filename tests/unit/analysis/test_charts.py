"""Charts as files: closed worlds, honest legends, no caption on another, the same bytes twice."""

import io
import re
import xml.etree.ElementTree as ElementTree

import networkx as nx
import pypdfium2
import pytest
from analysis_networks import grown
from analysis_views import Maker, edges_view, mixed_view, released

from app.analysis.layouts import ALGORITHMS, layout
from app.analysis.network import build_network
from app.base import i18n
from app.base.errors import ExitCode, UserError
from app.base.records import Standing
from app.exchange.chart_writer import FORMATS, write_chart

_SVG = "{http://www.w3.org/2000/svg}"


def _written(view, fmt="svg", algorithm="organic", network=None, language="en"):
    network = network or build_network(view.subjects, view.findings)
    out = io.BytesIO()
    result = write_chart(view, network, layout(network, algorithm), out, fmt, language)
    return result, out.getvalue()


def _svg_words(data):
    return [element.text for element in ElementTree.fromstring(data).iter(f"{_SVG}text")]


def _pdf_words(data):
    document = pypdfium2.PdfDocument(data)
    page = document[0]
    text_page = page.get_textpage()
    words = text_page.get_text_bounded()
    text_page.close()
    page.close()
    document.close()
    return " ".join(words.split())


@pytest.mark.parametrize("fmt", FORMATS)
def test_the_same_chart_gives_the_same_bytes(fmt):
    first, second = _written(mixed_view(), fmt), _written(mixed_view(), fmt)
    assert first == second
    assert (first[0].nodes, first[0].overlaps) == (60, 0)


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_nothing_overlaps_whatever_the_layout(algorithm):
    result, data = _written(mixed_view(), algorithm=algorithm)
    assert result.overlaps == 0
    assert ElementTree.fromstring(data).tag == f"{_SVG}svg"


def test_captions_are_text_in_svg_and_pdf_and_all_are_there():
    edges, _groups = grown(40, degree=3)
    view = edges_view(edges, kind="phoned")
    result, svg = _written(view)
    _result, pdf = _written(view, "pdf")
    printed = _pdf_words(pdf)
    assert result.hidden_captions == 0
    for name in {end for edge in edges for end in edge}:
        assert f"Muster {name}" in _svg_words(svg)
        assert f"Muster {name}" in printed


def test_an_internal_chart_is_stamped_and_a_released_one_names_its_recipient():
    internal, released_words = (
        _svg_words(_written(mixed_view())[1]),
        _svg_words(_written(released(mixed_view()))[1]),
    )
    assert "Internal – not for release" in internal
    assert "For Police of Musterstadt" in released_words
    assert "Internal – not for release" not in released_words
    for words in (internal, released_words):
        head = next(text for text in words if text.startswith("360-2026-001"))
        assert "VS – NUR FÜR DEN DIENSTGEBRAUCH" in head
        assert "2026" in head.partition("·")[2]
        assert any("evidence gathered on this chart only" in text for text in words)


def test_the_legend_shows_only_what_occurs():
    maker = Maker()
    a, b = (maker.node("person", "name", f"Mustermann {x}") for x in "AB")
    maker.link("contact", a, b, Standing.ASSESSMENT)
    words = _svg_words(_written(maker.view())[1])
    assert "assessment" in words
    assert "Persons (2)" in words
    for absent in ("fact", "hypothesis", "direction of the link", "Organisations (1)"):
        assert absent not in words


def test_standing_is_shown_by_the_line():
    dashes = {}
    for standing in Standing:
        maker = Maker()
        a, b = (maker.node("person", "name", f"Mustermann {x}") for x in "AB")
        maker.link("contact", a, b, standing)
        dashes[standing] = re.findall(r'stroke-dasharray="([^"]+)"', _written(maker.view())[1].decode())
    assert dashes[Standing.FACT] == []
    assert dashes[Standing.ASSESSMENT]
    assert dashes[Standing.HYPOTHESIS]
    assert dashes[Standing.ASSESSMENT] != dashes[Standing.HYPOTHESIS]


def test_many_links_between_two_nodes_become_one_line_with_a_count():
    maker = Maker()
    a, b = (maker.node("person", "name", f"Mustermann {x}") for x in "AB")
    for kind in ("contact", "met", "phoned", "represents"):
        maker.link(kind, a, b)
    words = _svg_words(_written(maker.view())[1])
    assert "4×" in words
    assert "n×: several links of different kinds" in words


def test_captions_come_from_the_view_and_from_nowhere_else():
    """A network of the whole case does not leak a caption that the recipient may not have."""
    maker = Maker()
    a, b = (maker.node("person", "identifier", f"ID {x}") for x in "12")
    link = maker.link("contact", a, b)
    public = maker.view()
    maker.say(a, "name", "Geheimer Mustername")
    maker.say(link, "note", "geheim")
    whole = build_network(maker.subjects, maker.findings)
    assert any("Geheim" in node.label for node in whole.nodes)
    for fmt in ("svg", "graphml", "gexf"):
        assert b"Geheim" not in _written(released(public), fmt, network=whole)[1]
    assert "Geheim" not in _pdf_words(_written(released(public), "pdf", network=whole)[1])


def test_what_the_view_does_not_hold_is_not_drawn():
    maker = Maker()
    maker.node("person", "name", "Mustermann A")
    small = maker.view()
    maker.node("person", "name", "Mustermann B")
    with pytest.raises(ValueError, match="not in the view"):
        _written(small, network=build_network(maker.subjects, maker.findings))


def test_graphml_and_gexf_are_read_by_networkx():
    view = mixed_view()
    network = build_network(view.subjects, view.findings)
    for fmt, read in (("graphml", nx.read_graphml), ("gexf", nx.read_gexf)):
        graph = read(io.BytesIO(_written(view, fmt)[1]))
        assert graph.number_of_nodes() == len(network.nodes)
        assert graph.number_of_edges() == len(network.links)
        labels = {data["label"] for _node, data in graph.nodes(data=True)}
        assert labels == {node.label for node in network.nodes}


def test_hostile_and_foreign_text_is_written_safely():
    maker = Maker()
    names = ["<script>alert('x')</script> & Söhne", "محمد المثال", "Nguyễn Ấn‮", "漢字", "x" * 300, "=1+1"]
    people = [maker.node("person", "name", name) for name in names]
    for other in people[1:]:
        maker.link("contact", people[0], other)
    for fmt in FORMATS:
        result, data = _written(maker.view(), fmt)
        assert (result.nodes, result.overlaps) == (6, 0)
        assert data
        if fmt in ("svg", "graphml", "gexf"):
            ElementTree.fromstring(data)
            assert "‮" not in data.decode()
            assert b"<script" not in data


def test_one_node_and_no_node_are_charts_too():
    maker = Maker()
    assert _written(maker.view(), "pdf")[0].nodes == 0
    maker.node("person", "name", "Mustermann")
    assert _written(maker.view(), "png")[0].nodes == 1


def test_a_link_to_itself_is_drawn():
    maker = Maker()
    account = maker.node("account", "account_number", "4711")
    maker.link("pays", account, account)
    assert _written(maker.view())[0].links == 1


def test_the_language_is_set_for_the_chart_only():
    before = i18n.language()
    words = _svg_words(_written(mixed_view(), language="de")[1])
    assert "Personen (24)" in words
    assert i18n.language() == before


def test_refusals(tmp_path):
    view = edges_view([("a", "b")])
    network = build_network(view.subjects, view.findings)
    places = layout(network, "circle")
    with pytest.raises(UserError) as unknown:
        write_chart(view, network, places, io.BytesIO(), "docx", "en")
    assert unknown.value.exit_code is ExitCode.USAGE
    with pytest.raises(UserError) as blocked:
        write_chart(view, network, places, tmp_path / "missing" / "a.svg", "svg", "en")
    assert blocked.value.exit_code is ExitCode.NOT_WRITABLE
