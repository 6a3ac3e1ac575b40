"""One finding with everything known of it, and what can be done with it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.base.i18n import _
from ui.case.inspector_query import FindingDetail
from ui.widgets.badge import Badge
from ui.widgets.icons import icon
from ui.widgets.plain_label import Heading, MutedLabel, PlainLabel

_LONG = 80
"""Longer values are set as text, not as a heading."""


class FindingPanel(QScrollArea):
    """Facts about a finding; the buttons ask for a step, the panel takes none itself."""

    back_wanted = Signal()
    correct_wanted = Signal(str)
    restrict_wanted = Signal(str, bool)
    exonerating_wanted = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Finding"))
        self.detail: FindingDetail | None = None

    def show_finding(self, detail: FindingDetail) -> None:
        """Show this finding."""
        self.detail = detail
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(16, 10, 16, 16)
        column.setSpacing(3)
        back = QPushButton(icon("arrow-left"), _("Back to the subject"))
        back.setFlat(True)
        back.clicked.connect(lambda _checked=False: self.back_wanted.emit())
        column.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(MutedLabel(detail.title))
        column.addWidget(Heading(detail.value) if len(detail.value) <= _LONG else PlainLabel(detail.value))
        column.addLayout(_badges(detail))
        if not detail.corrected:
            column.addSpacing(8)
            column.addLayout(self._buttons(detail))
        for name, text in detail.facts:
            caption = MutedLabel(name)
            caption.setContentsMargins(0, 8, 0, 0)
            column.addWidget(caption)
            column.addWidget(PlainLabel(text, selectable=True))
        if detail.history:
            caption = MutedLabel(_("Corrected from"))
            caption.setContentsMargins(0, 16, 0, 0)
            column.addWidget(caption)
            for line in detail.history:
                column.addWidget(PlainLabel(line))
        column.addStretch(1)
        self.setWidget(content)
        back.setFocus()

    def _buttons(self, detail: FindingDetail) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(6)
        restrict = _("Lift the restriction …") if detail.restricted else _("Restrict …")
        exonerate = _("Take the exonerating mark back") if detail.exonerating else _("Mark as exonerating")
        for text, name, run in (
            (_("Correct …"), "pencil", lambda: self.correct_wanted.emit(detail.id)),
            (
                exonerate,
                "scale",
                lambda: self.exonerating_wanted.emit(detail.id, not detail.exonerating),
            ),
            (restrict, "shield-alert", lambda: self.restrict_wanted.emit(detail.id, not detail.restricted)),
        ):
            button = QPushButton(icon(name), text)
            button.clicked.connect(lambda _checked=False, run=run: run())
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return column

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leads back to the subject."""
        if event.key() == Qt.Key.Key_Escape:
            self.back_wanted.emit()
        else:
            super().keyPressEvent(event)


def _badges(detail: FindingDetail) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(6)
    for text, kind, holds in (
        (_("exonerating"), "good", detail.exonerating),
        (_("restricted"), "danger", detail.restricted),
        (_("corrected"), "warn", detail.corrected),
    ):
        if holds:
            row.addWidget(Badge(text, kind))
    row.addStretch(1)
    return row
