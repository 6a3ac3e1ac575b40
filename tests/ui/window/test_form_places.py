"""Where a form stands: its buttons stay in sight, and beside too little room it goes below."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.case.form_side import FormSide
from ui.shell.form_room import FormRoom
from ui.shell.inline_form import InlineForm


def form_of(fields: int) -> InlineForm:
    """Return a form with so many lines."""
    form = InlineForm("Neue Person", "Erfassen")
    form.drafted = False
    for number in range(fields):
        form.add_text(str(number), f"Feld {number}")
    return form


@pytest.fixture
def room(qtbot: QtBot) -> FormRoom:
    """A room as high as a low window."""
    room = FormRoom()
    qtbot.addWidget(room)
    room.resize(320, 400)
    room.show()
    qtbot.waitExposed(room)
    return room


def test_the_button_of_a_long_form_stays_in_sight(qtbot: QtBot, room: FormRoom) -> None:
    """Wenn ein Formular länger als das Fenster ist, dann laufen die Felder und die Knöpfe bleiben stehen."""
    form = form_of(12)
    room.hold(form)
    bar = room.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    assert room.rect().contains(form.foot.geometry())
    assert form.foot.geometry().top() >= room.viewport().geometry().bottom()

    bar.setValue(bar.maximum())

    last = form.field("11")
    assert not last.visibleRegion().isEmpty()
    assert not form.submit_button.visibleRegion().isEmpty()


def test_the_buttons_of_a_short_form_follow_its_fields(qtbot: QtBot, room: FormRoom) -> None:
    """Wenn ein Formular kurz ist, dann stehen die Knöpfe gleich unter den Feldern."""
    form = form_of(2)
    room.hold(form)
    last = form.field("1")
    qtbot.waitUntil(lambda: last.height() > 0 and form.foot.y() > 0)

    gap = form.foot.y() - last.mapTo(room, last.rect().bottomLeft()).y()

    assert 0 <= gap < last.height()


def test_the_keys_reach_the_buttons_that_stand_apart(qtbot: QtBot, room: FormRoom) -> None:
    """Wenn ich mit der Tastatur auf dem Knopf stehe, dann sendet Enter und bricht Escape ab."""
    form = form_of(3)
    room.hold(form)
    form.field("2").setFocus()
    assert form.field("2").nextInFocusChain() is not None
    form.submit_button.setFocus()
    with qtbot.waitSignal(form.submitted):
        qtbot.keyClick(form.submit_button, Qt.Key.Key_Return)
    with qtbot.waitSignal(form.cancelled):
        qtbot.keyClick(form.submit_button, Qt.Key.Key_Escape)


def test_another_form_takes_the_buttons_of_the_first_away(qtbot: QtBot, room: FormRoom) -> None:
    """Wenn ein anderes Formular an die Stelle tritt, dann ist vom ersten nichts mehr zu sehen."""
    first, second = form_of(2), form_of(3)
    room.hold(first)
    gone = first.foot
    with qtbot.waitSignal(gone.destroyed):
        room.hold(second)
    assert room.findChildren(type(second.foot)) == [second.foot]


def test_beside_too_little_room_the_form_stands_below(qtbot: QtBot) -> None:
    """Wenn neben der Tabelle kein Platz ist, dann steht das Formular ganz zu sehen darunter."""
    page, table, side = QWidget(), QWidget(), FormSide()
    row = QHBoxLayout(page)
    row.addWidget(table, 1)
    row.addWidget(side)
    qtbot.addWidget(page)
    page.resize(1000, 400)
    page.show()
    qtbot.waitExposed(page)
    form = form_of(4)
    side.place(form)
    qtbot.waitUntil(lambda: side.x() > table.x())

    page.resize(500, 400)

    qtbot.waitUntil(lambda: side.y() > table.y())
    qtbot.waitUntil(lambda: page.height() >= side.geometry().bottom())
    assert side.height() >= side.whole_height()
    assert side.verticalScrollBar().maximum() == 0

    side.leave()

    assert page.minimumHeight() == 0
