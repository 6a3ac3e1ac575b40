"""The place of the provisions: entries, matrix, assistant, and the way there from a release."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QGuiApplication
from sample_case import Sample
from shown_parts import case_of, tab_of

from app.casework import consents, data_marks, findings, provision_states, provision_versions
from app.casework.provision_states import ProvisionStatus
from app.office import entries
from app.policy import provisions
from ui.case.release_tab import ReleaseTab
from ui.provisions.provisions_page import ProvisionsPage
from ui.shell.main_window import MainWindow

Settled = Callable[[], None]


@pytest.fixture(autouse=True)
def _nothing_announced() -> Iterator[None]:
    yield
    provisions.announce(())


@pytest.fixture
def page(window: MainWindow, settled: Settled) -> ProvisionsPage:
    window.go_to("provisions")
    settled()
    found = window.page()
    assert isinstance(found, ProvisionsPage)
    return found


def test_all_entries_are_there_and_narrowed_by_filters(page: ProvisionsPage, settled: Settled) -> None:
    rows = page.entries.table.model.rows
    assert len(rows) == 144
    page.entries.narrow({"topic": "tax", "verified": "no"})
    settled()
    assert [r.id for r in page.entries.table.model.rows] == ["KAGNRW-12"]
    page.entries.narrow({"sender": "A06", "recipient": "A08", "data": "youth"})
    settled()
    assert "SGB10-71-2-2" in {r.id for r in page.entries.table.model.rows}
    page.entries.narrow({"status": "approved"})
    settled()
    assert not page.entries.table.model.rows


def test_an_entry_is_read_and_decided_on(page: ProvisionsPage, window: MainWindow, settled: Settled) -> None:
    page.entries.table.select_where(lambda r: r.id == "AO-31a")
    page.entries.sheet.show_entry("AO-31a")
    settled()
    form = page.entries.sheet.form
    assert form is not None
    form.set_value("status", "rejected")
    form.submit()
    assert form.error_at("reason")
    form.set_value("reason", "Text veraltet")
    form.submit()
    settled()
    state = provision_states.states(window.session.store)["AO-31a"]
    assert state.status is ProvisionStatus.REJECTED
    row = next(r for r in page.entries.table.model.rows if r.id == "AO-31a")
    assert row.status == "rejected"
    fresh = page.entries.sheet.form
    assert fresh is not None
    assert fresh is not form


def test_the_office_writes_its_own_words_and_the_assistant_enters_what_it_told(
    page: ProvisionsPage, window: MainWindow, settled: Settled
) -> None:
    """Written, approved, offered with its mark, entered in the register; then a newer version waits."""
    store = window.session.store
    page.entries.new.trigger()
    form = page.entries.sheet.wording
    assert form is not None
    for key, value in (
        ("id", "EIG-1"), ("law", "Vereinbarung"), ("provision", "Nr. 3"), ("title", "Betriebsaufgaben"),
        ("text", "Das Gewerbeamt teilt mit."), ("senders", "A09"), ("recipients", "Z9"),
        ("conditions", "angezeigt"), ("data", "register"), ("source", "Akte 1"), ("reason", "Beschluss"),
    ):  # fmt: skip
        form.set_value(key, value)
    form.submit()
    settled()
    assert form.error_at("recipients")
    form.set_value("recipients", "A12")
    form.submit()
    settled()
    assert page.entries.sheet.wording is None
    assert page.entries.sheet.shown == "EIG-1"
    decide = page.entries.sheet.form
    assert decide is not None
    decide.set_value("status", "approved")
    decide.set_value("reason", "geprüft")
    decide.submit()
    settled()
    row = next(r for r in page.entries.table.model.rows if r.id == "EIG-1")
    assert (row.status, "(own)" in row.citation) == ("approved", True)
    asking = page.assistant.form
    for key, value in (("sender", "A09"), ("recipient", "A12"), ("data", "register")):
        asking.set_value(key, value)
    page.assistant.refresh()
    settled()
    for box in page.assistant.boxes["EIG-1"].values():
        box.setChecked(True)
    page.assistant.enter_buttons["EIG-1"].click()
    entry = page.assistant.entry
    assert entry is not None
    entry.submit()
    assert entry.error_at("occasion")
    entry.set_value("occasion", "Kontrolle")
    entry.set_value("content", "Gewerbedaten")
    entry.submit()
    settled()
    assert page.assistant.entry is None
    (told,) = entries.list_entries(store, "transmissions")
    assert told.value("number").startswith("UM-")
    assert "Vereinbarung" in told.value("ground")
    page.entries.sheet.write("AO-31a", provision_versions.wording_of(store, "AO-31a"))
    newer = page.entries.sheet.wording
    assert newer is not None
    newer.set_value("reason", "Erlass")
    newer.submit()
    settled()
    row = next(r for r in page.entries.table.model.rows if r.id == "AO-31a")
    assert [v.version for v in provision_versions.listed(store) if v.id == "AO-31a"] == [2]
    assert "(own)" not in row.citation


def test_the_matrix_opens_the_entries_of_a_pair(page: ProvisionsPage, settled: Settled) -> None:
    codes = [row[0].sender for row in page.matrix.cells]
    tax, jobs = codes.index("A04"), codes.index("A05")
    item = page.matrix.table.item(tax, jobs)
    assert item is not None
    assert item.text() == "must"
    page.matrix.table.cellActivated.emit(tax, jobs)
    settled()
    assert page.parts.currentWidget() is page.entries
    assert "AO-31a" in {r.id for r in page.entries.table.model.rows}
    page.matrix.on_request.setChecked(True)
    settled()
    assert "SGB X" in page.matrix.cells[tax][jobs].tip


def test_the_assistant_presets_nothing_and_copies_when_all_is_ticked(
    page: ProvisionsPage, settled: Settled
) -> None:
    form = page.assistant.form
    form.set_value("sender", "A04")
    form.set_value("recipient", "A05")
    form.set_value("data", "tax")
    page.assistant.refresh()
    settled()
    boxes, button = page.assistant.boxes["AO-31a"], page.assistant.buttons["AO-31a"]
    assert not any(box.isChecked() for box in boxes.values())
    assert not button.isEnabled()
    for box in boxes.values():
        box.setChecked(True)
    assert button.isEnabled()
    button.click()
    text = QGuiApplication.clipboard().text()
    assert "Rechtsgrundlage: § 31a" in text
    form.set_value("sender", "A10")
    page.assistant.refresh()
    settled()
    assert page.assistant.boxes == {}


def test_from_a_release_to_the_assistant_and_a_consent_for_one_recipient(
    page: ProvisionsPage, window: MainWindow, sample: Sample, settled: Settled
) -> None:
    tab = tab_of(case_of(window, settled, sample.case_id), settled, "release", ReleaseTab)
    tab.assistant.trigger()
    assert tab.form.error_at("recipient")
    tab.recipient.setCurrentIndex(1)
    tab.recipient.activated.emit(1)
    settled()
    tab.stays.table.selectRow(0)
    assert "Who could lift it" in tab.chosen.text()
    tab.assistant.trigger()
    settled()
    assert window.page() is page
    assert page.parts.currentWidget() is page.assistant
    assert page.assistant.advice is not None
    assert page.assistant.advice.question.recipient == page.assistant.form.value("recipient")


def test_what_the_originator_agreed_to_goes_as_far_as_the_rest_lets_it(
    window: MainWindow, sample: Sample, settled: Settled
) -> None:
    """Recorded for one finding and one recipient, and refused again."""
    store = window.session.store
    findings.set_handling(store, sample.case_id, sample.name_finding, "H2", "")
    tab = tab_of(case_of(window, settled, sample.case_id), settled, "release", ReleaseTab)
    tab.recipient.setCurrentIndex(1)
    tab.recipient.activated.emit(1)
    settled()
    assert [r.id for r in tab.stays.model.rows if r.consent] == [sample.name_finding]
    for state in ("asked", "granted"):
        tab.stays.select_where(lambda r: r.id == sample.name_finding)
        tab.consent.trigger()
        form = tab.consent_form
        assert form is not None
        form.set_value("state", state)
        form.set_value("until", "2020-01-01")
        form.set_value("reason", "Schreiben vom 20.11.")
        form.submit()
        settled()
        assert form.error_at("until")
        form.set_value("until", "")
        form.submit()
        settled()
        row = next((r for r in tab.stays.model.rows if r.id == sample.name_finding), None)
        assert row is None or (row.consent and "asked for" in row.lift) == (state == "asked")
    assert not [r for r in tab.stays.model.rows if r.consent]
    assert len(consents.of_case(store, sample.case_id)) == 1
    tab.stays.table.clearSelection()
    tab.stays.select_where(lambda r: r.subject_id)
    tab.mark_stays.trigger()
    mark = tab.consent_form
    assert mark is not None
    mark.set_value("data", "tax")
    mark.submit()
    assert mark.error_at("reason")
    mark.set_value("reason", "aus der Steuerakte")
    mark.submit()
    settled()
    with store.read() as connection:
        assert [m.data for m in data_marks.of_case(connection, sample.case_id)] == [("tax",)]
