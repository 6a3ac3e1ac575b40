"""The room for something large: where it is too small, one scrolls instead of losing words."""

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QStackedWidget, QWidget
from shiboken6 import isValid

_LEAST = QSize(430, 300)
"""Less than this, in logical pixels, is no room to work in; rather let it scroll."""


class ShownStack(QStackedWidget):
    """Needs as much room as what it shows, not as the largest it could show."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(lambda _index: self.updateGeometry())

    def minimumSizeHint(self) -> QSize:
        """See QWidget."""
        shown = self.currentWidget()
        if shown is None:
            return _LEAST
        need = shown.minimumSizeHint().expandedTo(shown.minimumSize()).expandedTo(_LEAST)
        layout = shown.layout()
        if layout is not None and layout.hasHeightForWidth():
            # Rows of buttons that wrap need the more height the less width they get.
            wrapped = layout.totalMinimumHeightForWidth(max(self.width(), need.width()))
            need.setHeight(max(need.height(), wrapped))
        return need

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See QWidget; what wraps asks for another height at another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


class PageRoom(QScrollArea):
    """Gives what is in it, or the page shown of a stack, all the room there is and never less than it needs.

    The window may so become smaller than its largest page; what has the focus is scrolled into view.
    """

    def __init__(self, inner: QWidget) -> None:
        super().__init__()
        self._inner = inner
        self._wanted: QWidget | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inner)
        if isinstance(inner, QStackedWidget):
            inner.currentChanged.connect(lambda _index: self._fit())
        inner.installEventFilter(self)
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.actionTriggered.connect(self._let_be)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See QWidget."""
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice when a page needs more or less than before."""
        if watched is self._inner and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        page = self._inner.currentWidget() if isinstance(self._inner, QStackedWidget) else self._inner
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
        wrapped = _wrapped_height(page, size.width())
        if wrapped > room.height() and need.height() <= room.height():
            # Only the wrapped words bring the bar, and its room is taken from them.
            size.setWidth(max(room.width() - thick, need.width()))
            wrapped = _wrapped_height(page, size.width())
        size.setHeight(max(size.height(), wrapped))
        if size == self._inner.size():
            return
        self._inner.resize(size)
        # What has just appeared is often laid out only after it took the focus.
        if self._wanted is not None and isValid(self._wanted) and self._wanted.hasFocus():
            self._bring(self._wanted)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """See QWidget."""
        self._let_be()
        super().wheelEvent(event)

    def _let_be(self) -> None:
        """Somebody scrolls: where one looks is no longer where the focus is."""
        self._wanted = None

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._inner.isAncestorOf(now):
            self._wanted = now
            self._bring(now)

    def _bring(self, now: QWidget) -> None:
        room = self.viewport().size()
        if now.width() < room.width() and now.height() < room.height():
            self.ensureWidgetVisible(now, 12, 12)
        else:
            corner = now.mapTo(self._inner, QPoint(0, 0))
            self.ensureVisible(corner.x(), corner.y(), 12, 12)


def _wrapped_height(page: QWidget, width: int) -> int:
    """Wrapped words need the more height the less width they get."""
    layout = page.layout()
    wraps = layout is not None and layout.hasHeightForWidth()
    return layout.totalMinimumHeightForWidth(width) if layout is not None and wraps else 0
