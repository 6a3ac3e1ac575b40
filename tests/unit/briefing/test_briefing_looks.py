"""The link chart of a briefing says all that the saved chart says: looks, rules, notes, frames, groups."""

from dataclasses import replace

import pytest
from briefing_factory import released, working_view

from app.analysis.chart_symbols import dressed
from app.base.chart_records import (
    ChartDocument,
    ChartFrame,
    ChartGroup,
    ChartItem,
    ChartNote,
    ChartRule,
    ChartSettings,
    Look,
)
from app.briefing.chart import printed_network
from app.briefing.chart_areas import _hull, _inside
from app.briefing.chart_figure import chart_figure, note_letters
from app.briefing.compose import compose
from app.briefing.content import Bullets, ChartFigure, NewPage, SymbolKey, Table, plain
from app.briefing.evidence import Evidence
from app.briefing.options import BriefingOptions

WORDS = (
    "Notizahorn",
    "Kantenbirke",
    "Freibuche",
    "Rahmeneiche",
    "Leereiche",
    "Sippelinde",
    "Faltulme",
    "Regelpappel",
)


def everything(view) -> ChartDocument:
    network = printed_network(Evidence(view)).network
    ids = [n.id for n in network.nodes]
    # A link that does not vanish in the folded group.
    outside = next(k for k in network.links if not {k.start, k.end} & set(ids[6:8]))
    items = {i: ChartItem(i, 150.0 * (n % 4), 120.0 * (n // 4)) for n, i in enumerate(ids)}
    items[ids[0]] = replace(items[ids[0]], look=Look(colour="red", size=2.0, badge="M7", icon="flag"))
    items[outside.id] = ChartItem(outside.id, look=Look(colour="teal", width=3), placed=False)
    return ChartDocument(
        "",
        view.header.id,
        "Weidenbaum",
        "organic",
        items,
        notes=(
            ChartNote("n1", "Notizahorn", 0, 0, subject_id=ids[0]),
            ChartNote("n2", "Kantenbirke", 0, 0, subject_id=outside.id),
            ChartNote("n3", "Freibuche", 0, 0),
        ),
        frames=(
            ChartFrame("f", "Rahmeneiche", -50, -50, 260, 220, colour="green"),
            ChartFrame("g", "Leereiche", 4000, 4000, 20, 20),
        ),
        groups=(
            ChartGroup("o", "Sippelinde", tuple(ids[4:6])),
            ChartGroup("c", "Faltulme", tuple(ids[6:8]), collapsed=True, x=450, y=300),
        ),
        rules=(ChartRule("r", 1, "Regelpappel", "type", "", "is", "vehicle", Look(shape="square")),),
        settings=ChartSettings(gradings=True, sources=True),
    )


def composed(view, document):
    return compose(view, BriefingOptions(language="en", chart=document)).blocks


def test_the_figure_wears_what_the_saved_chart_wears():
    view = working_view()
    document = everything(view)
    blocks = composed(view, document)
    figure = next(b for b in blocks if isinstance(b, ChartFigure))
    first = next(n for n in figure.nodes if n.id == document.notes[0].subject_id)
    expected = dressed("person", Look(colour="red", icon="flag"))
    assert (first.symbol.outline, first.symbol.fill, first.symbol.icon) == (
        expected.outline,
        expected.fill,
        "flag",
    )
    assert first.symbol.size > 1
    assert (first.badge, first.notes) == ("M7", "a")
    assert first.lines
    group = next(n for n in figure.nodes if n.id == "c")
    assert group.label == "Faltulme (2)"
    assert not set(document.groups[1].members) & {n.id for n in figure.nodes}
    vehicles = [n for n in figure.nodes if n.label.startswith("MS-MU")]
    assert {n.symbol.shape for n in vehicles} == {"square"}
    strong = [k for k in figure.links if k.strong]
    assert len(strong) == 1
    assert strong[0].width > 1
    assert strong[0].label.endswith(" b")
    assert {area.title for area in figure.areas} == {"Rahmeneiche", "Sippelinde"}


def test_legend_and_notes_stand_before_the_table_of_links_which_stays_whole():
    view = working_view()
    blocks = composed(view, everything(view))
    start = next(i for i, b in enumerate(blocks) if isinstance(b, NewPage) and b.verso)
    after = blocks[start:]
    key = next(b for b in after if isinstance(b, SymbolKey))
    said = [text for _symbol, text in key.symbols]
    assert any(text.startswith("Regelpappel (") for text in said)
    assert "red: chosen by hand (1)" in said
    assert "folded group (1)" in said
    notes = [plain(p.text) for p in next(b for b in after if isinstance(b, Bullets)).items]
    assert notes[0].startswith("a (")
    assert notes[0].endswith("Notizahorn")
    assert notes[2:] == ["c Freibuche", "Frame: Leereiche"]
    table = next(b for b in after if isinstance(b, Table))
    assert len(table.rows) == len(printed_network(Evidence(view)).network.links)


def test_a_released_briefing_has_the_colours_and_nothing_of_the_words():
    view = released(working_view())
    document = everything(working_view())
    blocks = composed(view, document)
    for word in (*WORDS, "M7", "Weidenbaum"):
        assert word not in repr(blocks)
    figure = next(b for b in blocks if isinstance(b, ChartFigure))
    assert figure.areas == ()
    assert all(not n.notes and not n.badge for n in figure.nodes)


def test_letters_of_many_notes_differ():
    view = working_view()
    notes = tuple(ChartNote(f"n{i}", "x", 0, 0) for i in range(800))
    document = replace(everything(view), notes=notes)
    letters = list(note_letters(printed_network(Evidence(view), document)).values())
    assert letters[:2] == ["a", "b"]
    assert letters[25:28] == ["z", "aa", "ab"]
    assert len(set(letters)) == 800


@pytest.mark.parametrize("badges", [0, 6])
def test_lines_under_the_names_are_left_out_where_cells_would_not_fit_and_that_is_said(badges):
    view = working_view()
    document = everything(view)
    printed = printed_network(Evidence(view), document)
    content = replace(
        printed.content, lines={n.id: tuple(f"Zeile {i}" for i in range(badges)) for n in printed.drawn.nodes}
    )
    figure, _paper = chart_figure(Evidence(view), replace(printed, content=content))
    assert {len(n.lines) for n in figure.nodes} == {min(badges, 3)}


def test_an_outline_holds_what_lies_within_and_nothing_else():
    hull = _hull([(0, 0), (10, 0), (10, 10), (0, 10), (5, 5), (2, 3)])
    assert sorted(hull) == [(0, 0), (0, 10), (10, 0), (10, 10)]
    assert _inside(hull, (4, 4))
    assert not _inside(hull, (11, 4))
