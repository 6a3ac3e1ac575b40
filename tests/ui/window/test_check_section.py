"""The check of the store in the window: what was looked at, what is wrong, and numbers counted anew."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from sample_case import Sample

from app.base.progress import Progress
from app.store import head_memory
from ui.settings.check_query import check
from ui.settings.check_section import CheckSection
from ui.settings.settings_page import SettingsPage
from ui.shell.main_window import MainWindow

Settled = Callable[[], None]


@pytest.fixture
def section(window: MainWindow, settled: Settled) -> Iterator[CheckSection]:
    made = CheckSection(window.session, window)
    settled()
    yield made
    made.hide()


def _spoil(section: CheckSection, statement: str) -> None:
    with section.session.store.aside() as connection:
        connection.exec_driver_sql(statement)


def test_a_whole_store_says_so_check_by_check(section: CheckSection, settled: Settled) -> None:
    assert not section.verdict.isVisibleTo(section)
    assert not section.recount.isEnabled()
    section.now.trigger()
    assert section.progress.busy()
    assert not section.now.isEnabled()
    settled()
    assert section.verdict.text() == "The store is whole."
    shown = {line.what: line.result for line in section.table.model.rows}
    assert set(shown.values()) == {"in order"}
    assert {"Pages", "Audit chain", "Search index", "Documents", "Numbers kept of cases"} <= shown.keys()
    assert "Counted duplicates" not in shown
    section.deep.trigger()
    settled()
    assert "Counted duplicates" in {line.what for line in section.table.model.rows}
    assert section.now.isEnabled()


def test_wrong_numbers_are_counted_anew(section: CheckSection, settled: Settled, sample: Sample) -> None:
    section.now.trigger()
    settled()
    _spoil(section, "UPDATE case_tally SET findings = findings + 1")
    section.now.trigger()
    settled()
    assert "Only numbers" in section.verdict.text()
    (wrong,) = [line for line in section.table.model.rows if not line.ok]
    assert wrong.miscounted
    assert wrong.result == "DAMAGED"
    section.recount.trigger()
    settled()
    assert [line for line in section.table.model.rows if not line.ok] == []
    assert section.verdict.text() == "The store is whole."
    assert not section.recount.isEnabled()


def test_damage_says_what_to_do(section: CheckSection, settled: Settled) -> None:
    _spoil(section, "DELETE FROM search_text WHERE kind = 'source'")
    section.now.trigger()
    settled()
    assert "restore the last backup" in section.verdict.text()
    assert not section.recount.isEnabled()
    wrong = {line.what: line.detail for line in section.table.model.rows if not line.ok}
    assert "entries missing" in wrong["Search index"]


def test_a_check_can_be_stopped(section: CheckSection, settled: Settled) -> None:
    told = Progress()
    told.cancel()
    assert check(section.session.store, told, deep=False) is None
    section.now.trigger()
    section.progress.stop.click()
    settled()
    assert not section.progress.busy()
    assert section.now.isEnabled()


def test_it_has_its_place_in_the_settings(window: MainWindow, settled: Settled) -> None:
    window.go_to("settings")
    settled()
    page = window.page()
    assert isinstance(page, SettingsPage)
    titles = [page.list.item(row).text() for row in range(page.list.count())]
    page.list.setCurrentRow(titles.index("Check of the store"))
    assert page.stack.currentWidget() is page.checks


def test_an_older_state_that_is_meant_to_be_is_confirmed_with_a_reason(
    section: CheckSection, settled: Settled
) -> None:
    store = section.session.store
    head = head_memory.head_of(store)
    newer = replace(head, seq=head.seq + 3, hash="0" * 64)
    head_memory.remember_head(head_memory.store_id(store.path), store.path, newer)
    section.now.trigger()
    settled()
    assert "put back to an older state" in section.verdict.text()
    assert "PUT BACK" in {line.result for line in section.table.model.rows}
    section.older.submit()
    assert "is empty" in section.older.error_text()
    section.older.set_value("reason", "Wiederherstellung nach Plattenschaden durch die IT")
    section.older.submit()
    settled()
    assert section.verdict.text() == "The store is whole."
    assert not section.older.isVisibleTo(section)
    assert head_memory.older_state(store) == ""
