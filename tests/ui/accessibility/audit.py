"""What a screen reader and a keyboard find at one stop of the tour."""

from collections.abc import Iterator

from measuring import path, shown
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QLineEdit, QTabBar, QWidget

from ui.shell.form_foot import FormFoot

_NO_ROLE = (QAccessible.Role.NoRole, QAccessible.Role.Client)


def nameless(window: QWidget) -> list[str]:
    """Return each widget that takes the focus, or can be pressed, and has no name or no role."""
    found = []
    for widget in shown(window):
        if not (_takes_focus(widget) or isinstance(widget, QAbstractButton)) or _is_inner(widget):
            continue
        told = QAccessible.queryAccessibleInterface(widget)
        if told is None:
            found.append(f"{path(widget)}: not in the tree")
        elif not told.text(QAccessible.Text.Name).strip():
            found.append(f"{path(widget)}: {told.role().name} without a name")
        elif told.role() == QAccessible.Role.NoRole:
            found.append(f"{path(widget)}: no role")
    return found


def empty_buttons(window: QWidget) -> list[str]:
    """Return each button that shows neither a word nor an icon."""
    return [
        path(w)
        for w in shown(window)
        if isinstance(w, QAbstractButton) and not _is_inner(w) and not w.text() and w.icon().isNull()
        and not w.isCheckable()
    ]  # fmt: skip


def unreached(window: QWidget) -> list[str]:
    """Return each visible widget that takes the focus by Tab but is not in the chain of Tab."""
    chain = set(tab_chain(window))
    return [path(w) for w in shown(window) if _takes_focus(w) and not _is_inner(w) and w not in chain]


def tab_chain(window: QWidget) -> Iterator[QWidget]:
    """Give out the widgets in the order in which Tab comes to them."""
    at = window.nextInFocusChain()
    while at is not None and at is not window:
        yield at
        at = at.nextInFocusChain()


def mouse_only(window: QWidget) -> list[str]:
    """Return each button that neither takes the focus by Tab nor stands for an action with another way."""
    found = []
    for widget in shown(window):
        if not isinstance(widget, QAbstractButton) or _is_inner(widget) or not widget.isEnabled():
            continue
        group = widget.group()
        way_in = [widget] if group is None else group.buttons()  # the arrow keys lead through a group
        if not any(button.focusPolicy() & Qt.FocusPolicy.TabFocus for button in way_in):
            found.append(f"{path(widget)}: {widget.text() or widget.toolTip()!r}")
    return found


def out_of_sight(window: QWidget) -> list[str]:
    """Return each form whose button is not in sight; twice as large, one may have to scroll down to it."""
    if window.devicePixelRatioF() > 1:
        return []
    feet = (w for w in shown(window) if isinstance(w, FormFoot) and not w.submit_button.isHidden())
    return [
        f"{path(w)}: {w.submit_button.text()!r}" for w in feet if w.submit_button.visibleRegion().isEmpty()
    ]


def _takes_focus(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled()


def _is_inner(widget: QWidget) -> bool:
    """A part of a Qt widget: it belongs to the one around it."""
    around = widget.parentWidget()
    inner = isinstance(around, QLineEdit | QAbstractSpinBox | QTabBar)
    return inner or widget.objectName().startswith("qt_") or widget.focusProxy() is not None
