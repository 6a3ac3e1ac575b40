"""Parts side by side, or one above the other where the width does not hold all of them."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget


class TurningSplit(QSplitter):
    """Asks for no more width than its broadest part, so that nobody has to scroll to the side.

    A part that is hidden takes no room and does not count.
    """

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self._least: dict[QWidget, int] = {}
        self._beside: Sequence[int] = ()

    def add_part(self, part: QWidget, least_height: int) -> None:
        """Add a part at the right; standing below another it is at least so high, in pixels."""
        self._least[part] = least_height
        self.addWidget(part)

    def set_widths(self, widths: Sequence[int]) -> None:
        """Share the width so, in pixels, whenever the parts stand side by side anew."""
        self._beside = widths
        self.setSizes(list(widths))

    def minimumSizeHint(self) -> QSize:
        """See QWidget."""
        needs = [_need(part) for part in self._shown()]
        widest = max((need.width() for need in needs), default=0)
        if self.orientation() == Qt.Orientation.Vertical:
            return QSize(widest, sum(need.height() for need in needs) + self._handles())
        return QSize(widest, max((need.height() for need in needs), default=0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See QWidget."""
        super().resizeEvent(event)
        self._turn()

    def event(self, event: QEvent) -> bool:
        """A part that comes or goes may need another order."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._turn()
        return done

    def _shown(self) -> list[QWidget]:
        return [part for part in self._least if not part.isHidden()]

    def _handles(self) -> int:
        return self.handleWidth() * max(len(self._shown()) - 1, 0)

    def _turn(self) -> None:
        shown = self._shown()
        beside = sum(_need(part).width() for part in shown) + self._handles()
        narrow = len(shown) > 1 and self.width() < beside
        wanted = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        if wanted == self.orientation():
            return
        for part, least in self._least.items():
            part.setMinimumHeight(least if narrow else 0)
        self.setOrientation(wanted)
        if self._beside and not narrow:
            self.setSizes(list(self._beside))
        # Who is around asks anew how much room this needs.
        QCoreApplication.postEvent(self, QEvent(QEvent.Type.LayoutRequest))
        self.updateGeometry()


def _need(part: QWidget) -> QSize:
    return part.minimumSizeHint().expandedTo(part.minimumSize())
