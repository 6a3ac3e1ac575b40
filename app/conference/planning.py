"""Calling a conference with an agenda from the template, and changing its frame."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import func, select

from app.base.errors import UserError
from app.base.i18n import _
from app.base.records import ConferenceState
from app.casework import agencies, wording_rows
from app.conference import agenda, agenda_template, plan_checks
from app.policy.handing_on import MEETING
from app.store import role_acts, tables
from app.store.audit import Action
from app.store.change import Change
from app.store.role_acts import Act
from app.store.store import Store
from app.store.unit_of_work import UnitOfWork

HEAD = ("held_on", "place", "chair", "lead_agency_id")
FRAME = ("minutes", "purpose", "minute_taker", "contact", "next_on")
FIELDS = (*HEAD, *FRAME)


def call(
    store: Store,
    case_id: str,
    values: Mapping[str, str],
    points: Iterable[Mapping[str, str]] | None = None,
) -> Change:
    """Call a conference, by the names of `FIELDS`; it gets the next number of the case.

    `points` None takes the agenda of the template in the language in force.
    """
    row = _checked(store, {**dict.fromkeys(FIELDS, ""), "minutes": _planned(), **values})
    with (
        role_acts.under(Act.KEEP_OFFICE),
        store.write(_("Conference called"), Action.COLLECTION, case_id=case_id) as work,
    ):
        c = tables.conference
        last = work.connection.execute(select(func.max(c.c.no)).where(c.c.case_id == case_id)).scalar() or 0
        head = {k: row[k] for k in HEAD}
        state = ConferenceState.PLANNED.value
        conference_id = work.insert(c, {"case_id": case_id, "no": last + 1, "state": state, **head})
        _put_frame(work, conference_id, {k: row[k] for k in FRAME})
        for position, point in enumerate(_template() if points is None else points, 1):
            agenda.insert_point(work, conference_id, position, point)
        agenda.renumber(work, conference_id)
        work.about(conference_id)
    return work.done


def edit(store: Store, conference_id: str, values: Mapping[str, str]) -> Change:
    """Change fields of a conference by the names of `FIELDS`; others stay as they are."""
    _same, case_id = plan_checks.case_of(store, tables.conference, conference_id)
    with (
        role_acts.under(Act.KEEP_OFFICE),
        store.write(_("Conference changed"), Action.ALTERATION, case_id=case_id) as work,
    ):
        head = work.row(tables.conference, conference_id) or {}
        frame = _frame(work, conference_id)
        before = {**{k: head[k] for k in HEAD}, **{k: frame.get(k, "") for k in FRAME}}
        row = _checked(store, {**before, **values})
        work.update(tables.conference, conference_id, **{k: row[k] for k in HEAD})
        _put_frame(work, conference_id, {k: row[k] for k in FRAME})
        wording_rows.clear(work, conference_id, {MEETING: row["purpose"]}, ())
        work.about(conference_id)
    return work.done


def _planned() -> str:
    return str(agenda_template.planned_minutes())


def _template() -> list[dict[str, str]]:
    found = agenda_template.points()
    return [{"title": p.title, "kind": p.kind, "minutes": str(p.minutes)} for p in found]


def _checked(store: Store, values: Mapping[str, Any]) -> dict[str, Any]:
    row: dict[str, Any] = {k: str(values[k] or "").strip() for k in FIELDS}
    row["held_on"] = plan_checks.day_or_moment(row["held_on"])
    row["minutes"] = plan_checks.minutes(row["minutes"])
    row["next_on"] = plan_checks.day_or_moment(row["next_on"]) if row["next_on"] else ""
    for name in ("place", "chair"):
        remedy = _("It stands in the invitation and in the minutes.")
        missing = _("The place is missing.") if name == "place" else _("It is not said who chairs.")
        row[name] = plan_checks.wanted(row[name], name, missing, remedy)
    if row["lead_agency_id"] not in {a.id for a in agencies.all_agencies(store)}:
        raise UserError(
            "conference.lead_agency_id",
            _("It is not said which agency has the lead."),
            _("Choose one of the agencies."),
        )
    return row


def _frame(work: UnitOfWork, conference_id: str) -> dict[str, Any]:
    f = tables.conference_frame
    found = work.connection.execute(select(f).where(f.c.conference_id == conference_id)).first()
    return dict(found._asdict()) if found else {}


def _put_frame(work: UnitOfWork, conference_id: str, values: Mapping[str, Any]) -> None:
    known = _frame(work, conference_id)
    if known:
        work.update(tables.conference_frame, known["id"], **values)
    else:
        empty = {**dict.fromkeys(FRAME, ""), "begun_at": "", "ended_at": "", "minutes": 0}
        work.insert(tables.conference_frame, {"conference_id": conference_id, **empty, **values})


def mark_time(work: UnitOfWork, conference_id: str, **moments: str) -> None:
    """Write when a conference began or ended, within a unit of work."""
    _put_frame(work, conference_id, moments)
