"""What the start page shows: cases, reviews, measures, dates and what else waits for a desk. Free of Qt."""

import datetime as dt
from dataclasses import dataclass

from app.base.clock import today
from app.base.i18n import _, ngettext
from app.base.words import measure_state_word
from app.casework.cases import CaseSummary, list_cases
from app.conference import conferences, measures
from app.office import enquiry_desk
from app.office.figures import first_day
from app.office.office_calendar import due_items
from app.store.store import Store
from ui.shell.day_text import day, overdue
from ui.shell.desk_lists import due_line, library_lines, prevention_lines
from ui.shell.line import OFFICE as OFFICE
from ui.shell.line import PLACE as PLACE
from ui.shell.line import Line as Line

_LONGEST = 8
DAYS_AHEAD = 60


@dataclass(frozen=True, slots=True)
class StartLists:
    """The lists of the start page; `more` says how many entries each leaves out."""

    cases: tuple[Line, ...]
    reviews: tuple[Line, ...]
    measures: tuple[Line, ...]
    conferences: tuple[Line, ...]
    dates: tuple[Line, ...]
    enquiries: tuple[Line, ...]
    prevention: tuple[Line, ...]
    library: tuple[Line, ...]
    more: dict[str, int]


def start_lists(store: Store) -> StartLists:
    """Read what the start page shows."""
    cases = list_cases(store)
    names = {c.header.id: c.header.reference for c in cases}
    open_measures = measures.open_ones(store)
    coming = conferences.next_ones(store, today().isoformat())
    reviews = tuple(_review(c) for c in cases if c.reviews_due or overdue(c.header.review_due))
    to_do = tuple(
        Line(
            m.title,
            " · ".join(filter(None, (names.get(m.case_id, ""), measure_state_word(m.state), day(m.due)))),
            m.case_id,
            "measures",
            _("overdue") if overdue(m.due) else "",
        )
        for m in open_measures
    )
    meetings = tuple(
        Line(
            _("{day}, conference no. {no}").format(day=day(c.held_on), no=c.no),
            " · ".join(filter(None, (names.get(c.case_id, ""), c.place, c.chair))),
            c.case_id,
            "measures",
        )
        for c in coming
    )
    lists = {
        "cases": tuple(map(_case, cases)),
        "reviews": reviews,
        "measures": to_do,
        "conferences": meetings,
        "dates": tuple(map(due_line, due_items(store, today() + dt.timedelta(days=DAYS_AHEAD)))),
        "enquiries": _enquiries(store),
        "prevention": prevention_lines(store),
        "library": library_lines(store),
    }
    more = {key: max(len(lines) - _LONGEST, 0) for key, lines in lists.items()}
    return StartLists(**{key: lines[:_LONGEST] for key, lines in lists.items()}, more=more)


def _case(case: CaseSummary) -> Line:
    nodes = ngettext("{count} node", "{count} nodes", case.nodes).format(count=case.nodes)
    findings = ngettext("{count} finding", "{count} findings", case.findings).format(count=case.findings)
    return Line(f"{case.header.reference}  {case.header.title}", f"{nodes} · {findings}", case.header.id, "")


def _enquiries(store: Store) -> tuple[Line, ...]:
    """Return the open enquiries, those with the least time left first."""
    found = sorted(enquiry_desk.listed(store, state=enquiry_desk.OPEN), key=lambda e: (e.deadline, e.number))
    return tuple(
        Line(
            f"{e.number}  {e.value('agency')}",
            " · ".join((_age(e.value("received")), _("answer by {day}").format(day=day(e.deadline)))),
            f"{PLACE}enquiries",
            "",
            _("overdue") if e.overdue else "",
        )
        for e in found
    )


def _age(received: str) -> str:
    begin = first_day(received)
    days = (today() - begin).days if begin else 0
    return ngettext("received {count} day ago", "received {count} days ago", days).format(count=days)


def _review(case: CaseSummary) -> Line:
    count = case.reviews_due
    text = ngettext("{count} finding to look at again", "{count} findings to look at again", count)
    own = _("the case itself is due since {day}").format(day=day(case.header.review_due))
    parts = [text.format(count=count)] if count else []
    parts += [own] if overdue(case.header.review_due) else []
    return Line(case.header.reference, " · ".join(parts), case.header.id, "overview", _("due"))
