"""The timeline's figure: what it counts, how it stands in the file, and what drawing it leaves behind."""

import io
import os
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import matplotlib
import pikepdf
import pytest
from briefing_factory import CONTRIBUTIONS, SOURCES, Maker, identifier, working_view
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_checks import failures, page_texts, pdf_of

from app.base.records import Agency, Finding, Standing
from app.briefing.bar_drawing import MOST_SERIES, draw_bars
from app.briefing.compose import compose
from app.briefing.content import BarFigure, BarSeries, Period
from app.briefing.event_counts import MOST_BARS, event_counts
from app.briefing.options import BriefingOptions
from app.policy.views import View

WIDTH = 476.0
FIGURE = BarFigure(
    (Period("11", "2024"), Period("12"), Period("1", "2025")),
    tuple(BarSeries(f"Amt {n}", (n, 0, 2)) for n in range(MOST_SERIES)),
    "Tatsachen",
    "Zahlen",
)

# Draws without Qt, and prints what that loaded and what came out.
DRAW_ALONE = f"""
import hashlib, sys
class Blocker:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {{"PySide6", "shiboken6", "PyQt6", "PyQt5", "tkinter"}}:
            raise ImportError(name)
sys.meta_path.insert(0, Blocker())
import app.briefing.document
print("matplotlib" in sys.modules)
from app.briefing.bar_drawing import draw_bars
from app.briefing.content import BarFigure, BarSeries, Period
picture = draw_bars({FIGURE!r}, {WIDTH})
print("matplotlib" in sys.modules, "matplotlib.pyplot" in sys.modules, hashlib.sha256(picture).hexdigest())
"""


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


def test_the_picture_is_vector_in_greys_with_hatches() -> None:
    with pikepdf.Pdf.open(io.BytesIO(draw_bars(FIGURE, WIDTH))) as pdf:
        (page,) = pdf.pages
        assert float(page.mediabox[2]) == pytest.approx(WIDTH, abs=0.1)
        assert not page.Resources.XObject
        assert len(page.Resources.Pattern) == 3
        for parts, operator in pikepdf.parse_content_stream(page):
            if str(operator) in ("rg", "RG"):
                assert len({float(p) for p in parts}) == 1
        assert "/CreationDate" not in pdf.docinfo


def test_the_picture_stands_as_a_form_in_a_figure_with_words_and_box() -> None:
    view = working_view()
    data = pdf_of(view, language="en")
    with pikepdf.Pdf.open(io.BytesIO(data)) as pdf:
        forms = [page for page in pdf.pages if "/Picture0" in page.Resources.XObject]
        assert len(forms) == 1
        assert forms[0].Resources.XObject.Picture0.Subtype == "/Form"
        drawn = forms[0].Contents.read_bytes()
        before = drawn[: drawn.index(b"/Picture0 Do")]
        assert before.rindex(b"/Figure <</MCID") > before.rindex(b"EMC")
        elements = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/Figure"]
        (element,) = (e for e in elements if str(e.Alt) == bars_of(view).alternative)
        left, bottom, right, top = (float(side) for side in element.A.BBox)
        assert 0 < left < right < 596
        assert 0 < bottom < top < 842
    assert any("Main Customs Office Musterstadt (7)" in text for text in page_texts(data))


def test_drawing_leaves_no_settings_behind() -> None:
    changed = {"hatch.linewidth": 9.0, "pdf.fonttype": 3}
    with matplotlib.rc_context(changed):
        before = dict(matplotlib.rcParams)
        picture = draw_bars(FIGURE, WIDTH)
        assert dict(matplotlib.rcParams) == before
    assert draw_bars(FIGURE, WIDTH) == picture


def test_drawing_needs_no_window_system_and_gives_the_same_bytes_everywhere(project: Path) -> None:
    said = [drawn_alone(project, seed) for seed in ("1", "2")]
    assert said[0] == said[1]
    assert said[0][:3] == ["False", "True", "False"]


def drawn_alone(project: Path, seed: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", DRAW_ALONE],
        cwd=project,
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.split()


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


@settings(max_examples=25)
@given(st.text(max_size=40))
def test_no_text_of_the_picture_is_shown_by_code_zero(name: str) -> None:
    figure = replace(FIGURE, series=(BarSeries(name, (1, 0, 2)),))
    with pikepdf.Pdf.open(io.BytesIO(draw_bars(figure, WIDTH))) as pdf:
        maps = [
            o.CIDToGIDMap for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/CIDToGIDMap" in o
        ]
        assert maps
        assert all(m.read_bytes()[:2] == b"\0\0" for m in maps)


@pytest.mark.parametrize("count", [0, MOST_SERIES + 1])
def test_more_series_than_dresses_are_refused(count: int) -> None:
    with pytest.raises(ValueError, match=str(count)):
        draw_bars(replace(FIGURE, series=(FIGURE.series[0],) * count), WIDTH)
