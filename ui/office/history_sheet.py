"""The history of the chosen entry of a register, at the right side."""

from collections.abc import Callable
from functools import partial
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QPushButton, QTextBrowser, QVBoxLayout, QWidget

from app.base.i18n import _
from ui.office.extras import Chosen
from ui.office.history_query import HistoryBlock, HistoryText, read_history
from ui.settings.side_panel import SidePanel
from ui.shell.session import Session
from ui.widgets.plain_label import Heading, MutedLabel, PlainLabel
from ui.widgets.tool_buttons import make_action

_TALL, _AROUND = 260, 200


class HistorySheet(QWidget):
    """Step after step, to be read, marked and copied; Escape closes it."""

    def __init__(self, closed: Callable[[], object]) -> None:
        super().__init__()
        self._closed = closed
        self.caption, self.count = PlainLabel(), MutedLabel()
        self.text = QTextBrowser()
        self.text.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(_("History"))
        reading = Qt.TextInteractionFlag
        self.text.setTextInteractionFlags(reading.TextSelectableByMouse | reading.TextSelectableByKeyboard)
        self.close_button = QPushButton(_("Close"))
        self.close_button.clicked.connect(lambda _checked=False: closed())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (Heading(_("History")), self.caption, self.count, self.text):
            column.addWidget(part)
        column.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_text(self, found: HistoryText) -> None:
        """Show a history from its newest step."""
        self.caption.setText(found.caption)
        self.count.setText(found.count)
        self.text.setHtml("".join(map(_html, found.blocks)))

    def fill(self, height: int) -> None:
        """Take the room that the panel has."""
        self.text.setMinimumHeight(max(_TALL, height - _AROUND))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See QWidget."""
        if event.key() == Qt.Key.Key_Escape:
            self._closed()
        else:
            super().keyPressEvent(event)


class EntryHistory:
    """The command, and the sheet that follows the chosen entry while it is open."""

    def __init__(
        self,
        session: Session,
        panel: QWidget,
        side: SidePanel,
        chosen: Chosen,
        closed: Callable[[], object],
    ) -> None:
        self._session, self._panel, self._side, self._chosen = session, panel, side, chosen
        self._closed = closed
        self.action: QAction = make_action(panel, _("History"), "history", self.open, shortcut="Ctrl+Shift+H")

    def open(self) -> None:
        """Show the history of the chosen entry."""
        if self._chosen() is not None:
            sheet = HistorySheet(self._closed)
            self._side.open_form(sheet)
            sheet.fill(self._panel.height())
            sheet.text.setFocus(Qt.FocusReason.OtherFocusReason)
            self.follow()

    def follow(self) -> None:
        """Offer the command while one entry is chosen; an open sheet shows that one as it is now."""
        row = self._chosen()
        self.action.setEnabled(row is not None)
        sheet = self._side.form
        if row is not None and isinstance(sheet, HistorySheet):
            # Reading leaves an entry in the log, which the writing thread makes.
            work = partial(read_history, entry_id=row.id)
            self._session.write(sheet, work, partial(self._show, sheet))

    def settle(self) -> None:
        """Close an open sheet whose entry is gone."""
        if self._chosen() is None and isinstance(self._side.form, HistorySheet):
            self._closed()

    def _show(self, sheet: HistorySheet, found: HistoryText) -> None:
        row = self._chosen()
        if row is not None and row.id == found.entry_id:
            sheet.show_text(found)


def _html(block: HistoryBlock) -> str:
    """Return a step as text whose marks are ours; what somebody wrote is never read as markup."""
    lines = "".join(f"<p style='margin:2px 0 0 10px'>{_plain(line)}</p>" for line in block.lines)
    head = f"<b>{_plain(block.heading)}</b><br>{_plain(block.when)}"
    return f"<p style='margin:12px 0 2px 0'>{head}</p>{lines}"


def _plain(text: str) -> str:
    return escape(text).replace("\n", "<br>")
