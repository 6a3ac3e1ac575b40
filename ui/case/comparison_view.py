"""Two subjects side by side: what speaks for and against, every field with its findings, the judgements."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.base.i18n import _
from ui.case.duplicates_query import FieldPair, JudgementLine, SideBySide
from ui.widgets.badge import Badge
from ui.widgets.inspector_form import FindingBlock, FindingLine
from ui.widgets.plain_label import MutedLabel, PlainLabel


class ComparisonView(QScrollArea):
    """Shows one pair; a finding can be opened, nothing is changed here."""

    finding_activated = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Both side by side"))
        self.shown: SideBySide | None = None
        self.clear("")

    def clear(self, line: str) -> None:
        """Show one line instead of a pair."""
        self.shown = None
        content, column = _content()
        column.addWidget(MutedLabel(line))
        column.addStretch(1)
        self.setWidget(content)

    def show_pair(self, pair: SideBySide) -> None:
        """Show this pair."""
        self.shown = pair
        content, column = _content()
        column.addWidget(MutedLabel(pair.subtitle))
        if pair.note:
            column.addWidget(MutedLabel(pair.note))
        for reason in pair.reasons:
            word, kind = (_("speaks for it"), "good") if reason.supports else (_("speaks against"), "warn")
            column.addLayout(_marked(word, kind, PlainLabel(reason.text, selectable=True)))
        if pair.judgements:
            column.addSpacing(10)
            column.addWidget(MutedLabel(_("Judgements")))
            for line in pair.judgements:
                column.addLayout(_judgement(line))
        column.addSpacing(14)
        column.addLayout(self._grid(pair))
        column.addStretch(1)
        self.setWidget(content)

    def _grid(self, pair: SideBySide) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        for place, title in enumerate((pair.left, pair.right)):
            grid.addWidget(_bold(title), 0, place, Qt.AlignmentFlag.AlignTop)
        for field in pair.fields:
            self._add_field(grid, field)
        return grid

    def _add_field(self, grid: QGridLayout, field: FieldPair) -> None:
        row = grid.rowCount()
        head = QHBoxLayout()
        head.setContentsMargins(0, 8, 0, 0)
        head.setSpacing(8)
        title = MutedLabel(field.title)
        title.setWordWrap(False)
        head.addWidget(title)
        if field.verdict:
            head.addWidget(Badge(field.verdict, "good" if field.agrees else "warn"))
        head.addStretch(1)
        grid.addLayout(head, row, 0, 1, 2)
        for place, lines in enumerate((field.left, field.right)):
            grid.addWidget(self._side(lines), row + 1, place)

    def _side(self, lines: Iterable[FindingLine]) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for line in lines:
            block = FindingBlock(line)
            block.activated.connect(self.finding_activated)
            column.addWidget(block)
        if not column.count():
            nothing = MutedLabel(_("nothing known"))
            nothing.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
            column.addWidget(nothing)
        column.addStretch(1)
        return side


def _judgement(line: JudgementLine) -> QHBoxLayout:
    words = f"{line.agency}: {line.text}"
    if line.counts:
        return _marked(line.verdict, "accent", PlainLabel(words, selectable=True))
    return _marked(line.verdict, "plain", MutedLabel(_("{judgement} – replaced").format(judgement=words)))


def _marked(word: str, kind: str, text: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(0, 2, 0, 2)
    row.setSpacing(8)
    row.addWidget(Badge(word, kind), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(text, 1)
    return row


def _bold(text: str) -> PlainLabel:
    label = PlainLabel(text)
    font = label.font()
    font.setBold(True)
    label.setFont(font)
    return label


def _content() -> tuple[QWidget, QVBoxLayout]:
    content = QWidget()
    column = QVBoxLayout(content)
    column.setContentsMargins(18, 14, 18, 16)
    column.setSpacing(3)
    return content, column
