"""Collects subjects and findings of one file into a delivery; nothing is joined by a mere name."""

from app.base.ids import new_id
from app.base.progress import Progress
from app.base.records import Contribution, Delivery, Finding, Source, Standing, Subject, SubjectKind
from app.exchange.identity_keys import identity_keys
from app.exchange.import_context import ImportContext
from app.exchange.known import KnownSubjects
from app.exchange.problems import too_many_to_go_on
from app.exchange.profile import Profile
from app.exchange.readers.neutral import Skipped
from app.ontology.catalogue import ontology
from app.ontology.values import normalise_for


class TooManyProblems(Exception):
    """Reading on would only cost time: the file is refused anyway."""


class DeliveryBuilder:
    """Makes one contribution with one source; `problems`, `skipped` and `merged` collect lines for people."""

    def __init__(
        self,
        context: ImportContext,
        profile: Profile,
        known: KnownSubjects,
        reference: str,
        progress: Progress,
    ) -> None:
        self._context = context
        self._profile = profile
        self._known = known
        self._progress = progress
        self._reliability = context.reliability or profile.grading.reliability
        self._credibility = context.credibility or profile.grading.credibility
        self._contribution = _contribution(context, profile, reference)
        self._source = Source(
            new_id(),
            self._contribution.id,
            profile.grading.source_kind,
            reference,
            self._reliability,
            None,
        )
        self._subjects: list[Subject] = []
        self._findings: list[Finding] = []
        self._nodes: dict[tuple[str, str, str], str] = {}
        self._links: dict[tuple[str, str, str], str] = {}
        self._places: dict[str, str] = {}
        self._reused: set[str] = set()
        self._said: set[tuple[str, str, str, str]] = set()
        self.node_ids: set[str] = set()
        self.link_ids: set[str] = set()
        self.problems: list[str] = []
        self.skipped: list[Skipped] = []
        self.merged: list[Skipped] = []
        self.notes: list[str] = []

    @property
    def duplicates_of_known(self) -> int:
        """How many nodes and links of the file the case knew already."""
        return len(self._reused)

    def step(self, done: int, total: int) -> None:
        """Tell the progress, now and then."""
        if done % 512 == 0:
            self._progress.step(done, total)

    def problem(self, line: str) -> None:
        """Note a reason against the whole file."""
        self.problems.append(line)
        if too_many_to_go_on(self.problems):
            raise TooManyProblems

    def normal(self, subject_type: str, property_id: str, text: str, place: str, column: str) -> str:
        """The normalised value, or "" after noting the problem; `column` is what the file calls it."""
        try:
            return normalise_for(ontology().property(subject_type, property_id), text)
        except ValueError as error:
            self.problem(f"{place}, {column}: {error}")
            return ""

    def node(self, node_type: str, values: dict[str, str]) -> tuple[str, bool]:
        """The id of the node that these normalised values speak of, and whether this file is the first to.

        Known is a node by a property that identifies it (`identity_keys`), in this file or from the same
        agency's earlier deliveries; otherwise it is new.
        """
        keys = [(node_type, p, values[p]) for p in identity_keys(node_type) if values.get(p)]
        found = next((self._nodes[key] for key in keys if key in self._nodes), "")
        if found:
            first = False
        else:
            first = True
            found = next((self._known.nodes[key] for key in keys if key in self._known.nodes), "")
            if found:
                # Two rows may name one known node by different numbers; it is counted once.
                first = found not in self.node_ids
                self._reused.add(found)
            else:
                found = self._add(Subject(new_id(), SubjectKind.NODE, node_type))
            self.node_ids.add(found)
        for key in keys:
            self._nodes.setdefault(key, found)
        return found, first

    def link(self, link_type: str, start: str, end: str, place: str) -> tuple[str, str]:
        """The id of the one link of this type between two nodes, and where this file named it before."""
        directed = ontology().links[link_type].directed
        a, b = (start, end) if directed else sorted((start, end))
        found = self._links.get((link_type, a, b), "")
        if found:
            return found, self._places[found]
        found = self._known.link(link_type, start, end, directed=directed) or ""
        if found:
            self._reused.add(found)
        else:
            found = self._add(Subject(new_id(), SubjectKind.LINK, link_type, start, end))
        self._links[(link_type, a, b)] = found
        self._places[found] = place
        self.link_ids.add(found)
        return found, ""

    def say(self, subject_id: str, property_id: str, value: str, place: str, *, valid_from: str = "") -> None:
        """Record a finding; saying the same again at the same place adds nothing."""
        key = (subject_id, property_id, value, place)
        if not value or key in self._said:
            return
        self._said.add(key)
        standing = self._profile.grading.standing
        self._findings.append(
            Finding(
                id=new_id(),
                case_id=self._context.case_id,
                subject_id=subject_id,
                source_id=self._source.id,
                property=property_id,
                value=value,
                standing=standing,
                credibility=self._credibility,
                recorded_by=self._context.recorded_by,
                recorded_at=self._context.recorded_at,
                review_due=self._context.review_due,
                valid_from=valid_from,
                place_in_source=place,
                author_agency_id="" if standing is Standing.FACT else self._context.agency.id,
                handling=self._profile.grading.handling,
            )
        )

    def delivery(self) -> Delivery:
        """Everything collected."""
        return Delivery(
            contributions=(self._contribution,),
            sources=(self._source,),
            subjects=tuple(self._subjects),
            findings=tuple(self._findings),
            agencies=(self._context.agency,),
            skipped=tuple(self.skipped),
            merged=len(self.merged),
        )

    def _add(self, subject: Subject) -> str:
        self._subjects.append(subject)
        return subject.id


def _contribution(context: ImportContext, profile: Profile, reference: str) -> Contribution:
    return Contribution(
        id=new_id(),
        case_id=context.case_id,
        agency_id=context.agency.id,
        title=context.title or reference,
        received=context.received,
        provision=context.provision,
        purpose=context.purpose,
        regime=context.regime,
        classification=context.classification,
        label=context.label or profile.label_of_law,
    )
