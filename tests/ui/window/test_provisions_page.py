"""The place of the provisions: entries, matrix, assistant, and the way there from a release."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QGuiApplication
from sample_case import Sample

from app.casework import consents, findings, provision_states
from app.casework.provision_states import ProvisionStatus
from ui.case.release_tab import ReleaseTab
from ui.case.workspace import CaseWorkspace
from ui.provisions.provisions_page import ProvisionsPage
from ui.shell.main_window import MainWindow

Settled = Callable[[], None]


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
    window.open_case(sample.case_id)
    settled()
    case = window.page()
    assert isinstance(case, CaseWorkspace)
    case.show_tab("release")
    settled()
    tab = case.tabs["release"]
    assert isinstance(tab, ReleaseTab)
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
    window.open_case(sample.case_id)
    settled()
    case = window.page()
    assert isinstance(case, CaseWorkspace)
    case.show_tab("release")
    settled()
    tab = case.tabs["release"]
    assert isinstance(tab, ReleaseTab)
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
