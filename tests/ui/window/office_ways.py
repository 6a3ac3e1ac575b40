"""The way to each form of the place of enquiries."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from form_room import Room

from app.office import enquiry_desk

Begin = Callable[[Any], object]


def _enquiry(begin: Begin, room: Room) -> Any:
    """Begin a form of the enquiries desk, with an enquiry chosen."""
    store = room.window.session.store
    if not enquiry_desk.listed(store):
        asked = {"agency": "LKA", "region": "Hessen", "legal_basis": "§ 163 StPO", "subject": "Anfrage"}
        enquiry_desk.record(store, asked)
    page: Any = room.page("enquiries")
    page.refresh()
    room.settled()
    page.desk.table.table.selectRow(0)
    begin(page.desk)
    room.settled()
    return page.desk.side.form


def _access(begin: Begin, room: Room) -> Any:
    page: Any = room.page("enquiries")
    page.tabs.setCurrentWidget(page.access)
    begin(page.access)
    room.settled()
    return page.access.side.form


def _paper(room: Room) -> Any:
    page: Any = room.page("office")
    page.papers.begin()
    return page.papers.side.form


OFFICE_WAYS: Mapping[str, Callable[[Room], Any]] = {
    "EnquiryForm": partial(_enquiry, lambda desk: desk.begin_new()),
    "EnquirySearchForm": partial(_enquiry, lambda desk: desk.begin_search()),
    "ReplyForm": partial(_enquiry, lambda desk: desk.begin_answer()),
    "AccessForm": partial(_access, lambda panel: panel.begin()),
    "PaperForm": _paper,
    "WithholdForm": partial(_access, lambda panel: panel.begin_keeping_all()),
}
