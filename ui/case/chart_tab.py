"""The link chart of a case: moving, laying out, finding, and making nodes and links on it."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.base.i18n import _
from app.casework.charts import Chart
from app.store.change import Change
from ui.case.case_data import CaseData
from ui.case.case_desk import CaseDesk
from ui.case.case_tab import CaseTab
from ui.case.chart_query import (
    ChartPicture,
    Places,
    algorithm_names,
    found_nodes,
    keep_places,
    laid_out,
    load_chart,
)
from ui.case.edit_commands import Spot
from ui.case.inspector import Inspector
from ui.chart.chart_widget import ChartWidget
from ui.widgets.icons import icon
from ui.widgets.plain_label import MutedLabel
from ui.widgets.tool_buttons import labelled_button, make_action


class ChartTab(CaseTab):
    """Every gesture that changes something ends in one change of the store, and can be undone."""

    key = "charts"

    def __init__(self, desk: CaseDesk, inspector: Inspector) -> None:
        super().__init__(desk)
        self._inspector = inspector
        self.picture: ChartPicture | None = None
        self.chart = ChartWidget()
        self.charts = QComboBox()
        self.layouts = QComboBox()
        self.field = QLineEdit()
        self.hits = MutedLabel()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.charts.setAccessibleName(_("Chart"))
        self.layouts.setAccessibleName(_("Layout"))
        for algorithm, name in algorithm_names():
            self.layouts.addItem(name, algorithm)
        self.field.setPlaceholderText(_("Find on the chart (Ctrl+F)"))
        self.field.setAccessibleName(_("Find on the chart"))
        self.field.setClearButtonEnabled(True)
        self.field.setMaximumWidth(260)
        self.field.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.hits.setWordWrap(False)
        arrange = make_action(self, _("Lay out"), "workflow", self.lay_out, tip=_("Place all nodes anew"))
        fit = make_action(self, _("Show all"), "maximize", self.chart.fit)
        legend = make_action(self, _("Legend"), "list", self._toggle_legend)
        top = QWidget()
        row = QHBoxLayout(top)
        row.setContentsMargins(12, 6, 12, 6)
        row.addWidget(self.field, 1)
        row.addWidget(self.hits)
        row.addStretch(1)
        row.addWidget(self.charts)
        row.addWidget(self.layouts)
        for action in (arrange, fit, legend):
            row.addWidget(labelled_button(action))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addWidget(self.chart, 1)

    def _connect(self) -> None:
        self.chart.selection_changed.connect(self._chosen)
        self.chart.positions_changed.connect(self._moved)
        self.chart.node_requested.connect(self._new_node)
        self.chart.link_requested.connect(self._inspector.begin_link)
        self.chart.node_activated.connect(lambda _id: self._inspector.setFocus())
        self.charts.activated.connect(lambda _index: self._read())
        self.field.textChanged.connect(self._find)
        self.field.returnPressed.connect(self._fly)
        self.desk.charts_changed.connect(self._places_changed)
        self.desk.subject_chosen.connect(self.reveal_subject)

    # --- showing

    def show_case(self, data: CaseData) -> None:
        """See CaseTab."""
        self._read()

    def find_here(self) -> None:
        """See CaseTab."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def reveal_subject(self, subject_id: str) -> None:
        """See CaseTab."""
        if subject_id and self.chart.selected_ids() != [subject_id]:
            self.chart.select([subject_id])
            self.chart.fly_to(subject_id)

    def _read(self) -> None:
        if self.desk.data is not None:
            wanted = self.charts.currentData() or ""
            load = partial(load_chart, data=self.desk.data, chart_id=wanted)
            self.desk.session.read(self, load, self._show)

    def _show(self, picture: ChartPicture) -> None:
        first = self.picture is None
        self.picture = picture
        self.charts.clear()
        for chart in picture.charts:
            self.charts.addItem(chart.name, chart.id)
        if picture.chart is not None:
            self.charts.setCurrentIndex(self.charts.findData(picture.chart.id))
            self.layouts.setCurrentIndex(max(self.layouts.findData(picture.chart.algorithm), 0))
        self.charts.setVisible(len(picture.charts) > 1)
        self.chart.set_network(picture.network, picture.places, keep_view=not first)
        self.chart.select([self.desk.subject_id] if self.desk.subject_id else [])
        self._find(self.field.text())

    # --- gestures

    def _chosen(self, ids: list[str]) -> None:
        if len(ids) == 1:
            self.desk.choose_subject(ids[0])

    def _moved(self, moved: Places) -> None:
        self._keep(moved)

    def lay_out(self) -> None:
        """Place all nodes anew with the chosen layout."""
        data, picture = self.desk.data, self.picture
        if data is not None and picture is not None:
            algorithm = str(self.layouts.currentData())
            work = partial(laid_out, data, picture.network, algorithm, self.desk.subject_id)
            self.desk.session.tasks.read(self, work, partial(self._arranged, algorithm))

    def _arranged(self, algorithm: str, places: Places) -> None:
        self.chart.set_positions(places)
        self.chart.fit()
        self._keep(places, algorithm)

    def _keep(self, moved: Places, algorithm: str = "") -> None:
        if self.picture is None:
            return
        chart, everything = self.picture.chart, self.chart.positions()
        self.desk.session.write(
            self,
            lambda store: keep_places(store, self.desk.case_id, chart, moved, everything, algorithm),
            self._kept,
        )

    def _kept(self, _change: Change) -> None:
        if self.picture is not None and self.picture.chart is None:
            self._read()

    def _places_changed(self) -> None:
        if self.isVisible():
            data = self.desk.data
            chart: Chart | None = self.picture.chart if self.picture else None
            if data is not None:
                load = partial(load_chart, data=data, chart_id=chart.id if chart else "")
                self.desk.session.read(self, load, self._put_back)
        else:
            self._stale = True

    def _put_back(self, picture: ChartPicture) -> None:
        self.picture = picture
        self.chart.set_positions(picture.places)

    def _new_node(self, x: float, y: float) -> None:
        chart = self.picture.chart if self.picture else None
        self._inspector.begin_node(Spot(chart, self.chart.positions(), (x, y)))

    # --- finding

    def _find(self, words: str) -> None:
        found = found_nodes(self.picture.network, words) if self.picture else ()
        self.chart.highlight(found)
        if not words.strip():
            self.hits.setText("")
        else:
            self.hits.setText(_("{count} found").format(count=len(found)))
        if len(found) == 1:
            self.chart.fly_to(found[0])

    def _fly(self) -> None:
        found = found_nodes(self.picture.network, self.field.text()) if self.picture else ()
        if found:
            here = self.desk.subject_id
            at = (found.index(here) + 1) % len(found) if here in found else 0
            self.chart.select([found[at]])
            self.chart.fly_to(found[at])

    def _toggle_legend(self) -> None:
        self.chart.set_legend_shown(not self.chart.legend_shown)
