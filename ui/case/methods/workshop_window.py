"""Workshop mode: the matrix of a barrier model alone on the projector, with one line to write into it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.base.errors import UserError
from app.base.i18n import _
from app.base.method_records import Method, PartKind
from app.base.method_words import barrier_note
from app.casework import method_parts
from app.store.store import Store
from ui.case.case_data import CaseData
from ui.case.methods.method_grid import MethodGrid
from ui.case.methods.methods_query import barrier_grid
from ui.shell.session import Session
from ui.widgets.marking_bar import MarkingBar
from ui.widgets.plain_label import Heading, MutedLabel, PlainLabel

_SCALE = 1.25


class WorkshopWindow(QWidget):
    """Arrows choose a cell, what is typed goes into it with Enter; F11 flips full screen, Esc closes.

    Nothing but the model is shown: no name of a person can stand in it. What is written is a step of the
    case's history like any other.
    """

    closed = Signal()

    def __init__(self, session: Session, method_id: str, owner: QWidget) -> None:
        super().__init__(owner, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.session = session
        self.method_id = method_id
        self.marking = MarkingBar()
        self.heading = Heading()
        self.grid = MethodGrid(_("Barrier model"), scale=_SCALE)
        self.where = MutedLabel()
        self.line = QLineEdit()
        self.line.setAccessibleName(_("New entry"))
        self.line.setPlaceholderText(_("Type and press Enter: it goes where the cursor of the matrix is"))
        self.message = PlainLabel()
        self.message.hide()
        self.grid.moved.connect(self._tell_place)
        self.grid.add_wanted.connect(lambda _row, _key: self.line.setFocus())
        self.grid.opened.connect(lambda _id: self.line.setFocus())
        self.line.returnPressed.connect(self.write_down)
        self._lay_out()

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 6, 16, 6)
        foot.addWidget(self.where, 1)
        foot.addWidget(self.line, 3)
        note = MutedLabel(barrier_note())
        note.setContentsMargins(16, 0, 16, 8)
        self.heading.setContentsMargins(16, 10, 16, 6)
        self.message.setContentsMargins(16, 0, 16, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.marking, self.heading):
            column.addWidget(part)
        column.addWidget(self.grid, 1)
        column.addWidget(self.message)
        column.addLayout(foot)
        column.addWidget(note)

    def show_model(self, data: CaseData, method: Method) -> None:
        """Show the model as it is now."""
        header = data.header
        self.setWindowTitle(f"{header.reference} {method.title}")
        self.marking.show_case(header.classification, header.reference, method.title, "")
        self.heading.setText(method.question or method.title)
        self.grid.show_grid(barrier_grid(data, method))
        self._tell_place()

    def write_down(self) -> None:
        """Put what was typed into the cell under the cursor; under a step's name it becomes a new step."""
        text = self.line.text().strip()
        row, key, _block = self.grid.current()
        if not text or not row:
            return
        kind = PartKind(key) if key else PartKind.STEP
        above = row if key else ""
        self.session.write(self, _adding(self.method_id, kind, above, text), self._written, self._refused)

    def _written(self, _change: object) -> None:
        self.line.clear()
        self.message.hide()

    def _refused(self, error: UserError) -> None:
        self.message.setText(error.text)
        self.message.show()

    def _tell_place(self) -> None:
        row, key, _block = self.grid.current()
        words = {k: w for k, w in zip(self.grid.grid.keys, self.grid.grid.heads[1:], strict=True)}
        step = next((r.head.text for r in self.grid.grid.rows if r.id == row), "")
        column = words.get(key, _("a new step"))
        self.where.setText(_("{step} → {column}").format(step=step, column=column) if key else column)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F11 flips full screen, Esc goes back from the line to the matrix, and then closes."""
        if event.key() == Qt.Key.Key_F11:
            (self.showNormal if self.isFullScreen() else self.showFullScreen)()
        elif event.key() == Qt.Key.Key_Escape and self.line.hasFocus():
            self.grid.focus_spot(*self.grid.last)
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that the window is gone."""
        self.closed.emit()
        super().closeEvent(event)


def _adding(method_id: str, kind: PartKind, above: str, text: str) -> Callable[[Store], object]:
    return lambda store: method_parts.add(store, method_id, kind, {"text": text}, above_id=above)
