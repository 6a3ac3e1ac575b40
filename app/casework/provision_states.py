"""Whether the data-protection officer stands behind a provision of the matrix.

Every provision is shipped as proposed. The decision belongs to one office and so to its store; it is a step
of the office's history and an entry of the log with its reason.
"""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select

from app.base.clock import today
from app.base.errors import UserError
from app.base.i18n import _
from app.policy import provisions, transmission_advice
from app.policy.transmission_advice import Advice
from app.policy.transmission_limits import Question
from app.store import role_acts, roles, tables
from app.store.audit import Action
from app.store.change import Change
from app.store.roles import Act
from app.store.store import Store


class ProvisionStatus(StrEnum):
    """Where a provision stands in this office."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class ProvisionState:
    """A provision's standing; `decided_by` and `decided_on` (ISO day) are "" while it is proposed."""

    provision_id: str
    status: ProvisionStatus = ProvisionStatus.PROPOSED
    decided_by: str = ""
    decided_on: str = ""


def states(store: Store) -> dict[str, ProvisionState]:
    """Return where each provision of the matrix stands, by id in the order of the matrix."""
    p = tables.provision_state
    with store.read() as connection:
        decided = {row.id: row for row in connection.execute(select(p))}
    return {i: _state(i, decided.get(i)) for i in provisions.catalogue()}


def _state(provision_id: str, row: object | None) -> ProvisionState:
    if row is None:
        return ProvisionState(provision_id)
    said = {name: str(getattr(row, name)) for name in ("status", "decided_by", "decided_on")}
    return ProvisionState(
        provision_id, ProvisionStatus(said["status"]), said["decided_by"], said["decided_on"]
    )


def with_status(store: Store, status: ProvisionStatus) -> frozenset[str]:
    """Return the provisions that stand like this in this office, by id."""
    return frozenset(i for i, state in states(store).items() if state.status is status)


def advise(store: Store, question: Question) -> Advice:
    """Return what the assistant says with this office's decisions: nothing rejected is offered."""
    found = states(store).values()
    return transmission_advice.advise(
        question,
        rejected=frozenset(s.provision_id for s in found if s.status is ProvisionStatus.REJECTED),
        approved=frozenset(s.provision_id for s in found if s.status is ProvisionStatus.APPROVED),
    )


def decide(store: Store, provision_id: str, status: ProvisionStatus, reason: str) -> Change:
    """Approve a provision, reject it, or set it back to proposed; `reason` goes to the log.

    Raises `UserError` (exit 2) for somebody else than the data-protection officer, without a reason, and for
    an id that is not in the matrix.
    """
    roles.require(store, Act.APPROVE_PROVISION)
    provision = provisions.find(provision_id)
    if not reason.strip():
        raise UserError("provision.reason", _("The reason is missing."), _("It goes into the log."))
    table = tables.provision_state
    labels = {
        ProvisionStatus.APPROVED: _("{provision} approved"),
        ProvisionStatus.REJECTED: _("{provision} rejected"),
        ProvisionStatus.PROPOSED: _("{provision} set back to proposed"),
    }
    label = labels[status].format(provision=f"{provision.provision} {provision.law}")
    with (
        role_acts.under(Act.APPROVE_PROVISION),
        store.write(label, Action.ALTERATION, reason=reason.strip()) as work,
    ):
        before = work.row(table, provision_id)
        said = {"status": str(status), "decided_by": store.user, "decided_on": today().isoformat()}
        if status is ProvisionStatus.PROPOSED:
            work.delete(table, provision_id)
        elif before is None:
            work.insert(table, {"id": provision_id, **said})
        else:
            work.update(table, provision_id, **said)
        work.about(provision_id)
    return work.done


def status_word(status: ProvisionStatus) -> str:
    """Return the name of a standing in the language in force."""
    return {
        ProvisionStatus.PROPOSED: _("proposed"),
        ProvisionStatus.APPROVED: _("approved"),
        ProvisionStatus.REJECTED: _("rejected"),
    }[status]
