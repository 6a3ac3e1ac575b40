"""A box to tick whose words may take several lines, which Qt's own box cannot do."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from ui.widgets.plain_label import PlainLabel


class WrappedCheck(QWidget):
    """`box` is the box; a click on the words ticks it, too. `name` is what a screen reader says."""

    def __init__(self, words: str, name: str = "") -> None:
        super().__init__()
        self.box = QCheckBox()
        self.box.setAccessibleName(name or words)
        label = PlainLabel(words)
        label.setBuddy(self.box)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(8)
        row.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label, 1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """See QWidget."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.box.setFocus(Qt.FocusReason.MouseFocusReason)
            self.box.toggle()
