"""Names in other scripts: how they read in Latin letters, and where they stand in an alphabetical list.

Order and base letters follow DIN 91379 (Latin letters of Unicode for electronic data processing in public
administration, with its search form) and DIN 5007-1: a letter with a mark stands with its base letter.
"""
# ruff: noqa: RUF001 - letters that look like others are what these tables are about

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

# Letters that have no decomposition; all others lose their marks by theirs.
_BASE = str.maketrans(
    {
        **{
            "ł": "l",
            "ø": "o",
            "đ": "d",
            "ð": "d",
            "ħ": "h",
            "ı": "i",
            "ŧ": "t",
            "ŋ": "n",
            "ĸ": "k",
            "ə": "e",
        },
        **{"æ": "ae", "œ": "oe", "þ": "th", "ß": "ss", "ƶ": "z", "ǥ": "g", "ɨ": "i", "ʉ": "u", "ȥ": "z"},
        **dict.fromkeys("ʼ’‘ʹʺʻʾʿˈ´`", "'"),
    }
)
_MARKS = re.compile(r"[\u0300-\u036f]+")
# ISO 843: omicron and upsilon together read as one sound.
_GREEK_U = re.compile("[οό][υύ]|[ΟΌ][υύΥΎ]")
_LETTER = re.compile(r"[^\W\d_]")
_LATIN = ("LATIN", "FEMININE ORDINAL", "MASCULINE ORDINAL", "MODIFIER LETTER")


@lru_cache(maxsize=50_000)
def base_letters(text: str) -> str:
    """Return `text` in lower case and base letters, for the order of lists; other scripts as they read."""
    plain = text.casefold()
    if plain.isascii():
        return plain
    plain = _MARKS.sub("", unicodedata.normalize("NFKD", plain)).translate(_BASE)
    return plain if plain.isascii() else anyascii(plain).lower()


def list_order(text: str) -> tuple[str, str]:
    """Return what a text stands by in an alphabetical list; among equals by its marks."""
    return base_letters(text), text


def _as_u(found: re.Match[str]) -> str:
    return "ou" if found[0][0] in "οό" else "OU" if found[0][1].isupper() else "Ou"


@lru_cache(maxsize=50_000)
def romanised(text: str) -> str:
    """Return how a text in another script reads in Latin letters, "" for one that is in Latin letters.

    A reading aid, letter by letter: Arabic is written without its short vowels, as it stands.
    """
    if text.isascii() or not any(_is_foreign(c) for c in text):
        return ""
    parts = []
    for word in text.split():
        read = anyascii(_GREEK_U.sub(_as_u, word)) if any(_is_foreign(c) for c in word) else word
        parts.append(read[:1].upper() + read[1:])
    return " ".join(part for part in parts if part)


def with_reading(text: str) -> str:
    """Return a name in its own script with its reading behind it, a Latin one as it is."""
    reading = romanised(text)
    return f"{text} ({reading})" if reading else text


def _is_foreign(character: str) -> bool:
    if character.isascii() or _LETTER.match(character) is None:
        return False
    return not unicodedata.name(character, "LATIN").startswith(_LATIN)
