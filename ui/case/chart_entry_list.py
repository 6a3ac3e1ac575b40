"""A short list of things of a chart with the buttons that do something to what is chosen in it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui.widgets.flow_layout import FlowLayout
from ui.widgets.plain_label import MutedLabel, PlainLabel

Command = Callable[[list[str]], object]
_ID = Qt.ItemDataRole.UserRole
_LINES = 6


class ChartEntryList(QWidget):
    """Shows pairs of id and words. A command gets the ids chosen; none, if it `needs` none."""

    def __init__(self, title: str, empty: str) -> None:
        super().__init__()
        self._empty = empty
        heading = PlainLabel(title)
        font = heading.font()
        font.setBold(True)
        heading.setFont(font)
        self.list = QListWidget()
        self.list.setAccessibleName(title)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.nothing = MutedLabel(empty)
        self._row = QWidget()
        self._buttons = FlowLayout(self._row, gap=4)
        self._buttons.setContentsMargins(0, 0, 0, 0)
        self._commands: list[tuple[QPushButton, bool]] = []
        self._opens: Command | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 8)
        column.setSpacing(4)
        for part in (heading, self.nothing, self.list, self._row):
            column.addWidget(part)
        self.list.itemSelectionChanged.connect(self._follow)
        self.list.itemActivated.connect(lambda _item: self._open())
        self.show_entries(())

    def add_command(
        self, words: str, run: Command, *, needs: bool = True, opens: bool = False
    ) -> QPushButton:
        """Add a button; one that `opens` is also what Enter and a double click do."""
        button = QPushButton(words)
        button.clicked.connect(lambda _checked=False: run(self.chosen()))
        self._buttons.addWidget(button)
        self._commands.append((button, needs))
        if opens:
            self._opens = run
        self._row.setVisible(self.list.count() > 0 or not all(needs for _button, needs in self._commands))
        self._follow()
        return button

    def show_entries(self, entries: Sequence[tuple[str, str]]) -> None:
        """Show other entries; what was chosen stays chosen."""
        kept = set(self.chosen())
        self.list.clear()
        for entry_id, words in entries:
            item = QListWidgetItem(words)
            item.setData(_ID, entry_id)
            self.list.addItem(item)
            item.setSelected(entry_id in kept)
        height = self.fontMetrics().lineSpacing() + 13
        self.list.setFixedHeight(min(max(len(entries), 1), _LINES) * height + 6)
        self.list.setVisible(bool(entries))
        self.nothing.setVisible(not entries)
        self._row.setVisible(bool(entries) or not all(needs for _button, needs in self._commands))
        self._follow()

    def ids(self) -> list[str]:
        """Return the ids of all entries, in order."""
        return [str(self.list.item(n).data(_ID)) for n in range(self.list.count())]

    def words(self) -> list[str]:
        """Return the words of all entries, in order."""
        return [self.list.item(n).text() for n in range(self.list.count())]

    def chosen(self) -> list[str]:
        """Return the ids chosen, in the order shown."""
        return [i.data(_ID) for i in sorted(self.list.selectedItems(), key=self.list.row)]

    def choose(self, ids: Sequence[str]) -> None:
        """Choose these entries."""
        for number in range(self.list.count()):
            item = self.list.item(number)
            item.setSelected(item.data(_ID) in ids)

    def _open(self) -> None:
        if self._opens is not None and self.chosen():
            self._opens(self.chosen())

    def _follow(self) -> None:
        some = bool(self.list.selectedItems())
        for button, needs in self._commands:
            button.setEnabled(some or not needs)


def one(run: Callable[[str], object]) -> Command:
    """Return a command that takes the first of the ids chosen."""
    return lambda ids: run(ids[0]) if ids else None
