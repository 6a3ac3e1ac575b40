"""Release: which finding one recipient may have, for one purpose and one occasion, and why not.

A pure function of the case's records and the request. A finding is released only if nothing speaks
against it; the first reason found is named. Findings of the office itself (assessments, summaries) have
no provision of their own: they go where everything they rest on may go, and nowhere else.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from app.base.records import Agency, CaseRecords, Contribution, Finding, SubjectKind
from app.ontology.catalogue import ontology
from app.policy import provisions
from app.policy.closed_world import closed_world
from app.policy.labels import is_whole
from app.policy.views import ReleasedView, WorkingView, seal_view

OFFICE_CLASS = "OFFICE"
POLICE = frozenset({"A01", "A02"})
ACCEPTED_CLASSIFICATIONS = frozenset({"OPEN", "VS-NfD"})
CONTACT_ROLE = "contact_companion"
INFORMANT_ROLE = "informant"


class Reason(StrEnum):
    """Why a finding stays."""

    SUPERSEDED = "superseded"
    RESTRICTED = "restricted"
    CLASSIFICATION = "classification"
    UNLABELLED = "unlabelled"
    REVIEW_OVERDUE = "review_overdue"
    SPECIAL_CATEGORY = "special_category"
    CONTACT_PERSON = "contact_person"
    HANDLING = "handling"
    CONSENT = "consent_missing"
    NO_PROVISION = "no_provision"
    CONDITIONS = "conditions_not_confirmed"
    BASIS_WITHHELD = "basis_withheld"
    END_WITHHELD = "link_end_withheld"


@dataclass(frozen=True, slots=True)
class ReleaseRequest:
    """Who shall get it, what for and at which occasion.

    `confirmed` holds (provision id, number of the condition from 1) as ticked by a person; `consents`
    the findings whose originator has agreed; `documents` the documents chosen to go along; `disclosed`
    the findings this recipient has had before, so that a correction can name what it corrects.
    """

    recipient: Agency
    purpose: str
    occasion: str
    as_of: str
    on_request: bool = False
    confirmed: frozenset[tuple[str, int]] = frozenset()
    consents: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    disclosed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided for one finding; `provision` is the ground, or the one that was looked at."""

    finding_id: str
    reason: Reason | None
    provision: str = ""

    @property
    def released(self) -> bool:
        """Whether the finding goes."""
        return self.reason is None


@dataclass(frozen=True, slots=True)
class Release:
    """The decisions for every finding of the case, and the view they make."""

    view: ReleasedView
    decisions: tuple[Decision, ...]

    def withheld(self) -> dict[str, int]:
        """Return how many findings stay, by reason; corrected ones are not counted."""
        counts: dict[str, int] = {}
        for decision in self.decisions:
            if decision.reason is not None and decision.reason is not Reason.SUPERSEDED:
                counts[decision.reason] = counts.get(decision.reason, 0) + 1
        return counts


class _Case:
    """The case's records, by id, as the checks need them."""

    def __init__(self, records: CaseRecords) -> None:
        self.records = records
        self.agencies = {a.id: a for a in records.agencies}
        self.subjects = {s.id: s for s in records.subjects}
        contributions = {c.id: c for c in records.contributions}
        self.contribution_of = {s.id: contributions[s.contribution_id] for s in records.sources}
        self.superseded = {f.supersedes for f in records.findings if f.supersedes}
        self.contact_persons = self._in_role(CONTACT_ROLE)
        self.informants = self._in_role(INFORMANT_ROLE)

    def _in_role(self, role: str) -> set[str]:
        return {
            f.subject_id
            for f in self.records.findings
            if f.property == "role" and f.value == role and f.id not in self.superseded
        }

    def sender(self, finding: Finding) -> Agency:
        return self.agencies[self.contribution_of[finding.source_id].agency_id]

    def touches(self, finding: Finding, people: set[str]) -> bool:
        """Whether a finding is about one of these people, or about a link of theirs."""
        subject = self.subjects[finding.subject_id]
        return bool({subject.id, subject.start, subject.end} & people)

    def is_special(self, finding: Finding) -> bool:
        return ontology().property(self.subjects[finding.subject_id].type, finding.property).special


def working_view(records: CaseRecords, as_of: str) -> WorkingView:
    """Return the analyst's own view: every current finding of the case, stamped as internal."""
    superseded = {f.supersedes for f in records.findings if f.supersedes}
    current = tuple(f for f in records.findings if f.id not in superseded)
    return WorkingView(
        header=records.header,
        as_of=as_of,
        agencies=records.agencies,
        contributions=records.contributions,
        sources=records.sources,
        subjects=records.subjects,
        findings=tuple(
            replace(f, supersedes=None, basis=tuple(b for b in f.basis if b not in superseded))
            for f in current
        ),
        judgements=records.judgements,
        documents=records.documents,
        conferences=records.conferences,
        measures=records.measures,
        provisions={},
    )


def evaluate(records: CaseRecords, request: ReleaseRequest) -> Release:
    """Decide for every finding of the case and return the decisions with the released view."""
    case = _Case(records)
    decisions = {f.id: _decide(case, f, request) for f in records.findings}
    _settle(case, decisions)
    released = {d.finding_id: d.provision for d in decisions.values() if d.released}
    world = closed_world(records, request.recipient, request.as_of, released, request)
    view = seal_view(world, request.recipient, request.purpose, request.occasion)
    return Release(view, tuple(decisions[f.id] for f in records.findings))


def _decide(case: _Case, finding: Finding, request: ReleaseRequest) -> Decision:
    contribution = case.contribution_of[finding.source_id]
    reason = _standing_obstacle(case, finding, contribution, request)
    if reason is not None:
        return Decision(finding.id, reason)
    sender = case.sender(finding)
    if sender.id == request.recipient.id:
        return Decision(finding.id, None)
    if sender.class_code == OFFICE_CLASS:
        return Decision(finding.id, None if finding.basis else Reason.NO_PROVISION)
    reason = _originator_obstacle(case, finding, sender, request)
    return Decision(finding.id, reason) if reason is not None else _ground(finding, sender, request)


def _standing_obstacle(
    case: _Case, finding: Finding, contribution: Contribution, request: ReleaseRequest
) -> Reason | None:
    """What holds for every recipient, even for the agency that delivered it."""
    checks: Iterable[tuple[bool, Reason]] = (
        (finding.id in case.superseded, Reason.SUPERSEDED),
        (finding.restricted, Reason.RESTRICTED),
        (contribution.classification not in ACCEPTED_CLASSIFICATIONS, Reason.CLASSIFICATION),
        (not is_whole(contribution.label), Reason.UNLABELLED),
        (not finding.review_due or finding.review_due < request.as_of, Reason.REVIEW_OVERDUE),
        (case.is_special(finding), Reason.SPECIAL_CATEGORY),
    )
    return next((reason for holds, reason in checks if holds), None)


def _originator_obstacle(
    case: _Case, finding: Finding, sender: Agency, request: ReleaseRequest
) -> Reason | None:
    """What the delivering agency or its law says against this recipient."""
    recipient = request.recipient.class_code
    # PolG NRW section 26(1) sentence 2: contact and companion persons go to police only.
    if sender.class_code == "A01" and recipient not in POLICE and case.touches(finding, case.contact_persons):
        return Reason.CONTACT_PERSON
    if finding.id in request.consents:
        return None
    # Who gave a tip is named to nobody without the word of the agency that was told in confidence.
    if case.touches(finding, case.informants):
        return Reason.CONSENT
    if finding.handling == "H1" and recipient == "X01":
        return Reason.HANDLING
    return Reason.CONSENT if finding.handling in ("H2", "H3") else None


def _ground(finding: Finding, sender: Agency, request: ReleaseRequest) -> Decision:
    candidates = provisions.grounds(
        sender.class_code, request.recipient.class_code, on_request=request.on_request
    )
    for provision in candidates:
        wanted = {(provision.id, no) for no in range(1, len(provision.conditions) + 1)}
        if wanted <= request.confirmed:
            return Decision(finding.id, None, provision.id)
    if candidates:
        return Decision(finding.id, Reason.CONDITIONS, candidates[0].id)
    return Decision(finding.id, Reason.NO_PROVISION)


def _settle(case: _Case, decisions: dict[str, Decision]) -> None:
    """Withdraw what cannot stand without what is withheld, until nothing changes any more."""
    findings = case.records.findings
    while True:
        standing = {f.subject_id for f in findings if decisions[f.id].released}
        changed = False
        for finding in findings:
            if not decisions[finding.id].released:
                continue
            reason = _support_missing(case, finding, decisions, standing)
            if reason is not None:
                decisions[finding.id] = Decision(finding.id, reason, decisions[finding.id].provision)
                changed = True
        if not changed:
            return


def _support_missing(
    case: _Case, finding: Finding, decisions: dict[str, Decision], standing: set[str]
) -> Reason | None:
    if any(b not in decisions or not decisions[b].released for b in finding.basis):
        return Reason.BASIS_WITHHELD
    subject = case.subjects[finding.subject_id]
    if subject.kind is SubjectKind.LINK and not {subject.start, subject.end} <= standing:
        return Reason.END_WITHHELD
    return None
