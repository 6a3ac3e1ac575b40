"""Sealing a release for partners' keys. Free of Qt."""

from dataclasses import dataclass, replace
from pathlib import Path

from app.base.progress import Progress
from app.handover import identities
from app.handover.packages import SealedPackage, seal_case
from app.policy.release import ReleaseRequest
from app.store.store import Store


@dataclass(frozen=True, slots=True)
class SealWish:
    """A release, the partners (ids of trusted keys) it is sealed for, the documents that go along."""

    request: ReleaseRequest
    partners: frozenset[str]
    documents: frozenset[str]


def partner_choices(store: Store) -> tuple[identities.Partner, ...]:
    """Return the trusted partners."""
    return identities.partners(store)


def seal_wish(
    store: Store, case_id: str, wish: SealWish, out: Path, progress: Progress | None = None
) -> SealedPackage:
    """Release, seal, write, and enter in the ledger."""
    keys = [p.keys for p in identities.partners(store) if p.id in wish.partners]
    request = replace(wish.request, documents=wish.documents)
    return seal_case(store, case_id, request, keys, out, progress=progress)
