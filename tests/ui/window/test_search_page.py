"""The search page: answers as one types, without being asked for each letter, and drops old answers."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from app.base import i18n
from ui.shell.main_window import MainWindow
from ui.shell.search_page import SearchPage
from ui.shell.search_query import Hits, hint

Settled = Callable[[], None]


@pytest.fixture
def page(window: MainWindow, settled: Settled) -> SearchPage:
    """The search page, shown and at rest."""
    window.go_to("search")
    settled()
    found = window.page()
    assert isinstance(found, SearchPage)
    return found


def type_and_wait(page: SearchPage, text: str, settled: Settled) -> None:
    """Type, let the pause run out at once, and wait for the answer."""
    page.field.setText(text)
    page.search_now()
    settled()


def test_a_pause_is_waited_for_and_asked_once(page: SearchPage, qtbot: QtBot, settled: Settled) -> None:
    for text in ("m", "mu", "mus", "muster"):
        page.field.setText(text)
        assert page.is_waiting()
    assert page.table.model.rows == ()
    qtbot.waitUntil(lambda: not page.is_waiting())
    settled()
    assert page.table.model.rows


def test_an_old_answer_is_dropped(page: SearchPage, settled: Settled) -> None:
    type_and_wait(page, "Mustermann", settled)
    shown = page.table.model.rows
    page.show_hits(Hits("Muster", (), 0))
    assert page.table.model.rows == shown


def test_the_filters_are_named_and_work(page: SearchPage, settled: Settled) -> None:
    assert "due:overdue" in page.filters.text()
    type_and_wait(page, "kind:vehicle", settled)
    assert {row.kind for row in page.table.model.rows} == {"Vehicle"}
    i18n.set_language("de")
    assert "frist:" in hint()


def test_a_wrong_filter_is_explained_beside_the_field(
    page: SearchPage, window: MainWindow, settled: Settled
) -> None:
    type_and_wait(page, "colour:red", settled)
    assert "no search filter" in page.total.text()
    assert "kind:" in page.total.text()
    assert page.table.model.rows == ()
    type_and_wait(page, "xyzzy", settled)
    assert page.total.text() == "Nothing found."


def test_the_next_search_takes_the_explanation_away(page: SearchPage, settled: Settled) -> None:
    type_and_wait(page, "colour:red", settled)
    type_and_wait(page, "Mustermann", settled)
    assert page.total.text() == ""
    assert [row.snippet for row in page.table.model.rows]
