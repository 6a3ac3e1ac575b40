"""The handbook of provisions to be read in the window, one agency at a time, and to be printed."""

from functools import partial
from html import escape
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.base.handbook_records import Handbook, HandbookEntry, HandbookPart
from app.base.i18n import _
from ui.library.handbook_query import agency_choices, read_book, topic_choices, write_book
from ui.library.reader import Reader
from ui.shell.page_room import PageRoom
from ui.shell.session import Session
from ui.widgets.plain_label import Heading, MutedLabel
from ui.widgets.tool_buttons import ButtonRow, make_action

_ROLE = Qt.ItemDataRole.UserRole
_WIDTH = 250
_TOP = "top"


class HandbookView(QWidget):
    """Agencies at the left, what the chosen one may give and get at the right."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.book: Handbook | None = None
        self.topics = QComboBox()
        self.topics.setAccessibleName(_("Topic"))
        for topic_id, name in topic_choices():
            self.topics.addItem(name, topic_id)
        self.agencies = QListWidget()
        self.agencies.setAccessibleName(_("Agencies"))
        for code, name in agency_choices():
            item = QListWidgetItem(name, self.agencies)
            item.setData(_ROLE, code)
        self.agencies.setCurrentRow(0)
        self.heading = Heading("")
        self.counts = MutedLabel("")
        self.text = Reader(_("Handbook of provisions"))
        self.text.anchorClicked.connect(self._go)
        self.one = make_action(self, _("This agency as PDF …"), "file-up", self.choose_one)
        self.whole = make_action(self, _("Whole handbook as PDF …"), "book-open", self.choose_whole)
        self._lay_out()
        self.topics.currentIndexChanged.connect(lambda _index: self.refresh())
        self.agencies.currentRowChanged.connect(lambda _row: self.refresh())

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setContentsMargins(12, 12, 0, 0)
        left.addWidget(self.topics)
        left.addWidget(self.agencies, 1)
        self.topics.setFixedWidth(_WIDTH)
        self.agencies.setFixedWidth(_WIDTH)
        self.agencies.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.agencies.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        head = QVBoxLayout()
        head.setContentsMargins(20, 14, 20, 0)
        head.setSpacing(4)
        head.addWidget(self.heading)
        head.addWidget(self.counts)
        right = QVBoxLayout()
        right.setSpacing(4)
        right.addLayout(head)
        right.addWidget(ButtonRow([self.one, self.whole]))
        right.addWidget(self.text, 1)
        parts = QWidget()
        row = QHBoxLayout(parts)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left)
        row.addLayout(right, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(PageRoom(parts))

    def refresh(self) -> None:
        """Read the chapter of the chosen agency."""
        work = partial(read_book, agency=self._agency(), topic=self._topic())
        self.session.read(self, work, self.show_book)

    def _agency(self) -> str:
        item = self.agencies.currentItem()
        return str(item.data(_ROLE)) if item is not None else ""

    def _topic(self) -> str:
        return str(self.topics.currentData() or "")

    def show_book(self, book: Handbook) -> None:
        """Show a book of one chapter, unless another was chosen meanwhile."""
        if book.chapters and book.chapters[0].code != self._agency():
            return
        self.book = book
        self.heading.setText(book.chapters[0].title if book.chapters else book.title)
        self.counts.setText(" · ".join(f"{name}: {value}" for name, value in book.counts))
        self.text.show_page(page_of(book))

    def _go(self, target: QUrl) -> None:
        self.text.scrollToAnchor(target.fragment() or _TOP)

    def choose_one(self) -> None:
        """Ask where the chapter of this agency goes."""
        self._choose(self._agency())

    def choose_whole(self) -> None:
        """Ask where the whole book goes, of the chosen topic."""
        self._choose("")

    def _choose(self, agency: str) -> None:
        name = self.book.number if self.book and agency else _("Handbook")
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("Write the handbook"), f"{name}.pdf", "PDF (*.pdf)"
        )
        if chosen:
            self.write_to(Path(chosen), agency)

    def write_to(self, path: Path, agency: str) -> None:
        """Write the handbook as PDF, of one agency or of all."""
        work = partial(write_book, out=path, agency=agency, topic=self._topic())
        self.session.write(self, work, self._written)

    def _written(self, made: Any) -> None:
        self.session.noted.emit(_("Saved: {names}.").format(names=made.file.name))


def page_of(book: Handbook) -> str:
    """Return a book as a page: what may be given and got, below it each provision once, linked."""
    preface = "".join(f"<li>{escape(sentence)}</li>" for sentence in book.preface)
    chapters = [_part(part) for chapter in book.chapters for part in chapter.parts]
    entries = "".join(map(_entry, book.entries))
    heading = escape(_("The provisions"))
    told = f"<h2>{heading}</h2>{entries}" if entries else ""
    return f"<a name='{_TOP}'></a><ul>{preface}</ul>{''.join(chapters)}{told}"


def _part(part: HandbookPart) -> str:
    heading = f"<h2>{escape(part.heading)}</h2>"
    if not part.lines:
        return f"{heading}<p>{escape(part.empty)}</p>"
    rows = []
    for line in part.lines:
        entry = line.entry
        link = f"<a href='#{escape(entry.id)}'><b>{escape(entry.citation)}</b></a> {escape(entry.title)}"
        ends = f"<td>{escape(', '.join(line.others))}</td>" if part.end else ""
        marks = escape("; ".join(entry.marks))
        rows.append(f"<tr><td>{link}</td><td>{escape(entry.kind)}</td>{ends}<td>{marks}</td></tr>")
    titles = (_("Provision of law"), _("Rule"), part.end, _("Standing of the entry"))
    named = "".join(
        f"<th align='left' width='{width}'>{escape(title)}</th>"
        for title, width in zip(titles, ("34%", "10%", "34%", "22%"), strict=True)
        if title
    )
    head = f"<tr>{named}</tr>"
    return f"{heading}<table width='100%'>{head}{''.join(rows)}</table>"


def _entry(entry: HandbookEntry) -> str:
    conditions = "".join(f"<li>{escape(text)}</li>" for text in entry.conditions)
    facts = " · ".join(f"{name}: {value}" for name, value in entry.facts)
    back = f"<a href='#{_TOP}'>↑</a>"
    return (
        f"<h3><a name='{escape(entry.id)}'></a>{escape(entry.citation)} – {escape(entry.title)}</h3>"
        f"<p><b>{escape(entry.kind)}:</b> {escape(entry.text)}</p>"
        + (f"<ul>{conditions}</ul>" if conditions else "")
        + f"<p><small><b>{escape('; '.join(entry.marks))}</b>. {escape(facts)} {back}</small></p>"
    )
