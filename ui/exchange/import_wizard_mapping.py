"""Second page of the import wizard: which things a row speaks of, and what each column says about them."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.base.i18n import _
from app.exchange.frame import Frame
from app.exchange.mapping import TableMapping
from app.exchange.table_cells import visible
from app.exchange.table_reading import ReadingFound
from app.ontology.catalogue import ontology
from ui.exchange.import_wizard_columns import ColumnTable
from ui.exchange.import_wizard_draft import MappingDraft
from ui.exchange.import_wizard_parts import PartsPanel
from ui.exchange.import_wizard_says import FrameForm

_PARTS_WIDTH = 350
_PARTS_HEIGHT = 260
_FORM_WIDTH = 640
_NARROW = 820
_UNBOUND = 16_777_215


class MappingPage(QWidget):
    """Things and links at the left, columns at the right; `mapping` puts together what stands there.

    While the grading of a column or a link is chosen, its form stands in their place.
    """

    touched = Signal()
    """Something else is chosen now; what was said against the mapping may hold no longer."""

    def __init__(self) -> None:
        super().__init__()
        self.draft = MappingDraft()
        self.form: FrameForm | None = None
        self.parts, self.table = PartsPanel(self.draft), ColumnTable(self.draft)
        area = self.area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(self.parts)
        area.setAccessibleName(_("What a row speaks of"))
        self.both = QWidget()
        self._room = QBoxLayout(QBoxLayout.Direction.LeftToRight, self.both)
        self._room.setContentsMargins(0, 0, 20, 8)
        self._room.addWidget(area)
        self._room.addWidget(self.table, 1)
        self._page = QVBoxLayout(self)
        self._page.setContentsMargins(0, 0, 0, 0)
        self._page.addWidget(self.both, 1)
        self._arrange(narrow=False)
        self.parts.changed.connect(self._show)
        self.parts.frame_wanted.connect(self._ask_link)
        self.table.said.connect(self.parts.show_parts)
        self.table.frame_wanted.connect(self._ask_column)
        self.parts.changed.connect(self.touched)
        self.table.said.connect(self.touched)

    def _arrange(self, *, narrow: bool) -> None:
        """Where there is little width, as at twice the size, the columns stand below the things."""
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._room.setDirection(way)
        self.area.setMinimumWidth(0 if narrow else _PARTS_WIDTH)
        self.area.setMaximumWidth(_UNBOUND if narrow else _PARTS_WIDTH)
        self.area.setMinimumHeight(_PARTS_HEIGHT if narrow else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See QWidget."""
        super().resizeEvent(event)
        self._arrange(narrow=event.size().width() < _NARROW)

    def show_found(self, found: ReadingFound, mapping: TableMapping) -> None:
        """Show a table's columns with a mapping for them."""
        self.end_form()
        self.draft.begin(found, mapping)
        self._show()

    def mapping(self) -> TableMapping:
        """The mapping as it stands; ValueError with a sentence where it cannot be."""
        return self.draft.mapping()

    def _show(self) -> None:
        self.parts.show_parts()
        self.table.show_columns()

    # --- how a column or a link is graded

    def _ask_column(self, at: int) -> None:
        found = self.draft.found
        if found is not None and at in self.draft.columns:
            name = visible(found.columns[at]) or _("Column {no}").format(no=at + 1)
            take = partial(self.draft.set_frame, at)
            self._ask(name, self.draft.frame(at), take, partial(self.table.focus_says, at))

    def _ask_link(self, at: int) -> None:
        link = self.draft.links[at]
        take = partial(self.draft.set_link_frame, at)
        name = ontology().links[link.link_type].label
        self._ask(name, link.frame, take, partial(self.parts.focus_says, at))

    def _ask(self, what: str, frame: Frame, take: Callable[[Frame], None], back: Callable[[], None]) -> None:
        self.end_form()
        self.touched.emit()
        form = self.form = FrameForm(what, frame)
        form.setMaximumWidth(_FORM_WIDTH)
        line = QWidget()
        column = QVBoxLayout(line)
        column.setContentsMargins(20, 0, 20, 8)
        column.addWidget(form)
        self._holder = line
        self.both.hide()
        self._page.addWidget(line, 0, Qt.AlignmentFlag.AlignTop)

        def left() -> None:
            self.end_form()
            back()

        def taken(_values: dict[str, str]) -> None:
            take(form.frame())
            self.end_form()
            self._show()
            back()

        form.submitted.connect(taken)
        form.cancelled.connect(left)
        form.focus_first()

    def end_form(self) -> None:
        """Show things and columns again."""
        if self.form is not None:
            self._holder.hide()
            self._holder.deleteLater()
            self.form = None
            self.both.show()
