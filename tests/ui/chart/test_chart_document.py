"""A whole chart document on screen: looks, notes, frames, groups, bundles, legend, overview, motion."""

from dataclasses import replace

import numpy as np
import pytest
from chart_samples import grouped, link, small
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from app.analysis.chart_content import ChartContent, RuleInForce, chart_content
from app.analysis.chart_facts import chart_facts
from app.analysis.chart_groups import folded
from app.analysis.chart_styles import COLOUR_STYLES, DASH_PERIOD, STANDING_DASHES
from app.analysis.network import NetNode, Network
from app.base.chart_records import (
    COLOURS,
    ChartDocument,
    ChartFilter,
    ChartFrame,
    ChartGroup,
    ChartItem,
    ChartNote,
    ChartRule,
    ChartSettings,
    Look,
)
from app.base.records import Finding, Standing, Subject, SubjectKind
from ui.chart import position_animation
from ui.chart.chart_looks import chart_looks
from ui.chart.chart_model import LOCKED, PINNED, ChartModel
from ui.chart.chart_widget import ChartWidget
from ui.chart.legend_lines import legend_lines
from ui.chart.link_bundles import bundle_id, bundled
from ui.chart.overview_widget import OverviewWidget
from ui.chart.view_transform import ViewTransform
from ui.widgets.theme import apply_theme

PLACES = small()[1]


def document(**parts) -> ChartDocument:
    return ChartDocument("c", "case", "Chart 1", "organic", parts.pop("items", {}), **parts)


def content(**parts) -> ChartContent:
    more = {key: parts.pop(key) for key in ("looks", "lines", "rules", "left_out") if key in parts}
    return ChartContent(small()[0], PLACES, document(**parts), **more)


@pytest.fixture
def chart(qtbot, qapp):
    apply_theme(qapp, "light")
    widget = ChartWidget()
    qtbot.addWidget(widget)
    widget.resize(900, 700)
    widget.set_legend_shown(False)
    widget.show()
    return widget


def named(subject_id: str) -> Finding:
    """What somebody says a subject is called."""
    said = {"property": "name", "value": "Muster", "standing": Standing.FACT, "credibility": ""}
    when = {"recorded_by": "u", "recorded_at": "", "review_due": ""}
    return Finding(f"f{subject_id}", "case", subject_id, "s", **said, **when)


def show(qtbot, widget, shown) -> QImage:
    widget.set_chart(shown)
    widget.set_view(ViewTransform(1.0, 200, 200, 900, 700))
    return settled(qtbot, widget)


def settled(qtbot, widget) -> QImage:
    widget.repaint()
    qtbot.waitUntil(widget.is_finished, timeout=5000)
    return widget.grab().toImage()


def place(widget, node_id) -> QPointF:
    number = widget.scene.model.index[node_id]
    return QPointF(*widget.scene.screen()[number].tolist())


def test_every_standing_and_every_colour_is_told_apart_without_colour():
    assert STANDING_DASHES[Standing.FACT] == ()
    assert len({STANDING_DASHES[standing] for standing in Standing}) == 3
    dotted, dashed = STANDING_DASHES[Standing.ASSESSMENT], STANDING_DASHES[Standing.HYPOTHESIS]
    assert dotted[0] < dashed[0]
    assert DASH_PERIOD % sum(dotted) == DASH_PERIOD % sum(dashed) == 0
    assert set(COLOUR_STYLES) == set(COLOURS) - {""}
    assert len({style.outline for style in COLOUR_STYLES.values()}) == len(COLOUR_STYLES)


def test_looks_change_exactly_what_they_say(qtbot, chart):
    plain = show(qtbot, chart, content())
    looks = {"a": Look(colour="red", size=2.0), "k2": Look(colour="green", width=5)}
    styled = show(qtbot, chart, content(looks=looks))
    model = chart.scene.model
    assert model.size.tolist() == [2.0, 1.0, 1.0, 1.0, 1.0]
    at = place(chart, "a").toPoint()
    for image, wide in ((plain, False), (styled, True)):
        assert (image.pixelColor(at.x() - 28, at.y()) != QColor("white")) == wide
    away = place(chart, "d").toPoint()
    assert styled.pixel(away) == plain.pixel(away)
    assert chart.scene.node_under(at.x() + 33.0, at.y()) == 0


def test_marks_badges_and_lines_come_with_the_node(qtbot, chart):
    items = {
        "a": ChartItem("a", 0, 0, pinned=True),
        "b": ChartItem("b", 200, 0, locked=True),
        "c": ChartItem("c", 200, 200, look=Look(badge="Zeuge")),
    }
    shown = content(items=items, looks={"c": items["c"].look}, lines={"a": ("A1", "3 sources")})
    plain, marked = show(qtbot, chart, content()), show(qtbot, chart, shown)
    assert marked != plain
    model = chart.scene.model
    assert model.marks == {0: PINNED, 1: LOCKED}
    assert model.badges == {2: "Zeuge"}
    assert model.captions[0] == "Muster A\nA1\n3 sources"
    labels = chart.brush().labels
    assert labels.size(model.captions[0], 0)[1] > labels.size("Muster A", 0)[1] + 20


def test_a_locked_node_is_not_dragged_nor_nudged(qtbot, chart):
    show(qtbot, chart, content(items={"a": ChartItem("a", 0, 0, locked=True)}))
    heard = []
    chart.positions_changed.connect(heard.append)
    start = place(chart, "a").toPoint()
    qtbot.mousePress(chart, Qt.MouseButton.LeftButton, pos=start)
    for step in (10, 20, 30):
        qtbot.mouseMove(chart, start + QPointF(step, 0).toPoint())
    qtbot.mouseRelease(chart, Qt.MouseButton.LeftButton, pos=start + QPointF(30, 0).toPoint())
    chart.select(["a", "b"])
    chart.shift_chosen(5, 0)
    assert heard == [{"b": (205.0, 0.0)}]


def test_notes_frames_and_groups_are_drawn_and_found(qtbot, chart):
    notes = (ChartNote("t", "Muster text", 330, 0, 120, 60, "orange", "b"), ChartNote("u", "x", 330, 90))
    frames = (ChartFrame("f", "Frame", -80, -80, 200, 160, "blue", "dashed"),)
    groups = (ChartGroup("g", "Open", ("c", "d"), False, 0, 0, "teal"),)
    plain = show(qtbot, chart, content())
    image = show(qtbot, chart, content(notes=notes, frames=frames, groups=groups))
    view = chart.scene.view
    for x, y in ((335, 30), (40, -70), (100, 200 + 25)):
        at = QPointF(*view.to_screen(np.array([[x, y]]))[0].tolist()).toPoint()
        assert image.pixel(at) != plain.pixel(at)
    note = view.to_screen(np.array([[400.0, 30.0], [-78.0, -30.0], [60.0, 20.0]])).tolist()
    assert chart.scene.note_under(*note[0]) == "t"
    assert chart.scene.note_under(*note[1]) == ""
    assert chart.scene.frame_under(*note[1]) == "f"
    assert chart.scene.frame_under(*note[2]) == ""
    chart.fit()
    corners = chart.scene.view.to_screen(chart.scene.extent())
    assert (corners >= 0).all()


def test_notes_and_frames_are_opened_by_double_click(qtbot, chart):
    notes = (ChartNote("t", "Muster text", 330, 0),)
    frames = (ChartFrame("f", "Frame", -120, 260, 100, 60),)
    show(qtbot, chart, content(notes=notes, frames=frames))
    heard = []
    chart.note_activated.connect(heard.append)
    chart.frame_activated.connect(heard.append)
    for x, y in ((350, 20), (-119, 290)):
        at = chart.scene.view.to_screen(np.array([[x, y]]))[0].tolist()
        qtbot.mouseDClick(chart, Qt.MouseButton.LeftButton, pos=QPointF(*at).toPoint())
    assert heard == ["t", "f"]


def test_a_folded_group_is_one_node_with_a_double_outline(qtbot, chart):
    group = ChartGroup("g", "Family", ("a", "b"), True, 100, 0, "")
    network = folded(small()[0], [group])
    show(qtbot, chart, ChartContent(network, PLACES | {"g": (100.0, 0.0)}, document(groups=(group,))))
    model = chart.scene.model
    assert model.place(model.index["g"]) == (100.0, 0.0)
    assert model.glyphs[int(model.glyph_row[model.index["g"]])].double
    assert "Family (2)" in model.captions


def test_parallel_links_are_bundled_and_a_menu_opens_them(qtbot, chart):
    show(qtbot, chart, content(settings=ChartSettings(bundle=True)))
    name = bundle_id("c", "a")
    assert [line.label for line in chart.scene.model.links] == ["Contact", "Contact", "Contact", "3×"]
    assert "5 nodes, 6 links" in chart.accessibleDescription()
    heard = []
    chart.bundle_opened.connect(heard.append)
    menu = chart.bundle_menu(name)
    links = []
    chart.link_activated.connect(links.append)
    assert len(menu.actions()) == 5
    menu.actions()[3].trigger()
    assert links == ["k5"]
    menu.actions()[0].trigger()
    assert heard == [["k4", "k5", "k6"]]
    assert name not in chart.scene.model.link_index
    assert len(chart.scene.model.links) == 6
    assert not chart.open_bundle(name)
    chart.close_bundles()
    assert name in chart.scene.model.link_index


def test_a_bundle_has_the_strongest_standing_and_an_arrow_only_if_all_agree():
    links = (
        link(1, "a", "b", standing=Standing.HYPOTHESIS, directed=True),
        link(2, "a", "b", directed=True, weight=3),
        link(3, "b", "c"),
    )
    found = bundled(links)
    together = found.links[0]
    assert (together.standing, together.directed, together.weight) == (Standing.FACT, True, 4)
    assert found.members == {bundle_id("b", "a"): ("k1", "k2")}
    both_ways = bundled((*links[:1], link(2, "b", "a", directed=True)))
    assert not both_ways.links[0].directed
    assert bundled(links, frozenset(found.members)).members == {}


def test_the_legend_names_rules_marks_bundles_and_the_filter_only_where_they_are():
    rule = RuleInForce("Many links", Look(colour="red"), 2)
    items = {
        "a": ChartItem("a", 0, 0, pinned=True, look=Look(colour="blue")),
        "gone": ChartItem("gone", 1, 1, look=Look(colour="green")),
    }
    shown = content(
        items=items,
        looks={"a": items["a"].look},
        rules=(rule,),
        left_out={"hidden": 1, "standing": 4},
        settings=ChartSettings(bundle=True),
    )
    texts = [line.text for line in legend_lines(ChartModel(shown, chart_looks()))]
    assert "Many links (2)" in texts
    assert "blue: chosen by hand (1)" in texts
    assert not any(text.startswith("green") for text in texts)
    assert "pinned: layouts leave it alone" in texts
    assert "1 hidden" in texts
    assert "Filter: 4 left out" in texts
    assert any(text.startswith("n×") for text in texts)
    plain = [line.text for line in legend_lines(ChartModel(content(), chart_looks()))]
    assert not {"pinned: layouts leave it alone", "1 hidden"} & set(plain)


def test_the_legend_says_what_an_answer_colours_while_it_does():
    looks = {"a": Look(colour="red"), "b": Look(colour="red", size=1.5), "c": Look(badge="7")}
    shown = replace(content(looks=looks), shown=looks)
    texts = [line.text for line in legend_lines(ChartModel(shown, chart_looks()))]
    assert "red: a group of the answer (2)" in texts
    assert {"size: value of the answer", "badge: value of the answer"} <= set(texts)
    plain = [line.text for line in legend_lines(ChartModel(content(looks=looks), chart_looks()))]
    assert not any("answer" in text for text in plain)


def test_content_comes_from_the_document_by_the_shared_functions():
    kinds = (("a", "person"), ("b", "person"), ("c", "vehicle"))
    subjects = [Subject(i, SubjectKind.NODE, kind) for i, kind in kinds]
    facts = chart_facts(subjects, [named(i) for i, _kind in kinds], (), ())
    network = Network(tuple(NetNode(i, kind, i.upper()) for i, kind in kinds), ())
    asked = document(
        items={"a": ChartItem("a", 7, 8), "b": ChartItem("b", 5, 5, hidden=True)},
        rules=(ChartRule("r", 1, "Persons", "type", "", "is", "person", Look(colour="red")),),
        filter=ChartFilter(),
        settings=ChartSettings(badges={"person": ("name",)}, sources=True, gradings=True),
    )
    made = chart_content(network, facts, asked, places={"a": (1.0, 1.0), "c": (3.0, 3.0)})
    assert [node.id for node in made.network.nodes] == ["a", "c"]
    assert made.places["a"] == (7, 8)
    assert made.places["c"] == (3.0, 3.0)
    assert made.looks == {"a": Look(colour="red")}
    assert made.rules == (RuleInForce("Persons", Look(colour="red"), 1),)
    assert made.left_out == {"hidden": 1}
    assert made.lines["a"] == ("Muster", "X4, 1 source")
    assert made.lines["c"] == ("X4, 1 source",)


def test_photos_are_fetched_once_in_idle_time(qtbot, chart):
    asked = []

    def photo(name):
        asked.append(name)
        image = QImage(40, 60, QImage.Format.Format_RGB32)
        image.fill(QColor("#ff00ff"))
        return image if name == "photo" else None

    chart.set_thumbnails(photo)
    looks = {"a": Look(picture="photo"), "b": Look(picture="none")}
    show(qtbot, chart, content(looks=looks))
    image = settled(qtbot, chart)
    assert sorted(asked) == ["none", "photo"]
    assert image.pixelColor(place(chart, "a").toPoint()) == QColor("#ff00ff")
    assert image.pixelColor(place(chart, "b").toPoint()) != QColor("#ff00ff")


def test_a_large_chart_is_finished_in_pieces_and_looks_the_same_after_a_pan(qtbot, chart):
    network, places = grouped(800, 2600)
    chart.set_chart(ChartContent(network, places))
    coarse = chart.grab().toImage()
    fine = settled(qtbot, chart)
    assert fine != coarse
    assert chart.picture.tiles.complete(chart.scene)
    chart.set_view(chart.scene.view.panned(40, 0))
    chart.repaint()
    chart.set_view(chart.scene.view.panned(-40, 0))
    assert settled(qtbot, chart) == fine
    chart.select(["n3"])
    assert settled(qtbot, chart) != fine
    chart.set_positions({"n3": (0.0, 0.0)})
    assert not chart.picture.tiles.covers(chart.scene)


def test_nodes_glide_and_a_key_or_another_way_ends_it(qtbot, chart, monkeypatch):
    monkeypatch.setattr(position_animation, "wanted", lambda: True)
    show(qtbot, chart, content())
    heard = []
    chart.positions_changed.connect(heard.append)
    chart.animate_to({"a": (50.0, 60.0)})
    assert chart.animation.running
    assert chart.positions()["a"] != (50.0, 60.0)
    qtbot.keyClick(chart, Qt.Key.Key_Shift)
    assert chart.positions()["a"] == (50.0, 60.0)
    chart.animate_to({"a": (0.0, 0.0), "b": (9.0, 9.0)})
    with qtbot.waitSignal(chart.animation_ended, timeout=3000):
        pass
    assert chart.positions()["b"] == (9.0, 9.0)
    chart.animate_to({"a": (500.0, 0.0)})
    chart.animation.stop()
    assert chart.positions()["a"] != (500.0, 0.0)
    assert heard == []


def test_without_animations_nodes_jump(qtbot, chart, monkeypatch):
    monkeypatch.setattr(position_animation, "wanted", lambda: False)
    show(qtbot, chart, content())
    chart.animate_to({"a": (50.0, 60.0), "unknown": (1.0, 1.0)}, fit=True)
    assert not chart.animation.running
    assert chart.positions()["a"] == (50.0, 60.0)


def test_the_overview_shows_and_moves_the_window(qtbot, chart):
    show(qtbot, chart, content(notes=(ChartNote("t", "x", 600, 0),)))
    overview = OverviewWidget(chart)
    qtbot.addWidget(overview)
    overview.show()
    before = overview.grab().toImage()
    here = overview.map_view().to_screen(np.array([[200.0, 200.0]]))[0]
    assert overview.window_rect().contains(QPointF(*here.tolist()))
    goal = overview.map_view().to_screen(np.array([[400.0, 400.0]]))[0]
    qtbot.mouseClick(overview, Qt.MouseButton.LeftButton, pos=QPointF(*goal.tolist()).toPoint())
    pixel = 1.5 / overview.map_view().scale
    assert (chart.scene.view.cx, chart.scene.view.cy) == pytest.approx((400, 400), abs=pixel)
    assert overview.grab().toImage() != before
    small_now = overview.grab().toImage()
    chart.set_positions({"a": (-900.0, -900.0)})
    qtbot.waitUntil(lambda: overview.grab().toImage() != small_now, timeout=2000)
    assert overview.map_view().to_screen(np.array([[-900.0, -900.0]])).min() >= 0


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_colour_is_readable_on_its_ground(qtbot, qapp, chart, theme):
    apply_theme(qapp, theme)
    nodes = tuple(NetNode(f"x{k}", "person", colour) for k, colour in enumerate(COLOURS))
    looks = {f"x{k}": Look(colour=colour) for k, colour in enumerate(COLOURS) if colour}
    places = {f"x{k}": (k * 60.0, 200.0) for k in range(len(COLOURS))}
    show(qtbot, chart, ChartContent(Network(nodes, ()), places, document(), looks))
    colours = chart.brush().colours
    for glyph in colours.palette.values():
        assert abs(glyph.icon.lightness() - glyph.fill.lightness()) > 90
    assert len({glyph.line.name() for glyph in colours.palette.values()}) == len(COLOURS) - 1
    apply_theme(QApplication.instance(), "light")
