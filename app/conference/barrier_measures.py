"""The action plan of a barrier model becomes measures of the case, all in one step."""

from sqlalchemy import func, select

from app.analysis import barriers
from app.analysis.barriers import Planned
from app.base.errors import ExitCode, UserError
from app.base.i18n import _, ngettext
from app.base.method_records import LEGAL_CHECK, PROPOSED, Method, MethodKind
from app.base.records import MeasureState
from app.casework.methods import changing
from app.conference import measures
from app.policy.provisions import catalogue
from app.store import role_acts, tables
from app.store.audit import Action
from app.store.change import Change
from app.store.role_acts import Act
from app.store.store import Store
from app.store.unit_of_work import UnitOfWork


def agree_all(store: Store, method_id: str) -> Change:
    """Make a measure of every barrier that names an agency and a provision and has none yet.

    The measure takes over what the barrier says, whom it names, its day and what it cites; the barrier names
    its measure. Barriers that lack something stay (`app.analysis.barriers.action_plan` says what).
    Raises `UserError` if there is none to agree on.
    """
    with (
        role_acts.under(Act.KEEP_OFFICE),
        changing(store, method_id, _("Action plan agreed as measures"), Action.COLLECTION) as (work, method),
    ):
        ready = ready_ones(method)
        last = select(func.max(tables.measure.c.no)).where(tables.measure.c.case_id == method.case_id)
        first = (work.connection.execute(last).scalar() or 0) + 1
        for no, planned in enumerate(ready, first):
            _agree(work, planned, no)
    return work.done


def ready_ones(method: Method) -> tuple[Planned, ...]:
    """Return the barriers that can become measures; `UserError` that says what is missing if none can."""
    if method.kind is not MethodKind.BARRIERS:
        raise UserError(
            "method.plan", _("Only a barrier model has an action plan."), _("Choose a barrier model.")
        )
    plan = barriers.action_plan(method)
    ready = tuple(p for p in plan if not p.missing)
    if ready:
        return ready
    said = (
        ngettext(
            "{count} barrier lacks an agency or a provision.",
            "{count} barriers lack an agency or a provision.",
            len(plan),
        ).format(count=len(plan))
        if plan
        else _("Every barrier has its measure already, has ended, or there is none.")
    )
    raise UserError(
        "method.plan",
        _("There is no barrier to agree on as a measure."),
        said,
        exit_code=ExitCode.ANSWER_IS_NO,
    )


def _agree(work: UnitOfWork, planned: Planned, no: int) -> None:
    barrier = planned.barrier
    known = catalogue().get(barrier.provision)
    power = known.citation if known else barrier.provision
    due = measures.check(barrier.text, barrier.agency_id, power, barrier.due)
    state = MeasureState.PROPOSED if barrier.status in (PROPOSED, LEGAL_CHECK) else MeasureState.OPEN
    row = {
        "case_id": work.case_id, "no": no, "title": barrier.text, "legal_power": power, "due": due,
        "state": state, "result": "", "agency_id": barrier.agency_id, "conference_id": None,
        "depends_on": None,
    }  # fmt: skip
    measure_id = work.insert(tables.measure, row)
    if known:
        measures.put_frame(work, measure_id, {"provision": known.id})
    measures.put_cites(work, measure_id, barrier.cites)
    work.update(tables.method_part, barrier.id, measure_id=measure_id)
    work.about(measure_id)
