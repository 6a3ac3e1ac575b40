"""The office's own words of provisions: which version holds on a day, as entries of the matrix.

A version that the data-protection officer has not approved carries nothing: an own entry waits, and a shipped
one stays as it was. Of the approved versions that have begun, the latest holds; when its last day is over,
the entry is no ground any more.
"""

import functools
from collections.abc import Iterable
from dataclasses import dataclass

from app.base.provision_records import APPROVED, PROPOSED, OwnProvision
from app.policy.provisions import Provision


@dataclass(frozen=True, slots=True)
class Standing:
    """What the office's own words make of the matrix on a day.

    `own` are the entries that hold, `ended` the ids whose last day is over, `waiting` the versions on which
    nobody has decided.
    """

    own: tuple[Provision, ...] = ()
    ended: frozenset[str] = frozenset()
    waiting: tuple[Provision, ...] = ()

    def rejected(self, decided: frozenset[str]) -> frozenset[str]:
        """Return which ids are no grounds, with the shipped entries that the officer rejected."""
        return (decided - {p.id for p in self.own}) | self.ended


def in_force(versions: Iterable[OwnProvision], day: str) -> dict[str, OwnProvision]:
    """Return the version of each entry that holds on an ISO day, also one whose last day is over."""
    found: dict[str, OwnProvision] = {}
    for version in versions:
        if version.status != APPROVED or version.valid_from > day:
            continue
        before = found.get(version.id)
        if before is None or (before.valid_from, before.version) < (version.valid_from, version.version):
            found[version.id] = version
    return found


def has_ended(version: OwnProvision, day: str) -> bool:
    """Tell whether the last day of a version is over."""
    return bool(version.valid_to) and version.valid_to < day


@functools.lru_cache(maxsize=64)
def standing(versions: tuple[OwnProvision, ...], day: str) -> Standing:
    """Return what the office's own words make of the matrix on an ISO day."""
    held = in_force(versions, day).values()
    return Standing(
        tuple(as_entry(v) for v in held if not has_ended(v, day)),
        frozenset(v.id for v in held if has_ended(v, day)),
        tuple(as_entry(v) for v in versions if v.status == PROPOSED),
    )


def as_entry(version: OwnProvision) -> Provision:
    """Return a version as an entry of the matrix; its texts are the same in every language."""
    return Provision(
        id=version.id,
        law=version.law,
        provision=version.provision,
        title=version.title,
        paraphrase_de=version.text,
        paraphrase_en=version.text,
        kind=version.kind,
        senders=version.senders,
        recipients=version.recipients,
        conditions=version.conditions,
        data_scope="-",
        proactive=version.proactive,
        verified=version.verified,
        source=version.source,
        note=version.note,
        data=version.data,
        own_version=version.version,
    )
