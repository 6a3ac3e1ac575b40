"""The timeline's figure: what it counts, how it stands in the file, and what drawing it leaves behind."""

import io
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from briefing_factory import CONTRIBUTIONS, SOURCES, Maker, identifier, working_view
from hypothesis import given
from hypothesis import strategies as st
from pdf_checks import failures, page_texts, pdf_of
from reportlab.pdfgen.canvas import Canvas

from app.base.records import Agency, Finding, Standing
from app.briefing.bar_drawing import MOST_SERIES, bars_height, draw_bars
from app.briefing.compose import compose
from app.briefing.content import BarFigure, BarSeries, Period
from app.briefing.document import write_pdf
from app.briefing.event_counts import MOST_BARS, event_counts
from app.briefing.fonts import register_fonts
from app.briefing.letters import paper, said
from app.briefing.options import BriefingOptions
from app.policy.views import View

WIDTH = 476.0
FIGURE = BarFigure(
    (Period("11", "2024"), Period("12"), Period("1", "2025")),
    tuple(BarSeries(f"Amt {n}", (n, 0, 2)) for n in range(MOST_SERIES)),
    "Tatsachen",
    "Zahlen",
)


def picture(figure: BarFigure, height: float = 0.0) -> bytes:
    """The figure alone on a page of its size."""
    out = io.BytesIO()
    register_fonts()
    canvas = Canvas(out, (WIDTH, height or bars_height(figure)), invariant=1, pageCompression=0)
    draw_bars(canvas, figure, WIDTH)
    canvas.save()
    return out.getvalue()


def dated(*days: str) -> list[Finding]:
    make = Maker()
    node = make.node("person", "somebody")
    return [make.say(node, "statement", "Aussage", n, valid_from=day) for n, day in enumerate(days)]


def with_agencies(count: int, name: str = "Amt") -> View:
    """A case to which `count` agencies contribute: the n-th one n + 1 facts, all within three months."""
    make, view = Maker(), working_view()
    person = make.node("person", "somebody")
    make.say(person, "name", "Muster", 0)
    agencies = tuple(Agency(identifier(f"a{n}"), f"B{n}", f"{name} {n}", f"{name} {n}") for n in range(count))
    gave = tuple(replace(CONTRIBUTIONS[0], id=identifier(f"c{a.id}"), agency_id=a.id) for a in agencies)
    sources = tuple(replace(SOURCES[0], id=identifier(f"s{c.id}"), contribution_id=c.id) for c in gave)
    for n, source in enumerate(sources):
        for k in range(n + 1):
            day = f"2025-0{k % 3 + 1}-0{k % 9 + 1}"
            make.say(person, "statement", f"Aussage {n} {k}", 0, source_id=source.id, valid_from=day)
    return replace(
        view,
        agencies=(*view.agencies, *agencies),
        contributions=(*view.contributions, *gave),
        sources=(*view.sources, *sources),
        subjects=tuple(make.subjects),
        findings=tuple(make.findings),
        measures=(),
    )


def bars_of(view: View) -> BarFigure:
    blocks = compose(view, BriefingOptions(language="en")).blocks
    return next(b for b in blocks if isinstance(b, BarFigure))


@pytest.mark.parametrize(
    ("days", "labels"),
    [
        (("2024-11", "2024-12-24", "2025-01"), ["11/2024", "12/", "1/2025"]),
        (("2020-01", "2022-01", "2022-05"), ["Q1/2020", "Q2/", "Q3/"]),
        (("2010-01", "2022-01", "2023-02"), ["2010/", "2011/", "2012/"]),
        (("1990", "2022", "2031-05-06"), ["1990/–94", "1995/–99", "2000/–04"]),
        (("1000", "2024", "9999-12"), ["1000/–1499", "1500/–1999", "2000/–2499"]),
    ],
)
def test_the_unit_grows_with_the_span(days: tuple[str, ...], labels: list[str]) -> None:
    counts = event_counts(dated(*days))
    assert counts is not None
    shown = [f"{p.label}/{p.below}" for p in counts.periods()]
    assert len(shown) <= MOST_BARS
    assert [a[: len(b)] for a, b in zip(shown, labels, strict=False)] == labels


def test_what_is_too_vague_is_counted_as_such() -> None:
    counts = event_counts(dated("2024-01", "2024-02-03~", "2024-03", "2024", "../2024-05", "2024-21"))
    assert counts is not None
    assert (counts.unit, len(counts.places), counts.unplaced) == (1, 3, 3)


@pytest.mark.parametrize("days", [(), ("2024-01", "2024-01", "2024-02"), ("", "gestern", "13.13.2013")])
def test_without_a_course_there_is_no_figure(days: tuple[str, ...]) -> None:
    assert event_counts(dated(*days)) is None


@given(st.lists(st.dates().map(str) | st.integers(1000, 9999).map(str), max_size=30))
def test_every_fact_is_in_one_bar_or_said_to_be_in_none(days: list[str]) -> None:
    findings = dated(*days)
    counts = event_counts(findings)
    if counts is not None:
        assert sum(counts.count(findings)) + counts.unplaced == len(findings)
        assert 3 <= len(counts.periods()) <= MOST_BARS


def test_the_figure_counts_by_contributing_agency() -> None:
    view = working_view()
    figure = bars_of(view)
    facts = [f for f in view.findings if f.valid_from and f.standing is Standing.FACT]
    agency_of_source = {
        s.id: c.agency_id for s in view.sources for c in view.contributions if c.id == s.contribution_id
    }
    names = {a.id: a.name_en for a in view.agencies}
    expected = Counter(names[agency_of_source[f.source_id]] for f in facts)
    assert {s.name: sum(s.counts) for s in figure.series} == expected


def test_agencies_beyond_what_can_be_told_apart_are_counted_together() -> None:
    figure = bars_of(with_agencies(9))
    assert [s.name for s in figure.series] == [*(f"Amt {n}" for n in range(8, 3, -1)), "4 other agencies"]
    assert [sum(s.counts) for s in figure.series] == [9, 8, 7, 6, 5, 4 + 3 + 2 + 1]


def test_every_number_of_the_figure_is_in_its_alternative_text() -> None:
    figure = bars_of(with_agencies(3))
    assert figure.alternative.startswith(
        "Bar chart. Dated facts per month and contributing agency, 6 in all."
    )
    assert "Amt 2, 3: 01/2025: 1, 02/2025: 1, 03/2025: 1." in figure.alternative
    assert "Amt 1, 2: 01/2025: 1, 02/2025: 1." in figure.alternative


def test_the_figure_is_vector_in_greys_with_hatches_that_stay_in_their_bars() -> None:
    with pikepdf.Pdf.open(io.BytesIO(picture(FIGURE))) as pdf:
        (page,) = pdf.pages
        assert "/XObject" not in page.Resources
        said = [str(operator) for _parts, operator in pikepdf.parse_content_stream(page)]
    assert not {"rg", "RG", "k", "K", "cs", "scn"} & set(said)
    # Three dresses are hatched: each once in the key, and in the bars that its series has.
    hatched = [place for place in range(MOST_SERIES) if place in (1, 3, 5)]
    bars = sum(1 + sum(1 for count in FIGURE.series[place].counts if count) for place in hatched)
    assert said.count("W") + said.count("W*") == bars


def test_no_two_series_look_alike_on_paper() -> None:
    document = pypdfium2.PdfDocument(picture(FIGURE))
    try:
        sheet = document[0].render(scale=4).to_pil().convert("L")
    finally:
        document.close()
    column, top, swatches = WIDTH / 2, bars_height(FIGURE), set()
    for place in range(MOST_SERIES):
        left, foot = place % 2 * column + 1, top - (place // 2 + 1) * 14 + 2.5
        box = [round(4 * v) for v in (left, top - foot - 8, left + 18, top - foot)]
        swatches.add(sheet.crop((box[0], box[1], box[2], box[3])).tobytes())
    assert len(swatches) == MOST_SERIES


def test_a_stock_has_no_sum() -> None:
    series = (BarSeries("Partner", (3, 4, 5)),)
    for stock, words in ((False, "Partner (12)"), (True, "Partner")):
        (text,) = page_texts(picture(replace(FIGURE, series=series, stock=stock)))
        assert words in text
        assert ("(" in text) is not stock


def test_the_caption_above_a_figure_goes_to_the_next_page_with_it() -> None:
    """Wherever on a page the figure would begin, it and its caption are on the same one."""
    for lines in range(34, 60, 2):
        blocks = [*(said("Zeile") for _ in range(lines)), FIGURE]
        out = io.BytesIO()
        write_pdf(paper("P-1", "de", "2026-11-23", blocks), out)
        (holding,) = (text for text in page_texts(out.getvalue()) if "Tatsachen" in text)
        assert "Amt 1" in holding, lines


def test_the_figure_stands_in_the_structure_with_words_and_box() -> None:
    view = working_view()
    data = pdf_of(view, language="en")
    with pikepdf.Pdf.open(io.BytesIO(data)) as pdf:
        elements = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/Figure"]
        (element,) = (e for e in elements if str(e.Alt) == bars_of(view).alternative)
        left, bottom, right, top = (float(side) for side in element.A.BBox)
        assert 0 < left < right < 596
        assert 0 < bottom < top < 842
    assert any("Main Customs Office Musterstadt (7)" in text for text in page_texts(data))


def test_a_briefing_is_drawn_without_a_window_system_and_without_a_plotting_engine(project: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", "import app.handover.briefings, sys; print(*sys.modules)"],
        cwd=project,
        capture_output=True,
        text=True,
        check=True,
    )
    assert not {"PySide6", "tkinter", "matplotlib"} & {name.partition(".")[0] for name in done.stdout.split()}


@pytest.mark.parametrize(
    "name",
    [
        "Staatsanwaltschaft für Wirtschaft, Offizial- & Schifffahrtsamt",
        "محمد $x$ K̲ 😀 \u202e\U0001d400",
        "日本",
    ],
)
def test_agencies_may_have_any_name(name: str, tmp_path: Path) -> None:
    assert failures(pdf_of(with_agencies(3, name), language="de"), tmp_path) == []


@pytest.mark.parametrize("count", [0, MOST_SERIES + 1])
def test_more_series_than_dresses_are_refused(count: int) -> None:
    with pytest.raises(ValueError, match=str(count)):
        picture(replace(FIGURE, series=(FIGURE.series[0],) * count), 300.0)
