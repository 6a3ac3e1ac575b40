"""Collects subjects and findings of one file into a delivery; nothing is joined by a mere name."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from app.base.i18n import ngettext
from app.base.ids import new_id
from app.base.progress import Progress
from app.base.records import Contribution, Delivery, Finding, Source, Standing, Subject, SubjectKind
from app.exchange.cell_values import Writing, normal_cell
from app.exchange.delivery_frames import DeliveryFrames
from app.exchange.frame import PLAIN, Frame
from app.exchange.hidden_characters import hidden
from app.exchange.identity_keys import identity_keys
from app.exchange.import_context import ImportContext
from app.exchange.known import KnownSubjects
from app.exchange.met_before import MetBefore
from app.exchange.problems import Fault, too_many_to_go_on
from app.exchange.profile import Profile
from app.exchange.readers.neutral import Skipped
from app.exchange.table_cells import visible
from app.ontology.catalogue import ontology

LINES_KEPT = 2_000
"""So many lines of what was left out or said again are told; of further ones the number."""
_BATCH = 5_000
_MOST_REMEMBERED = 50_000
_SAME_IN_FILE = "same in this file"


class TooManyProblems(Exception):
    """Reading on would only cost time: the file is refused anyway."""


class Met(NamedTuple):
    """A node: its id, whether this file names it for the first time, and the row that did before."""

    id: str
    first: bool
    before: int


@dataclass(frozen=True, slots=True)
class Batch:
    """A part of a delivery on its way into the store; what later parts stand on comes in earlier ones."""

    contributions: tuple[Contribution, ...]
    sources: tuple[Source, ...]
    subjects: tuple[Subject, ...]
    findings: tuple[Finding, ...]


class Lines:
    """Lines for people, the first of them kept and all counted."""

    def __init__(self) -> None:
        self.kept: list[Skipped] = []
        self.count = 0

    def append(self, line: Skipped) -> None:
        """Take one line."""
        self.count += 1
        if len(self.kept) < LINES_KEPT:
            self.kept.append(line)

    def extend(self, lines: tuple[Skipped, ...]) -> None:
        """Take several lines."""
        for line in lines:
            self.append(line)


class DeliveryBuilder:
    """Makes the contribution of a file; `faults`, `skipped` and `merged` collect lines for people.

    With a `sink` subjects and findings go there in batches and are not kept; without one `delivery` holds
    them all.
    """

    def __init__(
        self,
        context: ImportContext,
        profile: Profile,
        known: KnownSubjects,
        reference: str,
        progress: Progress,
        sink: Callable[[Batch], None] | None = None,
    ) -> None:
        self._context = context
        self._known = known
        self._progress = progress
        self._sink = sink
        self._frames = DeliveryFrames(context, profile, reference)
        self._subjects: list[Subject] = []
        self._findings: list[Finding] = []
        self._nodes, self._links = MetBefore(), MetBefore()
        self._counted: set[str] = set()
        self._reused: set[str] = set()
        self._said: set[tuple[str, str, str]] = set()
        self._said_at = ""
        self._normal: dict[tuple[str, str, str], str] = {}
        self._again: dict[tuple[str, ...], Met] = {}
        self._hidden: dict[str, tuple[str, int]] = {}
        self.writing = Writing()
        self.by_hand: frozenset[int] = frozenset()
        self.nodes = self.links = self.findings = 0
        self.faults: list[Fault] = []
        self.skipped, self.merged = Lines(), Lines()
        self.notes: list[str] = []

    @property
    def duplicates_of_known(self) -> int:
        """How many nodes and links of the file the case knew already."""
        return len(self._reused)

    @property
    def reason(self) -> str:
        """The legal question for which links are recorded that need one; "" if none was stated."""
        return self._context.kinship_reason

    @property
    def standing(self) -> Standing:
        """What the file claims to be where nothing in it says otherwise."""
        return self._frames.standing

    @property
    def problems(self) -> list[str]:
        """The reasons against the file, one line each."""
        return [fault.line for fault in self.faults]

    def step(self, done: int, total: int) -> None:
        """Tell the progress, now and then."""
        if done % 512 == 0:
            self._progress.step(done, total)

    def problem(self, line: str, *, reason: str = "", no: int = 0, column: int = -1, text: str = "") -> None:
        """Note a reason against the whole file."""
        self.faults.append(Fault(line, reason or line, no, column, text))
        if too_many_to_go_on(self.faults):
            raise TooManyProblems

    def normal(
        self,
        subject_type: str,
        property_id: str,
        text: str,
        place: str,
        column: str,
        *,
        no: int = 0,
        index: int = -1,
    ) -> str:
        """The normalised value, or "" after noting the problem; `column` is what the file calls it."""
        key = (subject_type, property_id, text)
        known = self._normal.get(key)
        if known is not None:
            return known
        declared = ontology().property(subject_type, property_id)
        try:
            value = normal_cell(declared, text, self.writing)
        except ValueError as error:
            line = f"{place}, {column}: {error}"
            self.problem(line, reason=str(error), no=no, column=index, text=text)
            return ""
        for character in hidden(text):
            first, count = self._hidden.get(character, (place, 0))
            self._hidden[character] = first, count + 1
        if len(self._normal) > _MOST_REMEMBERED:
            self._normal.clear()
        if len(text) < 200:
            self._normal[key] = value
        return value

    def node(self, node_type: str, values: dict[str, str], *, no: int = 0, same: str = "") -> Met:
        """The node that these normalised values speak of, and whether this file is the first to.

        Known is a node by a property that identifies it (`identity_keys`), in this file or from the same
        agency's earlier deliveries; otherwise it is new. `same` names a property of which somebody decided
        that it means the same thing within this one file.
        """
        # Lists of pairs name each thing many times by one value: what was decided then is remembered.
        again = (node_type, *next(iter(values.items()))) if len(values) == 1 and not same else None
        if again is not None and (met := self._again.get(again)) is not None:
            return met
        keys = [(node_type, p, values[p]) for p in identity_keys(node_type) if values.get(p)]
        marks = [self._nodes.key(*key) for key in keys]
        if same and values.get(same):
            marks.append(self._nodes.key(node_type, same, values[same], _SAME_IN_FILE))
        found = next((met for met in map(self._nodes.find, marks) if met), None)
        first, before = found is None, found[1] if found else 0
        if found:
            subject_id = found[0]
        else:
            subject_id = next((self._known.nodes[key] for key in keys if key in self._known.nodes), "")
            if subject_id:
                # Two rows may name one known node by different numbers; it is counted once.
                first = subject_id not in self._counted
                self._reused.add(subject_id)
                self._counted.add(subject_id)
                self.nodes += first
            else:
                subject_id = self._add(Subject(new_id(), SubjectKind.NODE, node_type))
                self.nodes += 1
        for mark in marks:
            self._nodes.keep(mark, subject_id, no)
        if again is not None and marks:
            if len(self._again) >= _MOST_REMEMBERED:
                self._again.clear()
            self._again[again] = Met(subject_id, False, before if found else no)
        return Met(subject_id, first, before)

    def link(self, link_type: str, start: str, end: str, no: int) -> Met:
        """The one link of this type between two nodes, and where this file named it before."""
        directed = ontology().links[link_type].directed
        a, b = (start, end) if directed or start < end else (end, start)
        mark = self._links.key(link_type, a, b)
        found = self._links.find(mark)
        if found:
            return Met(found[0], False, found[1])
        subject_id = self._known.link(link_type, start, end, directed=directed) or ""
        if subject_id:
            self._reused.add(subject_id)
        else:
            subject_id = self._add(Subject(new_id(), SubjectKind.LINK, link_type, start, end))
        self._links.keep(mark, subject_id, no)
        self.links += 1
        return Met(subject_id, True, 0)

    def say(
        self,
        subject_id: str,
        property_id: str,
        value: str,
        place: str,
        *,
        valid_from: str = "",
        valid_to: str = "",
        frame: Frame = PLAIN,
        handling_note: str = "",
        exonerating: bool = False,
    ) -> None:
        """Record a finding; saying the same again at the same place adds nothing."""
        key = (subject_id, property_id, value)
        if place != self._said_at:
            self._said_at = place
            self._said.clear()
        if not value or key in self._said:
            return
        self._said.add(key)
        grades = self._frames.grades(frame)
        self.findings += 1
        self._findings.append(
            Finding(
                id=new_id(),
                case_id=self._context.case_id,
                subject_id=subject_id,
                source_id=grades.source_id,
                property=property_id,
                value=value,
                standing=grades.standing,
                credibility=grades.credibility,
                recorded_by=self._context.recorded_by,
                recorded_at=self._context.recorded_at,
                review_due=self._context.review_due,
                valid_from=valid_from,
                valid_to=valid_to,
                place_in_source=place,
                author_agency_id="" if grades.standing is Standing.FACT else self._context.agency.id,
                handling=grades.handling,
                handling_note=handling_note,
                exonerating=exonerating,
            )
        )
        if self._sink is not None and len(self._findings) >= _BATCH:
            self._flush()

    def finish(self) -> None:
        """Hand over what is left and tell of hidden characters; called once, when all is read."""
        for character, (place, count) in sorted(self._hidden.items()):
            text = ngettext(
                "{count} value held the hidden character {character}, first at {place}; it was taken out.",
                "{count} values held the hidden character {character}, first at {place}; it was taken out.",
                count,
            )
            self.notes.append(text.format(count=count, character=visible(character), place=place))
        if self._sink is not None:
            self._flush()

    def delivery(self) -> Delivery:
        """Everything collected; contributions and sources alone where a sink took the rest."""
        return Delivery(
            contributions=self._frames.contributions,
            sources=self._frames.sources,
            subjects=tuple(self._subjects),
            findings=tuple(self._findings),
            agencies=(self._context.agency,),
            skipped=tuple(self.skipped.kept),
            merged=self.merged.count,
        )

    def _flush(self) -> None:
        if self._sink is None:
            return
        self._sink(Batch(*self._frames.untold(), tuple(self._subjects), tuple(self._findings)))
        self._subjects, self._findings = [], []

    def _add(self, subject: Subject) -> str:
        self._subjects.append(subject)
        return subject.id
