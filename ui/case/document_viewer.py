"""One document, looked at inside the window: its pages as they were made, its text beside them.

Pages are drawn by the bounded child process from memory; nothing is written to a temporary file, and a
hostile file costs a sentence, not the window.
"""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from app.base.errors import UserError
from app.base.i18n import _
from app.casework.passages import Passage, marked
from app.reading.reader import PagePicture, page_picture
from ui.case.document_bar import DocumentBar
from ui.case.document_query import OpenDocument
from ui.case.document_search import occurrences
from ui.case.document_text_pane import DocumentTextPane
from ui.case.page_view import PageView
from ui.shell.tasks import Tasks
from ui.widgets.empty_state import EmptyState
from ui.widgets.plain_label import Heading, MutedLabel, PlainLabel

# More pages are not laid out; their text is there all the same.
_MOST_PAGES = 2_000


class DocumentViewer(QWidget):
    """Shows one document; asks for steps, takes none."""

    back_wanted = Signal()
    finding_wanted = Signal(object, str)
    """Record a passage: the `Passage` and its words."""
    copy_wanted = Signal()

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._tasks = tasks
        self.shown: OpenDocument | None = None
        self.passage: Passage | None = None
        self._opening = 0
        self._wanted_mark: Passage | None = None
        self.title, self.facts, self.state = Heading(), MutedLabel(selectable=True), PlainLabel()
        self.bar = DocumentBar(self)
        self.pages = PageView(self._page_wanted, _("Pages of the document"))
        self.text = DocumentTextPane()
        self.empty = EmptyState("file-text", "")
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.split.setHandleWidth(1)
        self.split.setChildrenCollapsible(False)
        for part in (self.pages, self.text, self.empty):
            self.split.addWidget(part)
        self.split.setSizes([640, 420, 600])
        heads = QVBoxLayout()
        heads.setContentsMargins(20, 10, 20, 6)
        heads.setSpacing(2)
        for label in (self.title, self.facts, self.state):
            heads.addWidget(label)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addLayout(heads)
        column.addWidget(self.split, 1)

    def _connect(self) -> None:
        self.bar.back_wanted.connect(self.back_wanted)
        self.bar.copy_wanted.connect(self.copy_wanted)
        self.bar.record_wanted.connect(self.record_passage)
        self.bar.page_wanted.connect(self.go_to)
        self.bar.zoom_wanted.connect(self.pages.set_zoom)
        self.bar.text_sought.connect(self._seek)
        self.bar.found_wanted.connect(self._mark)
        self.pages.letters_chosen.connect(self._chosen_on_page)
        self.pages.page_in_sight.connect(self.bar.show_page)
        self.text.passage_chosen.connect(self._chosen)

    # --- showing

    def open(self, document: OpenDocument, passage: Passage | None = None) -> None:
        """Show a document, at a passage if one is named."""
        self._opening += 1
        self.shown, self.passage, self._wanted_mark = document, None, passage
        self.title.setText(document.name)
        self.facts.setText(f"{document.facts} · SHA-256 {document.sha256}")
        self.text.show_text(document.text.pages)
        self.pages.show_pages(0)
        drawn, said = bool(document.data), bool(document.text.pages)
        self.pages.setVisible(drawn)
        self.text.setVisible(said)
        self.empty.setVisible(not drawn and not said)
        # An empty place says it itself.
        self._say(document.text.sentence if drawn or said else "")
        self.empty.set_line(document.text.sentence or _("There is nothing to be shown of it."))
        self.bar.show_document(len(document.text.pages), drawn=drawn, said=said)
        self._select(None)
        if drawn:
            self._draw(0)
        elif passage is not None:
            self._mark(passage)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leads back to the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.back_wanted.emit()
        else:
            super().keyPressEvent(event)

    def close_document(self) -> None:
        """Let go of what was shown."""
        self._opening += 1
        self.shown = None
        self.pages.show_pages(0)
        self.text.show_text(())

    def go_to(self, number: int) -> None:
        """Bring a page into sight, on paper and in the text."""
        self.pages.go_to(number)
        self.text.go_to(number)
        self.bar.show_page(number)

    def _say(self, sentence: str) -> None:
        self.state.setText(sentence)
        self.state.setVisible(bool(sentence))

    def _page_wanted(self, number: int) -> None:
        self._draw(number)

    def _draw(self, number: int) -> None:
        document = self.shown
        if document is not None:
            work = partial(page_picture, document.data, number, self.pages.dots_per_inch())
            done = partial(self._drawn, self._opening, number)
            self._tasks.read(self, work, done, partial(self._not_drawn, self._opening, number))

    def _drawn(self, opening: int, number: int, picture: PagePicture) -> None:
        if opening != self._opening:
            return
        if not self.pages.page_count():
            count = min(picture.count, _MOST_PAGES)
            self.pages.show_pages(count, picture.size, asked=number)
            self.bar.show_count(count)
        line = picture.width * 3
        image = QImage(picture.pixels, picture.width, picture.height, line, QImage.Format.Format_BGR888)
        self.pages.show_page(number, image.copy(), picture.letters, picture.size)
        wanted = self._wanted_mark
        if wanted is not None and (number == wanted.page - 1 or number == 0):
            self._mark(wanted)
            if number == wanted.page - 1:
                self._wanted_mark = None

    def _not_drawn(self, opening: int, number: int, error: UserError) -> None:
        if opening != self._opening:
            return
        if not self.pages.page_count():
            self.pages.hide()
            self.empty.set_line(error.sentence)
            self.empty.setVisible(self.text.isHidden())
            if self._wanted_mark is not None:
                self._mark(self._wanted_mark)
        self._say(error.sentence if self.empty.isHidden() else "")

    # --- passages

    def record_passage(self) -> None:
        """Ask to record what is marked."""
        if self.passage is not None and self.shown is not None:
            self.finding_wanted.emit(self.passage, self.passage.cut(self.shown.text.pages))

    def _seek(self, wanted: str) -> None:
        pages = self.shown.text.pages if self.shown else ()
        self.bar.show_found(occurrences(pages, wanted))

    def _mark(self, passage: Passage) -> None:
        place = (passage.page - 1, passage.first - 1, passage.last)
        self.pages.mark(*place)
        self.text.mark(*place)
        self.bar.show_page(passage.page - 1)

    def _chosen_on_page(self, page: int, start: int, end: int) -> None:
        if self.shown is not None and page < len(self.shown.text.pages):
            self.text.select(page, start, end)
            self._chosen(page, start, end)

    def _chosen(self, page: int, start: int, end: int) -> None:
        pages = self.shown.text.pages if self.shown else ()
        words = pages[page][start:end] if page < len(pages) else ""
        self.pages.choose(page, start, end)
        # Blanks around the words are not part of what is said.
        start += len(words) - len(words.lstrip())
        end -= len(words) - len(words.rstrip())
        self._select(marked(page, start, end) if words.strip() else None)

    def _select(self, passage: Passage | None) -> None:
        self.passage = passage
        self.bar.set_recordable(passage is not None)
