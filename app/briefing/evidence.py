"""A view made ready for printing: what stands, under which number, in which words.

Everything is computed from the view alone, so that no number or gap tells what is not in it. Restricted
and corrected findings are not printed, nor a subject that stands on nothing else.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from app.analysis.network import current
from app.base.latin_script import list_order
from app.base.records import Contribution, Finding, Source, Standing, Subject, SubjectKind
from app.base.words import agency_names
from app.briefing.content import Span
from app.briefing.wording import day, period
from app.ontology.caption import captions, naming_findings
from app.ontology.catalogue import ontology
from app.ontology.model import Ontology, PropertyType
from app.ontology.values import display_for
from app.policy.views import View

MATTER = "matter"
EXISTS = "exists"


@dataclass(frozen=True)
class Evidence:
    """The printable content of a view, looked up by id. Texts are in the language in force.

    `told` are the ids of the findings that a paper tells where that is less than the view: sources are
    numbered and listed for these alone. None: it tells them all.
    """

    view: View
    told: frozenset[str] | None = None

    @cached_property
    def ontology(self) -> Ontology:
        """The types that the labels come from."""
        return ontology()

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Current findings about subjects that stand, ordered by subject, property and time."""
        kept = [f for f in current(self.view.findings) if not f.restricted and f.subject_id in self.subjects]
        return tuple(sorted(kept, key=self._order))

    @cached_property
    def subjects(self) -> dict[str, Subject]:
        """Nodes and links that stand on a finding; links only where both ends do."""
        stated = {f.subject_id for f in current(self.view.findings) if not f.restricted}
        standing = {s.id: s for s in self.view.subjects if s.id in stated}
        nodes = {i for i, s in standing.items() if s.kind is SubjectKind.NODE}
        return {
            i: s
            for i, s in standing.items()
            if s.kind is SubjectKind.NODE or (s.start in nodes and s.end in nodes)
        }

    def _order(self, finding: Finding) -> tuple[str, ...]:
        subject = self.caption(finding.subject_id).casefold()
        return (subject, finding.subject_id, finding.property, finding.valid_from, finding.value, finding.id)

    @cached_property
    def _captions(self) -> dict[str, str]:
        used = [f for f in current(self.view.findings) if not f.restricted and f.subject_id in self.subjects]
        return captions(tuple(self.subjects.values()), used)

    def caption(self, subject_id: str) -> str:
        """Return what a subject is called."""
        return self._captions[subject_id]

    @cached_property
    def by_subject(self) -> dict[str, list[Finding]]:
        """The findings of each subject."""
        found: dict[str, list[Finding]] = {}
        for finding in self.findings:
            found.setdefault(finding.subject_id, []).append(finding)
        return found

    @cached_property
    def sources(self) -> dict[str, Source]:
        """Sources by id."""
        return {s.id: s for s in self.view.sources}

    @cached_property
    def contributions(self) -> dict[str, Contribution]:
        """Contributions by id."""
        return {c.id: c for c in self.view.contributions}

    @cached_property
    def agency_names(self) -> dict[str, str]:
        """Names of agencies by id."""
        return agency_names(self.view.agencies)

    def agency_of(self, finding: Finding) -> str:
        """Return the id of the agency whose contribution a finding belongs to."""
        return self.contributions[self.sources[finding.source_id].contribution_id].agency_id

    @cached_property
    def cited_findings(self) -> tuple[Finding, ...]:
        """The findings whose sources are cited: those told, and what assessments among them rest on."""
        if self.told is None:
            return self.findings
        bases = {b for f in self.findings if f.id in self.told for b in f.basis}
        return tuple(f for f in self.findings if f.id in self.told or f.id in bases)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Numbers of the sources in use, from 1, by agency, day of receipt and reference."""
        used = {f.source_id for f in self.cited_findings}

        def order(source: Source) -> tuple[str, str, str, str]:
            contribution = self.contributions[source.contribution_id]
            name = self.agency_names[contribution.agency_id]
            return (name.casefold(), contribution.received, source.reference, source.id)

        ordered = sorted((s for s in self.view.sources if s.id in used), key=order)
        return {s.id: number for number, s in enumerate(ordered, start=1)}

    def cited(self, findings: Iterable[Finding]) -> tuple[int, ...]:
        """Return the source numbers of findings, and of what their assessments rest on."""
        known = {f.id: f for f in self.findings}
        numbers = set()
        for finding in findings:
            numbers.add(self.numbers[finding.source_id])
            numbers |= {self.numbers[known[b].source_id] for b in finding.basis if b in known}
        return tuple(sorted(numbers))

    def with_ids(self, ids: Iterable[str]) -> list[Finding]:
        """Return the findings with these ids that can be printed, in their order."""
        wanted = set(ids)
        return [f for f in self.findings if f.id in wanted]

    def naming(self, subject_ids: Iterable[str]) -> set[str]:
        """Return the findings that subjects are called by; of a link those that its ends are called by."""
        subjects = [self.subjects[i] for i in subject_ids]
        nodes = {n for s in subjects for n in (s.id, s.start, s.end) if n in self._naming}
        return {self._naming[n] for n in nodes if n}

    @cached_property
    def _naming(self) -> dict[str, str]:
        used = [f for f in current(self.view.findings) if not f.restricted and f.subject_id in self.subjects]
        return naming_findings(tuple(self.subjects.values()), used)

    def grade(self, finding: Finding) -> str:
        """Return source and information grade, such as "B2"."""
        return f"{self.sources[finding.source_id].reliability}{finding.credibility}"

    def grades(self, findings: Iterable[Finding]) -> str:
        """Return the different grades of findings, best first."""
        return ", ".join(sorted({self.grade(f) for f in findings}))

    def property_type(self, finding: Finding) -> PropertyType | None:
        """Return the type of the finding's property, None if the ontology does not know it."""
        try:
            return self.ontology.property(self.subjects[finding.subject_id].type, finding.property)
        except KeyError:
            return None

    def is_link(self, subject_id: str) -> bool:
        """Tell whether a subject is a link."""
        return self.subjects[subject_id].kind is SubjectKind.LINK

    def name(self, subject_id: str) -> Span:
        """Return the caption as a span: nodes in bold, links (which are sentences already) plain."""
        return Span(self.caption(subject_id), strong=not self.is_link(subject_id))

    def label(self, finding: Finding) -> str:
        """Return the property's label."""
        kind = self.property_type(finding)
        return kind.label if kind else finding.property

    def value(self, finding: Finding) -> str:
        """Return the value as people write it."""
        kind = self.property_type(finding)
        return display_for(kind, finding.value) if kind else finding.value

    def type_label(self, subject_id: str) -> str:
        """Return the label of the subject's type."""
        subject = self.subjects[subject_id]
        known = self.ontology.nodes.get(subject.type) or self.ontology.links.get(subject.type)
        return known.label if known else subject.type

    def statement(self, finding: Finding) -> str:
        """Return what a finding says, without its subject: `label: value (period; conditions)`.

        Of a link's existence only period and conditions are left to say: its caption is the statement.
        """
        says = "" if finding.property == EXISTS else f"{self.label(finding)}: {self.value(finding)}"
        more = (
            [period(finding.valid_from, finding.valid_to)] if finding.valid_from or finding.valid_to else []
        )
        if finding.handling != "H0":
            more.append(
                f"{finding.handling}, {finding.handling_note}" if finding.handling_note else finding.handling
            )
        return f"{says} ({'; '.join(more)})".strip() if more else says

    def of_standing(self, *standings: Standing) -> list[Finding]:
        """Return the findings that claim to be one of these."""
        return [f for f in self.findings if f.standing in standings]

    def of_matter(self, *properties: str) -> list[Finding]:
        """Return the case-level statements of these kinds, in the order in which they were recorded."""
        found = [
            f
            for f in self.findings
            if f.property in properties and self.subjects[f.subject_id].type == MATTER
        ]
        return sorted(found, key=lambda f: (f.recorded_at, f.id))

    def nodes(self) -> list[Subject]:
        """Return the nodes of the world (no case-level statements) by type and caption."""
        types = list(self.ontology.nodes)
        found = [s for s in self.subjects.values() if s.kind is SubjectKind.NODE and s.type != MATTER]
        return sorted(found, key=lambda s: (_place(types, s.type), list_order(self.caption(s.id)), s.id))

    def as_of(self) -> str:
        """Return the day the view speaks for, as people write it."""
        return day(self.view.as_of)


def _place(order: Sequence[str], item: str) -> int:
    return order.index(item) if item in order else len(order)
