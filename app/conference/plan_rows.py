"""From rows of the store to the plan of a conference."""

import json
from collections import defaultdict
from typing import Any

from sqlalchemy import Connection, Table, select

from app.base.conference_records import (
    Exhibit,
    ExhibitKind,
    Ground,
    Heard,
    Passage,
    Plan,
    Point,
    Seat,
)
from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.base.records import ConferenceState
from app.store import tables
from app.store.store import Store

_FRAME = ("minutes", "purpose", "minute_taker", "contact", "begun_at", "ended_at", "next_on")


def plan(store: Store, conference_id: str) -> Plan:
    """Return a conference with its plan; raises `UserError` (exit 1) if it is gone."""
    with store.read() as connection:
        return read_plan(connection, conference_id)


def plans_of_case(store: Store, case_id: str) -> tuple[Plan, ...]:
    """Return the conferences of a case with their plans, by number."""
    c = tables.conference
    with store.read() as connection:
        found = connection.execute(select(c.c.id).where(c.c.case_id == case_id).order_by(c.c.no)).scalars()
        return tuple(read_plan(connection, i) for i in found.all())


def all_plans(store: Store) -> tuple[Plan, ...]:
    """Return the conferences of all cases, latest first."""
    c = tables.conference
    with store.read() as connection:
        found = connection.execute(select(c.c.id).order_by(c.c.held_on.desc(), c.c.no.desc())).scalars()
        return tuple(read_plan(connection, i) for i in found.all())


def read_plan(connection: Connection, conference_id: str) -> Plan:
    """Return a conference with its plan as it is in this transaction."""
    c = tables.conference
    row = connection.execute(select(c).where(c.c.id == conference_id)).first()
    if row is None:
        raise UserError(
            "conference.gone",
            _("This conference is gone."),
            _("Somebody has taken it back; choose another one."),
            exit_code=ExitCode.ANSWER_IS_NO,
        )
    frame = _rows(connection, tables.conference_frame, conference_id)
    more = {name: getattr(frame[0], name) for name in _FRAME} if frame else {}
    return Plan(
        **{**row._asdict(), "state": ConferenceState(row.state)},
        **more,
        points=_points(connection, conference_id),
        seats=_seats(connection, conference_id),
        passages=tuple(
            Passage(r.id, r.participant_id, r.state, r.at)
            for r in sorted(
                _rows(connection, tables.conference_presence, conference_id), key=lambda r: (r.at, r.id)
            )
        ),
        grounds=tuple(_ground(r) for r in _rows(connection, tables.conference_ground, conference_id)),
    )


def _rows(connection: Connection, table: Table, conference_id: str) -> list[Any]:
    query = select(table).where(table.c.conference_id == conference_id).order_by(table.c.id)
    return list(connection.execute(query).all())


def _points(connection: Connection, conference_id: str) -> tuple[Point, ...]:
    items = {i.id: i for i in _rows(connection, tables.agenda_item, conference_id)}
    rows = sorted(_rows(connection, tables.agenda_point, conference_id), key=lambda r: (r.position, r.id))
    planned = {r.item_id for r in rows}
    e, a, p = tables.agenda_exhibit, tables.agenda_audience, tables.agenda_point
    exhibits, audiences = defaultdict(list), defaultdict(set)
    own = p.c.conference_id == conference_id
    for r in connection.execute(
        select(e).join(p, p.c.id == e.c.point_id).where(own).order_by(e.c.no, e.c.id)
    ):
        exhibits[r.point_id].append(Exhibit(r.id, r.no, ExhibitKind(r.kind), r.ref_id))
    for r in connection.execute(select(a).join(p, p.c.id == a.c.point_id).where(own)):
        audiences[r.point_id].add(r.agency_id)
    found = [_point(r, items.get(r.item_id, r), exhibits[r.id], frozenset(audiences[r.id])) for r in rows]
    plain = sorted((i for i in items.values() if i.id not in planned), key=lambda i: i.no)
    found += [Point("", 0, i.title, i.question, i.recommendation, i.decision) for i in plain]
    return tuple(_numbered(point, no) for no, point in enumerate(found, 1))


def _numbered(point: Point, no: int) -> Point:
    values = {name: getattr(point, name) for name in Point.__slots__}
    return Point(**{**values, "no": no})


def _point(row: Any, said: Any, exhibits: list[Exhibit], audience: frozenset[str]) -> Point:
    """`said` is the item that every agency is given, or the row itself for a closed point."""
    return Point(
        id=row.id,
        no=0,
        title=said.title,
        question=said.question,
        recommendation=said.recommendation,
        decision=said.decision,
        minutes=row.minutes,
        kind=row.kind,
        speaker_id=row.speaker_id,
        note=row.note,
        begun_at=row.begun_at,
        ended_at=row.ended_at,
        audience=audience,
        exhibits=tuple(exhibits),
    )


def _seats(connection: Connection, conference_id: str) -> tuple[Seat, ...]:
    p, f = tables.participant, tables.participant_frame
    query = (
        select(p, f.c.declared_on, f.c.official, f.c.bound_on)
        .join(f, f.c.participant_id == p.c.id, isouter=True)
        .where(p.c.conference_id == conference_id)
        .order_by(p.c.agency_id, p.c.person, p.c.id)
    )
    return tuple(
        Seat(
            r.id,
            r.agency_id,
            r.person,
            r.role,
            r.attendance,
            r.declared_on or "",
            r.official is None or bool(r.official),
            r.bound_on or "",
        )
        for r in connection.execute(query)
    )


def _ground(row: Any) -> Ground:
    confirmed = frozenset((str(p), int(no)) for p, no in json.loads(row.condition_ids or "[]"))
    consents = frozenset(json.loads(row.consent_ids or "[]"))
    return Ground(row.agency_id, confirmed, consents, bool(row.on_request))


def heard(connection: Connection, conference_id: str) -> tuple[Heard, ...]:
    """Return what was shown at a conference, agency by agency, in the order of showing."""
    s, h, v, d = (
        tables.conference_showing,
        tables.conference_hearing,
        tables.handover,
        tables.disclosure,
    )
    query = (
        select(s.c.point_id, s.c.kind, s.c.ref_id, s.c.at, v.c.agency_id, v.c.id, h.c.people_ids)
        .join(h, h.c.showing_id == s.c.id)
        .join(v, v.c.id == h.c.handover_id)
        .where(s.c.conference_id == conference_id)
        .order_by(s.c.at, s.c.id, v.c.agency_id)
    )
    found = []
    for point_id, kind, ref_id, at, agency_id, handover_id, people in connection.execute(query).all():
        told = connection.execute(
            select(d.c.finding_id, d.c.provision)
            .where(d.c.handover_id == handover_id)
            .order_by(d.c.finding_id)
        )
        findings = tuple((r.finding_id, r.provision) for r in told)
        found.append(
            Heard(
                point_id,
                ExhibitKind(kind),
                ref_id,
                at,
                agency_id,
                handover_id,
                tuple(json.loads(people or "[]")),
                findings,
            )
        )
    return tuple(found)
