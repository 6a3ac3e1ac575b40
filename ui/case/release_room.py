"""The room of the release: its parts side by side, or one above the other where that is too narrow."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSplitter, QVBoxLayout, QWidget

from ui.widgets.plain_label import PlainLabel

_SPARE, _TABLE = 40, 300
"""Pixels: the width there has to be beyond the need before the parts stand side by side; rows of a table."""


class ReleaseRoom(QSplitter):
    """What does not fit is never cut off: the page it stands on then scrolls."""

    def __init__(self, parts: Sequence[QWidget], sizes: Sequence[int]) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setChildrenCollapsible(False)
        self._sizes = list(sizes)
        for part in parts:
            self.addWidget(part)
        self.setSizes(self._sizes)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See QWidget; turns where the width asks for it."""
        wanted = Qt.Orientation.Horizontal
        if event.size().width() < self._beside() + _SPARE:
            wanted = Qt.Orientation.Vertical
        if wanted != self.orientation():
            self.setOrientation(wanted)
            self._give_heights()
            if wanted == Qt.Orientation.Horizontal:
                self.setSizes(self._sizes)
            self.updateGeometry()
        super().resizeEvent(event)

    def event(self, event: QEvent) -> bool:
        """Words that came later need their room, too."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._give_heights()
        return super().event(event)

    def _parts(self) -> list[QWidget]:
        found = (self.widget(no) for no in range(self.count()))
        return [part for part in found if part is not None]

    def _beside(self) -> int:
        """How wide the parts are side by side at least."""
        return sum(p.minimumSizeHint().expandedTo(p.minimumSize()).width() for p in self._parts())

    def _give_heights(self) -> None:
        """One above the other every part is as high as what is in it."""
        for part in self._parts():
            inner = (part.widget() or part) if isinstance(part, QScrollArea) else part
            whole = inner.sizeHint().expandedTo(inner.minimumSizeHint()).height()
            tall = whole if self.orientation() == Qt.Orientation.Vertical else 0
            part.setMinimumHeight(tall)


class WholeText(QObject):
    """Gives a label that wraps the height of all its lines, wherever it stands: a splitter does not ask."""

    def __init__(self, label: PlainLabel, around: QWidget) -> None:
        super().__init__(label)
        self._label = label
        # New words are told to the widget around the label, a new width to the label.
        for watched in (label, around):
            watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the width, and the words."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest, QEvent.Type.Show):
            self.follow()
        return super().eventFilter(watched, event)

    def follow(self) -> None:
        """Take the height that the words need at this width."""
        tall = max(self._label.heightForWidth(self._label.width()), 0)
        if tall != self._label.minimumHeight():
            self._label.setMinimumHeight(tall)


def side(title: PlainLabel, table: QWidget, note: PlainLabel, below: QWidget | None = None) -> QWidget:
    """Return a part with a heading, a line under it, a table and what stands below it."""
    part = QWidget()
    title.setContentsMargins(14, 12, 14, 0)
    note.setContentsMargins(14, 2, 14, 0)
    for label in (title, note):
        WholeText(label, part)
    table.setMinimumHeight(_TABLE)
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(title)
    column.addWidget(note)
    column.addWidget(table, 1)
    if below is not None:
        column.addWidget(below)
    return part
