"""One finding with everything known of it, and what can be done with it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.base.i18n import _
from app.base.records import Standing
from ui.case.inspector_query import FindingDetail
from ui.case.line_button import LineButton
from ui.case.words import standing_text
from ui.widgets.badge import Badge
from ui.widgets.plain_label import Heading, MutedLabel, PlainLabel

_LONG = 48
"""Longer values are set as text, not as a heading."""


class FindingPanel(QScrollArea):
    """Facts about a finding; the buttons ask for a step, the panel takes none itself."""

    back_wanted = Signal()
    correct_wanted = Signal(str)
    remove_wanted = Signal(str)
    lift_wanted = Signal(str)
    handling_wanted = Signal(str)
    review_wanted = Signal(str)
    history_wanted = Signal(str)
    """The history of a field, by its property."""
    exonerating_wanted = Signal(str, bool)
    passage_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Finding"))
        self.detail: FindingDetail | None = None
        self._facts = QVBoxLayout()

    def show_finding(self, detail: FindingDetail, *, focus: bool = True) -> None:
        """Show this finding; with `focus` the keys go there."""
        self.detail = detail
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(16, 10, 16, 16)
        column.setSpacing(3)
        back = LineButton(_("Back to the subject"), self.back_wanted.emit, "arrow-left")
        column.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(MutedLabel(detail.title))
        column.addWidget(Heading(detail.value) if len(detail.value) <= _LONG else PlainLabel(detail.value))
        column.addLayout(_badges(detail))
        column.addSpacing(6)
        if detail.has_passage:
            shown = LineButton(
                _("Open passage (O)"), lambda: self.passage_wanted.emit(detail.id), "file-text"
            )
            column.addWidget(shown, 0, Qt.AlignmentFlag.AlignLeft)
        if not detail.corrected:
            column.addLayout(self._buttons(detail))
        past = LineButton(
            _("History of the field (H)"), lambda: self.history_wanted.emit(detail.property), "history"
        )
        column.addWidget(past, 0, Qt.AlignmentFlag.AlignLeft)
        self._facts = QVBoxLayout()
        self._facts.setSpacing(3)
        column.addLayout(self._facts)
        self._add(detail.facts)
        if detail.history:
            caption = MutedLabel(_("Corrected from"))
            caption.setContentsMargins(0, 16, 0, 0)
            column.addWidget(caption)
            for line in detail.history:
                column.addWidget(PlainLabel(line))
        column.addStretch(1)
        self.setWidget(content)
        if focus:
            back.setFocus()

    def add_facts(self, finding_id: str, facts: Sequence[tuple[str, str]]) -> None:
        """Show more of the finding that is shown; what is told of another one comes too late."""
        if self.detail is not None and self.detail.id == finding_id:
            self._add(facts)

    def _add(self, facts: Sequence[tuple[str, str]]) -> None:
        for name, text in facts:
            caption = MutedLabel(name)
            caption.setContentsMargins(0, 8, 0, 0)
            self._facts.addWidget(caption)
            self._facts.addWidget(PlainLabel(text, selectable=True))

    def _buttons(self, detail: FindingDetail) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(1)
        for text, name, run in self._steps(detail):
            column.addWidget(LineButton(text, run, name), 0, Qt.AlignmentFlag.AlignLeft)
        return column

    def _steps(self, detail: FindingDetail) -> list[tuple[str, str, Callable[[], object]]]:
        """Return what can be done with a finding in force: words with the key, icon, and the asking."""
        mine = detail.id
        exonerate = _("Not exonerating (X)") if detail.exonerating else _("Exonerating (X)")
        remove = _("Lift the restriction (L) …"), "shield-alert", lambda: self.lift_wanted.emit(mine)
        steps: list[tuple[str, str, Callable[[], object]]] = [
            (_("Correct (F2) …"), "pencil", lambda: self.correct_wanted.emit(mine)),
            (exonerate, "scale", lambda: self.exonerating_wanted.emit(mine, not detail.exonerating)),
            (_("Handling (V) …"), "shield-check", lambda: self.handling_wanted.emit(mine)),
            (_("Review day (R) …"), "calendar-days", lambda: self.review_wanted.emit(mine)),
        ]
        if detail.restricted:
            steps.append(remove)
        steps.append((_("Restrict or erase (Del) …"), "trash-2", lambda: self.remove_wanted.emit(mine)))
        return steps

    def _by_key(self, detail: FindingDetail) -> dict[Qt.Key, Callable[[], object]]:
        keys = Qt.Key
        always: dict[Qt.Key, Callable[[], object]] = {
            keys.Key_H: lambda: self.history_wanted.emit(detail.property),
        }
        if detail.has_passage:
            always[keys.Key_O] = lambda: self.passage_wanted.emit(detail.id)
        if detail.corrected:
            return always
        return always | {
            keys.Key_F2: lambda: self.correct_wanted.emit(detail.id),
            keys.Key_X: lambda: self.exonerating_wanted.emit(detail.id, not detail.exonerating),
            keys.Key_V: lambda: self.handling_wanted.emit(detail.id),
            keys.Key_R: lambda: self.review_wanted.emit(detail.id),
            keys.Key_Delete: lambda: self.remove_wanted.emit(detail.id),
            keys.Key_L: lambda: self.lift_wanted.emit(detail.id) if detail.restricted else None,
        }

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leads back to the subject; each step has the key that its button names."""
        steps = self._by_key(self.detail) if self.detail is not None and not event.modifiers() else {}
        if event.key() == Qt.Key.Key_Escape:
            self.back_wanted.emit()
        elif event.key() in steps:
            steps[Qt.Key(event.key())]()
        else:
            super().keyPressEvent(event)


def _badges(detail: FindingDetail) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(6)
    for text, kind, holds in (
        (standing_text(detail.standing), "accent", detail.standing is not Standing.FACT),
        (_("exonerating"), "good", detail.exonerating),
        (_("restricted"), "danger", detail.restricted),
        (_("corrected"), "warn", detail.corrected),
    ):
        if holds:
            row.addWidget(Badge(text, kind))
    row.addStretch(1)
    return row
