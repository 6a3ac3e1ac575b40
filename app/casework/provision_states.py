"""Whether the data-protection officer stands behind a provision of the matrix.

Every provision is shipped as proposed, and so is what the office writes in its own words
(`app.casework.provision_versions`). The decision belongs to one office and so to its store; it is a step of
the office's history and an entry of the log with its reason.
"""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select

from app.base.clock import today
from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.base.provision_records import PROPOSED, OwnProvision
from app.casework import provision_versions
from app.policy import own_provisions, provisions, transmission_advice
from app.policy.own_provisions import Standing
from app.policy.provisions import Provision
from app.policy.transmission_advice import Advice
from app.policy.transmission_limits import Question
from app.store import role_acts, roles, tables
from app.store.audit import Action
from app.store.change import Change
from app.store.roles import Act
from app.store.store import Store
from app.store.unit_of_work import UnitOfWork


class ProvisionStatus(StrEnum):
    """Where a provision stands in this office."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class ProvisionState:
    """A provision's standing; `decided_by` and `decided_on` (ISO day) are "" while it is proposed.

    `version` is the one it is about: 1 for what is shipped. `waiting` counts own versions not decided on.
    """

    provision_id: str
    status: ProvisionStatus = ProvisionStatus.PROPOSED
    decided_by: str = ""
    decided_on: str = ""
    version: int = 1
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class Matrix:
    """The matrix as this office has it today: entries by id, where each stands, all own versions.

    `rejected` and `approved` are decisions on shipped entries.
    """

    entries: dict[str, Provision]
    states: dict[str, ProvisionState]
    versions: tuple[OwnProvision, ...]
    standing: Standing
    rejected: frozenset[str]
    approved: frozenset[str]


def matrix(store: Store) -> Matrix:
    """Return the matrix with the office's own entries and versions; own entries come last."""
    p = tables.provision_state
    with store.read() as connection:
        decided = {row.id: row for row in connection.execute(select(p))}
        versions = provision_versions.announce(connection)
    day = today().isoformat()
    own = {e.id: e for e in provision_versions.entries_of(versions, day)}
    entries = {i: own.get(i, shipped) for i, shipped in provisions.shipped().items()} | own
    ids = {
        status: frozenset(i for i, r in decided.items() if r.status == status) for status in ProvisionStatus
    }
    return Matrix(
        entries,
        {i: _state(entry, decided.get(i), versions) for i, entry in entries.items()},
        versions,
        own_provisions.standing(versions, day),
        ids[ProvisionStatus.REJECTED],
        ids[ProvisionStatus.APPROVED],
    )


def states(store: Store) -> dict[str, ProvisionState]:
    """Return where each provision of the matrix stands, by id in the order of the matrix."""
    return matrix(store).states


def _state(entry: Provision, row: object | None, versions: tuple[OwnProvision, ...]) -> ProvisionState:
    own = [v for v in versions if v.id == entry.id]
    waiting = sum(v.status == PROPOSED for v in own)
    if entry.own_version:
        held = next(v for v in own if v.version == entry.own_version)
        status = ProvisionStatus(held.status)
        return ProvisionState(entry.id, status, held.decided_by, held.decided_on, held.version, waiting)
    if row is None:
        return ProvisionState(entry.id, waiting=waiting)
    said = {name: str(getattr(row, name)) for name in ("status", "decided_by", "decided_on")}
    return ProvisionState(
        entry.id, ProvisionStatus(said["status"]), said["decided_by"], said["decided_on"], 1, waiting
    )


def with_status(store: Store, status: ProvisionStatus) -> frozenset[str]:
    """Return the provisions that stand like this in this office, by id."""
    return frozenset(i for i, state in states(store).items() if state.status is status)


def advise(store: Store, question: Question) -> Advice:
    """Return what the assistant says with this office's decisions: nothing rejected is offered."""
    found = matrix(store)
    return transmission_advice.advise(
        question, rejected=found.rejected, approved=found.approved, matrix=found.standing
    )


def decide(store: Store, provision_id: str, status: ProvisionStatus, reason: str, version: int = 0) -> Change:
    """Approve a version of a provision, reject it, or set it back to proposed; `reason` goes to the log.

    Without `version` it is about what is shipped under this id, or the newest of an own entry. Raises
    `UserError` (exit 2) for somebody else than the data-protection officer, without a reason, for an id or
    a version that is not in the matrix.
    """
    roles.require(store, Act.APPROVE_PROVISION)
    entry, version = _decided_on(store, provision_id, version)
    if not reason.strip():
        raise UserError("provision.reason", _("The reason is missing."), _("It goes into the log."))
    labels = {
        ProvisionStatus.APPROVED: _("{provision} approved"),
        ProvisionStatus.REJECTED: _("{provision} rejected"),
        ProvisionStatus.PROPOSED: _("{provision} set back to proposed"),
    }
    label = labels[status].format(provision=f"{entry.provision} {entry.law}")
    with (
        role_acts.under(Act.APPROVE_PROVISION),
        store.write(label, Action.ALTERATION, reason=reason.strip()) as work,
    ):
        proposed = status is ProvisionStatus.PROPOSED
        by, on = ("", "") if proposed else (store.user, today().isoformat())
        if provision_versions.put_status(work, provision_id, version, str(status), by, on) is None:
            _decide_shipped(work, provision_id, status)
        work.about(provision_id)
    return work.done


def _decided_on(store: Store, provision_id: str, version: int) -> tuple[Provision, int]:
    own = {v.version: v for v in provision_versions.listed(store) if v.id == provision_id}
    shipped = provisions.shipped().get(provision_id)
    version = version or (1 if shipped else max(own, default=0))
    if version in own:
        return own_provisions.as_entry(own[version]), version
    if shipped is not None and version == 1:
        return shipped, 1
    if not own and shipped is None:
        provisions.find(provision_id)
    raise UserError(
        "provision.version",
        _("There is no version {version} of “{id}”."),
        _("Use one of: {known}."),
        exit_code=ExitCode.USAGE,
        version=version,
        id=provision_id,
        known=", ".join(str(n) for n in sorted({*own, *([1] if shipped else [])})) or "-",
    )


def _decide_shipped(work: UnitOfWork, provision_id: str, status: ProvisionStatus) -> None:
    table = tables.provision_state
    before = work.row(table, provision_id)
    said = {"status": str(status), "decided_by": work.actor, "decided_on": today().isoformat()}
    if status is ProvisionStatus.PROPOSED:
        work.delete(table, provision_id)
    elif before is None:
        work.insert(table, {"id": provision_id, **said})
    else:
        work.update(table, provision_id, **said)


def status_word(status: ProvisionStatus) -> str:
    """Return the name of a standing in the language in force."""
    return {
        ProvisionStatus.PROPOSED: _("proposed"),
        ProvisionStatus.APPROVED: _("approved"),
        ProvisionStatus.REJECTED: _("rejected"),
    }[status]
