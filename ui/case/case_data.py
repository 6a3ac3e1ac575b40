"""A case as its views need it: the records, looked up by id, with captions and words. Free of Qt."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from app.base.records import (
    Agency,
    CaseRecords,
    Contribution,
    Document,
    Finding,
    Source,
    Subject,
    SubjectKind,
)
from app.base.words import agency_name
from app.casework import cases
from app.ontology.caption import captions
from app.ontology.catalogue import ontology
from app.ontology.model import LinkType, NodeType, PropertyType
from app.ontology.values import display_for
from app.store.store import Store

OFFICE_CLASS = "OFFICE"


class CaseData:
    """One case at one moment. Made beside the window, then only read."""

    def __init__(self, records: CaseRecords) -> None:
        self.records = records
        self.header = records.header
        self.agencies: dict[str, Agency] = {a.id: a for a in records.agencies}
        self.contributions: dict[str, Contribution] = {c.id: c for c in records.contributions}
        self.sources: dict[str, Source] = {s.id: s for s in records.sources}
        self.subjects: dict[str, Subject] = {s.id: s for s in records.subjects}
        self.findings: dict[str, Finding] = {f.id: f for f in records.findings}
        self.documents: dict[str, Document] = {d.id: d for d in records.documents}
        self.captions = captions(records.subjects, records.findings)

    @cached_property
    def superseded(self) -> frozenset[str]:
        """The findings that another one corrects."""
        return frozenset(f.supersedes for f in self.records.findings if f.supersedes)

    @cached_property
    def current(self) -> tuple[Finding, ...]:
        """The findings in force, oldest first."""
        return tuple(f for f in self.records.findings if f.id not in self.superseded)

    @cached_property
    def of_subject(self) -> dict[str, list[Finding]]:
        """All findings of each subject, oldest first."""
        found: dict[str, list[Finding]] = defaultdict(list)
        for finding in self.records.findings:
            found[finding.subject_id].append(finding)
        return found

    @cached_property
    def links_of(self) -> dict[str, list[Subject]]:
        """The links of each node."""
        found: dict[str, list[Subject]] = defaultdict(list)
        for subject in self.records.subjects:
            if subject.kind is SubjectKind.LINK:
                for end in {subject.start or "", subject.end or ""}:
                    found[end].append(subject)
        return found

    def caption(self, subject_id: str) -> str:
        """Return what stands for a subject."""
        return self.captions.get(subject_id, "")

    def contribution_of(self, finding: Finding) -> Contribution:
        """Return the contribution a finding came with."""
        return self.contributions[self.sources[finding.source_id].contribution_id]

    def agency_of(self, finding: Finding) -> str:
        """Return the name of the agency whose finding it is."""
        return self.agency_name(self.contribution_of(finding).agency_id)

    def agency_name(self, agency_id: str) -> str:
        """Return the name of an agency, "" for none."""
        agency = self.agencies.get(agency_id)
        return agency_name(agency) if agency else ""

    def grading(self, finding: Finding) -> str:
        """Return reliability of the source and credibility as people write them ("A2")."""
        return f"{self.sources[finding.source_id].reliability}{finding.credibility}"

    def value(self, finding: Finding) -> str:
        """Return the value as people write it."""
        declared = self.property(finding)
        return display_for(declared, finding.value) if declared else finding.value

    def property(self, finding: Finding) -> PropertyType | None:
        """Return the property a finding speaks of, None if this program does not know it."""
        return property_of(self.subjects[finding.subject_id].type, finding.property)

    def property_label(self, finding: Finding) -> str:
        """Return the name of the property a finding speaks of."""
        declared = self.property(finding)
        return declared.label if declared else finding.property.replace("_", " ")

    def type_label(self, subject_id: str) -> str:
        """Return the name of a subject's type."""
        return type_label(self.subjects[subject_id].type)


def property_of(subject_type: str, property_id: str) -> PropertyType | None:
    """Return a property of a type, None if this program does not know type or property."""
    try:
        return ontology().property(subject_type, property_id)
    except KeyError:
        return None


def type_of(type_id: str) -> NodeType | LinkType | None:
    """Return a node or link type, None if this program does not know it."""
    return ontology().nodes.get(type_id) or ontology().links.get(type_id)


def type_label(type_id: str) -> str:
    """Return the name of a node or link type."""
    declared = type_of(type_id)
    return declared.label if declared else type_id.replace("_", " ")


def type_order(type_id: str) -> int:
    """Return where a type stands in the ontology: persons first, links last."""
    known = [*ontology().nodes, *ontology().links]
    return known.index(type_id) if type_id in known else len(known)


def distinct(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the texts in order, each once, without empty ones."""
    return tuple(dict.fromkeys(text for text in texts if text))


def load_case(store: Store, case_id: str) -> CaseData:
    """Read a case."""
    return CaseData(cases.records(store, case_id))
