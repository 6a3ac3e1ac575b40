"""The way to each form of the methods of a case."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from form_room import Room

from app.base.method_records import FINDING, MethodKind, PartKind
from app.casework import cases, method_parts, methods

Begin = Callable[[Any], object]


def _method(kind: MethodKind, begin: Begin, room: Room) -> Any:
    """Begin a form beside a method of this kind, which is made if it is not there."""
    store, case_id = room.window.session.store, room.sample.case_id
    known = {m.kind: m.id for m in methods.of_case(store, case_id)}
    if kind not in known:
        known[kind] = methods.create(store, case_id, kind).ids[0]
        if kind is MethodKind.HYPOTHESES:
            held = cases.records(store, case_id).findings
            fact = next(f.id for f in held if f.id == room.sample.name_finding)
            method_parts.add(store, known[kind], PartKind.EVIDENCE, {"role": FINDING}, cites=(fact,))
        room.case.desk.load()
    tab: Any = room.tab("methods")
    room.settled()
    tab.chooser.setCurrentIndex(tab.chooser.findData(known[kind]))
    tab.chooser.activated.emit(tab.chooser.currentIndex())
    tab.show_page("matrix")
    tab.views.grid.focus_spot(0, 0)
    begin(tab)
    room.settled()
    return tab.side.form


def _intervention(room: Room) -> Any:
    """Look at the person's career on a legal basis and name what could have been done."""
    tab: Any = room.tab("career")
    room.settled()
    tab.person.setCurrentIndex(tab.person.findData(room.sample.person))
    tab.basis.setText("§ 23 PolG NRW")
    tab.look()
    room.settled()
    tab.begin_point()
    room.settled()
    return tab.side.form


METHOD_WAYS: Mapping[str, Callable[[Room], Any]] = {
    "MethodForm": partial(_method, MethodKind.BARRIERS, lambda tab: tab.begin_method()),
    "PartForm": partial(_method, MethodKind.BARRIERS, lambda tab: tab.begin_cell(_row(tab), "barrier")),
    "CitationForm": partial(_method, MethodKind.HYPOTHESES, lambda tab: tab.begin_citation()),
    "InterventionForm": _intervention,
    "RatingForm": partial(_method, MethodKind.HYPOTHESES, lambda tab: tab.open_part(_row(tab))),
}


def _row(tab: Any) -> str:
    return str(tab.views.grid.grid.rows[0].id)
