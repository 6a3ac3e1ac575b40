"""Competing hypotheses: which statement the evidence contradicts least, and how firm that is.

After R. Heuer, "Psychology of Intelligence Analysis" (1999), chapter 8: evidence counts against hypotheses,
not for them. The numbers say how far the evidence listed here contradicts a statement; they are no
probability and never a score of a person.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from app.base.method_records import ABSENCE, Method, MethodPart, PartKind
from app.base.records import Finding, Source

SCORES = {"CC": 0.0, "C": 0.0, "N": 0.0, "I": -1.0, "II": -2.0}
"""What a verdict counts. What fits counts nothing: most evidence fits several hypotheses."""
_OF_SOURCE = {"A": 1.0, "B": 0.75, "C": 0.5, "X": 0.25}
_OF_CONTENT = {"1": 1.0, "2": 0.75, "3": 0.5, "4": 0.25}
LEAST = 0.25
"""The weight of what carries no grading."""
_CLOSE = 1e-9


@dataclass(frozen=True, slots=True)
class Weighed:
    """A row of evidence as it counts.

    `scores` is by hypothesis the mean of its raters, from 0 (fits) to -2; who found it not applicable does
    not count, and a hypothesis nobody rated has none. `diagnosticity` is how far the row sets the
    hypotheses apart: weight times the distance of its best and its worst score; 0 says it does not.
    """

    part_id: str
    weight: float
    scores: Mapping[str, float]
    diagnosticity: float

    @property
    def tells_apart(self) -> bool:
        """Whether the row makes a difference between hypotheses."""
        return self.diagnosticity > _CLOSE


@dataclass(frozen=True, slots=True)
class Comparison:
    """What came out. `inconsistency` is by hypothesis the weighted sum of its scores, 0 or less.

    A hypothesis without any rating has none. `ranked` orders the others, least inconsistent first; `leading`
    are those at the front, more than one if they are level. `unrated` counts empty cells by hypothesis.
    """

    rows: tuple[Weighed, ...]
    inconsistency: Mapping[str, float]
    ranked: tuple[str, ...]
    leading: frozenset[str]
    unrated: Mapping[str, int]

    @property
    def idle(self) -> tuple[str, ...]:
        """The rows rated for all hypotheses that set none apart; they can be taken out without a change."""
        whole = len(self.unrated)
        return tuple(r.part_id for r in self.rows if len(r.scores) == whole > 0 and not r.tells_apart)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What comes out without one row; `turns` says that other hypotheses lead then."""

    part_id: str
    leading: frozenset[str]
    turns: bool


def weight(reliability: str, credibility: str) -> float:
    """Return what a grading of the Europol 4x4 scheme weighs, 1.0 to 0.25: the weaker of its two halves.

    A credible word of a doubtful source is no better than its source. Unknown codes weigh as little as X.
    """
    return min(_OF_SOURCE.get(reliability, LEAST), _OF_CONTENT.get(credibility, LEAST))


def weights(method: Method, findings: Sequence[Finding], sources: Sequence[Source]) -> dict[str, float]:
    """Return the weight of each row of evidence by its id.

    A row weighs what its best graded finding weighs. That something is absent weighs as the result of the
    collection task it names was rated, else the least.
    """
    by_id, reliability = {f.id: f for f in findings}, {s.id: s.reliability for s in sources}
    found = {}
    for part in method.of(PartKind.EVIDENCE):
        graded = [
            weight(reliability.get(f.source_id, ""), f.credibility)
            for f in (by_id.get(c) for c in part.cites)
            if f is not None
        ]
        if part.role == ABSENCE and part.grading:
            graded = [weight(part.grading[:1], part.grading[1:])]
        found[part.id] = max(graded, default=LEAST)
    return found


def compare(method: Method, weighs: Mapping[str, float], without: Collection[str] = ()) -> Comparison:
    """Return how the hypotheses of a method stand, without some rows of evidence."""
    hypotheses = [h.id for h in method.of(PartKind.HYPOTHESIS)]
    evidence = [e for e in method.of(PartKind.EVIDENCE) if e.id not in without]
    rows = tuple(_weighed(e, hypotheses, weighs.get(e.id, LEAST)) for e in evidence)
    sums = {
        h: sum(row.weight * row.scores[h] for row in rows if h in row.scores)
        for h in hypotheses
        if any(h in row.scores for row in rows)
    }
    ranked = tuple(sorted(sums, key=lambda h: (-round(sums[h], 9), hypotheses.index(h))))
    best = sums[ranked[0]] if ranked else 0.0
    return Comparison(
        rows,
        sums,
        ranked,
        frozenset(h for h in ranked if best - sums[h] <= _CLOSE),
        {h: sum(not any(r.hypothesis_id == h for r in e.ratings) for e in evidence) for h in hypotheses},
    )


def sensitivity(method: Method, weighs: Mapping[str, float]) -> tuple[LeftOut, ...]:
    """Return for each rated row what comes out without it; empty where there is nothing to compare."""
    whole = compare(method, weighs)
    if len(whole.ranked) < 2:
        return ()
    found = []
    for row in whole.rows:
        if row.scores:
            leading = compare(method, weighs, {row.part_id}).leading
            found.append(LeftOut(row.part_id, leading, leading != whole.leading))
    return tuple(found)


def without_row(method: Method, part_id: str) -> Method:
    """Return the method as if this row of evidence had never been listed."""
    return replace(method, parts=tuple(p for p in method.parts if p.id != part_id))


def verdicts(part: MethodPart, hypothesis_id: str) -> tuple[str, ...]:
    """Return what is said of one cell, in the order of raters."""
    said = sorted((r.rater, r.verdict) for r in part.ratings if r.hypothesis_id == hypothesis_id)
    return tuple(verdict for _rater, verdict in said)


def _weighed(part: MethodPart, hypotheses: Sequence[str], weighs: float) -> Weighed:
    scores = {}
    for h in hypotheses:
        said = [SCORES[v] for v in verdicts(part, h) if v in SCORES]
        if said:
            scores[h] = sum(said) / len(said)
    apart = max(scores.values()) - min(scores.values()) if len(scores) > 1 else 0.0
    return Weighed(part.id, weighs, scores, weighs * apart)
