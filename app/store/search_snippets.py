"""The place of a match, for people to read: a few words of the line with […] around what was found."""

import functools
from collections.abc import Callable, Sequence

from app.store.search_form import loose, words
from app.store.search_spellings import spellings
from app.store.search_terms import joined_terms, terms
from app.store.search_vocabulary import stands_inside

_WORDS_SHOWN = 12
_WORDS_BEFORE = 4
# An IBAN in groups of four has up to nine.
_LONGEST_RUN = 9
# Longer texts are looked through from the beginning only; they are found all the same.
_LOOKED_THROUGH = 20_000

Wording = Callable[[str, str], str]


def snippet(body: str, stems: tuple[str, ...], wording: Wording) -> str:
    """Return the line of `body` that matches best; its first line if nothing in it does.

    `wording(property, value)` puts a line into words of the language in force.
    """
    lines = [line.partition("\t")[::2] for line in body[:_LOOKED_THROUGH].split("\n") if line]
    texts = [wording(label, value) for label, value in lines]
    if not texts:
        return ""
    marked = [_marked(text.split(), stems) for text in texts]
    best = max(range(len(texts)), key=lambda n: (sum(on for _word, on in marked[n]), -n))
    return _cut(marked[best])


def _marked(chunks: list[str], stems: tuple[str, ...]) -> list[tuple[str, bool]]:
    matches = _looking_for(stems)
    marked = [(chunk, matches(chunk)) for chunk in chunks]
    if not any(on for _word, on in marked):
        start, end = _identifier(chunks, [stem for stem in stems if any(c.isdigit() for c in stem)])
        marked = [(chunk, start <= n < end) for n, chunk in enumerate(chunks)]
    return marked


def _identifier(chunks: list[str], stems: Sequence[str]) -> tuple[int, int]:
    """Return the shortest run of words that is one of the identifiers looked for; (0, 0) if there is none."""
    if stems and _joined(chunks, stems):
        for length in range(2, _LONGEST_RUN + 1):
            for start in range(len(chunks) - length + 1):
                if _joined(chunks[start : start + length], stems):
                    return start, start + length
    return 0, 0


def _joined(chunks: list[str], stems: Sequence[str]) -> bool:
    return any(term.startswith(tuple(stems)) for term in joined_terms(" ".join(chunks)))


@functools.lru_cache(maxsize=2)
def _looking_for(stems: tuple[str, ...]) -> Callable[[str], bool]:
    """Return what tells whether a word matches, and remembers it: words recur from hit to hit."""

    @functools.lru_cache(maxsize=20_000)
    def matches(chunk: str) -> bool:
        keys = _keys(chunk)
        return any(key.startswith(stems) for key in keys) or any(
            stands_inside(stem, key) for key in keys for stem in stems
        )

    return matches


@functools.lru_cache(maxsize=20_000)
def _keys(chunk: str) -> tuple[str, ...]:
    """Return what a word is found by; most words stand in many lines."""
    if chunk.isascii() and chunk.isalpha():
        return spellings(loose(words(chunk)[0]))
    found = terms(chunk)
    return tuple(dict.fromkeys([*found, *map(loose, found)]))


def _cut(marked: list[tuple[str, bool]]) -> str:
    first = next((n for n, (_word, on) in enumerate(marked) if on), 0)
    start = max(0, min(first - _WORDS_BEFORE, len(marked) - _WORDS_SHOWN))
    shown = [f"[{word}]" if on else word for word, on in marked[start : start + _WORDS_SHOWN]]
    before, after = "… " if start else "", " …" if start + _WORDS_SHOWN < len(marked) else ""
    return f"{before}{' '.join(shown)}{after}"
