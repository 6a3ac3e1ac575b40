"""The command palette finds and runs everything by a few letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QMainWindow

from ui.widgets.command_palette import CommandPalette, PaletteEntry
from ui.widgets.fuzzy_match import best_matches, match_cost
from ui.widgets.tool_buttons import make_action


@pytest.fixture
def window(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    window.field = QLineEdit()
    window.setCentralWidget(window.field)
    window.resize(900, 600)
    window.ran = []
    make_action(
        window, "&New finding…", "plus", lambda: window.ran.append("new"), shortcut="Ctrl+N", everywhere=True
    )
    make_action(window, "Lock", "lock", lambda: window.ran.append("lock")).setEnabled(False)
    window.show()
    return window


@given(st.text(min_size=1, max_size=12))
def test_a_text_matches_itself_best(text):
    assert match_cost(text, text) == 0 or not text.strip()


def test_letters_in_order_match_and_better_fits_come_first():
    assert match_cost("nfi", "New finding") is not None
    assert match_cost("ifn", "New finding") is None
    assert match_cost("uber", "Übermittlung") == 0
    entries = [("Seal package", 1), ("Search", 2), ("Case", 3)]
    assert list(best_matches("se", entries, 5))[:2] == [1, 2]
    assert list(best_matches("", entries, 2)) == [1, 2]


def test_actions_and_places_are_found_and_run_by_keyboard(qtbot, window):
    places = [
        PaletteEntry("Case 360-2026-001", lambda: window.ran.append("case"), "Muster", icon_name="folder")
    ]
    palette = CommandPalette(window, [lambda _typed: places])
    palette.open()
    assert palette.isVisible()
    assert palette.model.rowCount() == 2
    palette.field.setText("nfi")
    palette.grab()
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert window.ran == ["new"]
    assert not palette.isVisible()
    palette.open()
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    qtbot.keyClick(palette.field, Qt.Key.Key_Up)
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert window.ran == ["new", "case"]


def test_nothing_found_and_escape(qtbot, window):
    palette = CommandPalette(window)
    palette.open()
    palette.field.setText("xyzxyz")
    assert palette.nothing.isVisible()
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert window.ran == []


def test_the_model_keeps_the_rules_of_qt(qtmodeltester, window):
    palette = CommandPalette(window)
    palette.open()
    qtmodeltester.check(palette.model)
