"""The start page: what there is, what waits for somebody, and what is due."""

from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.base.i18n import _
from ui.shell.desks import ANALYST, order_of
from ui.shell.library_place import LIBRARY, open_document
from ui.shell.line_list import LineList
from ui.shell.office_place import open_entry
from ui.shell.page import Page
from ui.shell.recent_places import RecentList
from ui.shell.review_place import REVIEWS, open_reviews
from ui.shell.session import Session
from ui.shell.start_query import OFFICE, PLACE, Line, StartLists, start_lists
from ui.shell.work_query import WorkLines, work_at_hand, work_lines
from ui.widgets.empty_state import EmptyState
from ui.widgets.plain_label import Heading
from ui.widgets.tool_buttons import labelled_button, make_action

_LONGEST = 16


class StartPage(Page):
    """The cases, the work list, and what is due; a store without cases says how to begin.

    On the first visit a backup that is late is told as a message as well.
    """

    interests = frozenset(
        {
            "case_file",
            "finding",
            "measure",
            "conference",
            "subject",
            "contribution",
            "draft",
            "meta",
            "deletion_decision",
            "quarantine",
            "gap",
            "collection_task",
            "judgement",
            "register_entry",
            "library_version",
        }
    )

    def __init__(self, session: Session, desk: str = ANALYST) -> None:
        super().__init__(session)
        self.desk = desk
        self.cases = LineList(_("Cases"), _("No case yet."))
        self.work = LineList(_("Work list"), _("Nothing is waiting."))
        self.reviews = LineList(_("To be reviewed"), _("No review is due."))
        self.measures = LineList(_("Open measures"), _("No measure is open."))
        self.conferences = LineList(_("Next conferences"), _("No conference is planned."))
        self.dates = LineList(_("Dates of the office"), _("Nothing is due in the next weeks."))
        self.enquiries = LineList(_("Open enquiries"), _("No enquiry is open."))
        self.prevention = LineList(_("Prevention: steps and sites"), _("Nothing is due in prevention."))
        self.library = LineList(_("Library: drafts and terms"), _("Nothing waits in the library."))
        self.recent = RecentList(session)
        self.empty = EmptyState("folder-plus", _("This store is empty. Open the first case with Ctrl+N."))
        self.empty.add_button(_("New case"), lambda: session.place_wanted.emit("new_case"))
        self.empty.hide()
        self._lists = QWidget()
        self._sides = (QVBoxLayout(), QVBoxLayout())
        self._reminded = False
        self._work: WorkLines | None = None
        self._lay_out()
        for part in self._parts():
            part.activated.connect(self._go)
        session.desk_wanted.connect(self.arrange)

    def _parts(self) -> tuple[LineList, ...]:
        return (
            self.cases,
            self.work,
            self.measures,
            self.reviews,
            self.conferences,
            self.dates,
            self.enquiries,
            self.prevention,
            self.library,
        )

    def _lay_out(self) -> None:
        sides = QHBoxLayout(self._lists)
        sides.setContentsMargins(0, 0, 0, 0)
        sides.setSpacing(32)
        for side in self._sides:
            side.setSpacing(28)
            sides.addLayout(side, 1)
        self.arrange(self.desk)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(20)
        column.addLayout(self._head())
        column.addWidget(self._lists, 1)
        column.addWidget(self.empty, 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setAccessibleName(_("Start"))
        scroll.setWidget(content)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)

    def arrange(self, desk: str) -> None:
        """Show first what a desk needs; the lists that it does not name are not shown."""
        self.desk = desk
        for side in self._sides:
            # A widget whose old item outlives its new one is never measured again: Qt itself drops the item.
            for part in (*self._parts(), self.recent):
                side.removeWidget(part)
            while side.count():
                side.takeAt(0)
        for part in (*self._parts(), self.recent):
            part.setParent(self._lists)
            part.hide()
        for number, part in enumerate([*(getattr(self, name) for name in order_of(desk)), self.recent]):
            self._sides[number % 2].addWidget(part)
            part.show()
        for side in self._sides:
            side.addStretch(1)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        heading = Heading(_("Start"))
        heading.setContentsMargins(8, 0, 0, 0)
        row.addWidget(heading, 1)
        new = make_action(
            self, _("New case"), "folder-plus", lambda: self.session.place_wanted.emit("new_case")
        )
        row.addWidget(labelled_button(new))
        return row

    def title(self) -> str:
        """See Page."""
        return _("Start")

    def refresh(self) -> None:
        """See Page."""
        self.session.read(self, work_at_hand, self._show_at_hand)

    def _show_at_hand(self, work: WorkLines) -> None:
        """Show what is known at once; duplicates that are not counted yet come after all lists."""
        self._show_work(work)
        self.session.read(self, start_lists, self._show_lists)

    def _show_lists(self, lists: StartLists) -> None:
        self._show(lists)
        if self._work is not None and self._work.uncounted:
            self.session.read(self, work_lines, self._show_work)

    def _show_work(self, work: WorkLines) -> None:
        known, self._work = self._work, work
        if known is None or work.lines != known.lines:
            # The same again must not take the cursor from a line.
            self.work.show_lines(work.lines[:_LONGEST], max(len(work.lines) - _LONGEST, 0))
        if work.late and not self._reminded:
            self._reminded = True
            self.session.noted.emit(" ".join(work.late))

    def _show(self, lists: StartLists) -> None:
        self._lists.setVisible(bool(lists.cases))
        self.empty.setVisible(not lists.cases)
        for key, part in (
            ("cases", self.cases),
            ("reviews", self.reviews),
            ("measures", self.measures),
            ("conferences", self.conferences),
            ("dates", self.dates),
            ("enquiries", self.enquiries),
            ("prevention", self.prevention),
            ("library", self.library),
        ):
            part.show_lines(getattr(lists, key), lists.more[key])

    def _go(self, line: Line) -> None:
        if not line.case_id.startswith(PLACE):
            self.session.case_wanted.emit(line.case_id, line.tab, "")
            return
        place = line.case_id.removeprefix(PLACE)
        if place == OFFICE:
            register_id, _colon, entry_id = line.tab.partition(":")
            open_entry(self.session, register_id, entry_id)
        elif place == LIBRARY:
            open_document(self.session, line.tab)
        elif place == REVIEWS:
            view, _colon, case_id = line.tab.partition(":")
            open_reviews(self.session, case_id, view)
        else:
            self.session.place_wanted.emit(place)
