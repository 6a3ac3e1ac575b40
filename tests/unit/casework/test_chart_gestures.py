"""Every gesture on a chart is one step with a name, can be taken back and done again, and is kept."""

import inspect
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app.analysis.network import build_network
from app.base.chart_records import ChartFilter, ChartItem, ChartSettings, Look
from app.base.errors import UserError
from app.casework import (
    agencies,
    cases,
    chart_documents,
    chart_grouping,
    chart_items,
    chart_notes,
    chart_rules,
    charts,
)
from app.store import undo
from app.store.change import Change
from tests.unit.casework.charting import RED, Table, lay_table, rule
from tests.unit.casework.conftest import Desk


@pytest.fixture
def table(desk: Desk) -> Table:
    laid = lay_table(desk)
    chart_notes.add_note(laid.store, laid.chart, "Weiter fragen", 5, 6, subject_id=laid.people[0])
    chart_notes.add_frame(laid.store, laid.chart, "Kreis", 0, 0, 300, 200)
    chart_grouping.add_group(laid.store, laid.chart, "Trupp", laid.people[1:3])
    chart_rules.add_rule(laid.store, laid.chart, rule())
    chart_rules.add_rule(laid.store, laid.chart, rule("sources", "at_least", "2", look=Look(badge="2+")))
    chart_items.pin(laid.store, laid.chart, laid.people[3:])
    chart_items.hide(laid.store, laid.chart, laid.links[:1])
    return laid


def network(t: Table):
    records = cases.records(t.store, t.case)
    return build_network(records.subjects, records.findings)


GESTURES: dict[str, Callable[[Table], object]] = {
    "move": lambda t: chart_items.move(*t.at, {t.people[0]: (7, 8)}),
    "move parts": lambda t: chart_items.move(
        *t.at, {}, parts={t.document().notes[0].id: (50, 60), t.document().groups[0].id: (5, 6)}
    ),
    "lay out": lambda t: chart_items.move(*t.at, {p: (1, 2) for p in t.people}, algorithm="circle"),
    "align": lambda t: chart_items.align(*t.at, t.people[:3], "right"),
    "distribute": lambda t: chart_items.distribute(*t.at, [t.people[n] for n in (0, 1, 3)], "across"),
    "pin": lambda t: chart_items.pin(*t.at, t.people),
    "let go": lambda t: chart_items.pin(*t.at, t.people, pinned=False),
    "lock": lambda t: chart_items.lock(*t.at, t.people[:1]),
    "hide": lambda t: chart_items.hide(*t.at, [t.people[0], t.links[1]]),
    "restore": lambda t: chart_items.restore(*t.at),
    "look": lambda t: chart_items.set_looks(*t.at, {t.people[0]: RED, t.links[2]: Look(width=3)}),
    "change look": lambda t: chart_items.change_look(*t.at, t.people[:2], colour="blue", size=2.0),
    "drop": lambda t: chart_items.drop(*t.at, t.people[:1]),
    "scope": lambda t: chart_items.set_scope(*t.at, "chosen"),
    "note": lambda t: chart_notes.add_note(*t.at, "Noch eine", 1, 2, colour="green"),
    "change note": lambda t: chart_notes.change_note(
        *t.at, replace(t.document().notes[0], text="Erledigt", subject_id="")
    ),
    "remove note": lambda t: chart_notes.remove_notes(*t.at, [t.document().notes[0].id]),
    "frame": lambda t: chart_notes.add_frame(*t.at, "", 1, 2, 3, 4, colour="teal", line="dotted"),
    "change frame": lambda t: chart_notes.change_frame(*t.at, replace(t.document().frames[0], x=9)),
    "remove frame": lambda t: chart_notes.remove_frames(*t.at, [t.document().frames[0].id]),
    "remove both": lambda t: chart_notes.remove_notes_and_frames(
        *t.at, [t.document().notes[0].id], [t.document().frames[0].id]
    ),
    "group": lambda t: chart_grouping.add_group(*t.at, "Paar", t.people[:2], collapsed=True),
    "change group": lambda t: chart_grouping.change_group(
        *t.at, replace(t.document().groups[0], title="Neu", members=t.people[2:])
    ),
    "fold": lambda t: chart_grouping.fold(*t.at, [t.document().groups[0].id]),
    "remove group": lambda t: chart_grouping.remove_groups(*t.at, [t.document().groups[0].id]),
    "rule": lambda t: chart_rules.add_rule(*t.at, rule("date", "before", "2020-05")),
    "change rule": lambda t: chart_rules.change_rule(
        *t.at, replace(t.document().rules[0], active=False, title="Personen")
    ),
    "order rules": lambda t: chart_rules.order_rules(*t.at, [t.document().rules[1].id]),
    "remove rule": lambda t: chart_rules.remove_rules(*t.at, [t.document().rules[0].id]),
    "filter": lambda t: chart_rules.set_filter(
        *t.at, ChartFilter(types=("person",), since="2020", gradings=("B2",), words=" muster  bau ")
    ),
    "settings": lambda t: chart_rules.set_settings(
        *t.at, ChartSettings(badges={"person": ("birth_date", "role")}, bundle=True, legend=False)
    ),
    "rename": lambda t: chart_documents.rename(*t.at, "Anderer Name"),
}


def done(t: Table) -> list[undo.HistoryEntry]:
    return [step for step in undo.history(t.store, t.case) if step.state == "done"]


def test_a_gesture_is_one_named_step_that_can_be_taken_back(table: Table) -> None:
    start = table.document()
    for name, gesture in GESTURES.items():
        steps = len(done(table))
        change = gesture(table)
        after, history = table.document(), done(table)
        assert table.chart in change.ids, name
        assert (len(history), history[-1].label) == (steps + 1, change.label), name
        assert after != start, name
        undo.undo(table.store, table.case)
        assert table.document() == start, name
        undo.redo(table.store, table.case)
        assert table.document() == after, name
        undo.undo(table.store, table.case)


def test_what_changes_nothing_is_no_step(table: Table) -> None:
    steps = undo.history(table.store, table.case)
    document = table.document()
    chart_items.pin(*table.at, table.people[3:])
    chart_items.move(*table.at, {table.people[1]: (100, 0)})
    chart_notes.change_note(*table.at, document.notes[0])
    chart_rules.set_filter(*table.at, ChartFilter())
    chart_rules.order_rules(*table.at, [r.id for r in document.rules])
    chart_documents.rename(*table.at, " Übersicht ")
    assert undo.history(table.store, table.case) == steps
    assert table.document() == document


def test_what_was_said_is_what_is_read(table: Table) -> None:
    a, b, _c, d = table.people
    chart_items.change_look(*table.at, [a, b], colour="blue")
    chart_items.change_look(*table.at, [b], badge="!")
    chart_rules.set_filter(*table.at, ChartFilter(standings=("fact",), words=" a  b "))
    settings = ChartSettings(badges={"person": ("birth_date",), "organisation": ()}, gradings=True)
    chart_rules.set_settings(*table.at, settings)
    found = table.document()
    assert (found.items[a].look, found.items[b].look) == (Look(colour="blue"), Look(colour="blue", badge="!"))
    assert found.items[d] == ChartItem(d, 300.0, 0.0, pinned=True)
    assert found.items[table.links[0]] == ChartItem(table.links[0], hidden=True, placed=False)
    assert found.filter == ChartFilter(standings=("fact",), words="a b")
    assert found.settings == ChartSettings(badges={"person": ("birth_date",)}, gradings=True)
    (group,) = found.groups
    assert (group.title, group.members, group.collapsed) == ("Trupp", tuple(sorted(table.people[1:3])), False)
    # In the middle of its members.
    assert (group.x, group.y) == (150.0, 0.0)
    assert [r.no for r in found.rules] == [1, 2]


def test_a_locked_node_stays_and_a_pinned_one_stays_before_a_layout(table: Table) -> None:
    a, b, _c, d = table.people
    chart_items.lock(*table.at, [a])
    chart_items.move(*table.at, dict.fromkeys((a, b, d), (5, 5)), algorithm="circle")
    places = charts.positions(*table.at)
    assert (places[a], places[b], places[d]) == ((0, 0), (5, 5), (300, 0))
    chart_items.move(*table.at, dict.fromkeys((a, d), (6, 6)))
    places = charts.positions(*table.at)
    assert (places[a], places[d]) == ((0, 0), (6, 6))


def test_a_note_goes_with_the_node_it_is_tied_to(table: Table) -> None:
    chart_items.move(*table.at, {table.people[0]: (30, 40)})
    (note,) = table.document().notes
    assert (note.x, note.y) == (35, 46)
    chart_items.move(*table.at, {table.people[0]: (0, 0)}, parts={note.id: (1, 1)})
    (note,) = table.document().notes
    assert (note.x, note.y) == (1, 1)


def test_expanding_brings_hidden_neighbours_back_and_places_new_ones_near(table: Table) -> None:
    a, b, c, _d = table.people
    chart_items.drop(*table.at, [a])
    chart_items.hide(*table.at, [c, table.links[1]])
    chart_items.expand(*table.at, b, network(table), types=["person"])
    items = table.document().items
    assert (items[c].hidden, items[table.links[1]].hidden, items[table.links[0]].hidden) == (
        False,
        False,
        False,
    )
    assert (items[c].x, items[c].y) == (200, 0)
    assert 100 <= ((items[a].x - 100) ** 2 + items[a].y ** 2) ** 0.5 <= 300
    chart_items.expand(*table.at, b, network(table), types=["organisation"])
    assert table.document().items == items


def test_a_chosen_chart_is_expanded_by_what_it_has_not(table: Table) -> None:
    made = chart_documents.create(
        table.store, table.case, "Kleiner Kreis", places={table.people[1]: (0, 0)}, scope="chosen"
    )
    chart_items.expand(table.store, made.ids[0], table.people[1], network(table))
    found = chart_documents.read_document(table.store, made.ids[0])
    assert (found.scope, found.items.keys()) == ("chosen", set(table.people[:3]))
    chart_items.choose(table.store, made.ids[0], {table.people[3]: (9, 9)})
    chart_items.drop(table.store, made.ids[0], [table.people[0]])
    found = chart_documents.read_document(table.store, made.ids[0])
    assert found.items.keys() == set(table.people[1:])


REFUSED: dict[str, tuple[str, Callable[[Table], object]]] = {
    "unknown chart": ("chart.unknown", lambda t: chart_items.pin(t.store, "0" * 32, t.people)),
    "unknown chart read": ("chart.unknown", lambda t: chart_documents.read_document(t.store, "nix")),
    "foreign subject": ("chart.subject", lambda t: chart_items.hide(*t.at, ["nix"])),
    "foreign subject moved": ("chart.subject", lambda t: chart_items.move(*t.at, {"nix": (0, 0)})),
    "unknown part": ("chart.part", lambda t: chart_items.move(*t.at, {}, parts={"nix": (0, 0)})),
    "no place": ("chart.place", lambda t: chart_items.move(*t.at, {t.people[0]: (float("nan"), 0)})),
    "far place": ("chart.place", lambda t: chart_notes.add_note(*t.at, "x", 1e9, 0)),
    "too few to align": ("chart.few", lambda t: chart_items.align(*t.at, t.people[:1], "left")),
    "colour": ("chart.colour", lambda t: chart_items.change_look(*t.at, t.people, colour="pink")),
    "size": ("chart.size", lambda t: chart_items.change_look(*t.at, t.people, size=9.0)),
    "badge": ("chart.badge", lambda t: chart_items.set_looks(*t.at, {t.people[0]: Look(badge="x" * 13)})),
    "shape": ("chart.symbol", lambda t: chart_items.change_look(*t.at, t.people, shape="heart")),
    "long note": ("chart.note", lambda t: chart_notes.add_note(*t.at, "x" * 2001, 0, 0)),
    "empty note": ("chart.note", lambda t: chart_notes.add_note(*t.at, "  ", 0, 0)),
    "note of another case": (
        "chart.subject",
        lambda t: chart_notes.add_note(*t.at, "x", 0, 0, subject_id="nix"),
    ),
    "no room": ("chart.extent", lambda t: chart_notes.add_frame(*t.at, "", 0, 0, 0, 5)),
    "line": ("chart.line", lambda t: chart_notes.add_frame(*t.at, "", 0, 0, 9, 9, line="wavy")),
    "long title": ("chart.title", lambda t: chart_notes.add_frame(*t.at, "x" * 81, 0, 0, 9, 9)),
    "gone note": ("chart.part", lambda t: chart_notes.remove_notes(*t.at, ["nix"])),
    "group of links": ("chart.members", lambda t: chart_grouping.add_group(*t.at, "x", t.links)),
    "empty group": ("chart.members", lambda t: chart_grouping.add_group(*t.at, "x", [])),
    "group without title": ("chart.title", lambda t: chart_grouping.add_group(*t.at, " ", t.people)),
    "rule field": ("chart.rule_field", lambda t: chart_rules.add_rule(*t.at, rule("religion"))),
    "rule operator": ("chart.rule_field", lambda t: chart_rules.add_rule(*t.at, rule("type", "before"))),
    "rule look": ("chart.rule_look", lambda t: chart_rules.add_rule(*t.at, rule(look=Look()))),
    "rule type": ("chart.rule_value", lambda t: chart_rules.add_rule(*t.at, rule(value="dragon"))),
    "rule number": (
        "chart.rule_value",
        lambda t: chart_rules.add_rule(*t.at, rule("sources", "is", "nan")),
    ),
    "rule date": ("chart.date", lambda t: chart_rules.add_rule(*t.at, rule("date", "is", "gestern"))),
    "rule property": (
        "chart.rule_name",
        lambda t: chart_rules.add_rule(*t.at, rule("property", name="religion", value="x")),
    ),
    "rule measure": ("chart.rule_value", lambda t: chart_rules.add_rule(*t.at, rule("measure", "is", "1"))),
    "filter grading": (
        "chart.filter",
        lambda t: chart_rules.set_filter(*t.at, ChartFilter(gradings=("B9",))),
    ),
    "filter recipient": (
        "chart.filter",
        lambda t: chart_rules.set_filter(*t.at, ChartFilter(recipient="nix")),
    ),
    "filter date": ("chart.date", lambda t: chart_rules.set_filter(*t.at, ChartFilter(since="bald"))),
    "filter span": (
        "chart.span",
        lambda t: chart_rules.set_filter(*t.at, ChartFilter(since="2021", until="2020")),
    ),
    "badges": (
        "chart.rule_name",
        lambda t: chart_rules.set_settings(*t.at, ChartSettings(badges={"person": ("religion",)})),
    ),
    "name": ("chart.name", lambda t: chart_documents.rename(*t.at, " ")),
    "long name": ("chart.name", lambda t: chart_documents.create(t.store, t.case, "x" * 61)),
    "name taken": ("chart.name_taken", lambda t: chart_documents.create(t.store, t.case, "Übersicht")),
    "merge with itself": ("chart.merge", lambda t: chart_documents.merge(*t.at, t.chart)),
}


def test_what_cannot_be_is_refused_with_a_remedy_and_nothing_changes(table: Table) -> None:
    before, steps = table.document(), undo.history(table.store, table.case)
    for name, (key, gesture) in REFUSED.items():
        with pytest.raises(UserError) as refused:
            gesture(table)
        assert (name, refused.value.key, bool(refused.value.remedy)) == (name, key, True)
        assert "{" not in refused.value.text
    assert (table.document(), undo.history(table.store, table.case)) == (before, steps)


def test_a_filter_by_agencies_takes_those_there_are(table: Table) -> None:
    agency = agencies.all_agencies(table.store)[0].id
    chart_rules.set_filter(*table.at, ChartFilter(agencies=(agency,), recipient=agency))
    assert table.document().filter.recipient == agency


def test_every_function_that_changes_a_chart_is_tried_here_or_beside() -> None:
    tried = "".join(
        path.read_text(encoding="utf-8") for path in sorted(Path(__file__).parent.glob("test_chart*.py"))
    )
    found = [
        f"{module.__name__.rpartition('.')[2]}.{name}("
        for module in (chart_documents, chart_grouping, chart_items, chart_notes, chart_rules, charts)
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__
        and not name.startswith("_")
        and inspect.signature(function).return_annotation is Change
    ]
    assert len(found) > 30
    assert [name for name in found if name not in tried] == []
