"""The small machinery behind the pages."""

import io
import zlib

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.records import Standing
from app.briefing.character_maps import rewritten
from app.briefing.chart_routes import Box, number_places, routes
from app.briefing.column_widths import column_widths
from app.briefing.content import ChartLink, Column, Role, Row, Span, Table, line
from app.briefing.fonts import register_fonts
from app.briefing.hyphenation import soften
from app.briefing.paragraphs import make_paragraph
from app.briefing.saving import save_strictly
from app.briefing.styles import make_styles
from app.briefing.tags import Element, Tagger


def test_character_maps_lose_null_targets_and_gain_utf16() -> None:
    old = "begincmap 2 beginbfrange <00> <02> [<0000> <0041> <1F3F3>] endbfrange endcmap"
    text = rewritten(old).decode()
    assert "<00> <0000>" not in text
    assert "<01> <0041>" in text
    assert "<02> <D83CDFF3>" in text
    assert rewritten(text) == text.encode()


def test_no_stream_ends_so_that_its_length_is_doubtful() -> None:
    pdf = pikepdf.Pdf.new()
    for number in range(400):
        pdf.add_blank_page()
        pdf.pages[-1].Contents = pdf.make_stream(f"% {number}".encode())
    data = save_strictly(pdf)
    assert b"\r\nendstream" not in data
    with pikepdf.Pdf.open(io.BytesIO(data)) as again:
        sums = [zlib.adler32(p.Contents.read_bytes()) & 0xFF for p in again.pages]
    assert 0x0D not in sums


def test_fonts_and_their_glyph_maps_keep_their_meaning_when_their_end_is_made_clear() -> None:
    pdf = pikepdf.Pdf.new()
    doubtful = b"\0" * 9 + b"\x0c"  # sums up to a carriage return
    assert zlib.adler32(doubtful) & 0xFF == 0x0D
    font, glyphs = (pdf.make_stream(doubtful) for _ in range(2))
    font.Length1 = len(doubtful)
    pdf.Root.Probe = pdf.make_indirect(pikepdf.Dictionary(CIDToGIDMap=glyphs, FontFile2=font))
    with pikepdf.Pdf.open(io.BytesIO(save_strictly(pdf))) as again:
        font, glyphs = again.Root.Probe.FontFile2, again.Root.Probe.CIDToGIDMap
        for stream in (font, glyphs):
            assert stream.read_bytes().startswith(doubtful)
            assert zlib.adler32(stream.read_bytes()) & 0xFF != 0x0D
        assert font.Length1 == len(font.read_bytes())
        assert len(glyphs.read_bytes()) % 2 == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hauptzollamt", "Haupt\u00adzoll\u00adamt"),
        ("DE89370400440532013000", "DE89370400440532013000"),
        ("muster.mann@beispielverwaltung.de", "muster.mann@beispielverwaltung.de"),
        ("Grundstücksverwaltung", "Grund\u00adstücks\u00adver\u00adwal\u00adtung"),
        ("kurz", "kurz"),
    ],
)
def test_only_long_words_may_break(text: str, expected: str) -> None:
    assert soften(text, "de") == expected


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzäöüß ", max_size=80))
def test_hyphenation_only_adds_soft_hyphens(text: str) -> None:
    assert soften(text, "de").replace("\u00ad", "") == text


def link(start: str, end: str, label: str = "1") -> ChartLink:
    return ChartLink(start, end, label, True, Standing.FACT)


def test_a_line_bends_around_a_third_node() -> None:
    places = {"a": (0.0, 0.0), "b": (200.0, 0.0), "c": (100.0, 0.0)}
    (route,) = routes([link("a", "b")], places, 10)
    assert abs(route.at(0.5)[1]) > 10


def test_parallel_lines_run_apart() -> None:
    places = {"a": (0.0, 0.0), "b": (200.0, 0.0)}
    first, second = routes([link("a", "b"), link("b", "a")], places, 10)
    assert abs(first.at(0.5)[1] - second.at(0.5)[1]) > 10


def test_numbers_keep_off_nodes_and_each_other() -> None:
    places = {"a": (0.0, 0.0), "b": (200.0, 0.0)}
    (route,) = routes([link("a", "b")], places, 10)
    ((_route, point),) = number_places([(route, 8, 8)], [Box(80, -20, 120, 20)])
    assert not Box(80, -20, 120, 20).holds(point)
    assert number_places([(route, 8, 8)], [Box(-20, -20, 220, 20)]) == []


def test_columns_fill_the_width_and_keep_their_words_whole() -> None:
    columns = (Column("No.", 0.1), Column("Bewertung", 0.3), Column("Text", 8))
    table = Table("", columns, (Row((line("1"), line("unbeurteilbar"), line("Wort"))),))
    widths = column_widths(table, 400)
    assert sum(widths) == pytest.approx(400)
    assert widths[1] > 60


def test_elements_keep_reading_order() -> None:
    root = Element("Document")
    assert [root.child(tag) for tag in ("H1", "P")] == root.kids


def test_no_blank_is_lost_where_the_dress_changes() -> None:
    register_fonts()
    said = line("Mustermann – Art: Geschäftskonto", "; ", Span("Zahlung", emphasis=True), ", Betrag")
    paragraph = make_paragraph(Tagger(), Element("P"), said, make_styles().roles[Role.COMPACT], language="de")
    paragraph.wrap(400, 400)
    drawn = "".join(part.text for row in paragraph.blPara.lines for part in row.words)
    assert drawn.replace("\u00ad", "") == "Mustermann – Art: Geschäftskonto; Zahlung, Betrag"
