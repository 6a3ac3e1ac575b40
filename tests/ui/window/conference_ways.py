"""The way to each form beside a conference."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from form_room import Room

from app.conference import seats

Begin = Callable[[Any], object]


def _conference(begin: Begin, room: Room) -> Any:
    """Begin a form beside the conference of the case, with a point, a person and a measure chosen."""
    tab: Any = room.tab("conference")
    view = tab.panel.view
    if not view.people.seats.model.rows:
        guest = {"agency_id": room.sample.police, "person": "Herr Wache"}
        seats.invite(room.window.session.store, tab.panel.current(), guest)
        tab.panel.load()
        room.settled()
    for table in (view.agenda.points, view.people.seats, view.measures.table):
        table.table.selectRow(0)
    begin(tab.panel)
    room.settled()
    return tab.panel.side.form


CONFERENCE_WAYS: Mapping[str, Callable[[Room], Any]] = {
    "ConferenceForm": partial(_conference, lambda panel: panel.begin_call()),
    "PointForm": partial(_conference, lambda panel: panel.view.agenda.begin_point()),
    "ClearanceForm": partial(_conference, lambda panel: panel.view.agenda.begin_clearance()),
    "ExhibitForm": partial(_conference, lambda panel: panel.view.agenda.begin_exhibit()),
    "BesideForm": partial(_conference, lambda panel: panel.view.begin_beside()),
    "SeatForm": partial(_conference, lambda panel: panel.view.people.begin_new_seat()),
    "GroundsForm": partial(_conference, lambda panel: panel.view.people.begin_grounds()),
    "MeasureForm": partial(_conference, lambda panel: panel.view.begin_measure()),
    "conference_view: Cancel the conference": partial(_conference, lambda panel: panel.view.begin_cancel()),
    "EscalationForm": partial(_conference, lambda panel: panel.view.measures.begin_escalation()),
    "FeedbackForm": partial(_conference, lambda panel: panel.view.measures.begin_feedback()),
    "agenda_part: Take the point off the agenda": partial(
        _conference, lambda panel: panel.view.agenda.begin_point_off()
    ),
    "people_part: Take the invitation back": partial(
        _conference, lambda panel: panel.view.people.begin_seat_off()
    ),
}
