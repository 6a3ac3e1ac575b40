"""GraphML and GEXF keep to their published forms and come back whole, with places and looks."""

import io
from dataclasses import replace

import networkx as nx
import pytest
from graph_form_rules import check_gexf, check_graphml

from app.analysis.chart_content import ChartContent
from app.analysis.layouts import layout
from app.analysis.network import NetLink, NetNode, Network
from app.base.chart_records import COLOURS, ChartDocument, Look
from app.base.records import CaseHeader, Finding, Source, Standing, Subject, SubjectKind
from app.exchange.chart_writer import DrawnChart, write_drawn
from app.exchange.graph_file_facts import facts_of
from app.exchange.readers.graphml_reader import read_graphml
from app.exchange.readers.own_statements import STATEMENTS, own_statements
from app.ontology.catalogue import ontology
from app.policy.views import WorkingView

AWKWARD = "Müller & Söhne <GmbH> „Süd“ 'x' \"y\" ]]>"


def everything() -> DrawnChart:
    """Nodes of every type and a folded group, links of every standing, every colour, awkward names."""
    types = [*ontology().nodes, "group", "unknown_type"]
    nodes = tuple(NetNode(f"{i:032x}", kind, f"{AWKWARD} {i}") for i, kind in enumerate(types))
    links = tuple(
        NetLink(
            f"{i + 900:032x}",
            kind,
            nodes[i % 7].id,
            nodes[(i * 5 + 1) % len(nodes)].id,
            i % 2 == 0,
            s,
            kind,
            i + 1,
            (),
        )
        for i, (kind, s) in enumerate(zip([*ontology().links][:9], list(Standing) * 3, strict=True))
    )
    network = Network(nodes, links)
    looks = {n.id: Look(colour=COLOURS[i % len(COLOURS)], size=0.5 + i % 5 / 2) for i, n in enumerate(nodes)}
    looks |= {k.id: Look(colour="red", width=1 + i % 8) for i, k in enumerate(links)}
    document = ChartDocument("", "c", AWKWARD, "organic", {})
    places = layout(network, "circle")
    return DrawnChart(ChartContent(network, places, document, looks), places)


def view() -> WorkingView:
    header = CaseHeader("c", "360-2026-000", *[""] * 12)
    return WorkingView(header, "2026-01-01", (), (), (), (), (), (), (), (), (), {})


def written(fmt: str, drawn: DrawnChart) -> bytes:
    out = io.BytesIO()
    write_drawn(view(), drawn, out, fmt, "de")
    return out.getvalue()


def test_graphml_keeps_to_its_published_form():
    drawn = everything()
    root = check_graphml(written("graphml", drawn))
    assert len(list(root.iter())) > 200
    empty = DrawnChart(ChartContent(Network((), ()), {}, drawn.content.document), {})
    check_graphml(written("graphml", empty))


def test_gexf_keeps_to_its_published_form():
    drawn = everything()
    root = check_gexf(written("gexf", drawn))
    assert root.get("version") == "1.3"
    empty = DrawnChart(ChartContent(Network((), ()), {}, drawn.content.document), {})
    check_gexf(written("gexf", empty))


@pytest.mark.parametrize("fmt", ["graphml", "gexf"])
def test_the_checks_notice_what_breaks_the_form(fmt):
    data = written(fmt, everything())
    check = check_graphml if fmt == "graphml" else check_gexf
    for good, bad in (
        (b" source=", b" src="),
        (b" id=", b" nr="),
        (b"<node ", b"<knoten "),
        (b'target="0', b'target="f0'),
    ):
        with pytest.raises((AssertionError, KeyError, SyntaxError)):
            check(data.replace(good, bad))


def test_networkx_reads_back_names_places_and_attributes():
    drawn = everything()
    for fmt, read in (("graphml", nx.read_graphml), ("gexf", nx.read_gexf)):
        graph = read(io.BytesIO(written(fmt, drawn)))
        network, looks = drawn.content.network, drawn.content.looks
        assert set(graph.nodes) == {n.id for n in network.nodes}
        for node in network.nodes:
            data = graph.nodes[node.id]
            assert (data["label"], data["type"]) == (node.label, node.type)
            assert data.get("look_colour", "") == looks[node.id].colour
            x, y = (data["x"], data["y"]) if fmt == "graphml" else _viz(data)
            assert (x, y) == pytest.approx(drawn.positions[node.id], abs=0.006)
        edges = {d["id"]: (a, b, d) for a, b, d in graph.edges(data=True)}
        for link in network.links:
            start, end, data = edges[link.id]
            assert (start, end, data["standing"]) == (link.start, link.end, link.standing)
            assert int(data["weight"]) == link.weight
            assert str(data["directed"]).lower() == str(link.directed).lower()


def test_our_own_reader_gets_the_same_graph_back():
    drawn = everything()
    found = read_graphml(written("graphml", drawn))
    assert [n.id for n in found.nodes] == [n.id for n in drawn.content.network.nodes]
    for node, read in zip(drawn.content.network.nodes, found.nodes, strict=True):
        assert read.attributes["label"] == node.label
        x, y = drawn.positions[node.id]
        assert (float(read.attributes["x"]), float(read.attributes["y"])) == pytest.approx((x, y), abs=0.006)
    ends = [(edge.source, edge.target) for edge in found.edges]
    assert ends == [(k.start, k.end) for k in drawn.content.network.links]


def _viz(data):
    place = data["viz"]["position"]
    return place["x"], -place["y"]


def test_what_turns_the_direction_of_text_is_written_out_and_comes_back():
    turned = "Nguyễn \u202eẤn\nMuster"
    node = Subject("n" * 32, SubjectKind.NODE, "person")
    said = Finding("f" * 32, "c", node.id, "s", "name", turned, Standing.FACT, "1", "m", "2026", "")
    source = Source("s", "m", "witness", "Bl. 1", "B", None)
    facts = facts_of(replace(view(), sources=(source,), subjects=(node,), findings=(said,)))
    values = facts.values(node.id)
    assert not [text for text in values.values() if "\u202e" in text]
    assert values["name"] == "Nguyễn Ấn\nMuster"
    assert [s.value for s in own_statements(values[STATEMENTS])] == [turned]
