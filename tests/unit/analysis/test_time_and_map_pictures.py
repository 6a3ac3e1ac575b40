"""Pictures of timeline and map: vectors with text, from a view and nothing else."""

import io

import pypdfium2
import pytest
from analysis_views import Maker, released
from defusedxml import ElementTree

from app.analysis.time_events import Grouping, Narrowing
from app.base.errors import UserError
from app.base.records import Standing
from app.exchange.chart_occupancy import Box
from app.exchange.map_lines import clipped
from app.exchange.map_picture import write_map
from app.exchange.timeline_picture import write_timeline
from tests.pdf_text import pages_of


def _view():
    maker = Maker()
    person = maker.node("person", "name", "Erika Mustermann")
    place = maker.node("place", "name", "Spielhalle Essen")
    other = maker.node("place", "name", "Lager Bochum", standing=Standing.HYPOTHESIS)
    maker.say(place, "coordinates", "51.4556,7.0116")
    maker.say(other, "coordinates", "51.4818,7.2162", Standing.ASSESSMENT)
    maker.link("owns", person, place, valid_from="2021-04")
    maker.link("owns", person, other, Standing.HYPOTHESIS, valid_from="2020", valid_to="2022-05-01")
    meeting = maker.node("event", "title", "Treffen am Bahnhof")
    maker.say(meeting, "date", "2021-06-03")
    maker.say(meeting, "description", "kurz", Standing.ASSESSMENT, valid_from="2021~", valid_to="2021~")
    return maker.view()


def _timeline(view, fmt, language="de", **wanted):
    out = io.BytesIO()
    shown = write_timeline(view, Grouping.SUBJECT, Narrowing(**wanted), out, fmt, language)
    return out.getvalue(), shown.findings


def _map(view, fmt, language="de", **options):
    out = io.BytesIO()
    shown = write_map(view, out, fmt, language, **options)
    return out.getvalue(), shown.findings


def _words(svg):
    root = ElementTree.fromstring(svg)
    return " ".join("".join(part.itertext()) for part in root.iter() if part.tag.endswith("text"))


def _pdf_words(pdf):
    return " ".join(" ".join(pages_of(pdf)).split())


def test_a_timeline_is_stamped_and_its_text_is_text():
    svg, shown = _timeline(_view(), "svg", "en")
    words = _words(svg)
    assert len(shown) == 4
    for expected in (
        "360-2026-001",
        "Internal – not for release",
        "Treffen am Bahnhof",
        "hatched",
        "dashes: open",
    ):
        assert expected in words
    assert "<image" not in svg.decode()
    pdf, _shown = _timeline(_view(), "pdf", "de")
    assert "Treffen am Bahnhof" in _pdf_words(pdf)
    assert "01.03.2026" in _pdf_words(pdf)


def test_a_map_is_stamped_and_lists_its_places():
    svg, shown = _map(_view(), "svg", "en", ties=True)
    words = _words(svg)
    assert len(shown) == 4  # two places and the two links that join them
    for expected in ("Internal – not for release", "Spielhalle Essen, 51.4556° N, 7.0116° E", "km"):
        assert expected in words
    assert "51,4556° N" in _pdf_words(_map(_view(), "pdf")[0])


def test_the_same_view_gives_the_same_bytes():
    for fmt in ("svg", "pdf"):
        assert _timeline(_view(), fmt)[0] == _timeline(_view(), fmt)[0]
        assert _map(_view(), fmt)[0] == _map(_view(), fmt)[0]


def test_a_released_view_says_for_whom_and_is_not_stamped():
    for write in (_timeline, _map):
        words = _words(write(released(_view()), "svg", "en")[0])
        assert "For Police of Musterstadt" in words
        assert "Internal" not in words


def test_the_base_can_be_left_out():
    assert len(_map(_view(), "svg", base=False)[0]) < len(_map(_view(), "svg")[0])
    assert "Natural Earth" not in _words(_map(_view(), "svg", "en", base=False)[0])


def test_a_filter_is_told_on_the_picture():
    svg, shown = _timeline(_view(), "svg", "en", standings=frozenset({Standing.FACT}))
    assert len(shown) == 2
    assert "2 dated findings are left out" in _words(svg)


def test_nothing_to_show_is_refused():
    empty = Maker().view()
    with pytest.raises(UserError, match="dated"):
        _timeline(empty, "svg", "en")
    with pytest.raises(UserError, match="coordinates"):
        _map(empty, "pdf", "en")
    with pytest.raises(UserError, match="bmp"):
        _timeline(_view(), "bmp", "en")


def test_hundreds_of_events_stand_on_the_sheet_each_once():
    maker = Maker()
    people = [maker.node("person", "name", f"Muster {n}") for n in range(30)]
    for n in range(600):
        day = f"20{15 + n % 9}-{1 + n % 12:02d}-{1 + n % 28:02d}"
        maker.say(people[n % 30], "note", f"Sichtung {n}", valid_from=day, valid_to=day)
    svg, shown = _timeline(maker.view(), "svg", "en")
    titles = [part.text for part in ElementTree.fromstring(svg).iter() if part.tag.endswith("title")]
    assert len(shown) == 600
    assert sum("Sichtung" in (title or "") for title in titles) == 600


def test_lines_end_at_the_edge_of_the_map():
    body = Box(0.0, 0.0, 10.0, 10.0)
    assert clipped((-5.0, 5.0), (15.0, 5.0), body) == ((0.0, 5.0), (10.0, 5.0))
    assert clipped((2.0, 2.0), (3.0, 4.0), body) == ((2.0, 2.0), (3.0, 4.0))
    assert clipped((-5.0, 1.0), (1.0, -5.0), body) is None


def test_a_wide_timeline_is_cut_into_pages_that_say_where_they_belong():
    maker = Maker()
    for number in range(160):
        event = maker.node("event", "title", f"Treffen {number}")
        maker.say(event, "date", f"20{10 + number % 15}-0{1 + number % 9}-1{number % 10}")
    view = maker.view()
    out = io.BytesIO()
    shown = write_timeline(view, Grouping.SUBJECT, Narrowing(), out, "pdf", "en", "a4")
    assert len(shown.findings) >= 160
    document = pypdfium2.PdfDocument(out.getvalue())
    texts = [page.get_textpage().get_text_range() for page in document]
    sizes = {tuple(sorted(round(side) for side in page.get_size())) for page in document}
    document.close()
    assert len(texts) > 3
    assert sizes == {(595, 842)}
    for number, text in enumerate(texts, start=1):
        assert f"Page {number} of {len(texts)}" in text
        assert "Internal – not for release" in text
    for number in (0, 77, 159):
        assert any(f"Treffen {number}" in text for text in texts)
    again = io.BytesIO()
    write_timeline(view, Grouping.SUBJECT, Narrowing(), again, "pdf", "en", "a4")
    assert again.getvalue() == out.getvalue()
    fewer = io.BytesIO()
    write_timeline(view, Grouping.SUBJECT, Narrowing(), fewer, "pdf", "en", "a3")
    document = pypdfium2.PdfDocument(fewer.getvalue())
    assert len(document) < len(texts)
    document.close()


def test_pages_are_of_pdf_alone():
    for fmt, paper in (("svg", "a4"), ("pdf", "a9")):
        with pytest.raises(UserError) as refused:
            write_timeline(_view(), Grouping.SUBJECT, Narrowing(), io.BytesIO(), fmt, "de", paper)
        assert refused.value.key == "picture.paper"
