"""The place for pages in the window: where it is too small for one, one scrolls instead of losing words."""

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QStackedWidget, QWidget


class PageRoom(QScrollArea):
    """Gives the page shown all the room there is, and never less than it needs.

    The window may so become smaller than its largest page; what has the focus is scrolled into view.
    """

    def __init__(self, stack: QStackedWidget) -> None:
        super().__init__()
        self._stack = stack
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(stack)
        stack.currentChanged.connect(lambda _index: self._fit())
        stack.installEventFilter(self)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See QWidget."""
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice when a page needs more or less than before."""
        if watched is self._stack and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        page = self._stack.currentWidget()
        if page is None:
            return
        need = page.minimumSizeHint().expandedTo(page.minimumSize())
        room = self.maximumViewportSize()
        thick = self.verticalScrollBar().sizeHint().width()
        # A bar for one direction takes room from the other.
        if need.width() > room.width():
            room -= QSize(0, thick)
        if need.height() > room.height():
            room -= QSize(thick, 0)
        size = room.expandedTo(need)
        layout = page.layout()
        if layout is not None and layout.hasHeightForWidth():
            # Wrapped words need the more height the less width they get.
            size.setHeight(max(size.height(), layout.totalMinimumHeightForWidth(size.width())))
        self._stack.resize(size)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is None or not self._stack.isAncestorOf(now):
            return
        room = self.viewport().size()
        if now.width() < room.width() and now.height() < room.height():
            self.ensureWidgetVisible(now, 12, 12)
        else:
            corner = now.mapTo(self._stack, QPoint(0, 0))
            self.ensureVisible(corner.x(), corner.y(), 12, 12)
