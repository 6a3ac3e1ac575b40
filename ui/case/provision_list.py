"""The provisions that may carry a release, each with its conditions as boxes that nobody has ticked yet."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QScrollArea, QVBoxLayout, QWidget

from app.base.i18n import _, ngettext
from ui.case.release_query import ProvisionBlock
from ui.shell.wrapped_check import WrappedCheck
from ui.widgets.plain_label import MutedLabel, PlainLabel

Ticks = frozenset[tuple[str, int]]


class ProvisionList(QScrollArea):
    """Ticks are made by a person, one by one; there is no “all”."""

    ticked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setAccessibleName(_("Provisions and their conditions"))
        self.boxes: dict[tuple[str, int], QCheckBox] = {}
        self._blocks: tuple[str, ...] = ()
        self._counts: dict[str, MutedLabel] = {}
        self.show_blocks(())

    def ticks(self) -> Ticks:
        """Return which conditions of which provisions are confirmed."""
        return frozenset(key for key, box in self.boxes.items() if box.isChecked())

    def show_blocks(self, blocks: Sequence[ProvisionBlock]) -> None:
        """Show these provisions; ticks stay as long as the recipient's provisions do."""
        if {b.id for b in blocks} == set(self._blocks) and blocks:
            for block in blocks:
                self._counts[block.id].setText(_count_text(block))
            return
        self._blocks = tuple(b.id for b in blocks)
        self.boxes, self._counts = {}, {}
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 12, 12)
        column.setSpacing(16)
        if not blocks:
            column.addWidget(
                MutedLabel(
                    _("Provisions appear with the recipient; none means that the matrix allows nothing.")
                )
            )
        for block in blocks:
            column.addLayout(self._block(block))
        column.addStretch(1)
        self.setWidget(content)

    def _block(self, block: ProvisionBlock) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(3)
        column.addWidget(PlainLabel(block.citation))
        self._counts[block.id] = MutedLabel(_count_text(block))
        column.addWidget(self._counts[block.id])
        column.addWidget(MutedLabel(block.paraphrase))
        for no, condition in enumerate(block.conditions, start=1):
            check = WrappedCheck(condition, f"{block.citation}: {condition}")
            check.box.toggled.connect(lambda _on: self.ticked.emit())
            self.boxes[block.id, no] = check.box
            column.addWidget(check)
        if not block.conditions:
            column.addWidget(MutedLabel(_("No further condition.")))
        return column


def _count_text(block: ProvisionBlock) -> str:
    if block.carries:
        text = ngettext("carries {count} finding", "carries {count} findings", block.carries)
        return text.format(count=block.carries)
    if block.waiting:
        text = ngettext("{count} finding waits for it", "{count} findings wait for it", block.waiting)
        return text.format(count=block.waiting)
    return _("an alternative ground")
