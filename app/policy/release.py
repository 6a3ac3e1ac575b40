"""Release: which finding one recipient may have, for one purpose and one occasion, and why not.

A pure function of the case's records and the request. A finding is released only if nothing speaks
against it; the first reason found is named. Findings of the office itself (assessments, summaries) have
no provision of their own: they go where everything they rest on may go, and nowhere else.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from app.base.record_maker import maker
from app.base.records import (
    Agency,
    CaseHeader,
    CaseRecords,
    Contribution,
    Finding,
    SubjectKind,
)
from app.ontology.catalogue import ontology
from app.policy import provisions, purpose_change
from app.policy.closed_world import closed_world
from app.policy.consents_in_force import consents_in_force
from app.policy.frozen_records import documents_behind, without_frozen
from app.policy.handing_on import in_words_for, outward
from app.policy.handling_codes import POLICE, Handling, handling_of
from app.policy.labels import is_whole
from app.policy.method_release import in_force, methods_within
from app.policy.own_provisions import standing
from app.policy.provisions import OFFICE_CLASS as OFFICE_CLASS
from app.policy.release_grounds import find_ground
from app.policy.transmission_limits import data_of, protected_properties
from app.policy.views import DELETION_OPEN, ReleasedView, WorkingView, seal_view

ACCEPTED_CLASSIFICATIONS = frozenset({"OPEN", "VS-NfD"})
CONTACT_ROLE = "contact_companion"
INFORMANT_ROLE = "informant"
# SGB X section 67d(3): of those whom a social body's data are not about, only what cannot be separated.
THIRD_PARTY_ROLES = frozenset({"victim", "witness", CONTACT_ROLE})


class Reason(StrEnum):
    """Why a finding stays."""

    SUPERSEDED = "superseded"
    DELETION_OPEN = DELETION_OPEN
    RESTRICTED = "restricted"
    CLASSIFICATION = "classification"
    UNLABELLED = "unlabelled"
    REVIEW_OVERDUE = "review_overdue"
    SPECIAL_CATEGORY = "special_category"
    CONTACT_PERSON = "contact_person"
    HANDLING = "handling"
    CONSENT = "consent_missing"
    NO_PROVISION = "no_provision"
    LIMIT = "limit"
    CONDITIONS = "conditions_not_confirmed"
    BASIS_WITHHELD = "basis_withheld"
    END_WITHHELD = "link_end_withheld"


_PROTECTED = protected_properties()
_OF_HANDLING: dict[Handling, Reason | None] = {
    Handling.FREE: None,
    Handling.CONSENT: Reason.CONSENT,
    Handling.HANDLING: Reason.HANDLING,
}


@dataclass(frozen=True, slots=True)
class ReleaseRequest:
    """Who shall get it, what for and at which occasion.

    `confirmed` holds (provision id, number of the condition from 1) as ticked by a person; `consents`
    the findings whose originator has agreed; `documents` the documents chosen to go along; `disclosed`
    the findings this recipient has had before, so that a correction can name what it corrects.
    `purpose_of_frame`: the purpose was not stated for this recipient but stands in the frame of a conference
    or of the case; the recipient is told it in words for handing on.
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
    purpose_of_frame: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided for one finding; `provision` is the ground, or what was looked at.

    That is the id of a provision or the key of a limit (`app.policy.release_grounds.named`).
    """

    finding_id: str
    reason: Reason | None
    provision: str = ""

    @property
    def released(self) -> bool:
        """Whether the finding goes."""
        return self.reason is None


_decision = maker(Decision)


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

    def __init__(self, records: CaseRecords, request: ReleaseRequest) -> None:
        self.records = records
        self.agencies = {a.id: a for a in records.agencies}
        self.subjects = {s.id: s for s in records.subjects}
        contributions = {c.id: c for c in records.contributions}
        self.contribution_of = {s.id: contributions[s.contribution_id] for s in records.sources}
        self.superseded = {f.supersedes for f in records.findings if f.supersedes}
        roles = [f for f in records.findings if f.property == "role" and f.id not in self.superseded]
        self.of_contact_persons = self._about(roles, frozenset({CONTACT_ROLE}))
        self.of_informants = self._about(roles, frozenset({INFORMANT_ROLE}))
        self.of_third_parties = self._about(roles, THIRD_PARTY_ROLES)
        self.marks = {m.record_id: frozenset(m.data) for m in records.marks}
        self.matrix = standing(records.own, request.as_of)
        self.rejected = self.matrix.rejected(records.rejected)
        self.grounds: dict[tuple[str, frozenset[str]], Decision] = {}
        self.special = {
            (t.id, p.id)
            for types in (ontology().nodes, ontology().links)
            for t in types.values()
            for p in t.properties
            if p.special
        }
        self.special_properties = {name for _type, name in self.special}

    def _about(self, said: Iterable[Finding], roles: frozenset[str]) -> set[str]:
        """Return the people who are said to be in one of these roles, and every link of theirs."""
        people = {f.subject_id for f in said if f.value in roles}
        if not people:
            return people
        return people | {s.id for s in self.records.subjects if {s.start, s.end} & people}


@dataclass(frozen=True, slots=True)
class _Gate:
    """What is the same for every finding of one contribution, looked up once."""

    closed: Reason | None
    sender: Agency
    data: frozenset[str]
    ground: Decision
    purpose_open: bool
    third_parties_open: bool


def _gate(case: _Case, contribution: Contribution, request: ReleaseRequest) -> _Gate:
    sender = case.agencies[contribution.agency_id]
    closed = None
    if contribution.classification not in ACCEPTED_CLASSIFICATIONS:
        closed = Reason.CLASSIFICATION
    elif not is_whole(contribution.label):
        closed = Reason.UNLABELLED
    changes = purpose_change.is_change(contribution, sender.class_code, request.purpose)
    data = frozenset({data_of(sender.class_code)}) | case.marks.get(contribution.id, frozenset())
    return _Gate(
        closed,
        sender,
        data,
        _ground(case, sender, request, data),
        changes and not purpose_change.is_answered(request.confirmed),
        provisions.is_social(sender.class_code) and (provisions.THIRD_PARTIES, 1) not in request.confirmed,
    )


def working_view(records: CaseRecords, as_of: str) -> WorkingView:
    """Return the analyst's own view: every current finding of the case, stamped as internal.

    What is frozen is left out and counted (`WorkingView.withheld`).
    """
    records, held_back = without_frozen(records)
    superseded = {f.supersedes for f in records.findings if f.supersedes}
    current = tuple(f for f in records.findings if f.id not in superseded)
    corrections = {f.supersedes: f.id for f in records.findings if f.supersedes}
    newest = {f.id: in_force(corrections, f.id) for f in records.findings} if records.methods else {}
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
        methods=methods_within(records.methods, newest),
        held_back=held_back,
    )


def evaluate(records: CaseRecords, request: ReleaseRequest) -> Release:
    """Decide for every finding of the case and return the decisions with the released view."""
    case = _Case(records, request)
    request = replace(
        request,
        documents=request.documents - documents_behind(records),
        consents=consents_in_force(records, request.recipient.id, request.consents, request.as_of),
    )
    gates = {c.id: _gate(case, c, request) for c in records.contributions}
    gate_of = {s.id: gates[s.contribution_id] for s in records.sources}
    decisions = {f.id: _decide(case, f, gate_of[f.source_id], request) for f in records.findings}
    _settle(case, decisions)
    released = {d.finding_id: d.provision for d in decisions.values() if d.reason is None}
    world = closed_world(records, request.recipient, request.as_of, released, request)
    words = outward(records.wordings, request.recipient.id)
    purpose = words.purpose(request.purpose) if request.purpose_of_frame else request.purpose
    told = in_words_for(world, words, purpose)
    view = seal_view(told, request.recipient, purpose, request.occasion)
    return Release(view, tuple(decisions.values()))


def nothing_released(
    header: CaseHeader, recipient: Agency, purpose: str, occasion: str, as_of: str
) -> ReleasedView:
    """Return the view of a hand-over that tells no finding: what carries a recall and nothing else."""
    empty: CaseRecords = CaseRecords(header, agencies=(recipient,))
    request = ReleaseRequest(recipient, purpose, occasion, as_of)
    world = closed_world(empty, recipient, as_of, {}, request)
    return seal_view(in_words_for(world, outward((), recipient.id), purpose), recipient, purpose, occasion)


def _decide(case: _Case, finding: Finding, gate: _Gate, request: ReleaseRequest) -> Decision:
    reason = _standing_obstacle(case, finding, gate, request)
    if reason is not None:
        return _decision(finding.id, reason, "")
    if gate.sender.id == request.recipient.id:
        return _decision(finding.id, None, "")
    if gate.sender.class_code == OFFICE_CLASS:
        return _decision(finding.id, None if finding.basis else Reason.NO_PROVISION, "")
    reason = _originator_obstacle(case, finding, gate.sender, request)
    if reason is not None:
        return _decision(finding.id, reason, "")
    ground = _ground_of(case, finding, gate, request)
    if ground.reason is not None:
        return _decision(finding.id, ground.reason, ground.provision)
    if gate.purpose_open:
        return _decision(finding.id, Reason.CONDITIONS, provisions.PURPOSE_CHANGE)
    if gate.third_parties_open and finding.subject_id in case.of_third_parties:
        return _decision(finding.id, Reason.CONDITIONS, provisions.THIRD_PARTIES)
    return _decision(finding.id, None, ground.provision)


def _ground_of(case: _Case, finding: Finding, gate: _Gate, request: ReleaseRequest) -> Decision:
    """Return the ground for one finding: that of its contribution, unless it is other protected data."""
    more, marked = _PROTECTED.get(finding.property), case.marks.get(finding.id)
    if more is None and marked is None:
        return gate.ground
    data = gate.data.union(more or (), marked or ())
    return gate.ground if data == gate.data else _ground(case, gate.sender, request, data)


def _standing_obstacle(case: _Case, finding: Finding, gate: _Gate, request: ReleaseRequest) -> Reason | None:
    """What holds for every recipient, even for the agency that delivered it; the first that holds."""
    if finding.id in case.superseded:
        return Reason.SUPERSEDED
    if finding.subject_id in case.records.frozen:
        return Reason.DELETION_OPEN
    if finding.restricted:
        return Reason.RESTRICTED
    if gate.closed is not None:
        return gate.closed
    if not finding.review_due or finding.review_due < request.as_of:
        return Reason.REVIEW_OVERDUE
    if finding.property not in case.special_properties:
        return None
    special = (case.subjects[finding.subject_id].type, finding.property) in case.special
    return Reason.SPECIAL_CATEGORY if special else None


def _originator_obstacle(
    case: _Case, finding: Finding, sender: Agency, request: ReleaseRequest
) -> Reason | None:
    """What the delivering agency or its law says against this recipient."""
    recipient = request.recipient.class_code
    # PolG NRW section 26(1) sentence 2: contact and companion persons go to police only.
    if (
        sender.class_code == "A01"
        and recipient not in POLICE
        and finding.subject_id in case.of_contact_persons
    ):
        return Reason.CONTACT_PERSON
    if finding.id in request.consents:
        return None
    # Who gave a tip is named to nobody without the word of the agency that was told in confidence.
    if finding.subject_id in case.of_informants:
        return Reason.CONSENT
    return _OF_HANDLING[handling_of(finding.handling, recipient)]


def _ground(case: _Case, sender: Agency, request: ReleaseRequest, data: frozenset[str]) -> Decision:
    """Return the ground for such data of this sender, or what is lacking, for no finding in particular."""
    known = case.grounds.get((sender.class_code, data))
    if known is None:
        known = case.grounds[sender.class_code, data] = _looked_up(case, sender, request, data)
    return known


def _looked_up(case: _Case, sender: Agency, request: ReleaseRequest, data: frozenset[str]) -> Decision:
    found = find_ground(
        sender.class_code,
        request.recipient.class_code,
        data,
        case.matrix,
        case.rejected,
        request.confirmed,
        on_request=request.on_request,
    )
    if found.provision:
        return Decision("", None, found.provision)
    if found.lacking:
        return Decision("", Reason.CONDITIONS, found.lacking)
    return Decision("", Reason.LIMIT if found.blocked else Reason.NO_PROVISION, found.blocked)


def _settle(case: _Case, decisions: dict[str, Decision]) -> None:
    """Withdraw what cannot stand without what is withheld, until nothing changes any more.

    Only what rests on other findings or is said of a link has to be looked at for that.
    """
    links = {s.id for s in case.records.subjects if s.kind is SubjectKind.LINK}
    if not any(f.basis or f.subject_id in links for f in case.records.findings):
        return
    going = [f for f in case.records.findings if decisions[f.id].reason is None]
    released = {f.id for f in going}
    leaning = [f for f in going if f.basis or f.subject_id in links]
    upright = {f.subject_id for f in going if not f.basis and f.subject_id not in links}
    while True:
        standing = upright.union(f.subject_id for f in leaning)
        fallen = {
            f.id: r for f in leaning if (r := _support_missing(case, f, released, standing)) is not None
        }
        if not fallen:
            return
        for finding_id, reason in fallen.items():
            decisions[finding_id] = Decision(finding_id, reason, decisions[finding_id].provision)
        released.difference_update(fallen)
        leaning = [f for f in leaning if f.id not in fallen]


def _support_missing(case: _Case, finding: Finding, released: set[str], standing: set[str]) -> Reason | None:
    if finding.basis and not released.issuperset(finding.basis):
        return Reason.BASIS_WITHHELD
    subject = case.subjects[finding.subject_id]
    if subject.kind is SubjectKind.LINK and not {subject.start, subject.end} <= standing:
        return Reason.END_WITHHELD
    return None
