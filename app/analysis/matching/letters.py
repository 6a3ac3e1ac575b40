"""Words as they are compared: base letters, how they sound, and what stays of them without vowels.

Every word goes through the same steps, whatever script or language it is written in.
"""
# ruff: noqa: RUF001 - letters that look like others are what these tables are about

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

# DIN 91379 writes these letters as two base letters; other letters only lose their marks.
_TWO_LETTERS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "å": "aa", "æ": "ae", "ø": "oe", "œ": "oe", "þ": "th"}
    | {"đ": "d", "ð": "d", "ł": "l", "ı": "i", "ə": "e", "’": "'", "‘": "'", "ʼ": "'", "´": "'", "`": "'"}
)
# Letters of Arabic that carry a vowel rather than a consonant of their own.
_ARABIC_VOWELS = str.maketrans(dict.fromkeys("\u0621\u0622\u0623\u0625\u0627\u0629\u0639\u0649", "a"))
# Vowel marks and stretching of Arabic, and characters that only direct or join others.
_UNSEEN = re.compile("[\u0640\u064b-\u065f\u0670\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_NO_VOWELS = re.compile("[\u0590-\u06ff]")
# Read from left to right, the longer first: letters that different romanisations use for one sound.
_SOUNDS = (
    ("shch", "s"), ("schtsch", "s"), ("tsch", "c"), ("dsch", "j"), ("sch", "s"), ("tch", "c"),
    ("sh", "s"), ("zh", "s"), ("ch", "c"), ("kh", "h"), ("gh", "g"), ("ph", "f"), ("th", "t"), ("dh", "d"),
    ("ts", "z"), ("tz", "z"), ("ck", "k"), ("cz", "c"), ("sz", "s"), ("dj", "j"), ("dz", "j"),
    ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ae", "a"), ("oe", "o"), ("ue", "u"), ("ie", "i"),
    ("ey", "ei"), ("ai", "ei"), ("ay", "ei"), ("iy", "i"), ("yy", "i"), ("ij", "i"),
    ("w", "v"), ("y", "i"), ("q", "k"), ("x", "ks"), ("ci", "zi"), ("ce", "ze"), ("c", "k"),
)  # fmt: skip
_SOUND = re.compile("|".join(letters for letters, _sound in _SOUNDS))
_SOUND_OF = dict(_SOUNDS)
_FIRST_VOWEL = str.maketrans("eiou", "aaaa")
_VOWELS = str.maketrans("eo", "iu")
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=200_000)
def base_letters(text: str) -> str:
    """Return `text` in lower-case base letters, other scripts transliterated: `Müller` is `mueller`."""
    if text.isascii():
        return text.lower()
    plain = _UNSEEN.sub("", unicodedata.normalize("NFKC", text)).casefold().translate(_TWO_LETTERS)
    return anyascii(plain.translate(_ARABIC_VOWELS)).lower()


@lru_cache(maxsize=200_000)
def sound(word: str) -> str:
    """Return a key that romanisations of one word mostly share; `word` is in base letters."""
    return _DOUBLED.sub(r"\1", _SOUND.sub(lambda match: _SOUND_OF[match.group()], word))


@lru_cache(maxsize=200_000)
def outline(word: str) -> str:
    """Return the sound of a word with e and i as one, o and u as one: what romanisations vary most."""
    return _DOUBLED.sub(r"\1", sound(word).translate(_VOWELS))


def bones(word: str) -> str:
    """Return the first letter and the consonants of a word, for scripts that write few vowels or none."""
    # There w and y stand for long vowels as well.
    heard = sound(word[:1] + re.sub("[wy]", "", word[1:]))
    return heard[:1].translate(_FIRST_VOWEL) + re.sub("[aeiouhj']", "", heard[1:])


def writes_no_vowels(text: str) -> bool:
    """Tell whether `text` is in a script that leaves out vowels (Arabic, Hebrew)."""
    return _NO_VOWELS.search(text) is not None
