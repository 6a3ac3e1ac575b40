"""Which columns a table shows and in which order: a small list with boxes, moved by keyboard or mouse."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.base.i18n import _
from ui.widgets.icons import icon
from ui.widgets.plain_label import MutedLabel

_COLUMN = Qt.ItemDataRole.UserRole
_WIDTH = 260


class ColumnChoice(QFrame):
    """Lies over its parent; Space shows or hides a column, Alt with an arrow key moves it, Escape closes."""

    changed = Signal(list, list)
    """Keys of all columns in their order, and keys of those shown."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._before, self._over = parent.focusWidget(), parent
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Columns"))
        self.list.setMinimumWidth(_WIDTH)
        self.list.installEventFilter(self)
        self.up, self.down = QPushButton(_("Up")), QPushButton(_("Down"))
        self.up.setIcon(icon("chevron-up"))
        self.down.setIcon(icon("chevron-down"))
        self.up.clicked.connect(lambda _checked=False: self._move(-1))
        self.down.clicked.connect(lambda _checked=False: self._move(1))
        buttons = QHBoxLayout()
        buttons.addWidget(self.up)
        buttons.addWidget(self.down)
        self.leave = QPushButton(_("Close"))
        self.leave.clicked.connect(lambda _checked=False: self._leave())
        buttons.addWidget(self.leave)
        column = QVBoxLayout(self)
        column.addWidget(MutedLabel(_("Columns: Space shows or hides, Alt+Up and Alt+Down move")))
        column.addWidget(self.list, 1)
        column.addLayout(buttons)
        self.list.itemChanged.connect(lambda _item: self._tell())

    def open_at(self, at: QPoint, columns: Sequence[tuple[str, str, bool]]) -> None:
        """Show (key, title, shown) of all columns at a place on the screen."""
        self.list.blockSignals(True)
        for key, title, shown in columns:
            item = QListWidgetItem(title, self.list)
            item.setData(_COLUMN, key)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if shown else Qt.CheckState.Unchecked)
        self.list.blockSignals(False)
        self.list.setMinimumHeight(min(24 + 30 * len(columns), 420))
        self.list.setCurrentRow(0)
        self.adjustSize()
        room = self._over.rect()
        place = self._over.mapFromGlobal(at)
        self.resize(min(self.width(), room.width()), min(self.height(), room.height()))
        self.move(
            max(0, min(place.x(), room.right() - self.width())),
            max(0, min(place.y(), room.bottom() - self.height())),
        )
        self.show()
        self.raise_()
        self.list.setFocus(Qt.FocusReason.PopupFocusReason)

    def _move(self, by: int) -> None:
        row = self.list.currentRow()
        if 0 <= row + by < self.list.count():
            self.list.blockSignals(True)
            self.list.insertItem(row + by, self.list.takeItem(row))
            self.list.blockSignals(False)
            self.list.setCurrentRow(row + by)
            self._tell()

    def _leave(self) -> None:
        self.close()
        if self._before is not None:
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self) -> None:
        items = [self.list.item(row) for row in range(self.list.count())]
        shown = [item.data(_COLUMN) for item in items if item.checkState() == Qt.CheckState.Checked]
        if shown:
            self.changed.emit([item.data(_COLUMN) for item in items], shown)
        elif self.list.currentItem() is not None:
            # One column always stays.
            self.list.currentItem().setCheckState(Qt.CheckState.Checked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See the class."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Move a column by keyboard."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            ways = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
            if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in ways:
                self._move(ways[Qt.Key(event.key())])
                return True
        return False
