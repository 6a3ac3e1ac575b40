"""Filter and sorting against a plain oracle, chips, views of a table, and many rows beside the window."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ui.shell.tasks import Tasks
from ui.widgets.column import Column
from ui.widgets.column_choice import ColumnChoice
from ui.widgets.facet import Facet, RowFilter
from ui.widgets.row_index import RowIndex
from ui.widgets.row_order import in_blocks, natural_key
from ui.widgets.table_state import TableState, state_from
from ui.widgets.table_view import TableView


@dataclass(frozen=True, slots=True)
class Item:
    id: str
    name: str
    kinds: tuple[str, ...]
    first: str
    last: str
    count: int


COLUMNS = (
    Column[Item]("name", lambda: "Name", lambda r: r.name, width=120),
    Column[Item]("kinds", lambda: "Kinds", lambda r: ", ".join(r.kinds), width=120),
    Column[Item]("count", lambda: "Count", lambda r: str(r.count), lambda r: r.count, width=80),
    Column[Item]("id", lambda: "Id", lambda r: r.id, shown=False),
)
FACETS = (
    Facet[Item]("kind", lambda: "Kind", lambda r: r.kinds, str.upper),
    Facet[Item]("day", lambda: "Day", lambda r: (r.first, r.last) if r.first else (), days=True),
)
DAYS = st.sampled_from(["", "2026-01-01", "2026-02-15", "2026-03-31", "2027-01-01"])


@st.composite
def items(draw: st.DrawFn) -> list[Item]:
    found = []
    for number in range(draw(st.integers(0, 25))):
        begin, end = sorted((draw(DAYS.filter(bool)), draw(DAYS.filter(bool))))
        dated = draw(st.booleans())
        found.append(
            Item(
                str(number),
                draw(st.sampled_from(["Apfel", "Äpfel", "M2", "m10", "Birne 7", ""])),
                tuple(draw(st.lists(st.sampled_from("abc"), unique=True))),
                begin if dated else "",
                end if dated else "",
                draw(st.integers(0, 4)),
            )
        )
    return found


filters = st.builds(
    lambda text, kinds, begin, end: RowFilter(text).with_codes("kind", kinds).with_codes("day", (begin, end)),
    st.sampled_from(["", "a", "m", "b 7", "x"]),
    st.lists(st.sampled_from("abc"), unique=True).map(tuple),
    DAYS,
    DAYS,
)
sortings = st.lists(
    st.tuples(st.sampled_from(["name", "kinds", "count"]), st.booleans()), unique_by=lambda key: key[0]
).map(tuple)


def passes(row: Item, wanted: RowFilter) -> bool:
    text = "\n".join(column.text(row) for column in COLUMNS).casefold()
    kinds, span = wanted.codes("kind"), wanted.codes("day")
    if not all(word in text for word in wanted.text.casefold().split()):
        return False
    if kinds and not set(kinds) & set(row.kinds):
        return False
    if span:
        return (
            bool(row.first) and (not span[0] or row.last >= span[0]) and (not span[1] or row.first <= span[1])
        )
    return True


@given(items(), filters, sortings)
def test_filter_and_sorting_agree_with_plain_python(rows, wanted, sorting) -> None:
    expected = [row for row in rows if passes(row, wanted)]
    keys = {"name": lambda r: natural_key(r.name), "count": lambda r: r.count}
    keys["kinds"] = lambda r: natural_key(", ".join(r.kinds))
    for column, descending in reversed(sorting):
        expected.sort(key=keys[column], reverse=descending)
    order = RowIndex(rows, COLUMNS, FACETS).arranged(wanted, sorting)
    assert [rows[n].id for n in order] == [row.id for row in expected]


@given(st.lists(st.text(max_size=5), max_size=50))
def test_sorting_in_blocks_is_sorting(texts) -> None:
    assert in_blocks(texts) == sorted(texts)


def some(count: int) -> list[Item]:
    return [
        Item(str(n), f"M{n * 7919 % count}", ("abc"[n % 3],), "2026-01-01", "2026-01-31", n % 5)
        for n in range(count)
    ]


@pytest.fixture
def tasks():
    made = Tasks()
    yield made
    made.close()


@pytest.fixture
def view(qtbot, tasks):
    made = TableView(COLUMNS, "Nothing.", name="Things", facets=FACETS, run=tasks.read)
    qtbot.addWidget(made)
    made.resize(700, 400)
    made.show()
    return made


def test_many_rows_are_arranged_beside_the_window_and_the_last_wish_wins(qtbot, view, tasks) -> None:
    view.set_rows(some(20_000))
    assert view.model.rowCount() == 0
    assert view.count.text() == "arranging …"
    for words in ("m1", "m12", "m123"):
        view.filter.setText(words)
    view.sort_by((("name", True),))
    qtbot.waitUntil(lambda: not tasks.busy(), timeout=10_000)
    names = [row.name for row in view.model.shown_rows()]
    assert names == sorted((n for n in names), key=natural_key, reverse=True)
    assert len(names) == sum("M123" in row.name for row in some(20_000))
    assert view.count.text() == f"{len(names)} of 20000"


def test_chips_show_and_take_away_what_is_filtered(qtbot, view) -> None:
    view.set_rows(some(30))
    view.narrow(RowFilter("m", (("kind", ("a", "b")), ("day", ("2026-01-01", "")))))
    assert [chip.text() for chip in view.chips.chips] == [
        "Text: m", "Kind: A", "Kind: B", "Day: from 2026-01-01", "Remove all",
    ]  # fmt: skip
    assert view.chips.chips[1].accessibleName() == "Remove the filter Kind: A"
    view.chips.chips[1].setFocus()
    qtbot.keyClick(view.chips.chips[1], Qt.Key.Key_Delete)
    assert view.model.filter.codes("kind") == ("b",)
    assert {row.kinds for row in view.model.shown_rows()} == {("b",)}
    view.chips.chips[-1].click()
    assert view.model.rowCount() == 30
    assert not view.chips.chips
    assert view.filter.text() == ""


def test_the_menu_offers_what_occurs_with_its_count(view) -> None:
    view.set_rows(some(30))
    view.chips.menu.aboutToShow.emit()
    kinds = view.chips.menu.actions()[0].menu()
    assert [entry.text() for entry in kinds.actions()] == ["A (10)", "B (10)", "C (10)"]
    kinds.actions()[2].trigger()
    assert view.model.rowCount() == 10


def test_a_span_of_days_is_typed(qtbot, view) -> None:
    view.set_rows(some(30))
    view.chips.menu.aboutToShow.emit()
    view.chips.menu.actions()[1].trigger()
    assert view.chips.span.isVisible()
    view.chips.span.begin.setText("2026-02")
    qtbot.keyClick(view.chips.span.begin, Qt.Key.Key_Return)
    assert view.model.rowCount() == 0
    assert [chip.text() for chip in view.chips.chips] == ["Day: from 2026-02-01"]


def test_several_columns_by_click_and_by_keyboard(qtbot, view) -> None:
    view.set_rows(some(30))
    header = view.table.horizontalHeader()

    def click(column: int, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        at = header.viewport().rect().topLeft()
        at.setX(header.sectionViewportPosition(column) + 20)
        at.setY(10)
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, held, at)

    click(2)
    click(0, Qt.KeyboardModifier.ShiftModifier)
    assert view.model.sorting == (("count", False), ("name", False))
    assert header.model().headerData(0, Qt.Orientation.Horizontal) == "Name  2↑"
    click(2)
    assert view.model.sorting == (("count", True),)
    click(2)
    assert view.model.sorting == ()
    view.table.selectRow(0)
    qtbot.keyClick(view.table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert view.model.sorting == (("name", True),)


def test_a_view_comes_back_as_it_was(qtbot, view) -> None:
    view.set_rows(some(30))
    view.order_columns(["count", "name", "kinds", "id"], ["count", "id"])
    view.table.setColumnWidth(2, 133)
    view.sort_by((("count", True), ("name", False)))
    view.narrow(RowFilter("m1", (("kind", ("a",)),)))
    kept = state_from(view.state().as_data())
    view.apply_state(TableState())
    assert view.model.rowCount() > 0
    other = TableView(COLUMNS, "Nothing.", facets=FACETS)
    qtbot.addWidget(other)
    other.set_rows(some(30))
    other.apply_state(kept)
    assert other.shown_columns() == ("count", "id")
    assert other.table.columnWidth(2) == 133
    assert other.model.sorting == (("count", True), ("name", False))
    assert other.model.filter == RowFilter("", (("kind", ("a",)),))


def test_columns_are_moved_and_hidden_by_keyboard(qtbot, view) -> None:
    view.set_rows(some(3))
    view.columns_button.click()
    (choice,) = view.findChildren(ColumnChoice)
    choice.list.setCurrentRow(1)
    qtbot.keyClick(choice.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(choice.list, Qt.Key.Key_Space)
    assert view.shown_columns() == ("name", "count")
    assert [c.key for c in view.state().columns][:2] == ["kinds", "name"]
    choice.close()


def test_choice_of_several_rows_survives_a_filter(qtbot, view) -> None:
    view.set_rows(some(30))
    view.table.selectAll()
    assert len(view.selected_rows()) == 30
    view.narrow(RowFilter("", (("kind", ("a", "b")),)))
    assert len(view.selected_rows()) == 20
    heard: list[int] = []
    view.selection_changed.connect(lambda rows: heard.append(len(rows)))
    view.narrow(RowFilter("nothing like it"))
    assert heard == [0]


def test_what_is_copied_says_that_it_is_internal_and_calculates_nothing(view) -> None:
    view.set_rows([Item("1", "=1+1", ("a",), "", "", 1)])
    view.marking = lambda: "internal – not for release · 360-2026-001"
    view.table.selectAll()
    view.copy()
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines == ["internal – not for release · 360-2026-001", "'=1+1\ta\t1"]


def test_everything_is_named_for_a_screen_reader(view) -> None:
    view.set_rows(some(3))
    view.narrow(RowFilter("m"))
    QApplication.processEvents()
    for widget in (view.table, view.filter, view.chips.button, *view.chips.chips):
        interface = QAccessible.queryAccessibleInterface(widget)
        assert interface.text(QAccessible.Text.Name)
    assert view.table.horizontalHeader().accessibleName() == "Columns of Things"
