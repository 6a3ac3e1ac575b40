"""Finds words that do not fit into the widget that shows them, and widgets that do not fit into theirs."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QHeaderView,
    QLabel,
    QScrollArea,
    QTabBar,
    QToolButton,
    QWidget,
)

from ui.case.line_button import LINES
from ui.widgets.badge import Badge

# Half a letter: what rounding at a scale of 200 % can take away.
SLACK = 2


def cut_texts(window: QWidget) -> list[str]:
    """Return one line for each text of the window that is not shown whole where it stands."""
    found = []
    for widget in shown(window):
        found += [f"{path(widget)}: {line}" for line in _cut(widget)]
    return found


def shown(window: QWidget) -> Iterator[QWidget]:
    """Give out every widget that is not hidden, also those that must be scrolled to."""
    for widget in window.findChildren(QWidget):
        if widget.isVisible() and not widget.objectName().startswith("qt_"):
            yield widget


def path(widget: QWidget) -> str:
    """Say which widget that is: the classes from the page inwards."""
    names: list[str] = []
    at: QWidget | None = widget
    while at is not None and len(names) < 4:
        names.append(type(at).__name__)
        at = at.parentWidget()
    return "/".join(reversed(names))


def _cut(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel):
        yield from _label(widget)
    elif isinstance(widget, QAbstractButton):
        yield from _button(widget)
    elif isinstance(widget, QTabBar):
        yield from _tabs(widget)
    elif isinstance(widget, QHeaderView):
        yield from _headings(widget)
    elif isinstance(widget, QScrollArea):
        yield from _sideways(widget)
    elif isinstance(widget, Badge) and widget.width() < widget.sizeHint().width():
        yield f"badge {widget.text()!r} {widget.width()} < {widget.sizeHint().width()}"
    if _says_something(widget):
        yield from _outside(widget)


def _says_something(widget: QWidget) -> bool:
    words = isinstance(widget, QLabel | QAbstractButton) and bool(widget.text())
    return (words or isinstance(widget, Badge)) and widget.width() > 0


def _label(label: QLabel) -> Iterator[str]:
    text = label.text()
    if not text or not label.pixmap().isNull() or label.textFormat() == Qt.TextFormat.RichText:
        return
    room = label.contentsRect()
    metrics = QFontMetrics(label.font())
    flags = Qt.TextFlag.TextWordWrap if label.wordWrap() else Qt.TextFlag.TextExpandTabs
    needed = metrics.boundingRect(QRect(0, 0, max(room.width(), 1), 100_000), int(flags), text)
    if needed.width() > room.width() + SLACK:
        yield f"label {text[:60]!r} needs {needed.width()} has {room.width()}"
    elif needed.height() > room.height() + SLACK:
        yield f"label {text[:60]!r} needs height {needed.height()} has {room.height()}"


def _button(button: QAbstractButton) -> Iterator[str]:
    text = button.text().replace("&&", "\0").replace("&", "").replace("\0", "&")
    icon_only = (
        isinstance(button, QToolButton)
        and button.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly
        and not button.icon().isNull()
    )
    if not text or icon_only:
        return
    if button.hasHeightForWidth():
        yield from _lines(button, text)
        return
    needed = button.sizeHint().width()
    if needed > button.width() + SLACK:
        yield f"button {text!r} needs {needed} has {button.width()}"
    if QFontMetrics(button.font()).height() > button.height() + SLACK:
        yield f"button {text!r} is only {button.height()} high"


def _tabs(bar: QTabBar) -> Iterator[str]:
    metrics = QFontMetrics(bar.font())
    for number in range(bar.count()):
        text, room = bar.tabText(number), bar.tabRect(number)
        if metrics.horizontalAdvance(text) > room.width():
            yield f"tab {text!r} needs {metrics.horizontalAdvance(text)} has {room.width()}"
        elif bar.isTabVisible(number) and room.right() > bar.width() + SLACK:
            yield f"tab {text!r} ends at {room.right()} of {bar.width()}"


def _headings(header: QHeaderView) -> Iterator[str]:
    model = header.model()
    if model is None or header.orientation() != Qt.Orientation.Horizontal:
        return
    for number in range(header.count()):
        text = str(model.headerData(number, header.orientation()) or "")
        tip = str(model.headerData(number, header.orientation(), Qt.ItemDataRole.ToolTipRole) or "")
        if header.isSectionHidden(number) or not text or text in tip:
            continue
        if header.sectionSizeHint(number) > header.sectionSize(number) + SLACK:
            yield f"heading {text!r} needs {header.sectionSizeHint(number)} has {header.sectionSize(number)}"


def _lines(button: QAbstractButton, text: str) -> Iterator[str]:
    """Lines of words that are pressed: only what somebody delivered is too long for all of its lines."""
    if text.endswith("…") and not button.accessibleName().endswith("…") and text.count("\n") + 1 < LINES:
        yield f"button {button.accessibleName()!r} shows {text!r}"
    if button.heightForWidth(button.width()) > button.height() + SLACK:
        yield f"button {text!r} is only {button.height()} high"


def _sideways(area: QScrollArea) -> Iterator[str]:
    """Text is read downwards; a form whose lines run out of sight at the right is not read.

    What is read in both directions says so itself: a matrix, a drawing.
    """
    if not area.property("sideways") and (over := area.horizontalScrollBar().maximum()) > SLACK:
        yield f"{area.accessibleName()!r} has to be scrolled {over} to the side"


def _outside(widget: QWidget) -> Iterator[str]:
    """A widget that hangs out of one around it is cut off there, unless one can scroll to it."""
    at = widget.parentWidget()
    while at is not None and not at.isWindow():
        if _scrolls(at) or at.property("sideways"):
            return
        place = QRect(widget.mapTo(at, QPoint(0, 0)), widget.size())
        if not at.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK).contains(place):
            yield f"hangs out of {type(at).__name__}: {place.getRect()} in {at.rect().getRect()}"
            return
        at = at.parentWidget()


def _scrolls(widget: QWidget) -> bool:
    around = widget.parentWidget()
    return isinstance(around, QAbstractScrollArea) and around.viewport() is widget
