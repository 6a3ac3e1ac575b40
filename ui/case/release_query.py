"""What one recipient may have and what stays, finding by finding, with the reason. Free of Qt."""

from collections import Counter
from dataclasses import dataclass

from app.base.i18n import _
from app.base.records import Agency, Finding
from app.casework import consents
from app.handover.releasing import texts_of_case
from app.ontology.caption import captions
from app.policy import release_grounds
from app.policy.handing_on_check import FreeText, TextCheck, TextState, text_word
from app.policy.handing_on_words import remedy, why
from app.policy.release import OFFICE_CLASS, Decision, Reason, ReleaseRequest
from app.policy.release_words import decision_words, who_can_lift
from app.policy.transmission_advice import Transmission
from app.store.store import Store
from ui.case.case_data import CaseData
from ui.case.words import reason_text


@dataclass(frozen=True, slots=True)
class GoesRow:
    """A finding that goes: as the recipient will see it, and on which ground."""

    id: str
    subject_id: str
    subject: str
    statement: str
    agency: str
    ground: str


@dataclass(frozen=True, slots=True)
class StaysRow:
    """A finding that stays, why, and who could lift that; `consent` if its originator's word would.

    With a `text` it is no finding but a text of the office that stays, or that stops the hand-over.
    """

    id: str
    subject_id: str
    subject: str
    statement: str
    agency: str
    reason: str
    lift: str
    consent: bool
    text: FreeText | None = None


@dataclass(frozen=True, slots=True)
class ProvisionBlock:
    """A provision that may carry a release, with its conditions in words; `waiting` findings need it."""

    id: str
    citation: str
    paraphrase: str
    conditions: tuple[str, ...]
    waiting: int
    carries: int
    kind: str


@dataclass(frozen=True, slots=True)
class ReleasePreview:
    """The answer to one request."""

    request: ReleaseRequest
    goes: tuple[GoesRow, ...]
    stays: tuple[StaysRow, ...]
    reasons: tuple[tuple[str, int], ...]
    provisions: tuple[ProvisionBlock, ...]
    nodes: int
    links: int
    stopped: int = 0

    @property
    def kept_findings(self) -> int:
        """How many findings stay."""
        return sum(row.text is None for row in self.stays)


def recipients(data: CaseData) -> tuple[tuple[str, str], ...]:
    """Return the agencies a case can be released to: none yet, then all but the office itself, by name."""
    found = [(a.id, data.agency_name(a.id)) for a in data.agencies.values() if a.class_code != OFFICE_CLASS]
    return (("", _("choose a recipient")), *sorted(found, key=lambda pair: pair[1]))


def preview(store: Store, data: CaseData, request: ReleaseRequest) -> ReleasePreview:
    """Decide without handing anything over."""
    release, texts = texts_of_case(store, data.header.id, request)
    view = release.view
    seen = captions(view.subjects, view.findings)
    own = data.agency_name(request.recipient.id)
    goes = tuple(_goes(data, f, seen, view.provisions.get(f.id, ""), own) for f in view.findings)
    kept = [d for d in release.decisions if d.reason is not None and d.reason is not Reason.SUPERSEDED]
    said = {
        c.finding_id: consents.said(c)
        for c in consents.of_case(store, data.header.id)
        if c.recipient_id == request.recipient.id
    }
    stays = tuple(_stays(data, d, said.get(d.finding_id, "")) for d in kept)
    reasons = sorted(release.withheld().items(), key=lambda item: -item[1])
    nodes = sum(s.start is None for s in view.subjects)
    return ReleasePreview(
        request,
        tuple(sorted(goes, key=lambda r: (r.subject, r.statement))),
        (*map(_text, texts), *sorted(stays, key=lambda r: (r.reason, r.subject, r.statement))),
        tuple((reason_text(Reason(reason)), count) for reason, count in reasons),
        _blocks(data, request, release.decisions),
        nodes,
        len(view.subjects) - nodes,
        sum(t.state is TextState.NAMES for t in texts),
    )


def transmission(data: CaseData, request: ReleaseRequest) -> Transmission:
    """Return what the assistant is asked about a release: by the agency that delivered most."""
    delivered = Counter(data.sources[f.source_id].contribution_id for f in data.current)
    agency_of = {c.id: c.agency_id for c in data.records.contributions}
    others = {a.id for a in _senders(data)} - {request.recipient.id}
    counts = Counter({a: n for c, n in delivered.items() if (a := agency_of[c]) in others})
    sender = data.agencies[counts.most_common(1)[0][0]] if counts else request.recipient
    return Transmission(
        sender.class_code,
        request.recipient.class_code,
        sender.name_de,
        request.recipient.name_de,
        request.on_request,
    )


def _statement(data: CaseData, finding: Finding) -> str:
    if finding.property == "exists":
        return data.type_label(finding.subject_id)
    return f"{data.property_label(finding)}: {data.value(finding)}"


def _goes(data: CaseData, finding: Finding, seen: dict[str, str], provision: str, own: str) -> GoesRow:
    agency = data.agency_of(finding)
    given = _("own contribution") if agency == own else ""
    return GoesRow(
        finding.id,
        finding.subject_id,
        seen[finding.subject_id],
        _statement(data, finding),
        agency,
        release_grounds.named(provision).citation if provision else given,
    )


def _stays(data: CaseData, decision: Decision, said: str) -> StaysRow:
    finding = data.findings[decision.finding_id]
    return StaysRow(
        finding.id,
        finding.subject_id,
        data.caption(finding.subject_id),
        _statement(data, finding),
        data.agency_of(finding),
        decision_words(decision),
        f"{who_can_lift(decision)}; {said}" if said else who_can_lift(decision),
        decision.reason is Reason.CONSENT,
    )


def _text(check: TextCheck) -> StaysRow:
    said, text = " ".join(check.text.text.split()), check.text
    office = _("the office")
    name = f"{text.field}:{text.row_id}:{said}"
    return StaysRow(name, "", text_word(text.field), said, office, why(check), remedy(check), False, text)


def _senders(data: CaseData) -> tuple[Agency, ...]:
    used = {c.agency_id for c in data.records.contributions}
    return tuple(a for a in data.records.agencies if a.id in used and a.class_code != OFFICE_CLASS)


def _blocks(
    data: CaseData, request: ReleaseRequest, decisions: tuple[Decision, ...]
) -> tuple[ProvisionBlock, ...]:
    waiting = Counter(d.provision for d in decisions if d.reason is Reason.CONDITIONS)
    carries = Counter(d.provision for d in decisions if d.released and d.provision)
    known = release_grounds.asked(
        data.records, request.recipient, request.as_of, on_request=request.on_request
    )
    blocks = [
        ProvisionBlock(
            p.id, p.citation, p.paraphrase, p.condition_texts, waiting[p.id], carries[p.id], p.kind
        )
        for p in known
    ]
    return tuple(sorted(blocks, key=lambda b: (-max(b.waiting, b.carries), b.citation)))
