"""The columns of a table in the import wizard: what each speaks of, as what, and how sure it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QPushButton, QTableWidget, QTableWidgetItem

from app.base.i18n import _
from app.exchange.mapping import ROW, ROW_MEANINGS
from app.exchange.table_cells import visible
from app.ontology.catalogue import ontology
from ui.exchange.import_wizard_draft import MappingDraft, frame_text
from ui.widgets.plain_label import plain_tip

_HEIGHT = 34
_LEAST = 220
_SPEAKS, _MEANS, _SAYS = 2, 3, 4


@dataclass(frozen=True, slots=True)
class _Fields:
    """What can be chosen for one column."""

    speaks: QComboBox
    means: QComboBox
    says: QPushButton


class ColumnTable(QTableWidget):
    """One row for each column of the file; what is chosen goes into the draft at once."""

    said = Signal()
    """A column speaks of something else now."""
    frame_wanted = Signal(int)
    """How this column is graded is to be chosen."""

    def __init__(self, draft: MappingDraft) -> None:
        super().__init__(0, 5)
        self._draft = draft
        self.setAccessibleName(_("Columns and what they mean"))
        self.setHorizontalHeaderLabels(
            [_("Column"), _("First values"), _("Speaks of"), _("As"), _("Grading and label")]
        )
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_HEIGHT)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setMinimumHeight(_LEAST)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        for at, width in enumerate((125, 150, 180, 180, 150)):
            self.setColumnWidth(at, width)
        self.horizontalHeader().setStretchLastSection(True)

    def show_columns(self) -> None:
        """Show the draft."""
        found = self._draft.found
        if found is None:
            return
        self.setRowCount(len(found.columns))
        for at, name in enumerate(found.columns):
            title = visible(name) or _("Column {no}").format(no=at + 1)
            self.setItem(at, 0, _text_item(title))
            self.setItem(at, 1, _text_item(visible(" · ".join(found.examples[at]))))
            if found.banned[at]:
                words = _("may not be recorded ({attribute})").format(attribute=_(found.banned[at]))
                for x in (_SPEAKS, _MEANS, _SAYS):
                    self.removeCellWidget(at, x)
                    self.setItem(at, x, _text_item(words if x == _SPEAKS else ""))
                self.setSpan(at, _SPEAKS, 1, 3)
                continue
            self._show_column(at, title)

    def focus_says(self, at: int) -> None:
        """Put the cursor where one goes on after grading a column."""
        button = self.cellWidget(at, _SAYS)
        if button is not None:
            button.setFocus()

    def _show_column(self, at: int, title: str) -> None:
        part = self._draft.columns.get(at)
        parts = [("", _("left out")), *self._draft.parts(), (ROW, _("the row itself"))]
        fields = _Fields(
            choice(_("{column}: speaks of").format(column=title), parts, part.part if part else ""),
            choice(_("{column}: as").format(column=title), (), ""),
            QPushButton(),
        )
        fields.says.clicked.connect(lambda _checked=False: self.frame_wanted.emit(at))

        def offer_meanings(current: str) -> None:
            fields.means.clear()
            for value, words in self._meanings(str(fields.speaks.currentData() or "")):
                fields.means.addItem(words, value)
            fields.means.setCurrentIndex(max(fields.means.findData(current), 0))

        def keep() -> None:
            self._draft.set_column(
                at, str(fields.speaks.currentData() or ""), str(fields.means.currentData() or "")
            )
            self._settle(at, title, fields)
            self.said.emit()

        def moved(_index: int) -> None:
            offer_meanings("")
            keep()

        offer_meanings(part.meaning if part else "")
        fields.speaks.activated.connect(moved)
        fields.means.activated.connect(lambda _index: keep())
        self._settle(at, title, fields)
        for x, field in ((_SPEAKS, fields.speaks), (_MEANS, fields.means), (_SAYS, fields.says)):
            self.setCellWidget(at, x, field)

    def _meanings(self, key: str) -> Sequence[tuple[str, str]]:
        if key == ROW:
            return [(meaning, _(words)) for meaning, words in ROW_MEANINGS.items()]
        type_id = self._draft.types().get(key)
        return [(p.id, p.label) for p in ontology().subject_type(type_id).properties] if type_id else ()

    def _settle(self, at: int, title: str, fields: _Fields) -> None:
        part = str(fields.speaks.currentData() or "")
        text = frame_text(self._draft.frame(at))
        fields.means.setEnabled(bool(part))
        fields.says.setEnabled(bool(part) and part != ROW)
        fields.says.setText(text if fields.says.isEnabled() else "")
        fields.says.setToolTip(plain_tip(text) if fields.says.isEnabled() else "")
        fields.says.setAccessibleName(_("{column}: grading and label").format(column=title))
        fields.says.setAccessibleDescription(text)


class CalmChoice(QComboBox):
    """A list that the wheel turns only where somebody is at it: scrolling past must not change it."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """See QWidget."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


def choice(name: str, choices: Sequence[tuple[str, str]], current: str) -> QComboBox:
    """A list to choose from that takes little room."""
    field = CalmChoice()
    field.setAccessibleName(name)
    field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    field.setMinimumContentsLength(4)
    field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    for value, words in choices:
        field.addItem(words, value)
    field.setCurrentIndex(max(field.findData(current), 0))
    return field


def _text_item(text: str) -> QTableWidgetItem:
    item = QTableWidgetItem(text[:200])
    item.setToolTip(plain_tip(text))
    item.setFlags(Qt.ItemFlag.ItemIsEnabled)
    return item
