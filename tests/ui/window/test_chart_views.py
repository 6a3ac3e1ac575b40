"""What the chart shows: filters, time, another agency's eyes, and answers to questions; nothing more."""

from chart_room import ChartPlace, place
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QTableWidget,
    QWidget,
)

from app.analysis.network import build_network
from app.base.chart_records import ChartFilter
from app.base.clock import today
from app.handover.releasing import release_case
from app.policy.release import ReleaseRequest
from ui.case.chart_filters import chart_filter, row_filter
from ui.case.chart_hover import hover_card

__all__ = ["place"]


def texts_of(root: QWidget) -> str:
    """Return every text that the widgets below hold, shown or not, and what they tell screen readers."""
    said = []
    for widget in root.findChildren(QWidget):
        said += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
        if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
            said.append(widget.text())
        elif isinstance(widget, QComboBox):
            said += [widget.itemText(n) for n in range(widget.count())]
        elif isinstance(widget, QListWidget):
            said += [widget.item(n).text() for n in range(widget.count())]
        elif isinstance(widget, QTableWidget):
            said += [i.text() for n in range(widget.rowCount()) if (i := widget.item(n, 0)) is not None]
    return "\n".join(said)


def test_filter_and_chips_say_the_same() -> None:
    wanted = ChartFilter(
        types=("person", "vehicle"),
        standings=("fact",),
        gradings=("B2",),
        since="2021-01-01",
        recipient="x",
        words="erika muster",
    )
    assert chart_filter(row_filter(wanted)) == wanted


def test_a_filter_is_kept_shown_as_chips_and_taken_back(place: ChartPlace) -> None:
    tab, sample = place.tab, place.sample
    tab.chips.changed.emit(row_filter(ChartFilter(types=("person", "organisation"))))
    place.settled()
    assert place.seen == {sample.person, sample.company}
    assert place.document().filter.types == ("person", "organisation")
    assert len(tab.chips.chips) == 3
    assert tab.left_out.text() == "2 left out: type 1, end missing 1"
    tab.chips.chips[-1].removed.emit()
    place.settled()
    assert len(place.picture.content.network.nodes) == 3
    assert tab.left_out.isHidden()
    place.undo()
    assert len(place.picture.content.network.nodes) == 2


def test_a_time_that_is_tried_is_not_kept(place: ChartPlace) -> None:
    tab, sample = place.tab, place.sample
    tab.time_bar.tried.emit("", "2020-12-31")
    place.settled()
    assert sample.link not in {k.id for k in place.picture.content.network.links}
    assert "undated" in tab.left_out.text()
    assert place.document().filter == ChartFilter()
    tab.time_bar.settled.emit("", "2020-12-31")
    place.settled()
    assert place.document().filter.until == "2020-12-31"
    place.undo()
    assert sample.link in {k.id for k in place.picture.content.network.links}


def test_words_narrow_the_chart(place: ChartPlace) -> None:
    place.tab.bar.words_wanted.emit("erika")
    place.settled()
    assert [n.label for n in place.picture.content.network.nodes] == ["Erika Mustermann"]


def test_a_recipient_sees_the_released_network_and_no_other_name(place: ChartPlace) -> None:
    tab, sample, store = place.tab, place.sample, place.window.session.store
    tab.panels.items.new_note([sample.person])
    place.submit(text="Erika Mustermann fährt damit")
    tab.gestures.hide([sample.person])
    tab.gestures.restore()
    place.settled()
    tab.chart.select([sample.person])
    tab.panels.analysis.form.set_value("question", "measure:degree")
    tab.panels.analysis.form.submit()
    place.settled()
    comparison = tab.panels.comparison.form
    comparison.set_value("what", "dates")
    comparison.set_value("first", "2020")
    comparison.set_value("second", "2022")
    comparison.submit()
    place.settled()
    tab.field.setText("Erika")
    tab.chart.cards.show_for(sample.person, QRect(0, 0, 4, 4))
    tab.panels.items.new_note([sample.person])
    tab.keep_filter(ChartFilter(recipient=sample.police))
    place.settled()
    agency = place.data.agencies[sample.police]
    view = release_case(store, sample.case_id, ReleaseRequest(agency, "", "", today().isoformat())).view
    released = build_network(view.subjects, view.findings)
    assert place.picture.content.network == released
    assert sample.person not in {n.id for n in released.nodes}
    assert "Police Musterstadt" in tab.banner.text()
    assert tab.eyes() == "Police Musterstadt"
    for word in ("Erika", "Mustermann", "fährt damit"):
        assert word not in texts_of(tab)
        assert word not in "".join(str(row) for row in tab.table.model.rows)
        assert word not in texts_of(place.case.inspector)
    tab.gestures.hide([n.id for n in released.nodes])
    place.settled()
    assert not any(t.hidden for t in place.document().items.values())
    tab.keep_filter(ChartFilter())
    place.settled()
    assert sample.person in place.seen
    assert tab.banner.isHidden()


def test_a_measure_is_shown_per_node_with_its_sentence_and_no_rank(place: ChartPlace) -> None:
    tab, panel = place.tab, place.tab.panels.analysis
    panel.form.set_value("question", "measure:degree")
    panel.form.submit()
    place.settled()
    assert panel.answer is not None
    assert panel.answer.numbers[place.sample.company] == 2
    assert [r.name for r in panel.answer.rows] == ["Erika Mustermann", "MU-ST 123", "Muster Mietwagen GmbH"]
    assert not panel.rows.isSortingEnabled()
    assert "positions in this chart's evidence" in panel.sentence.text()
    assert "positions in this chart's evidence" in tab.panels.notice.label.text()
    assert "Computed on 3 nodes and 2 links" in panel.lines.text()
    assert tab.chart.scene.model.content.looks[place.sample.company].size > 1
    panel.form.set_value("question", "measure:articulation")
    panel.form.submit()
    place.settled()
    assert panel.rows.isSortingEnabled()
    panel.take_off()
    assert place.sample.company not in tab.chart.scene.model.content.looks
    assert tab.panels.notice.isHidden()


def test_paths_are_found_marked_and_saved_as_an_assessment(place: ChartPlace) -> None:
    tab, sample, panel = place.tab, place.sample, place.tab.panels.analysis
    panel.form.submit()
    place.settled()
    assert "at least 2" in panel.form.error_text()
    tab.chart.select([sample.person, sample.vehicle])
    panel.form.submit()
    place.settled()
    assert panel.answer is not None
    assert {sample.person, sample.company, sample.vehicle, sample.link} <= panel.answer.marks
    panel.begin_saving()
    form = tab.side.form.form
    assert form is not None
    before = len(place.data.current)
    form.submit()
    place.settled()
    assert len(place.data.current) > before
    place.undo()
    assert len(place.data.current) == before


def test_every_question_has_an_answer(place: ChartPlace) -> None:
    tab, panel = place.tab, place.tab.panels.analysis
    panel.form.set_value("partner", "organisation")
    panel.form.set_value("side", "person")
    for number in range(panel.question.count()):
        tab.chart.select([place.sample.person, place.sample.vehicle])
        panel.question.setCurrentIndex(number)
        panel.form.submit()
        place.settled()
        assert panel.form.error_text() == "", panel.question.currentText()
        assert panel.answer is not None
        assert panel.answer.result.quote()


def test_sensitivity_names_the_source_an_answer_hangs_on(place: ChartPlace) -> None:
    tab, panel, sample = place.tab, place.tab.panels.analysis, place.sample
    tab.chart.select([sample.person, sample.vehicle])
    panel.form.set_value("question", "sensitivity")
    panel.form.submit()
    place.settled()
    assert panel.answer is not None
    assert {r.name for r in panel.answer.rows} == {"GR-2026/17", "ST 4711"}
    panel.form.set_value("hangs", "path")
    panel.form.set_value("what", "link")
    panel.form.submit()
    place.settled()
    assert len(panel.answer.rows) == 2


def test_the_hover_card_tells_of_findings_sources_and_gradings(place: ChartPlace) -> None:
    card = hover_card(place.picture, place.sample.person)
    assert card is not None
    assert (card.caption, card.findings, card.sources, card.grading) == ("Erika Mustermann", 4, 2, "A1")
    assert any("1980" in line for line in card.lines)
    tie = hover_card(place.picture, place.sample.link)
    assert tie is not None
    assert tie.caption.startswith("Erika Mustermann – ")
    assert hover_card(place.picture, "unknown") is None


def test_time_runs_from_the_first_day_to_the_last(place: ChartPlace) -> None:
    bar = place.tab.time_bar
    bar.offer((700_000, 700_100), "", "")
    bar.toggle()
    assert bar.running
    assert bar.slider.high < bar.slider.most
    for _tick in range(200):
        bar.busy = False
        bar.tick()
    place.settled()
    assert not bar.running
    assert bar.slider.everything
    assert bar.stretch() == ("", "")


def test_the_time_moves_by_keys(place: ChartPlace) -> None:
    bar = place.tab.time_bar
    bar.offer((700_000, 700_600), "", "")
    QTest.keyClick(bar.slider, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert (bar.slider.low, bar.slider.high) == (700_000, 700_590)
    QTest.keyClick(bar.slider, Qt.Key.Key_Right)
    assert (bar.slider.low, bar.slider.high) == (700_010, 700_600)
    QTest.keyClick(bar.slider, Qt.Key.Key_Home)
    assert bar.slider.everything
    place.settled()
