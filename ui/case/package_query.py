"""Sealing a release for partners' keys. Free of Qt."""

from dataclasses import dataclass, replace
from pathlib import Path

from app.base.progress import Progress
from app.casework.charts import list_charts
from app.handover import identities, key_trust
from app.handover.package_extras import Choice
from app.handover.packages import OuterLayer, SealedPackage, seal_case
from app.policy.release import ReleaseRequest
from app.store.store import Store


@dataclass(frozen=True, slots=True)
class SealWish:
    """A release, the partners (ids of trusted keys) it is sealed for, and what goes along.

    `charts` are ids of charts of the case, with `judgements` those on released nodes go; `outer` names keys
    that the installed gpg encrypts the package for once more, () for no outer layer.
    """

    request: ReleaseRequest
    partners: frozenset[str]
    documents: frozenset[str]
    charts: tuple[str, ...] = ()
    judgements: bool = False
    outer: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SealChoices:
    """What can be chosen: the partners with what stands against each, and the charts (id, name)."""

    openers: tuple[key_trust.Opener, ...]
    charts: tuple[tuple[str, str], ...]


def seal_choices(store: Store, case_id: str, agency_id: str) -> SealChoices:
    """Return who may be sealed for in a release for this agency ("" for none yet), and what may go along."""
    keys = [p.keys for p in identities.partners(store)]
    charts = tuple((c.id, c.name) for c in list_charts(store, case_id))
    return SealChoices(key_trust.openers(store, agency_id, keys) if keys else (), charts)


def seal_wish(
    store: Store, case_id: str, wish: SealWish, out: Path, progress: Progress | None = None
) -> SealedPackage:
    """Release, seal, write, and enter in the ledger."""
    keys = [p.keys for p in identities.partners(store) if p.id in wish.partners]
    request = replace(wish.request, documents=wish.documents)
    choice = Choice(charts=wish.charts, all_judgements=wish.judgements)
    outer = OuterLayer(wish.outer) if wish.outer else None
    return seal_case(store, case_id, request, keys, out, choice=choice, outer=outer, progress=progress)
