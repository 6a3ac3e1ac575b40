"""Following measures over conferences and cases: who answers, how they went on, what came back."""

import json
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select

from app.base.conference_records import MeasureFrame, Step
from app.base.errors import UserError
from app.base.i18n import _
from app.base.records import Measure, MeasureState
from app.casework import contributions
from app.casework.cases import OPEN_STATES
from app.casework.contributions import Arrival
from app.conference import measures
from app.conference.measures import ESCALATION, FEEDBACK
from app.store import role_acts, tables, undo
from app.store.audit import Action
from app.store.change import Change
from app.store.role_acts import Act
from app.store.store import Store

FIELDS = ("title", "agency_id", "legal_power", "due", "person", "provision", "priority", "evidence")
_RECORD = ("title", "agency_id", "legal_power", "due")


def frames(store: Store, case_id: str = "") -> dict[str, MeasureFrame]:
    """Return what is known beyond their records of the measures of a case, or of all; by measure."""
    f, m, s = tables.measure_frame, tables.measure, tables.measure_step
    query, steps = select(f).join(m, m.c.id == f.c.measure_id), select(s).join(m, m.c.id == s.c.measure_id)
    if case_id:
        query, steps = query.where(m.c.case_id == case_id), steps.where(m.c.case_id == case_id)
    noted: dict[str, list[Step]] = {}
    with store.read() as connection:
        known = {r.measure_id: r for r in connection.execute(query)}
        for r in connection.execute(steps.order_by(s.c.at, s.c.id)):
            step = Step(r.id, r.kind, r.state, r.text, r.told, r.at, r.actor, r.conference_id)
            noted.setdefault(r.measure_id, []).append(step)
    found = {}
    for measure_id in {*known, *noted}:
        row, done = known.get(measure_id), tuple(noted.get(measure_id, ()))
        if row is None:
            found[measure_id] = MeasureFrame(measure_id, steps=done)
        else:
            found[measure_id] = MeasureFrame(
                measure_id, row.person, row.provision, row.priority, row.evidence, row.point_id,
                row.contribution_id, tuple(json.loads(row.reason_ids or "[]")), done,
            )  # fmt: skip
    return found


def edit(
    store: Store, measure_id: str, values: Mapping[str, str], cites: Sequence[str] | None = None
) -> Change:
    """Change fields of a measure by the names of `FIELDS`, and its reasons; others stay as they are."""
    case_id = measures.case_of(store, measure_id)
    with (
        role_acts.under(Act.KEEP_OFFICE),
        store.write(_("Measure changed"), Action.ALTERATION, case_id=case_id) as work,
    ):
        before = work.row(tables.measure, measure_id) or {}
        said = {**{k: before[k] for k in _RECORD}, **values}
        row = {k: str(said[k]).strip() for k in _RECORD}
        row["due"] = measures.check(**row)
        work.update(tables.measure, measure_id, **row)
        frame = {k: str(values[k]).strip() for k in measures.FRAME if k in values}
        measures.check_frame(frame)
        if frame:
            measures.put_frame(work, measure_id, frame)
        if cites is not None:
            measures.put_cites(work, measure_id, cites)
        work.about(measure_id)
    return work.done


def escalate(
    store: Store, measure_id: str, told: str, reason: str, *, conference_id: str | None = None
) -> Change:
    """Record that a measure was taken to a higher level: to whom, and why."""
    if not told.strip() or not reason.strip():
        raise UserError(
            "measure.told" if not told.strip() else "measure.text",
            _("An escalation needs to whom it goes, and why."),
            _("Name the superior body or person, and the reason."),
        )
    with (
        role_acts.under(Act.KEEP_OFFICE),
        store.write(
            _("Measure escalated"), Action.ALTERATION, case_id=measures.case_of(store, measure_id)
        ) as work,
    ):
        measures.note_step(work, measure_id, ESCALATION, text=reason, told=told, conference_id=conference_id)
        work.about(measure_id)
    return work.done


def feed_back(store: Store, measure_id: str, arrival: Arrival, result: str) -> Change:
    """Take in the result of a measure as a contribution of the agency that carried it out; it counts as done.

    Contribution and measure are one step of the history. As with every contribution, without a whole label it
    goes into quarantine where its regime asks for one. `Change.ids` begins with the contribution.
    """
    case_id = measures.case_of(store, measure_id)
    if not result.strip():
        raise UserError("measure.result", _("It is not said what came of it."), _("Say it in one sentence."))
    delivered = contributions.take_in(store, case_id, arrival)
    with (
        role_acts.under(Act.KEEP_OFFICE),
        store.write(_("Result of a measure taken in"), Action.ALTERATION, case_id=case_id) as work,
    ):
        work.update(tables.measure, measure_id, state=MeasureState.DONE, result=result.strip())
        measures.put_frame(work, measure_id, {"contribution_id": delivered.ids[0]})
        measures.note_step(work, measure_id, FEEDBACK, state=MeasureState.DONE.value, text=result)
        work.about(measure_id)
    return undo.unite(store, [delivered, work.done], work.done.label)


def overdue(found: Iterable[Measure], as_of: str) -> tuple[Measure, ...]:
    """Return those still open after their day, longest overdue first."""
    late = [m for m in found if m.state in OPEN_STATES and m.due and m.due[:10] < as_of]
    return tuple(sorted(late, key=lambda m: (m.due, m.case_id, m.no)))


def intervention(found: Iterable[Measure]) -> dict[str, tuple[Measure, ...]]:
    """Return the intervention matrix: by agency its measures, by due day.

    Rows are agencies, columns what they do; nobody is placed in it (DOMAIN.md section 5).
    """
    matrix: dict[str, list[Measure]] = {}
    for measure in sorted(found, key=lambda m: (m.due or "9999", m.case_id, m.no)):
        matrix.setdefault(measure.agency_id, []).append(measure)
    return {agency: tuple(row) for agency, row in sorted(matrix.items())}
