"""The map of a case: where its places are, how far apart, what lies near - and the same as a table."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.analysis.map_places import Located, Tie, metres_text, narrowed_places
from app.analysis.time_events import Dated
from app.base.i18n import _, language, ngettext
from app.policy.release import ReleaseRequest
from app.store.store import Store
from ui.case.case_data import CaseData
from ui.case.case_desk import CaseDesk
from ui.case.case_tab import CaseTab
from ui.case.map_query import PlaceRow, counts_of, place_facets, place_rows, places_of
from ui.case.picture_form import PictureForm
from ui.case.timeline_query import narrowing_of, timeline_of
from ui.map.map_widget import MapWidget
from ui.shell.late_import import load_late
from ui.widgets.column import Column
from ui.widgets.empty_state import EmptyState
from ui.widgets.facet import RowFilter
from ui.widgets.filter_chips import FilterChips
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.plain_label import MutedLabel
from ui.widgets.table_view import TableView
from ui.widgets.tool_buttons import labelled_button, make_action

_FARTHEST_KM = 5000.0


def _columns() -> tuple[Column[PlaceRow], ...]:
    return (
        Column("place", lambda: _("Place"), lambda r: r.place, width=230),
        Column(
            "distance", lambda: _("Distance"), lambda r: r.distance, lambda r: r.metres, right=True, width=110
        ),
        Column("coordinates", lambda: _("Coordinates"), lambda r: r.coordinates, width=180),
        Column(
            "standing", lambda: _("Standing"), lambda r: r.standing, icon=lambda r: r.standing_icon, width=130
        ),
        Column("agency", lambda: _("Agency"), lambda r: r.agency, muted=True, width=150),
        Column("type", lambda: _("Type"), lambda r: r.type_label, width=100, shown=False),
    )


class MapTab(CaseTab):
    """A click leads to the subject. Nothing is loaded from outside; the base comes with the program."""

    key = "map"

    def __init__(self, desk: CaseDesk) -> None:
        super().__init__(desk)
        self._everything: tuple[Located, ...] = ()
        self._places: tuple[Located, ...] = ()
        self._joined: tuple[Tie, ...] = ()
        self._dated: tuple[Dated, ...] = ()
        self._filter = RowFilter()
        self._picked: frozenset[str] = frozenset()
        self.map = MapWidget()
        self.table: TableView[PlaceRow] = TableView(
            _columns(), _("No place lies within this distance."), name=_("Places")
        )
        self.nothing = EmptyState(
            "map-pin",
            _("No place has coordinates yet. Give one as 51.4556, 7.0116 in the field Coordinates."),
        )
        self.radius = QDoubleSpinBox()
        self.base = QCheckBox(_("Outlines"))
        self.ties = QCheckBox(_("Links"))
        self.chips = FilterChips((), lambda _key: {})
        self.state = MutedLabel()
        self.stack = QStackedWidget()
        self.picture = PictureForm(desk, _("map"), self._write_picture)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.map)
        self.splitter.addWidget(self.table)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setSizes([420, 210])
        self.stack.addWidget(self.splitter)
        self.stack.addWidget(self.nothing)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self._make_bar())
        left.addWidget(self.chips)
        left.addWidget(self.state)
        left.addWidget(self.stack, 1)
        self.state.setContentsMargins(14, 0, 14, 6)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(self.picture)

    def _make_bar(self) -> QWidget:
        bar = QWidget()
        flow = FlowLayout(bar)
        flow.setContentsMargins(12, 8, 12, 6)
        self.fit_action = make_action(
            self, _("Show all"), "maximize", self.map.fit, tip=_("Show all places (0)")
        )
        self.country_action = make_action(
            self, _("Germany"), "map", self.map.fit_country, tip=_("Show all federal states")
        )
        self.measure_action = make_action(
            self,
            _("Measure from here"),
            "map-pin",
            self.map.toggle_anchor,
            tip=_("Count distances from the chosen place; once more ends it (M)"),
        )
        self.save_action = make_action(
            self, _("Picture …"), "save", self.picture.ask, shortcut="Ctrl+Alt+P", tip=_("Save as a picture")
        )
        self.radius.setRange(0.0, _FARTHEST_KM)
        self.radius.setDecimals(1)
        self.radius.setSuffix(" km")
        self.radius.setSpecialValueText(_("any distance"))
        self.radius.setAccessibleName(_("Within this distance"))
        self.radius.setToolTip(_("Show in the table only what lies within this distance"))
        self.radius.setEnabled(False)
        self.base.setChecked(True)
        self.base.setToolTip(_("Federal states, districts, municipalities of North Rhine-Westphalia"))
        self.ties.setToolTip(_("Lines between places that links of the case join"))
        actions = (self.fit_action, self.country_action, self.measure_action)
        self._buttons = [labelled_button(action) for action in actions]
        for button in self._buttons:
            flow.addWidget(button)
        self.radius.setLocale(QLocale(language()))
        for widget in (self.radius, self.base, self.ties):
            widget.setFixedHeight(self._buttons[0].sizeHint().height())
            flow.addWidget(widget)
        flow.addWidget(labelled_button(self.save_action))
        flow.addWidget(self.chips.button)
        return bar

    def _connect(self) -> None:
        self.chips.changed.connect(self.narrow)
        self.map.place_chosen.connect(self._chosen)
        self.map.place_activated.connect(self._opened)
        self.map.cluster_opened.connect(self._picked_some)
        self.map.anchor_changed.connect(self._refresh)
        self.table.selection_changed.connect(self._row_chosen)
        self.table.row_activated.connect(lambda row: self._opened(row.id))
        self.radius.valueChanged.connect(lambda _value: self._refresh())
        self.base.toggled.connect(lambda _on: self._refresh())
        self.ties.toggled.connect(lambda _on: self._refresh())
        self.desk.subject_chosen.connect(self.reveal_subject)

    # --- showing

    def show_case(self, data: CaseData) -> None:
        """See CaseTab."""
        self._everything, self._joined = places_of(data)
        self._dated = timeline_of(data)[0] if self._everything else ()
        self._offer_filters(data)
        self.stack.setCurrentWidget(self.splitter if self._everything else self.nothing)
        for action in (self.fit_action, self.measure_action, self.save_action):
            action.setEnabled(bool(self._everything))
        self._show_places()
        self.reveal_subject(self.desk.subject_id)

    def _offer_filters(self, data: CaseData) -> None:
        facets = place_facets(data)
        by_key = {facet.key: facet for facet in facets}
        self.chips.offer(
            facets, lambda key: counts_of(self._everything, self._dated, self._filter, by_key[key])
        )
        self.chips.button.setVisible(bool(self._everything))

    def narrow(self, wanted: RowFilter) -> None:
        """Show only what this filter lets through."""
        self._filter = wanted
        self.chips.show_filter(wanted)
        self._show_places()

    def _show_places(self) -> None:
        self._places = narrowed_places(self._everything, self._dated, narrowing_of(self._filter))
        here = {place.subject_id for place in self._places}
        self.map.set_places(self._places, tuple(t for t in self._joined if here >= {t.a, t.b}))
        self._refresh()

    def find_here(self) -> None:
        """See CaseTab."""
        self.table.focus_filter()

    def reveal_subject(self, subject_id: str) -> None:
        """See CaseTab."""
        self.map.choose_subject(subject_id)
        mine = [place for place in self._places if place.subject_id == subject_id]
        if mine and self.isVisible():
            focus = self.map.scene.focus
            if focus < 0 or self._places[focus] not in mine:
                self.map.reveal(mine[0].finding_id)
                self.table.select_where(lambda row: row.id == mine[0].finding_id)

    def _anchor(self) -> Located | None:
        number = self.map.scene.anchor
        return self._places[number] if 0 <= number < len(self._places) else None

    def _refresh(self) -> None:
        """Show the places anew: another anchor, radius, or other lines."""
        data, anchor = self.desk.data, self._anchor()
        if data is None:
            return
        self._picked = frozenset()
        self.radius.setEnabled(anchor is not None)
        metres = self.radius.value() * 1000 if anchor is not None else 0.0
        self.map.set_options(base=self.base.isChecked(), ties=self.ties.isChecked(), radius=metres)
        rows = place_rows(data, self._places, anchor, metres)
        self.table.set_rows(rows)
        hidden = len(self._everything) - len(self._places)
        self.state.setText(_told(anchor, len(rows), metres, hidden) if self._everything else "")

    # --- choosing

    def _place(self, finding_id: str) -> Located | None:
        return next((place for place in self._places if place.finding_id == finding_id), None)

    def _chosen(self, finding_id: str) -> None:
        place = self._place(finding_id)
        if place is not None:
            self.table.select_where(lambda row: row.id == finding_id)
            self.desk.choose_subject(place.subject_id)
            self.desk.finding_chosen.emit(finding_id)

    def _row_chosen(self, rows: list[PlaceRow]) -> None:
        if len(rows) == 1:
            focus = self.map.scene.focus
            if focus < 0 or self._places[focus].finding_id != rows[0].id:
                self.map.reveal(rows[0].id)
                self.desk.choose_subject(rows[0].subject_id)
                self.desk.finding_chosen.emit(rows[0].id)

    def _opened(self, finding_id: str) -> None:
        self.desk.finding_opened.emit(finding_id)

    def _picked_some(self, finding_ids: list[str]) -> None:
        """A marker of several places: bring the first of them up in the table."""
        self._picked = frozenset(finding_ids)
        count = len(self._picked)
        text = ngettext(
            "{count} place at this marker: {names}", "{count} places at this marker: {names}", count
        )
        names = [place.subject for place in self._places if place.finding_id in self._picked]
        self.state.setText(text.format(count=count, names=", ".join(names)))

    # --- the picture

    def _write_picture(
        self, store: Store, request: ReleaseRequest | None, path: Path, values: dict[str, str]
    ) -> object:
        write = partial(load_late("app.handover.pictures").write_map_file, store, self.desk.case_id)
        base, joined = self.base.isChecked(), self.ties.isChecked()
        wanted = narrowing_of(self._filter)
        told, speech = self.picture.progress.told(), values["language"]
        return write(request, path, wanted=wanted, base=base, ties=joined, language=speech, progress=told)


def _told(anchor: Located | None, count: int, metres: float, hidden: int) -> str:
    if hidden:
        text = ngettext(
            "{count} place is hidden by the filter.", "{count} places are hidden by the filter.", hidden
        )
        rest = _told(anchor, count, metres, 0) if anchor is not None else ""
        return " ".join(filter(None, (text.format(count=hidden), rest)))
    if anchor is None:
        return _("Choose a place and measure from there to see distances and what lies near.")
    if metres <= 0:
        return _("Distances from {place}").format(place=anchor.subject)
    near = count - 1
    text = ngettext(
        "{count} other place within {distance} of {place}",
        "{count} other places within {distance} of {place}",
        near,
    )
    return text.format(count=near, distance=metres_text(metres), place=anchor.subject)
