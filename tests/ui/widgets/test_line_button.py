"""A line that is pressed: whole where there is room, shortened with its tip where there is none."""

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


def test_words_are_shortened_with_a_tip_where_there_is_none(qtbot: QtBot) -> None:
    _ground, button = _shown(qtbot, 150)
    assert button.text().endswith("…")
    assert button.toolTip() == button.accessibleName() == WORDS
