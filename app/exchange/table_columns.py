"""The columns of the tables that leave the program, and the words their cells are made of.

Every grading, handling code, condition and part of the label has a column of its own, because a table has
no other place for them.
"""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TypeVar

from app.base.i18n import _, mark
from app.base.latin_script import list_order
from app.base.records import Contribution, Document, Finding, Source, Standing, Subject
from app.base.words import agency_name, classification_word, confidence_word, likelihood_word, regime_word
from app.exchange.table_cells import LINE_BREAK
from app.ontology.caption import captions
from app.ontology.catalogue import ontology
from app.ontology.values import display_for
from app.policy.provisions import catalogue
from app.policy.views import View

T = TypeVar("T")
Cell = str | int


class World:
    """A view as cells are made of it: by id, with words."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.agencies = {a.id: a for a in view.agencies}
        self.contributions = {c.id: c for c in view.contributions}
        self.sources = {s.id: s for s in view.sources}
        self.subjects = {s.id: s for s in view.subjects}
        self.documents = {d.id: d for d in view.documents}
        self.captions = captions(view.subjects, view.findings)

    @cached_property
    def of_subject(self) -> dict[str, list[Finding]]:
        """The findings about each subject."""
        return _grouped(self.view.findings, lambda f: f.subject_id)

    @cached_property
    def of_source(self) -> dict[str, list[Finding]]:
        """The findings of each source."""
        return _grouped(self.view.findings, lambda f: f.source_id)

    @cached_property
    def of_contribution(self) -> dict[str, list[Finding]]:
        """The findings that came with each contribution."""
        return _grouped(self.view.findings, lambda f: self.sources[f.source_id].contribution_id)

    @cached_property
    def of_document(self) -> dict[str, list[Finding]]:
        """The findings taken from each document."""
        return _grouped(self.view.findings, lambda f: self.sources[f.source_id].document_id or "")

    def contribution(self, finding: Finding) -> Contribution:
        """Return the contribution a finding came with."""
        return self.contributions[self.sources[finding.source_id].contribution_id]

    def agency(self, agency_id: str) -> str:
        """Return the name of an agency, "" for none."""
        agency = self.agencies.get(agency_id)
        return agency_name(agency) if agency else ""

    def type_label(self, subject_id: str) -> str:
        """Return the name of a subject's type."""
        type_id = self.subjects[subject_id].type
        declared = ontology().nodes.get(type_id) or ontology().links.get(type_id)
        return declared.label if declared else type_id

    def field(self, finding: Finding) -> str:
        """Return the name of the field a finding speaks of."""
        try:
            return ontology().property(self.subjects[finding.subject_id].type, finding.property).label
        except KeyError:
            return finding.property

    def value(self, finding: Finding) -> str:
        """Return the value as people write it."""
        try:
            declared = ontology().property(self.subjects[finding.subject_id].type, finding.property)
        except KeyError:
            return finding.value
        return display_for(declared, finding.value)


Columns = tuple[tuple[str, Callable[[World, T], Cell]], ...]
"""Title and cell of each column."""


def _grouped(findings: Sequence[Finding], key: Callable[[Finding], str]) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        found.setdefault(key(finding), []).append(finding)
    return found


def _yes(value: bool) -> str:
    return _("yes") if value else _("no")


def _standing(finding: Finding) -> str:
    words = {
        Standing.FACT: _("fact"),
        Standing.ASSESSMENT: _("assessment"),
        Standing.HYPOTHESIS: _("hypothesis"),
    }
    return words[finding.standing]


def _several(texts: Sequence[str]) -> str:
    return ", ".join(sorted({text for text in texts if text}))


def _citation(provision_id: str) -> str:
    provision = catalogue().get(provision_id)
    return provision.citation if provision else provision_id


def _label(part: str) -> Callable[[World, Contribution], Cell]:
    return lambda _world, c: str(getattr(c.label, part)) if c.label else ""


def _of(cell: Callable[[World, Contribution], Cell]) -> Callable[[World, Finding], Cell]:
    return lambda world, finding: cell(world, world.contribution(finding))


def _of_source(cell: Callable[[World, Contribution], Cell]) -> Callable[[World, Source], Cell]:
    return lambda world, source: cell(world, world.contributions[source.contribution_id])


def _agencies(world: World, findings: Sequence[Finding]) -> str:
    return _several([world.agency(world.contribution(f).agency_id) for f in findings])


def _gradings(world: World, findings: Sequence[Finding]) -> str:
    return _several([f"{world.sources[f.source_id].reliability}{f.credibility}" for f in findings])


def _markings(world: World, findings: Sequence[Finding]) -> str:
    return _several([classification_word(world.contribution(f).classification) for f in findings])


def _delivered(world: World, document: Document) -> Contribution:
    return world.contributions[document.contribution_id]


_CONTRIBUTION: Columns[Contribution] = (
    (mark("Contribution"), lambda _w, c: c.title),
    (mark("Received"), lambda _w, c: c.received),
    (mark("Provision it was delivered on"), lambda _w, c: _citation(c.provision)),
    (mark("Purpose of the delivery"), lambda _w, c: c.purpose),
    (mark("Regime"), lambda _w, c: regime_word(c.regime)),
    (mark("Marking"), lambda _w, c: classification_word(c.classification)),
    (mark("Label: means of collection"), _label("means")),
    (mark("Label: category of persons"), _label("person_category")),
    (mark("Label: protected interest"), _label("interest")),
    (mark("Label: collecting body"), _label("collecting_body")),
    (mark("Label: legal basis"), _label("legal_basis")),
)
FINDING: Columns[Finding] = (
    (mark("Subject"), lambda w, f: w.captions[f.subject_id]),
    (mark("Type"), lambda w, f: w.type_label(f.subject_id)),
    (mark("Field"), lambda w, f: w.field(f)),
    (mark("Value"), lambda w, f: w.value(f)),
    (mark("Value as stored"), lambda _w, f: f.value.replace("\n", LINE_BREAK)),
    (mark("Standing"), lambda _w, f: _standing(f)),
    (mark("Probability"), lambda _w, f: likelihood_word(f.likelihood) if f.likelihood else ""),
    (mark("Confidence"), lambda _w, f: confidence_word(f.confidence) if f.confidence else ""),
    (mark("Reliability"), lambda w, f: w.sources[f.source_id].reliability),
    (mark("Credibility"), lambda _w, f: f.credibility),
    (mark("Agency"), lambda w, f: w.agency(w.contribution(f).agency_id)),
    (mark("Author of the assessment"), lambda w, f: w.agency(f.author_agency_id)),
    (mark("Source"), lambda w, f: w.sources[f.source_id].reference),
    (mark("Kind of source"), lambda w, f: w.sources[f.source_id].kind),
    (mark("Place in the source"), lambda _w, f: f.place_in_source),
    (mark("Handling"), lambda _w, f: f.handling),
    (mark("Conditions of handling"), lambda _w, f: f.handling_note),
    (mark("Exonerating"), lambda _w, f: _yes(f.exonerating)),
    (mark("Restricted"), lambda _w, f: _yes(f.restricted)),
    (mark("Holds from"), lambda _w, f: f.valid_from),
    (mark("Holds until"), lambda _w, f: f.valid_to),
    (mark("Review day"), lambda _w, f: f.review_due),
    (mark("Released on"), lambda w, f: _citation(w.view.provisions.get(f.id, ""))),
    *((title, _of(cell)) for title, cell in _CONTRIBUTION),
    (mark("Rests on findings"), lambda _w, f: ", ".join(f.basis)),
    (mark("Corrects finding"), lambda _w, f: f.supersedes or ""),
    (mark("Id of the field"), lambda _w, f: f.property),
    (mark("Id of the subject"), lambda _w, f: f.subject_id),
    (mark("From (id)"), lambda w, f: w.subjects[f.subject_id].start or ""),
    (mark("To (id)"), lambda w, f: w.subjects[f.subject_id].end or ""),
    (mark("Id of the finding"), lambda _w, f: f.id),
)
SUBJECT: Columns[Subject] = (
    (mark("Subject"), lambda w, s: w.captions[s.id]),
    (mark("Type"), lambda w, s: w.type_label(s.id)),
    (mark("From"), lambda w, s: w.captions.get(s.start or "", "")),
    (mark("To"), lambda w, s: w.captions.get(s.end or "", "")),
    (mark("Findings"), lambda w, s: len(w.of_subject.get(s.id, ()))),
    (mark("Agencies"), lambda w, s: _agencies(w, w.of_subject.get(s.id, ()))),
    (mark("Standing"), lambda w, s: _several([_standing(f) for f in w.of_subject.get(s.id, ())])),
    (mark("Gradings"), lambda w, s: _gradings(w, w.of_subject.get(s.id, ()))),
    (mark("Handling"), lambda w, s: _several([f.handling for f in w.of_subject.get(s.id, ())])),
    (
        mark("Conditions of handling"),
        lambda w, s: _several([f.handling_note for f in w.of_subject.get(s.id, ())]),
    ),
    (mark("Marking"), lambda w, s: _markings(w, w.of_subject.get(s.id, ()))),
    (mark("Id of the subject"), lambda _w, s: s.id),
)
SOURCE: Columns[Source] = (
    (mark("Source"), lambda _w, s: s.reference),
    (mark("Kind of source"), lambda _w, s: s.kind),
    (mark("Reliability"), lambda _w, s: s.reliability),
    (mark("Agency"), lambda w, s: w.agency(w.contributions[s.contribution_id].agency_id)),
    (mark("Findings"), lambda w, s: len(w.of_source.get(s.id, ()))),
    (mark("Gradings"), lambda w, s: _gradings(w, w.of_source.get(s.id, ()))),
    (mark("Handling"), lambda w, s: _several([f.handling for f in w.of_source.get(s.id, ())])),
    *((title, _of_source(cell)) for title, cell in _CONTRIBUTION),
    (mark("Id of the source"), lambda _w, s: s.id),
)
DELIVERY: Columns[Contribution] = (
    (mark("Agency"), lambda w, c: w.agency(c.agency_id)),
    *_CONTRIBUTION,
    (mark("Findings"), lambda w, c: len(w.of_contribution.get(c.id, ()))),
    (mark("Gradings"), lambda w, c: _gradings(w, w.of_contribution.get(c.id, ()))),
    (mark("Handling"), lambda w, c: _several([f.handling for f in w.of_contribution.get(c.id, ())])),
    (mark("Id of the contribution"), lambda _w, c: c.id),
)
DOCUMENT: Columns[Document] = (
    (mark("Document"), lambda _w, d: d.name),
    (mark("Size in bytes"), lambda _w, d: d.size),
    (mark("SHA-256"), lambda _w, d: d.sha256),
    (mark("Agency"), lambda w, d: w.agency(_delivered(w, d).agency_id)),
    (mark("Contribution"), lambda w, d: _delivered(w, d).title),
    (mark("Received"), lambda w, d: _delivered(w, d).received),
    (mark("Marking"), lambda w, d: classification_word(_delivered(w, d).classification)),
    (mark("Findings"), lambda w, d: len(w.of_document.get(d.id, ()))),
    (mark("Gradings"), lambda w, d: _gradings(w, w.of_document.get(d.id, ()))),
    (mark("Handling"), lambda w, d: _several([f.handling for f in w.of_document.get(d.id, ())])),
    (mark("Id of the document"), lambda _w, d: d.id),
)


def all_findings(world: World) -> dict[str, Finding]:
    """Return the findings by id, ordered by subject and field."""
    order = {
        s.id: n
        for n, s in enumerate(sorted(world.view.subjects, key=lambda s: list_order(world.captions[s.id])))
    }
    ordered = sorted(world.view.findings, key=lambda f: (order[f.subject_id], f.property, f.value, f.id))
    return {f.id: f for f in ordered}


def all_subjects(world: World) -> dict[str, Subject]:
    """Return the subjects by id, ordered by caption."""
    return {
        s.id: s for s in sorted(world.view.subjects, key=lambda s: (list_order(world.captions[s.id]), s.id))
    }
