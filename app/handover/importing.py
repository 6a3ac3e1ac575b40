"""Imports: a file an agency delivered becomes a contribution with its sources and findings."""

from dataclasses import dataclass, replace
from pathlib import Path

from app.base.clock import now_text, today
from app.base.i18n import _
from app.base.progress import Progress
from app.base.records import Agency, Label
from app.casework import cases, intake, quarantine
from app.casework.contributions import check_classification, check_received, stated
from app.exchange.import_context import ImportContext, ImportPlan, ImportReport
from app.exchange.known import KnownSubjects, known_subjects
from app.exchange.plan import plan_import
from app.exchange.profile import Profile, find_profile
from app.policy.labels import is_whole
from app.policy.provisions import find as find_provision
from app.policy.review import review_day
from app.store.audit import Action
from app.store.store import Store


@dataclass(frozen=True, slots=True)
class Origin:
    """Who delivered a file and on what ground; a label wins over the profile's."""

    agency: Agency
    provision: str = ""
    purpose: str = ""
    label: Label | None = None
    regime: str = ""
    received: str = ""
    reference: str = ""
    classification: str = "OPEN"


def plan_file(
    store: Store,
    case_id: str,
    path: Path,
    origin: Origin,
    *,
    profile: str = "",
    expected_format: str = "",
    progress: Progress | None = None,
) -> ImportPlan:
    """Read a file and say what importing it would bring; changes nothing. `progress` can stop it."""
    check_classification(origin.classification)
    received = check_received(origin.received)
    if origin.provision:
        find_provision(origin.provision)
    chosen: Profile | None = find_profile(profile) if profile else None
    known = _known(store, case_id, origin.agency.id)
    context = ImportContext(
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
    )
    wanted = expected_format or None
    return plan_import(path, chosen, context, known, expected_format=wanted, progress=progress)


def _known(store: Store, case_id: str, agency_id: str) -> KnownSubjects:
    """Return what the agency's next file may speak of; what is in quarantine is known as a file alone."""
    known = known_subjects(cases.records(store, case_id), agency_id)
    return replace(known, references=known.references | quarantine.references(store, case_id, agency_id))


def import_file(
    store: Store,
    case_id: str,
    path: Path,
    origin: Origin,
    *,
    profile: str = "",
    expected_format: str = "",
    hold_unlabelled: bool = False,
    progress: Progress | None = None,
) -> ImportReport:
    """Import a file into a case, all of it or nothing; closes the undo history of the case.

    With `hold_unlabelled` it goes into quarantine where the label lacks what its regime asks for. It is
    taken back by withdrawing its contribution (`app.casework.contributions.withdraw`). Raises `Cancelled`
    if `progress` was cancelled, and nothing of the file is there then.
    """
    told = progress or Progress()
    wanted = expected_format
    plan = plan_file(store, case_id, path, origin, profile=profile, expected_format=wanted, progress=told)
    with store.write(_("File imported"), Action.COLLECTION, case_id=case_id, undoable=False) as work:
        intake.unite(work, case_id, plan.delivery)
        if hold_unlabelled:
            for contribution in plan.delivery.contributions:
                quarantine.hold_unlabelled(work, contribution)
        told.step(0)  # the last moment to stop
    return plan.report


def lacks(store: Store, case_id: str, plan: ImportPlan) -> tuple[str, ...]:
    """Return the parts of the label that an import would lack; () where none is asked for."""
    with store.read() as connection:
        found = [quarantine.missing(connection, c) for c in plan.delivery.contributions]
    return tuple(dict.fromkeys(part for parts in found for part in parts))


def unlabelled(plan: ImportPlan) -> bool:
    """Tell whether something of an import would have no whole label, so that it could not leave."""
    return not all(is_whole(c.label) for c in plan.delivery.contributions)
