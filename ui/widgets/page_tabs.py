"""Tabs that go on in the next line where a window is narrow or its letters are large: none is cut off."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QToolButton, QWidget

from ui.widgets.flow_layout import FlowLayout

_GAP = 2


class PageTabs(QWidget):
    """One page is chosen at a time; the tabulator key enters the bar, arrow keys go from page to page."""

    chosen = Signal(str)
    """The key of the page that somebody chose, or that `choose` did."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._row = FlowLayout(self, gap=_GAP)
        self._row.setContentsMargins(10, 2, 10, 2)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QToolButton] = {}
        self._current = ""

    def keys(self) -> tuple[str, ...]:
        """Return the keys of the pages, from the first to the last."""
        return tuple(self._buttons)

    def current(self) -> str:
        """Return the key of the page chosen, "" while there is none."""
        return self._current

    def set_pages(self, pages: Sequence[tuple[str, str]]) -> None:
        """Offer other pages, key and words; the first is chosen unless the one chosen is among them."""
        while self._row.count():
            self._row.takeAt(0)
        for button in self._buttons.values():
            self._group.removeButton(button)
            button.hide()
            button.deleteLater()
        self._buttons = {key: self._button(key, words) for key, words in pages}
        kept = self._current if self._current in self._buttons else next(iter(self._buttons), "")
        self._current = ""
        self.choose(kept)

    def choose(self, key: str) -> None:
        """Choose a page; one that is not offered changes nothing."""
        if key in self._buttons:
            self._buttons[key].setChecked(True)

    def _button(self, key: str, words: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(words)
        button.setCheckable(True)
        button.setProperty("level", "page")
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.toggled.connect(lambda on: self._toggled(key, on=on))
        self._group.addButton(button)
        self._row.addWidget(button)
        button.show()
        return button

    def _toggled(self, key: str, *, on: bool) -> None:
        if on and key != self._current:
            self._current = key
            self.chosen.emit(key)
