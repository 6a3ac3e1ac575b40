"""Positions are kept, and one gesture is one step of the history."""

import pytest

from app.base.errors import UserError
from app.casework import cases, charts
from app.casework.findings import Statement
from app.store import undo
from tests.unit.casework.conftest import Desk


def test_moving_is_one_step_and_can_be_taken_back(desk: Desk) -> None:
    a, b = desk.person("Ayşe Örnek"), desk.person("Piet Voorbeeld")
    charts.create(desk.store, desk.case_id, "Übersicht", "organic", {a: (0, 0), b: (10, 0)})
    chart = charts.list_charts(desk.store, desk.case_id)[0]
    charts.move(desk.store, chart, {a: (5.5, 6), b: (7, 8)})
    assert charts.positions(desk.store, chart.id) == {a: (5.5, 6), b: (7, 8)}
    undo.undo(desk.store, desk.case_id)
    assert charts.positions(desk.store, chart.id) == {a: (0, 0), b: (10, 0)}
    undo.redo(desk.store, desk.case_id)
    assert charts.positions(desk.store, chart.id) == {a: (5.5, 6), b: (7, 8)}


def test_a_new_node_gets_a_position_and_a_layout_is_remembered(desk: Desk) -> None:
    a, b = desk.person("Ayşe Örnek"), desk.person("Piet Voorbeeld")
    charts.create(desk.store, desk.case_id, "Übersicht", "organic", {a: (0, 0)})
    chart = charts.list_charts(desk.store, desk.case_id)[0]
    charts.move(desk.store, chart, {a: (1, 1), b: (2, 2)}, algorithm="circle")
    assert charts.list_charts(desk.store, desk.case_id)[0].algorithm == "circle"
    assert charts.positions(desk.store, chart.id) == {a: (1, 1), b: (2, 2)}


def test_a_node_put_on_a_chart_is_one_step_with_its_place(desk: Desk) -> None:
    a = desk.person("Ayşe Örnek")
    said = [Statement("name", "Piet Voorbeeld", desk.source_id)]
    with pytest.raises(UserError) as refused:
        charts.add_node(desk.store, desk.case_id, None, {a: (0, 0)}, (30, 40), "person", said)
    assert refused.value.key == "person.role"
    said += [Statement("role", "witness", desk.source_id), Statement("role_reason", "Zeuge", desk.source_id)]
    made = charts.add_node(desk.store, desk.case_id, None, {a: (0, 0)}, (30, 40), "person", said)
    chart = charts.list_charts(desk.store, desk.case_id)[0]
    assert charts.positions(desk.store, chart.id) == {a: (0, 0), made.ids[0]: (30, 40)}
    charts.add_node(desk.store, desk.case_id, chart, {}, (50, 60), "person", said)
    undo.undo(desk.store, desk.case_id)
    undo.undo(desk.store, desk.case_id)
    assert charts.list_charts(desk.store, desk.case_id) == ()
    assert [s.id for s in cases.records(desk.store, desk.case_id).subjects] == [a]
