"""The charts of a case in the window: moved, laid out, selected from, drawn on."""

from case_looks import data_of, shown_values, store_of
from sample_case import Sample
from shown_parts import Settled, tab_of

from app.casework import charts
from ui.case.chart_tab import ChartTab
from ui.case.workspace import CaseWorkspace
from ui.shell.main_window import MainWindow


def chart_of(case: CaseWorkspace, settled: Settled) -> ChartTab:
    return tab_of(case, settled, "charts", ChartTab)


def test_a_move_on_the_chart_is_kept_and_undo_brings_it_back(
    case: CaseWorkspace, window: MainWindow, sample: Sample, settled: Settled
) -> None:
    tab = chart_of(case, settled)
    before = tab.chart.positions()
    assert len(before) == 3
    tab.chart.positions_changed.emit({sample.person: (1.0, 2.0)})
    settled()
    (chart,) = charts.list_charts(store_of(window), sample.case_id)
    assert charts.positions(store_of(window), chart.id)[sample.person] == (1.0, 2.0)
    tab.chart.positions_changed.emit({sample.person: (300.0, 400.0)})
    settled()
    assert charts.positions(store_of(window), chart.id)[sample.person] == (300.0, 400.0)
    window.history.undo.trigger()
    settled()
    assert charts.positions(store_of(window), chart.id)[sample.person] == (1.0, 2.0)
    assert tab.chart.positions()[sample.person] == (1.0, 2.0)


def test_a_layout_is_one_step(
    case: CaseWorkspace, window: MainWindow, sample: Sample, settled: Settled
) -> None:
    tab = chart_of(case, settled)
    tab.bar.fill_layout_menu()
    next(entry for entry in tab.bar.layout_menu.actions() if entry.text() == "Circle").trigger()
    settled()
    assert tab.bar.algorithm() == "circle"
    (chart,) = charts.list_charts(store_of(window), sample.case_id)
    assert chart.algorithm == "circle"


def test_the_chart_selects_into_the_inspector_and_finds(
    case: CaseWorkspace, sample: Sample, settled: Settled
) -> None:
    tab = chart_of(case, settled)
    tab.chart.select([sample.company])
    assert case.desk.subject_id == sample.company
    assert "Muster Mietwagen GmbH" in shown_values(case)
    tab.field.setText("erika")
    assert tab.hits.text() == "1 found"
    tab.field.returnPressed.emit()
    assert case.desk.subject_id == sample.person


def test_a_link_drawn_on_the_chart_asks_for_its_source(
    case: CaseWorkspace, sample: Sample, settled: Settled
) -> None:
    tab = chart_of(case, settled)
    tab.chart.link_requested.emit(sample.person, sample.vehicle)
    form = case.inspector.form
    assert form is not None
    assert form.value("source")
    form.set_value("type", "uses")
    form.submit()
    settled()
    assert "uses" in {s.type for s in data_of(case).records.subjects}
