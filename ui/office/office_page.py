"""The office: its dates, and its registers, each as a table with its form."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.base.i18n import _
from ui.office.agenda_panel import AgendaPanel
from ui.office.office_query import RegisterGroupList, RegisterTable, register_groups, register_table
from ui.office.paper_desk import PaperDesk
from ui.office.register_list import DATES, REPORT, RegisterList
from ui.office.register_panel import RegisterPanel
from ui.office.report_panel import ReportPanel
from ui.shell.office_place import take_wanted
from ui.shell.page import Page
from ui.shell.session import Session
from ui.widgets.tool_buttons import ButtonRow


class OfficePage(Page):
    """A list of registers with their counts at the left, the chosen one at the right."""

    interests = frozenset({"register_entry"})

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.list = RegisterList()
        self.agenda = AgendaPanel(session)
        self.report = ReportPanel(session)
        self.report.hide()
        self.panel: RegisterPanel | None = None
        self.papers = PaperDesk(session, self)
        self._entries: tuple[str, ...] = ()
        self._right = QVBoxLayout()
        self._right.setSpacing(0)
        self._right.addWidget(self.agenda)
        self._right.addWidget(self.report)
        left = QVBoxLayout()
        left.setContentsMargins(0, 16, 0, 0)
        left.addWidget(self.list)
        left.addWidget(ButtonRow([self.papers.action]))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left)
        row.addLayout(self._right, 1)
        row.addWidget(self.papers.side)
        self.list.chosen.connect(lambda _id: self._read())
        self.agenda.wanted.connect(lambda register_id, entry_id: self.open_entries(register_id, (entry_id,)))
        self.report.wanted.connect(self.open_entries)

    def title(self) -> str:
        """See Page."""
        return _("Office")

    def refresh(self) -> None:
        """See Page; shows an entry that another place asked for."""
        self.session.read(self, register_groups, self._show_groups)
        self._read()

    def _show_groups(self, groups: tuple[RegisterGroupList, ...]) -> None:
        self.list.show_groups(groups)
        wanted = take_wanted(self.session)
        if wanted is not None:
            self.open_entries(wanted[0], (wanted[1],))

    def find_here(self) -> None:
        """See Page."""
        standing = self.report if not self.report.isHidden() else self.agenda
        (self.panel or standing).table.focus_filter()

    def open_entries(self, register_id: str, entry_ids: tuple[str, ...]) -> None:
        """Show a register with entries chosen."""
        self._entries = entry_ids
        self.list.choose(register_id)

    def _read(self) -> None:
        wanted = self.list.current()
        if wanted in ("", DATES, REPORT):
            self._show_standing(REPORT if wanted == REPORT else DATES)
        else:
            self.session.read(self, partial(register_table, register_id=wanted), self._show)

    def _show_standing(self, wanted: str) -> None:
        self._take_panel_away()
        shown, other = (self.report, self.agenda) if wanted == REPORT else (self.agenda, self.report)
        other.hide()
        shown.show()
        shown.refresh()

    def _show(self, found: RegisterTable) -> None:
        if self.list.current() != found.declared.id:
            return
        if self.panel is not None and self.panel.found.declared.id == found.declared.id:
            self.panel.show_found(found)
        else:
            self._take_panel_away()
            self.agenda.hide()
            self.report.hide()
            self.panel = RegisterPanel(self.session, found)
            self._right.addWidget(self.panel, 1)
        if self._entries:
            self.panel.choose(self._entries)
            self._entries = ()

    def _take_panel_away(self) -> None:
        if self.panel is not None:
            self.panel.hide()
            self.panel.deleteLater()
            self.panel = None
