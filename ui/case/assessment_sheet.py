"""One assessment in full: its text, how probable, how well founded, what it rests on, what weakens it."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.base.i18n import _
from ui.case.assessment_query import AssessmentRow
from ui.case.line_button import LineButton
from ui.widgets.badge import Badge
from ui.widgets.plain_label import MutedLabel, PlainLabel

_WIDEST = 760


class AssessmentSheet(QScrollArea):
    """Below the list: everything said about the chosen assessment; a cited finding opens beside it."""

    finding_activated = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Assessment"))
        self.row: AssessmentRow | None = None
        self.show_row(None)

    def show_row(self, row: AssessmentRow | None) -> None:
        """Show an assessment, None for none."""
        self.row = row
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(3)
        inner = QWidget()
        inner.setMaximumWidth(_WIDEST)
        lines = QVBoxLayout(inner)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(3)
        if row is None:
            lines.addWidget(
                MutedLabel(_("Choose an assessment to see what it rests on and what weakens it."))
            )
        else:
            self._fill(lines, row)
        # Beside a stretch it gets its own width before its height is asked for.
        across = QHBoxLayout()
        across.addWidget(inner, 1000)
        across.addStretch(1)
        column.addLayout(across)
        column.addStretch(1)
        self.setWidget(content)

    def _fill(self, lines: QVBoxLayout, row: AssessmentRow) -> None:
        lines.addLayout(_badges(row))
        lines.addWidget(PlainLabel(row.text, selectable=True))
        for doubt in row.doubts:
            lines.addWidget(_warning(doubt))
        for name, text in row.facts:
            lines.addWidget(_caption(name))
            lines.addWidget(PlainLabel(text, selectable=True))
        lines.addWidget(_caption(_("Rests on")))
        for finding_id, text in row.cites:
            button = LineButton(text, partial(self.finding_activated.emit, finding_id))
            button.setToolTip(text)
            lines.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)


def _badges(row: AssessmentRow) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(6)
    line.addWidget(Badge(row.standing, "accent"))
    if row.restricted:
        line.addWidget(Badge(_("restricted"), "danger"))
    line.addWidget(MutedLabel(f"{row.kind} · {row.recorded}"), 1)
    return line


def _warning(text: str) -> QWidget:
    part = QWidget()
    line = QHBoxLayout(part)
    line.setContentsMargins(0, 2, 0, 0)
    line.setSpacing(6)
    line.addWidget(Badge(_("check"), "warn"), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(PlainLabel(text), 1)
    return part


def _caption(name: str) -> MutedLabel:
    caption = MutedLabel(name)
    caption.setContentsMargins(0, 8, 0, 0)
    return caption
