"""Where long words may break."""

import re
from functools import cache

import pyphen

_DICTIONARY = {"de": "de_DE", "en": "en_GB"}
_LONG_WORD = re.compile(r"(?<![\w.@/-])[^\W\d_]{12,}(?![\w.@/-])")
_SHY = "\u00ad"
_AT_LEAST = 4
_SHORTEST_END = 3
# Stems of this trade that the patterns break in odd places, alone or inside a longer word.
_STEMS = (
    "Grund·stücks",
    "Grund·stück",
    "Schwarz·arbeits",
    "Vermögens",
    "Haupt·zoll·amt",
    "Straßen·verkehrs·amt",
    "Einwohner·melde·amt",
    "Ausländer·behörde",
    "Staats·anwalt",
    "Beschäftigungs",
    "Geschäfts",
    "Wirtschafts",
    "Leistungs",
)


@cache
def _patterns(language: str) -> pyphen.Pyphen:
    return pyphen.Pyphen(lang=_DICTIONARY[language], left=_AT_LEAST, right=_AT_LEAST)


def soften(text: str, language: str) -> str:
    """Return `text` with soft hyphens in its long words; codes, addresses and file numbers stay whole."""
    return _LONG_WORD.sub(lambda match: _break(match.group(), language), text)


@cache
def _break(word: str, language: str) -> str:
    cuts = set(_patterns(language).positions(word))
    if language == "de":
        cuts = _with_stems(word.casefold(), cuts)
    return "".join(_SHY + c if i in cuts else c for i, c in enumerate(word))


def _with_stems(word: str, cuts: set[int]) -> set[int]:
    """Replace the cuts in and just beside a known stem by the stem's own."""
    taken: set[int] = set()
    for stem in _STEMS:
        bare = stem.replace("·", "").casefold()
        start = word.find(bare)
        end = start + len(bare)
        if start < 0 or taken & set(range(start, end)):
            continue
        taken |= set(range(start, end))
        cuts = {c for c in cuts if not start - 1 <= c <= end + 1}
        inner = {start + len(stem[:i].replace("·", "")) for i, c in enumerate(stem) if c == "·"}
        cuts |= {c for c in (start, *inner, end) if 0 < c <= len(word) - _SHORTEST_END}
    return cuts
