"""Help: a few pages of Markdown, in the language in force."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QTextBrowser

from app.base.i18n import _, language
from app.base.paths import resource
from ui.shell.page import Page
from ui.shell.session import Session

_TEXT_WIDTH = 860


def help_pages() -> list[tuple[str, str]]:
    """Return (title, Markdown) of every page, in order; the title is the first heading."""
    found = []
    for path in sorted(resource("help", language()).glob("*.md"), key=_number):
        text = path.read_text("utf-8")
        found.append((text.partition("\n")[0].lstrip("# "), text))
    return found


def _number(path: Path) -> int:
    return int(path.name.partition("_")[0])


class HelpPage(Page):
    """A list of pages at the left, the page at the right."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.list = QListWidget()
        self.list.setFixedWidth(220)
        self.list.setAccessibleName(_("Help pages"))
        self.text = QTextBrowser()
        self.text.setAccessibleName(_("Help"))
        self.text.setOpenLinks(False)
        self.text.setMaximumWidth(_TEXT_WIDTH)
        self.text.setStyleSheet("border: none;")
        self.text.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.text.document().setDocumentMargin(28)
        self._pages = help_pages()
        for title, _text in self._pages:
            QListWidgetItem(title, self.list)
        self.list.currentRowChanged.connect(self._show)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 16, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addWidget(self.text, 4)
        row.addStretch(1)
        self.list.setCurrentRow(0)

    def title(self) -> str:
        """See Page."""
        return _("Help")

    def refresh(self) -> None:
        """See Page; the list was laid out before it had its style."""
        self.list.scheduleDelayedItemsLayout()

    def find_here(self) -> None:
        """See Page."""
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show(self, row: int) -> None:
        if 0 <= row < len(self._pages):
            self.text.setMarkdown(self._pages[row][1])
