"""Frozen records of the methods of a case: barrier models, competing hypotheses, key assumptions.

A method is a document of its case. It holds parts; a part cites findings of the case, or says something that
rests on none. No part can hold a subject: a method describes how something works or what speaks against a
statement, never a person. Empty text means "not stated", identifiers are 32 hex digits.
"""

from dataclasses import dataclass, field
from enum import StrEnum


class MethodKind(StrEnum):
    """The methods there are."""

    BARRIERS = "barriers"
    HYPOTHESES = "hypotheses"
    ASSUMPTIONS = "assumptions"


class PartKind(StrEnum):
    """What a part of a method is. A barrier model has the first seven, the other methods the rest."""

    STEP = "step"
    ACTIVITY = "activity"
    OPPORTUNITY = "opportunity"
    FACILITATOR = "facilitator"
    SIGNAL = "signal"
    PARTNER = "partner"
    BARRIER = "barrier"
    HYPOTHESIS = "hypothesis"
    EVIDENCE = "evidence"
    ASSUMPTION = "assumption"
    MILESTONE = "milestone"
    CONCLUSION = "conclusion"


CELLS = (
    PartKind.ACTIVITY,
    PartKind.OPPORTUNITY,
    PartKind.FACILITATOR,
    PartKind.SIGNAL,
    PartKind.PARTNER,
    PartKind.BARRIER,
)
"""The columns of a barrier model: what can stand at a step."""

PARTS_OF: dict[MethodKind, tuple[PartKind, ...]] = {
    MethodKind.BARRIERS: (PartKind.STEP, *CELLS),
    MethodKind.HYPOTHESES: (
        PartKind.HYPOTHESIS,
        PartKind.EVIDENCE,
        PartKind.ASSUMPTION,
        PartKind.MILESTONE,
        PartKind.CONCLUSION,
    ),
    MethodKind.ASSUMPTIONS: (PartKind.ASSUMPTION, PartKind.MILESTONE),
}
"""Which parts a method can have."""

NULL, EXONERATING = "null", "exonerating"
"""Roles of the two hypotheses that stand in every comparison."""
OWN_TEMPLATE = "own/"
"""What the code of an office's own template begins with; the rest is what the office calls it."""
FINDING, ABSENCE = "finding", "absence"
"""Roles of evidence: a finding of the case, or that something was looked for and not found."""
VERDICTS = ("CC", "C", "N", "I", "II", "NA")
"""How a row of evidence sits with a hypothesis: from very consistent to very inconsistent; not applicable."""

ROLES: dict[PartKind, tuple[str, ...]] = {
    PartKind.STEP: ("", "local", "national", "international"),
    PartKind.FACILITATOR: ("", "witting", "unwitting"),
    PartKind.PARTNER: ("public", "private"),
    PartKind.BARRIER: ("deny_permit", "inspect", "inform", "tax", "design", "private_rule"),
    PartKind.HYPOTHESIS: ("", NULL, EXONERATING),
    PartKind.EVIDENCE: (FINDING, ABSENCE),
    PartKind.ASSUMPTION: ("solid", "qualified", "unsupported"),
}
"""What a part can be beyond its kind: the level a step is tackled on, whether a facilitator knows, the type
of a barrier, how well an assumption is supported. Kinds that are not named have none."""

PROPOSED, LEGAL_CHECK, ACTIVE, ENDED = "proposed", "legal_check", "active", "ended"
STATES: dict[PartKind, tuple[str, ...]] = {
    PartKind.BARRIER: (PROPOSED, LEGAL_CHECK, ACTIVE, ENDED),
    PartKind.MILESTONE: ("waiting", "occurred", "ruled_out"),
}
"""Where a part stands; the first is where it begins. Kinds that are not named stand nowhere."""


@dataclass(frozen=True, slots=True)
class Rating:
    """What one person says of one row of evidence and one hypothesis; `verdict` is one of `VERDICTS`."""

    hypothesis_id: str
    rater: str
    verdict: str


@dataclass(frozen=True, slots=True)
class MethodPart:
    """One thing a method says; `no` orders what has the same kind and stands at the same step.

    `above_id` is the step of a cell. `text` says it, `note` why or how (the ground of an assumption, where
    something absent was looked for, what a milestone would mean). `agency_id` is who may lawfully see a
    signal, or who puts up a barrier; `partner` names one that is no agency. `provision` is an id of the
    matrix. `effort` and `effect` count from 1 (little) to 5 (much), 0 is not stated. `standard`: the text is
    one that ships with the program, unchanged. `gap_id`, `task_id` and `measure_id` name a row of the gap
    table, a collection task, a measure; what they name may be gone. `grading` is how the result of that task
    was rated, as "B2". `lost` counts cited findings that were erased.
    """

    id: str
    method_id: str
    kind: PartKind
    no: int
    above_id: str = ""
    role: str = ""
    text: str = ""
    note: str = ""
    agency_id: str = ""
    partner: str = ""
    provision: str = ""
    status: str = ""
    effort: int = 0
    effect: int = 0
    due: str = ""
    indicator: str = ""
    standard: bool = False
    gap_id: str = ""
    task_id: str = ""
    measure_id: str = ""
    grading: str = ""
    lost: int = 0
    cites: tuple[str, ...] = ()
    ratings: tuple[Rating, ...] = ()

    @property
    def named_partner(self) -> bool:
        """Whether somebody is named who acts or sees."""
        return bool(self.agency_id or self.partner)

    @property
    def stands(self) -> bool:
        """Whether a barrier is in force: active, with a partner and a provision."""
        return self.status == ACTIVE and self.named_partner and bool(self.provision)


@dataclass(frozen=True, slots=True)
class Method:
    """A method with its parts, ordered by kind as in `PARTS_OF` and by number.

    `question` is what it answers; `template` the code of the shipped template it began with, "" for none.
    `title` is "" in what another agency is given: what the office calls its papers stays there. `sender` is
    the name on the keys of the office that sent it, "" for the office's own; `sender_agency` the id of its
    agency, "" where that is not known. What was sent stays as it came and goes to nobody else.
    """

    id: str
    case_id: str
    kind: MethodKind
    title: str
    question: str = ""
    template: str = ""
    made_by: str = ""
    made_at: str = ""
    parts: tuple[MethodPart, ...] = field(default=())
    sender: str = ""
    sender_agency: str = ""

    def of(self, kind: PartKind, above_id: str = "") -> tuple[MethodPart, ...]:
        """Return the parts of a kind, at one step if one is named, by number."""
        found = (p for p in self.parts if p.kind is kind and above_id in ("", p.above_id))
        return tuple(sorted(found, key=lambda p: (p.no, p.id)))

    def part(self, part_id: str) -> MethodPart:
        """Return the part with this id; another is a defect."""
        return next(p for p in self.parts if p.id == part_id)

    def raters(self) -> tuple[str, ...]:
        """Return who has rated anything, by name."""
        return tuple(sorted({r.rater for p in self.parts for r in p.ratings}))
