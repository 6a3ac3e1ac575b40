"""Tables: model, filter, sorting, copying."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication

from ui.widgets.column import Column
from ui.widgets.row_order import natural_ranks
from ui.widgets.table_model import ROW_ROLE, TableModel
from ui.widgets.table_view import TableView


@dataclass(frozen=True, slots=True)
class Thing:
    id: str
    name: str
    count: int


COLUMNS = (
    Column[Thing]("name", lambda: "Name", lambda row: row.name, icon=lambda _row: "user"),
    Column[Thing](
        "count", lambda: "Count", lambda row: str(row.count), sort=lambda row: row.count, right=True
    ),
    Column[Thing](
        "id", lambda: "Id", lambda row: row.id, tooltip=lambda _r: "<b>bold</b>", muted=True, shown=False
    ),
)
THINGS = tuple(
    Thing(str(n), name, n * 7 % 10)
    for n, name in enumerate(["M10", "Äpfel", "m2", "Birne", "Apfel", "M1 <i>x</i>"])
)


def names(model) -> list[str]:
    return [model.row_at(place).name for place in range(model.rowCount())]


@pytest.fixture
def table(qtbot):
    view = TableView(COLUMNS, "Press N for the first thing.", name="Things")
    qtbot.addWidget(view)
    view.resize(700, 400)
    view.show()
    return view


def test_the_model_keeps_the_rules_of_qt(qtmodeltester):
    model = TableModel(COLUMNS)
    model.set_rows(THINGS)
    qtmodeltester.check(model)
    model.sort(0)
    model.set_filter("m")
    qtmodeltester.check(model)


def test_natural_order():
    model = TableModel(COLUMNS)
    model.set_rows(THINGS)
    model.sort(0)
    assert names(model) == ["Apfel", "Äpfel", "Birne", "M1 <i>x</i>", "m2", "M10"]
    model.sort(1, Qt.SortOrder.DescendingOrder)
    assert [model.row_at(n).count for n in range(6)] == sorted((t.count for t in THINGS), reverse=True)
    model.sort(-1)
    assert names(model) == [t.name for t in THINGS]


def test_filter_finds_words_in_any_order_and_stays_in_force():
    model = TableModel(COLUMNS)
    model.set_rows(THINGS)
    model.set_filter("ÄPF")
    assert names(model) == ["Äpfel"]
    model.set_rows(THINGS[:1])
    assert names(model) == []
    model.set_filter("")
    assert names(model) == ["M10"]


def test_sorting_keeps_persistent_indexes():
    model = TableModel(COLUMNS)
    model.set_rows(THINGS)
    kept = QPersistentModelIndex(model.index(0, 1))
    model.sort(0)
    assert kept.data(ROW_ROLE).name == "M10"
    assert kept.column() == 1


def test_what_was_delivered_is_never_read_as_markup():
    model = TableModel(COLUMNS)
    model.set_rows(THINGS)
    tip = model.index(0, 2).data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;" in tip
    assert model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole) is None


@given(st.lists(st.integers(0, 10_000), max_size=30))
def test_numbers_in_texts_sort_by_value(numbers):
    ranks = natural_ranks([f"No. {n}" for n in numbers]).tolist()
    order = sorted(range(len(numbers)), key=ranks.__getitem__)
    assert [numbers[n] for n in order] == sorted(numbers)


def test_two_hundred_thousand_rows():
    rows = tuple(Thing(str(n), f"Muster {n * 7919 % 200_000}", n % 9) for n in range(200_000))
    model = TableModel(COLUMNS)
    model.set_rows(rows)
    model.sort(1)
    model.set_filter("muster 123456")
    assert "Muster 123456" in names(model)
    assert model.rowCount() < 5


def test_an_empty_table_says_what_to_do_first(table):
    assert table.empty.isVisible()
    assert table.empty.line() == "Press N for the first thing."
    table.set_rows(THINGS)
    assert table.table.isVisible()
    assert table.count.text() == "6 rows"
    table.filter.setText("apfel")
    assert table.count.text() == "1 of 6"


def test_choice_survives_new_rows_and_filtering(table):
    table.set_rows(THINGS)
    assert table.select_where(lambda row: row.name == "Birne")
    table.set_rows(THINGS[::-1])
    assert [row.name for row in table.selected_rows()] == ["Birne"]
    table.filter.setText("bir")
    assert [row.name for row in table.selected_rows()] == ["Birne"]


def test_copy_takes_shown_columns(qtbot, table):
    table.set_rows(THINGS)
    table.table.selectAll()
    qtbot.keyClick(table.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert len(lines) == 6
    assert lines[0] == "M10\t0"
    table.show_columns(("id",))
    table.copy()
    assert QGuiApplication.clipboard().text().startswith("0\n1")


def test_columns_are_chosen_and_one_always_stays(table):
    table.set_rows(THINGS)
    assert table.shown_columns() == ("name", "count")
    menu = table.columns_menu()
    menu.actions()[1].trigger()
    assert table.shown_columns() == ("name",)
    assert not table.columns_menu().actions()[0].isEnabled()
    table.show_columns(("unknown",))
    assert table.shown_columns() == ("name",)


def test_keyboard_from_filter_to_row(qtbot, table):
    table.set_rows(THINGS)
    opened = []
    table.row_activated.connect(opened.append)
    qtbot.keyClick(table.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    table.filter.setText("birne")
    qtbot.keyClick(table.filter, Qt.Key.Key_Down)
    qtbot.keyClick(table.table, Qt.Key.Key_Return)
    assert [row.name for row in opened] == ["Birne"]
    qtbot.keyClick(table.filter, Qt.Key.Key_Escape)
    assert table.filter.text() == ""


def test_selection_is_told(table):
    heard = []
    table.selection_changed.connect(heard.append)
    table.set_rows(THINGS)
    table.table.selectRow(1)
    assert [[row.name for row in rows] for rows in heard][-1] == ["Äpfel"]
    table.retranslate()
