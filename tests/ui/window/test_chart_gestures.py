"""Each part of the chart tab does its change as one step, and undo brings the chart back."""

from chart_room import ChartPlace, place
from pytestqt.qtbot import QtBot

from app.base.chart_records import ChartFilter, ChartNote, Look
from ui.case.chart_panels import COMPARISON

__all__ = ["place"]


def test_hiding_pinning_and_locking_are_one_step_each(place: ChartPlace) -> None:
    tab, person = place.tab, place.sample.person
    tab.gestures.hide([person])
    place.settled()
    assert person not in place.seen
    assert tab.panels.items.hidden.words() == ["Erika Mustermann", "Erika Mustermann – manages – Muster"][:1]
    place.undo()
    assert person in place.seen
    tab.gestures.pin([person])
    tab.gestures.lock([person])
    place.settled()
    assert tab.panels.items.held.words() == ["Erika Mustermann (pinned and locked)"]
    place.undo()
    assert tab.panels.items.held.words() == ["Erika Mustermann (pinned)"]


def test_what_is_hidden_is_shown_again_from_the_panel(place: ChartPlace) -> None:
    tab = place.tab
    tab.gestures.hide([place.sample.person, place.sample.vehicle])
    place.settled()
    items = tab.panels.items.hidden
    items.choose([place.sample.person])
    tab.gestures.restore(items.chosen())
    place.settled()
    assert items.ids() == [place.sample.vehicle]
    assert "hidden 1" in tab.left_out.text()


def test_the_look_of_what_is_chosen_is_changed_and_taken_back(place: ChartPlace) -> None:
    tab, person = place.tab, place.sample.person
    tab.chart.select([person])
    form = tab.panels.look.look
    form.set_value("colour", "red")
    form.set_value("badge", "neu")
    form.submit()
    place.settled()
    assert place.document().items[person].look == Look(colour="red", badge="neu")
    assert place.picture.content.looks[person].colour == "red"
    place.undo()
    assert person not in place.picture.content.looks


def test_a_badge_that_is_too_long_is_said_beside_the_field(place: ChartPlace) -> None:
    tab = place.tab
    tab.chart.select([place.sample.person])
    form = tab.panels.look.look
    form.set_value("badge", "viel zu lang für ein Schild")
    form.submit()
    place.settled()
    assert "12" in form.error_at("badge")


def test_rules_are_added_ordered_turned_off_and_removed(place: ChartPlace) -> None:
    tab, panel = place.tab, place.tab.panels.look
    for title, value in (("Menschen", "person"), ("Firmen", "organisation")):
        panel.ask_rule(None)
        place.submit(title=title, field="type", operator="is", value=value, colour="blue")
    assert [r.title for r in place.document().rules] == ["Menschen", "Firmen"]
    assert place.picture.content.looks[place.sample.person].colour == "blue"
    panel.rules.choose([panel.rules.ids()[1]])
    panel.shift_rule(-1, panel.rules.chosen())
    place.settled()
    assert [r.title for r in place.document().rules] == ["Firmen", "Menschen"]
    panel.turn_rule(panel.rules.ids()[1])
    place.settled()
    assert place.sample.person not in place.picture.content.looks
    tab.gestures.remove_rules(panel.rules.ids())
    place.settled()
    assert place.document().rules == ()
    place.undo()
    assert len(place.document().rules) == 2


def test_a_rule_with_a_measure_dresses_nodes(place: ChartPlace) -> None:
    place.tab.panels.look.ask_rule(None)
    place.submit(field="measure", name="degree", operator="at_least", value="2", size="2.0")
    looks = place.picture.content.looks
    assert {i for i, look in looks.items() if look.size == 2.0} == {place.sample.company}


def test_settings_and_badges_are_kept(place: ChartPlace) -> None:
    panel = place.tab.panels.look
    panel.switches["gradings"].click()
    place.settled()
    assert place.document().settings.gradings
    panel.kind.setCurrentIndex(panel.kind.findData("person"))
    panel.fill_badges()
    item = panel.badges.item(0)
    item.setCheckState(item.checkState().Checked)
    place.settled()
    assert len(place.document().settings.badges["person"]) == 1
    place.undo()
    assert not place.document().settings.badges


def test_notes_frames_and_groups_come_and_go(place: ChartPlace) -> None:
    tab, items, sample = place.tab, place.tab.panels.items, place.sample
    items.new_note([sample.person])
    place.submit(text="Noch zu prüfen", colour="orange")
    (note,) = place.document().notes
    assert isinstance(note, ChartNote)
    assert note.subject_id == sample.person
    items.edit_note(note.id)
    place.submit(text="Geprüft")
    assert items.notes.words() == ["Geprüft"]
    items.new_frame([sample.person, sample.company])
    place.submit(title="Firma")
    (frame,) = place.document().frames
    places = tab.chart.positions()
    assert frame.x < min(places[sample.person][0], places[sample.company][0])
    items.new_group([sample.person, sample.company])
    place.submit(title="Leitung")
    (group,) = place.document().groups
    assert group.id in place.seen
    assert len(place.picture.content.network.nodes) == 2
    tab.open_subject(group.id)
    place.settled()
    assert len(place.picture.content.network.nodes) == 3
    tab.gestures.remove_notes([note.id])
    tab.gestures.remove_frames([frame.id])
    tab.gestures.remove_groups([group.id])
    place.settled()
    assert not (place.document().notes)
    assert not (place.document().frames)
    assert not (place.document().groups)
    place.undo()
    assert [g.title for g in place.document().groups] == ["Leitung"]


def test_an_empty_note_is_refused_beside_its_field(place: ChartPlace) -> None:
    place.tab.panels.items.new_note([])
    place.submit(text="")
    form = place.tab.side.form.form
    assert form is not None
    assert form.error_at("text")


def test_charts_are_made_renamed_copied_united_and_deleted(place: ChartPlace) -> None:
    _tab, lists = place.tab, place.tab.lists
    lists.begin("rename")
    place.submit(name="Erstes Bild")
    assert place.names() == ["Erstes Bild"]
    lists.begin("duplicate")
    place.settled()
    assert place.names() == ["Erstes Bild", "Erstes Bild (2)"]
    assert place.tab.bar.charts.currentText() == "Erstes Bild (2)"
    lists.begin("merge")
    place.submit(name="Beide")
    assert place.tab.bar.charts.currentText() == "Beide"
    lists.begin("delete")
    assert len(place.names()) == 3
    place.submit()
    assert place.names() == ["Erstes Bild", "Erstes Bild (2)"]
    place.undo()
    assert "Beide" in place.names()


def test_a_new_chart_shows_only_what_was_chosen(place: ChartPlace) -> None:
    tab, sample = place.tab, place.sample
    tab.chart.select([sample.person, sample.company])
    tab.lists.begin("new")
    place.submit(name="Nur zwei", scope="chosen")
    assert place.seen == {sample.person, sample.company}
    assert "not on this chart 1" in tab.left_out.text()
    tab.gestures.expand(sample.company)
    place.settled()
    assert len(place.picture.content.network.nodes) == 3
    tab.lists.begin("new")
    place.submit(name="Nur zwei")
    form = tab.side.form.form
    assert form is not None
    assert form.error_at("name")


def test_a_layout_on_what_is_chosen_leaves_the_others(place: ChartPlace, qtbot: QtBot) -> None:
    tab, sample = place.tab, place.sample
    before = {i: (t.x, t.y) for i, t in place.document().items.items()}
    tab.chart.select([sample.person, sample.company])
    tab.bar.layout_wanted.emit("circle", "", True)
    place.settled()
    after = {i: (t.x, t.y) for i, t in place.document().items.items()}
    assert after[sample.vehicle] == before[sample.vehicle]
    tab.bar.layout_wanted.emit("grouped", "type", False)
    place.settled()
    assert place.document().algorithm == "grouped"
    place.undo()
    assert {i: (t.x, t.y) for i, t in place.document().items.items()} == after


def test_the_menu_offers_what_can_be_done(place: ChartPlace) -> None:
    tab, sample = place.tab, place.sample
    tab.chart.select([sample.company])
    tab.menu.fill(sample.company)
    words = [a.text() for a in tab.menu.actions()]
    assert {"Open", "Show neighbours", "Hide", "Pin", "Lock", "Look …", "Group …"} <= set(words)
    next(a for a in tab.menu.actions() if a.text() == "Hide").trigger()
    place.settled()
    assert place.document().items[sample.company].hidden
    tab.chart.select([])
    tab.menu.fill("")
    assert "Show hidden things again" in [a.text() for a in tab.menu.actions()]


def test_the_chart_as_a_table_holds_nodes_and_links(place: ChartPlace) -> None:
    tab = place.tab
    tab.bar.table_button.setChecked(True)
    assert tab.pages.currentWidget() is tab.table
    assert len(tab.table.model.rows) == 5
    tab.gestures.set_filter(ChartFilter(types=("person",)))
    place.settled()
    assert [r.name for r in tab.table.model.rows] == ["Erika Mustermann"]


def test_two_charts_and_two_days_are_compared(place: ChartPlace) -> None:
    tab, sample = place.tab, place.sample
    tab.lists.begin("duplicate")
    place.settled()
    tab.gestures.hide([sample.vehicle])
    place.settled()
    tab.open_panel(COMPARISON)
    panel = tab.panels.comparison
    panel.form.submit()
    place.settled()
    assert sample.vehicle in dict(place.compared.came)
    assert tab.pages.currentWidget() is panel.view
    panel.form.set_value("what", "dates")
    panel.form.set_value("first", "2020")
    panel.form.set_value("second", "2022")
    panel.form.submit()
    place.settled()
    assert sample.link in dict(place.compared.came)
    panel.form.set_value("first", "kein Tag")
    panel.form.submit()
    place.settled()
    assert panel.form.error_at("first")
    panel.leave()
    assert tab.pages.currentWidget() is tab.chart


def test_what_hands_ask_of_the_chart_is_done(place: ChartPlace) -> None:
    tab, sample, chart = place.tab, place.sample, place.tab.chart
    chart.part_requested.emit("frame", [sample.person])
    place.submit(title="Rahmen")
    (frame,) = place.document().frames
    chart.part_resized.emit(frame.id, 0.0, 0.0, 500.0, 400.0)
    chart.parts_changed.emit({frame.id: (7.0, 8.0)})
    place.settled()
    (frame,) = place.document().frames
    assert (frame.x, frame.y, frame.width, frame.height) == (7.0, 8.0, 500.0, 400.0)
    place.undo()
    assert place.document().frames[0].x == 0.0
    chart.hide_requested.emit([sample.person])
    place.settled()
    assert sample.person not in place.seen
    chart.restore_requested.emit()
    place.settled()
    chart.pin_requested.emit([sample.person], True)
    chart.lock_requested.emit([sample.company], True)
    chart.align_requested.emit([sample.person, sample.vehicle], "left")
    chart.removal_requested.emit([], [frame.id])
    place.settled()
    items = place.document().items
    assert items[sample.person].pinned
    assert items[sample.company].locked
    assert items[sample.person].x == items[sample.vehicle].x
    assert place.document().frames == ()
    assert tab.picture is not None
