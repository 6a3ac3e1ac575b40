"""A line that is pressed: whole in as many lines as it needs, shortened with its tip if they are too many."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.case.line_button import LineButton

WORDS = "Nicht entlastend (X) & wieder zurück"


def _shown(qtbot: QtBot, width: int) -> tuple[QWidget, LineButton]:
    ground = QWidget()
    column = QVBoxLayout(ground)
    button = LineButton(WORDS, lambda: None, "pencil")
    column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
    column.addStretch(1)
    qtbot.addWidget(ground)
    ground.setFixedWidth(width)
    ground.show()
    return ground, button


def test_words_are_whole_where_there_is_room_also_in_another_font(qtbot: QtBot) -> None:
    ground, button = _shown(qtbot, 900)
    for points in (9, 22, 11):
        ground.setFont(QFont(ground.font().family(), points))
        button.setFont(ground.font())
        qtbot.waitUntil(lambda: button.text().replace("&&", "&") == WORDS)


def test_words_go_on_in_the_next_line_where_there_is_no_room_in_one(qtbot: QtBot) -> None:
    ground, button = _shown(qtbot, 220)
    qtbot.waitUntil(lambda: "\n" in button.text())
    assert button.text().replace("\n", " ").replace("&&", "&") == WORDS
    high = button.fontMetrics().lineSpacing()
    qtbot.waitUntil(lambda: button.height() >= high * (button.text().count("\n") + 1))
    ground.setFixedWidth(900)
    qtbot.waitUntil(lambda: "\n" not in button.text() and button.height() < 2 * high)


def test_what_is_too_long_for_three_lines_is_shortened_with_a_tip(qtbot: QtBot) -> None:
    _ground, button = _shown(qtbot, 220)
    button.say("viel " * 80 + "Muster")
    qtbot.waitUntil(lambda: button.text().endswith("…"))
    assert button.text().count("\n") == 2
    assert "Muster" in button.toolTip()
    assert button.accessibleName().endswith("Muster")
