"""`conference CASE new|list|show|ready|confirm|clear|beside|invite|briefings|minutes`: its conferences."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from app.base.clock import today
from app.base.conference_records import Plan
from app.base.errors import ExitCode, UserError
from app.base.i18n import _, language
from app.base.records import CaseHeader
from app.base.words import agency_names
from app.casework import agencies, cases, quality_gate, wordings
from app.cli.gate_line import tell_gate
from app.cli.request import confirmed
from app.cli.session import Session, common
from app.conference import conferences, grounds, plan_rows, planning, readiness, seats, sittings
from app.conference.plan_words import missing_sentence
from app.handover import conference_papers, conference_rooms, conference_words
from app.handover.artefact_file import whole_file
from app.store import undo
from app.store.change import Change
from app.store.store import Store

INTERNAL = "internal"
_FIELDS = {"on": "held_on", "place": "place", "chair": "chair", "minutes_long": "minutes"}
_ACTS = ("new", "list", "show", "ready", "confirm", "clear", "beside", "invite", "briefings", "minutes")
Answer = tuple[dict[str, Any], list[str]]


@click.command()
@click.argument("case")
@click.argument(
    "action",
    type=click.Choice(_ACTS),
)
@click.argument("no", type=int, required=False)
@click.option("--on", default="", metavar="MOMENT", help="Day and time, as 2026-12-01T10:00.")
@click.option("--place", default="")
@click.option("--chair", default="")
@click.option("--lead", default="", metavar="AGENCY", help="The agency in the lead.")
@click.option("--length", "minutes_long", default="", metavar="MINUTES")
@click.option("--person", "people", multiple=True, metavar="AGENCY=NAME", help="Who is invited.")
@click.option("--to", default="", metavar="AGENCY", help="An agency, or internal.")
@click.option("--other", default="", metavar="CASE", help="Another case for the same sitting.")
@click.option("--confirm", "ticks", multiple=True, metavar="PROVISION:CONDITION")
@click.option("--consent", "consents", multiple=True, metavar="FINDING")
@click.option("--because", default="", metavar="TEXT", help="Why they may read what the agenda names.")
@click.option("--on-request", is_flag=True, help="The recipient has asked for it.")
@click.option("--out", type=click.Path(path_type=Path), help="The file or folder to write.")
@common
def conference(session: Session, case: str, action: str, no: int | None, **wish: Any) -> None:
    """Plan case conferences, check them, invite, and write their papers."""
    with session.open() as store:
        header = cases.find(store, case)
        if action == "new":
            document, lines = _new(store, header, wish)
        elif action == "list":
            store.consult(header.id, _("Conferences listed"))
            document, lines = _list(store, header)
        else:
            document, lines = _ACTIONS[action](store, header, _find(store, header, no), wish)
    session.answer(document, *lines)


def _find(store: Store, header: CaseHeader, no: int | None) -> Plan:
    if no is None:
        raise UserError(
            "cli.conference_no",
            _("It is not said which conference."),
            _("Name its number, as in `conference {case} show 1`."),
            exit_code=ExitCode.USAGE,
            case=header.reference,
        )
    return plan_rows.plan(store, conferences.find(store, header.id, no).id)


def _new(store: Store, header: CaseHeader, wish: Mapping[str, Any]) -> Answer:
    values = {kept: wish[said] for said, kept in _FIELDS.items() if wish[said]}
    values["lead_agency_id"] = agencies.find(store, wish["lead"]).id if wish["lead"] else ""
    invited = [_person(store, text) for text in wish["people"]]
    called = planning.call(store, header.id, values)
    changes: list[Change] = [called, *(seats.invite(store, called.ids[0], person) for person in invited)]
    undo.unite(store, changes, called.label)
    plan = plan_rows.plan(store, called.ids[0])
    return _row(plan), [_("Conference {no} called").format(no=plan.no)]


def _person(store: Store, text: str) -> dict[str, str]:
    agency, _sign, name = text.partition("=")
    if not name.strip():
        raise UserError(
            "cli.person",
            _("“{text}” does not name a person."),
            _("Write the agency and the name as AGENCY=NAME."),
            exit_code=ExitCode.USAGE,
            text=text,
        )
    return {"agency_id": agencies.find(store, agency).id, "person": name}


def _row(plan: Plan) -> dict[str, Any]:
    return {
        "id": plan.id,
        "no": plan.no,
        "held_on": plan.held_on,
        "place": plan.place,
        "chair": plan.chair,
        "state": plan.state.value,
        "minutes": plan.minutes,
        "points": len(plan.points),
        "people": len(plan.seats),
    }


def _list(store: Store, header: CaseHeader) -> Answer:
    rows = [_row(plan) for plan in plan_rows.plans_of_case(store, header.id)]
    text = _("{no}  {held_on}  {place}  {state}  ({points} points, {people} people)")
    return {"conferences": rows}, [text.format(**row) for row in rows] or [_("No conference yet.")]


def _show(store: Store, header: CaseHeader, plan: Plan, _wish: Mapping[str, Any]) -> Answer:
    store.consult(header.id, _("Conference shown on the command line"))
    names = _names(store)
    document = {
        **_row(plan),
        "agenda": [
            {
                **{k: getattr(p, k) for k in ("no", "title", "question", "decision", "minutes", "kind")},
                "audience": sorted(names[a] for a in p.audience),
                "exhibits": [{"kind": e.kind.value, "id": e.ref_id} for e in p.exhibits],
            }
            for p in plan.points
        ],
        "participants": [{**asdict(s), "agency": names[s.agency_id]} for s in plan.seats],
    }
    lines = [_list_line(plan), *(f"{p.no}. {p.title}" for p in plan.points)]
    return document, [*lines, *(f"- {s.person}, {names[s.agency_id]} ({s.attendance})" for s in plan.seats)]


def _list_line(plan: Plan) -> str:
    text = _("Conference {no} on {held_on}, {place}, chair: {chair}")
    return text.format(no=plan.no, held_on=plan.held_on, place=plan.place, chair=plan.chair)


def _ready(store: Store, header: CaseHeader, plan: Plan, _wish: Mapping[str, Any]) -> Answer:
    store.consult(header.id, _("Readiness of a conference checked"))
    names, hall = _names(store), conference_rooms.hall(store, plan.id)
    measures, day = cases.records(store, header.id).measures, today().isoformat()
    shown, said = conference_rooms.planned(hall), hall.records.wordings
    listed = quality_gate.open_count(quality_gate.of_case(store, header.id))
    found = readiness.check(hall.plan, hall.releases, shown, measures, said, day, listed)
    points = [
        {
            "no": p.point.no,
            "title": p.point.title,
            "leave_the_room": [names[a] for a in p.leaving],
            "shown_less_with": [names[a] for a in p.narrowed_by],
            "hearings": [{**asdict(h), "agency": names[h.agency_id]} for h in p.hearings],
        }
        for p in found.points
    ]
    missing = [{**asdict(m), "agency": names.get(m.agency_id, "")} for m in found.missing]
    lines = [f"{p['no']}. {p['title']}" + _less(p) for p in points]
    people = {s.id: s.person for s in plan.seats}
    titles = {m.id: m.title for m in measures}
    lines += [f"- {missing_sentence(m, names, people, titles)}" for m in found.missing]
    return {"ready": not missing, "points": points, "missing": missing}, lines


def _less(point: Mapping[str, Any]) -> str:
    text = ""
    if point["leave_the_room"]:
        text += _(" (leave the room: {names})").format(names=", ".join(point["leave_the_room"]))
    if point["shown_less_with"]:
        text += _(" (less is shown with: {names})").format(names=", ".join(point["shown_less_with"]))
    return text


def _confirm(store: Store, _header: CaseHeader, plan: Plan, wish: Mapping[str, Any]) -> Answer:
    agency = agencies.find(store, wish["to"])
    ticks = frozenset(confirmed(text) for text in wish["ticks"])
    grounds.confirm(
        store, plan.id, agency.id, ticks, frozenset(wish["consents"]), on_request=wish["on_request"]
    )
    view = conference_rooms.hall(store, plan.id).releases
    released = len(view[agency.id].view.findings) if agency.id in view else 0
    text = _("{agency} may be told {count} findings.").format(agency=agency.name_de, count=released)
    return {"agency": agency.name_de, "conditions": len(ticks), "released": released}, [text]


def _clear(store: Store, header: CaseHeader, plan: Plan, wish: Mapping[str, Any]) -> Answer:
    """Clear the texts of the agenda as they stand, for one agency or for all at the table."""
    only = [agencies.find(store, wish["to"]).id] if wish["to"] else None
    conference_words.clear_agenda(store, plan.id, only, wish["because"])
    said = [w for w in wordings.of_case(store, header.id) if not w.text and w.row_id in _rows_of(plan)]
    readers = {w.recipient_id for w in said}
    names = _names(store)
    text = _("{agency} may read the agenda.")
    lines = [text.format(agency=names[a]) for a in sorted(readers, key=names.__getitem__) if a in names]
    return {"agencies": [names[a] for a in sorted(readers) if a in names], "texts": len(said)}, lines


def _rows_of(plan: Plan) -> set[str]:
    return {plan.id, *(p.id for p in plan.points)}


def _beside(store: Store, _header: CaseHeader, plan: Plan, wish: Mapping[str, Any]) -> Answer:
    if wish["other"]:
        sittings.call_beside(store, plan.id, cases.find(store, wish["other"]).id)
    rows = [
        {"case": b.reference, "no": plan_rows.plan(store, b.id).no, "ended": b.ended}
        for b in sittings.beside(store, plan.id)
    ]
    text = _("{case}: conference {no}")
    lines = [text.format(**row) for row in rows]
    return {"beside": rows}, lines or [_("This sitting is about no other case.")]


def _invite(store: Store, _header: CaseHeader, plan: Plan, wish: Mapping[str, Any]) -> Answer:
    out = _out(wish)
    written = conference_words.invitation(conference_rooms.hall(store, plan.id))
    with whole_file(out) as file:
        file.write(written)
    return {"file": str(out)}, [str(out)]


def _briefings(store: Store, header: CaseHeader, plan: Plan, wish: Mapping[str, Any]) -> Answer:
    tell_gate(store, header)
    papers = conference_papers.write_briefings(store, plan.id, _out(wish), language=language())
    if not papers:
        raise UserError(
            "conference.nothing_goes",
            _("Nothing of this case goes to any agency at the table."),
            _("Confirm the conditions first, agency by agency: conference CASE confirm NO --to AGENCY."),
            exit_code=ExitCode.ANSWER_IS_NO,
        )
    names = _names(store)
    return {"papers": [_paper(p, names) for p in papers]}, [str(f) for p in papers for f in p.files]


def _minutes(store: Store, _header: CaseHeader, plan: Plan, wish: Mapping[str, Any]) -> Answer:
    to = wish["to"] or INTERNAL
    agency_id = "" if to == INTERNAL else agencies.find(store, to).id
    paper = conference_papers.write_minutes(store, plan.id, agency_id, _out(wish), language=language())
    return _paper(paper, _names(store)), [str(file) for file in paper.files]


def _paper(paper: conference_papers.Paper, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "agency": names.get(paper.agency_id, INTERNAL),
        "files": [str(file) for file in paper.files],
        "people": list(paper.people),
        "sha256": paper.sha256,
        "pages": paper.pages,
        "findings": paper.findings,
        "ledger_entries": list(paper.ledger_ids),
    }


def _names(store: Store) -> dict[str, str]:
    return agency_names(agencies.all_agencies(store))


def _out(wish: Mapping[str, Any]) -> Path:
    out = wish["out"]
    if not isinstance(out, Path):
        raise UserError(
            "cli.out", _("It is not said where to write."), _("Use --out."), exit_code=ExitCode.USAGE
        )
    return out


_ACTIONS: dict[str, Callable[[Store, CaseHeader, Plan, Mapping[str, Any]], Answer]] = {
    "show": _show,
    "ready": _ready,
    "confirm": _confirm,
    "clear": _clear,
    "beside": _beside,
    "invite": _invite,
    "briefings": _briefings,
    "minutes": _minutes,
}
