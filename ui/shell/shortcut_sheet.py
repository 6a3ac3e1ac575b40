"""All keys on one sheet, read from the actions themselves."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QPushButton, QVBoxLayout, QWidget

from app.base.i18n import _
from ui.widgets.plain_label import Heading, MutedLabel, PlainLabel


def chart_keys() -> tuple[tuple[str, str], ...]:
    """Return the keys of the chart, which are not actions."""
    return (
        (_("Arrow keys"), _("Go from node to node on the chart")),
        (_("Enter"), _("Open what is chosen")),
        (_("Escape"), _("Leave a form, a search, a selection")),
        (_("Double click on the chart"), _("New node")),
        (_("Drag with Alt from node to node"), _("New link")),
    )


class ShortcutSheet(QDialog):
    """A dialog with two columns: key and what it does."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Keys"))
        self.setMinimumWidth(600)
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(5)
        for number, (key, text) in enumerate((*_action_keys(window), *chart_keys())):
            caption = MutedLabel(key)
            caption.setWordWrap(False)
            grid.addWidget(caption, number, 0)
            words = PlainLabel(text)
            words.setWordWrap(False)
            grid.addWidget(words, number, 1)
        grid.setColumnStretch(1, 1)
        close = QPushButton(_("Close"))
        close.clicked.connect(lambda _checked=False: self.close())
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 22, 28, 22)
        column.setSpacing(16)
        column.addWidget(Heading(_("Keys")))
        column.addLayout(grid)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)


def _action_keys(window: QWidget) -> list[tuple[str, str]]:
    found: dict[str, str] = {}
    for action in window.findChildren(QAction):
        key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        if key and action.isVisible():
            found.setdefault(key, action.text().replace("&", "").partition(":")[0])
    return list(found.items())
