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
    kept = [no for no, row in enumerate(tab.stays.model.rows) if row.text is None]
    table = tab.stays if kept else tab.goes
    table.table.selectRow(kept[0] if kept else 0)
    (tab.mark_stays if table is tab.stays else tab.mark_goes).trigger()
    return tab.consent_form


def _outward(room: Room) -> Any:
    tab: Any = room.tab("release")
    tab.form.set_value("recipient", room.sample.police)
    tab.recipient.activated.emit(tab.recipient.currentIndex())
    room.until(lambda: any(row.text is not None for row in tab.stays.model.rows))
    tab.stays.table.selectRow(next(no for no, row in enumerate(tab.stays.model.rows) if row.text is not None))
    tab.wording.trigger()
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
    "OutwardForm": _outward,
    "RecallForm": _ledger,
}
