"""The place of reviews: by keyboard from the list to the decision, and the notices that follow."""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from disclosing_sample import hand_over
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sample_case import Sample

from app.base import clock
from app.casework import cases, findings, gaps, notices, subjects
from app.store import compaction
from app.store.store import Store
from ui.office.review_forms import EraseForm, ExtendForm, RestrictForm
from ui.office.review_page import ReviewPage
from ui.office.review_query import LEDGER, NOTICES, SENT, read_view
from ui.shell.inline_form import InlineForm
from ui.shell.main_window import MainWindow
from ui.shell.review_place import open_reviews
from ui.shell.start_page import StartPage

Settled = Callable[[], None]


@pytest.fixture
def late() -> Iterator[None]:
    """Two years after the sample was made: everything is due."""
    moment = clock.now() + dt.timedelta(days=730)
    clock.set_source(lambda: moment)
    yield
    clock.set_source(None)


@pytest.fixture
def page(late: None, window: MainWindow, settled: Settled) -> ReviewPage:
    window.go_to("reviews")
    settled()
    found = window.page()
    assert isinstance(found, ReviewPage)
    return found


def store_of(window: MainWindow) -> Store:
    return window.session.store


def choose(page: ReviewPage, words: str, settled: Settled) -> None:
    """Choose all rows that hold these words, as one does: filter, then Ctrl+A."""
    table = page.reviews.table
    table.filter.setText(words)
    table.table.setFocus()
    table.table.selectAll()
    settled()


def send(form: InlineForm, settled: Settled, **values: str) -> None:
    for key, value in values.items():
        form.set_value(key, value)
    form.submit()
    settled()


def test_what_is_due_is_grouped_by_case_with_its_bound(page: ReviewPage) -> None:
    titles = [page.list.item(row).text().strip() for row in range(page.list.count())]
    assert titles[:2] == ["Due (9)", "360-2026-001 (9)"]
    row = next(r for r in page.reviews.table.model.rows if r.field == "Name" and "Erika" in r.subject)
    assert (row.value, row.ground) == ("Erika Mustermann", "§ 22(2) PolG NRW")
    assert row.latest_sort > row.since_sort


def test_extending_by_keyboard_keeps_to_the_bound(
    page: ReviewPage, window: MainWindow, sample: Sample, settled: Settled, qtbot: QtBot
) -> None:
    choose(page, "Erika Name", settled)
    qtbot.keyClick(page.reviews.table.table, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    form = page.reviews.form
    assert isinstance(form, ExtendForm)
    (row,) = form.rows
    assert row.latest in form.bound.text()
    send(form, settled, day="2099-01-01", reason="Verfahren läuft")
    assert "later than the law allows" in form.error_text()
    send(form, settled, day=row.latest_sort, reason="Verfahren läuft")
    assert page.reviews.form is None
    found = {f.id: f.review_due for f in cases.records(store_of(window), sample.case_id).findings}
    assert found[row.id] == row.latest_sort
    assert row.id not in {r.id for r in page.reviews.table.model.rows}


def test_restricting_several_needs_a_reason_and_they_stay_due(page: ReviewPage, settled: Settled) -> None:
    choose(page, "birth", settled)
    page.reviews.restrict.trigger()
    form = page.reviews.form
    assert isinstance(form, RestrictForm)
    send(form, settled)
    assert "reason" in form.error_text()
    send(form, settled, reason="Beweiszwecke")
    notes = [r.why for r in page.reviews.table.model.rows if r.field == "Date of birth"]
    assert notes == ["restricted", "restricted"]
    choose(page, "birth", settled)
    assert not page.reviews.restrict.isEnabled()


def test_erasing_shows_what_goes_and_cleans_the_file(
    page: ReviewPage, window: MainWindow, sample: Sample, settled: Settled, qtbot: QtBot
) -> None:
    choose(page, "Erika", settled)
    qtbot.keyClick(page.reviews.table.table, Qt.Key.Key_Delete)
    settled()
    form = page.reviews.form
    assert isinstance(form, EraseForm)
    # The link to the company has lost an end, so it goes, too.
    assert "1 link" in form.taken.text()
    assert "Erika Mustermann" in form.taken.text()
    send(form, settled, reason="Erika Mustermann ist weg")
    assert "repeats what is to be erased" in form.error_text()
    send(form, settled, reason="Frist abgelaufen")
    settled()
    assert sample.person not in {s.id for s in cases.records(store_of(window), sample.case_id).subjects}
    assert not compaction.wanted_since(store_of(window))
    assert not page.reviews.progress.busy()


def test_escape_gives_up_and_enter_opens_the_case(
    page: ReviewPage, window: MainWindow, sample: Sample, settled: Settled, qtbot: QtBot
) -> None:
    choose(page, "Erika Name", settled)
    page.reviews.begin_extend()
    assert page.reviews.form is not None
    qtbot.keyClick(page.reviews.form, Qt.Key.Key_Escape)
    assert page.reviews.form is None
    page.reviews.open.trigger()
    settled()
    assert window.page_key() == sample.case_id


def test_a_notice_is_drafted_in_both_languages_and_marked_as_sent(
    late: None, window: MainWindow, sample: Sample, settled: Settled, tmp_path: Path
) -> None:
    from_office = _hand_over(store_of(window), sample)
    window.go_to("start")
    window.session.announce("x", "", frozenset({"meta"}))
    settled()
    start = window.page()
    assert isinstance(start, StartPage)
    line = next(r for r in start.work.rows if "notice" in r.line.title)
    line.activated.emit(line.line)
    settled()
    page = window.page()
    assert isinstance(page, ReviewPage)
    assert (page.view, page.chosen_case) == (NOTICES, sample.case_id)
    page.notices.table.select_where(lambda _row: True)
    settled()
    assert "Lage-001.pdf" in page.notices.text.toPlainText()
    page.notices.german.trigger()
    settled()
    assert page.notices.language == "de"
    folder = tmp_path / "Schreiben"
    folder.mkdir()
    page.notices.write_to(folder)
    settled()
    assert [path.suffix for path in folder.iterdir()] == [".pdf"]
    assert page.notices.table.model.rows[0].number.startswith("BN-")
    send(page.notices.form, settled)
    assert "how it was sent" in page.notices.form.error_text()
    send(page.notices.form, settled, remark="Schreiben vom 01.04.")
    assert page.notices.table.model.rows == ()
    open_reviews(window.session, view=SENT)
    settled()
    assert [r.id for r in page.notices.table.model.rows] == [from_office]
    page.notices.table.table.selectRow(0)
    settled()
    assert page.notices.row is not None
    assert page.notices.row.waiting
    send(page.notices.answered, settled)
    assert page.notices.answered.error_at("answer")
    send(page.notices.answered, settled, answer="Rücklauf vom 02.04.")
    assert notices.find(store_of(window), from_office).state == notices.CONFIRMED


def test_the_ledger_shows_what_went_and_calls_it_back(
    window: MainWindow, sample: Sample, settled: Settled
) -> None:
    hand_over(store_of(window), sample.case_id, sample.police, [sample.name_finding])
    open_reviews(window.session, view=LEDGER)
    settled()
    page = window.page()
    assert isinstance(page, ReviewPage)
    settled()
    row = page.ledger.table.model.rows[0]
    assert (row.finding_id, row.artefact, row.how) == (sample.name_finding, "Lage-001.pdf", "briefing")
    assert "Lage-001.pdf" in row.artefact
    page.ledger.table.table.selectRow(0)
    page.ledger.call_back.trigger()
    form = page.ledger.form
    assert form is not None
    send(form, settled)
    assert form.error_at("reason")
    send(form, settled, reason="Zustimmung lag nicht vor")
    assert page.ledger.form is None
    assert [n.act for n in notices.listed(store_of(window))] == [notices.RECALLED]


def _hand_over(store: Store, sample: Sample) -> str:
    hand_over(store, sample.case_id, sample.police, [sample.name_finding])
    findings.restrict(store, sample.case_id, sample.name_finding, "Beweiszwecke")
    return notices.listed(store)[0].id


def test_the_query_shows_one_case_only(page: ReviewPage, window: MainWindow, sample: Sample) -> None:
    assert len(read_view(store_of(window), case_id=sample.case_id).rows) == 9
    assert read_view(store_of(window), case_id="0" * 32).rows == ()


def begin_erasing(page: ReviewPage, settled: Settled) -> EraseForm:
    choose(page, "Erika", settled)
    page.reviews.erase.trigger()
    settled()
    form = page.reviews.form
    assert isinstance(form, EraseForm)
    return form


def test_other_places_that_repeat_it_wait_for_a_decision_each(
    page: ReviewPage, window: MainWindow, sample: Sample, settled: Settled
) -> None:
    store = store_of(window)
    gaps.add(store, sample.case_id, "who", "Mit wem fuhr Erika Mustermann?")
    gaps.add(store, sample.case_id, "where", "Wo war ERIKA?")
    form = begin_erasing(page, settled)
    asked = {r.excerpt: f"repeat:{r.key}" for r in form.repeats.repeats if r.table == "gap"}
    assert set(asked) == {"Mit wem fuhr Erika Mustermann?", "Wo war ERIKA?"}
    send(form, settled, reason="Frist abgelaufen")
    assert page.reviews.form is form
    assert "not decided on" in form.error_text()
    form.set_value("repeats", "leave")
    form._fields["repeats"].activated.emit(0)
    form.set_value(asked["Mit wem fuhr Erika Mustermann?"], "take-out")
    send(form, settled)
    assert page.reviews.form is None
    texts = {g.text for g in gaps.of_case(store, sample.case_id)}
    assert texts == {"Mit wem fuhr [erased]?", "Wo war ERIKA?"}


def test_what_is_chosen_because_it_repeats_may_be_repeated_itself(
    page: ReviewPage, window: MainWindow, sample: Sample, settled: Settled
) -> None:
    store = store_of(window)
    source = cases.records(store, sample.case_id).sources[0].id
    statement = findings.Statement("name", "Erika Nebenname", source)
    subjects.add_node(store, sample.case_id, "person", [statement])
    gaps.add(store, sample.case_id, "who", "Was weiß Nebenname?")
    form = begin_erasing(page, settled)
    everything = {
        key: "erase" if key.startswith("repeat:finding/") else "leave"
        for key in form.values()
        if key.startswith("repeat:")
    }
    assert everything
    send(form, settled, reason="Frist abgelaufen", **everything)
    again = page.reviews.form
    assert isinstance(again, EraseForm)
    assert again is not form
    assert again.value("reason") == "Frist abgelaufen"
    assert "Was weiß Nebenname?" in {r.excerpt for r in again.repeats.repeats}
    assert "further places" in again.error_text()
