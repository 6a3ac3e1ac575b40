"""The first gesture in a case without a chart makes the chart: one step, and nothing stays when it goes."""

from collections.abc import Callable

import pytest

from app.analysis.network import build_network
from app.base.chart_records import ChartFilter, ChartSettings, Look
from app.base.errors import UserError
from app.casework import (
    cases,
    chart_documents,
    chart_grouping,
    chart_items,
    chart_notes,
    chart_rules,
    charts,
)
from app.casework.chart_rows import FirstChart
from app.store import undo
from app.store.change import Change
from app.store.store import Store
from tests.unit.casework.charting import RED, rule, tie
from tests.unit.casework.conftest import Desk

Gesture = Callable[[Store, str, tuple[str, str], Desk], Change]


def expand(store: Store, chart: str, two: tuple[str, str], desk: Desk) -> Change:
    records = cases.records(store, desk.case_id)
    return chart_items.expand(store, chart, two[0], build_network(records.subjects, records.findings))


FIRST: dict[str, Gesture] = {
    "move": lambda s, c, two, _d: chart_items.move(s, c, {two[0]: (7, 8)}),
    "lay out": lambda s, c, two, _d: chart_items.move(s, c, {two[0]: (1, 2)}, algorithm="circle"),
    "align": lambda s, c, two, _d: chart_items.align(s, c, two, "left"),
    "hide": lambda s, c, two, _d: chart_items.hide(s, c, two[:1]),
    "pin": lambda s, c, two, _d: chart_items.pin(s, c, two),
    "lock": lambda s, c, two, _d: chart_items.lock(s, c, two),
    "look": lambda s, c, two, _d: chart_items.set_looks(s, c, {two[0]: RED}),
    "drop": lambda s, c, two, _d: chart_items.drop(s, c, two[:1]),
    "scope": lambda s, c, _two, _d: chart_items.set_scope(s, c, "chosen"),
    "expand": expand,
    "note": lambda s, c, two, _d: chart_notes.add_note(s, c, "Fragen", 1, 2, subject_id=two[0]),
    "frame": lambda s, c, _two, _d: chart_notes.add_frame(s, c, "Kreis", 1, 2, 3, 4),
    "group": lambda s, c, two, _d: chart_grouping.add_group(s, c, "Paar", two, collapsed=True),
    "rule": lambda s, c, _two, _d: chart_rules.add_rule(s, c, rule()),
    "filter": lambda s, c, _two, _d: chart_rules.set_filter(s, c, ChartFilter(types=("person",))),
    "settings": lambda s, c, _two, _d: chart_rules.set_settings(s, c, ChartSettings(legend=False)),
}


@pytest.mark.parametrize("name", FIRST)
def test_the_first_gesture_is_one_step_with_its_own_name(desk: Desk, name: str) -> None:
    two = (desk.person("Ayşe Örnek"), desk.person("Piet Voorbeeld"))
    tie(desk, *two)
    before = undo.history(desk.store, desk.case_id)
    first = FirstChart.of(desk.case_id, {two[0]: (0.0, 0.0), two[1]: (100.0, 40.0)})
    change = FIRST[name](desk.store, first, two, desk)
    (chart,) = charts.list_charts(desk.store, desk.case_id)
    after, steps = chart_documents.read_document(desk.store, chart.id), undo.history(desk.store, desk.case_id)
    assert chart.id in change.ids
    assert [s.label for s in steps[len(before) :]] == [change.label]
    assert (after.items[two[1]].placed, after.name) == (True, "Chart 1")
    undo.undo(desk.store, desk.case_id)
    assert charts.list_charts(desk.store, desk.case_id) == ()
    undo.redo(desk.store, desk.case_id)
    assert chart_documents.read_document(desk.store, chart.id) == after


def test_a_first_gesture_that_is_refused_leaves_no_chart(desk: Desk) -> None:
    person = desk.person("Ayşe Örnek")
    before = undo.history(desk.store, desk.case_id)
    for bad in (
        lambda c: chart_items.set_looks(desk.store, c, {person: Look(badge="viel zu lang für alle")}),
        lambda c: chart_notes.add_note(desk.store, c, " ", 0, 0),
        lambda c: chart_items.hide(desk.store, c, ["nix"]),
    ):
        with pytest.raises(UserError):
            bad(FirstChart.of(desk.case_id, {person: (0, 0)}))
    with pytest.raises(UserError):
        chart_items.pin(desk.store, FirstChart.of(desk.case_id, {"nix": (0, 0)}), [person])
    assert charts.list_charts(desk.store, desk.case_id) == ()
    assert undo.history(desk.store, desk.case_id) == before
