"""Choosing one finding of the case in a form: typing narrows the list, arrows choose, Enter takes it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from app.base.errors import UserError
from app.base.i18n import _
from ui.shell.inline_form import InlineForm
from ui.widgets.plain_label import MutedLabel

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_LIST_HEIGHT = 300
Offered = Callable[[str], Sequence[tuple[str, str]]]
"""What was typed -> the findings to choose from, id and words."""


class FindingPickForm(InlineForm):
    """Search line and list are added by `offer`, below what a subclass put in before."""

    drafted = False

    def offer(self, offered: Offered, none: str, hint: str = "") -> None:
        """Add the search line and the list; `none` is said where nothing holds the words."""
        self._offered = offered
        search = self.add_text("typed", _("Search in the findings of the case"), hint=hint)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Findings"))
        self.list.setWordWrap(True)
        self.list.setUniformItemSizes(False)
        self.list.setMinimumHeight(_LIST_HEIGHT)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.add_widget(self.list)
        self.none = MutedLabel(none)
        self.add_widget(self.none)
        search.textChanged.connect(lambda _text: self._narrow())
        self.list.itemActivated.connect(lambda _item: self.submit())
        self._narrow()

    def _narrow(self) -> None:
        self.list.clear()
        for finding_id, text in self._offered(self.value("typed")):
            item = QListWidgetItem(text)
            item.setData(Qt.ItemDataRole.UserRole, finding_id)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.none.setVisible(self.list.count() == 0)

    def unfinished(self) -> tuple[str, UserError] | None:
        """See InlineForm; there must be a finding to take."""
        if self.chosen():
            return None
        return "typed", UserError("gap.nothing", _("No finding is chosen."), _("Search with other words."))

    def chosen(self) -> str:
        """Return the id of the finding chosen, "" if none is left."""
        item = self.list.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else ""

    def values(self) -> dict[str, str]:
        """See InlineForm."""
        return {"finding": self.chosen()}

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Arrows in the search line move in the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = _STEPS.get(Qt.Key(event.key()), 0)
            if step:
                row = self.list.currentRow() + step
                self.list.setCurrentRow(min(max(row, 0), self.list.count() - 1))
                return True
        return super().eventFilter(watched, event)
