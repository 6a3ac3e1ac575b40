"""What stands on a chart on paper beside nodes and links: theme lines, photos, long notes; and stopping."""

import io
import re
from dataclasses import replace

import pypdfium2
import pytest

from app.analysis.chart_content import ChartContent
from app.analysis.chart_symbols import Photo
from app.analysis.layouts import layout
from app.analysis.network import NetLink, NetNode, Network
from app.base.chart_records import ChartDocument, ChartNote, Look
from app.base.progress import Cancelled, Progress
from app.base.records import CaseHeader, Standing
from app.exchange.chart_writer import FORMATS, DrawnChart, write_drawn
from app.policy.views import WorkingView
from tests.pdf_text import pages_of

LONG = " ".join(f"Wort{i:03d}" for i in range(150))
DATES = {"e0": "2024-01-05", "e1": "2024-03-09", "tie": "2024-02-11"}


def view() -> WorkingView:
    header = CaseHeader("c", "360-2026-000", *[""] * 12)
    return WorkingView(header, "2026-01-01", (), (), (), (), (), (), (), (), (), {})


def link(name, start, end, kind="contact"):
    return NetLink(name, kind, start, end, False, Standing.FACT, kind, 1, ())


def drawn(algorithm="theme", notes=(), looks=None, photos=None) -> DrawnChart:
    nodes = [NetNode(f"p{i}", "person", f"Max Muster{i}") for i in range(3)]
    nodes += [NetNode(f"e{i}", "event", f"Treffen {i}") for i in range(2)]
    ties = (("p0", "e0"), ("p1", "e0"), ("p1", "e1"), ("p2", "e1"))
    links = [link(f"k{i}", *ends) for i, ends in enumerate(ties)] + [link("tie", "p0", "p2", "phoned")]
    network = Network(tuple(nodes), tuple(links))
    places = layout(network, algorithm, dates=DATES)
    document = ChartDocument("", "c", "Plan", algorithm, {}, notes=tuple(notes))
    dates = DATES if algorithm == "theme" else {}
    return DrawnChart(ChartContent(network, places, document, looks or {}, dates=dates), places, photos or {})


def written(chart: DrawnChart, fmt: str, **more) -> bytes:
    out = io.BytesIO()
    write_drawn(view(), chart, out, fmt, "de", **more)
    return out.getvalue()


def words_of(pdf: bytes) -> str:
    return " ".join(" ".join(pages_of(pdf)).split())


def test_theme_lines_have_names_and_dates_in_every_picture():
    svg = written(drawn(), "svg").decode()
    assert svg.count("Max Muster1</text>") == 2
    for date in ("05.01.2024", "11.02.2024", "09.03.2024"):
        assert date in svg
        assert date in words_of(written(drawn(), "pdf"))
    assert "05.01.2024" not in written(drawn("organic"), "svg").decode()
    bare = replace(drawn(), content=replace(drawn().content, dates={}))
    assert written(drawn(), "png") != written(bare, "png")


def test_photos_stand_in_place_of_icons_small_and_within_the_file():
    photo = Photo(160, bytes((x * 3 + y) % 256 for y in range(160) for x in range(160)))
    looks = {"p0": Look(picture="d1"), "p1": Look(picture="d1", size=2.0), "p2": Look(picture="gone")}
    plain = drawn("organic", looks=looks)
    with_photos = replace(plain, photos={"d1": photo})
    svg = written(with_photos, "svg").decode()
    assert svg.count("data:image/png;base64,") == 1
    assert "d1" not in re.findall(r'id="([^"]*)"', svg)
    assert not re.search(r'href="(?!#|data:)', svg)
    pdf = written(with_photos, "pdf")
    document = pypdfium2.PdfDocument(pdf)
    assert b"/Subtype /Image" in pdf
    document.close()
    assert b"/Subtype /Image" not in written(plain, "pdf")
    assert written(with_photos, "png") != written(plain, "png")
    assert b"/Subtype /Image" in written(with_photos, "pdf", paper="a4")
    for fmt in ("svg", "pdf"):
        assert len(written(with_photos, fmt)) - len(written(plain, fmt)) < 45_000


def test_a_note_grows_until_its_whole_text_can_be_read():
    note = ChartNote("n", LONG, 0.0, 0.0, 180.0, 40.0)
    text = words_of(written(drawn(notes=[note]), "pdf"))
    assert all(word in text for word in LONG.split())


def test_a_very_long_note_stays_on_the_sheet():
    note = ChartNote("n", " ".join([LONG] * 40), 0.0, 0.0, 120.0, 40.0)
    text = words_of(written(drawn(notes=[note]), "pdf", paper="a4"))
    svg = written(drawn(notes=[note]), "svg").decode()
    assert "Wort149" in text
    last = [float(y) for y in re.findall(r'y="([\d.]+)"[^>]*>Wort', svg)]
    height = float(re.search(r'viewBox="0 0 [\d.]+ ([\d.]+)"', svg).group(1))
    assert max(last) < height


class StopAt(Progress):
    """Stops itself at its n-th step and remembers how far it was told to be."""

    def __init__(self, at: int) -> None:
        super().__init__()
        self.left, self.told = at, []

    def step(self, done: int, total: int = 0) -> None:
        self.left -= 1
        self.told.append(done / total if total else 0.0)
        if self.left == 0:
            self.cancel()
        super().step(done, total)


@pytest.mark.parametrize("fmt", FORMATS)
def test_writing_tells_how_far_it_is_and_stops_where_it_is_asked_to(fmt):
    whole = StopAt(0)
    written(drawn(), fmt, progress=whole)
    assert whole.told == sorted(whole.told)
    assert len(whole.told) > 3
    for at in range(1, len(whole.told) + 1):
        with pytest.raises(Cancelled):
            written(drawn(), fmt, progress=StopAt(at))
