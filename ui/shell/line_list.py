"""A calm list: lines with a title and a muted detail, opened by Enter or a click."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.base.i18n import ngettext
from ui.shell.start_query import Line
from ui.widgets.badge import Badge
from ui.widgets.plain_label import MutedLabel, PlainLabel


class LineRow(QFrame):
    """One line; one that leads somewhere can be reached by Tab and opened by Enter."""

    activated = Signal(object)

    def __init__(self, line: Line) -> None:
        super().__init__()
        self.line = line
        if line.case_id:
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(", ".join(filter(None, (line.title, line.detail, line.warn))))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        texts = QVBoxLayout()
        texts.setSpacing(1)
        texts.addWidget(PlainLabel(line.title))
        texts.addWidget(MutedLabel(line.detail))
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 6, 8, 6)
        row.addLayout(texts, 1)
        if line.warn:
            row.addWidget(Badge(line.warn, "warn"), 0, Qt.AlignmentFlag.AlignVCenter)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """See QWidget."""
        if event.button() == Qt.MouseButton.LeftButton and self._hit(event):
            self.activated.emit(self.line)

    def _hit(self, event: QMouseEvent) -> bool:
        return bool(self.line.case_id) and self.rect().contains(event.position().toPoint())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See QWidget."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.activated.emit(self.line)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A soft ground under the line that has the focus or the pointer."""
        painter = QPainter(self)
        role = QPalette.ColorRole.Highlight if self.hasFocus() else QPalette.ColorRole.Button
        if self.line.case_id and (self.hasFocus() or self.underMouse()):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.palette().color(role))
            painter.drawRoundedRect(self.rect(), 5, 5)
        painter.end()


class LineList(QWidget):
    """A heading, its lines, and one line in their place where there are none."""

    activated = Signal(object)

    def __init__(self, title: str, empty: str) -> None:
        super().__init__()
        self._empty = empty
        self.rows: list[LineRow] = []
        heading = PlainLabel(title)
        font = heading.font()
        font.setBold(True)
        heading.setFont(font)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        heading.setContentsMargins(8, 0, 0, 2)
        column.addWidget(heading)
        self._body = QVBoxLayout()
        self._body.setSpacing(0)
        column.addLayout(self._body)
        column.addStretch(1)

    def show_lines(self, lines: Sequence[Line], more: int = 0) -> None:
        """Show other lines; `more` are left out and said to be."""
        while (item := self._body.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.rows = [LineRow(line) for line in lines]
        for row in self.rows:
            row.activated.connect(self.activated)
            self._body.addWidget(row)
        if not lines:
            self._add_note(self._empty)
        if more:
            self._add_note(ngettext("and {count} more", "and {count} more", more).format(count=more))

    def _add_note(self, text: str) -> None:
        note = MutedLabel(text)
        note.setContentsMargins(8, 4, 8, 4)
        self._body.addWidget(note)
