"""Foreign files are read in a child process: what it says is checked, and its fall is one sentence here."""

import io
import json
import zipfile
import zlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.bounded_process import Limits
from app.base.errors import UserError
from app.base.progress import Cancelled, Progress
from app.exchange.bounded_reading import read_file
from app.exchange.content_answer import Garbled, answered, refused, taken_apart
from app.exchange.content_reading import read_content
from app.exchange.readers.row_blocks import as_packed, unpacked
from app.exchange.reading_child import serve
from app.exchange.reading_limits import LIMITS

GRAPH = b"""<graphml><key id="n" for="node" attr.name="name" attr.type="string"/>
<graph edgedefault="directed"><node id="1"><data key="n">Muster</data></node><node id="2"/>
<edge source="1" target="2"/></graph></graphml>"""
REQUEST = json.dumps({"language": "en", "settings": {}, "expected": ""}).encode()


def sent(data: bytes) -> bytes:
    return b"".join(serve(REQUEST, data))


def test_a_child_reads_and_refuses_in_the_language_of_the_caller(tmp_path):
    file = tmp_path / "liste.csv"
    file.write_text("name;ort\nMuster;Köln\n" * 3, "utf-8")
    read = read_file(file)
    assert read == replace(read_content(file.read_bytes()), content=read.content)
    assert [row.cells for row in read.content.rows][1] == ("Muster", "Köln")
    file.write_bytes(b'<!DOCTYPE g [<!ENTITY a "{braces}">]><graphml>&a;</graphml>')
    with pytest.raises(UserError) as caught:
        read_file(file)
    assert caught.value.key == "import.xml_entities"


@pytest.mark.parametrize(
    ("limits", "key"),
    [
        (Limits(seconds=0.05, memory=LIMITS.memory, answer=LIMITS.answer), "import.reader_time"),
        (Limits(seconds=60.0, memory=LIMITS.memory, answer=100), "import.reader_too_much"),
    ],
)
def test_a_child_that_does_not_come_back_is_one_sentence(tmp_path, limits, key):
    file = tmp_path / "liste.csv"
    file.write_text("name;ort\nMuster;Köln\n" * 2000, "utf-8")
    with pytest.raises(UserError) as caught:
        read_file(file, limits=limits)
    assert (caught.value.key, caught.value.exit_code) == (key, 4)
    assert "liste.csv" in caught.value.sentence


def test_it_can_be_stopped(tmp_path):
    file = tmp_path / "liste.csv"
    file.write_text("a;b\n" + "x;y\n" * 200_000)
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        read_file(file, progress=progress)


@pytest.mark.parametrize("data", [GRAPH, b"a;b\n1;2\n3;4\n"])
def test_what_goes_over_the_pipe_comes_back(data):
    read = read_content(data)
    assert sent(data).startswith(b"{")
    back = taken_apart(b"".join(answered(read)))
    if hasattr(read.content, "rows"):
        assert list(back.content.rows) == list(read.content.rows)
    assert replace(back, content=read.content) == read
    error = UserError("import.x", "Ein Satz mit {{Klammern}}.", problems=("eins", "zwei {x}"))
    with pytest.raises(UserError) as caught:
        taken_apart(b"".join(refused(error)))
    assert caught.value.sentence == "Ein Satz mit {Klammern}."
    assert caught.value.problems == ("eins", "zwei {x}")


@given(st.data())
def test_no_answer_is_believed(data):
    """Whatever a child that was taken over sends: it is content of the promised shape, or it is refused."""
    honest = sent(data.draw(st.sampled_from([GRAPH, b"a;b\n1;2\n"])))
    at = data.draw(st.integers(0, len(honest) - 1))
    piece = data.draw(st.binary(max_size=12))
    broken = honest[:at] + piece + honest[at + data.draw(st.integers(0, 12)) :]
    try:
        read = taken_apart(broken)
    except (Garbled, UserError):
        return
    for row in getattr(read.content, "rows", ()):
        assert all(isinstance(cell, str) for cell in row.cells)


def test_a_block_that_unpacks_to_far_too_much_is_refused():
    bomb = zlib.compress(b"[" + b" " * (20 * 2**20) + b"]", 9)
    with pytest.raises(ValueError, match="block"):
        unpacked(bomb)
    head = {
        "state": "done", "format": "csv", "inner": "", "sha256": "", "skipped": [], "notes": [],
        "where": "", "even": True, "sheets": [], "encoding": "", "separator": "", "rows": [1],
        "sizes": [len(bomb)],
    }  # fmt: skip
    with pytest.raises(Garbled):
        taken_apart(json.dumps(head).encode() + b"\n" + bomb)


def test_rows_in_blocks_are_rows():
    rows = list(read_content(("a;b\n" + "".join(f"{n};x\n" for n in range(2500))).encode()).content.rows)
    packed = as_packed(rows)
    assert len(packed.blocks) == 3
    assert list(packed) == rows
    assert (packed[0], packed[-1], packed[999:1002]) == (rows[0], rows[-1], rows[999:1002])
    with pytest.raises(IndexError):
        packed[2501]


@given(st.binary(max_size=400))
def test_no_bytes_bring_a_reader_down(data):
    """Every reader reads or refuses; what it fell over would be the key `import.reader_fell`."""
    answer = sent(data)
    head = json.loads(answer.partition(b"\n")[0])
    assert head["state"] in ("done", "refused")
    assert head.get("key") != "import.reader_fell"


_STARTS = st.sampled_from(
    [b"<gexf>", b"<graphml>", b"graph [", b"*vertices 3\n", b"0 HEAD\n", b'{"type": "bundle"', b'{"id": "x"',
     b"[{", b"From x\n", b"\xff\xfe<\0c\0", b"<kml>", b"BEGIN:VCALENDAR", b"a;b\n", b"\x1f\x8b"]
)  # fmt: skip


@given(_STARTS, st.text(alphabet='<>{}[]"=:,;\n 0129aeX&\0\u202e-', max_size=120))
def test_beginnings_of_formats_lead_nowhere_worse(start, rest):
    answer = sent(start + rest.encode())
    assert json.loads(answer.partition(b"\n")[0]).get("key") != "import.reader_fell"


def test_a_zip_of_one_table_is_read_and_one_that_lies_is_not():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("liste.csv", "name;ort\nMuster;Köln\n")
    assert read_content(out.getvalue()).inner == "liste.csv"
    with pytest.raises(UserError):
        read_content(out.getvalue()[:-30])
