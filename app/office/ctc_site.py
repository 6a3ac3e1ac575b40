"""The paper about a site of Communities That Care, from its phases to the evaluation over the years."""

from app.base.clock import today
from app.base.ctc_records import SitePaper, SiteSection
from app.base.errors import ExitCode, UserError
from app.base.i18n import _, ngettext
from app.office.ctc_cells import SITES, VALUES, fewest
from app.office.ctc_evaluation import Evaluation, evaluation
from app.office.ctc_figure_sections import evaluation_section, profile_section
from app.office.ctc_plan_sections import (
    PROGRAMMES,
    phase_section,
    plan_section,
    priority_section,
    programme_section,
    shown,
)
from app.office.ctc_profile import PRIORITIES, profile
from app.office.ctc_words import day
from app.office.entries import Entry, list_entries
from app.office.office_name import office_name
from app.office.register_model import register
from app.store.store import Store


def find_site(store: Store, name: str) -> Entry:
    """Return the site of this name or id; `UserError` (exit 1) naming those there are."""
    sites = list_entries(store, SITES)
    for entry in sites:
        if name and name.casefold() in (entry.id, entry.value("title").casefold()):
            return entry
    raise UserError(
        "ctc.site",
        _("There is no site “{name}”."),
        _("Known sites: {names}."),
        exit_code=ExitCode.ANSWER_IS_NO,
        name=name,
        names=", ".join(e.value("title") for e in sites) or "–",
    )


def site_paper(store: Store, name: str) -> SitePaper:
    """Return the paper of a site in the language in force; `UserError` (exit 1) if there is none."""
    site = find_site(store, name)
    title = site.value("title")
    found = evaluation(store, title)
    newest = found.surveys[-1] if found.surveys else ""
    rows = profile(store, title, newest) if newest else ()
    sections = (
        phase_section(store, site),
        profile_section(rows, newest),
        priority_section(store, title),
        programme_section(store, title),
        plan_section(store, title),
        evaluation_section(store, found),
    )
    numbered = tuple(
        SiteSection(f"{no} {s.title}", s.paragraphs, s.groups, s.tables)
        for no, s in enumerate(sections, start=1)
    )
    return SitePaper(
        _("ctc-{site}").format(site=title),
        f"Communities That Care: {title}",
        office_name(store),
        today().isoformat(),
        _rules(),
        _facts(store, site, found),
        numbered,
    )


def _rules() -> tuple[str, ...]:
    return (
        _("A site is an area, never a family or a person. All numbers are aggregated."),
        _(
            "A cell of fewer than {fewest} respondents is hidden in every table and picture, and so is what "
            "it could be calculated from. A change is stated only where neither of its cells is hidden."
        ).format(fewest=fewest()),
        _("The comparison value is that of the source named in the tables; it is not an aim."),
    )


def _facts(store: Store, site: Entry, found: Evaluation) -> tuple[tuple[str, str], ...]:
    title = site.value("title")
    counted = ngettext("{count} survey", "{count} surveys", len(found.surveys)).format(
        count=len(found.surveys)
    )
    years = ", ".join(day(s) for s in found.surveys)
    told = [(label, shown(SITES, site, name)) for name, label in _labels(SITES)]
    told += [
        (_("Surveys"), f"{counted}: {years}" if years else counted),
        (_("Priorities"), str(len(list_entries(store, PRIORITIES, {"site": (title,)})))),
        (_("Programmes"), str(len(list_entries(store, PROGRAMMES, {"site": (title,)})))),
    ]
    return tuple((label, text) for label, text in told if text)


def _labels(register_id: str) -> list[tuple[str, str]]:
    return [(f.id, f.label) for f in register(register_id).fields if f.id != "title"]


def site_names(store: Store) -> tuple[tuple[str, int], ...]:
    """Return what the sites are called, each with how many values of surveys it has."""
    counted = [e.value("site") for e in list_entries(store, VALUES)]
    return tuple((t, counted.count(t)) for t in (e.value("title") for e in list_entries(store, SITES)))
