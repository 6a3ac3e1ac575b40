"""In the window: words for handing on in the frame, at the release, and an agenda that is cleared."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot
from sample_case import Sample

from app.base.wording_records import EVERYBODY
from app.casework import case_frame, wordings
from app.conference import agenda, planning, seats
from app.handover import conference_rooms, conference_words
from ui.case.outward_form import BECAUSE, OutwardForm
from ui.case.release_tab import ReleaseTab
from ui.case.workspace import CaseWorkspace
from ui.conference.clearance_form import ClearanceForm
from ui.shell.case_frame_form import CaseFrameForm
from ui.shell.main_window import MainWindow

Settled = Callable[[], None]
NAME = "Erika Name"


def _release(case: CaseWorkspace, sample: Sample, settled: Settled) -> ReleaseTab:
    case.show_tab("release")
    settled()
    tab = case.tabs["release"]
    assert isinstance(tab, ReleaseTab)
    tab.form.set_value("recipient", sample.police)
    tab.recipient.activated.emit(tab.recipient.currentIndex())
    settled()
    return tab


def test_the_frame_holds_words_for_handing_on_and_asks_why_they_name_somebody(
    window: MainWindow, case: CaseWorkspace, sample: Sample, settled: Settled
) -> None:
    store = window.session.store
    case.show_tab("overview")
    settled()
    tab: Any = case.tabs["overview"]
    tab.begin_edit()
    form = tab.findChild(CaseFrameForm)
    form.set_value("question", f"Ist {NAME} die Strohfrau?")
    form.take_over()
    assert form.value("question_outward") == f"Ist {NAME} die Strohfrau?"
    form.submit()
    settled()
    assert "Erika" in form.error_at("question_outward")
    assert wordings.for_all(store, sample.case_id)["question"] == ""
    assert form.field(BECAUSE).isVisible()
    form.set_value("question_outward", "Wer führt den Betrieb?")
    form.submit()
    settled()
    assert wordings.for_all(store, sample.case_id)["question"] == "Wer führt den Betrieb?"


def test_the_release_names_a_text_that_stays_and_takes_words_for_it(
    window: MainWindow, case: CaseWorkspace, sample: Sample, settled: Settled, qtbot: QtBot
) -> None:
    store = window.session.store
    case_frame.edit(store, sample.case_id, {"question": f"Ist {NAME} die Strohfrau?"})
    tab = _release(case, sample, settled)
    (at,) = (no for no, row in enumerate(tab.stays.model.rows) if row.text and row.text.field == "question")
    row = tab.stays.model.rows[at]
    assert (row.subject, row.statement) == ("Question of the case", f"Ist {NAME} die Strohfrau?")
    assert row.reason == "not cleared for this recipient"
    tab.stays.table.selectRow(at)
    tab.wording.trigger()
    form = tab.consent_form
    assert isinstance(form, OutwardForm)
    form.set_value("text", "Wer führt den Betrieb?")
    form.set_value("for", EVERYBODY)
    form.submit()
    settled()
    qtbot.waitUntil(lambda: all(r.text is None or r.text.field != "question" for r in tab.stays.model.rows))
    assert wordings.for_all(store, sample.case_id)["question"] == "Wer führt den Betrieb?"


def test_an_agenda_is_cleared_for_whom_it_waits(
    window: MainWindow, case: CaseWorkspace, sample: Sample, settled: Settled
) -> None:
    store = window.session.store
    called = {"held_on": "2026-12-01 10:00", "place": "Saal 1", "chair": "Frau Muster"}
    conference = planning.call(store, sample.case_id, {**called, "lead_agency_id": sample.office}, ()).ids[0]
    seats.invite(store, conference, {"agency_id": sample.police, "person": "Herr Wache"})
    agenda.add(store, conference, {"title": f"Zu {NAME}"})
    agenda.add(store, conference, {"title": "Stand der Dinge"})
    case.show_tab("conference")
    settled()
    tab: Any = case.tabs["conference"]
    tab.panel.load()
    settled()
    tab.panel.choose(conference)
    settled()
    view = tab.panel.view.agenda
    assert all(row.unread for row in view.points.model.rows)
    view.clear.trigger()
    form = tab.panel.side.form
    assert isinstance(form, ClearanceForm)
    (box,) = form.findChildren(QCheckBox)
    # Police may not hear the name yet: nobody is ticked beforehand.
    assert not box.isChecked()
    box.setChecked(True)
    form.submit()
    settled()
    assert "Erika" in form.error_text()
    form.set_value("deliberate", "Im Termin vereinbart")
    form.submit()
    settled()
    assert conference_words.waiting(conference_rooms.hall(store, conference)) == ()
    assert not any(row.unread for row in view.points.model.rows)
