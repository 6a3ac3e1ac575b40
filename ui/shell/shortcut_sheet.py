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
        (_("Drag with Shift, with Alt"), _("Choose in a rectangle, in a free shape")),
        (_("Alt while dragging"), _("Snap to a grid")),
        *_chart_letters(),
    )


def _chart_letters() -> tuple[tuple[str, str], ...]:
    return (
        (_("Ctrl+arrow, space bar"), _("Go without choosing, choose")),
        (_("Shift+arrow"), _("Move what is chosen on the chart")),
        (_("Ctrl+Shift+arrow"), _("Choose one more; size of a note or frame")),
        (", .", _("Links of a node, one after the other")),
        ("M", _("Next note or frame")),
        ("N R G", _("New note, frame, group")),
        ("E", _("Fold or open a group")),
        (_("H, Shift+H"), _("Hide, show again")),
        ("P S", _("Pin, lock")),
        (_("L, then Enter"), _("New link")),
        (_("A or D, then an arrow"), _("Align, spread evenly")),
        (_("T B V W Shift+G"), _("Choose type, neighbours, links, paths, group")),
        (_("Ctrl+A, Ctrl+Shift+I"), _("Choose all nodes, all others")),
        ("F Z 1 + −", _("Show all, what is chosen, full size, zoom")),
        ("F2 O", _("Card of the node, overview")),
        ("Y", _("Fold or open the legend")),
    )


class ShortcutSheet(QDialog):
    """A dialog with the keys of actions and, beside them, those of the chart, and what they do."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Keys"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(5)
        actions = _action_keys(window)
        half = -(-len(actions) // 2)
        for number, keys in enumerate((actions[:half], actions[half:], chart_keys())):
            for row, (key, text) in enumerate(keys):
                for place, label in enumerate((MutedLabel(key), PlainLabel(text))):
                    label.setWordWrap(False)
                    label.setMinimumWidth(label.sizeHint().width())
                    grid.addWidget(label, row, 2 * number + place)
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
