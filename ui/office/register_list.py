"""The registers by group, with how many entries each has; above them the dates and the yearly report."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from app.base.i18n import _
from ui.office.office_query import RegisterGroupList

DATES, REPORT = "dates", "report"
_ROLE = Qt.ItemDataRole.UserRole
_WIDTH = 290
_FIXED = 2


class RegisterList(QListWidget):
    """Chosen by `chosen`; headings of groups cannot be chosen."""

    chosen = Signal(str)
    """The id of a register, `DATES` or `REPORT`."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(_WIDTH)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setAccessibleName(_("Registers"))
        self._filling = False
        self._add(_("Dates and terms"), DATES)
        self._add(_("Yearly report"), REPORT)
        self.setCurrentRow(0)
        self.currentItemChanged.connect(lambda item, _before: self._tell(item))

    def current(self) -> str:
        """Return the id of the chosen register, `DATES` or `REPORT`."""
        item = self.currentItem()
        return str(item.data(_ROLE) or "") if item is not None else ""

    def choose(self, register_id: str) -> None:
        """Choose a register."""
        for row in range(self.count()):
            if self.item(row).data(_ROLE) == register_id:
                self.setCurrentRow(row)
                return

    def show_groups(self, groups: Sequence[RegisterGroupList]) -> None:
        """Show the registers as they are now; what was chosen stays chosen."""
        kept, top = self.current(), self.verticalScrollBar().value()
        self._filling = True
        while self.count() > _FIXED:
            self.takeItem(_FIXED)
        for group in groups:
            self._add_heading(group.label)
            for register_id, name, count in group.registers:
                self._add(f"{name} ({count})" if count else name, register_id)
        self.choose(kept)
        self.verticalScrollBar().setValue(top)
        self._filling = False

    def _add(self, text: str, key: str) -> None:
        item = QListWidgetItem(text, self)
        item.setData(_ROLE, key)
        item.setToolTip(text)

    def _add_heading(self, text: str) -> None:
        item = QListWidgetItem(text, self)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        font = QFont(item.font())
        font.setBold(True)
        item.setFont(font)

    def _tell(self, item: QListWidgetItem | None) -> None:
        if item is not None and not self._filling and item.data(_ROLE):
            self.chosen.emit(str(item.data(_ROLE)))
