"""Parts of a page: under a short title, or one below the other."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.plain_label import PlainLabel


def titled(title: str, part: QWidget) -> QWidget:
    """Return `part` with its title above it, in bold and in line with the words of a table."""
    whole = QWidget()
    heading = PlainLabel(title)
    heading.setContentsMargins(14, 10, 0, 0)
    font = heading.font()
    font.setBold(True)
    heading.setFont(font)
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(heading)
    column.addWidget(part, 1)
    return whole


def stacked(*parts: QWidget, fill: QWidget) -> QWidget:
    """Return the parts one below the other without gaps; `fill` takes the height that is left."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for part in parts:
        column.addWidget(part, 1 if part is fill else 0)
    return whole
