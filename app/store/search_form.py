"""Words as they are compared: the search form of DIN 91379 and the looser keys made of it.

DIN 91379 maps every letter onto the base letters A to Z (its "Suchform", which extends the
recommendations of ICAO Doc 9303). The table below holds the letters that become two; all others lose
their marks, other scripts are transliterated. Two keys are made of the search form, and each keeps
beginnings: the key of the beginning of a word is the beginning of the key of the word.
"""
# ruff: noqa: RUF001 - letters that look like others are what these tables are about

import re
import unicodedata

from anyascii import anyascii

_TWO_LETTERS = str.maketrans(
    {
        **{"Ä": "AE", "ä": "AE", "Ö": "OE", "ö": "OE", "Ü": "UE", "ü": "UE", "ß": "SS", "ẞ": "SS"},
        **{"Å": "AA", "å": "AA", "Æ": "AE", "æ": "AE", "Ø": "OE", "ø": "OE", "Œ": "OE", "œ": "OE"},
        **{"Þ": "TH", "þ": "TH", "Ð": "D", "ð": "D", "Đ": "D", "đ": "D", "Ł": "L", "ł": "L"},
        **{"ı": "I", "İ": "I", "Ŋ": "N", "ŋ": "N", "ĸ": "K", "Ə": "E", "ə": "E"},
        # Typographic apostrophes part words as the plain one does; those of transliterations do not.
        **{"’": "'", "‘": "'", "ʼ": "'", "´": "'", "`": "'"},
    }
)
# Vowel marks and stretching of Arabic, and the characters that only direct or join others (category Cf).
_UNSEEN = re.compile(
    "[\u0640\u064b-\u065f\u0670\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f"
    "\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\U000e0001\U000e0020-\U000e007f]"
)
# Looked at from behind: what a pattern puts back in is filled in by Python, match by match.
_MARK_OF_UMLAUT = re.compile(r"(?<=[AOU])E+")
_DOUBLED = re.compile(r"([a-z])\1+")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
# In search forms, which are ASCII; the end of a line stays, so that many lines are treated at once.
_SEPARATORS = [c for c in map(chr, range(128)) if not c.isalnum() and c != "\n"]
_WITHOUT = str.maketrans("", "", "".join(_SEPARATORS))
_BLANKS = str.maketrans("".join(_SEPARATORS), " " * len(_SEPARATORS))


def search_form(text: str) -> str:
    """Return `text` in capital base letters: `Müller-Łódź` becomes `MUELLER-LODZ`.

    Digits, blanks and ASCII punctuation stay; Turkish dotless and dotted i are both I; vowel marks of
    Arabic are left out, as they are in most documents. The form of a form is the form itself.
    """
    if text.isascii():
        return text.upper()
    plain = _UNSEEN.sub("", unicodedata.normalize("NFKC", text)).translate(_TWO_LETTERS)
    return (plain if plain.isascii() else _NOT_ASCII.sub(_transliterated, plain)).upper()


def _transliterated(match: re.Match[str]) -> str:
    return re.sub(r"['`\"^~]", "", anyascii(match.group()))


def words(text: str) -> list[str]:
    """Return the precise keys of the words in `text`, in order.

    Lower case; an umlaut written ä, ae or a is a. Digits and doubled letters stay, so that plates and
    numbers are told apart.
    """
    return [word for line in words_in_lines(search_form(text)) for word in line]


def words_in_lines(form: str) -> list[list[str]]:
    """Return the precise keys of the words in each line of a search form."""
    return [line.split() for line in _without_marks(form).translate(_BLANKS).split("\n")]


def loose(word: str) -> str:
    """Return the loose key of a precise one: doubled letters are single, so ß, ss and s are one."""
    return _DOUBLED.sub(r"\1", word) if _DOUBLED.search(word) else word


def compact(text: str) -> str:
    """Return the precise key of `text` written without any separator: `E-MU 1234` becomes `emu1234`."""
    return compact_lines(search_form(text).replace("\n", " "))


def compact_lines(form: str) -> str:
    """Return the lines of a search form, each without any separator."""
    return _without_marks(form.translate(_WITHOUT))


def _without_marks(form: str) -> str:
    return (_MARK_OF_UMLAUT.sub("", form) if "E" in form else form).lower()
