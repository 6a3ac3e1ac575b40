"""Putting something on the screen of a conference: checked again, and entered in the ledger, in one step.

The entry is written before anybody sees it: what is told orally is a transmission like any other, to each
agency in the room (BDSG section 76, PolG NRW section 26). Such a step cannot be taken back.
"""

import dataclasses
import json

from app.base.clock import now_text
from app.base.conference_records import Plan, Point
from app.base.errors import UserError
from app.base.i18n import _
from app.casework import rows
from app.conference import grounds, presence
from app.conference.plan_checks import case_of
from app.conference.plan_rows import read_plan
from app.handover.conference_rooms import Slide
from app.policy import ledger
from app.policy.release import evaluate
from app.policy.views import ReleasedView
from app.store import audit, roles, tables
from app.store.audit import Action
from app.store.bare_rows import LISTED, listed
from app.store.change import Change
from app.store.roles import Act
from app.store.store import Store
from app.store.unit_of_work import UnitOfWork

ORAL = "oral"
"""The kind of hand-over in the ledger."""


def show(store: Store, conference_id: str, slide: Slide) -> Change:
    """Enter in the ledger that everybody in the room is told what is on a slide; only then it may be shown.

    All is checked anew within the unit of work: who is in the room, and that each agency there may have each
    finding. Raises `UserError` if somebody came or left since the slide was composed, or a finding is no
    longer for everybody; then nothing was entered and nothing may be shown.
    """
    roles.require(store, Act.RELEASE)
    _same, case_id = case_of(store, tables.conference, conference_id)
    reason = _("told orally at a conference")
    with store.write(
        _("Shown at a conference"),
        Action.DISCLOSURE,
        case_id=case_id,
        reason=reason,
        recipient=_first(store, slide),
        history=False,
    ) as work:
        plan = read_plan(work.connection, conference_id)
        if presence.present(plan.passages) != slide.people or plan.ended_at or not plan.begun_at:
            raise UserError(
                "conference.room_changed",
                _("Somebody came or left since this was put together."),
                _("Show it again; it is checked anew."),
            )
        views = _views(work, plan, slide)
        moment, point = now_text(), next((p for p in plan.points if p.id == slide.point_id), None)
        showing = work.insert(
            tables.conference_showing,
            {
                "conference_id": conference_id,
                "point_id": slide.point_id,
                "kind": slide.exhibit.kind.value,
                "ref_id": slide.exhibit.ref_id,
                "at": moment,
            },
        )
        for agency_id in sorted(views):
            artefact = ledger.Artefact(ORAL, _name(plan, point, agency_id), slide.sha256)
            entry = ledger.enter(work, views[agency_id], artefact)
            people = [s.id for s in presence.people(plan) if s.agency_id == agency_id]
            row = {"showing_id": showing, "handover_id": entry, "people_ids": json.dumps(people)}
            work.insert(tables.conference_hearing, row)
        _log_others(work, sorted(views)[1:], slide, reason)
        work.about(showing)
    return work.done


def _name(plan: Plan, point: Point | None, agency_id: str) -> str:
    """Name a showing as a recall letter will: by the number its point has in what this agency is given."""
    own = [p.id for p in plan.points if p.open_to(agency_id)]
    no = own.index(point.id) + 1 if point is not None and point.id in own else "–"
    return _("conference {no}, point {point}").format(no=plan.no, point=no)


def _first(store: Store, slide: Slide) -> str:
    """The log names one recipient per entry; the first stands in the entry of the step itself."""
    with store.read() as connection:
        found = [
            row[0]
            for row in connection.exec_driver_sql(
                "SELECT DISTINCT p.agency_id FROM participant p JOIN agency a ON a.id = p.agency_id "
                f"WHERE a.class_code <> 'OFFICE' AND p.id IN {LISTED} ORDER BY 1",
                (listed(sorted(slide.people)),),
            )
        ]
    return str(found[0]) if found else ""


def _log_others(work: UnitOfWork, agencies: list[str], slide: Slide, reason: str) -> None:
    detail = json.dumps({"label": work.label, "sha256": slide.sha256})
    for agency_id in agencies:
        audit.append(
            work.connection,
            work.actor,
            Action.DISCLOSURE,
            detail,
            case_id=work.case_id,
            reason=reason,
            recipient=agency_id,
        )


def _views(work: UnitOfWork, plan: Plan, slide: Slide) -> dict[str, ReleasedView]:
    """Return for each agency in the room its released view, cut to what the slide tells."""
    records = rows.case_records(work.connection, plan.case_id)
    inside = presence.agencies(plan)
    views = {}
    for agency in grounds.guests(plan, records.agencies):
        if agency.id not in inside:
            continue
        view = evaluate(records, grounds.request(plan, records.header, agency)).view
        held = {f.id for f in view.findings}
        if not slide.findings <= held:
            raise UserError(
                "conference.not_for_all",
                _("Not everybody in the room may see this."),
                _("Something has changed since it was put together; look at the point again."),
            )
        told = tuple(f for f in view.findings if f.id in slide.findings)
        views[agency.id] = dataclasses.replace(view, findings=told)
    return views
