"""Large graphs and sheets are read piece by piece: what is packed comes out as it went in, or not at all."""

import io
import json
import zipfile
import zlib
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.errors import UserError
from app.exchange import limits
from app.exchange.content_answer import Garbled, answered, taken_apart
from app.exchange.content_reading import read_content
from app.exchange.readers import archive, graph_blocks
from app.exchange.readers.element_blocks import ElementPacker
from app.exchange.readers.graph_blocks import checked_graph, packed_edges, packed_nodes
from app.exchange.readers.graph_collector import GraphCollector
from app.exchange.readers.neutral import GraphData, GraphEdge, GraphNode, Said
from app.exchange.readers.text_decoding import lines_of
from app.exchange.readers.xlsx_reader import read_xlsx
from app.exchange.readers.xml_tree import parse_xml

WORDS = st.text(st.characters(codec="utf-8"), max_size=6)
ATTRIBUTES = st.dictionaries(WORDS, WORDS, max_size=2)
SAID = st.lists(st.builds(Said, WORDS, WORDS, WORDS, standing=WORDS, exonerating=WORDS), max_size=2).map(
    tuple
)
NODES = st.lists(st.builds(GraphNode, WORDS, ATTRIBUTES, WORDS, SAID), max_size=6, unique_by=lambda n: n.id)


@st.composite
def graphs(draw: st.DrawFn) -> GraphData:
    """A graph as a reader gives it."""
    nodes = draw(NODES)
    if not nodes:
        return GraphData((), (), (), ())
    ends = st.sampled_from([node.id for node in nodes])
    edges = draw(
        st.lists(st.builds(GraphEdge, st.integers(1), ends, ends, st.booleans(), ATTRIBUTES, WORDS, SAID))
    )
    return GraphData(tuple(nodes), tuple(edges), (), ())


@given(graphs(), st.integers(1, 3), st.integers(1, 60))
def test_packed_nodes_and_edges_are_those_that_went_in(graph: GraphData, each: int, most: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(graph_blocks, "_PER_BLOCK", each)
        patch.setattr(graph_blocks, "_CHARACTERS", most)
        nodes, edges = packed_nodes(graph.nodes), packed_edges(graph.edges)
    assert len(nodes.blocks) >= len(graph.nodes) / each
    assert (len(nodes), list(nodes)) == (len(graph.nodes), list(graph.nodes))
    assert (len(edges), list(edges)) == (len(graph.edges), list(graph.edges))
    again = checked_graph(nodes.blocks, edges.blocks)
    assert (list(again[0]), list(again[1])) == (list(graph.nodes), list(graph.edges))
    assert packed_nodes(nodes) is nodes
    if graph.nodes:
        assert (nodes[-1], nodes[:2]) == (graph.nodes[-1], list(graph.nodes[:2]))


@given(graphs())
def test_a_graph_comes_over_the_pipe_as_it_was(graph: GraphData) -> None:
    read = read_content(b"<graphml><graph><node id='1'/></graph></graphml>")
    sent = b"".join(answered(type(read)(read.format, read.inner, read.sha256, graph)))
    back = taken_apart(sent).content
    assert isinstance(back, GraphData)
    assert (list(back.nodes), list(back.edges)) == (list(graph.nodes), list(graph.edges))


@pytest.mark.parametrize(
    ("nodes", "edges"),
    [
        ([["a", {}, "", []], ["a", {}, "", []]], []),
        ([["a", {}, "", []]], [[1, "a", "b", True, {}, "", []]]),
        ([["a", {}, ""]], []),
        ([["a", {"x": 1}, "", []]], []),
        ([["a", {}, "", [["p", "v"]]]], []),
        ([["a", {}, "", "x"]], []),
        ([["a", {}, "", []]], [[True, "a", "a", True, {}, "", []]]),
        ({"a": 1}, []),
    ],
)
def test_blocks_that_are_no_graph_are_refused(nodes: object, edges: object) -> None:
    blocks = [zlib.compress(json.dumps(part).encode()) for part in (nodes, edges)]
    with pytest.raises(ValueError, match=r"ids|list|attributes|said|edge|block"):
        checked_graph(blocks[:1], blocks[1:])
    head = {
        "state": "done", "format": "gml", "inner": "", "sha256": "", "skipped": [], "notes": [],
        "nodes": 1, "edges": 1, "node_attributes": [], "edge_attributes": [], "sizes": list(map(len, blocks)),
    }  # fmt: skip
    with pytest.raises(Garbled):
        taken_apart(json.dumps(head).encode() + b"\n" + b"".join(blocks))


def test_a_block_of_a_graph_that_unpacks_to_far_too_much_is_refused() -> None:
    bomb = zlib.compress(b"[" + b" " * (70 * 2**20) + b"]", 9)
    with pytest.raises(ValueError, match="block"):
        checked_graph([bomb], [])


def test_elements_that_are_taken_are_not_in_the_tree() -> None:
    taken = ElementPacker()
    ties = "".join(f'<edge source="{n}" target="ä&amp;&lt;"><a>x{n}</a></edge>\n' for n in range(1_200))
    root = parse_xml(f"<g xmlns='urn:x'><edges>\n{ties}</edges><b>y</b></g>".encode(), {"edge": taken.add})
    assert (list(root.iter("edge")), root.findtext("b"), root.find("edges") is None) == ([], "y", False)
    for _again in range(2):
        found = list(taken)
        assert [one.get("source") for one in found] == [str(n) for n in range(1_200)]
        assert {one.get("target") for one in found} == {"ä&<"}
        assert [one.findtext("a") for one in found] == [f"x{n}" for n in range(1_200)]


def test_a_packer_of_elements_leaves_out_what_follows_them() -> None:
    parent = Element("p")
    child = SubElement(parent, "c")
    child.tail = "more"
    packer = ElementPacker()
    packer.add(child)
    assert [one.tail for one in packer] == [None]
    assert list(ElementPacker()) == []


def test_only_line_ends_end_a_line() -> None:
    assert list(lines_of("a\nb\r\nc\rd\n")) == ["a", "b", "c", "d"]
    assert list(lines_of("a\u2028b\x85c\x0bd\n\ne")) == ["a\u2028b\x85c\x0bd", "", "e"]
    assert list(lines_of("")) == []


def test_json_lines_may_hold_other_separators() -> None:
    names = ["Muster\u2028Mann", "Muster\x85Frau"]
    lines = [
        {"id": str(n), "schema": "Person", "properties": {"name": [name]}} for n, name in enumerate(names)
    ]
    text = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    content = read_content(text.encode()).content
    assert isinstance(content, GraphData)
    assert [node.id for node in content.nodes] == ["0", "1"]


def _workbook(path: Path, rows: int) -> bytes:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Blatt")
    for no in range(rows):
        sheet.append([f"Muster {no}", no * 7919 % 10_007])
    book.save(path)
    return path.read_bytes()


def test_a_sheet_may_unpack_to_more_than_any_other_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = _workbook(tmp_path / "gross.xlsx", 2_000)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        size = packed.getinfo("xl/worksheets/sheet1.xml").file_size
        others = sum(m.file_size for m in packed.infolist()) - size
    assert others < size
    monkeypatch.setattr(archive, "ZIP_BYTES", size - 1)
    assert len(read_xlsx(data).rows) == 2_000
    monkeypatch.setattr(archive, "SHEET_BYTES", size - 1)
    with pytest.raises(UserError) as refused:
        read_xlsx(data)
    assert refused.value.key == "import.archive_bomb"


def test_what_only_looks_like_a_sheet_is_no_exception(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "ZIP_BYTES", 1_000)
    for name in ("xl/worksheets/_rels/sheet1.xml.rels", "xl/sharedStrings.xml", "sheet1.xml"):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as packed:
            packed.writestr(name, "x" * 1_001)
        with pytest.raises(UserError) as refused:
            archive.open_archive(out.getvalue())
        assert refused.value.key == "import.archive_bomb"


def test_a_sheet_is_never_held_as_a_whole_by_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "ZIP_BYTES", 1_000)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("xl/worksheets/sheet1.xml", "x" * 1_001)
    with archive.open_archive(out.getvalue()) as opened, pytest.raises(UserError) as refused:
        archive.read_member(opened, "xl/worksheets/sheet1.xml")
    assert refused.value.key == "import.archive_bomb"


@pytest.mark.parametrize("mark", [b"<!ENTITY", b"<!DOCTYPE", "<!E".encode("utf-16-le")])
@pytest.mark.parametrize("before", [0, 5, 60, 63, 64, 65, 120])
def test_entities_are_found_wherever_a_piece_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mark: bytes, before: int
) -> None:
    monkeypatch.setattr(archive, "_PIECE", 64)
    out = io.BytesIO(_workbook(tmp_path / "klein.xlsx", 3))
    with zipfile.ZipFile(out, "a") as packed:
        packed.writestr("xl/extra.xml", b" " * before + mark + b" " * 100)
    with pytest.raises(UserError) as refused:
        read_xlsx(out.getvalue())
    assert refused.value.key == "import.xml_entities"


@pytest.mark.parametrize(("page", "mark"), [("de/11_formate.md", "."), ("en/11_formats.md", ",")])
def test_the_help_says_how_much_one_import_takes(project: Path, page: str, mark: str) -> None:
    text = (project / "resources" / "help" / page).read_text(encoding="utf-8")
    sizes = (limits.FILE_BYTES, limits.XML_BYTES, limits.ZIP_BYTES, limits.SHEET_BYTES)
    counts = (limits.ROWS, limits.COLUMNS, limits.CELLS, limits.NODES, limits.LINKS)
    said = [f"{count:,}" for count in counts] + [f"{size // 10**6:,} MB" for size in sizes]
    assert [words for words in said if words.replace(",", mark) not in text] == []


def test_half_a_surrogate_pair_comes_over_as_it_is() -> None:
    """JSON may hold it as an escape; that it is no text is for those to say who take values in."""
    node = GraphNode("\ud800", {"a": "\udfff"}, "x", (Said("name", "\ud83d"),))
    assert list(packed_nodes([node])) == [node]


def test_ties_before_their_ends_are_numbered_like_others() -> None:
    graph = GraphCollector()
    said = [Said("exists", "yes")]
    graph.edge("a", "b", "knows", said)
    graph.node("a", "person")
    graph.node("b", "person")
    graph.edge("b", "weg", "knows", said)
    graph.edge("b", "a", "knows", said)
    found = graph.graph()
    assert [(e.no, e.source, e.target) for e in found.edges] == [(1, "a", "b"), (2, "b", "a")]
    assert [reason for _place, reason in found.skipped] == ["One of the two ends is not in the file."]
    whole = GraphCollector()
    for name in ("a", "b"):
        whole.node(name, "person")
    whole.edge("a", "b", "knows", said)
    whole.edge("b", "a", "knows", said)
    assert [(e.no, e.source, e.target) for e in whole.graph().edges] == [(1, "a", "b"), (2, "b", "a")]
