"""Picking the findings an assessment rests on: type a word, choose with the arrows, Enter takes it."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.base.i18n import _
from ui.case.assessment_query import CitableFindings
from ui.widgets.plain_label import MutedLabel

_ROW = 24
_ID = Qt.ItemDataRole.UserRole


class CitationPicker(QWidget):
    """A field to type in, what it finds, and what was taken; Del in the lower list takes one out again."""

    changed = Signal()

    def __init__(self, findings: CitableFindings) -> None:
        super().__init__()
        self._findings = findings
        self._taken: tuple[str, ...] = ()
        self.field = QLineEdit()
        self.field.setPlaceholderText(_("type a word of a finding, ↓ chooses, Enter takes it"))
        self.field.setAccessibleName(_("Find a finding to cite"))
        self.hits = _list(_("Findings found"))
        self.taken_list = _list(_("Cited findings"))
        self.hint = MutedLabel(_("Cited; Del takes one out:"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        for part in (self.field, self.hits, self.hint, self.taken_list):
            column.addWidget(part)
        self.field.textChanged.connect(lambda _text: self._find())
        self.hits.itemActivated.connect(self._take)
        self.hits.itemClicked.connect(self._take)
        self.field.installEventFilter(self)
        self.hits.installEventFilter(self)
        self.taken_list.installEventFilter(self)
        self.hits.hide()
        self._show_taken()

    def taken(self) -> tuple[str, ...]:
        """Return the ids of the findings cited, in the order in which they were taken."""
        return self._taken

    def set_taken(self, ids: tuple[str, ...]) -> None:
        """Cite exactly these."""
        self._taken = tuple(i for i in ids if self._findings.text(i))
        self._show_taken()

    def _find(self) -> None:
        typed = self.field.text().strip()
        found = self._findings.find(typed, self._taken) if typed else ()
        _fill(self.hits, found)
        self.hits.setVisible(bool(found))

    def _take(self, item: QListWidgetItem) -> None:
        self._taken = (*self._taken, str(item.data(_ID)))
        self._show_taken()
        self.field.clear()
        self.field.setFocus()
        self.changed.emit()

    def _take_out(self) -> None:
        item = self.taken_list.currentItem()
        if item is not None:
            self._taken = tuple(i for i in self._taken if i != item.data(_ID))
            self._show_taken()
            self.changed.emit()
            (self.taken_list if self._taken else self.field).setFocus()

    def _show_taken(self) -> None:
        _fill(self.taken_list, tuple((i, self._findings.text(i)) for i in self._taken))
        for part in (self.taken_list, self.hint):
            part.setVisible(bool(self._taken))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes to what was found, Enter takes it, Del takes a cited one out."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        key = event.key()
        enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if watched is self.field and key == Qt.Key.Key_Down and self.hits.isVisible():
            self.hits.setFocus()
        elif enter and watched in (self.field, self.hits):
            item = self.hits.currentItem() if self.hits.isVisible() else None
            if item is not None:
                self._take(item)
        elif key == Qt.Key.Key_Up and watched is self.hits and self.hits.currentRow() == 0:
            self.field.setFocus()
        elif key == Qt.Key.Key_Delete and watched is self.taken_list:
            self._take_out()
        else:
            return False
        return True


def _list(name: str) -> QListWidget:
    made = QListWidget()
    made.setAccessibleName(name)
    made.setTabKeyNavigation(False)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setTextElideMode(Qt.TextElideMode.ElideRight)
    return made


def _fill(shown: QListWidget, entries: tuple[tuple[str, str], ...]) -> None:
    shown.clear()
    for finding_id, text in entries:
        item = QListWidgetItem(text)
        item.setData(_ID, finding_id)
        item.setToolTip(text)
        shown.addItem(item)
    if entries:
        shown.setCurrentRow(0)
    height = max(shown.sizeHintForRow(0), _ROW) if entries else _ROW
    shown.setFixedHeight(min(len(entries), 6) * height + 6)
