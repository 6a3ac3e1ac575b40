"""The link chart on a sheet to fold out and on pages for a poster."""

from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from briefing_factory import Maker, released, working_view
from pdf_checks import failures, page_texts, pdf_of

from app.briefing.chart import printed_network
from app.briefing.chart_drawing import planned
from app.briefing.chart_poster import chart_poster, window
from app.briefing.compose import compose
from app.briefing.content import ChartSheet, NewPage, PosterTile
from app.briefing.evidence import Evidence
from app.briefing.options import BriefingOptions
from app.policy.views import View


def many(count: int) -> View:
    make = Maker()
    people = [make.node("person", f"person {n}") for n in range(count)]
    for n, person in enumerate(people):
        make.say(person, "name", f"Muster{n:03}", 0)
        if n:
            make.link("contact", person, people[n // 2], 0)
    return replace(working_view(), subjects=tuple(make.subjects), findings=tuple(make.findings))


@pytest.fixture(scope="module")
def poster_pdf() -> bytes:
    return pdf_of(many(90), language="en", chart_sheet=ChartSheet.POSTER)


@pytest.mark.parametrize("count", [12, 90, 300, 700])
def test_every_node_stands_whole_on_some_page_of_the_poster(count: int) -> None:
    evidence = Evidence(many(count))
    poster = chart_poster(evidence, printed_network(evidence))
    assert 1 < poster.columns * poster.rows <= 12
    assert len(poster.figure.nodes) == min(count, 480)
    if count == 700:
        assert "+220 more nodes" in poster.figure.caption
    plan, mm = planned(poster.figure), 72 / 25.4
    windows = [
        [side * mm for side in window(poster, row, column)]
        for row in range(1, poster.rows + 1)
        for column in range(1, poster.columns + 1)
    ]
    # Symbols are within the overlap: whoever is cut by one page's edge stands whole on the next one.
    for node in poster.figure.nodes:
        symbol = plan.boxes[node.id][0]
        assert any(
            left <= symbol.left and symbol.right <= right and low <= symbol.low and symbol.high <= high
            for left, low, right, high in windows
        )


def test_a_page_of_the_poster_holds_no_words_of_what_stands_elsewhere(poster_pdf: bytes) -> None:
    texts = [text for text in page_texts(poster_pdf) if "Poster, page" in text]
    evidence = Evidence(many(90))
    poster = chart_poster(evidence, printed_network(evidence))
    assert len(texts) == poster.columns * poster.rows
    reach = poster.figure.label_width / 2 + 12
    for number, text in enumerate(texts):
        row, column = divmod(number, poster.columns)
        left, low, right, high = window(poster, row + 1, column + 1)
        for node in poster.figure.nodes:
            inside = left < node.x < right and low + 8 < node.y < high - 8
            far = not (left - reach < node.x < right + reach and low - reach < node.y < high + reach)
            assert not inside or node.label in text
            assert not far or node.label not in text


def test_the_back_of_a_page_of_the_poster_stays_blank_and_the_file_is_valid(
    poster_pdf: bytes, tmp_path: Path
) -> None:
    texts = page_texts(poster_pdf)
    first = next(n for n, text in enumerate(texts) if "How the" in text and "cut along the marks" in text)
    assert first % 2 == 0
    count = sum("Poster, page" in text for text in texts)
    for place in range(first, first + 2 * count, 2):
        assert "intentionally left blank" in texts[place + 1]
    assert failures(poster_pdf, tmp_path) == []


def test_a_released_poster_tells_nothing_of_who_was_left_out() -> None:
    view = released(working_view())
    blocks = compose(view, BriefingOptions(language="en", chart_sheet=ChartSheet.POSTER)).blocks
    tiles = [b for b in blocks if isinstance(b, PosterTile)]
    names = {n.label for n in tiles[0].poster.figure.nodes}
    assert names <= {Evidence(view).caption(s.id) for s in view.subjects}


def test_a_small_chart_is_printed_to_fold_out_where_that_is_wished(tmp_path: Path) -> None:
    view = working_view()
    blocks = compose(view, BriefingOptions(language="en", chart_sheet=ChartSheet.FOLD_OUT)).blocks
    assert any(isinstance(b, NewPage) and b.paper.value == "a3" for b in blocks)
    data = pdf_of(view, language="en", chart_sheet=ChartSheet.FOLD_OUT)
    file = tmp_path / "a3.pdf"
    file.write_bytes(data)
    with pikepdf.Pdf.open(file) as pdf:
        assert sum(float(page.mediabox[2]) > 1000 for page in pdf.pages) == 1
