"""The narrow rail at the left: the places, and below them the open cases."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QScrollArea,
    QStyle,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.base.i18n import _
from ui.shell.page import Place
from ui.widgets.icons import icon
from ui.widgets.plain_label import MutedLabel
from ui.widgets.theme import small_font

_WIDTH = 122
# So much lower than a button would be by itself.
_CLOSER = 3


class Rail(QFrame):
    """Exactly one entry is chosen at any time."""

    place_chosen = Signal(str)
    case_chosen = Signal(str)

    def __init__(self, places: Sequence[Place]) -> None:
        super().__init__()
        self.setFixedWidth(_WIDTH)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self._group = QButtonGroup(self)
        self._places: dict[str, QToolButton] = {}
        self._cases: dict[str, QToolButton] = {}
        self._column = self._scrolled()
        # So close that all places and two open cases stand on 768 pixels.
        self._column.setContentsMargins(4, 3, 4, 2)
        self._column.setSpacing(0)
        self._open = QVBoxLayout()
        self._open.setSpacing(0)
        self._open_title = MutedLabel(_("Open cases"))
        self._open_title.setContentsMargins(10, 6, 0, 1)
        self._open_title.hide()
        for place in places:
            if not place.at_the_bottom:
                self._add_place(place)
        self._column.addWidget(self._open_title)
        self._column.addLayout(self._open)
        self._column.addStretch(1)
        for place in places:
            if place.at_the_bottom:
                self._add_place(place)

    def _scrolled(self) -> QVBoxLayout:
        """Return the column of entries; where the window is too low for all of them, it is scrolled."""
        content = QWidget()
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(content)
        scroll.verticalScrollBar().rangeChanged.connect(self._make_room)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        return QVBoxLayout(content)

    def _make_room(self, _least: int, most: int) -> None:
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        self.setFixedWidth(_WIDTH + (bar if most else 0))

    def _add_place(self, place: Place) -> None:
        button = _button(place.title(), place.icon_name, under=True)
        key = f" ({place.shortcut})" if place.shortcut else ""
        button.setToolTip(f"{place.title()}{key}")
        button.clicked.connect(lambda _checked=False: self.place_chosen.emit(place.key))
        self._group.addButton(button)
        self._places[place.key] = button
        self._column.addWidget(button)

    def show_case(self, case_id: str, reference: str, title: str) -> None:
        """Add an open case, or rename it."""
        button = self._cases.get(case_id)
        if button is None:
            button = _button(reference, "", under=False)
            button.clicked.connect(lambda _checked=False: self.case_chosen.emit(case_id))
            self._group.addButton(button)
            self._cases[case_id] = button
            self._open.addWidget(button)
        button.setText(reference)
        button.setToolTip(title)
        self._open_title.show()

    def drop_case(self, case_id: str) -> None:
        """Take a closed case away."""
        button = self._cases.pop(case_id, None)
        if button is not None:
            self._group.removeButton(button)
            button.deleteLater()
        self._open_title.setVisible(bool(self._cases))

    def choose(self, key: str) -> None:
        """Mark a place or an open case as the one shown."""
        button = self._places.get(key) or self._cases.get(key)
        if button is not None:
            button.setChecked(True)


def _button(text: str, icon_name: str, *, under: bool) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setFont(small_font(button.font()))
    button.setAccessibleName(text)
    button.setCheckable(True)
    button.setFixedWidth(_WIDTH - 8)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    if icon_name:
        button.setIcon(icon(icon_name))
        button.setIconSize(QSize(18, 18))
    style = Qt.ToolButtonStyle
    button.setToolButtonStyle(style.ToolButtonTextUnderIcon if under else style.ToolButtonTextOnly)
    if under:
        button.ensurePolished()
        button.setFixedHeight(button.sizeHint().height() - _CLOSER)
    return button
