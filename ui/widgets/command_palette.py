"""Ctrl+K: everything the window can do and every place it can go to, by typing a few letters."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QPainter, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.base.i18n import _
from ui.widgets.fuzzy_match import best_matches
from ui.widgets.icons import icon, paint_icon
from ui.widgets.plain_label import MutedLabel

_LIMIT = 60
_ROW = 34
_WIDTH, _HIGHEST = 620, 456
_FRAME = 64
"""Height of the field and the margins."""


@dataclass(frozen=True, slots=True)
class PaletteEntry:
    """Something to do or to go to; `detail` stands muted at the right, `key` is its shortcut as text."""

    title: str
    run: Callable[[], object]
    detail: str = ""
    key: str = ""
    icon_name: str = ""


EntrySource = Callable[[str], Iterable[PaletteEntry]]
"""Gives entries for what was typed so far, quickly: it is called at every key."""


def action_entries(window: QWidget) -> list[PaletteEntry]:
    """Return one entry per usable action anywhere in `window`; the same words twice are given once."""
    entries: dict[str, PaletteEntry] = {}
    for action in window.findChildren(QAction):
        title = action.text().replace("&", "").rstrip("…")
        usable = action.isEnabled() and action.isVisible() and action.menu() is None
        if title and usable and not action.isSeparator():
            key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            entries.setdefault(title, PaletteEntry(title, action.trigger, key=key))
    return list(entries.values())


class CommandPalette(QFrame):
    """A field and a list over the upper middle of the window; worked by keyboard alone."""

    def __init__(
        self,
        window: QWidget,
        sources: Sequence[EntrySource] = (),
        complete: Callable[[], object] = lambda: None,
    ) -> None:
        """`complete` is called before the actions of the window are looked for."""
        super().__init__(window)
        self._complete = complete
        self._window = window
        self._sources = list(sources)
        self._focus_before: QWidget | None = None
        self._actions: list[PaletteEntry] = []
        self.model = _EntryModel(self)
        self.field = QLineEdit()
        self.list = QListView()
        self.nothing = MutedLabel(_("Nothing found. Type fewer letters."))
        self._lay_out()
        self.field.textChanged.connect(self._search)
        self.list.clicked.connect(self._run_index)
        self.hide()

    def _lay_out(self) -> None:
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setFrameShape(QFrame.Shape.Box)
        self.setForegroundRole(QPalette.ColorRole.Mid)
        self.field.setPlaceholderText(_("Go to or do …"))
        self.field.setAccessibleName(_("Go to or do"))
        self.field.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.field.installEventFilter(self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(_EntryDelegate(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setAccessibleName(_("Matches"))
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.addWidget(self.field)
        column.addWidget(self.list)
        column.addWidget(self.nothing)

    def add_source(self, source: EntrySource) -> None:
        """Ask `source` too, from the next opening on."""
        self._sources.append(source)

    def open(self) -> None:
        """Show the palette over its window with an empty field."""
        focused = self._window.focusWidget()
        self._focus_before = focused if isinstance(focused, QWidget) else None
        self._complete()
        self._actions = action_entries(self._window)
        width = min(_WIDTH, self._window.width() - 40)
        self.setGeometry(QRect((self._window.width() - width) // 2, 56, width, 100))
        self.field.clear()
        self._search("")
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_palette(self) -> None:
        """Take the palette away and give the focus back."""
        self.hide()
        if self._focus_before is not None:
            self._focus_before.setFocus(Qt.FocusReason.PopupFocusReason)
            self._focus_before = None

    def _search(self, text: str) -> None:
        given = [entry for source in self._sources for entry in source(text)]
        candidates = ((f"{entry.title} {entry.detail}", entry) for entry in [*given, *self._actions])
        self.model.set_entries(best_matches(text, candidates, _LIMIT))
        any_found = self.model.rowCount() > 0
        self.list.setVisible(any_found)
        self.nothing.setVisible(not any_found)
        if any_found:
            self.list.setCurrentIndex(self.model.index(0, 0))
        wanted = _FRAME + max(self.model.rowCount(), 1) * _ROW
        self.resize(self.width(), min(wanted, _HIGHEST, self._window.height() - 80))

    def _run_index(self, index: QModelIndex) -> None:
        entry = self.model.entry(index.row())
        self.close_palette()
        entry.run()

    def _step(self, by: int) -> None:
        count = self.model.rowCount()
        if count:
            row = (self.list.currentIndex().row() + by) % count
            self.list.setCurrentIndex(self.model.index(row, 0))

    def _key(self, key: int) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
        if key in steps:
            self._step(steps[Qt.Key(key)])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.list.currentIndex().isValid() and self.model.rowCount():
                self._run_index(self.list.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self.close_palette()
        else:
            return False
        return True

    def eventFilter(self, watched: Any, event: QEvent) -> bool:
        """Let the field's keys move in the list; losing the focus closes the palette."""
        if watched is self.field and self.isVisible():
            if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                return self._key(event.key())
            if event.type() == QEvent.Type.FocusOut and self._window.isActiveWindow():
                self.hide()
        return super().eventFilter(watched, event)


class _EntryModel(QAbstractListModel):
    """The entries found."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._entries: Sequence[PaletteEntry] = ()

    def set_entries(self, entries: Sequence[PaletteEntry]) -> None:
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()

    def entry(self, row: int) -> PaletteEntry:
        return self._entries[row]

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._entries)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return " ".join(filter(None, (entry.title, entry.detail, entry.key)))
        return entry if role == Qt.ItemDataRole.UserRole else None


class _EntryDelegate(QStyledItemDelegate):
    """Icon, title, and muted at the right the detail or the key."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, _ROW)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        entry: PaletteEntry = index.data(Qt.ItemDataRole.UserRole)
        view = self.parent()
        current = isinstance(view, QListView) and view.currentIndex() == index
        paint_entry(painter, option.rect, option.palette, entry, current=current)


def paint_entry(
    painter: QPainter, rect: QRect, palette: QPalette, entry: PaletteEntry, *, current: bool
) -> None:
    """Draw one entry of the palette into `rect`; the current one lies on the soft accent."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if current:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.color(QPalette.ColorRole.Highlight))
        painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), 5, 5)
    if entry.icon_name:
        place = rect.adjusted(10, (_ROW - 16) // 2, 0, 0).toRectF()
        place.setWidth(16)
        place.setHeight(16)
        paint_icon(painter, entry.icon_name, place, palette.color(QPalette.ColorRole.PlaceholderText))
    inner = rect.adjusted(36, 0, -12, 0)
    right = entry.key or entry.detail
    metrics = painter.fontMetrics()
    room = inner.width() - metrics.horizontalAdvance(right) - 20
    title = metrics.elidedText(entry.title, Qt.TextElideMode.ElideRight, max(room, 120))
    painter.setPen(palette.color(QPalette.ColorRole.Text))
    painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)
    painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
    painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, right)
    painter.restore()
