"""On what each agency is told something at a conference: conditions confirmed by a person, consents given."""

import json
from collections.abc import Iterable

from sqlalchemy import select

from app.base.clock import now_text, today
from app.base.conference_records import Ground, Plan
from app.base.i18n import _
from app.base.records import Agency, CaseHeader
from app.conference import plan_checks
from app.policy.release import OFFICE_CLASS, ReleaseRequest
from app.store import role_acts, tables
from app.store.audit import Action
from app.store.change import Change
from app.store.role_acts import Act
from app.store.store import Store


def confirm(
    store: Store,
    conference_id: str,
    agency_id: str,
    confirmed: Iterable[tuple[str, int]],
    consents: Iterable[str] = (),
    *,
    on_request: bool = False,
) -> Change:
    """Record which conditions were checked and which consents are there, for one agency.

    What was recorded before is replaced. It is part of a release, and offered to those who may release.
    """
    _same, case_id = plan_checks.case_of(store, tables.conference, conference_id)
    g = tables.conference_ground
    with (
        role_acts.under(Act.RELEASE),
        store.write(_("Grounds of a conference confirmed"), Action.ALTERATION, case_id=case_id) as work,
    ):
        row = {
            "on_request": on_request,
            "condition_ids": json.dumps(sorted([p, no] for p, no in set(confirmed))),
            "consent_ids": json.dumps(sorted(set(consents))),
            "at": now_text(),
            "actor": work.actor,
        }
        query = select(g.c.id).where(g.c.conference_id == conference_id, g.c.agency_id == agency_id)
        known = work.connection.execute(query).scalar()
        if known:
            work.update(g, str(known), **row)
        else:
            known = work.insert(g, {"conference_id": conference_id, "agency_id": agency_id, **row})
        work.about(str(known))
    return work.done


def request(plan: Plan, header: CaseHeader, recipient: Agency, as_of: str = "") -> ReleaseRequest:
    """Return what the release check is asked with for one agency at this conference."""
    ground: Ground = plan.ground(recipient.id)
    return ReleaseRequest(
        recipient=recipient,
        purpose=plan.purpose or header.purpose,
        occasion=_("case conference no. {no}").format(no=plan.no),
        as_of=as_of or today().isoformat(),
        on_request=ground.on_request,
        confirmed=ground.confirmed,
        consents=ground.consents,
        purpose_of_frame=True,
    )


def guests(plan: Plan, agencies: Iterable[Agency]) -> tuple[Agency, ...]:
    """Return the agencies at the table but for the office itself, in the order of `agencies`."""
    invited = {seat.agency_id for seat in plan.seats}
    return tuple(a for a in agencies if a.id in invited and a.class_code != OFFICE_CLASS)
