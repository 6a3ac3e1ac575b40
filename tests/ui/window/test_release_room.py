"""The release where a window is small, as with letters of twice the size: nothing is cut off."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sample_case import Sample
from shown_parts import case_of, tab_of

from ui.case.release_room import ReleaseRoom
from ui.case.release_tab import ReleaseTab
from ui.shell.main_window import MainWindow
from ui.widgets.plain_label import PlainLabel


def readable(label: PlainLabel) -> bool:
    """Whether nothing of a label is cut off."""
    return label.isHidden() or whole(label)


def whole(label: PlainLabel) -> bool:
    """Whether all lines of a label have their room."""
    return label.height() >= label.heightForWidth(label.width())


def test_in_a_small_window_the_parts_stand_one_above_the_other_and_every_word_is_readable(
    window: MainWindow, sample: Sample, settled: Callable[[], None], qtbot: QtBot
) -> None:
    window.resize(683, 384)
    tab = tab_of(case_of(window, settled, sample.case_id), settled, "release", ReleaseTab)
    tab.form.set_value("recipient", sample.police)
    tab.recipient.activated.emit(tab.recipient.currentIndex())
    settled()
    room = tab.findChild(ReleaseRoom)
    assert isinstance(room, ReleaseRoom)
    assert room.orientation() == Qt.Orientation.Vertical
    rows = tab.stays.model.rows or tab.goes.model.rows
    assert rows
    (tab.stays if tab.stays.model.rows else tab.goes).table.selectRow(0)
    settled()
    # The longest reasons there are.
    tab.reasons.setText(" · ".join(f"Grund {no} mit vielen langen Wörtern: {no}" for no in range(30)))
    settled()
    qtbot.waitUntil(lambda: whole(tab.reasons))
    for label in (tab.stays_title, tab.chosen, tab.goes_title):
        qtbot.waitUntil(partial(readable, label))
    top = tab.stays.mapTo(tab, tab.stays.rect().topLeft()).y()
    assert tab.reasons.mapTo(tab, tab.reasons.rect().bottomLeft()).y() <= top
    qtbot.waitUntil(lambda: tab.beneath.geometry().top() >= tab.stays.geometry().bottom())
    window.resize(1366, 768)
    settled()
    qtbot.waitUntil(lambda: room.orientation() == Qt.Orientation.Horizontal)
    assert tab.width() <= window.width()
