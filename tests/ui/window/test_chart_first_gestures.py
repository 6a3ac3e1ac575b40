"""Gestures in a case without a chart, choosing in chart and table alike, and who stands beside the chart."""

from chart_room import ChartPlace, place
from pytestqt.qtbot import QtBot
from sample_case import Sample

from app.base.chart_records import ChartFilter
from app.casework import chart_documents, charts
from app.store import undo
from app.store.store import Store
from ui.case.chart_panels import ANALYSIS, LOOK
from ui.case.workspace import CaseWorkspace
from ui.shell.main_window import MainWindow

__all__ = ["place"]


def steps(place: ChartPlace) -> list[str]:
    history = undo.history(place.window.session.store, place.sample.case_id)
    return [step.label for step in history if step.state == "done"]


def test_the_first_gesture_makes_the_chart_in_its_own_step(place: ChartPlace) -> None:
    place.undo()
    assert place.names() == []
    before = steps(place)
    place.tab.gestures.hide([place.sample.person])
    place.tab.gestures.pin([place.sample.company])
    place.settled()
    assert place.names() == ["Chart 1"]
    assert steps(place)[len(before) :] == ["1 thing hidden on the chart", "Pinned on the chart"]
    place.undo()
    place.undo()
    assert place.names() == []
    assert place.sample.person in place.seen


def test_notes_and_frames_go_in_one_step(place: ChartPlace) -> None:
    items = place.tab.panels.items
    items.new_note([])
    place.submit(text="Fragen")
    items.new_frame([])
    place.submit(title="Kreis")
    before, document = steps(place), place.document()
    place.tab.chart.removal_requested.emit([document.notes[0].id], [document.frames[0].id])
    place.settled()
    assert len(steps(place)) == len(before) + 1
    place.undo()
    assert place.document() == document


def test_a_filter_tells_no_message_and_no_stale_undo_stays(place: ChartPlace) -> None:
    window, tab = place.window, place.tab
    tab.lists.begin("duplicate")
    place.settled()
    assert not window.messages.isHidden()
    tab.keep_filter(ChartFilter(types=("person",)))
    place.settled()
    assert window.messages.isHidden()
    assert place.seen == {place.sample.person}


def test_what_is_chosen_in_the_chart_is_chosen_in_the_table_and_back(place: ChartPlace) -> None:
    tab, sample = place.tab, place.sample
    tab.chart.select([sample.person, sample.company])
    assert {row.id for row in tab.table.selected_rows()} == {sample.person, sample.company}
    tab.table.select_where(lambda row: row.id == sample.vehicle)
    assert tab.chart.selected_ids() == [sample.vehicle]
    assert tab.desk.subject_id == sample.vehicle
    tab.chart.select([])
    assert tab.table.selected_rows() == []


def test_a_choice_of_several_stays_after_a_gesture(place: ChartPlace) -> None:
    tab, sample = place.tab, place.sample
    tab.chart.select([sample.person])
    tab.chart.select([sample.person, sample.vehicle])
    tab.chart.align_requested.emit([sample.person, sample.vehicle], "left")
    place.settled()
    assert set(tab.chart.selected_ids()) == {sample.person, sample.vehicle}


def test_panel_and_inspector_take_turns_where_there_is_little_room(place: ChartPlace, qtbot: QtBot) -> None:
    tab, inspector, sample = place.tab, place.case.inspector, place.sample
    place.window.resize(1366, 768)
    place.window.show()
    place.settled()
    assert inspector.isVisible()
    tab.open_panel(LOOK)
    assert not inspector.isVisible()
    qtbot.waitUntil(lambda: tab.chart.width() > 800)
    tab.chart.link_requested.emit(sample.person, sample.vehicle)
    assert inspector.isVisible()
    assert not tab.side.isVisible()
    inspector.show_subject()
    assert tab.side.isVisible()
    tab.open_subject(sample.vehicle)
    assert inspector.isVisible()
    assert not tab.bar.side_button.isChecked()
    place.window.resize(1700, 768)
    tab.open_panel(ANALYSIS)
    place.settled()
    assert inspector.isVisible()
    assert tab.side.isVisible()
    place.window.hide()


def test_every_gesture_stands_after_a_restart(
    place: ChartPlace, case: CaseWorkspace, window: MainWindow, sample: Sample
) -> None:
    tab, chart = place.tab, place.tab.chart
    everybody = [sample.person, sample.company, sample.vehicle]
    chart.positions_changed.emit({sample.person: (300.0, 400.0)})
    chart.align_requested.emit(everybody, "top")
    chart.distribute_requested.emit(everybody, "across")
    chart.pin_requested.emit([sample.person], True)
    chart.lock_requested.emit([sample.company], True)
    place.settled()
    tab.panels.items.new_note([sample.person])
    place.submit(text="Noch zu prüfen", colour="orange")
    tab.panels.items.new_frame(everybody)
    place.submit(title="Kreis", line="dashed")
    tab.panels.items.new_group([sample.person, sample.company])
    place.submit(title="Leitung")
    tab.panels.look.ask_rule(None)
    place.submit(title="Firmen", field="type", operator="is", value="organisation", colour="blue")
    chart.hide_requested.emit([sample.vehicle])
    tab.panels.look.switches["gradings"].click()
    tab.keep_filter(ChartFilter(types=("person", "organisation"), since="2020"))
    tab.bar.layout_wanted.emit("circle", "", False)
    place.settled()
    document, labels, chart_id = place.document(), steps(place), place.chart_id
    assert document.notes
    assert document.algorithm == "circle"
    window.session.store.close()
    again = Store.open_with_recovery_key(sample.path, sample.recovery_key)
    assert chart_documents.read_document(again, chart_id) == document
    history = [s.label for s in undo.history(again, sample.case_id) if s.state == "done"]
    assert history == labels
    assert "Note put on the chart" in history
    while charts.list_charts(again, sample.case_id):
        undo.undo(again, sample.case_id)
    again.close()
