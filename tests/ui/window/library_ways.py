"""The way to each form of the library."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from form_room import Room

from app.office import library, library_areas, library_writing
from app.office.library_writing import Writing


def _library(begin: Callable[[Any], object], room: Room) -> Any:
    """Begin a form of the library, with an approved document chosen."""
    store = room.window.session.store
    if not library.areas(store):
        library_areas.lay_out(store)
        made = library_writing.add(store, "Verkehr", "sample", Writing("Muster", "Text"))
        library_writing.approve(store, made.ids[0])
    page: Any = room.page("library")
    page.refresh()
    view = page.documents
    room.until(lambda: view.table.model.rows)
    view.table.table.selectRow(0)
    room.until(lambda: view.pane.view is not None)
    begin(view.desk)
    room.until(lambda: view.side.form is not None)
    return view.side.form


LIBRARY_WAYS: Mapping[str, Callable[[Room], Any]] = {
    "WritingForm": partial(_library, lambda desk: desk.begin_revision()),
    "PlaceForm": partial(_library, lambda desk: desk.begin_place()),
    "WithdrawForm": partial(_library, lambda desk: desk.begin_withdrawal()),
    "GroupForm": partial(_library, lambda desk: desk.open_group(None)),
    "AreaSealForm": partial(_library, lambda desk: desk.begin_seal()),
}
