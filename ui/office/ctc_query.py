"""The profile of a CTC site by domain. Free of Qt."""

from dataclasses import dataclass

from app.base.i18n import _
from app.office.ctc_profile import ProfileRow, behaviour_names, domain_names, profile, surveys_of
from app.store.store import Store
from ui.shell.day_text import day


@dataclass(frozen=True, slots=True)
class SiteProfile:
    """What is shown of a site: its surveys, and the rows of one of them by domain."""

    site: str
    title: str
    surveys: tuple[tuple[str, str], ...]
    groups: tuple[tuple[str, tuple[ProfileRow, ...]], ...]
    note: str


def read_profile(store: Store, site: str, survey: str = "") -> SiteProfile:
    """Read a survey of a site, the newest if none is named."""
    surveys = surveys_of(store, site)
    chosen = survey if survey in surveys else next(iter(surveys), "")
    rows = profile(store, site, chosen) if chosen else ()
    names = domain_names()
    groups = tuple(
        (names[domain], found)
        for domain in names
        if (found := tuple(r for r in rows if r.factor.domain == domain))
    )
    title = _("{site}, survey {year}").format(site=site, year=day(chosen)) if chosen else site
    return SiteProfile(site, title, tuple((s, day(s)) for s in surveys), groups, _note(rows))


def _note(rows: tuple[ProfileRow, ...]) -> str:
    if not rows:
        return _(
            "No survey of this site is entered yet; its values go into “CTC: values of the youth survey”."
        )
    told = [r for r in rows if r.factor.behaviours]
    names = behaviour_names()
    said = [
        _("{factor}: connected with {behaviours} (verified).").format(
            factor=row.label, behaviours=", ".join(names[b] for b in row.factor.behaviours)
        )
        for row in told
    ]
    said.append(_("Which behaviours the other factors are connected with was not verified and is not shown."))
    return " ".join(said)
