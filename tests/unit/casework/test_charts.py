"""Positions are kept, and one gesture is one step of the history."""

from app.casework import charts
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
