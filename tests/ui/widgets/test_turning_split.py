"""Parts side by side, or one above the other: nobody has to scroll to the side."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.shell.page_room import PageRoom
from ui.widgets.turning_split import TurningSplit

LIST, SHEET, LOW = 300, 260, 180


@pytest.fixture
def room(qtbot: QtBot) -> PageRoom:
    """A room with a list and a sheet that need 561 pixels beside each other."""
    split = TurningSplit()
    for width, height in ((LIST, 0), (SHEET, LOW)):
        part = QWidget()
        part.setMinimumWidth(width)
        split.add_part(part, height)
    split.setStretchFactor(0, 1)
    split.set_widths([700, SHEET])
    room = PageRoom(split)
    qtbot.addWidget(room)
    room.resize(1000, 200)
    room.show()
    qtbot.waitExposed(room)
    return room


def split_of(room: PageRoom) -> TurningSplit:
    """Return the parts that the room shows."""
    split = room.widget()
    assert isinstance(split, TurningSplit)
    return split


def test_too_narrow_a_room_puts_the_parts_above_each_other(qtbot: QtBot, room: PageRoom) -> None:
    """Wenn das Fenster für beide Teile zu schmal wird, dann stehen sie übereinander, keiner ragt hinaus."""
    split = split_of(room)
    assert split.orientation() == Qt.Orientation.Horizontal

    room.resize(400, 200)

    qtbot.waitUntil(lambda: split.orientation() == Qt.Orientation.Vertical)
    qtbot.waitUntil(lambda: split.width() <= room.viewport().width())
    assert split.widget(1).height() >= LOW
    assert room.horizontalScrollBar().maximum() == 0

    room.resize(1000, 200)

    qtbot.waitUntil(lambda: split.orientation() == Qt.Orientation.Horizontal)
    qtbot.waitUntil(lambda: split.height() <= room.viewport().height())
    assert split.widget(1).width() == SHEET


def test_a_part_that_is_hidden_asks_for_nothing(qtbot: QtBot, room: PageRoom) -> None:
    """Wenn nur ein Teil gezeigt wird, dann hat er den ganzen Platz, auch im schmalen Fenster."""
    split = split_of(room)
    split.widget(1).hide()
    room.resize(400, 200)
    assert split.orientation() == Qt.Orientation.Horizontal

    split.widget(1).show()

    qtbot.waitUntil(lambda: split.orientation() == Qt.Orientation.Vertical)
    assert split.minimumSizeHint().width() == LIST
