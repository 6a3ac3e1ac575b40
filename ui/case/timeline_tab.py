"""The timeline of a case: lanes, the same as a table, and what carries no date."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.analysis.time_axis import iso_day
from app.analysis.time_events import Dated, Grouping, Narrowing, Undated, narrowed
from app.analysis.time_lanes import lanes
from app.base.i18n import _
from app.base.partial_date import bounds
from app.policy.release import ReleaseRequest
from app.store.store import Store
from ui.case.case_data import CaseData
from ui.case.case_desk import CaseDesk
from ui.case.case_tab import CaseTab
from ui.case.picture_form import PictureForm
from ui.case.table_tabs import TimelineTab
from ui.case.timeline_query import (
    counts_of,
    grouping_choices,
    lane_titles,
    narrowing_of,
    timeline_facets,
    timeline_of,
)
from ui.shell.late_import import load_late
from ui.timeline.lanes_view import LanesView
from ui.widgets.column import Column
from ui.widgets.empty_state import EmptyState
from ui.widgets.facet import RowFilter
from ui.widgets.filter_chips import FilterChips
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.icons import icon
from ui.widgets.table_view import TableView
from ui.widgets.tool_buttons import ICON_SIZE, labelled_button, make_action

_LANES, _TABLE, _UNDATED, _NOTHING = range(4)


def _undated_columns() -> tuple[Column[Undated], ...]:
    return (
        Column("subject", lambda: _("Subject"), lambda r: r.subject, width=260),
        Column("text", lambda: _("What"), lambda r: r.text, tooltip=lambda r: r.text, width=420),
    )


class TimelineLanesTab(CaseTab):
    """Everything dated in lanes; a click leads to the finding. Saving a picture goes through the release."""

    key = "timeline"

    def __init__(self, desk: CaseDesk) -> None:
        super().__init__(desk)
        self._events: tuple[Dated, ...] = ()
        self._filter = RowFilter()
        self.view = LanesView()
        self.lanes = self.view.lanes
        self.rows = TimelineTab(desk)
        self.undated: TableView[Undated] = TableView(
            _undated_columns(), _("Every finding carries a date."), name=_("Without a date")
        )
        self.nothing = EmptyState(
            "calendar-days", _("Nothing is dated yet. Give a finding a date or the day since when it holds.")
        )
        self.grouping = QComboBox()
        self.chips = FilterChips((), lambda _key: {})
        self.stack = QStackedWidget()
        self.picture = PictureForm(desk, _("timeline"), self._write_picture)
        self.picture.form.add_choice(
            "stretch",
            _("Which time"),
            (("window", _("the stretch in the window")), ("all", _("from the first to the last"))),
        )
        self.picture.form.add_choice(
            "paper",
            _("Paper (PDF)"),
            (("sheet", _("one sheet")), ("a4", _("A4 pages to glue")), ("a3", _("A3 pages to glue"))),
        )
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.grouping.setAccessibleName(_("What lanes stand for"))
        for code, words in grouping_choices():
            self.grouping.addItem(words, code)
        for page in (self.view, self.rows, self.undated, self.nothing):
            self.stack.addWidget(page)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self._make_bar())
        left.addWidget(self.chips)
        left.addWidget(self.stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(self.picture)

    def _make_bar(self) -> QWidget:
        self.pages = QButtonGroup(self)
        bar = QWidget()
        flow = FlowLayout(bar)
        flow.setContentsMargins(12, 8, 12, 6)
        for number, name, sign in (
            (_LANES, _("Lanes"), "calendar-days"),
            (_TABLE, _("Table"), "table-2"),
            (_UNDATED, _("Undated"), "circle-help"),
        ):
            button = QToolButton()
            button.setText(name)
            button.setIcon(icon(sign))
            button.setIconSize(ICON_SIZE)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.pages.addButton(button, number)
            flow.addWidget(button)
        self.pages.button(_LANES).setChecked(True)
        flow.addWidget(self.grouping)
        self.fit_action = make_action(
            self, _("Show all"), "maximize", self.lanes.fit, tip=_("Show all dated findings (0)")
        )
        self.save_action = make_action(
            self, _("Picture …"), "save", self.picture.ask, shortcut="Ctrl+Alt+P", tip=_("Save as a picture")
        )
        for action in (self.fit_action, self.save_action):
            flow.addWidget(labelled_button(action))
        flow.addWidget(self.chips.button)
        return bar

    def _connect(self) -> None:
        self.pages.idClicked.connect(self.show_page)
        self.grouping.activated.connect(lambda _index: self._show_lanes())
        self.chips.changed.connect(self.narrow)
        self.lanes.event_chosen.connect(self._chosen)
        self.lanes.event_activated.connect(self._opened)
        self.undated.selection_changed.connect(self._undated_chosen)
        self.desk.subject_chosen.connect(self.reveal_subject)

    # --- showing

    def show_case(self, data: CaseData) -> None:
        """See CaseTab."""
        first = not self._events
        self._events, undated = timeline_of(data)
        self._offer_filters(data)
        self.undated.set_rows(undated)
        self.pages.button(_UNDATED).setText(_("Undated ({count})").format(count=len(undated)))
        self._show_lanes(keep_view=not first)
        self.lanes.choose_subject(self.desk.subject_id)
        self.show_page(self.pages.checkedId())

    def _offer_filters(self, data: CaseData) -> None:
        """Offer the filters of the case as it is now; what was chosen stays chosen."""
        facets = timeline_facets(data)
        by_key = {facet.key: facet for facet in facets}
        self.chips.offer(facets, lambda key: counts_of(self._events, self._filter, by_key[key]))

    def narrow(self, wanted: RowFilter) -> None:
        """Show only what this filter lets through."""
        self._filter = wanted
        self.chips.show_filter(wanted)
        self._show_lanes()

    def _show_lanes(self, *, keep_view: bool = False) -> None:
        data = self.desk.data
        if data is not None:
            events = narrowed(self._events, narrowing_of(self._filter))
            grouping = self._grouping()
            self.lanes.set_events(
                events, lanes(events, grouping, lane_titles(data, grouping)), grouping, keep_view=keep_view
            )

    def show_page(self, number: int) -> None:
        """Show lanes, table, or what carries no date."""
        empty = number == _LANES and not self._events
        self.stack.setCurrentIndex(_NOTHING if empty else number)
        for widget in (self.grouping, self.chips, self.chips.button):
            widget.setVisible(number == _LANES and not empty)
        self.fit_action.setEnabled(number == _LANES and not empty)
        self.save_action.setEnabled(bool(self._events))
        shown = self.stack.currentWidget()
        if shown is not None and not empty and self.isVisible():
            shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def find_here(self) -> None:
        """See CaseTab: one searches in the table."""
        if self.stack.currentIndex() in (_LANES, _NOTHING):
            self.pages.button(_TABLE).setChecked(True)
            self.show_page(_TABLE)
        if self.stack.currentIndex() == _TABLE:
            self.rows.find_here()
        else:
            self.undated.focus_filter()

    def reveal_subject(self, subject_id: str) -> None:
        """See CaseTab."""
        if self.isVisible() and self.stack.currentIndex() == _LANES:
            self.lanes.reveal_subject(subject_id)
        else:
            self.lanes.choose_subject(subject_id)

    def _grouping(self) -> Grouping:
        return Grouping(str(self.grouping.currentData()))

    # --- choosing

    def _chosen(self, finding_id: str, subject_id: str) -> None:
        self.desk.choose_subject(subject_id)
        self.desk.finding_chosen.emit(finding_id)

    def _opened(self, finding_id: str) -> None:
        self.desk.finding_opened.emit(finding_id)

    def _undated_chosen(self, rows: list[Undated]) -> None:
        if len(rows) == 1:
            self._chosen(rows[0].finding_id, rows[0].subject_id)

    # --- the picture

    def _wanted(self, stretch: str) -> Narrowing:
        """What the picture shows: what the filter lets through, all of it or the stretch in the window."""
        wanted = narrowing_of(self._filter)
        if stretch != "window":
            return wanted
        view = self.lanes.scene.view
        begin = max(iso_day(view.first), bounds(wanted.start)[0].isoformat() if wanted.start else "")
        end = iso_day(view.last)
        if wanted.end:
            end = min(end, bounds(wanted.end)[1].isoformat())
        return replace(wanted, start=begin, end=max(begin, end))

    def _write_picture(
        self, store: Store, request: ReleaseRequest | None, path: Path, values: dict[str, str]
    ) -> object:
        write = partial(load_late("app.handover.pictures").write_timeline_file, store, self.desk.case_id)
        wanted = self._wanted(values["stretch"])
        return write(
            request,
            path,
            grouping=self._grouping(),
            wanted=wanted,
            language=values["language"],
            paper=values["paper"],
            progress=self.picture.progress.told(),
        )
