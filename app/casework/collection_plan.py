"""The collection plan: what is to be found out, where, on which legal basis, until when, with what result.

Each task can belong to a row of the gap table, and shows there. The office collects nothing itself: a task
is addressed to an agency, under a provision that this agency has. Internal; no view that leaves the house
contains it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select

from app.base.clock import today
from app.base.errors import UserError
from app.base.i18n import _
from app.casework import case_lists, gaps
from app.policy.provisions import find as find_provision
from app.policy.review import as_day
from app.store import tables
from app.store.audit import Action
from app.store.change import Change
from app.store.store import Store
from app.store.unit_of_work import UnitOfWork

OPEN_STATES = ("open", "requested")
FIELDS = (
    "requirement", "reason", "source", "method", "provision", "priority",
    "due", "state", "result", "gap_id", "agency_id", "owner", "rating", "stop_criterion",
)  # fmt: skip
_REFERENCES = ("gap_id", "agency_id")
RATINGS = tuple(r + c for r in "ABCX" for c in "1234")
"""The result's rating: reliability of its source and credibility of what it says (4x4), as "B2"."""
_DEFAULTS = {"priority": "normal", "state": "open"}


@dataclass(frozen=True, slots=True)
class CollectionTask:
    """One line of the plan. `reason` says why it is needed, `stop_criterion` when it is enough.

    `owner` is who asks the question and hears the answer, `rating` one of `RATINGS` or "".
    """

    id: str
    case_id: str
    gap_id: str | None
    agency_id: str | None
    no: int
    requirement: str
    reason: str
    source: str
    method: str
    provision: str
    priority: str
    due: str
    state: str
    result: str
    owner: str
    rating: str
    stop_criterion: str

    @property
    def overdue(self) -> bool:
        """Whether it should have been answered before today."""
        return self.state in OPEN_STATES and "" < self.due < today().isoformat()


def of_case(store: Store, case_id: str) -> tuple[CollectionTask, ...]:
    """Return the plan of a case, by number."""
    t = tables.collection_task
    with store.read() as connection:
        rows = connection.execute(select(t).where(t.c.case_id == case_id).order_by(t.c.no)).all()
    return tuple(CollectionTask(**row._asdict()) for row in rows)


def overdue(store: Store, case_id: str | None = None) -> tuple[CollectionTask, ...]:
    """Return the tasks that should have been answered before today, longest overdue first."""
    t = tables.collection_task
    query = select(t).where(t.c.state.in_(OPEN_STATES), t.c.due > "", t.c.due < today().isoformat())
    if case_id is not None:
        query = query.where(t.c.case_id == case_id)
    with store.read() as connection:
        rows = connection.execute(query.order_by(t.c.due, t.c.case_id, t.c.no)).all()
    return tuple(CollectionTask(**row._asdict()) for row in rows)


def add(store: Store, case_id: str, values: Mapping[str, str]) -> Change:
    """Add a task by the names of `FIELDS`; an open gap it belongs to counts as tasked from now on."""
    said = {**dict.fromkeys(FIELDS, ""), **_DEFAULTS, **{k: v for k, v in values.items() if v}}
    t = tables.collection_task
    with store.write(_("Collection task recorded"), Action.COLLECTION, case_id=case_id) as work:
        row = _checked(work, said)
        last = work.connection.execute(select(func.max(t.c.no)).where(t.c.case_id == case_id)).scalar()
        work.about(work.insert(t, {"case_id": case_id, "no": (last or 0) + 1, **row}))
        _task_gap(work, row)
    return work.done


def change(store: Store, task_id: str, values: Mapping[str, str]) -> Change:
    """Change fields of a task; fields that are not named stay as they are."""
    with store.write(_("Collection task changed"), Action.ALTERATION,
                     case_id=_case_of(store, task_id)) as work:  # fmt: skip
        before = work.row(tables.collection_task, task_id) or {}
        row = _checked(work, {**{k: before[k] or "" for k in FIELDS}, **values})
        work.update(tables.collection_task, task_id, **row)
        if row["gap_id"] != before["gap_id"]:
            _task_gap(work, row)
        work.about(task_id)
    return work.done


def remove(store: Store, task_id: str) -> Change:
    """Take a task out of the plan."""
    with store.write(_("Collection task taken out"), Action.ALTERATION,
                     case_id=_case_of(store, task_id)) as work:  # fmt: skip
        work.delete(tables.collection_task, task_id)
        work.about(task_id)
    return work.done


def _task_gap(work: UnitOfWork, row: Mapping[str, str | None]) -> None:
    gap = work.row(tables.gap, row["gap_id"]) if row["gap_id"] else None
    if gap is not None and gap["status"] == gaps.OPEN and row["state"] in OPEN_STATES:
        work.update(tables.gap, gap["id"], status=gaps.TASKED)


def _checked(work: UnitOfWork, said: Mapping[str, str]) -> dict[str, str | None]:
    """Return the row for what was said. The keys of refusals end in the field they are about."""
    row: dict[str, str | None] = {k: str(said[k] or "").strip() for k in FIELDS}
    case_lists.check(case_lists.PRIORITIES, said["priority"])
    case_lists.check(case_lists.TASK_STATES, said["state"])
    if not row["requirement"]:
        raise UserError(
            "task.requirement", _("The requirement is missing."), _("Say what is to be found out.")
        )
    if row["rating"] and row["rating"] not in RATINGS:
        raise UserError(
            "task.rating",
            _("“{rating}” is no rating."),
            _("Choose a letter for the source and a digit for what it says, as B2."),
            rating=str(row["rating"]),
        )
    if row["due"]:
        row["due"] = as_day(str(row["due"])).isoformat()
    if row["provision"]:
        find_provision(str(row["provision"]))
    _check_state(row)
    for name in _REFERENCES:
        row[name] = row[name] or None
    gap = work.row(tables.gap, row["gap_id"]) if row["gap_id"] else None
    if row["gap_id"] and (gap is None or gap["case_id"] != work.case_id):
        raise UserError("task.gap_id", _("There is no such gap in this case."), _("Choose another one."))
    return row


def _check_state(row: Mapping[str, str | None]) -> None:
    if row["state"] != "open" and row["state"] != "stopped" and not row["provision"]:
        raise UserError(
            "task.provision",
            _("Nobody is asked without a legal basis."),
            _("Choose the provision on which the agency may collect and tell."),
        )
    if row["state"] == "requested" and not row["agency_id"]:
        raise UserError("task.agency_id", _("It is not said who was asked."), _("Choose the agency."))
    if row["state"] not in OPEN_STATES and not row["result"]:
        raise UserError(
            "task.result",
            _("A task that ends needs its result."),
            _("Say what came of it, or why it ends without."),
        )
    if row["rating"] and not row["result"]:
        raise UserError(
            "task.rating", _("There is no result to rate."), _("Say what came of it, or leave it unrated.")
        )


def _case_of(store: Store, task_id: str) -> str:
    t = tables.collection_task
    with store.read() as connection:
        found = connection.execute(select(t.c.case_id).where(t.c.id == task_id)).scalar()
    if found is None:
        raise UserError("task.unknown", _("This task is gone."), _("Somebody has taken it out."))
    return str(found)
