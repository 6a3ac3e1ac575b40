"""What is in quarantine, above the sources: since when, why, and what can be done about it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.base.i18n import _, ngettext
from ui.case.contribution_query import HeldLine
from ui.widgets.badge import Badge
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.plain_label import MutedLabel, PlainLabel

_MOST_HEIGHT = 230
_SIDE = 16


class QuarantinePanel(QFrame):
    """Hidden while nothing is held."""

    label_wanted = Signal(str)
    look_wanted = Signal(str)
    withdrawal_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.rows: dict[str, QWidget] = {}
        self.title = PlainLabel()
        self.title.setWordWrap(False)
        font = self.title.font()
        font.setBold(True)
        self.title.setFont(font)
        self.ground = QScrollArea()
        self.ground.setWidgetResizable(True)
        self.ground.setAccessibleName(_("Quarantine"))
        self.ground.setFrameShape(QFrame.Shape.NoFrame)
        column = QVBoxLayout(self)
        column.setContentsMargins(_SIDE, 8, _SIDE, 8)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addWidget(Badge(_("goes into nothing"), "warn"), 0, Qt.AlignmentFlag.AlignLeft)
        head.addStretch(1)
        column.addLayout(head)
        column.addWidget(self.ground)
        self.hide()

    def show_lines(self, lines: Sequence[HeldLine]) -> None:
        """Show what is held."""
        self.setVisible(bool(lines))
        text = ngettext(
            "{count} contribution in quarantine", "{count} contributions in quarantine", len(lines)
        )
        self.title.setText(text.format(count=len(lines)))
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.rows = {line.id: self._row(line) for line in lines}
        for row in self.rows.values():
            column.addWidget(row)
        column.addStretch(1)
        self.ground.setWidget(content)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See QWidget."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Take the height that the lines need at this width, up to a limit."""
        content = self.ground.widget()
        if content is not None:
            needed = content.heightForWidth(self.width() - 2 * _SIDE)
            self.ground.setFixedHeight(min(max(needed, 0) + 2, _MOST_HEIGHT))

    def _row(self, line: HeldLine) -> QWidget:
        row = QWidget()
        texts = QVBoxLayout(row)
        texts.setContentsMargins(0, 0, 0, 0)
        texts.setSpacing(1)
        texts.addWidget(PlainLabel(line.title))
        texts.addWidget(MutedLabel(f"{line.detail} · {line.why}"))
        steps = QWidget()
        across = FlowLayout(steps)
        across.setContentsMargins(0, 3, 0, 0)
        for words, signal in (
            (_("Complete the label"), self.label_wanted),
            (_("Look into it"), self.look_wanted),
            (_("Withdraw …"), self.withdrawal_wanted),
        ):
            button = QPushButton(words)
            button.setAccessibleName(f"{words}: {line.title}")
            button.clicked.connect(lambda _checked=False, wanted=signal: wanted.emit(line.id))
            across.addWidget(button)
        texts.addWidget(steps)
        return row
