"""The log in the window: asked what for, paged, filtered, exported, and 100,000 entries without a pause."""

import datetime as dt
import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from audit_chains import fill
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from sample_case import Sample

from app.base import clock
from app.store import audit, roles
from app.store.audit import Action
from app.store.store import Store
from ui.application import Application
from ui.case.workspace import CaseWorkspace
from ui.shell.log_model import PAGE
from ui.shell.log_page import LogPage
from ui.shell.log_query import LogRow
from ui.shell.main_window import MainWindow

Settled = Callable[[], None]
MANY = 100_000


@pytest.fixture
def page(window: MainWindow, settled: Settled) -> LogPage:
    """The log page, still asking."""
    window.go_to("log")
    settled()
    found = window.page()
    assert isinstance(found, LogPage)
    return found


@pytest.fixture
def shown(page: LogPage, settled: Settled) -> LogPage:
    """The log page after its question was answered."""
    page.ask.form.submit()
    settled()
    return page


def rows(page: LogPage, settled: Settled, upto: int = PAGE) -> list[LogRow]:
    model = page.table.log
    places = range(min(upto, model.rowCount()))
    for place in places[::PAGE]:
        model.row_at(place)
    settled()
    return [row for place in places if (row := model.row_at(place)) is not None]


def entries(store: Store) -> list[audit.AuditEntry]:
    with store.read() as connection:
        return list(audit.entries(connection))


def test_nothing_is_shown_before_it_is_said_what_for(page: LogPage, settled: Settled) -> None:
    assert page.ask.isVisible()
    assert page.table.log.rowCount() == 0
    assert not page.export_action.isEnabled()
    assert "Log consulted" not in entries(page.session.store)[-1].detail


def test_the_purpose_is_logged(page: LogPage, settled: Settled) -> None:
    page.ask.form.set_value("purpose", "lawfulness")
    page.ask.form.set_value("note", "Az. 7")
    page.ask.form.submit()
    settled()
    last = entries(page.session.store)[-1]
    assert last.action == Action.CONSULTATION
    assert last.reason.startswith("verification of lawfulness")
    assert last.reason.endswith("; Az. 7")
    assert page.table.isVisible()
    assert page.chain.text() == "chain unbroken"
    assert rows(page, settled)[0].label == "Log consulted"


def test_it_asks_again_after_a_while(
    shown: LogPage, window: MainWindow, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.go_to("cases")
    window.go_to("log")
    settled()
    assert shown.table.isVisible()
    window.go_to("cases")
    later = time.monotonic() + 3600
    monkeypatch.setattr(time, "monotonic", lambda: later)
    window.go_to("log")
    settled()
    assert shown.ask.isVisible()
    assert shown.table.log.rowCount() == 0


def test_filters_narrow_the_log(shown: LogPage, sample: Sample, settled: Settled) -> None:
    whole = shown.table.log.rowCount()
    shown.bar.action.setCurrentIndex(shown.bar.action.findData("collection"))
    shown.bar.changed.emit()
    settled()
    found = rows(shown, settled)
    assert 0 < len(found) < whole
    assert {row.action for row in found} == {"collection"}
    shown.bar.case.setCurrentIndex(shown.bar.case.findData(sample.case_id))
    shown.bar.changed.emit()
    settled()
    assert {row.case for row in rows(shown, settled)} == {"360-2026-001"}
    shown.bar.since.setText("yesterday")
    assert shown.bar.wanted() is None
    assert shown.bar.wrong.text() == "no day"
    shown.bar.clear()
    settled()
    assert shown.table.log.rowCount() == whole


def test_words_are_looked_for_as_one_types(shown: LogPage, settled: Settled, qtbot: object) -> None:
    shown.find_here()
    assert shown.bar.text.hasFocus()
    shown.bar.text.setText("consulted")
    shown.bar.text.returnPressed.emit()
    settled()
    assert [row.label for row in rows(shown, settled)] == ["Log consulted"]
    assert not shown.bar.is_waiting()


def test_an_entry_is_shown_in_full(shown: LogPage, settled: Settled) -> None:
    first = rows(shown, settled)[0]
    shown.table.selectRow(0)
    assert shown.entry.entry() == first
    shown.table.copy()
    assert QApplication.clipboard().text().startswith(f"{first.id}\t")


def test_what_the_filter_shows_is_exported(shown: LogPage, settled: Settled, tmp_path: Path) -> None:
    out = tmp_path / "log.csv"
    shown.export_to(out)
    settled()
    assert out.read_text(encoding="utf-8-sig").count("\n") > shown.listing.seqs[0]
    assert "Log exported" in entries(shown.session.store)[-1].detail
    shown.export_to(tmp_path / "log.pdf")
    settled()
    assert list(tmp_path.glob("*.pdf")) == []


def test_who_may_not_read_the_log_is_told_so(page: LogPage, settled: Settled) -> None:
    store = page.session.store
    with store.write("Roles", Action.ADMINISTRATION, history=False) as work:
        for name in ("muster", store.user):
            roles.forget(work, name)
            roles.give(work, name, [roles.Role.ANALYST])
        roles.give(work, "weitere", [roles.Role.DATA_PROTECTION])
    if roles.may(roles.of(store), roles.Act.READ_LOG):
        # The sample is opened with the recovery key, which may do everything.
        store.slot_id = ""
    page.ask.form.submit()
    settled()
    assert not page.table.isVisible()
    assert page.ask.form.error_text()


def test_a_broken_chain_is_seen(page: LogPage, settled: Settled) -> None:
    with page.session.store.read() as plain:
        connection = plain.execution_options(rundblick_writing=True)
        with connection.begin():
            connection.exec_driver_sql("DROP TRIGGER audit_no_change")
            connection.exec_driver_sql("UPDATE audit SET actor = 'eve' WHERE seq = 3")
    page.ask.form.submit()
    settled()
    assert page.chain.text() == "chain broken at entry 3"
    assert page.chain.kind() == "danger"


def test_a_hundred_thousand_entries_are_paged(page: LogPage, settled: Settled) -> None:
    fill(page.session.store, MANY)
    page.ask.form.submit()
    settled()
    model = page.table.log
    assert model.rowCount() > MANY
    assert page.chain.text() == "chain unbroken"
    for place in range(0, model.rowCount(), 7_000):
        page.table.scrollTo(model.index(place, 0))
        page.table.viewport().repaint()
        settled()
        assert model.row_at(place).id == model.rowCount() - place
    assert model.held_pages() <= 60
    page.bar.actor.setCurrentIndex(page.bar.actor.findData("weitere"))
    page.bar.changed.emit()
    settled()
    assert model.rowCount() > MANY / 4
    assert {row.actor for row in rows(page, settled)} == {"weitere"}


def test_the_history_of_a_case_shows_what_was_done_not_who_looked(
    case: CaseWorkspace, window: MainWindow, sample: Sample, settled: Settled
) -> None:
    window.session.store.consult(sample.case_id, "Case looked at")
    case.show_tab("history")
    settled()
    labels = {row.label for row in case.tabs["history"].table.model.rows}
    assert labels
    assert "Case looked at" not in labels


def test_the_table_is_for_the_keyboard_too(shown: LogPage, settled: Settled, qtbot: object) -> None:
    shown.table.setFocus()
    shown.table.selectRow(0)
    rows(shown, settled)
    qtbot.keyClick(shown.table, Qt.Key.Key_Down)
    assert shown.table.currentIndex().row() == 1
    assert shown.entry.entry() == shown.table.log.row_at(1)


def labels_of(window: MainWindow) -> list[str]:
    return [json.loads(e.detail)["label"] for e in entries(window.session.store)]


def test_what_people_look_at_is_noted_once_per_sitting(
    window: MainWindow, sample: Sample, settled: Settled
) -> None:
    for _round in range(2):
        window.open_case(sample.case_id)
        window.go_to("office")
        window.go_to("exchange")
        window.go_to("search")
        settled()
    found = labels_of(window)
    for wanted in ("Case looked at in the window", "Registers looked at", "Ledger looked at"):
        assert found.count(wanted) == 1
    assert "Searched over all cases" not in found
    looked = [e for e in entries(window.session.store) if e.case_id == sample.case_id][-1]
    assert (looked.action, looked.reason) == (Action.CONSULTATION, "Work on the case file")


def test_a_search_is_noted_without_its_words(window: MainWindow, settled: Settled) -> None:
    window.go_to("search")
    page = window.page()
    for words in ("Mietwagen", "Muster"):
        page.field.setText(words)
        page.search_now()
        settled()
    assert labels_of(window).count("Searched over all cases") == 1
    assert "Mietwagen" not in " ".join(e.detail + e.reason for e in entries(window.session.store)[-3:])


def test_a_clock_set_back_is_said_at_opening(
    application: Application, sample: Sample, settled: Settled
) -> None:
    store = Store.open_with_recovery_key(sample.path, sample.recovery_key)
    day = dt.datetime(2031, 6, 15, 12, tzinfo=dt.UTC)
    clock.set_source(lambda: day)
    store.consult("", "Later")
    store.close()
    clock.set_source(None)
    application.start(sample.path, sample.recovery_key)
    settled()
    bar = application.window.messages
    assert bar.isVisible()
    assert bar.is_error()
    assert "2031-06-15" in bar.sentence.text()
    assert clock.today() == day.astimezone().date()
    assert "Clock behind the log" in labels_of(application.window)


def test_the_retention_is_set_and_what_is_due_is_erased(shown: LogPage, settled: Settled) -> None:
    shown.keep_action.trigger()
    assert shown.retention.isVisible()
    assert not shown.retention.erasure.submit_button.isEnabled()
    shown.retention.period.set_value("years", "0")
    shown.retention.period.submit()
    settled()
    assert "reason" in shown.retention.period.error_text()
    shown.retention.period.set_value("reason", "§ 55")
    shown.retention.period.submit()
    settled()
    assert shown.table.isVisible()
    later = dt.datetime(clock.today().year + 1, 6, 15, tzinfo=dt.UTC)
    clock.set_source(lambda: later)
    shown.refresh()
    settled()
    before = shown.table.log.rowCount()
    assert f"{before} entries are due for erasure." in shown.foot.text()
    shown.keep_action.trigger()
    shown.retention.erasure.submit()
    settled()
    assert shown.table.log.rowCount() == 1
    assert shown.chain.text() == f"chain unbroken since entry {before + 1}"
    assert "older entries" in shown.foot.text()
