"""What a view says, thing by thing, in the form in which files for other programs carry it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from app.analysis.network import current
from app.base.records import Finding, Source, Subject, SubjectKind
from app.base.words import agency_name
from app.exchange.chart_text import clean
from app.exchange.readers.neutral import Said
from app.ontology.caption import captions
from app.ontology.catalogue import ontology
from app.policy.views import View


@dataclass(frozen=True, slots=True)
class Carried:
    """A node or link; `values` are its normalised values by property, facts first, `said` every finding.

    `since` and `until` are the widest days that findings about a link's existence name, "" if none does.
    """

    id: str
    type: str
    label: str
    said: tuple[Said, ...]
    values: dict[str, tuple[str, ...]] = field(default_factory=dict)
    start: str = ""
    end: str = ""
    since: str = ""
    until: str = ""

    def one(self, *properties: str) -> str:
        """Return the first value of the first of these properties that has one, "" if none has."""
        return next((v for p in properties for v in self.values.get(p, ())), "")

    @property
    def directed(self) -> bool:
        """Whether a link runs one way."""
        kind = ontology().links.get(self.type)
        return kind is not None and kind.directed


@dataclass(frozen=True, slots=True)
class CarriedCase:
    """Nodes and links of a view; both ends of a link are among the nodes."""

    nodes: tuple[Carried, ...]
    links: tuple[Carried, ...]


def carried(view: View) -> CarriedCase:
    """Return what a view says, each subject with its current findings; those without any are not there."""
    sources = {source.id: source for source in view.sources}
    by_subject: dict[str, list[Finding]] = {}
    for finding in current(view.findings):
        by_subject.setdefault(finding.subject_id, []).append(finding)
    labels = captions(view.subjects, view.findings)
    present = [s for s in view.subjects if s.id in by_subject]
    nodes = {s.id for s in present if s.kind is SubjectKind.NODE}
    made = [
        _made(s, labels[s.id], by_subject[s.id], sources, view)
        for s in present
        if s.id in nodes or (s.start in nodes and s.end in nodes)
    ]
    return CarriedCase(tuple(c for c in made if not c.start), tuple(c for c in made if c.start))


def _made(
    subject: Subject, label: str, findings: Iterable[Finding], sources: dict[str, Source], view: View
) -> Carried:
    ordered = sorted(findings, key=lambda f: (_RANK.index(f.standing.value), f.property, f.recorded_at, f.id))
    values: dict[str, list[str]] = {}
    for finding in ordered:
        kept = values.setdefault(finding.property, [])
        if finding.value not in kept:
            kept.append(finding.value)
    about = [f for f in ordered if f.property == "exists"]
    begins, ends = (
        {text for f in about if (text := getattr(f, name))} for name in ("valid_from", "valid_to")
    )
    return Carried(
        subject.id,
        subject.type,
        clean(label),
        tuple(_said(finding, sources[finding.source_id], view) for finding in ordered),
        {name: tuple(texts) for name, texts in values.items()},
        subject.start or "",
        subject.end or "",
        min(begins, default=""),
        max(ends, default=""),
    )


_RANK = ("fact", "assessment", "hypothesis")


def _said(finding: Finding, source: Source, view: View) -> Said:
    return Said(
        finding.property,
        finding.value,
        finding.valid_from,
        finding.valid_to,
        finding.standing.value,
        source.reliability,
        finding.credibility,
        finding.handling,
        place_of(finding, source, view),
        finding.handling_note,
        "yes" if finding.exonerating else "",
    )


def place_of(finding: Finding, source: Source, view: View) -> str:
    """Return whose statement a finding is and where it stands: agency, source, place in it."""
    agency_id = next((c.agency_id for c in view.contributions if c.id == source.contribution_id), "")
    name = agency_name(view.agency(agency_id)) if agency_id else ""
    return clean(", ".join(part for part in (name, source.reference, finding.place_in_source) if part))
