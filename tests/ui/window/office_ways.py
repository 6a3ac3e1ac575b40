"""The way to each form of the place of enquiries."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from form_room import Room

from app.office import enquiry_desk, entries

Begin = Callable[[Any], object]
_KEPT = "newsletter_recipients"


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


def _register(begin: Begin, room: Room) -> Any:
    """Begin a form of a register that has an entry, one that may be kept no longer."""
    store = room.window.session.store
    if not entries.count(store, _KEPT):
        told = {"email": "a@muster.example", "since": "2020", "until": "2020-05-31"}
        entries.add(store, _KEPT, told, "ended")
    page: Any = room.page("office")
    page.list.choose(_KEPT)
    room.until(lambda: page.panel is not None and page.panel.table.model.rows)
    page.panel.table.table.selectRow(0)
    begin(page.panel)
    room.settled()
    return page.panel.side.form


def _pattern(room: Room) -> Any:
    """Begin a new operation after the pattern of one that there is."""
    store = room.window.session.store
    if not entries.count(store, "operations"):
        told = {"title": "Kontrolle", "date": "2026-06-12", "lead": "Ordnungsamt", "aim": "Jugendschutz"}
        entries.add(store, "operations", told)
    page: Any = room.page("office")
    page.list.choose("operations")
    room.until(lambda: page.panel is not None and page.panel.table.model.rows)
    page.panel.table.table.selectRow(0)
    page.panel.extras.begin_pattern()
    return page.panel.side.form


OFFICE_WAYS: Mapping[str, Callable[[Room], Any]] = {
    "EnquiryForm": partial(_enquiry, lambda desk: desk.begin_new()),
    "EnquirySearchForm": partial(_enquiry, lambda desk: desk.begin_search()),
    "ReplyForm": partial(_enquiry, lambda desk: desk.begin_answer()),
    "AccessForm": partial(_access, lambda panel: panel.begin()),
    "PaperForm": _paper,
    "PatternForm": _pattern,
    "RegisterForm": partial(_register, lambda panel: panel.begin_change()),
    "TakeOutForm": partial(_register, lambda panel: panel.begin_removal()),
    "RegisterErasureForm": partial(_register, lambda panel: panel.begin_erasure()),
    "WithholdForm": partial(_access, lambda panel: panel.begin_keeping_all()),
}
