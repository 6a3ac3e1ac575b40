"""The two levels of tabs of a case: groups of parts at the left, the parts of the group beside them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QTabBar, QWidget

from app.base.i18n import _
from ui.widgets.flow_layout import FlowLayout


class PartGroup(NamedTuple):
    """A group of parts with its title; `parts` are pairs of key and title."""

    title: str
    parts: Sequence[tuple[str, str]]


class PartBar(QWidget):
    """Shows which part of a case is chosen, and lets another be chosen.

    A group that is come back to shows the part that was last chosen in it. Both levels stand in one line
    where there is room and in two where there is none, so that no tab has to be scrolled to.
    """

    chosen = Signal(str)
    """Another part was chosen, by its key; not told for the first one."""

    def __init__(self, groups: Sequence[PartGroup], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._groups = tuple(groups)
        self._last = [group.parts[0][0] for group in self._groups]
        self._key = self._last[0]
        self._filling = False
        self.groups = _bar(_("Groups of parts of the case"))
        self.groups.setProperty("level", "groups")
        self.parts = _bar(_("Parts of the case"))
        for group in self._groups:
            self.groups.addTab(group.title)
        row = FlowLayout(self, gap=0)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.groups)
        self._rule = _Rule()
        row.addWidget(self._rule)
        row.addWidget(self.parts)
        self._fill()
        self.groups.currentChanged.connect(self._group_chosen)
        self.parts.currentChanged.connect(self._part_chosen)

    def keys(self) -> tuple[str, ...]:
        """Return the keys of all parts, in the order in which `step` goes through them."""
        return tuple(key for group in self._groups for key, _title in group.parts)

    def key(self) -> str:
        """Return the key of the part chosen."""
        return self._key

    def title(self, key: str) -> str:
        """Return the words of a part."""
        return next(title for group in self._groups for other, title in group.parts if other == key)

    def group_title(self, key: str) -> str:
        """Return the words of the group that a part is in."""
        return self._groups[self._group_of(key)].title

    def choose(self, key: str) -> None:
        """Choose a part; an unknown key changes nothing."""
        if key == self._key or key not in self.keys():
            return
        self._key = key
        self._last[self._group_of(key)] = key
        self._fill()
        self.chosen.emit(key)

    def step(self, by: int) -> None:
        """Go on by so many parts over all groups; after the last one comes the first."""
        keys = self.keys()
        self.choose(keys[(keys.index(self._key) + by) % len(keys)])

    def step_group(self, by: int) -> None:
        """Go on by so many groups, each at the part last chosen in it."""
        self.choose(self._last[(self._group_of(self._key) + by) % len(self._groups)])

    def has_focus(self) -> bool:
        """Tell whether one of the two levels has the focus."""
        return self.groups.hasFocus() or self.parts.hasFocus()

    def _group_of(self, key: str) -> int:
        return next(n for n, group in enumerate(self._groups) if key in dict(group.parts))

    @contextmanager
    def _quiet(self) -> Iterator[None]:
        self._filling = True
        try:
            yield
        finally:
            self._filling = False

    def _fill(self) -> None:
        """Show the group of the part chosen, and the part in it."""
        number = self._group_of(self._key)
        titles = [title for _key, title in self._groups[number].parts]
        keys = [key for key, _title in self._groups[number].parts]
        with self._quiet():
            self.groups.setCurrentIndex(number)
            if titles != [self.parts.tabText(n) for n in range(self.parts.count())]:
                while self.parts.count():
                    self.parts.removeTab(0)
                for title in titles:
                    self.parts.addTab(title)
            self.parts.setCurrentIndex(keys.index(self._key))
        self.updateGeometry()

    def _group_chosen(self, number: int) -> None:
        if not self._filling:
            self.choose(self._last[number])

    def _part_chosen(self, number: int) -> None:
        if not self._filling and number >= 0:
            self.choose(self._groups[self._group_of(self._key)].parts[number][0])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Between two lines there is nothing to divide."""
        super().resizeEvent(event)
        self._rule.divides = self.parts.y() == self.groups.y()
        self._rule.update()


class _Rule(QWidget):
    """A thin upright line between the levels."""

    divides = True

    def sizeHint(self) -> QSize:
        """See QWidget."""
        return QSize(17, 22)

    def minimumSizeHint(self) -> QSize:
        """See QWidget."""
        return QSize(1, 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """See QWidget."""
        if self.divides:
            painter = QPainter(self)
            painter.fillRect(self.width() // 2, 2, 1, self.height() - 4, self.palette().mid())


def _bar(name: str) -> QTabBar:
    bar = QTabBar()
    bar.setDrawBase(False)
    bar.setExpanding(False)
    bar.setUsesScrollButtons(True)
    bar.setElideMode(Qt.TextElideMode.ElideNone)
    bar.setAccessibleName(name)
    return bar
