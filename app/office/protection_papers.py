"""Data-protection papers made of what the store knows: joint control, breach, deletion of the log, bias."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import func, select

from app.base.clock import moment_of, now_text
from app.base.i18n import _, mark
from app.base.paper_records import OfficePaper, PaperSection, PaperTable
from app.casework import agencies, case_lists, case_parties, log_retention
from app.casework.cases import list_cases
from app.office import entries
from app.office.bias_figures import TriggerFigures, bias_figures
from app.office.impact_paper import impact_paper
from app.office.processing_paper import processing_paper
from app.office.register_model import register
from app.policy.provisions import catalogue
from app.store import audit_chain, tables
from app.store.store import Store

_HOURS = 72
_AGREEMENTS = "agreements"

PAPERS: Mapping[str, str] = {
    "processing": mark("Record of processing activities"),
    "joint": mark("Joint controllership"),
    "breach": mark("Breach of data protection"),
    "log": mark("Yearly deletion of the log"),
    "bias": mark("Bias report"),
    "impact": mark("Impact assessment"),
}


def make_paper(store: Store, name: str, day: str) -> OfficePaper:
    """Return the paper of this name (a key of `PAPERS`) as of an ISO day, in the language in force."""
    makers: dict[str, Callable[[Store, str], OfficePaper]] = {
        "processing": processing_paper,
        "joint": joint_paper,
        "breach": breach_paper,
        "log": log_paper,
        "bias": bias_paper,
        "impact": impact_paper,
    }
    return makers[name](store, day)


def joint_paper(store: Store, day: str) -> OfficePaper:
    """Return the sheet of joint controllership (BDSG section 63): per case who takes part as what."""
    with store.read() as connection:
        names = {a.id: a.name_de for a in agencies.rows(connection)}
        c = tables.contribution.c
        query = select(c.case_id, c.agency_id, func.count()).group_by(c.case_id, c.agency_id)
        delivered = {(row[0], row[1]): row[2] for row in connection.execute(query)}
    sections = []
    for case in list_cases(store):
        parties = {p.agency_id: p for p in case_parties.of_case(store, case.header.id)}
        here = {agency for case_id, agency in delivered if case_id == case.header.id}
        rows = []
        for agency_id in sorted(here | set(parties), key=lambda i: names.get(i, "")):
            party = parties.get(agency_id)
            role = case_lists.entries(case_lists.ROLES)[party.role].label if party else "–"
            ground = catalogue().get(party.provision) if party else None
            count = delivered.get((case.header.id, agency_id), 0)
            rows.append((names.get(agency_id, ""), role, ground.citation if ground else "–", str(count)))
        columns = ((_("Agency"), 3.4), (_("Role"), 1.8), (_("Legal basis"), 3.0), (_("Contributions"), 1.3))
        lead = ((_("Controller"), case.header.controller),)
        table = PaperTable(columns, tuple(rows)) if rows else None
        sections.append(PaperSection(case.header.reference, (), lead, table))
    sections.append(_agreements(store))
    duties = (
        _("Access, correction, erasure: whoever is asked, the contributing agency decides on its data."),
        _("Information of recipients after a correction: the office, from the disclosure ledger."),
        _("Notification of a breach: the controller of the case; each agency for what it contributed."),
        _("Contact for people concerned:"),
    )
    sections.append(PaperSection(_("Who fulfils which duty"), duties, lines=4))
    signed = (_("Lead authority: place, date"), _("Agencies taking part"))
    return OfficePaper(f"GV-{day}", _("Joint controllership (BDSG section 63)"), day, tuple(sections), signed)


def _agreements(store: Store) -> PaperSection:
    """List the agreements of the register (BDSG sections 62, 63), those that ended last."""
    found = sorted(
        entries.list_entries(store, _AGREEMENTS), key=lambda e: (e.state == "ended", e.value("signed"))
    )
    columns = (
        (_("Agencies taking part"), 3.0),
        (_("Kind"), 2.2),
        (_("What it is about"), 2.8),
        (_("Signed on"), 1.3),
        (_("Until"), 1.3),
    )
    rows = tuple(
        tuple(_shown(e, name) or "–" for name in ("partners", "kind", "scope", "signed", "until"))
        for e in found
    )
    none = (_("No agreement stands in the register “Agreements on data protection”."),)
    table = PaperTable(columns, rows) if rows else None
    return PaperSection(_("Agreements"), () if rows else none, (), table)


def _shown(entry: entries.Entry, name: str) -> str:
    field = next(f for f in register(_AGREEMENTS).fields if f.id == name)
    value = entry.value(name)
    return next((c.label for c in field.choices if c.id == value), value)


def breach_paper(store: Store, day: str) -> OfficePaper:
    """Return the form for a breach (BDSG section 65(3)) with its time limit, to be completed by hand."""
    with store.read() as connection:
        people = _count(connection.execute(_number("person")))
        findings = _count(connection.execute(select(func.count()).select_from(tables.finding)))
        cases = _count(connection.execute(select(func.count()).select_from(tables.case_file)))
    known = moment_of(now_text())
    latest = (known + dt.timedelta(hours=_HOURS)).astimezone()
    sections = (
        PaperSection(
            _("Time limit: 72 hours after the breach became known (BDSG section 65(1))"),
            (_("Counted from the moment of this print-out; if it was known earlier, count from then."),),
            (
                (_("Printed"), f"{known.astimezone():%d.%m.%Y, %H:%M}"),
                (_("Notify the supervisory authority by"), f"{latest:%d.%m.%Y, %H:%M}"),
                (_("Known since (date, time, by whom)"), ""),
            ),
            lines=1,
        ),
        PaperSection(
            _("1. What happened"),
            (
                _("Kind of the breach, categories and approximate number of people and records concerned."),
                _("The whole store holds (an upper limit, not what is concerned):"),
            ),
            ((_("Cases"), str(cases)), (_("Persons"), str(people)), (_("Findings"), str(findings))),
            lines=6,
        ),
        PaperSection(_("2. Name and contact of the data protection officer"), lines=2),
        PaperSection(_("3. Likely consequences"), lines=4),
        PaperSection(_("4. Measures taken and proposed, also to lessen harm"), lines=5),
        PaperSection(
            _("Who else is told"),
            (
                _("Agencies that contributed what is concerned (BDSG section 65(7)); people concerned if the "
                  "risk is high (BDSG section 66)."),
            ),
            lines=3,
        ),
    )  # fmt: skip
    signed = (_("Place, date"), _("Responsible"))
    return OfficePaper(f"DSV-{day}", _("Breach of data protection (BDSG section 65)"), day, sections, signed)


def log_paper(store: Store, day: str) -> OfficePaper:
    """Return the paper of the yearly deletion of the log (BDSG section 76(4)): rule, due, gone."""
    with store.read() as connection:
        rule = log_retention.retention(connection)
        plan = log_retention.due(connection)
        made = audit_chain.cuts(connection)
        left = _count(connection.execute(select(func.count()).select_from(tables.audit)))
    due = (
        (_("Entries due for erasure"), str(plan.entries)),
        (_("From"), plan.first_at[:10]),
        (_("Until"), plan.last_at[:10]),
        (_("Entries in the log"), str(left)),
    )
    columns = ((_("Day"), 1.4), (_("Entries"), 1.0), (_("Up to"), 1.4), (_("Hash of the last entry"), 4.0))
    rows = tuple((c.at[:10], str(c.entries), c.up_to[:10], c.last_hash[:32]) for c in made)
    sections = (
        PaperSection(_("Rule"), (rule.text,)),
        PaperSection(_("Due now"), (), due),
        PaperSection(
            _("Erased so far"),
            () if rows else (_("Nothing was erased from the log yet."),),
            (),
            PaperTable(columns, rows) if rows else None,
        ),
        PaperSection(_("Remarks"), lines=3),
    )
    signed = (_("Place, date"), _("Data protection officer"))
    return OfficePaper(
        f"PL-{day}", _("Yearly deletion of the log (BDSG section 76(4))"), day, sections, signed
    )


def bias_paper(store: Store, day: str) -> OfficePaper:
    """Return the bias report: cases by what set them off, and how many came to nothing."""
    figures = bias_figures(store)
    columns = (
        (_("Set off by"), 3.0),
        (_("Cases"), 1.0),
        (_("without substantiated finding"), 2.0),
        (_("share"), 1.0),
        (_("with exonerating findings"), 2.0),
    )
    rows = tuple(_bias_row(f) for f in figures)
    sections = (
        PaperSection(_("Cases by trigger"), (), (), PaperTable(columns, rows)),
        PaperSection(
            _("How this was counted"),
            (
                _("Trigger: the kind of the first source of the first contribution to the case."),
                _(
                    "Substantiated: at least one fact in force, graded 1 or 2, from a source graded A or B. "
                    "Everything else counts as without."
                ),
                _("The report counts cases. It says nothing about persons, descent or agencies' staff."),
            ),
        ),
        PaperSection(_("Assessment and consequences"), lines=8),
    )
    return OfficePaper(f"BB-{day}", _("Bias report"), day, sections, (_("Place, date"), _("Head of office")))


def _bias_row(f: TriggerFigures) -> tuple[str, ...]:
    share = f"{round(100 * f.unsubstantiated / f.cases)} %" if f.cases else "–"
    return (f.trigger or _("all"), str(f.cases), str(f.unsubstantiated), share, str(f.exonerating))


def _number(subject_type: str) -> Any:
    s = tables.subject
    return select(func.count()).select_from(s).where(s.c.type == subject_type)


def _count(result: Any) -> int:
    return int(result.scalar_one())
