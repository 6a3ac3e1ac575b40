"""What a site of Communities That Care plans and does: phases, priorities, programmes, action plan."""

from collections.abc import Sequence

from app.base.ctc_records import SiteSection
from app.base.i18n import _
from app.base.paper_records import PaperTable
from app.office.ctc_profile import PRIORITIES, evidence_levels, phases
from app.office.entries import Entry, list_entries
from app.office.register_model import register
from app.office.register_types import STATE
from app.ontology.values import display_for
from app.store.store import Store

PROGRAMMES, TASKS = "ctc_programmes", "ctc_tasks"


def shown(register_id: str, entry: Entry, name: str) -> str:
    """Return a field of an entry as people read it; its state if there is no such field."""
    declared = register(register_id)
    field, value = declared.field(name), entry.value(name)
    if field is not None:
        return display_for(field, value) if value else ""
    state = declared.state(entry.value(STATE))
    return state.label if state else ""


def listed_table(
    register_id: str, found: Sequence[Entry], columns: Sequence[tuple[str, float]]
) -> PaperTable:
    """Return entries as a table; a column is (field, share of the width)."""
    declared = register(register_id)
    titles = tuple((f.label if (f := declared.field(c)) else _("State"), share) for c, share in columns)
    rows = tuple(tuple(shown(register_id, e, c) for c, _share in columns) for e in found)
    return PaperTable(titles, rows)


def _listed(title: str, register_id: str, found: Sequence[Entry], *columns: tuple[str, float]) -> SiteSection:
    if not found:
        return SiteSection(title, (_("Nothing is entered yet."),))
    return SiteSection(title, tables=(("", listed_table(register_id, found, columns)),))


def phase_section(store: Store, site: Entry) -> SiteSection:
    """Return the five phases with what is done of them."""
    tasks = list_entries(store, TASKS, {"site": (site.value("title"),)})
    now = site.value("phase")
    rows = []
    for phase in phases():
        here = [t for t in tasks if t.value("phase") == phase.no]
        done = sum(t.state == "done" for t in here)
        standing = (
            ""
            if not now
            else _("now")
            if phase.no == now
            else _("gone through")
            if phase.no < now
            else _("to come")
        )
        steps = _("{done} of {count}").format(done=done, count=len(here)) if here else "–"
        rows.append((f"{phase.no} {phase.name}", standing, "; ".join(phase.tasks), steps))
    titles = ((_("Phase"), 2.2), (_("Stage"), 1.0), (_("What belongs to it"), 4.0), (_("Steps done"), 1.1))
    unverified = ", ".join(p.no for p in phases() if not p.verified)
    told = _("The description of these phases was not verified in the sources: {phases}.").format(
        phases=unverified
    )
    said = () if now else (_("No phase is entered for this site."),)
    return SiteSection(
        _("The five phases"),
        (*said, *([told] if unverified else [])),
        tables=(("", PaperTable(titles, tuple(rows))),),
    )


def priority_section(store: Store, site: str) -> SiteSection:
    """Return the factors that were decided on."""
    found = list_entries(store, PRIORITIES, {"site": (site,)})
    return _listed(_("Priorities"), PRIORITIES, found, ("factor", 3), ("reason", 4), ("decided", 1.4))


def programme_section(store: Store, site: str) -> SiteSection:
    """Return the programmes with their evidence."""
    found = list_entries(store, PROGRAMMES, {"site": (site,)})
    made = _listed(
        _("Programmes chosen"), PROGRAMMES, found,
        ("title", 2.2), ("factor", 2.4), ("evidence", 2.2), ("target", 2.4), (STATE, 1.2),
    )  # fmt: skip
    unverified = ", ".join(level.no for level in evidence_levels() if not level.verified)
    told = (
        _(
            "Evidence as the Grüne Liste Prävention (Landespräventionsrat Niedersachsen) grades it, "
            "from 1 to 3."
        ),
        _("The wording of these levels was not verified: {levels}.").format(levels=unverified),
    )
    return SiteSection(made.title, (*told, *made.paragraphs), tables=made.tables)


def plan_section(store: Store, site: str) -> SiteSection:
    """Return the action plan by phase."""
    found = sorted(
        list_entries(store, TASKS, {"site": (site,)}), key=lambda e: (e.value("phase"), e.value("due"))
    )
    return _listed(
        _("Action plan"), TASKS, found,
        ("phase", 2.4), ("title", 2.4), ("responsible", 1.6), ("due", 1.2), (STATE, 1.0), ("result", 2.2),
    )  # fmt: skip
