"""Who is at the table: agency, person, role, and the confidentiality declaration."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from app.base.clock import today
from app.base.conference_records import Attendance
from app.base.errors import UserError
from app.base.i18n import _
from app.conference import agenda_template, plan_checks
from app.store import role_acts, tables
from app.store.audit import Action
from app.store.change import Change
from app.store.role_acts import Act
from app.store.store import Store
from app.store.unit_of_work import UnitOfWork

FIELDS = ("agency_id", "person", "role", "attendance", "declared_on", "official", "bound_on")


def invite(store: Store, conference_id: str, values: Mapping[str, str]) -> Change:
    """Invite a person, by the names of `FIELDS` (`official` is "yes" or "")."""
    _same, case_id = plan_checks.case_of(store, tables.conference, conference_id)
    invited = {"attendance": Attendance.INVITED.value, "role": "representative", "official": "yes"}
    row = _checked({**dict.fromkeys(FIELDS, ""), **invited, **values})
    with (
        role_acts.under(Act.KEEP_OFFICE),
        store.write(_("Person invited"), Action.COLLECTION, case_id=case_id) as work,
    ):
        _refuse_twice(work, conference_id, row, "")
        seat_id = work.insert(tables.participant, {"conference_id": conference_id, **_plain(row)})
        work.insert(tables.participant_frame, {"participant_id": seat_id, **_more(row)})
        work.about(seat_id)
    return work.done


def change(store: Store, seat_id: str, values: Mapping[str, str]) -> Change:
    """Change what is said of a person; fields that are not named stay as they are."""
    conference_id, case_id = plan_checks.case_of(store, tables.participant, seat_id)
    with (
        role_acts.under(Act.KEEP_OFFICE),
        store.write(_("Participant changed"), Action.ALTERATION, case_id=case_id) as work,
    ):
        row = _checked({**_before(work, seat_id), **values})
        _refuse_twice(work, conference_id, row, seat_id)
        work.update(tables.participant, seat_id, **_plain(row))
        put_frame(work, seat_id, _more(row))
        work.about(seat_id)
    return work.done


def declare(store: Store, seat_id: str, day: str = "") -> Change:
    """Record that a person signed the confidentiality declaration; today if no day is named."""
    return change(store, seat_id, {"declared_on": day or today().isoformat()})


def remove(store: Store, seat_id: str) -> Change:
    """Take a person off the list; `UserError` for somebody who was there or got a copy."""
    conference_id, case_id = plan_checks.case_of(store, tables.participant, seat_id)
    with (
        role_acts.under(Act.KEEP_OFFICE),
        store.write(_("Invitation taken back"), Action.ALTERATION, case_id=case_id) as work,
    ):
        for table in (tables.conference_presence, tables.conference_copy):
            if work.connection.execute(select(table.c.id).where(table.c.participant_id == seat_id)).first():
                raise UserError(
                    "conference.seat_used",
                    _("This person was in the room or was given a copy."),
                    _("The list keeps them, for the minutes."),
                )
        f = tables.participant_frame
        for (row_id,) in work.connection.execute(select(f.c.id).where(f.c.participant_id == seat_id)).all():
            work.delete(f, row_id)
        work.delete(tables.participant, seat_id)
        work.about(conference_id)
    return work.done


def put_frame(work: UnitOfWork, seat_id: str, values: Mapping[str, Any]) -> None:
    """Write what is kept beside the list that every participating agency is given."""
    f = tables.participant_frame
    known = work.connection.execute(select(f.c.id).where(f.c.participant_id == seat_id)).scalar()
    if known:
        work.update(f, str(known), **values)
    else:
        work.insert(
            f, {"participant_id": seat_id, "official": True, "declared_on": "", "bound_on": "", **values}
        )


def _before(work: UnitOfWork, seat_id: str) -> dict[str, str]:
    f = tables.participant_frame
    row = work.row(tables.participant, seat_id) or {}
    more = work.connection.execute(select(f).where(f.c.participant_id == seat_id)).first()
    kept = {k: row[k] for k in ("agency_id", "person", "role", "attendance")}
    if more is None:
        return {**kept, "declared_on": "", "official": "yes", "bound_on": ""}
    said = {"declared_on": more.declared_on, "bound_on": more.bound_on}
    return {**kept, **said, "official": "yes" if more.official else ""}


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    return {k: row[k] for k in ("agency_id", "person", "role", "attendance")}


def _more(row: Mapping[str, Any]) -> dict[str, Any]:
    return {"declared_on": row["declared_on"], "bound_on": row["bound_on"], "official": bool(row["official"])}


def _checked(values: Mapping[str, str]) -> dict[str, str]:
    row = {k: str(values[k] or "").strip() for k in FIELDS}
    missing = _("The agency is missing."), _("Choose the agency that the person speaks for.")
    row["agency_id"] = plan_checks.wanted(row["agency_id"], "agency_id", *missing)
    missing = _("The name of the person is missing."), _("A copy is numbered for one person.")
    row["person"] = plan_checks.wanted(row["person"], "person", *missing)
    row["role"] = row["role"] or next(iter(agenda_template.roles()))
    Attendance(row["attendance"])
    for name in ("declared_on", "bound_on"):
        row[name] = plan_checks.day(row[name], name)
    return row


def _refuse_twice(work: UnitOfWork, conference_id: str, row: Mapping[str, str], but: str) -> None:
    p = tables.participant
    known = work.connection.execute(select(p).where(p.c.conference_id == conference_id)).all()
    wanted = (row["agency_id"], row["person"].casefold())
    if any((r.agency_id, r.person.casefold()) == wanted and r.id != but for r in known):
        raise UserError(
            "conference.person",
            _("This person is on the list already."),
            _("Add what tells two persons of one name apart."),
        )
