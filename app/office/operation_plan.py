"""A joint operation: its plan as a paper, and a new one after the pattern of an old one."""

from app.base.i18n import _
from app.base.paper_records import OfficePaper, PaperSection, PaperTable
from app.base.partial_date import bounds
from app.office.entries import Entry, Row, add_together, get, list_entries
from app.office.office_name import office_name
from app.office.register_model import register
from app.office.register_types import STATE
from app.ontology.values import display, display_for
from app.store.change import Change
from app.store.store import Store

OPERATIONS, TASKS = "operations", "operation_tasks"
_KEPT = ("lead", "place", "aim", "preparation")
_TASK = ("agency", "power", "phase", "task")


def operation_paper(store: Store, entry_id: str) -> OfficePaper:
    """Return the plan: what is aimed at, and for each agency its tasks on its own power, by phase."""
    entry = get(store, entry_id)
    tasks = list_entries(store, TASKS, {"operation": (entry.value("title"),)})
    agencies = sorted({t.value("agency") for t in tasks}, key=str.casefold)
    number = entry.value("number")
    sections = [_frame(store, entry)]
    sections += [_agency(name, [t for t in tasks if t.value("agency") == name]) for name in agencies]
    if not tasks:
        sections.append(PaperSection(_("Tasks"), (_("No agency has a task yet."),)))
    after = [
        (f.label, entry.value(f.id))
        for f in register(OPERATIONS).fields
        if f.id in ("findings_after", "lessons")
    ]
    sections.append(PaperSection(_("Afterwards"), fields=tuple(after)))
    day = bounds(entry.value("date"))[0].isoformat()
    return OfficePaper(
        number,
        _("Plan of a joint operation: {title}").format(title=entry.value("title")),
        day,
        tuple(sections),
    )


def _frame(store: Store, entry: Entry) -> PaperSection:
    declared = register(OPERATIONS)
    state = declared.state(entry.value(STATE))
    told = [
        (f.label, display_for(f, v))
        for f in declared.fields
        if f.id in ("number", "date", *_KEPT) and (v := entry.value(f.id))
    ]
    told.append((_("State"), state.label if state else ""))
    each = _(
        "The office has no powers of its own: each agency acts on its own power and answers for it. Data go "
        "between agencies only as the provisions allow."
    )
    return PaperSection(office_name(store), (each,), tuple(told))


def _agency(name: str, tasks: list[Entry]) -> PaperSection:
    declared = register(TASKS)
    phase, order = declared.field("phase"), ("before", "day", "after")
    widths = {"phase": 1.2, "task": 3.2, "power": 2.4, "due": 1.2, "result": 2.2}
    columns = tuple((f.label, widths[f.id]) for name in widths if (f := declared.field(name)) is not None)
    ordered = sorted(tasks, key=lambda t: (order.index(t.value("phase")), t.value("due"), t.value("task")))
    rows = tuple(
        (
            display_for(phase, t.value("phase")) if phase else "",
            t.value("task"),
            t.value("power"),
            display("partial_date", t.value("due")) if t.value("due") else "",
            t.value("result"),
        )
        for t in ordered
    )
    return PaperSection(name, table=PaperTable(columns, rows))


def plan_after(store: Store, entry_id: str, title: str, date: str) -> Change:
    """Add a planned operation after the pattern of another one: its frame and its tasks without results.

    Raises `UserError` naming the field that is wrong; adds both or nothing, in one step.
    """
    pattern = get(store, entry_id)
    tasks = list_entries(store, TASKS, {"operation": (pattern.value("title"),)})
    frame = {name: pattern.value(name) for name in _KEPT if pattern.value(name)}
    operation = Row({**frame, "title": title, "date": date}, "planned")
    copies = [
        Row({name: t.value(name) for name in _TASK} | {"operation": title.strip()}, "open") for t in tasks
    ]
    label = _("Operation planned after the pattern of “{title}”").format(title=pattern.value("title"))
    reason = _("taken over from an operation of the register")
    return add_together(store, [(OPERATIONS, [operation]), (TASKS, copies)], label, origin_reason=reason)
