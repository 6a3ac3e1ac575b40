"""What the tests of the chart tab share: the tab over a sample case with one chart, and how to undo."""

from collections.abc import Callable

import pytest
from sample_case import Sample

from app.base.chart_records import ChartDocument
from app.casework import chart_documents, charts
from ui.case.case_data import CaseData
from ui.case.chart_comparison_query import SideBySide
from ui.case.chart_query import ChartPicture
from ui.case.chart_tab import ChartTab
from ui.case.workspace import CaseWorkspace
from ui.shell.main_window import MainWindow

Settled = Callable[[], None]


class ChartPlace:
    """The chart tab of the sample case, and what its store says."""

    def __init__(self, case: CaseWorkspace, window: MainWindow, sample: Sample, settled: Settled) -> None:
        self.case, self.window, self.sample, self.settled = case, window, sample, settled
        case.show_tab("charts")
        settled()
        tab = case.tabs["charts"]
        assert isinstance(tab, ChartTab)
        self.tab = tab
        tab.chart.positions_changed.emit(tab.chart.positions())
        settled()

    @property
    def chart_id(self) -> str:
        """The chart shown."""
        return self.tab.bar.chart_id()

    @property
    def picture(self) -> ChartPicture:
        """What the tab shows."""
        assert self.tab.picture is not None
        return self.tab.picture

    @property
    def seen(self) -> set[str]:
        """The nodes in sight."""
        return {n.id for n in self.picture.content.network.nodes}

    @property
    def compared(self) -> SideBySide:
        """What was compared last."""
        assert self.tab.panels.comparison.found is not None
        return self.tab.panels.comparison.found

    @property
    def data(self) -> CaseData:
        """The case as it is read."""
        assert self.tab.desk.data is not None
        return self.tab.desk.data

    def document(self) -> ChartDocument:
        """The chart as the store has it."""
        return chart_documents.read_document(self.window.session.store, self.chart_id)

    def names(self) -> list[str]:
        """The names of the charts of the case."""
        store = self.window.session.store
        return [c.name for c in charts.list_charts(store, self.sample.case_id)]

    def submit(self, **values: str) -> None:
        """Fill the form beside the chart and send it."""
        form = self.tab.side.form.form
        assert form is not None
        for key, value in values.items():
            form.set_value(key, value)
        form.submit()
        self.settled()

    def undo(self) -> None:
        """Take back the last step of the case."""
        self.window.history.undo.trigger()
        self.settled()


@pytest.fixture
def place(case: CaseWorkspace, window: MainWindow, sample: Sample, settled: Settled) -> ChartPlace:
    """The chart tab, with the case's first chart in the store."""
    return ChartPlace(case, window, sample, settled)
