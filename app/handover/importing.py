"""Imports: a file an agency delivered becomes a contribution with its sources and findings."""

from dataclasses import dataclass
from pathlib import Path

from app.base.clock import now_text, today
from app.base.i18n import _
from app.base.records import Agency, Label
from app.casework import cases, intake
from app.casework.contributions import check_classification
from app.exchange.import_context import ImportContext, ImportPlan, ImportReport
from app.exchange.known import known_subjects
from app.exchange.plan import plan_import
from app.exchange.profile import Profile, find_profile
from app.policy.provisions import find as find_provision
from app.policy.review import review_day
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
) -> ImportPlan:
    """Read a file and say what importing it would bring; changes nothing."""
    check_classification(origin.classification)
    if origin.provision:
        find_provision(origin.provision)
    chosen: Profile | None = find_profile(profile) if profile else None
    known = known_subjects(cases.records(store, case_id), origin.agency.id)
    context = ImportContext(
        case_id=case_id,
        agency=origin.agency,
        provision=origin.provision,
        purpose=origin.purpose,
        received=origin.received or today().isoformat(),
        label=origin.label,
        regime=origin.regime,
        recorded_by=store.user,
        recorded_at=now_text(),
        review_due=review_day(today()),
        source_reference=origin.reference,
        classification=origin.classification,
    )
    return plan_import(path, chosen, context, known, expected_format=expected_format or None)


def import_file(
    store: Store,
    case_id: str,
    path: Path,
    origin: Origin,
    *,
    profile: str = "",
    expected_format: str = "",
) -> ImportReport:
    """Import a file into a case, all of it or nothing; closes the undo history of the case."""
    plan = plan_file(store, case_id, path, origin, profile=profile, expected_format=expected_format)
    label = _("File imported")
    intake.apply(store, case_id, plan.delivery, label)
    return plan.report
