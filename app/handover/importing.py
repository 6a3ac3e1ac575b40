"""Imports: a file an agency delivered becomes a contribution with its sources and findings."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from app.base.clock import now_text, today
from app.base.i18n import _
from app.base.progress import Progress
from app.base.records import Agency, Label
from app.casework import cases, quarantine
from app.casework.bulk_intake import BulkIntake
from app.casework.contributions import check_classification, check_received, stated
from app.exchange.bounded_reading import read_file
from app.exchange.collection_pause import collected_later
from app.exchange.content_reading import ReadFile
from app.exchange.delivery_builder import Batch
from app.exchange.import_context import ImportContext, ImportPlan, ImportReport
from app.exchange.known import KnownSubjects, known_subjects
from app.exchange.plan import plan_content
from app.exchange.profile import Profile
from app.exchange.table_settings import FOUND
from app.exchange.tables import UNTOUCHED, Repairs
from app.handover import import_profiles
from app.policy.labels import is_whole
from app.policy.provisions import find as find_provision
from app.policy.review import review_day
from app.store.audit import Action
from app.store.store import Store

Sink = Callable[[Batch], None]


@dataclass(frozen=True, slots=True)
class Origin:
    """Who delivered a file and on what ground; a label and gradings win over the profile's."""

    agency: Agency
    provision: str = ""
    purpose: str = ""
    label: Label | None = None
    regime: str = ""
    received: str = ""
    reference: str = ""
    classification: str = "OPEN"
    reliability: str = ""
    credibility: str = ""
    handling: str = ""
    kinship_reason: str = ""
    standing: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """How a file is to be read: a profile by name or as such, a format, and what was put right by hand.

    `read` is the file's content where it was read before (`app.exchange.bounded_reading.read_file`).
    """

    profile: str = ""
    expected_format: str = ""
    made: Profile | None = None
    repairs: Repairs = UNTOUCHED
    read: ReadFile | None = None
    tolerant: bool = False


def plan_file(
    store: Store,
    case_id: str,
    path: Path,
    origin: Origin,
    asked: Asked | None = None,
    *,
    profile: str = "",
    expected_format: str = "",
    progress: Progress | None = None,
) -> ImportPlan:
    """Read a file and say what importing it would bring; changes nothing. `progress` can stop it.

    The plan holds contributions, sources and figures; subjects and findings are counted and let go.
    """
    wanted = asked or Asked(profile, expected_format)
    return _Import(store, case_id, path, origin, wanted, progress or Progress()).plan()


def foresee_file(
    store: Store,
    case_id: str,
    path: Path,
    origin: Origin,
    asked: Asked,
    sink: Sink,
    *,
    progress: Progress | None = None,
) -> ImportPlan:
    """Plan as `plan_file` does and show `sink` what would be written, batch by batch; changes nothing."""
    return _Import(store, case_id, path, origin, asked, progress or Progress()).plan(sink)


def import_file(
    store: Store,
    case_id: str,
    path: Path,
    origin: Origin,
    asked: Asked | None = None,
    *,
    profile: str = "",
    expected_format: str = "",
    hold_unlabelled: bool = False,
    progress: Progress | None = None,
) -> ImportReport:
    """Import a file into a case, all of it or nothing; closes the undo history of the case.

    With `hold_unlabelled` it goes into quarantine where the label lacks what its regime asks for. It is
    taken back in one step by withdrawing its contributions (`app.casework.contributions.withdraw`). Raises
    `Cancelled` if `progress` was cancelled, and nothing of the file is there then.
    """
    return import_reporting(
        store,
        case_id,
        path,
        origin,
        asked or Asked(profile, expected_format),
        hold_unlabelled=hold_unlabelled,
        progress=progress,
    ).report


@collected_later()
def import_reporting(
    store: Store,
    case_id: str,
    path: Path,
    origin: Origin,
    asked: Asked,
    *,
    hold_unlabelled: bool = False,
    progress: Progress | None = None,
) -> ImportPlan:
    """Import a file as `import_file` does; returns its report with the contributions that were made."""
    told = progress or Progress()
    task = _Import(store, case_id, path, origin, asked, told)
    task.read()
    with store.write(_("File imported"), Action.COLLECTION, case_id=case_id, undoable=False) as work:
        intake = BulkIntake(work, case_id, (origin.agency,), hold_unlabelled=hold_unlabelled)

        def take(batch: Batch) -> None:
            intake.take(batch.contributions, batch.sources, batch.subjects, batch.findings)

        plan = task.plan(take)
        told.step(0)  # the last moment to stop
    return plan


class _Import:
    """One file on its way: checked, read in its child process, planned."""

    def __init__(
        self, store: Store, case_id: str, path: Path, origin: Origin, asked: Asked, progress: Progress
    ) -> None:
        check_classification(origin.classification)
        received = check_received(origin.received)
        if origin.provision:
            find_provision(origin.provision)
        self._path, self._asked, self._progress = path, asked, progress
        self._profile = asked.made
        if self._profile is None and asked.profile:
            self._profile = import_profiles.find(store, asked.profile, origin.agency.id)
        self._known = _known(store, case_id, origin.agency.id)
        self._content = asked.read
        self._context = ImportContext(
            case_id=case_id,
            agency=origin.agency,
            provision=origin.provision,
            purpose=origin.purpose,
            received=received,
            label=stated(origin.label),
            regime=origin.regime,
            recorded_by=store.user,
            recorded_at=now_text(),
            review_due=review_day(today()),
            source_reference=origin.reference,
            classification=origin.classification,
            reliability=origin.reliability,
            credibility=origin.credibility,
            handling=origin.handling,
            kinship_reason=origin.kinship_reason,
            standing=origin.standing,
        )

    def read(self) -> ReadFile:
        """Read the file unless that was done before."""
        if self._content is None:
            settings = self._profile.settings if self._profile else FOUND
            self._content = read_file(self._path, settings, self._asked.expected_format, self._progress)
        return self._content

    def plan(self, sink: Sink | None = None) -> ImportPlan:
        """Plan the import; without a sink what would be written is let go."""
        return plan_content(
            self._path.name,
            self.read(),
            self._profile,
            self._context,
            self._known,
            repairs=self._asked.repairs,
            progress=self._progress,
            sink=sink or _let_go,
            tolerant=self._asked.tolerant,
        )


def _let_go(_batch: Batch) -> None:
    """What a preview does with subjects and findings."""


def _known(store: Store, case_id: str, agency_id: str) -> KnownSubjects:
    """Return what the agency's next file may speak of; what is in quarantine is known as a file alone."""
    known = known_subjects(cases.records(store, case_id), agency_id)
    return replace(known, references=known.references | quarantine.references(store, case_id, agency_id))


def lacks(store: Store, case_id: str, plan: ImportPlan) -> tuple[str, ...]:
    """Return the parts of the label that an import would lack; () where none is asked for."""
    with store.read() as connection:
        found = [quarantine.missing(connection, c) for c in plan.delivery.contributions]
    return tuple(dict.fromkeys(part for parts in found for part in parts))


def unlabelled(plan: ImportPlan) -> bool:
    """Tell whether something of an import would have no whole label, so that it could not leave."""
    return not all(is_whole(c.label) for c in plan.delivery.contributions)
