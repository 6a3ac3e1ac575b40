"""The row above an open document: back, record, copy, find, page and zoom."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from app.base.i18n import _
from app.casework.passages import Passage
from ui.case.page_view import ZOOMS
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.plain_label import MutedLabel
from ui.widgets.tool_buttons import labelled_button, make_action

_START_ZOOM = 80


class DocumentBar(QWidget):
    """Tells what is wanted; what is found it keeps, to step through it."""

    back_wanted = Signal()
    record_wanted = Signal()
    copy_wanted = Signal()
    page_wanted = Signal(int)
    zoom_wanted = Signal(int)
    text_sought = Signal(str)
    found_wanted = Signal(object)
    """A `Passage` that was found is to be shown."""

    def __init__(self, owner: QWidget) -> None:
        super().__init__()
        self._found: tuple[Passage, ...] = ()
        self._at = -1
        self._page, self._count = 0, 0
        act = make_action
        tip = _("Back to the list")
        self.back = act(owner, _("Back"), "arrow-left", self.back_wanted.emit, tip=tip)
        self.record = act(
            owner, _("Record as finding"), "plus", self.record_wanted.emit, shortcut="Ctrl+Shift+R"
        )
        self.copy = act(owner, _("Save a copy …"), "save", self.copy_wanted.emit)
        self.earlier = act(owner, _("Previous page"), "chevron-left", lambda: self._turn(-1))
        self.later = act(owner, _("Next page"), "chevron-right", lambda: self._turn(1))
        self.page = MutedLabel()
        self.page.setWordWrap(False)
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Find in the text"))
        self.search.setAccessibleName(_("Find in the text"))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(100)
        self.search.setMaximumWidth(170)
        self.hits = MutedLabel()
        self.hits.setWordWrap(False)
        self.zoom = QComboBox()
        self.zoom.setAccessibleName(_("Zoom"))
        for percent in ZOOMS:
            self.zoom.addItem(f"{percent} %", percent)
        self.zoom.setCurrentIndex(ZOOMS.index(_START_ZOOM))
        self._lay_out()
        self.search.textChanged.connect(self.text_sought)
        self.search.returnPressed.connect(self.next_found)
        self.zoom.activated.connect(lambda _index: self.zoom_wanted.emit(int(self.zoom.currentData())))

    def _lay_out(self) -> None:
        row = FlowLayout(self, gap=4)
        row.setContentsMargins(8, 4, 12, 4)
        self.turners = [labelled_button(self.earlier), labelled_button(self.later)]
        for button, action in zip(self.turners, (self.earlier, self.later), strict=True):
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            button.setAccessibleName(action.text())
        steps = [labelled_button(action) for action in (self.back, self.record, self.copy)]
        pages = (self.turners[0], self.page, self.turners[1], self.zoom)
        for widget in (*steps, self.search, self.hits, *pages):
            row.addWidget(widget)

    def show_document(self, pages: int, *, drawn: bool, said: bool) -> None:
        """Follow another document."""
        self.search.clear()
        self.search.setEnabled(said)
        self.zoom.setVisible(drawn)
        self.show_count(pages)
        self.show_page(0)

    def show_count(self, count: int) -> None:
        """Say how many pages there are."""
        self._count = count
        for part in (self.page, *self.turners):
            part.setVisible(count > 1)
        self.show_page(self._page)

    def show_page(self, number: int) -> None:
        """Say which page is in sight."""
        self._page = number
        self.page.setText(_("Page {no} of {count}").format(no=number + 1, count=self._count))
        self.earlier.setEnabled(number > 0)
        self.later.setEnabled(number + 1 < self._count)

    def set_recordable(self, something: bool) -> None:
        """Offer to record, or not."""
        self.record.setEnabled(something)

    def show_found(self, found: tuple[Passage, ...]) -> None:
        """Keep what was found and go to the first place."""
        self._found, self._at = found, -1
        if found:
            self.next_found()
        else:
            self.hits.setText(_("not found") if self.search.text().strip() else "")

    def next_found(self) -> None:
        """Go to the next place, after the last to the first."""
        if self._found:
            self._at = (self._at + 1) % len(self._found)
            count = len(self._found)
            self.hits.setText(_("{no} of {count}").format(no=self._at + 1, count=count))
            self.found_wanted.emit(self._found[self._at])

    def _turn(self, by: int) -> None:
        if 0 <= self._page + by < self._count:
            self.page_wanted.emit(self._page + by)
