"""The closed groups, one to be changed or removed, or a new one."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from app.base.i18n import _
from app.office.library_groups import Group
from ui.widgets.plain_label import PlainLabel


class GroupList(QWidget):
    """Enter changes the chosen group, Escape closes the list."""

    wanted = Signal(object)
    """The form of this `Group` is wished, of a new one for None."""
    removal = Signal(object)
    closed = Signal()

    def __init__(self, groups: Sequence[Group]) -> None:
        super().__init__()
        self.groups = list(groups)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Closed groups"))
        for group in self.groups:
            QListWidgetItem(group.name, self.list)
        self.list.setCurrentRow(0)
        self.list.itemActivated.connect(lambda _item: self._open())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        heading = PlainLabel(_("Closed groups"))
        font = heading.font()
        font.setBold(True)
        heading.setFont(font)
        column.addWidget(heading)
        column.addWidget(self.list)
        for text, run in (
            (_("Change"), self._open),
            (_("New closed group"), lambda: self.wanted.emit(None)),
            (_("Remove"), lambda: self.removal.emit(self._chosen())),
            (_("Close"), self.closed.emit),
        ):
            button = QPushButton(text)
            button.clicked.connect(lambda _checked=False, act=run: act())
            column.addWidget(button)

    def _chosen(self) -> Group:
        return self.groups[max(0, self.list.currentRow())]

    def _open(self) -> None:
        self.wanted.emit(self._chosen())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
