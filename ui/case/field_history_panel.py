"""The history of a field: each chain from what is in force back to what was said first."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.base.i18n import _
from ui.case.field_history_query import FieldHistory, HistoryLine
from ui.case.line_button import LineButton
from ui.widgets.inspector_form import FindingBlock, FindingLine
from ui.widgets.plain_label import Heading, MutedLabel


class FieldHistoryPanel(QScrollArea):
    """Shows a history; Escape and Back leave it, Enter opens a finding that still has content."""

    back_wanted = Signal()
    finding_activated = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("History of the field"))
        self.history: FieldHistory | None = None

    def show_history(self, history: FieldHistory) -> None:
        """Show this history."""
        self.history = history
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(16, 10, 16, 16)
        column.setSpacing(4)
        back = LineButton(_("Back to the subject"), self.back_wanted.emit, "arrow-left")
        column.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(MutedLabel(_("History of the field")))
        column.addWidget(Heading(history.title))
        for number, chain in enumerate(history.chains, start=1):
            title = MutedLabel(_("Statement {number}, newest first").format(number=number))
            title.setContentsMargins(0, 12, 0, 0)
            column.addWidget(title)
            for line in chain:
                column.addWidget(self._block(line))
        if history.erased:
            title = MutedLabel(_("Erased"))
            title.setContentsMargins(0, 12, 0, 0)
            column.addWidget(title)
            for line in history.erased:
                column.addWidget(self._block(line))
        column.addStretch(1)
        self.setWidget(content)
        back.setFocus()

    def _block(self, line: HistoryLine) -> FindingBlock:
        note = "\n".join(line.facts)
        block = FindingBlock(
            FindingLine(line.finding_id, line.value, "", "", line.standing, "", note, line.marks)
        )
        if line.finding_id:
            block.activated.connect(self.finding_activated)
        return block

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leads back to the subject."""
        if event.key() == Qt.Key.Key_Escape:
            self.back_wanted.emit()
        else:
            super().keyPressEvent(event)
