"""The link chart of a case: what is in sight, moving and laying it out, and what stands beside it."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.analysis.chart_facts import ChartFacts
from app.base.chart_records import ChartFilter, Look
from app.base.errors import UserError
from app.base.i18n import _
from app.exchange.collection_pause import collected_later
from ui.case import table_query
from ui.case.case_data import CaseData
from ui.case.case_desk import CaseDesk
from ui.case.case_tab import CaseTab
from ui.case.chart_bar import ChartBar
from ui.case.chart_beside import ChartBeside
from ui.case.chart_filters import (
    banner_text,
    chart_facets,
    chart_filter,
    counts_for,
    left_out_text,
    row_filter,
    time_extent,
)
from ui.case.chart_finder import ChartFinder
from ui.case.chart_hands import ChartHands
from ui.case.chart_layout_desk import ChartLayoutDesk
from ui.case.chart_list_desk import ChartListDesk
from ui.case.chart_menu import ChartMenu
from ui.case.chart_panels import COMPARISON, LOOK, ChartPanels
from ui.case.chart_pictures import ChartPictures
from ui.case.chart_progress import ChartProgress
from ui.case.chart_query import ChartPicture, Places, load_chart, only_places_differ
from ui.case.chart_room import ChartRoom
from ui.case.chart_table import ChartTable, ChartTableRow, chart_rows
from ui.case.chart_time_bar import ChartTimeBar
from ui.case.edit_commands import Spot
from ui.case.inspector import Inspector
from ui.case.picture_form import ChartPictureForm
from ui.widgets.filter_chips import FilterChips
from ui.widgets.plain_label import MutedLabel, PlainLabel

_CHART, _TABLE = 0, 1
_LEAST_HEIGHT = 260


class ChartTab(CaseTab):
    """Every gesture that changes something ends in one change of the store, and can be undone."""

    key = "charts"

    def __init__(self, desk: CaseDesk, inspector: Inspector) -> None:
        super().__init__(desk)
        self._inspector = inspector
        self.picture: ChartPicture | None = None
        self._asked = 0
        self._tried: ChartFilter | None = None
        self._subject = ""
        self._shown_looks: Mapping[str, Look] = {}
        self.room = ChartRoom(desk, self)
        self.chart, self.gestures, self.side = self.room.chart, self.room.gestures, self.room.side
        self.chips = FilterChips((), lambda _key: {})
        self.bar = ChartBar(self.chips.button)
        self.charts, self.field, self.hits = self.bar.charts, self.bar.field, self.bar.hits
        self.time_bar, self.progress = ChartTimeBar(), ChartProgress()
        self.banner, self.left_out = PlainLabel(), MutedLabel()
        self.table = ChartTable()
        self.table.marking = lambda: table_query.marking(desk.data) if desk.data is not None else ""
        self.pages = QStackedWidget()
        self.panels = ChartPanels(self.room)
        self.finder = ChartFinder(self.room, self.bar, self.panels)
        self.lists = ChartListDesk(self.room)
        self.arranger = ChartLayoutDesk(self.room, self.progress)
        self.menu = ChartMenu(self.room, self)
        self.hands = ChartHands(self.room)
        self.pictures = ChartPictures(self.room)
        self.saving = ChartPictureForm(desk, self.bar.chart_id)
        self._lay_out()
        self.beside = ChartBeside(self, inspector, self.side, self.saving, desk)
        self.beside.changed.connect(self.room_changed)
        self._connect()

    def _lay_out(self) -> None:
        self.banner.setContentsMargins(14, 2, 14, 4)
        self.left_out.setContentsMargins(14, 0, 14, 4)
        self.pages.setMinimumHeight(_LEAST_HEIGHT)
        self.pages.addWidget(self.chart)
        self.pages.addWidget(self.table)
        self.pages.addWidget(self.panels.comparison.view)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.bar, self.banner, self.chips, self.time_bar, self.left_out, self.progress):
            column.addWidget(part)
        column.addWidget(self.panels.notice)
        column.addWidget(self.pages, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(left, 1)
        row.addWidget(self.side)
        row.addWidget(self.saving)
        for label in (self.banner, self.left_out):
            label.hide()

    def _connect(self) -> None:
        chart, bar = self.chart, self.bar
        self.saving.offer_in(self, bar)
        chart.selection_changed.connect(self._chosen)
        chart.positions_changed.connect(self._moved)
        chart.node_requested.connect(self._new_node)
        chart.link_requested.connect(self._new_link)
        chart.node_activated.connect(self.open_subject)
        chart.link_activated.connect(self.open_subject)
        chart.note_activated.connect(self.panels.items.edit_note)
        chart.frame_activated.connect(self.panels.items.edit_frame)
        chart.context_requested.connect(lambda i, at: self.menu.show_for(i, at))
        bar.chart_wanted.connect(self.show_chart)
        bar.list_wanted.connect(self.lists.begin)
        bar.layout_wanted.connect(self._lay_out_as)
        bar.fit_wanted.connect(chart.fit)
        bar.legend_wanted.connect(self._toggle_legend)
        bar.words_wanted.connect(self._narrow_words)
        bar.table_toggled.connect(self._toggle_table)
        bar.side_toggled.connect(self.side.set_open)
        self.lists.chart_made.connect(self.show_chart)
        self.lists.compare_wanted.connect(lambda: self.open_panel(COMPARISON))
        self.room.look_wanted.connect(lambda: self.open_panel(LOOK))
        self.room.open_wanted.connect(self.open_subject)
        self.room.looks_wanted.connect(self.show_looks)
        self.room.page_wanted.connect(self._show_page)
        self.chips.changed.connect(lambda shown: self.keep_filter(chart_filter(shown)))
        self.time_bar.tried.connect(self._try_time)
        self.time_bar.settled.connect(self._keep_time)
        self.table.selection_changed.connect(self._rows_chosen)
        self.table.row_activated.connect(lambda row: self.open_subject(row.id))
        self.table.context_requested.connect(lambda row, at: self.menu.show_for(row.id, at))
        self.gestures.refused_here.connect(self._say_not_here)
        self.desk.charts_changed.connect(self._charts_changed)
        self.desk.request_changed.connect(self._request_changed)
        self.desk.subject_chosen.connect(self.reveal_subject)

    # --- showing

    def show_case(self, data: CaseData) -> None:
        """See CaseTab."""
        self.chips.offer(chart_facets(data), counts_for(data, self._facts))
        self._read(self.bar.chart_id())

    def _facts(self) -> ChartFacts:
        return self.picture.facts if self.picture is not None else ChartFacts({})

    def find_here(self) -> None:
        """See CaseTab."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def eyes(self) -> str:
        """See CaseTab."""
        data, picture = self.desk.data, self.picture
        return data.agency_name(picture.recipient) if data is not None and picture is not None else ""

    def needs_room(self) -> bool:
        """See CaseTab."""
        return self.beside.needs_room

    def reveal_subject(self, subject_id: str) -> None:
        """See CaseTab."""
        self._subject = subject_id
        if subject_id and self.chart.selected_ids() != [subject_id]:
            self.chart.select([subject_id])
            self.chart.fly_to(subject_id)

    def show_chart(self, chart_id: str) -> None:
        """Show another chart of the case."""
        self._tried = None
        self._read(chart_id)

    def _read(self, chart_id: str) -> None:
        data = self.desk.data
        if data is not None:
            self._asked += 1
            load = partial(
                load_chart, data=data, chart_id=chart_id, tried=self._tried, request=self.desk.request
            )
            self.desk.session.read(self, load, partial(self._show, self._asked))

    def reload(self) -> None:
        """Read the chart that is shown anew."""
        self._read(self.bar.chart_id())

    @collected_later()
    def _show(self, asked: int, picture: ChartPicture) -> None:
        if asked != self._asked:
            return
        old, self.picture, self.gestures.picture = self.picture, picture, picture
        through_other_eyes = (old.recipient if old else "") != picture.recipient
        if picture.recipient and through_other_eyes:
            self._forget()
        self.bar.show_picture(picture)
        self._show_filter(picture)
        self._draw(old, picture)
        self.chart.set_editable(not picture.recipient)
        self.chart.set_legend_shown(picture.document.settings.legend)
        self.chart.select(self._still_chosen())
        self.table.set_rows(chart_rows(picture))
        self.table.choose(self.chart.selected_ids())
        self.panels.show_picture(picture)
        self.pictures.show_picture(picture)
        self.time_bar.busy = False
        self.finder.find(self.field.text())
        if through_other_eyes:
            self.desk.eyes_changed.emit()

    def _still_chosen(self) -> list[str]:
        """What was chosen before a change stays chosen after it, unless something new was made."""
        before, self._subject = self._subject, self.desk.subject_id
        fresh = self._subject if self._subject != before else ""
        return [fresh] if fresh else self.chart.selected_ids()

    def _forget(self) -> None:
        """Leave nothing behind that only the office's own eyes may see."""
        self.side.done()
        self.hands.forget()
        self.panels.forget()
        self.field.clear()
        self.desk.choose_subject("")

    def _draw(self, old: ChartPicture | None, picture: ChartPicture) -> None:
        gliding, self.arranger.gliding = self.arranger.gliding, False
        if old is not None and not self._shown_looks and only_places_differ(old, picture):
            if gliding:
                self.chart.animate_to(picture.content.places, fit=True)
            else:
                self.chart.set_positions(picture.content.places)
            return
        content = picture.content
        if self._shown_looks:
            content = replace(content, looks={**content.looks, **self._shown_looks})
        shown = (old.document.id, old.recipient) if old is not None else None
        same = shown == (picture.document.id, picture.recipient)
        self.chart.set_chart(content, keep_view=same)
        if same and old is not None and picture.document.scope == "chosen":
            if len(picture.content.network.nodes) > len(old.content.network.nodes):
                self.chart.fit()  # neighbours come where there is room, and that may be out of sight

    def show_looks(self, looks: Mapping[str, Look]) -> None:
        """Dress things for a while, without keeping it; none ends it."""
        if looks != self._shown_looks and self.picture is not None:
            self._shown_looks = dict(looks)
            content = self.picture.content
            merged = {**content.looks, **looks}
            self.chart.set_chart(replace(content, looks=merged, shown=looks), keep_view=True)

    def _show_filter(self, picture: ChartPicture) -> None:
        data = self.desk.data
        self.chips.show_filter(row_filter(picture.filter))
        self.time_bar.offer(time_extent(picture.facts), picture.filter.since, picture.filter.until)
        for label, text in (
            (self.banner, banner_text(data, picture) if data is not None else ""),
            (self.left_out, left_out_text(picture)),
        ):
            label.setText(text)
            label.setVisible(bool(text))

    # --- filter

    def keep_filter(self, wanted: ChartFilter) -> None:
        """Keep another filter on the chart."""
        self._tried = None
        self.gestures.set_filter(wanted)

    def _try_time(self, since: str, until: str) -> None:
        if self.picture is not None:
            self.time_bar.busy = True
            self._tried = replace(self.picture.filter, since=since, until=until)
            self.reload()

    def _keep_time(self, since: str, until: str) -> None:
        if self.picture is not None:
            self.keep_filter(replace(self.picture.filter, since=since, until=until))

    def _narrow_words(self, words: str) -> None:
        if self.picture is not None:
            self.keep_filter(replace(self.picture.filter, words=" ".join(words.split())))
            self.field.clear()

    def _request_changed(self) -> None:
        if self.picture is not None and self.picture.recipient:
            self.reload()

    def _say_not_here(self) -> None:
        self.desk.session.refused.emit(
            UserError(
                "chart.other_eyes",
                _("The chart is shown as another agency would see it; nothing can be changed on it."),
                _("Remove the filter “As seen by” first."),
            )
        )

    # --- gestures

    def _chosen(self, ids: list[str]) -> None:
        self.table.choose(ids)
        if self.picture is None:
            return
        if len(ids) == 1 and not self.picture.recipient and self.desk.data is not None:
            if ids[0] in self.desk.data.subjects:
                self._subject = ids[0]
                self.desk.choose_subject(ids[0])
        self.panels.show_selection(ids)

    def _rows_chosen(self, rows: list[ChartTableRow]) -> None:
        if rows or self.table.table.hasFocus():
            self.chart.select([row.id for row in rows])

    def open_subject(self, subject_id: str) -> None:
        """Show a subject in the inspector; a folded group opens on the chart."""
        if self.picture is None or self.picture.recipient or self.desk.data is None:
            return
        if subject_id in self.desk.data.subjects:
            self.desk.choose_subject(subject_id)
            if self.beside.narrow:
                self.bar.side_button.setChecked(False)
            self._inspector.setFocus(Qt.FocusReason.OtherFocusReason)
        elif any(g.id == subject_id for g in self.picture.document.groups):
            self.gestures.fold([subject_id], collapsed=False)

    def _moved(self, moved: Places) -> None:
        self.arranger.keep(moved, done=lambda _change: self._kept())

    def lay_out(self) -> None:
        """Place all nodes anew with the chosen layout."""
        self._lay_out_as("", "", False)

    def _lay_out_as(self, algorithm: str, by: str, chosen: bool) -> None:
        only = self.chart.selected_ids() if chosen else None
        centre = self.chart.selected_ids()[:1] or [self.desk.subject_id]
        if self.picture is not None and self.picture.recipient:
            centre = self.chart.selected_ids()[:1] or [""]
        self.arranger.begin(algorithm or self.bar.algorithm(), by, only, centre[0])

    def _kept(self) -> None:
        if self.picture is not None and self.picture.chart is None:
            self.reload()

    def _charts_changed(self) -> None:
        if self.isVisible():
            self.reload()
        else:
            self._stale = True

    def _new_node(self, x: float, y: float) -> None:
        chart = self.picture.chart if self.picture else None
        self._inspector.begin_node(Spot(chart, self.chart.positions(), (x, y)))

    def _new_link(self, start: str, end: str) -> None:
        data = self.desk.data
        if data is not None and {start, end} <= data.subjects.keys():
            self._inspector.begin_link(start, end)

    # --- what is shown

    def _toggle_legend(self) -> None:
        if self.picture is not None:
            settings = self.picture.document.settings
            self.gestures.set_settings(replace(settings, legend=not settings.legend))

    def _toggle_table(self, shown: bool) -> None:
        self.pages.setCurrentIndex(_TABLE if shown else _CHART)

    def _show_page(self, page: QWidget | None) -> None:
        self.bar.table_button.setChecked(False)
        self.pages.setCurrentWidget(page or self.chart)

    def open_panel(self, number: int) -> None:
        """Show one of the panels beside the chart."""
        self.bar.side_button.setChecked(True)
        self.side.choose(number)
