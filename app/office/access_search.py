"""Everything that is held of one person, over all cases (BDSG section 57, LED article 14).

Unlike every other view this one also holds what is restricted, in quarantine, corrected since or frozen: it
is processed, so the person may ask for it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, select

from app.base.i18n import _
from app.base.records import CaseHeader, CaseRecords, Contribution, Finding, Source, Subject, SubjectKind
from app.casework.cross_match import NAMES
from app.casework.rows import whole_records
from app.office.access_texts import HeldText, texts_about
from app.office.other_people import OtherPeople, other_people
from app.ontology.caption import captions
from app.ontology.catalogue import ontology
from app.ontology.values import display_for
from app.store import tables
from app.store.search_form import words
from app.store.store import Store

EXISTS = "exists"
# A person from an import may bear nothing but a number.
_CALLED = (*NAMES, "identifier")
# These say themselves nothing about anybody but the person.
_PLAIN = ("partial_date", "money", "integer", "number", "phone", "email", "iban", "plate", "tax_number")


@dataclass(frozen=True, slots=True)
class Person:
    """One record of a person in one case; `names` and `birth_dates` are all that it bears."""

    id: str
    case_id: str
    reference: str
    names: tuple[str, ...]
    birth_dates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """One finding of the person or of a link of it. `others`: it also speaks of other people.

    `subject_type` is a type of the ontology; for a link `value` says what it leads to, never who.
    """

    finding: Finding
    subject_type: str
    property: str
    value: str
    others: bool
    corrected: bool
    source: Source
    contribution: Contribution


@dataclass(frozen=True, slots=True)
class HeldCase:
    """What one case holds of the person; `purpose_names_others`: its purpose speaks of other people.

    `texts` are minutes, measures, judgements and free texts, beside the findings in `items`.
    """

    header: CaseHeader
    items: tuple[Held, ...]
    purpose_names_others: bool
    texts: tuple[HeldText, ...] = ()


def find_people(store: Store, name: str, birth_date: str = "") -> tuple[Person, ...]:
    """Return the records of people whose name has words that begin so, with this date of birth or none.

    Also finds what the search leaves out: restricted, quarantined and frozen records. An empty name finds
    nobody.
    """
    wanted = set(words(name))
    if not wanted:
        return ()
    f, s = tables.finding.c, tables.subject.c
    query = (
        select(f.subject_id, f.value)
        .join(tables.subject, s.id == f.subject_id)
        .where(f.property.in_(_CALLED), s.type == "person")
    )
    with store.read() as connection:
        named = {row.subject_id for row in connection.execute(query) if _begin(wanted, row.value)}
        found = [_person(connection, one) for one in sorted(named)]
    fits = [p for p in found if not birth_date or not p.birth_dates or birth_date in p.birth_dates]
    return tuple(sorted(fits, key=lambda p: (p.reference, p.names, p.id)))


def look_for(store: Store, name: str, birth_date: str = "") -> tuple[Person, ...]:
    """Do `find_people` and note in the log that somebody looked, each time (BDSG section 76)."""
    store.consult("", _("Person looked for to answer a request for access"))
    return find_people(store, name, birth_date)


def _begin(wanted: set[str], name: str) -> bool:
    borne = words(name)
    return all(any(word.startswith(one) for word in borne) for one in wanted)


def _person(connection: Connection, person_id: str) -> Person:
    f, s, c = tables.finding.c, tables.subject.c, tables.case_file.c
    head = connection.execute(
        select(s.case_id, c.reference).join(tables.case_file, c.id == s.case_id).where(s.id == person_id)
    ).one()
    rows = connection.execute(
        select(f.property, f.value)
        .where(f.subject_id == person_id, f.property.in_((*_CALLED, "birth_date")))
        .order_by(f.recorded_at, f.id)
    ).all()
    names = tuple(dict.fromkeys(r.value for r in rows if r.property in _CALLED))
    days = tuple(dict.fromkeys(r.value for r in rows if r.property == "birth_date"))
    return Person(person_id, head.case_id, head.reference, names, days)


def gather(store: Store, people: Iterable[str]) -> tuple[HeldCase, ...]:
    """Return, case by case in the order of their numbers, what is held of these records of one person."""
    wanted = frozenset(people)
    s = tables.subject.c
    with store.read() as connection:
        case_ids = connection.execute(select(s.case_id).where(s.id.in_(wanted)).distinct()).scalars().all()
        others = {case_id: other_people(connection, case_id, wanted) for case_id in case_ids}
        found = [
            replace(
                _case(whole_records(connection, i), wanted, others[i]),
                texts=texts_about(connection, i, wanted, others[i]),
            )
            for i in case_ids
        ]
    return tuple(sorted(found, key=lambda c: c.header.reference))


def _case(records: CaseRecords, wanted: frozenset[str], others: OtherPeople) -> HeldCase:
    ends = _told_ends(records, wanted, others)
    sources = {s.id: s for s in records.sources}
    contributions = {c.id: c for c in records.contributions}
    gone = {f.supersedes for f in records.findings if f.supersedes}
    about = {s.id: s for s in records.subjects if s.id in wanted or s.id in ends}
    items = []
    for finding in records.findings:
        subject = about.get(finding.subject_id)
        if subject is not None:
            source = sources[finding.source_id]
            value, hidden = _value(subject, finding, ends.get(subject.id), others)
            items.append(
                Held(
                    finding,
                    subject.type,
                    _what(subject, finding),
                    value,
                    hidden,
                    finding.id in gone,
                    source,
                    contributions[source.contribution_id],
                )
            )
    return HeldCase(records.header, tuple(items), others.named_in(records.header.purpose))


def _what(subject: Subject, finding: Finding) -> str:
    if finding.property == EXISTS:
        return ontology().subject_type(subject.type).label
    try:
        return ontology().property(subject.type, finding.property).label
    except KeyError:
        return finding.property


def _value(subject: Subject, finding: Finding, end: str | None, others: OtherPeople) -> tuple[str, bool]:
    """Return what a finding says, and whether it may not be given because it speaks of others too."""
    if finding.property == EXISTS:
        return end or "", False
    try:
        declared = ontology().property(subject.type, finding.property)
    except KeyError:
        return finding.value, others.named_in(finding.value)
    shown = display_for(declared, finding.value)
    safe = declared.value_type in _PLAIN or bool(declared.choices)
    return shown, not safe and others.named_in(finding.value)


def _told_ends(records: CaseRecords, wanted: frozenset[str], others: OtherPeople) -> dict[str, str]:
    """Return for each link of the person what it leads to: a kind, and a name only of what is no person's.

    A thing is named if no other person of the case is tied to it; an organisation, which may be somebody
    else's, too, and neither if its name speaks of others.
    """
    nodes = {s.id: s for s in records.subjects if s.kind is SubjectKind.NODE}
    links = [s for s in records.subjects if s.kind is SubjectKind.LINK]
    shared = _tied_to_others(links, nodes, wanted)
    named = captions(list(nodes.values()), _in_force(records.findings))
    told = {}
    for link in links:
        ends = [i for i in (link.start, link.end) if i]
        if not wanted & set(ends):
            continue
        other = next((i for i in ends if i not in wanted), "")
        node = nodes.get(other)
        if node is None:
            told[link.id] = ""
            continue
        kind, name = ontology().subject_type(node.type).label, named.get(other, "")
        may = node.type != "person" and other not in shared and name and not others.named_in(name)
        told[link.id] = (name if name.startswith(kind) else f"{kind}: {name}") if may else kind
    return told


def _tied_to_others(
    links: Sequence[Subject], nodes: Mapping[str, Subject], wanted: frozenset[str]
) -> frozenset[str]:
    found = set()
    for link in links:
        for one, other in ((link.start, link.end), (link.end, link.start)):
            if one and other and other not in wanted and other in nodes and nodes[other].type == "person":
                found.add(one)
    return frozenset(found)


def _in_force(findings: Sequence[Finding]) -> list[Finding]:
    gone = {f.supersedes for f in findings if f.supersedes}
    return [f for f in findings if f.id not in gone and not f.restricted]
