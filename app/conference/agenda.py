"""The agenda: points in their order, who may hear them, what shall be shown, what was decided.

A point for everybody is kept where every participating agency is given it (`agenda_item`); one that is closed
to some is kept apart (`app.store.conference_tables`). The numbers of the former never show that there is one
of the latter.
"""

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from app.base.conference_records import ExhibitKind
from app.base.errors import UserError
from app.base.i18n import _
from app.casework import wording_rows
from app.conference import measures, plan_checks
from app.store import role_acts, tables
from app.store.audit import Action
from app.store.change import Change
from app.store.role_acts import Act
from app.store.store import Store
from app.store.unit_of_work import UnitOfWork

SAID = ("title", "question", "recommendation", "decision")
FIELDS = (*SAID, "minutes", "kind", "speaker_id", "note")


@dataclass(frozen=True, slots=True)
class Clearance:
    """Who may read texts as they stand; `kept` are words, folded, that they name somebody withheld with."""

    agencies: frozenset[str] = frozenset()
    kept: frozenset[str] = frozenset()


TO_NOBODY = Clearance()


def take_over(store: Store, conference_id: str) -> Change:
    """Plan the agenda of a conference that was recorded without a plan, as it came in a package."""
    _same, case_id = plan_checks.case_of(store, tables.conference, conference_id)
    with role_acts.under(Act.KEEP_OFFICE), _altering(store, _("Agenda taken over"), case_id) as work:
        adopt(work, conference_id)
        work.about(conference_id)
    return work.done


def add(
    store: Store,
    conference_id: str,
    values: Mapping[str, str],
    audience: Iterable[str] = (),
    clearance: Clearance = TO_NOBODY,
) -> Change:
    """Add a point at the end of the agenda, by the names of `FIELDS`; only its title must be there.

    `clearance` says who may read its texts as they stand; nobody else is given them.
    """
    _conference, case_id = plan_checks.case_of(store, tables.conference, conference_id)
    with role_acts.under(Act.KEEP_OFFICE), _altering(store, _("Point added to the agenda"), case_id) as work:
        adopt(work, conference_id)
        last = len(_points(work, conference_id))
        point_id = insert_point(work, conference_id, last + 1, values, audience)
        put_clearance(work, point_id, clearance)
        renumber(work, conference_id)
        work.about(point_id)
    return work.done


def change(
    store: Store,
    point_id: str,
    values: Mapping[str, str],
    audience: Iterable[str] | None = None,
    clearance: Clearance = TO_NOBODY,
) -> Change:
    """Change fields of a point, and who may hear it; what is not named stays as it is.

    A text that reads otherwise now goes to those of `clearance` alone.
    """
    conference_id, case_id = plan_checks.case_of(store, tables.agenda_point, point_id)
    with (
        role_acts.under(Act.KEEP_OFFICE),
        _altering(store, _("Point of the agenda changed"), case_id) as work,
    ):
        before = _whole(work, point_id)
        row = _checked({**before, **values})
        now = _audience(work, point_id) if audience is None else set(audience)
        _put_texts(work, point_id, row, closed=bool(now))
        if audience is not None:
            _put_audience(work, point_id, now)
            measures.follow_point(work, point_id)
        put_clearance(work, point_id, clearance)
        renumber(work, conference_id)
        work.about(point_id)
    return work.done


def move(store: Store, point_id: str, by: int) -> Change:
    """Move a point up (negative) or down the agenda, as far as it goes."""
    conference_id, case_id = plan_checks.case_of(store, tables.agenda_point, point_id)
    with role_acts.under(Act.KEEP_OFFICE), _altering(store, _("Point of the agenda moved"), case_id) as work:
        adopt(work, conference_id)
        order = [str(p["id"]) for p in _points(work, conference_id)]
        at = order.index(point_id)
        order.insert(max(0, min(len(order) - 1, at + by)), order.pop(at))
        for position, moved in enumerate(order, 1):
            work.update(tables.agenda_point, moved, position=position)
        renumber(work, conference_id)
        work.about(point_id)
    return work.done


def remove(store: Store, point_id: str) -> Change:
    """Take a point off the agenda, with what was to be shown under it.

    Raises `UserError` for one under which something was decided or shown: it belongs to the minutes.
    """
    conference_id, case_id = plan_checks.case_of(store, tables.agenda_point, point_id)
    with role_acts.under(Act.KEEP_OFFICE), _altering(store, _("Point taken off the agenda"), case_id) as work:
        row = work.row(tables.agenda_point, point_id) or {}
        m, s = tables.measure_frame, tables.conference_showing
        used = [
            work.connection.execute(select(t.c.id).where(t.c.point_id == point_id)).first() for t in (m, s)
        ]
        if _whole(work, point_id)["decision"] or any(used):
            raise UserError(
                "conference.point_used",
                _("Something was decided, agreed or shown under this point."),
                _("It stays on the agenda, for the minutes."),
            )
        for table in (tables.agenda_exhibit, tables.agenda_audience):
            for (row_id,) in work.connection.execute(
                select(table.c.id).where(table.c.point_id == point_id)
            ).all():
                work.delete(table, row_id)
        work.delete(tables.agenda_point, point_id)
        if row.get("item_id"):
            work.delete(tables.agenda_item, row["item_id"])
        wording_rows.drop(work, point_id)
        renumber(work, conference_id)
        work.about(conference_id)
    return work.done


def decide(
    store: Store, point_id: str, decision: str, note: str | None = None, clearance: Clearance = TO_NOBODY
) -> Change:
    """Record what was decided under a point, and beside it a note that stays in the office.

    `clearance` says who may read the decision.
    """
    _conference, case_id = plan_checks.case_of(store, tables.agenda_point, point_id)
    with role_acts.under(Act.KEEP_OFFICE), _altering(store, _("Decision recorded"), case_id) as work:
        row = {**_whole(work, point_id), "decision": decision.strip()}
        if note is not None:
            row["note"] = note.strip()
        _put_texts(work, point_id, row, closed=bool(_audience(work, point_id)))
        put_clearance(work, point_id, clearance, ("decision",))
        work.about(point_id)
    return work.done


def show_under(store: Store, point_id: str, kind: ExhibitKind, ref_id: str) -> Change:
    """Plan to show a finding, a subject, a chart or the timeline under a point."""
    _conference, case_id = plan_checks.case_of(store, tables.agenda_point, point_id)
    table = tables.agenda_exhibit
    with role_acts.under(Act.KEEP_OFFICE), _altering(store, _("Planned to be shown"), case_id) as work:
        if not _is_of_case(work, kind, ref_id, case_id):
            raise UserError(
                "conference.exhibit", _("There is nothing like that in this case."), _("Choose another one.")
            )
        known = work.connection.execute(select(table).where(table.c.point_id == point_id)).all()
        if any((r.kind, r.ref_id) == (kind, ref_id) for r in known):
            raise UserError(
                "conference.exhibit", _("It is shown under this point already."), _("Choose another one.")
            )
        row = {"point_id": point_id, "no": len(known) + 1, "kind": kind.value, "ref_id": ref_id}
        work.about(work.insert(table, row))
    return work.done


def show_no_more(store: Store, exhibit_id: str) -> Change:
    """Take something off what shall be shown."""
    table = tables.agenda_exhibit
    with store.read() as connection:
        point_id = connection.execute(select(table.c.point_id).where(table.c.id == exhibit_id)).scalar() or ""
    _conference, case_id = plan_checks.case_of(store, tables.agenda_point, str(point_id))
    with role_acts.under(Act.KEEP_OFFICE), _altering(store, _("No longer to be shown"), case_id) as work:
        work.delete(table, exhibit_id)
        work.about(exhibit_id)
    return work.done


# --- within a unit of work


def _altering(store: Store, label: str, case_id: str) -> AbstractContextManager[UnitOfWork]:
    return store.write(label, Action.ALTERATION, case_id=case_id)


def insert_point(
    work: UnitOfWork,
    conference_id: str,
    position: int,
    values: Mapping[str, str],
    audience: Iterable[str] = (),
) -> str:
    """Insert a point with its texts and who may hear it; the numbers are put right by `renumber`."""
    row = _checked({**dict.fromkeys(FIELDS, ""), **values})
    plain = {k: row[k] for k in ("minutes", "kind", "speaker_id", "note")}
    empty = dict.fromkeys((*SAID, "begun_at", "ended_at"), "")
    frame = {"conference_id": conference_id, "item_id": None, "position": position}
    point_id = work.insert(tables.agenda_point, {**frame, **plain, **empty})
    closed = set(audience)
    _put_texts(work, point_id, row, closed=bool(closed))
    _put_audience(work, point_id, closed)
    return point_id


def put_clearance(
    work: UnitOfWork, point_id: str, clearance: Clearance, fields: Iterable[str] = SAID
) -> None:
    """Clear texts of a point as they stand; what was cleared before and reads otherwise now is not."""
    whole = _whole(work, point_id)
    texts = {f"agenda.{field}": str(whole[field]) for field in fields}
    wording_rows.clear(work, point_id, texts, clearance.agencies, clearance.kept)


def adopt(work: UnitOfWork, conference_id: str) -> None:
    """Give points that were recorded without a plan their place in it."""
    i, p = tables.agenda_item, tables.agenda_point
    planned = {r["item_id"] for r in _points(work, conference_id)}
    items = work.connection.execute(
        select(i).where(i.c.conference_id == conference_id).order_by(i.c.no)
    ).all()
    position = len(planned)
    empty = dict.fromkeys((*SAID, "kind", "speaker_id", "note", "begun_at", "ended_at"), "")
    for item in items:
        if item.id not in planned:
            position += 1
            frame = {"conference_id": conference_id, "item_id": item.id, "position": position, "minutes": 0}
            work.insert(p, {**frame, **empty})


def renumber(work: UnitOfWork, conference_id: str) -> None:
    """Number points as they stand, and those for everybody without a gap."""
    no = 0
    for position, point in enumerate(_points(work, conference_id), 1):
        if point["position"] != position:
            work.update(tables.agenda_point, point["id"], position=position)
        if point["item_id"]:
            no += 1
            item = work.row(tables.agenda_item, point["item_id"]) or {}
            if item["no"] != no:
                work.update(tables.agenda_item, point["item_id"], no=no)


def _points(work: UnitOfWork, conference_id: str) -> list[dict[str, Any]]:
    p = tables.agenda_point
    query = select(p).where(p.c.conference_id == conference_id).order_by(p.c.position, p.c.id)
    return [dict(row._asdict()) for row in work.connection.execute(query)]


def _whole(work: UnitOfWork, point_id: str) -> dict[str, Any]:
    """Return the fields of a point, its texts from where they stand."""
    row = work.row(tables.agenda_point, point_id) or {}
    said = (work.row(tables.agenda_item, row["item_id"]) or {}) if row["item_id"] else row
    return {**{k: row[k] for k in FIELDS}, **{k: said[k] for k in SAID}}


def _audience(work: UnitOfWork, point_id: str) -> set[str]:
    a = tables.agenda_audience
    return set(work.connection.execute(select(a.c.agency_id).where(a.c.point_id == point_id)).scalars())


def _put_texts(work: UnitOfWork, point_id: str, row: Mapping[str, Any], *, closed: bool) -> None:
    """Write the texts where they belong: before everybody, or apart."""
    point = work.row(tables.agenda_point, point_id) or {}
    said, item_id = {k: row[k] for k in SAID}, point["item_id"]
    plain = {k: row[k] for k in ("minutes", "kind", "speaker_id", "note")}
    if closed:
        work.update(tables.agenda_point, point_id, item_id=None, **plain, **said)
        if item_id:
            work.delete(tables.agenda_item, item_id)
        return
    if item_id:
        work.update(tables.agenda_item, item_id, **said)
    else:
        hung = {"conference_id": point["conference_id"], "no": 0}
        item_id = work.insert(tables.agenda_item, {**hung, **said})
    work.update(tables.agenda_point, point_id, item_id=item_id, **plain, **dict.fromkeys(SAID, ""))


def _put_audience(work: UnitOfWork, point_id: str, wanted: set[str]) -> None:
    a = tables.agenda_audience
    for row in work.connection.execute(select(a).where(a.c.point_id == point_id)).all():
        if row.agency_id not in wanted:
            work.delete(a, row.id)
        wanted = wanted - {row.agency_id}
    work.insert_many(a, [{"point_id": point_id, "agency_id": agency} for agency in sorted(wanted)])


def _checked(values: Mapping[str, Any]) -> dict[str, Any]:
    row: dict[str, Any] = {k: str(values[k]).strip() for k in FIELDS}
    message, remedy = _("A point of the agenda needs a title."), _("Say in a few words what it is about.")
    row["title"] = plan_checks.wanted(row["title"], "title", message, remedy)
    row["minutes"] = plan_checks.minutes(row["minutes"])
    return row


def _is_of_case(work: UnitOfWork, kind: ExhibitKind, ref_id: str, case_id: str) -> bool:
    if kind is ExhibitKind.TIMELINE:
        return not ref_id
    table = {
        ExhibitKind.FINDING: tables.finding,
        ExhibitKind.SUBJECT: tables.subject,
        ExhibitKind.CHART: tables.chart,
    }[kind]
    row = work.row(table, ref_id)
    return row is not None and row["case_id"] == case_id
