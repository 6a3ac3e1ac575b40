"""Which pairs of records are worth comparing, so that ten thousand need no fifty million comparisons.

Two records become a pair if they share a number, a date with a sound, two sounds of their names, or a
rare one. Small sets are compared in full. Neither the order of the records nor an unrelated one matters.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from app.analysis.matching import letters
from app.analysis.matching.name_forms import Kind, NameForm
from app.analysis.matching.profile import Profile
from app.base import partial_date
from app.base.progress import Progress

_ALL_PAIRS_UP_TO = 250  # records: about 31,000 pairs
_BLOCK_UP_TO = 40  # a key that more records share is too common to say anything alone
_KEY_LETTERS = 4
# So many records under one number or name are a stopgap ("Max Mustermann"), not a duplicate each.
_HUGE_BLOCK = 1_000
_NEAR = 20


def pairs_to_compare(profiles: Sequence[Profile], progress: Progress) -> Iterator[tuple[int, int]]:
    """Yield pairs of places in `profiles`, each once, the smaller place first."""
    by_type: dict[str, list[int]] = defaultdict(list)
    for place, profile in enumerate(profiles):
        by_type[profile.type].append(place)
    for places in by_type.values():
        if len(places) <= _ALL_PAIRS_UP_TO:
            yield from combinations(places, 2)
        else:
            yield from _blocked(profiles, places, progress)


def _blocked(profiles: Sequence[Profile], places: list[int], progress: Progress) -> Iterator[tuple[int, int]]:
    telling: dict[str, list[int]] = defaultdict(list)
    common: dict[str, list[int]] = defaultdict(list)
    for place in places:
        progress.step(place, len(profiles))
        profile = profiles[place]
        for key in _telling_keys(profile):
            telling[key].append(place)
        for key in _common_keys(profile):
            common[key].append(place)
    blocks = [*telling.values(), *(block for block in common.values() if len(block) <= _BLOCK_UP_TO)]
    seen: set[int] = set()
    width = len(profiles)
    for block in blocks:
        for i, j in _within(profiles, block):
            pair = i * width + j
            if pair not in seen:
                seen.add(pair)
                yield i, j


def _within(profiles: Sequence[Profile], block: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of a block; of a huge one only those that lie near each other by name."""
    if len(block) <= _HUGE_BLOCK:
        yield from combinations(block, 2)
        return
    ordered = sorted(block, key=lambda place: _first_name(profiles[place]))
    for at, place in enumerate(ordered):
        for other in ordered[at + 1 : at + 1 + _NEAR]:
            yield min(place, other), max(place, other)


def _first_name(profile: Profile) -> tuple[str, str]:
    return (min((named.form.joined for named in profile.names), default=""), profile.id)


def _telling_keys(profile: Profile) -> set[str]:
    """Return keys that are followed however many records share them."""
    keys = {f"#{kind}:{number}" for kind, numbers in profile.identifiers.items() for number in numbers}
    for named in profile.names:
        sounds = _sounds(named.form)
        keys.update(f"n:{first}:{second}" for first, second in combinations(sounds, 2))
        if len(sounds) == 1:
            keys.add(f"n:{sounds[0]}")
        keys.add(f"j:{letters.outline(named.form.joined)}")
    heads = {sound[:2] for named in profile.names for sound in _sounds(named.form)}
    for day in _days(profile):
        keys.update(f"d:{day}:{head}" for head in heads)
    keys.update(f"c:{text[:7]}" for text in profile.places)
    return keys


def _common_keys(profile: Profile) -> set[str]:
    """Return keys that are followed only where few records share them."""
    sounds = {sound for named in profile.names for sound in _sounds(named.form)}
    keys = {f"w:{sound}" for sound in sounds}
    years = {day[:4] for day in _days(profile)}
    keys.update(f"y:{sound[:3]}:{year}" for sound in sounds for year in years)
    keys.update(f"d:{day}" for day in _days(profile))
    for named in profile.addresses:
        numbers = sorted({w.text for w in named.form.words if w.kind is Kind.NUMBER})
        words = sorted({_key(w.outline) for w in named.form.words if w.kind is Kind.WORD})
        keys.update(f"a:{number}:{word}" for number in numbers for word in words)
    for kind, signs in profile.identifiers.items():
        for sign in signs:
            if len(sign) >= 6:
                keys.update((f"#{kind}<{sign[: len(sign) // 2]}", f"#{kind}>{sign[(len(sign) + 1) // 2 :]}"))
    return keys


def _sounds(form: NameForm) -> list[str]:
    words = {_key(word.outline) for word in form.words if word.kind is Kind.WORD}
    return sorted(words) or sorted({word.text for word in form.words})


def _key(outline: str) -> str:
    """Return the beginning of a word without its vowels after the first letter."""
    rest = "".join(c for c in outline[1:] if c not in "aiuh")
    return (outline[:1] + rest)[:_KEY_LETTERS]


def _days(profile: Profile) -> set[str]:
    """Return the full dates of a record, each with day and month in rising order so that swaps meet."""
    found = set()
    for texts in profile.dates.values():
        for text in texts:
            known = partial_date.parts(text)
            if known is not None and known["day"]:
                found.add(known["year"] + "".join(sorted((known["month"], known["day"]))))
    return found
