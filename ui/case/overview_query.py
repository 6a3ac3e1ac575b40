"""The overview of a case: what it is for, what is in it, who delivered what, what is due. Free of Qt."""

from collections import Counter
from dataclasses import dataclass

from app.base.clock import today
from app.base.i18n import _, ngettext
from app.base.records import Standing, SubjectKind
from app.base.words import regime_word
from app.casework.cases import OPEN_STATES
from ui.case.case_data import CaseData
from ui.case.words import status_text
from ui.shell.day_text import day


@dataclass(frozen=True, slots=True)
class AgencyLine:
    """What one agency delivered."""

    id: str
    name: str
    contributions: int
    sources: int
    findings: int
    last: str


@dataclass(frozen=True, slots=True)
class DueLine:
    """A finding that must be looked at again."""

    finding_id: str
    subject_id: str
    text: str
    due: str


@dataclass(frozen=True, slots=True)
class Overview:
    """`facts` are pairs of a name and a text, `counts` pairs of a number and what it counts."""

    facts: tuple[tuple[str, str], ...]
    counts: tuple[tuple[int, str], ...]
    agencies: tuple[AgencyLine, ...]
    due: tuple[DueLine, ...]


def overview(data: CaseData) -> Overview:
    """Return the overview."""
    h = data.header
    facts = (
        (_("Question"), h.question),
        (_("Purpose"), h.purpose),
        (_("Legal basis"), h.legal_basis),
        (_("Regime"), regime_word(h.regime)),
        (_("Controller"), h.controller),
        (_("Status"), status_text(h.status)),
        (_("Opened"), day(h.opened)),
        (_("Review of the case"), day(h.review_due)),
    )
    return Overview(tuple((k, v) for k, v in facts if v), _counts(data), _agencies(data), _due(data))


def _counts(data: CaseData) -> tuple[tuple[int, str], ...]:
    standing = {f.subject_id for f in data.current}
    nodes = sum(s.kind is SubjectKind.NODE for s in data.records.subjects if s.id in standing)
    links = sum(s.kind is SubjectKind.LINK for s in data.records.subjects if s.id in standing)
    facts = sum(f.standing is Standing.FACT for f in data.current)
    exonerating = sum(f.exonerating for f in data.current)
    measures = sum(m.state in OPEN_STATES for m in data.records.measures)
    opinions = len(data.current) - facts
    return (
        (nodes, ngettext("node", "nodes", nodes)),
        (links, ngettext("link", "links", links)),
        (facts, ngettext("fact", "facts", facts)),
        (opinions, ngettext("assessment", "assessments", opinions)),
        (exonerating, _("exonerating")),
        (measures, ngettext("open measure", "open measures", measures)),
    )


def _agencies(data: CaseData) -> tuple[AgencyLine, ...]:
    contributions = Counter(c.agency_id for c in data.records.contributions)
    of_source = {s.id: data.contributions[s.contribution_id].agency_id for s in data.records.sources}
    sources = Counter(of_source.values())
    findings = Counter(of_source[f.source_id] for f in data.current)
    last = {c.agency_id: c.received for c in sorted(data.records.contributions, key=lambda c: c.received)}
    lines = [
        AgencyLine(a, data.agency_name(a), contributions[a], sources[a], findings[a], day(last[a]))
        for a in contributions
    ]
    return tuple(sorted(lines, key=lambda line: (-line.findings, line.name)))


def _due(data: CaseData) -> tuple[DueLine, ...]:
    now = today().isoformat()
    lines = [
        DueLine(
            f.id,
            f.subject_id,
            f"{data.caption(f.subject_id)} – {data.property_label(f)}: {data.value(f)}",
            day(f.review_due),
        )
        for f in sorted(data.current, key=lambda f: (f.review_due, f.id))
        if f.review_due and f.review_due <= now
    ]
    return tuple(lines)
