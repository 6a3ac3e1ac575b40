"""All pairs of records that are alike enough to be looked at by a person; it decides nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.analysis.matching.blocking import pairs_to_compare
from app.analysis.matching.pair_score import Comparison, Component, Part, compare, incidental
from app.analysis.matching.profile import profile_of
from app.analysis.matching.records import MatchRecord
from app.analysis.matching.value_score import Way
from app.base.progress import Progress

MIN_SCORE = 0.7
_STRONG_FROM = 0.85
_TELLS_FROM = 1.0  # the weight from which an agreement tells two things apart; a colour does not
_STEP = 500


class Band(StrEnum):
    """How much two descriptions have in common, in a word."""

    STRONG = "strong"
    PROBABLE = "probable"
    POSSIBLE = "possible"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two records that may describe one and the same (`a` < `b`), and why: the weightiest part first."""

    a: str
    b: str
    score: float
    parts: tuple[Part, ...]

    @property
    def band(self) -> Band:
        """The score in a word: strong takes more than one thing that agrees, or a number."""
        return band_of(self.score, self.parts)


def band_of(score: float, parts: Sequence[Part]) -> Band:
    """Return the word for a score and its reasons."""
    agreeing = [part for part in parts if part.alike >= _STRONG_FROM and part.weight >= _TELLS_FROM]
    numbered = any(part.component is Component.NUMBER for part in agreeing)
    doubtful = any(part.component is Component.NUMBER and part.way is not Way.EQUAL for part in parts)
    if score >= _STRONG_FROM and not doubtful and (numbered or len(agreeing) > 1):
        return Band.STRONG
    return Band.PROBABLE if score >= _STRONG_FROM else Band.POSSIBLE


def find_candidates(
    records: Iterable[MatchRecord], min_score: float = MIN_SCORE, progress: Progress | None = None
) -> tuple[Candidate, ...]:
    """Return all pairs with at least `min_score`, the most alike first.

    The order of the records does not matter, nor do records that have nothing to do with a pair. Raises
    `Cancelled` where `progress` was asked to stop.
    """
    progress = progress or Progress()
    profiles = [profile_of(record) for record in sorted(records, key=lambda r: r.id)]
    found = []
    for no, (i, j) in enumerate(pairs_to_compare(profiles, progress)):
        if no % _STEP == 0:
            progress.step(no, 0)
        comparison = compare(profiles[i], profiles[j], min_score)
        if comparison.score >= min_score:
            found.append(
                Candidate(profiles[i].id, profiles[j].id, round(comparison.score, 4), comparison.parts)
            )
    return tuple(sorted(found, key=lambda c: (-c.score, c.a, c.b)))


def compare_records(a: MatchRecord, b: MatchRecord) -> Comparison:
    """Compare two records alone."""
    return compare(profile_of(a), profile_of(b))


def judged_pair(a: MatchRecord, b: MatchRecord) -> Candidate:
    """Return two records as a pair that people judged, with whatever is alike in them, be it too little."""
    first, second = sorted((profile_of(a), profile_of(b)), key=lambda profile: profile.id)
    found = compare(first, second)
    return Candidate(first.id, second.id, round(found.score, 4), found.parts or incidental(first, second))
