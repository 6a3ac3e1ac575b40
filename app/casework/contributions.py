"""Contributions and sources: who delivered what, and how they know."""

from app.base.clock import today
from app.base.errors import UserError
from app.base.i18n import _
from app.base.ids import new_id
from app.base.records import Contribution, Label, Source
from app.casework import writing
from app.policy.provisions import find as find_provision
from app.policy.release import ACCEPTED_CLASSIFICATIONS
from app.store.audit import Action
from app.store.change import Change
from app.store.store import Store

RELIABILITY = ("A", "B", "C", "X")


def check_classification(classification: str) -> None:
    """Raise `UserError` for material this workstation may not hold."""
    if classification not in ACCEPTED_CLASSIFICATIONS:
        raise UserError(
            "contribution.classification",
            _("Classification “{given}” is not accepted on this workstation."),
            _("Return it to the sender; only OPEN and VS-NfD material may be held here."),
            given=classification,
        )


def register(
    store: Store,
    case_id: str,
    agency_id: str,
    title: str,
    *,
    received: str = "",
    provision: str = "",
    purpose: str = "",
    regime: str = "",
    classification: str = "OPEN",
    label: Label | None = None,
) -> Change:
    """Register what an agency delivered. Without a label (PolG NRW section 22b) nothing of it can leave."""
    check_classification(classification)
    if provision:
        find_provision(provision)
    contribution = Contribution(
        id=new_id(),
        case_id=case_id,
        agency_id=agency_id,
        title=title,
        received=received or today().isoformat(),
        provision=provision,
        purpose=purpose,
        regime=regime,
        classification=classification,
        label=label,
    )
    with store.write(_("Contribution registered"), Action.COLLECTION, case_id=case_id) as work:
        writing.write_contributions(work, [contribution])
        work.about(contribution.id)
    return work.done


def add_source(
    store: Store,
    case_id: str,
    contribution_id: str,
    kind: str,
    reference: str,
    reliability: str,
    document_id: str | None = None,
) -> Change:
    """Add a source of a contribution with its reliability (Europol 4x4: A, B, C or X)."""
    if reliability not in RELIABILITY:
        raise UserError(
            "source.reliability",
            _("“{given}” is not a reliability."),
            _("Use A, B, C or X (Europol 4x4; there is no D)."),
            given=reliability,
        )
    source = Source(new_id(), contribution_id, kind, reference, reliability, document_id)
    with store.write(_("Source added"), Action.COLLECTION, case_id=case_id) as work:
        writing.write_sources(work, [source])
        work.about(source.id)
    return work.done
