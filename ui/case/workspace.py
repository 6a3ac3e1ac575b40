"""A case as a place: marking bar, tabs, and the inspector at the right."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout

from app.base.i18n import _
from app.base.records import SubjectKind
from app.store.change import Change
from ui.case.assessment_tab import AssessmentTab
from ui.case.briefing_tab import BriefingTab
from ui.case.career.career_tab import CareerTab
from ui.case.case_desk import CaseDesk
from ui.case.case_tab import CaseTab
from ui.case.chart_ahead import ChartAhead
from ui.case.chart_tab import ChartTab
from ui.case.cross_check_tab import CrossCheckTab
from ui.case.documents_tab import DocumentsTab
from ui.case.duplicates_tab import DuplicatesTab
from ui.case.gaps_tab import GapsTab
from ui.case.history_tab import HistoryTab
from ui.case.inspector import Inspector
from ui.case.lazy_tabs import LazyTabs, TabsAhead
from ui.case.map_tab import MapTab
from ui.case.measures_tab import MeasuresTab
from ui.case.methods.methods_tab import MethodsTab
from ui.case.money.money_tab import MoneyTab
from ui.case.overview_tab import OverviewTab
from ui.case.package_tab import PackageTab
from ui.case.part_bar import PartBar, PartGroup
from ui.case.pinned_subject import PinnedSubject
from ui.case.release_tab import ReleaseTab
from ui.case.sources_tab import SourcesTab
from ui.case.table_tabs import FindingsTab, SubjectsTab
from ui.case.timeline_tab import TimelineLanesTab
from ui.shell.page import Page
from ui.shell.page_room import PageRoom, ShownStack
from ui.shell.session import Session
from ui.widgets.command_palette import PaletteEntry
from ui.widgets.marking_bar import MarkingBar
from ui.widgets.tool_buttons import make_action
from ui.widgets.turning_split import TurningSplit

_INSPECTOR_WIDTH = 350
_LEAST_HEIGHT = 260
"""Pixels: of what stands below a part of the case where the window is too narrow for both."""
MorePart = tuple[str, Callable[[], str], Callable[[CaseDesk], CaseTab]]
_Part = tuple[str, str, Callable[[], CaseTab]]


class CaseWorkspace(Page):
    """One open case. `case_id` names it; the desk inside reads it and tells the tabs.

    A tab is made when it is first shown or asked for; it then shows the case as it is by then.
    """

    spot_changed = Signal()
    """Another part, another subject, or the same with other words: see `spot`."""

    def __init__(self, session: Session, case_id: str, more: Sequence[MorePart] = ()) -> None:
        """`more` are parts from other rooms: the key of each, what it is called, and what makes it."""
        super().__init__(session)
        self.case_id = case_id
        self._more = more
        self.desk = CaseDesk(session, case_id, self)
        self.marking = MarkingBar()
        self.inspector = Inspector(self.desk)
        self.stack = ShownStack()
        groups = self._parts()
        makers = {key: make for _title, parts in groups for key, _words, make in parts}
        self.tabs = LazyTabs(makers, self._made)
        self.bar = PartBar(
            [PartGroup(title, [(key, words) for key, words, _make in parts]) for title, parts in groups]
        )
        self._shown = self.tabs[self.bar.key()]
        self.splitter = TurningSplit()
        self._lay_out()
        self._make_actions()
        self.pinned = PinnedSubject(self.desk, self.inspector, self)
        self.splitter.add_part(self.pinned, _LEAST_HEIGHT)
        for moved in (self.bar.chosen, self.desk.subject_chosen, self.desk.loaded):
            moved.connect(lambda *_what: self.spot_changed.emit())
        self.bar.chosen.connect(self._switched)
        self.desk.loaded.connect(self._loaded)
        self.desk.tab_wanted.connect(self.show_tab)
        self.desk.eyes_changed.connect(self._mark)
        self.desk.passage_wanted.connect(lambda finding_id: self._documents().open_passage(finding_id))
        self.desk.document_wanted.connect(lambda document_id: self._documents().open_here(document_id))
        self.inspector.assessment_wanted.connect(self._open_assessment)
        self._chart_ahead = ChartAhead(self.desk, self)
        self._tabs_ahead = TabsAhead(self.tabs, session.tasks.busy, self)
        self._switched(self.bar.key())

    def _parts(self) -> Sequence[tuple[str, Sequence[_Part]]]:
        beside = self.inspector
        case: tuple[_Part, ...] = (
            self._part(_("Overview"), OverviewTab),
            (GapsTab.key, _("Gaps and plan"), lambda: GapsTab(self.desk, beside)),
            self._part(_("Measures"), MeasuresTab),
            *((key, title(), partial(make, self.desk)) for key, title, make in self._more),
            self._part(_("History"), HistoryTab),
        )
        material = (
            self._part(_("Sources"), SourcesTab),
            self._part(_("Documents"), DocumentsTab),
            (SubjectsTab.key, _("Subjects"), lambda: SubjectsTab(self.desk, beside.begin_node)),
            self._part(_("Findings"), FindingsTab),
            self._part(_("Duplicates"), DuplicatesTab),
        )
        analysis = (
            (ChartTab.key, _("Charts"), lambda: ChartTab(self.desk, beside)),
            self._part(_("Timeline"), TimelineLanesTab),
            self._part(_("Map"), MapTab),
            self._part(_("Assessment"), AssessmentTab),
            self._part(_("Other cases"), CrossCheckTab),
        )
        depth = (
            self._part(_("Methods"), MethodsTab),
            self._part(_("Money"), MoneyTab),
            self._part(_("Career"), CareerTab),
        )
        hand_over = (
            self._part(_("Release"), ReleaseTab),
            self._part(_("Briefing"), BriefingTab),
            self._part(_("Package"), PackageTab),
        )
        return (
            (_("Case"), case),
            (_("Material"), material),
            (_("Analysis"), analysis),
            (_("In depth"), depth),
            (_("Handing on"), hand_over),
        )

    def _part(self, words: str, tab: type[CaseTab]) -> _Part:
        return tab.key, words, partial(tab, self.desk)

    def _made(self, tab: CaseTab) -> None:
        tab.room_changed.connect(self._share_room)
        self.stack.addWidget(tab)

    def _lay_out(self) -> None:
        self.splitter.add_part(self.stack, 0)
        self.splitter.add_part(self.inspector, _LEAST_HEIGHT)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.set_widths([900, _INSPECTOR_WIDTH])
        self.inspector.setMinimumWidth(260)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.marking)
        column.addWidget(self.bar)
        column.addWidget(PageRoom(self.splitter), 1)

    def _make_actions(self) -> None:
        act = partial(make_action, self, everywhere=False)
        self.new_node = act(_("New node"), "circle-plus", self.begin_node, shortcut="Ctrl+Shift+N")
        step, group = self.bar.step, self.bar.step_group
        self.steps = (
            act(_("Next part of the case"), "arrow-right", partial(step, 1), shortcut="Ctrl+PgDown"),
            act(_("Previous part of the case"), "arrow-left", partial(step, -1), shortcut="Ctrl+PgUp"),
            act(_("Next group of parts"), "arrow-right", partial(group, 1), shortcut="Ctrl+Shift+PgDown"),
            act(_("Previous group of parts"), "arrow-left", partial(group, -1), shortcut="Ctrl+Shift+PgUp"),
        )

    # --- Page

    def title(self) -> str:
        """See Page."""
        return self.windowTitle()

    def refresh(self) -> None:
        """See Page; the desk itself follows changes, this is the first reading."""
        if self.desk.data is None:
            self.desk.load()

    def concerns(self, change: Change) -> bool:
        """The desk listens itself."""
        return False

    def find_here(self) -> None:
        """See Page."""
        self._tab().find_here()

    def complete(self) -> None:
        """See Page: the tabs not seen yet have commands of their own."""
        for _tab in self.tabs.values():
            pass

    def palette_entries(self) -> Sequence[PaletteEntry]:
        """Offer the parts of the case and its nodes."""
        parts = [
            PaletteEntry(self.bar.title(key), partial(self.show_tab, key), self.bar.group_title(key))
            for key in self.tabs
        ]
        data = self.desk.data
        if data is None:
            return parts
        standing = {f.subject_id for f in data.current}
        nodes = [
            PaletteEntry(
                data.caption(s.id),
                partial(self.reveal, "", s.id),
                data.type_label(s.id),
                icon_name="circle-dot",
            )
            for s in data.records.subjects
            if s.kind is SubjectKind.NODE and s.id in standing
        ]
        return [*parts, *nodes]

    # --- where one is

    def show_tab(self, key: str) -> None:
        """Show a part of the case; an unknown key changes nothing."""
        self.bar.choose(key)

    def reveal(self, tab: str, subject_id: str) -> None:
        """Show a part of the case and select a subject in it."""
        self.show_tab(tab or ("subjects" if not self._tab().uses_inspector else ""))
        if tab == "documents":
            self._tab().reveal_subject(subject_id)
            return
        if subject_id:
            self.desk.subject_id = subject_id
            if self.desk.data is not None:
                self.desk.subject_chosen.emit(subject_id)
                self._tab().reveal_subject(subject_id)

    def spot(self) -> tuple[str, str, str]:
        """Return where one is in the case: key of the part, id of the subject selected, words for both."""
        data, chosen = self.desk.data, self.desk.subject_id if self._tab().uses_inspector else ""
        caption = data.caption(chosen) if data is not None and chosen else ""
        words = " · ".join(filter(None, (self.bar.title(self.bar.key()), caption)))
        return self._tab().key, chosen, words

    def begin_node(self) -> None:
        """Open the form for a new node, where the inspector is."""
        if not self._tab().uses_inspector:
            self.show_tab("subjects")
        self.inspector.begin_node()

    def _open_assessment(self, finding_id: str) -> None:
        self.show_tab(AssessmentTab.key)
        tab = self._tab()
        if isinstance(tab, AssessmentTab):
            tab.begin(finding_id)

    def _documents(self) -> DocumentsTab:
        tab = self.tabs[DocumentsTab.key]
        assert isinstance(tab, DocumentsTab)
        return tab

    def actions_of_the_case(self) -> tuple[QAction, ...]:
        """Return the actions that the case adds to the window."""
        return self.new_node, *self.steps

    def _tab(self) -> CaseTab:
        # Not by the key chosen: a tab that is being made may tell of itself before it is there.
        return self._shown

    def _switched(self, key: str) -> None:
        self._shown = tab = self.tabs[key]
        self.stack.setCurrentWidget(tab)
        self._share_room()
        if not self.bar.has_focus():
            tab.setFocus(Qt.FocusReason.OtherFocusReason)
        self._mark()

    def _share_room(self) -> None:
        tab = self._tab()
        self.inspector.setVisible(tab.uses_inspector and not tab.needs_room())

    def _loaded(self) -> None:
        data = self.desk.data
        if data is not None:
            self._tabs_ahead.begin()
            self.setWindowTitle(f"{data.header.reference} {data.header.title}")
            self._mark()

    def _mark(self) -> None:
        data = self.desk.data
        if data is not None:
            h = data.header
            self.marking.show_case(h.classification, h.reference, h.title, self._tab().eyes())
