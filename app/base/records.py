"""The frozen records that rooms hand to each other: what the store knows, free of the store.

Moments are text in UTC (`2021-04-05T13:30:00Z`), days are ISO text (`2021-04-05`), partial dates are
EDTF text (`2021`, `2021-04`, `2021-04-05T13:30`, `2021-04~`), empty text means "not stated".
Sequences are tuples, identifiers are 32 hex digits unless said otherwise.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from app.base.method_records import Method
from app.base.provision_records import DataMark, OwnProvision
from app.base.wording_records import Wording


class SubjectKind(StrEnum):
    """A subject is a node of the world or a link between two nodes."""

    NODE = "node"
    LINK = "link"


class Standing(StrEnum):
    """What a finding claims to be (BDSG section 73: facts and personal assessments kept apart)."""

    FACT = "fact"
    ASSESSMENT = "assessment"
    HYPOTHESIS = "hypothesis"


class Verdict(StrEnum):
    """A judgement whether two nodes are one and the same."""

    SAME = "same"
    DIFFERENT = "different"
    UNDECIDED = "undecided"


class MeasureState(StrEnum):
    """Where a measure stands; "impossible" and "not done" are kept apart on purpose."""

    PROPOSED = "proposed"
    OPEN = "open"
    RUNNING = "running"
    BLOCKED = "blocked"
    DONE = "done"
    IMPOSSIBLE = "impossible"
    NOT_DONE = "not_done"


class ConferenceState(StrEnum):
    """Where a conference stands."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Agency:
    """A body that contributes or receives. `class_code` is its class in the provision matrix (A01 ...)."""

    id: str
    class_code: str
    name_de: str
    name_en: str


@dataclass(frozen=True, slots=True)
class Label:
    """The label that PolG NRW section 22b(1) asks for; without it nothing may be passed on."""

    means: str
    person_category: str
    interest: str
    collecting_body: str
    legal_basis: str


@dataclass(frozen=True, slots=True)
class CaseHeader:
    """A case file without its content. `reference` is the number people use (`360-2026-001`)."""

    id: str
    reference: str
    title: str
    question: str
    purpose: str
    legal_basis: str
    regime: str
    controller: str
    status: str
    topic: str
    pillar: str
    classification: str
    opened: str
    review_due: str


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one agency delivered at one time. `provision` is the id of the provision it rests on."""

    id: str
    case_id: str
    agency_id: str
    title: str
    received: str
    provision: str
    purpose: str
    regime: str
    classification: str
    label: Label | None


@dataclass(frozen=True, slots=True)
class Source:
    """How the contributing agency knows; `reliability` is A, B, C or X of the Europol 4x4 scheme."""

    id: str
    contribution_id: str
    kind: str
    reference: str
    reliability: str
    document_id: str | None


@dataclass(frozen=True, slots=True)
class Subject:
    """A node, or a link from node `start` to node `end`. It has nothing else: the rest is findings."""

    id: str
    kind: SubjectKind
    type: str
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One immutable statement about one subject.

    `value` is normalised by the value type of `property`; a link's existence is property `exists` with
    value "yes". `credibility` is 1 to 4 of Europol 4x4. `basis` names the findings an assessment rests
    on. `supersedes` names the finding this one corrects. `likelihood` (a word of the probability scale,
    see `app.base.words`) and `confidence` (low, moderate, high) are stated by assessments only.
    """

    id: str
    case_id: str
    subject_id: str
    source_id: str
    property: str
    value: str
    standing: Standing
    credibility: str
    recorded_by: str
    recorded_at: str
    review_due: str
    valid_from: str = ""
    valid_to: str = ""
    place_in_source: str = ""
    author_agency_id: str = ""
    handling: str = "H0"
    handling_note: str = ""
    exonerating: bool = False
    restricted: bool = False
    supersedes: str | None = None
    basis: tuple[str, ...] = ()
    likelihood: str = ""
    confidence: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """Somebody's reasoned view whether nodes `a` and `b` are the same."""

    id: str
    case_id: str
    a: str
    b: str
    verdict: Verdict
    reason: str
    author_agency_id: str
    author: str
    made_at: str


@dataclass(frozen=True, slots=True)
class Document:
    """A file kept in the store; `size` in bytes, `sha256` in hex."""

    id: str
    contribution_id: str
    name: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One point of a conference's agenda; `decision` is empty until one is taken."""

    no: int
    title: str
    question: str = ""
    recommendation: str = ""
    decision: str = ""


@dataclass(frozen=True, slots=True)
class Participant:
    """An agency's person at a conference; `attendance` is invited, present or excused."""

    agency_id: str
    person: str
    role: str
    attendance: str


@dataclass(frozen=True, slots=True)
class Conference:
    """A case conference; `no` counts within the case from 1."""

    id: str
    case_id: str
    no: int
    held_on: str
    place: str
    chair: str
    lead_agency_id: str
    state: ConferenceState
    agenda: tuple[AgendaItem, ...] = ()
    participants: tuple[Participant, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """Something one agency does under its own power; `cites` are the findings that caused it."""

    id: str
    case_id: str
    no: int
    title: str
    agency_id: str
    legal_power: str
    due: str
    state: MeasureState
    result: str = ""
    conference_id: str | None = None
    depends_on: str | None = None
    cites: tuple[str, ...] = ()


class ConsentState(StrEnum):
    """What an originator said to passing on one finding to one recipient."""

    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Consent:
    """The latest word on one finding and one recipient; `until` is the last day of it, "" without end."""

    finding_id: str
    recipient_id: str
    state: ConsentState
    on: str
    until: str = ""


@dataclass(frozen=True, slots=True)
class CaseRecords:
    """Everything the store knows of one case, at one moment. Only `policy` turns it into a view.

    `frozen` are persons, with their links, whose deletion has to be decided on first: readable, and in
    nothing that leaves the store. `rejected` are the provisions that the office's data-protection officer
    has rejected, by id: they carry no release. `consents` are what originators were asked and said, `own`
    the provisions in the office's own words, of every version, `marks` the protected data somebody marked,
    `wordings` the words in which texts of the office may go to whom.
    """

    header: CaseHeader
    agencies: tuple[Agency, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    sources: tuple[Source, ...] = ()
    subjects: tuple[Subject, ...] = ()
    findings: tuple[Finding, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    documents: tuple[Document, ...] = ()
    conferences: tuple[Conference, ...] = ()
    measures: tuple[Measure, ...] = ()
    frozen: frozenset[str] = frozenset()
    rejected: frozenset[str] = frozenset()
    consents: tuple[Consent, ...] = ()
    methods: tuple[Method, ...] = ()
    own: tuple[OwnProvision, ...] = ()
    marks: tuple[DataMark, ...] = ()
    wordings: tuple[Wording, ...] = ()


@dataclass(frozen=True, slots=True)
class Delivery:
    """A closed set of new records to unite with a case: from an import or from a sealed package.

    `contents` maps the id of a document to its bytes; `skipped` tells
    what was left out, as (place, reason), and `merged` how many rows said again what another row said.
    """

    contributions: tuple[Contribution, ...] = ()
    sources: tuple[Source, ...] = ()
    subjects: tuple[Subject, ...] = ()
    findings: tuple[Finding, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    documents: tuple[Document, ...] = ()
    agencies: tuple[Agency, ...] = ()
    contents: dict[str, bytes] = field(default_factory=dict)
    skipped: tuple[tuple[str, str], ...] = ()
    merged: int = 0
