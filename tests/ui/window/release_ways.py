"""The way to each form of provisions, release and ledger."""

from collections.abc import Callable, Mapping
from typing import Any

from disclosing_sample import hand_over
from form_room import Room

from ui.office.review_query import LEDGER
from ui.shell.review_place import open_reviews


def _wording(room: Room) -> Any:
    page: Any = room.page("provisions")
    page.parts.setCurrentWidget(page.entries)
    page.entries.new.trigger()
    return page.entries.sheet.wording


def _transmission(room: Room) -> Any:
    page: Any = room.page("provisions")
    page.parts.setCurrentWidget(page.assistant)
    page.assistant.form.set_value("sender", "A04")
    page.assistant.form.set_value("recipient", "A05")
    page.assistant.refresh()
    room.until(lambda: page.assistant.boxes)
    page.assistant.begin_entry("AO-31a", "§ 31a AO")
    return page.assistant.entry


def _mark(room: Room) -> Any:
    tab: Any = room.tab("release")
    tab.form.set_value("recipient", room.sample.police)
    tab.recipient.activated.emit(tab.recipient.currentIndex())
    room.until(lambda: tab.stays.model.rows or tab.goes.model.rows)
    table = tab.stays if tab.stays.model.rows else tab.goes
    table.table.selectRow(0)
    (tab.mark_stays if table is tab.stays else tab.mark_goes).trigger()
    return tab.consent_form


def _ledger(room: Room) -> Any:
    hand_over(room.window.session.store, room.sample.case_id, room.sample.police, [room.sample.name_finding])
    open_reviews(room.window.session, view=LEDGER)
    room.settled()
    page: Any = room.page("reviews")
    room.until(lambda: page.ledger.table.model.rows)
    page.ledger.table.table.selectRow(0)
    page.ledger.begin()
    return page.ledger.form


RELEASE_WAYS: Mapping[str, Callable[[Room], Any]] = {
    "WordingForm": _wording,
    "EnterForm": _transmission,
    "DataMarkForm": _mark,
    "RecallForm": _ledger,
}
