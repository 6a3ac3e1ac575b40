"""Actions with an icon and a word beside it, known to the command palette."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QToolButton, QWidget

from ui.widgets.flow_layout import GAP, FlowLayout
from ui.widgets.icons import icon

_GAP = 14
ICON_SIZE = QSize(22, 17)
"""Wider than high: the rest is the gap between icon and word."""


def make_action(
    owner: QWidget,
    text: str,
    icon_name: str,
    run: Callable[[], object],
    *,
    shortcut: str = "",
    tip: str = "",
    everywhere: bool = False,
) -> QAction:
    """Return an action of `owner`: in its shortcuts, in the command palette, with its key in the tip.

    `shortcut` is portable text ("Ctrl+K"). It works while `owner` or a child of it has the focus, with
    `everywhere` in the whole window.
    """
    action = QAction(icon(icon_name), text, owner)
    action.triggered.connect(lambda _checked=False: run())
    if shortcut:
        action.setShortcut(QKeySequence(shortcut))
        context = Qt.ShortcutContext
        action.setShortcutContext(
            context.WindowShortcut if everywhere else context.WidgetWithChildrenShortcut
        )
    key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    action.setToolTip(f"{tip or text} ({key})" if key else tip or text)
    owner.addAction(action)
    return action


def labelled_button(action: QAction, parent: QWidget | None = None) -> QToolButton:
    """Return a button that shows the icon of `action` with its word beside it."""
    button = QToolButton(parent)
    button.setDefaultAction(action)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setIconSize(ICON_SIZE)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def _gap() -> QWidget:
    gap = QWidget()
    gap.setFixedSize(_GAP, 1)
    gap.setProperty(GAP, True)
    return gap


class ButtonRow(QWidget):
    """A row of labelled buttons, which goes on in a next line; `None` among the actions leaves a gap."""

    def __init__(self, actions: Sequence[QAction | None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = FlowLayout(self, gap=2)
        self._row.setContentsMargins(8, 4, 8, 4)
        for action in actions:
            self._row.addWidget(_gap() if action is None else labelled_button(action))

    def add_widget(self, widget: QWidget) -> None:
        """Put `widget` at the end of the row."""
        self._row.addWidget(widget)
