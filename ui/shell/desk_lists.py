"""What the start page shows for prevention and for knowledge editing. Free of Qt."""

import datetime as dt

from app.base.clock import today
from app.base.i18n import _
from app.office.ctc_cells import SITES
from app.office.ctc_plan_sections import TASKS
from app.office.entries import list_entries
from app.office.library_terms import Waiting, WaitingDocument, waiting
from app.office.office_calendar import Due, due_items
from app.office.register_model import register
from app.ontology.values import display_for
from app.store.store import Store
from ui.shell.day_text import day
from ui.shell.line import LIBRARY, OFFICE, PLACE, Line

_GROUP = "prevention"
_DAYS = 60


def due_line(item: Due) -> Line:
    """Return something due in a register of the office."""
    title = ": ".join(filter(None, (item.text, item.title)))
    detail = " · ".join((day(item.day.isoformat()), register(item.register).label))
    warn = _("overdue") if item.overdue else ""
    return Line(title, detail, f"{PLACE}{OFFICE}", f"{item.register}:{item.entry_id}", warn)


def prevention_lines(store: Store) -> tuple[Line, ...]:
    """Return what is due in the registers of prevention, then the sites with their phase."""
    until = today() + dt.timedelta(days=_DAYS)
    due = [due_line(i) for i in due_items(store, until) if register(i.register).group == _GROUP]
    phase = register(SITES).field("phase")
    tasks = list_entries(store, TASKS)
    sites = []
    for site in list_entries(store, SITES):
        here = [t for t in tasks if t.value("site") == site.value("title")]
        done = sum(t.state == "done" for t in here)
        told = [display_for(phase, site.value("phase"))] if phase and site.value("phase") else []
        told += [_("{done} of {count} steps done").format(done=done, count=len(here))] if here else []
        if told:
            line = Line(site.value("title"), " · ".join(told), f"{PLACE}{OFFICE}", f"{SITES}:{site.id}")
            sites.append(line)
    return (*due, *sites)


def library_lines(store: Store) -> tuple[Line, ...]:
    """Return what waits in the library."""
    return tuple(_document(one) for one in waiting(store, _DAYS))


def _document(one: WaitingDocument) -> Line:
    words = {
        Waiting.DRAFT: _("draft of {day}, to be approved"),
        Waiting.OVER: _("no longer valid since {day}"),
        Waiting.ENDING: _("valid until {day}"),
    }
    said = words[one.what].format(day=day(one.day[:10]))
    warn = _("due") if one.what is Waiting.OVER else ""
    return Line(one.title, " · ".join((one.area, said)), f"{PLACE}{LIBRARY}", one.id, warn)
