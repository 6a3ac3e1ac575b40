"""The inspector's form: each field of the selected thing with the findings that state it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.base.i18n import _
from app.base.records import Standing
from ui.widgets.badge import Badge
from ui.widgets.plain_label import Heading, MutedLabel, PlainLabel
from ui.widgets.standing_sign import standing_word
from ui.widgets.theme import tokens


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One finding as the inspector shows it; all texts are ready for people.

    `grading` is source reliability and credibility as people write it ("A2"). `flags` are further words
    such as "restricted" or "exonerating"; `note` is the period or the place in the source.
    """

    id: str
    value: str
    source: str
    grading: str
    standing: Standing
    agency: str
    note: str = ""
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldLines:
    """One field: its name and every finding that states it, the one in force first; `warn` goes beside it."""

    title: str
    findings: tuple[FindingLine, ...]
    warn: str = ""


class FindingBlock(QFrame):
    """Value, and below it who says it, how sure, and as what; Enter or a click activates it."""

    activated = Signal(str)
    """The finding's id."""

    def __init__(self, line: FindingLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = line
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        fact = line.standing is Standing.FACT
        badges = [*line.flags] if fact else [standing_word(line.standing), *line.flags]
        self.setAccessibleName(", ".join(filter(None, (line.value, *badges, *self._facts()))))
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 6, 8, 6)
        column.setSpacing(2)
        top = QHBoxLayout()
        top.setSpacing(6)
        top.addWidget(PlainLabel(line.value), 1)
        if not fact:
            top.addWidget(Badge(standing_word(line.standing), "accent"), 0, Qt.AlignmentFlag.AlignTop)
        for flag in line.flags:
            top.addWidget(Badge(flag, "warn"), 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(top)
        column.addWidget(MutedLabel(" · ".join(self._facts())))

    def _facts(self) -> list[str]:
        line = self.line
        word = standing_word(line.standing) if line.standing is Standing.FACT else ""
        parts = (line.grading, line.agency, line.source, word, line.note)
        return [part for part in parts if part]

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """See QWidget."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """See QWidget."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.activated.emit(self.line.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See QWidget."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.activated.emit(self.line.id)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A thin line at the left: solid for facts, broken for assessments, dotted for hypotheses."""
        colours = tokens(self.palette())
        painter = QPainter(self)
        pen = painter.pen()
        pen.setWidth(2)
        pen.setColor(QColor(colours.accent if self.hasFocus() else colours.faint))
        style = {Standing.FACT: Qt.PenStyle.SolidLine, Standing.ASSESSMENT: Qt.PenStyle.DashLine}
        pen.setStyle(style.get(self.line.standing, Qt.PenStyle.DotLine))
        painter.setPen(pen)
        painter.drawLine(1, 5, 1, self.height() - 5)
        if self.hasFocus():
            # Where only a part of it is in sight, the line at the left may not be.
            pen.setWidth(1)
            pen.setStyle(Qt.PenStyle.SolidLine)
            painter.setPen(pen)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()


class FieldBlock(QWidget):
    """A field's name, and below it its findings."""

    activated = Signal(str)

    def __init__(self, lines: FieldLines, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 12)
        column.setSpacing(4)
        column.addWidget(MutedLabel(lines.title))
        if lines.warn:
            column.addWidget(Badge(lines.warn, "warn"), 0, Qt.AlignmentFlag.AlignLeft)
        for line in lines.findings:
            block = FindingBlock(line)
            block.activated.connect(self.activated)
            column.addWidget(block)


class InspectorForm(QScrollArea):
    """The selected thing: its caption, its type, and its fields with their findings."""

    finding_activated = Signal(str)

    def __init__(self, empty_line: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._empty_line = empty_line
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Inspector"))
        self.clear()

    def clear(self) -> None:
        """Show that nothing is selected, and what to do."""
        content, column = _content()
        column.addWidget(MutedLabel(self._empty_line))
        column.addStretch(1)
        self.setWidget(content)

    def show_subject(
        self, title: str, subtitle: str, fields: Sequence[FieldLines], footer: QWidget | None = None
    ) -> None:
        """Show one subject; `footer` (mostly buttons) becomes the form's own."""
        content, column = _content()
        column.addWidget(Heading(title))
        column.addWidget(MutedLabel(subtitle))
        column.addSpacing(14)
        for lines in fields:
            block = FieldBlock(lines)
            block.activated.connect(self.finding_activated)
            column.addWidget(block)
        if footer is not None:
            column.addWidget(footer)
        column.addStretch(1)
        self.setWidget(content)


def _content() -> tuple[QWidget, QVBoxLayout]:
    content = QWidget()
    column = QVBoxLayout(content)
    column.setContentsMargins(16, 16, 16, 16)
    column.setSpacing(2)
    return content, column
