"""Contributions and sources of one import: one of each as a rule, more where a file tells its parts apart."""

from dataclasses import dataclass

from app.base.ids import new_id
from app.base.records import Contribution, Label, Source, Standing
from app.exchange.frame import PLAIN, Frame, labelled
from app.exchange.import_context import ImportContext
from app.exchange.profile import Profile


@dataclass(frozen=True, slots=True)
class Grades:
    """What a finding gets from its frame: the source it stands on, and how it is graded."""

    source_id: str
    credibility: str
    standing: Standing
    handling: str


class DeliveryFrames:
    """Makes contributions by label and sources by reference and reliability, each when it is first needed."""

    def __init__(self, context: ImportContext, profile: Profile, reference: str) -> None:
        self._context = context
        self._grading = profile.grading
        self._reference = reference
        self._label = context.label or profile.label_of_law
        self._contributions: dict[Label | None, Contribution] = {}
        self._sources: dict[tuple[Label | None, str, str], Source] = {}
        self._grades: dict[Frame, Grades] = {}
        self._told = 0, 0
        self.standing = Standing(context.standing) if context.standing else profile.grading.standing
        """What the file claims to be where nothing in it says otherwise."""

    def grades(self, frame: Frame) -> Grades:
        """The source and the gradings for a frame."""
        found = self._grades.get(frame)
        if found is None:
            found = self._grades[frame] = self._made(frame)
        return found

    def _made(self, frame: Frame) -> Grades:
        own, context = self._grading, self._context
        label = labelled(self._label, frame.label)
        reliability = frame.reliability or context.reliability or own.reliability
        key = (label, frame.source, reliability)
        if key not in self._sources:
            reference = f"{frame.source} · {self._reference}" if frame.source else self._reference
            self._sources[key] = Source(
                new_id(), self._contribution(label).id, own.source_kind, reference, reliability, None
            )
        return Grades(
            self._sources[key].id,
            frame.credibility or context.credibility or own.credibility,
            Standing(frame.standing) if frame.standing else self.standing,
            frame.handling or context.handling or own.handling,
        )

    def _contribution(self, label: Label | None) -> Contribution:
        if label not in self._contributions:
            context = self._context
            self._contributions[label] = Contribution(
                id=new_id(),
                case_id=context.case_id,
                agency_id=context.agency.id,
                title=context.title or self._reference,
                received=context.received,
                provision=context.provision,
                purpose=context.purpose,
                regime=context.regime,
                classification=context.classification,
                label=label,
            )
        return self._contributions[label]

    @property
    def contributions(self) -> tuple[Contribution, ...]:
        """All contributions made so far; that of the file itself if nothing was said yet."""
        if not self._contributions:
            self.grades(PLAIN)
        return tuple(self._contributions.values())

    @property
    def sources(self) -> tuple[Source, ...]:
        """All sources made so far."""
        if not self._sources:
            self.grades(PLAIN)
        return tuple(self._sources.values())

    def untold(self) -> tuple[tuple[Contribution, ...], tuple[Source, ...]]:
        """What was made since this was asked last."""
        contributions, sources = self.contributions, self.sources
        first, then = self._told
        self._told = len(contributions), len(sources)
        return contributions[first:], sources[then:]
