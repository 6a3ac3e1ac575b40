"""The log: who did what, when and why; read-only, with the state of its chain.

It is shown after somebody said what for, and asks again when it was out of sight for a while.
"""

import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.base.errors import UserError
from app.base.i18n import _, ngettext
from app.casework.audit_log import Purpose
from app.store.audit_chain import ChainState, Checked
from app.store.audit_query import LogFilter
from app.store.change import Change
from app.store.store import Store
from ui.shell import log_query
from ui.shell.late_import import load_late
from ui.shell.log_entry_view import LogEntryView
from ui.shell.log_filter_bar import LogFilterBar
from ui.shell.log_purpose_form import LogPurposeForm
from ui.shell.log_query import Listing, LogRow
from ui.shell.log_retention_view import LogRetentionView
from ui.shell.log_table import LogTable
from ui.shell.log_table import log_columns as log_columns
from ui.shell.page import Page
from ui.shell.page_room import ShownStack
from ui.shell.session import Session
from ui.widgets.badge import Badge
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.plain_label import Heading, MutedLabel
from ui.widgets.tool_buttons import labelled_button, make_action

# Seconds out of sight after which looking at the log is a new occasion.
_ONE_SITTING = 15 * 60
_ROOM_FOR_BOTH = 800


class LogPage(Page):
    """The log of the whole store."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.ask = LogPurposeForm()
        self.bar = LogFilterBar()
        self.table = LogTable()
        self.entry = LogEntryView()
        self.chain = Badge(_("chain not checked yet"))
        self.count, self.foot = MutedLabel(), MutedLabel(selectable=True)
        self.export_action = make_action(self, _("Export …"), "file-down", self.export, shortcut="Ctrl+S")
        self.keep_action = make_action(self, _("Retention …"), "calendar-days", self.show_retention)
        self.retention = LogRetentionView(session)
        self.listing: Listing | None = None
        self._purpose: tuple[str, str] | None = None
        self._checked: Checked | None = None
        self._left = 0.0
        self._stack = ShownStack()
        self._lay_out()
        self._connect()

    def _connect(self) -> None:
        self.ask.submitted.connect(self._answer)
        self.bar.changed.connect(self._load)
        self.table.log.page_wanted.connect(self._page_wanted)
        self.table.entry_chosen.connect(self._show_entry)
        self.retention.done.connect(lambda: self._show_content(self._purpose is not None))

    def _lay_out(self) -> None:
        self.count.setWordWrap(False)
        head = FlowLayout(gap=12)
        head.setContentsMargins(20, 16, 12, 0)
        heading = Heading(_("Log"))
        heading.setWordWrap(False)
        for part in (
            heading,
            self.chain,
            self.count,
            labelled_button(self.keep_action),
            labelled_button(self.export_action),
        ):
            head.addWidget(part)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.table, 1)
        middle.addWidget(self.entry)
        self.foot.setContentsMargins(20, 6, 20, 8)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.bar)
        column.addLayout(middle, 1)
        column.addWidget(self.foot)
        self._stack.addWidget(self.ask)
        self._stack.addWidget(content)
        self._stack.addWidget(self.retention)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        self._show_content(False)

    def _show_entry(self, row: LogRow | None) -> None:
        self.entry.show_entry(row)
        self._make_room()

    def _make_room(self) -> None:
        """Beside a narrow table stands an entry that was chosen, not the hint to choose one."""
        self.entry.setVisible(self.width() >= _ROOM_FOR_BOTH or self.entry.entry() is not None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See QWidget."""
        super().resizeEvent(event)
        self._make_room()

    # --- Page

    def concerns(self, change: Change) -> bool:
        """Every change is in the log."""
        return True

    def title(self) -> str:
        """See Page."""
        return _("Log")

    def refresh(self) -> None:
        """See Page."""
        if self._purpose is not None:
            self._load()

    def find_here(self) -> None:
        """See Page."""
        if self._purpose is not None:
            self.bar.focus_text()

    # --- what for

    def _answer(self, purpose: str, note: str) -> None:
        self.ask.form.set_busy(True)
        self.session.write(
            self,
            partial(log_query.begin, purpose=purpose, note=note),
            lambda _change: self._begun(purpose, note),
            self.ask.refuse,
        )

    def _begun(self, purpose: str, note: str) -> None:
        self._purpose = (purpose, note)
        self._show_content(True)
        self._load()

    def _show_content(self, shown: bool) -> None:
        self._stack.setCurrentIndex(1 if shown else 0)
        self.export_action.setEnabled(shown)
        self.keep_action.setEnabled(shown)

    def showEvent(self, event: QShowEvent) -> None:
        """Ask again what for, if the log was out of sight for long."""
        if self._left and time.monotonic() - self._left > _ONE_SITTING:
            self.end()
        super().showEvent(event)
        if self._purpose is None:
            self.ask.ready()

    def hideEvent(self, event: QHideEvent) -> None:
        """See QWidget."""
        self._left = time.monotonic()
        super().hideEvent(event)

    def end(self) -> None:
        """Stop looking: nothing of the log stays here, and the question comes first again."""
        self._purpose, self.listing = None, None
        self.table.set_numbers(())
        self._show_content(False)

    # --- what is shown

    def _load(self) -> None:
        wanted = self.bar.wanted()
        if wanted is not None and self._purpose is not None:
            self.session.read(self, partial(log_query.find, wanted=wanted), self._show)

    def _show(self, listing: Listing) -> None:
        if self._purpose is None:
            return
        self.listing = listing
        self.bar.offer(listing)
        self.retention.show_listing(listing)
        self.table.set_numbers(listing.seqs)
        count = len(listing.seqs)
        self.count.setText(ngettext("{count} entry", "{count} entries", count).format(count=count))
        self.foot.setText("\n".join((*listing.lines, *self._due(listing), self._head(listing))))
        self.session.read(self, partial(log_query.follow, since=self._checked), self._followed)

    def _due(self, listing: Listing) -> Sequence[str]:
        if not listing.due:
            return ()
        text = ngettext(
            "{count} entry is due for erasure.", "{count} entries are due for erasure.", listing.due
        )
        return (text.format(count=listing.due),)

    def _head(self, listing: Listing) -> str:
        return _("Head of the log: {head}").format(head=listing.head)

    def _followed(self, state: ChainState) -> None:
        self._checked = state.checked if state.first_break is None else None
        self.chain.set_text(*log_query.chain_words(state))

    def _page_wanted(self, page: int) -> None:
        if self.listing is None:
            return
        seqs = self.table.log.numbers_of(page)
        read = partial(log_query.read_rows, seqs=seqs, known=self.listing.names)
        self.session.read(self, read, partial(self._paged, page, seqs))

    def _paged(self, page: int, seqs: Sequence[int], rows: Sequence[LogRow]) -> None:
        self.table.log.set_page(page, seqs, rows)

    def show_retention(self) -> None:
        """Show how long the log is kept and what is due."""
        self._stack.setCurrentWidget(self.retention)
        self.retention.period.focus_first()

    # --- export

    def export(self) -> None:
        """Ask for a file and write what the filter shows into it."""
        kinds = ";;".join((_("Table (*.csv)"), _("JSON lines (*.jsonl)")))
        path, chosen = QFileDialog.getSaveFileName(self, _("Export the log"), _("log.csv"), kinds)
        if path:
            ending = ".jsonl" if "jsonl" in chosen else ".csv"
            self.export_to(Path(path) if Path(path).suffix else Path(path + ending))

    def export_to(self, path: Path) -> None:
        """Write what the filter shows into a .csv or .jsonl file; it is logged with the purpose."""
        if self._purpose is None or self.listing is None:
            return
        purpose, note = self._purpose
        write = partial(_export, path=path, wanted=self.listing.wanted, purpose=purpose, note=note)
        self.session.write(self, write, self._exported, self._not_exported)

    def _exported(self, result: tuple[str, int]) -> None:
        name, count = result
        text = ngettext("{count} entry written to {name}.", "{count} entries written to {name}.", count)
        self.session.announce(text.format(count=count, name=name), "", frozenset({"audit"}))

    def _not_exported(self, error: UserError) -> None:
        self.session.refused.emit(error)


def _export(store: Store, path: Path, wanted: LogFilter, purpose: str, note: str) -> tuple[str, int]:
    made = load_late("app.handover.log_export").export_log(store, path, wanted, Purpose(purpose), note)
    return made.file.name, made.entries
