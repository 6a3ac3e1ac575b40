"""The collection plan as rows of a table. Free of Qt."""

from dataclasses import dataclass

from app.base.i18n import _
from app.casework import case_lists, method_links
from app.casework.collection_plan import RATINGS, CollectionTask
from app.policy.gradings import credibility, reliability
from app.policy.provisions import catalogue
from ui.case.case_data import CaseData, distinct
from ui.case.gaps_query import GapBook, gap_names
from ui.shell.day_text import day


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One line of the plan; `task` is what it was made of."""

    id: str
    no: int
    requirement: str
    gap: str
    where: str
    provision: str
    priority: str
    priority_sort: int
    due: str
    due_sort: str
    state: str
    late: str
    owner: str
    result: str
    rating: str
    stop_criterion: str
    task: CollectionTask


def task_rows(data: CaseData, book: GapBook) -> tuple[TaskRow, ...]:
    """Return the plan by number."""
    names = gap_names(book)
    order = list(case_lists.entries(case_lists.PRIORITIES))
    return tuple(
        TaskRow(
            t.id,
            t.no,
            t.requirement,
            " · ".join(filter(None, (names.get(t.gap_id or "", ""), *_methods(data, t)))),
            " · ".join(filter(None, (data.agency_name(t.agency_id or ""), t.source, t.method))),
            provision_words(t.provision),
            case_lists.word(case_lists.PRIORITIES, t.priority),
            order.index(t.priority) if t.priority in order else len(order),
            day(t.due),
            t.due or "9",
            case_lists.word(case_lists.TASK_STATES, t.state),
            _("overdue") if t.overdue else "",
            t.owner,
            t.result,
            t.rating,
            t.stop_criterion,
            t,
        )
        for t in book.tasks
    )


def _methods(data: CaseData, task: CollectionTask) -> tuple[str, ...]:
    """Return the methods that wait for the result, each once."""
    waiting = method_links.waiting_for(data.records.methods, task_id=task.id)
    return distinct(_("Method: {title}").format(title=w.method.title) for w in waiting)


def rating_choices() -> tuple[tuple[str, str], ...]:
    """Return the ratings of a result with their words."""
    sources, contents = reliability(), credibility()
    return (("", _("not rated")), *((r, f"{r}: {sources[r[0]]}; {contents[r[1:]]}") for r in RATINGS))


def provision_words(provision_id: str) -> str:
    """Return how a provision is cited, marked if its text was not verified; "" for none."""
    found = catalogue().get(provision_id)
    return found.citation if found else provision_id
