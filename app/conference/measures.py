"""Measures: what one agency does under its own power, followed until it is done or cannot be done."""

import json
from collections.abc import Mapping, Sequence

from sqlalchemy import func, select

from app.base.clock import now_text
from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.base.records import Measure, MeasureState
from app.casework import case_lists, rows
from app.casework.cases import OPEN_STATES
from app.policy.provisions import find as find_provision
from app.policy.review import as_day
from app.store import role_acts, tables
from app.store.audit import Action
from app.store.change import Change
from app.store.role_acts import Act
from app.store.store import Store
from app.store.unit_of_work import UnitOfWork

STATE, ESCALATION, FEEDBACK = "state", "escalation", "feedback"
EXPLAINED = (MeasureState.IMPOSSIBLE, MeasureState.NOT_DONE)
"""States that need an explanation: it could not be done, or it could and was not."""
FRAME = ("person", "provision", "priority", "evidence")


def of_case(store: Store, case_id: str) -> tuple[Measure, ...]:
    """Return the measures of a case, by number."""
    with store.read() as connection:
        return rows.measures(connection, case_id)


def find(store: Store, case_id: str, no: int) -> Measure:
    """Return a measure by its number in the case; raises `UserError` (exit 1) if there is none."""
    for measure in of_case(store, case_id):
        if measure.no == no:
            return measure
    raise UserError(
        "measure.unknown",
        _("The case has no measure number {no}."),
        _("List the measures of the case first."),
        exit_code=ExitCode.ANSWER_IS_NO,
        no=no,
    )


def create(
    store: Store,
    case_id: str,
    title: str,
    agency_id: str,
    legal_power: str,
    due: str,
    *,
    state: MeasureState = MeasureState.OPEN,
    conference_id: str | None = None,
    depends_on: str | None = None,
    cites: Sequence[str] = (),
    result: str = "",
    point_id: str | None = None,
    person: str = "",
    provision: str = "",
    priority: str = "",
) -> Change:
    """Agree on a measure. Each agency acts under its own power, so the power must be named.

    `provision` is its id where the power stands in the matrix of provisions, `person` who answers for it,
    `point_id` the point of the conference it was agreed under.
    """
    due = check(title, agency_id, legal_power, due)
    frame = {"person": person.strip(), "provision": provision, "priority": priority, "evidence": ""}
    check_frame(frame)
    with (
        role_acts.under(Act.KEEP_OFFICE),
        store.write(_("Measure agreed"), Action.COLLECTION, case_id=case_id) as work,
    ):
        table = tables.measure
        last = select(func.max(table.c.no)).where(table.c.case_id == case_id)
        no = (work.connection.execute(last).scalar() or 0) + 1
        row = {
            "title": title.strip(), "legal_power": legal_power.strip(), "due": due, "state": state,
            "result": result, "agency_id": agency_id, "conference_id": conference_id,
            "depends_on": depends_on,
        }  # fmt: skip
        measure_id = work.insert(table, {"case_id": case_id, "no": no, **row})
        if point_id or any(frame.values()):
            put_frame(work, measure_id, {**frame, "point_id": point_id})
        put_cites(work, measure_id, cites)
        work.about(measure_id)
    return work.done


def set_state(
    store: Store,
    measure_id: str,
    state: MeasureState,
    result: str = "",
    *,
    evidence: str = "",
    conference_id: str | None = None,
) -> Change:
    """Move a measure on; "impossible" and "not done" ask for the result that explains them.

    `evidence` says what shows that it was done; `conference_id` at which conference that was said.
    """
    if state in EXPLAINED and not result.strip():
        raise UserError(
            "measure.result",
            _("A measure that was not carried out needs an explanation."),
            _("Say why in the result."),
        )
    with (
        role_acts.under(Act.KEEP_OFFICE),
        store.write(_("Measure changed"), Action.ALTERATION, case_id=case_of(store, measure_id)) as work,
    ):
        work.update(tables.measure, measure_id, state=state, **({"result": result} if result else {}))
        if evidence:
            put_frame(work, measure_id, {"evidence": evidence.strip()})
        note_step(work, measure_id, STATE, state=state.value, text=result, conference_id=conference_id)
        work.about(measure_id)
    return work.done


def open_ones(store: Store) -> tuple[Measure, ...]:
    """Return the open measures of all cases, earliest due first."""
    found = (m for m in everywhere(store) if m.state in OPEN_STATES)
    return tuple(sorted(found, key=lambda m: (m.due or "9999", m.case_id, m.no)))


def everywhere(store: Store) -> tuple[Measure, ...]:
    """Return the measures of all cases, case by case."""
    table = tables.measure
    with store.read() as connection:
        cases = connection.execute(select(table.c.case_id).distinct()).scalars().all()
        return tuple(m for case_id in sorted(cases) for m in rows.measures(connection, case_id))


def case_of(store: Store, measure_id: str) -> str:
    """Return the case of a measure; `UserError` (exit 1) if it is gone."""
    with store.read() as connection:
        query = select(tables.measure.c.case_id).where(tables.measure.c.id == measure_id)
        found = connection.execute(query).scalar()
    if found is None:
        raise UserError(
            "measure.gone",
            _("This measure is gone."),
            _("Somebody has taken it back."),
            exit_code=ExitCode.ANSWER_IS_NO,
        )
    return str(found)


# --- within a unit of work


def put_frame(work: UnitOfWork, measure_id: str, values: Mapping[str, str | None]) -> None:
    """Write what is known of a measure beyond its record."""
    f = tables.measure_frame
    known = work.connection.execute(select(f.c.id).where(f.c.measure_id == measure_id)).scalar()
    if known:
        work.update(f, str(known), **values)
    else:
        empty = {**dict.fromkeys((*FRAME, "contribution_id", "reason_ids"), ""), "point_id": None}
        work.insert(f, {"measure_id": measure_id, **empty, **values})


def put_cites(work: UnitOfWork, measure_id: str, cites: Sequence[str]) -> None:
    """Write which findings are the reason for a measure, in place of those written before.

    A measure agreed under a closed point cites none: whoever may have a cited finding is given the measure.
    """
    c, f = tables.measure_citation, tables.finding
    wanted = dict.fromkeys(cites)
    for finding_id in wanted:
        finding = work.row(f, finding_id)
        if finding is None or finding["case_id"] != work.case_id:
            raise UserError(
                "measure.cites",
                _("There is no finding “{id}” in this case."),
                _("Choose another reason."),
                id=finding_id,
            )
    if _is_closed(work, measure_id):
        put_frame(work, measure_id, {"reason_ids": json.dumps(list(wanted))})
        wanted = {}
    for row in work.connection.execute(select(c).where(c.c.measure_id == measure_id)).all():
        if row.finding_id in wanted:
            del wanted[row.finding_id]
        else:
            work.delete(c, row.id)
    work.insert_many(c, [{"measure_id": measure_id, "finding_id": i} for i in wanted])


def _is_closed(work: UnitOfWork, measure_id: str) -> bool:
    """Return whether a measure was agreed under a point that is not for everybody."""
    f, a = tables.measure_frame, tables.agenda_audience
    query = select(a.c.id).join(f, f.c.point_id == a.c.point_id).where(f.c.measure_id == measure_id)
    return work.connection.execute(query).first() is not None


def follow_point(work: UnitOfWork, point_id: str) -> None:
    """Keep the reasons of measures where they belong, now that their point was closed or opened."""
    f, c = tables.measure_frame, tables.measure_citation
    for frame in work.connection.execute(select(f).where(f.c.point_id == point_id)).all():
        cited = select(c.c.finding_id).where(c.c.measure_id == frame.measure_id).order_by(c.c.id)
        known = [str(i) for i in work.connection.execute(cited).scalars()]
        kept = [i for i in json.loads(frame.reason_ids or "[]") if work.row(tables.finding, i) is not None]
        put_frame(work, frame.measure_id, {"reason_ids": ""})
        put_cites(work, frame.measure_id, [*known, *kept])


def note_step(
    work: UnitOfWork,
    measure_id: str,
    kind: str,
    *,
    state: str = "",
    text: str = "",
    told: str = "",
    conference_id: str | None = None,
) -> None:
    """Add a step to the history of a measure."""
    row = {
        "measure_id": measure_id,
        "conference_id": conference_id,
        "kind": kind,
        "state": state,
        "text": text.strip(),
        "told": told.strip(),
        "at": now_text(),
        "actor": work.actor,
    }
    work.insert(tables.measure_step, row)


def check(title: str, agency_id: str, legal_power: str, due: str) -> str:
    """Return the due day as the store keeps it; `UserError` for what is missing."""
    if not title.strip():
        raise UserError(
            "measure.title", _("It is not said what is to be done."), _("Say it in one sentence.")
        )
    if not agency_id:
        raise UserError("measure.agency_id", _("The agency is missing."), _("Choose who carries it out."))
    if not legal_power.strip():
        raise UserError(
            "measure.power",
            _("A measure needs the legal power of the agency that carries it out."),
            _("Name the provision, for example “§ 35 GewO”."),
        )
    return as_day(due).isoformat() if due.strip() else ""


def check_frame(frame: Mapping[str, str]) -> None:
    """Raise `UserError` for a provision or a priority that there is not."""
    if frame.get("provision"):
        find_provision(frame["provision"])
    if frame.get("priority"):
        case_lists.check(case_lists.PRIORITIES, frame["priority"])
