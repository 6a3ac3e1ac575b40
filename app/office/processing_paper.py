"""The record of processing activities (BDSG section 70(1)), made of what the store declares and holds.

It counts and names kinds, never a person and never a value; what only a person can say has lines to
write on.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, func, select

from app.base.i18n import _, ngettext
from app.base.paper_records import OfficePaper, PaperSection, PaperTable
from app.base.words import regime_word
from app.casework import agencies
from app.ontology.catalogue import ontology
from app.policy.provisions import agency_classes
from app.policy.release import OFFICE_CLASS
from app.policy.review_periods import regimes
from app.store import tables
from app.store.store import Store


def processing_paper(store: Store, day: str) -> OfficePaper:
    """Return the record as of an ISO day."""
    with store.read() as connection:
        sections = (
            _controller(connection),
            _purposes(connection),
            _people(connection),
            _data(connection),
            _recipients(connection),
            _nothing_of_this(),
            _periods(),
            _measures(),
        )
    return OfficePaper(
        f"VVT-{day}",
        _("Record of processing activities (BDSG section 70)"),
        day,
        sections,
        (_("Controller: place, date"), _("Data protection officer")),
    )


def _controller(connection: Connection) -> PaperSection:
    c = tables.case_file.c
    own = [a.name_de for a in agencies.rows(connection) if a.class_code == OFFICE_CLASS]
    named = connection.execute(select(c.controller).where(c.controller != "").distinct()).scalars()
    return PaperSection(
        _("1. Controllers"),
        (_("Each agency stays controller of what it contributed; the case names who leads."),),
        ((_("Office"), ", ".join(own)), (_("Controllers of case files"), ", ".join(sorted(named)))),
        lines=2,
    )


def _purposes(connection: Connection) -> PaperSection:
    c = tables.case_file.c
    found = Counter(tuple(row) for row in connection.execute(select(c.purpose, c.legal_basis, c.regime)))
    rows = sorted((p, b, regime_word(r) if r else "–", str(n)) for (p, b, r), n in found.items())
    columns = ((_("Purpose"), 4.0), (_("Legal basis"), 3.0), (_("Regime"), 2.0), (_("Cases"), 0.9))
    return PaperSection(_("2. Purposes and legal bases"), (), (), PaperTable(columns, tuple(rows)))


def _people(connection: Connection) -> PaperSection:
    f, s = tables.finding.c, tables.subject.c
    later = tables.finding.alias("later").c
    role = ontology().property("person", "role")
    query = (
        select(f.value, func.count(func.distinct(f.subject_id)))
        .where(f.property == "role", ~select(later.id).where(later.supersedes == f.id).exists())
        .group_by(f.value)
    )
    counts: dict[str, int] = {value: count for value, count in connection.execute(query)}
    total = connection.execute(select(func.count()).select_from(tables.subject).where(s.type == "person"))
    rows = tuple((c.label, str(counts[c.id])) for c in role.choices if counts.get(c.id))
    number = int(total.scalar_one())
    told = ngettext("{count} person is recorded.", "{count} persons are recorded.", number)
    return PaperSection(
        _("3. Categories of people (BDSG section 72)"),
        (told.format(count=number),),
        (),
        PaperTable(((_("Category"), 5.0), (_("Persons"), 1.0)), rows) if rows else None,
    )


def _data(connection: Connection) -> PaperSection:
    f, s = tables.finding.c, tables.subject.c
    query = (
        select(s.type, f.property, func.count())
        .join(tables.subject, s.id == f.subject_id)
        .group_by(s.type, f.property)
    )
    kinds: dict[str, set[str]] = {}
    counts: Counter[str] = Counter()
    for subject_type, name, count in connection.execute(query):
        counts[subject_type] += count
        kinds.setdefault(subject_type, set()).add(_label(subject_type, name))
    rows = sorted(
        (_type(t), ", ".join(sorted(filter(None, names))), str(counts[t])) for t, names in kinds.items()
    )
    columns = ((_("About"), 1.6), (_("Kinds of data"), 5.4), (_("Findings"), 1.1))
    return PaperSection(_("4. Categories of data"), (), (), PaperTable(columns, tuple(rows)))


def _type(subject_type: str) -> str:
    try:
        return ontology().subject_type(subject_type).label
    except KeyError:
        return subject_type


def _label(subject_type: str, name: str) -> str:
    try:
        return ontology().property(subject_type, name).label
    except KeyError:
        return ""


def _recipients(connection: Connection) -> PaperSection:
    h, classes = tables.handover.c, agency_classes()
    query = select(h.agency_id, func.count()).group_by(h.agency_id)
    counts = {row[0]: row[1] for row in connection.execute(query)}
    by_class: Counter[str] = Counter()
    for agency in agencies.rows(connection):
        if agency.id in counts:
            by_class[classes.get(agency.class_code, agency.class_code)] += counts[agency.id]
    rows = tuple((name, str(count)) for name, count in sorted(by_class.items()))
    columns = ((_("Class of recipients"), 5.0), (_("Hand-overs"), 1.2))
    return PaperSection(
        _("5. Categories of recipients"),
        (_("Every hand-over stands in the disclosure ledger with recipient, provision and checksum."),),
        (),
        PaperTable(columns, rows) if rows else None,
    )


def _nothing_of_this() -> PaperSection:
    return PaperSection(
        _("6. Profiling, third countries"),
        (
            _("There is no profiling: no score, no rank and no learning on persons."),
            _("The program hands over to agencies of its list only. Transfers to third countries:"),
        ),
        lines=2,
    )


def _periods() -> PaperSection:
    rows = tuple(
        (regime_word(regime), _holds_for(period.when), period.citation, str(period.years))
        for regime, periods in regimes().items()
        for period in periods
    )
    columns = (
        (_("Regime"), 2.8),
        (_("Holds for"), 2.6),
        (_("Legal basis"), 2.4),
        (_("Years until review"), 1.2),
    )
    return PaperSection(_("7. Periods for review and erasure"), (), (), PaperTable(columns, rows))


def _holds_for(when: Mapping[str, Any]) -> str:
    """Return what has to be known for a period to hold, in words; a dash where it holds always."""
    words = {
        "child": _("children"),
        "juvenile": _("juveniles"),
        "adult": _("adults"),
        "acquitted": _("after acquittal"),
        "discontinued": _("after discontinuation"),
        "concluded": _("after final conclusion"),
    }
    words |= {c.id: c.label for c in ontology().property("person", "role").choices}
    said = [words[str(v)] for v in when.values() if str(v) in words]
    if "fine_above" in when:
        said.append(_("fine above {amount} EUR").format(amount=when["fine_above"]))
    if "fine_up_to" in when:
        said.append(_("fine up to {amount} EUR").format(amount=when["fine_up_to"]))
    return ", ".join(said) or "–"


def _measures() -> PaperSection:
    return PaperSection(
        _("8. Technical and organisational measures (BDSG section 64)"),
        (
            _("The store is one encrypted file; each person has an own key, and there is a recovery key."),
            _("Four roles decide who may record, release, review and read the log."),
            _("Every change is logged in a chain of hashes; verifying and rehearsing backups is built in."),
            _("The program opens no network connection. Sealed packages are signed and encrypted."),
        ),
        lines=3,
    )
