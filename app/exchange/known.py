"""What an agency delivered into the case before, so that its next file speaks of the same things."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from app.base.records import CaseRecords, SubjectKind
from app.exchange.identity_keys import identity_keys

NodeKey = tuple[str, str, str]
LinkKey = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class KnownSubjects:
    """Look-ups to ids of subjects: `nodes` by (type, property, value), `links` by (type, start, end).

    `references` are the references of the agency's sources in the case; a file whose reference is among
    them has been imported before.
    """

    nodes: Mapping[NodeKey, str] = field(default_factory=dict)
    links: Mapping[LinkKey, str] = field(default_factory=dict)
    references: frozenset[str] = frozenset()

    def link(self, type_id: str, start: str, end: str, *, directed: bool) -> str | None:
        """The id of the known link between two nodes, in either direction unless `directed`."""
        found = self.links.get((type_id, start, end))
        return found if found or directed else self.links.get((type_id, end, start))


NOTHING_KNOWN = KnownSubjects()


def known_subjects(records: CaseRecords, agency_id: str) -> KnownSubjects:
    """Collect the look-ups from a case, as far as findings of this agency carry them.

    A value that stands for two different nodes joins nothing: which of them is meant is a judgement.
    """
    contributions = {c.id for c in records.contributions if c.agency_id == agency_id}
    sources = {s.id: s.reference for s in records.sources if s.contribution_id in contributions}
    superseded = {f.supersedes for f in records.findings if f.supersedes}
    own = [f for f in records.findings if f.source_id in sources and f.id not in superseded]
    spoken_of = {f.subject_id for f in own}
    links = {
        (s.type, s.start or "", s.end or ""): s.id
        for s in records.subjects
        if s.kind is SubjectKind.LINK and s.id in spoken_of
    }
    types = {s.id: s.type for s in records.subjects if s.kind is SubjectKind.NODE}
    said = [
        ((types[f.subject_id], f.property, f.value), f.subject_id)
        for f in own
        if f.subject_id in types and f.property in identity_keys(types[f.subject_id])
    ]
    return KnownSubjects(dict(_certain(said)), links, frozenset(sources.values()))


def _certain(said: list[tuple[NodeKey, str]]) -> Iterator[tuple[NodeKey, str]]:
    meant: dict[NodeKey, set[str]] = {}
    for key, subject in said:
        meant.setdefault(key, set()).add(subject)
    for key, subjects in meant.items():
        if len(subjects) == 1:
            yield key, next(iter(subjects))
