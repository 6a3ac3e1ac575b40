"""Columns as wide as their texts need, while there is room and nobody has pulled at them."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from ui.widgets.column import Column
from ui.widgets.column_fitting import Wish, fair_widths
from ui.widgets.table_view import TableView

WISHES = st.lists(
    st.builds(Wish, st.integers(10, 200), st.integers(10, 400), st.integers(10, 420)), min_size=1, max_size=12
)


@given(WISHES, st.integers(0, 3000))
def test_nobody_gets_less_than_the_heading_and_the_room_is_kept_where_it_can_be(
    wishes: list[Wish], room: int
) -> None:
    widths = fair_widths(wishes, room)
    narrowest = [max(w.least, min(w.usual, w.wanted)) for w in wishes]
    assert all(width >= least for width, least in zip(widths, narrowest, strict=True))
    assert sum(widths) <= max(room, sum(narrowest))


@given(WISHES)
def test_with_enough_room_every_text_is_whole(wishes: list[Wish]) -> None:
    widths = fair_widths(wishes, 10_000)
    assert all(width >= wish.wanted for width, wish in zip(widths, wishes, strict=True))


def test_an_empty_column_lends_its_room_to_a_full_one() -> None:
    empty, full = Wish(60, 140, 28), Wish(60, 230, 400)
    assert fair_widths((empty, full), 370) == (60, 310)
    assert fair_widths((empty, full), 600) == (140, 400)


@dataclass(frozen=True)
class Point:
    """A row of the samples."""

    id: str
    title: str
    remark: str = ""


COLUMNS = (
    Column[Point]("title", lambda: "Point", lambda p: p.title, width=120),
    Column[Point]("remark", lambda: "Remark", lambda p: p.remark, width=240),
    Column[Point]("id", lambda: "Number", lambda p: p.id, width=80),
)
LONG = "Ergebnis der Auswertung und weiteres Vorgehen"


@pytest.fixture
def view(qtbot: QtBot) -> TableView[Point]:
    table = TableView(COLUMNS, "nothing")
    qtbot.addWidget(table)
    table.resize(700, 300)
    table.show()
    table.set_rows([Point("1", LONG)])
    return table


def _is_whole(view: TableView[Point]) -> bool:
    return view.table.columnWidth(0) > view.table.fontMetrics().horizontalAdvance(LONG)


def test_a_long_text_is_whole_beside_an_empty_column(view: TableView[Point]) -> None:
    assert _is_whole(view)


def test_the_room_is_shared_anew_in_a_wider_table(view: TableView[Point]) -> None:
    view.resize(300, 300)
    assert not _is_whole(view)
    view.resize(800, 300)
    assert _is_whole(view)


def test_what_somebody_pulled_stays(view: TableView[Point]) -> None:
    view.table.setColumnWidth(0, 77)
    view.resize(900, 300)
    assert view.table.columnWidth(0) == 77
