"""The overview of a case: what it is for, what is in it, who delivered what, what is due. Free of Qt."""

from collections import Counter
from dataclasses import dataclass

from app.base.clock import today
from app.base.i18n import _, ngettext
from app.base.latin_script import list_order
from app.base.records import Finding, Standing, SubjectKind
from app.base.words import regime_word
from app.casework import case_frame, case_lists, case_parties, case_steps, gaps
from app.casework.case_parties import Party
from app.casework.case_steps import CaseStatus, Missing, Step
from app.casework.cases import OPEN_STATES
from app.policy.provisions import catalogue
from app.store.store import Store
from ui.case.case_data import CaseData
from ui.shell.day_text import day, moment

_SHOWN_DUE = 10


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
class PartyLine:
    """An agency that takes part; `warn` says what is wrong with its provision, "" for nothing."""

    id: str
    name: str
    detail: str
    warn: str


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step of the case: where it went, and when, by whom and why."""

    status: str
    detail: str


@dataclass(frozen=True, slots=True)
class CaseWork:
    """What is recorded about the case itself: its agencies, its steps, and what each next step lacks."""

    parties: tuple[Party, ...] = ()
    steps: tuple[Step, ...] = ()
    missing: tuple[tuple[CaseStatus, tuple[Missing, ...]], ...] = ()
    open_gaps: int = 0


@dataclass(frozen=True, slots=True)
class Overview:
    """`facts` are pairs of a name and a text, `counts` pairs of a number and what it counts.

    `due` are the findings that have waited longest; `more_due` tells how many it leaves out.
    """

    facts: tuple[tuple[str, str], ...]
    counts: tuple[tuple[int, str], ...]
    agencies: tuple[AgencyLine, ...]
    due: tuple[DueLine, ...]
    more_due: int = 0
    parties: tuple[PartyLine, ...] = ()
    steps: tuple[StepLine, ...] = ()


def load_work(store: Store, case_id: str, start: CaseStatus) -> CaseWork:
    """Read what is recorded about the case itself, and what it lacks for where it can go from `start`."""
    return CaseWork(
        case_parties.of_case(store, case_id),
        case_steps.steps(store, case_id),
        tuple((s, case_steps.missing(store, case_id, s)) for s in case_steps.next_states(start)),
        gaps.open_count(store, case_id),
    )


def overview(data: CaseData, work: CaseWork | None = None) -> Overview:
    """Return the overview."""
    h = data.header
    recorded = work or CaseWork()
    outcome = case_steps.outcome_of(recorded.steps)
    facts = (
        (_("Question"), h.question),
        (_("Purpose"), h.purpose),
        (_("Legal basis"), h.legal_basis),
        (_("Regime"), regime_word(h.regime)),
        (_("Controller"), h.controller),
        (_("Topic"), case_lists.word(case_lists.TOPICS, h.topic)),
        (_("Pillar"), case_lists.word(case_lists.PILLARS, h.pillar)),
        (_("Status"), case_steps.status_word(h.status)),
        (_("Outcome"), case_lists.word(case_lists.OUTCOMES, outcome)),
        (_("Opened"), day(h.opened)),
        (_("Review of the case"), day(h.review_due)),
    )
    due = _due(data)
    lacking = {case_frame.field_word(field) for field in case_frame.empty_fields(h)}
    return Overview(
        tuple((k, v or _("not stated")) for k, v in facts if v or k in lacking),
        (*_counts(data), *_open_gaps(recorded.open_gaps)),
        _agencies(data),
        tuple(_due_line(data, f) for f in due[:_SHOWN_DUE]),
        max(len(due) - _SHOWN_DUE, 0),
        tuple(_party(data, party) for party in recorded.parties),
        tuple(_step(step) for step in reversed(recorded.steps)),
    )


def _party(data: CaseData, party: Party) -> PartyLine:
    provision = catalogue().get(party.provision)
    parts = (
        case_lists.word(case_lists.ROLES, party.role),
        provision.citation if provision else party.provision or _("no provision named"),
        party.note,
    )
    warn = "" if provision is None or provision.verified else _("not verified")
    return PartyLine(party.id, data.agency_name(party.agency_id), " · ".join(filter(None, parts)), warn)


def _step(step: Step) -> StepLine:
    outcome = case_lists.word(case_lists.OUTCOMES, step.outcome)
    parts = (moment(step.at), step.actor, step.reason, outcome)
    return StepLine(case_steps.status_word(step.status), " · ".join(filter(None, parts)))


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


def _open_gaps(count: int) -> tuple[tuple[int, str], ...]:
    return ((count, ngettext("open question", "open questions", count)),) if count else ()


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
    return tuple(sorted(lines, key=lambda line: (-line.findings, list_order(line.name))))


def _due(data: CaseData) -> list[Finding]:
    """Return the findings in force whose review day has come, the one that has waited longest first."""
    now = today().isoformat()
    return sorted((f for f in data.current if "" < f.review_due <= now), key=lambda f: (f.review_due, f.id))


def _due_line(data: CaseData, finding: Finding) -> DueLine:
    said = f"{data.property_label(finding)}: {data.value(finding)}"
    text = f"{data.caption(finding.subject_id)} – {said}"
    return DueLine(finding.id, finding.subject_id, text, day(finding.review_due))
