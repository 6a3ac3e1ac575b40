"""The work list as lines that lead to where the work is done. Free of Qt."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from app.base.i18n import _, ngettext
from app.casework import duplicates, work_list
from app.casework.work_list import WorkItem
from app.store import backup_state, drafts
from app.store.drafts import Draft
from app.store.store import Store
from ui.shell.backup_words import reminder_text
from ui.shell.day_text import day
from ui.shell.start_query import PLACE, Line

_TABS = {
    work_list.CASES: "overview",
    work_list.MEASURES: "measures",
    work_list.QUARANTINE: "sources",
    work_list.UNLABELLED: "sources",
    work_list.TASKS: "gaps",
    work_list.GAPS: "gaps",
    work_list.DUPLICATES: "duplicates",
    work_list.PERSONS: "subjects",
    work_list.DRAFTS: "",
}
_VIEWS = {
    work_list.DELETIONS: "deletions",
    work_list.REVIEWS: "due",
    work_list.SOON: "soon",
    work_list.NOTICES: "notices",
}
# Longer than this, one line per kind says it for all cases: no kind is to be lost below the others.
_LONGEST = 12
_TITLES = 3
_PRESSING = frozenset(
    {
        work_list.DELETIONS,
        work_list.REVIEWS,
        work_list.CASES,
        work_list.MEASURES,
        work_list.NOTICES,
        work_list.TASKS,
    }
)


@dataclass(frozen=True, slots=True)
class WorkLines:
    """What waits, and what is late about backups (as sentences, also among the lines).

    With `uncounted` there are cases in which names have to be compared before duplicates are among it.
    """

    lines: tuple[Line, ...]
    late: tuple[str, ...]
    uncounted: bool = False


def work_at_hand(store: Store) -> WorkLines:
    """Read the work list of the store without counting duplicates, which takes its time."""
    at_hand = _lines(store, "", work_list.of_store(store, count_pairs=False))
    return replace(at_hand, uncounted=duplicates.some_uncounted(store))


def work_lines(store: Store, case_id: str = "") -> WorkLines:
    """Read the work list of the store, or of one case."""
    items = work_list.of_case(store, case_id) if case_id else work_list.of_store(store)
    return _lines(store, case_id, items)


def _lines(store: Store, case_id: str, items: tuple[WorkItem, ...]) -> WorkLines:
    late = () if case_id else tuple(map(reminder_text, backup_state.reminders(store)))
    reminders = tuple(Line(text, _("Settings"), f"{PLACE}settings", "", _("overdue")) for text in late)
    begun = drafts.of_user(store, store.user)
    return WorkLines((*reminders, *(_line(item, begun) for item in _folded(items))), late)


def _folded(items: tuple[WorkItem, ...]) -> tuple[WorkItem, ...]:
    """Return the items, one for each kind where there are too many of them to be seen at once."""
    if len(items) <= _LONGEST:
        return items
    kinds = [tuple(group) for _kind, group in groupby(items, key=lambda item: item.kind)]
    return tuple(group[0] if len(group) == 1 else _of_several(group) for group in kinds)


def _of_several(items: tuple[WorkItem, ...]) -> WorkItem:
    cases = ngettext("{count} case", "{count} cases", len(items)).format(count=len(items))
    since = min((item.since for item in items if item.since), default="")
    return WorkItem(items[0].kind, "", cases, sum(item.count for item in items), since)


def _line(item: WorkItem, begun: Sequence[Draft]) -> Line:
    warn = _("due") if item.kind in _PRESSING else ""
    detail = " · ".join(filter(None, (item.reference, _since(item), _forms(item, begun))))
    title = _title(item).format(count=item.count)
    if item.kind in _VIEWS:
        return Line(title, detail, f"{PLACE}reviews", f"{_VIEWS[item.kind]}:{item.case_id}", warn)
    if item.kind == work_list.CLEANING or not item.case_id:
        place = "reviews" if item.kind == work_list.CLEANING else "cases"
        return Line(title, detail, PLACE + place, "", warn)
    return Line(title, detail, item.case_id, _TABS[item.kind], warn)


def _forms(item: WorkItem, begun: Sequence[Draft]) -> str:
    """Return the titles of the forms that drafts belong to, a few of them."""
    if item.kind != work_list.DRAFTS:
        return ""
    titles = dict.fromkeys(d.title for d in begun if d.title and item.case_id in ("", d.case_id))
    return ", ".join(list(titles)[:_TITLES])


def _since(item: WorkItem) -> str:
    if not item.since:
        return ""
    text = _("first on {day}") if item.kind == work_list.SOON else _("since {day}")
    return text.format(day=day(item.since))


def _title(item: WorkItem) -> str:
    n = item.count
    return {
        work_list.DELETIONS: ngettext(
            "{count} decision on deletion: record frozen", "{count} decisions on deletion: records frozen", n
        ),
        work_list.REVIEWS: ngettext(
            "{count} finding to look at again", "{count} findings to look at again", n
        ),
        work_list.SOON: ngettext("{count} review soon due", "{count} reviews soon due", n),
        work_list.CASES: _("The case itself is to be reviewed"),
        work_list.MEASURES: ngettext("{count} overdue measure", "{count} overdue measures", n),
        work_list.QUARANTINE: ngettext(
            "{count} contribution in quarantine", "{count} contributions in quarantine", n
        ),
        work_list.UNLABELLED: ngettext(
            "{count} contribution without label: cannot leave",
            "{count} contributions without label: cannot leave",
            n,
        ),
        work_list.TASKS: ngettext("{count} overdue task of the plan", "{count} overdue tasks of the plan", n),
        work_list.GAPS: ngettext("{count} unanswered question", "{count} unanswered questions", n),
        work_list.DUPLICATES: ngettext(
            "{count} pair: same or different?", "{count} pairs: same or different?", n
        ),
        work_list.PERSONS: ngettext("{count} person without a role", "{count} persons without a role", n),
        work_list.NOTICES: ngettext("{count} notice to send", "{count} notices to send", n),
        work_list.DRAFTS: ngettext("{count} draft of a form", "{count} drafts of forms", n),
        work_list.CLEANING: _("The store file is to be cleaned of what was erased"),
    }[item.kind]
