"""Readers and the telling of formats: they read, or they refuse in one sentence."""

import datetime as dt
import io
import zipfile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.errors import UserError
from app.exchange import limits
from app.exchange.readers.csv_reader import read_csv
from app.exchange.readers.graphml_reader import read_graphml
from app.exchange.readers.xlsx_reader import read_xlsx
from app.exchange.sniff import Format, sniff, sniff_data

BIG = 2 * 2**30


def rows(data: bytes):
    return [(row.no, *row.cells) for row in read_csv(data).rows]


def workbook(*sheets) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for no, content in enumerate(sheets, 1):
        sheet = book.create_sheet(f"S{no}")
        for row in content:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def packed(*members, method=zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def read_or_refused(action) -> bool:
    """Whether something came out, or a refusal in one finished sentence; anything else is a failure."""
    try:
        return action() is not None
    except UserError as error:
        return error.key.startswith("import.") and "{" not in error.sentence


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n"])
def test_line_ends_and_row_numbers(end):
    text = end.join(["a,b", "", '1,"x', 'y"', "2,z"])
    assert rows(text.encode()) == [(1, "a", "b"), (3, "1", f"x{end}y"), (5, "2", "z")]


def test_mixed_line_ends():
    assert rows(b"a,b\r1,2\n3,4\r\n5,6") == [(1, "a", "b"), (2, "1", "2"), (3, "3", "4"), (4, "5", "6")]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|", " "])
def test_separators(separator):
    lines = [separator.join(cells) for cells in (("a", "b", "c"), ("1", "2", "3"), ("4", "5", "6"))]
    assert rows("\n".join(lines).encode())[1] == (2, "1", "2", "3")


def test_excel_s_own_separator_line():
    assert rows(b"sep=;\r\na;b\r\n1,5;2\r\n") == [(2, "a", "b"), (3, "1,5", "2")]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_encodings(encoding):
    text = "Straße;Ort\nMüllerstraße 5;Köln\nGroße Gasse;Düren\n"
    assert rows(text.encode(encoding))[1] == (2, "Müllerstraße 5", "Köln")


@pytest.mark.parametrize(
    ("encoding", "names"),
    [
        ("cp1250", "Name;Ort\nMuster Łukasz;Gdańsk\nWąsik Żółć;Łódź\n"),
        ("cp1254", "Name;Ort\nÇiğdem Şahin;Köln\nI\u015f\u0131k Y\u0131ld\u0131r\u0131m;Essen\n"),
        ("cp1252", "Name;Ort\nNúñez, Begoña;Año\nFrançois;Hôtel à Müllers\n"),
        ("cp850", "Name;Ort\nMüller;Köln\nGroße;Düren\n"),
    ],
)
def test_older_encodings_are_told_by_the_look_of_names(encoding, names):
    table = read_csv(names.encode(encoding))
    assert [row.cells for row in table.rows] == [tuple(line.split(";")) for line in names.splitlines()]
    assert encoding in table.notes[0]


def test_a_file_that_ends_inside_a_character_is_cut_off():
    with pytest.raises(UserError) as caught:
        read_csv("a,b\n1,Ü".encode()[:-1])
    assert caught.value.key == "import.cut_off"


def test_an_open_quotation_mark_is_not_swallowed():
    with pytest.raises(UserError) as caught:
        read_csv(b'a,b\n1,"no end\n2,3\n')
    assert caught.value.key == "import.broken_table"


def test_cells_are_kept_as_they_stand():
    assert rows(b"a,b\n=1+1,@x\n+3,-4\n") == [(1, "a", "b"), (2, "=1+1", "@x"), (3, "+3", "-4")]


def test_too_many_rows_columns_and_characters(monkeypatch):
    for module in ("app.exchange.readers.csv_reader", "app.exchange.readers.xlsx_reader"):
        monkeypatch.setattr(f"{module}.ROWS", 10)
        monkeypatch.setattr(f"{module}.COLUMNS", 5)
    many, wide = [["a"]] * 20, [["a"] * 9] * 2
    for data in (many, wide):
        text = "\n".join(",".join(row) for row in data).encode()
        for reader, content in ((read_csv, text), (read_xlsx, workbook(data))):
            with pytest.raises(UserError) as caught:
                reader(content)
            assert caught.value.key == "import.too_large"


def test_workbooks_become_text():
    data = workbook(
        [["a", "b"], [1, 2.0], [dt.date(2021, 4, 5), dt.datetime(2021, 4, 5, 13, 30)], [True, "=x"]]
    )
    table = read_xlsx(data)
    cells = [row.cells for row in table.rows]
    assert cells[:3] == [("a", "b"), ("1", "2"), ("2021-04-05", "2021-04-05T13:30")]
    assert cells[3][0] == "true"


def test_formulas_are_left_empty_and_reported():
    table = read_xlsx(workbook([["a", "b"], [1, "=A2*2"], [2, '=HYPERLINK("http://x")']]))
    assert [row.cells for row in table.rows] == [("a", "b"), ("1",), ("2",)]
    assert [place for place, _reason in table.skipped] == ["S1!B2"]


def test_text_that_looks_like_a_formula_stays_text():
    book = openpyxl.Workbook()
    book.active.append(["a"])
    book.active.append(["x"])
    book.active["A2"].value = "=1+1"
    book.active["A2"].data_type = "s"
    out = io.BytesIO()
    book.save(out)
    assert read_xlsx(out.getvalue()).rows[1].cells == ("=1+1",)


def test_other_sheets_are_reported():
    table = read_xlsx(workbook([], [["a"], [1]], [["b"]]))
    assert (table.where, [place for place, _reason in table.skipped]) == ("S2", ["S3"])


def test_a_workbook_with_entities_is_refused():
    data = workbook([["a"]])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = [(name, archive.read(name)) for name in archive.namelist()]
    bad = [(n, d.replace(b"<worksheet", b'<!DOCTYPE x [<!ENTITY e "1">]><worksheet', 1)) for n, d in members]
    with pytest.raises(UserError) as caught:
        read_xlsx(packed(*bad))
    assert caught.value.key == "import.xml_entities"


def test_a_cut_off_workbook_is_refused():
    data = workbook([["a"], [1]])
    for end in range(4, len(data), 211):
        with pytest.raises(UserError):
            sniff_data(data[:end])


def test_every_damaged_workbook_is_read_or_refused():
    data = workbook([["a", "b"], [1, 2], [3, 4]])
    for place in range(0, len(data), 37):
        changed = bytearray(data)
        changed[place] ^= 0xFF
        assert read_or_refused(lambda data=bytes(changed): read_xlsx(data))


@pytest.mark.parametrize("name", ["../evil", "/etc/x", "..\\evil", "C:\\x", "a/../../b"])
def test_paths_that_lead_elsewhere_are_refused(name):
    with pytest.raises(UserError) as caught:
        sniff_data(packed(("good.csv", "a,b"), (name, "x")))
    assert caught.value.key == "import.archive_path"


def test_zip_bombs_are_refused_by_their_directory():
    with pytest.raises(UserError) as caught:
        sniff_data(packed(("a.csv", b"0" * 30_000_000)))
    assert caught.value.key == "import.archive_bomb"


def test_a_zip_of_one_table_is_read_and_of_several_is_not():
    assert sniff_data(packed(("a.csv", "a,b\n1,2\n"))).inner == "a.csv"
    with pytest.raises(UserError) as caught:
        sniff_data(packed(("a.csv", "a,b"), ("b.csv", "a,b")))
    assert caught.value.key == "import.archive_content"
    with pytest.raises(UserError):
        sniff_data(packed(("inner.zip", packed(("a.csv", "a,b")))))


def test_a_locked_member_is_refused():
    data = bytearray(packed(("a.csv", "a,b")))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(UserError) as caught:
        sniff_data(bytes(data))
    assert caught.value.key == "import.archive_locked"


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "import.empty"),
        (b" \r\n\0\0", "import.empty"),
        (b"\xff\xd8\xff\xe0", "import.unknown_format"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "import.old_workbook"),
        (b"age-encryption.org/v1\n", "import.is_package"),
        (b'{"type": 1}', "import.unknown_format"),
        (b"dl n=3\n", "import.unknown_format"),
        (b"<html><body/></html>", "import.unknown_format"),
        (b"a,b\0c\x01,d", "import.not_text"),
        (b'<!DOCTYPE graphml [<!ENTITY a "b">]><graphml/>', "import.xml_entities"),
    ],
)
def test_what_a_file_is_not(data, key):
    with pytest.raises(UserError) as caught:
        sniff_data(data)
    assert caught.value.key == key
    assert caught.value.exit_code == 4


def test_the_ending_is_never_believed(tmp_path):
    path = tmp_path / "picture.jpg"
    path.write_text("<graphml><graph/></graphml>")
    assert sniff(path).format == Format.GRAPHML
    path.write_bytes(workbook([["a"]]))
    assert sniff(path).format == Format.XLSX


def test_two_gigabytes_are_refused_before_they_are_read(tmp_path):
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.truncate(BIG)
    with pytest.raises(UserError) as caught:
        sniff(path)
    assert caught.value.key == "import.too_large"


def test_missing_files_and_folders_are_refused(tmp_path):
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(UserError) as caught:
            sniff(path)
        assert caught.value.key == "import.unreadable"


def graphml(body: str, keys: str = "") -> bytes:
    return f'<graphml>{keys}<graph edgedefault="directed">{body}</graph></graphml>'.encode()


def test_graph_defaults_types_and_labels():
    keys = (
        '<key id="a" for="node" attr.name="age" attr.type="int"><default>7</default></key>'
        '<key id="b" for="all" attr.name="ok" attr.type="boolean"/>'
        '<key id="y" for="node" yfiles.type="nodegraphics"/>'
    )
    body = (
        '<node id="1"><data key="a"> 8 </data><data key="b">TRUE</data><data key="y"><ShapeNode>'
        '<NodeLabel> Muster </NodeLabel></ShapeNode></data></node><node id="2"/>'
        '<edge source="1" target="2" directed="false"/><edge source="2" target="1"/>'
    )
    graph = read_graphml(graphml(body, keys))
    first, second = graph.nodes
    assert (first.attributes, first.label) == ({"age": "8", "ok": "true"}, "Muster")
    assert second.attributes == {"age": "7"}
    assert [e.directed for e in graph.edges] == [False, True]


@pytest.mark.parametrize(
    ("body", "keys"),
    [
        ('<edge source="1" target="2"/>', ""),
        ('<node id="1"/><node id="1"/>', ""),
        ("<node/>", ""),
        (
            '<node id="1"><data key="a">x</data></node>',
            '<key id="a" for="node" attr.name="a" attr.type="int"/>',
        ),
        ('<node id="1"/>', '<key id="a" for="node"/><key id="a" for="node"/>'),
    ],
)
def test_contradictions_in_a_graph_are_named(body, keys):
    with pytest.raises(UserError) as caught:
        read_graphml(graphml(body, keys))
    assert caught.value.key == "import.broken_graph"
    assert caught.value.problems


def test_hyperedges_and_nested_graphs_are_reported():
    body = (
        '<node id="1"><graph><node id="2"/></graph></node><hyperedge id="h"><endpoint node="1"/></hyperedge>'
    )
    graph = read_graphml(graphml(body))
    assert [n.id for n in graph.nodes] == ["1", "2"]
    assert len(graph.skipped) == len(graph.notes) == 1


def test_deep_nesting_is_refused():
    with pytest.raises(UserError) as caught:
        read_graphml(b"<graphml>" + b"<x>" * 10_000)
    assert caught.value.key == "import.xml_deep"


def test_a_quadratic_bomb_is_refused():
    bomb = b'<!DOCTYPE g [<!ENTITY a "' + b"x" * 50_000 + b'">]><graphml>' + b"&a;" * 1000 + b"</graphml>"
    with pytest.raises(UserError) as caught:
        read_graphml(bomb)
    assert caught.value.key == "import.xml_entities"


def test_every_cut_of_a_graph_is_refused():
    whole = graphml('<node id="1"/><node id="2"/><edge source="1" target="2"/>')
    for end in range(1, len(whole) - 1):
        with pytest.raises(UserError):
            read_graphml(whole[:end])


def test_limits_of_a_graph(monkeypatch):
    monkeypatch.setattr("app.exchange.readers.graphml_target.NODES", 2)
    with pytest.raises(UserError) as caught:
        read_graphml(graphml('<node id="1"/><node id="2"/><node id="3"/>'))
    assert caught.value.key == "import.too_large"
    assert limits.NODES > 100_000


def sniff_and_read(data):
    sniffed = sniff_data(data)
    return READERS[sniffed.format](sniffed.data)


READERS = {Format.CSV: read_csv, Format.XLSX: read_xlsx, Format.GRAPHML: read_graphml}


@given(st.binary(max_size=400) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_read_or_refused(data):
    assert read_or_refused(lambda: sniff_and_read(data))


@given(st.text(alphabet='<>/="&;! graphmlnodeedgidsourctky[]?xé\n', max_size=120))
def test_any_xml_like_text_is_read_or_refused(text):
    assert read_or_refused(lambda: read_graphml(f"<graphml><graph>{text}</graph></graphml>".encode()))
