"""What a barrier model shows: covered steps, signals nobody acts on, barriers in the air, what to begin with.

Steps, columns and measures follow the barrier model of the administrative approach
(administrativeapproach.eu; resources/methods/structure.json). The model describes how a form of crime works,
never who commits it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from app.base.method_records import CELLS, ENDED, Method, MethodPart, PartKind

LOW, HIGH = 2, 4
"""Effort up to LOW is little, effect from HIGH on is much; what lies between is no easy win."""
EASY, LARGE, SMALL, POOR = "easy", "large", "small", "poor"
"""The quadrants by effort and effect: little and much, much and much, little and little, much and little."""
UNSEEN, UNANSWERED = "unseen", "unanswered"
NO_PARTNER, NO_PROVISION, NO_AGENCY = "partner", "provision", "agency"


@dataclass(frozen=True, slots=True)
class Cover:
    """A step and how it is covered: barriers in force, barriers on the way, columns with nothing in them."""

    step: MethodPart
    standing: int
    coming: int
    empty: tuple[PartKind, ...]

    @property
    def covered(self) -> bool:
        """Whether at least one barrier is in force here."""
        return self.standing > 0


@dataclass(frozen=True, slots=True)
class Orphan:
    """A signal that reaches nobody: UNSEEN, no agency may lawfully see it; UNANSWERED, nobody there acts."""

    signal: MethodPart
    reason: str


@dataclass(frozen=True, slots=True)
class Planned:
    """A barrier on its way to a measure; `missing` is what it lacks, empty if it can be agreed on."""

    barrier: MethodPart
    step: MethodPart
    missing: tuple[str, ...]


def coverage(method: Method) -> tuple[Cover, ...]:
    """Return how each step is covered, in their order."""
    found = []
    for step in method.of(PartKind.STEP):
        barriers = method.of(PartKind.BARRIER, step.id)
        standing = sum(b.stands for b in barriers)
        coming = sum(not b.stands and b.status != ENDED for b in barriers)
        empty = tuple(kind for kind in CELLS if not method.of(kind, step.id))
        found.append(Cover(step, standing, coming, empty))
    return tuple(found)


def covered_steps(method: Method) -> tuple[int, int]:
    """Return how many steps have a barrier in force, and how many there are."""
    covers = coverage(method)
    return sum(c.covered for c in covers), len(covers)


def orphan_signals(method: Method) -> tuple[Orphan, ...]:
    """Return the signals that reach nobody who could act, by step."""
    found = []
    for step in method.of(PartKind.STEP):
        acts = bool(method.of(PartKind.PARTNER, step.id)) or any(
            b.named_partner and b.status != ENDED for b in method.of(PartKind.BARRIER, step.id)
        )
        for signal in method.of(PartKind.SIGNAL, step.id):
            if not signal.agency_id:
                found.append(Orphan(signal, UNSEEN))
            elif not acts:
                found.append(Orphan(signal, UNANSWERED))
    return tuple(found)


def missing_for_active(barrier: MethodPart) -> tuple[str, ...]:
    """Return what keeps a barrier from being active: a partner, a provision."""
    lacks = ((NO_PARTNER, not barrier.named_partner), (NO_PROVISION, not barrier.provision))
    return tuple(name for name, missing in lacks if missing)


def unfounded(method: Method) -> tuple[MethodPart, ...]:
    """Return the barriers in use or on the way without a legal basis, by step."""
    return tuple(b for b, _step in _barriers(method) if not b.provision and b.status != ENDED)


def quadrant(barrier: MethodPart) -> str:
    """Return the quadrant of a barrier, "" while effort or effect is not estimated."""
    if not barrier.effort or not barrier.effect:
        return ""
    little, much = barrier.effort <= LOW, barrier.effect >= HIGH
    return (EASY if much else SMALL) if little else (LARGE if much else POOR)


def quadrants(method: Method) -> Mapping[str, tuple[MethodPart, ...]]:
    """Return the barriers that have not ended by quadrant, "" holds those not estimated; empty ones too."""
    found: dict[str, list[MethodPart]] = {EASY: [], LARGE: [], SMALL: [], POOR: [], "": []}
    for barrier, _step in _barriers(method):
        if barrier.status != ENDED:
            found[quadrant(barrier)].append(barrier)
    return {name: tuple(parts) for name, parts in found.items()}


def action_plan(method: Method) -> tuple[Planned, ...]:
    """Return the barriers that are to become measures, by step: not ended and no measure yet.

    A measure is carried out by an agency, so a private partner alone does not make one.
    """
    found = []
    for barrier, step in _barriers(method):
        if barrier.status != ENDED and not barrier.measure_id:
            lacks = ((NO_AGENCY, not barrier.agency_id), (NO_PROVISION, not barrier.provision))
            found.append(Planned(barrier, step, tuple(name for name, missing in lacks if missing)))
    return tuple(found)


def _barriers(method: Method) -> list[tuple[MethodPart, MethodPart]]:
    """Return the barriers with their steps, by step."""
    return [(b, step) for step in method.of(PartKind.STEP) for b in method.of(PartKind.BARRIER, step.id)]
