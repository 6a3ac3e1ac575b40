"""The link chart on a sheet to fold out and on pages for a poster."""

import io
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from briefing_factory import Maker, released, working_view
from pdf_checks import failures, page_texts, pdf_of
from PIL import ImageChops
from PIL.Image import Image
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from app.briefing.chart import printed_network
from app.briefing.chart_drawing import ChartPlan, draw_planned, planned
from app.briefing.chart_poster import chart_poster, window
from app.briefing.compose import compose
from app.briefing.content import ChartPoster, ChartSheet, NewPage, PosterTile
from app.briefing.evidence import Evidence
from app.briefing.fonts import register_fonts
from app.briefing.options import BriefingOptions
from app.briefing.poster_drawing import draw_tile, tile_size
from app.policy.views import View

DENSE = 2.0


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


def test_the_pages_laid_over_each_other_are_the_one_sheet() -> None:
    """Every page, cut along its marks and laid over its neighbours, is that part of the whole drawing."""
    evidence = Evidence(many(40))
    poster = chart_poster(evidence, printed_network(evidence))
    plan, one = planned(poster.figure), poster.scale * mm
    sheet = drawn((poster.figure.width * one, poster.figure.height * one), partial(whole, poster, plan))
    for row in range(1, poster.rows + 1):
        for column in range(1, poster.columns + 1):
            tile = PosterTile(poster, row, column, "")
            size = tile_size(tile)
            page = drawn((size[0], size[1] + 40), partial(draw_tile, tile=tile, plan=plan))
            left, _low, _right, high = window(poster, row, column)
            x, y = left * one, (poster.figure.height - high) * one
            frame = (size[0] - poster.part[0] * mm) / 2
            part = cut(page, frame, 40 + frame, poster.part)
            there = cut(sheet, x, y, poster.part)
            apart = ImageChops.difference(part, there).point(lambda grey: 255 if grey > 96 else 0)
            # Where a page begins between two pixels of the sheet, the edges of letters are greyer.
            assert apart.histogram()[255] < 0.004 * part.width * part.height, (row, column)
            assert part.histogram()[0] > 50


def whole(poster: ChartPoster, plan: ChartPlan, canvas: Canvas) -> None:
    canvas.scale(poster.scale, poster.scale)
    draw_planned(canvas, plan)


def drawn(size: tuple[float, float], draw: Callable[[Canvas], None]) -> Image:
    """What is drawn on a page of this size in points, in grey, `DENSE` pixels per point."""
    out = io.BytesIO()
    register_fonts()
    canvas = Canvas(out, size)
    draw(canvas)
    canvas.save()
    document = pypdfium2.PdfDocument(out.getvalue())
    try:
        return document[0].render(scale=DENSE).to_pil().convert("L")
    finally:
        document.close()


def cut(sheet: Image, left: float, top: float, part: tuple[float, float]) -> Image:
    """Cut a part (mm) out at a place (points)."""
    x, y = round(left * DENSE), round(top * DENSE)
    return sheet.crop((x, y, x + round(part[0] * mm * DENSE), y + round(part[1] * mm * DENSE)))


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
