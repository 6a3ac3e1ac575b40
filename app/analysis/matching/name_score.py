"""How alike two names are: words are laid beside each other, whatever their order, and what is left counts.

The score is 1 minus the lacks of all words over the root of their number, so that one word that says
something else weighs in a long name, too. The constants were chosen on one half of a published set of
name pairs (docs/MATCHING.md) and hold for every name alike.
"""

import itertools
from collections.abc import Sequence
from functools import lru_cache
from math import sqrt

from rapidfuzz.distance import OSA, JaroWinkler

from app.analysis.matching import letters
from app.analysis.matching.name_forms import Kind, NameForm, Word

# How much a word counts by its kind.
_WEIGHT = {
    Kind.WORD: 1.0, Kind.INITIAL: 0.5, Kind.PARTICLE: 0.15, Kind.TITLE: 0.05, Kind.NUMBER: 0.3,
    Kind.LEGAL_FORM: 0.25,
}  # fmt: skip
_SOUND_WORTH = 0.97  # two words that sound alike are nearly as good as two that are written alike
_OUTLINE_WORTH = 0.93
_SHORT_FORM = 0.74  # Max and Maximilian
_INITIAL_WORTH = 0.85
_HOPELESS = 0.26  # so little of the outline in common that nothing else makes up for it
_PAIRED_FROM = 0.5  # below that, two words are two different words
_LACK_FROM = 0.35  # at this likeness the lack is whole
_LACK_OF_OTHER = 1.1  # a word on each side that says something else
_LACK_OF_MISSING = 0.32  # a word that only one side has
_MISSING_POWER = 0.8
_TURNED = 0.02
_SCRAMBLED = 0.1
_JOINED_FROM = 0.88


@lru_cache(maxsize=400_000)
def word_likeness(a: Word, b: Word) -> float:
    """Return how alike two words are, 0 to 1; the same either way round."""
    if a.text == b.text:
        return 1.0
    if a.kind != b.kind or a.kind is not Kind.WORD:
        return _unlike_kinds(a, b)
    if min(len(a.text), len(b.text)) * 4 < max(len(a.text), len(b.text)):
        return 0.0
    if a.own and b.own:
        return _letters_likeness(a.own, b.own)
    if not a.bones and not b.bones and OSA.normalized_similarity(a.outline, b.outline) < _HOPELESS:
        return _SHORT_FORM if _is_short_form(a.text, b.text) else 0.0
    best = max(_letters_likeness(a.text, b.text), _SOUND_WORTH * _letters_likeness(a.sound, b.sound))
    best = max(best, _OUTLINE_WORTH * _letters_likeness(a.outline, b.outline))
    if best < _SHORT_FORM and _is_short_form(a.text, b.text):
        best = _SHORT_FORM
    if a.bones or b.bones:
        bones = a.bones or letters.bones(a.text), b.bones or letters.bones(b.text)
        best = max(best, 0.93 * _letters_likeness(*bones))
    return best


def _is_short_form(a: str, b: str) -> bool:
    return min(len(a), len(b)) > 2 and (a.startswith(b) or b.startswith(a))


def _unlike_kinds(a: Word, b: Word) -> float:
    kinds = {a.kind, b.kind}
    if Kind.INITIAL in kinds and kinds <= {Kind.INITIAL, Kind.WORD}:
        return _INITIAL_WORTH if a.text[0] == b.text[0] and a.kind != b.kind else 0.0
    if kinds == {Kind.PARTICLE, Kind.WORD}:
        return OSA.normalized_similarity(a.text, b.text, score_cutoff=0.75)
    return 0.0


def _letters_likeness(a: str, b: str) -> float:
    if a == b:
        return 1.0
    edits = OSA.normalized_similarity(a, b)
    return 0.65 * edits + 0.35 * JaroWinkler.similarity(a, b)


def name_likeness(a: NameForm, b: NameForm) -> float:
    """Return how alike two names are, 0 to 1; the same either way round, 1 for the same name."""
    if a.key == b.key:
        return 1.0 if a.words else 0.0
    if b.key < a.key:
        a, b = b, a
    score = _by_words(a.words, b.words)
    if score < 0.97:
        score = max(score, _joined(a, b))
    return score


def _joined(a: NameForm, b: NameForm) -> float:
    """Compare names written without their gaps: `SergeiMuster`, `Van der Muster` and `vandermuster`."""
    if len(a.words) == len(b.words):
        return 0.0
    alike = max(
        _letters_likeness(a.joined, b.joined),
        _SOUND_WORTH * _letters_likeness(a.joined_sound, b.joined_sound),
    )
    return alike - 0.02 if alike >= _JOINED_FROM else 0.0


def _by_words(a: Sequence[Word], b: Sequence[Word]) -> float:
    pairs, left_a, left_b = paired(a, b)
    weight = lack = 0.0
    for i, j, alike in pairs:
        w = min(_WEIGHT[a[i].kind], _WEIGHT[b[j].kind])
        weight += w
        lack += w * _lack(alike)
    over_a = sum(_WEIGHT[a[i].kind] for i in left_a)
    over_b = sum(_WEIGHT[b[j].kind] for j in left_b)
    other = min(over_a, over_b)
    missing = max(over_a, over_b) - other
    weight += other + missing
    if not any(a[i].kind is Kind.WORD or b[j].kind is Kind.WORD for i, j, _alike in pairs):
        return 0.0
    lack += other * _LACK_OF_OTHER + missing**_MISSING_POWER * _LACK_OF_MISSING
    lack += _order_lack(pairs, a)
    score: float = max(0.0, 1.0 - lack / sqrt(max(weight, 1.0)))
    return score


def _order_lack(pairs: Sequence[tuple[int, int, float]], a: Sequence[Word]) -> float:
    """Surname first is nearly the same name; words in quite another order are a little less."""
    order = [j for i, j, _alike in sorted(pairs) if a[i].kind is Kind.WORD]
    breaks = sum(second < first for first, second in itertools.pairwise(order))
    if not breaks:
        return 0.0
    turned = breaks == 1 and order[-1] < order[0]
    return _TURNED if turned else _SCRAMBLED


def _lack(alike: float) -> float:
    return min(1.0, (1.0 - alike) / (1.0 - _LACK_FROM))


def paired(a: Sequence[Word], b: Sequence[Word]) -> tuple[list[tuple[int, int, float]], list[int], list[int]]:
    """Lay the words of two names beside each other, the most alike first.

    Returns the pairs (place in `a`, place in `b`, likeness) and the places left over on either side.
    """
    ranked = sorted(
        (
            (-alike, abs(i - j), i, j)
            for i, x in enumerate(a)
            for j, y in enumerate(b)
            if (alike := word_likeness(x, y)) >= _PAIRED_FROM
        ),
    )
    left_a, left_b = set(range(len(a))), set(range(len(b)))
    pairs = []
    for negative, _far, i, j in ranked:
        if i in left_a and j in left_b:
            left_a.discard(i)
            left_b.discard(j)
            pairs.append((i, j, -negative))
    return pairs, sorted(left_a), sorted(left_b)
