"""What a text is found by: its words, their other spellings, and its identifiers without separators."""

import functools
import re
from collections.abc import Iterable, Iterator

from app.store.search_form import compact, loose, search_form, words
from app.store.search_spellings import has_no_vowels, other_alphabets, skeleton, spellings

_LONGEST_IDENTIFIER = 64
_MOST_CACHED = 20_000
# Plates, IBANs and telephone numbers as they stand in running text, in search form.
_PLATE = r"\b[A-Z]{1,4}[- :][A-Z]{1,2}[- ]?[0-9]{1,4}[HE]?\b"
_IBAN = r"\b[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b"
_PHONE = r"(?<![A-Z0-9])\+?[0-9][0-9 /().-]{4,}[0-9]\b"
_IDENTIFIERS = tuple(re.compile(pattern) for pattern in (_PLATE, _IBAN, _PHONE))
_PHONE_ONLY = re.compile(r"[0-9 +/().-]+")
_DIGIT = re.compile("[0-9]")
_TRUNK_ZERO = re.compile(r"\(0\)")


def identifiers(form: str) -> Iterator[re.Match[str]]:
    """Yield what could be a plate, an IBAN or a telephone number in a search form; they may overlap."""
    for pattern in _IDENTIFIERS:
        yield from pattern.finditer(form)


def main_term(word: str) -> str:
    """Return the term of a whole word; words that are one in different spellings have one term."""
    return spellings(loose(word))[0] if word.isalpha() else word


def phone_terms(text: str) -> set[str]:
    """Return a telephone number's digits with its country code and with the zero of the trunk.

    `+49 201 123`, `0049 (0)201 123` and `0201/123` share a term. Germany's code is the one supplied
    where a number has none.
    """
    digits = "".join(re.findall("[0-9]", _TRUNK_ZERO.sub("", text)))
    if digits.startswith("00"):
        digits = digits[2:]
    elif digits.startswith("0"):
        digits = f"49{digits[1:]}"
    found = {digits}
    if digits.startswith("49"):
        found |= {f"0{digits[2:]}", digits[2:]}
    return {term for term in found if len(term) > 4}


def joined_terms(text: str) -> set[str]:
    """Return the identifiers in `text` without separators; a short text with a digit is one as a whole."""
    form = search_form(text)
    found: set[str] = set()
    if _DIGIT.search(form):
        runs = dict.fromkeys(match.group() for match in identifiers(form))
        runs |= {form: None} if len(form) <= _LONGEST_IDENTIFIER else {}
        found.update(map(compact, runs))
        found.update(*(phone_terms(run) for run in runs if _PHONE_ONLY.fullmatch(run)))
    for piece in form.split() if not form.isalnum() else ():
        if not piece.isalnum() and len(piece) <= _LONGEST_IDENTIFIER and len(words(piece)) > 1:
            together = compact(piece)
            found |= {together, loose(together)}
    return found - {""}


def terms(text: str) -> list[str]:
    """Return the terms of a text: its words in order (phrases need that), then everything else once."""
    main, more = _terms(text)
    return main + sorted(more.difference(main))


def index_text(lines: Iterable[str]) -> str:
    """Return what the index holds of some lines: the words of all, then the further terms of all."""
    main: list[str] = []
    more: set[str] = set()
    for line in lines:
        found, further = _terms(line)
        main += found
        more |= further
    return " ".join(main + sorted(more.difference(main)))


@functools.lru_cache(maxsize=_MOST_CACHED)
def _of_word(word: str) -> tuple[str, tuple[str, ...]]:
    """Return the term of a word and all its spellings; names and trades come again and again."""
    ways = spellings(loose(word))
    return ways[0] if word.isalpha() else word, ways


def _terms(text: str) -> tuple[list[str], set[str]]:
    main: list[str] = []
    more = joined_terms(text)
    plain = words(text)
    for word in plain:
        term, ways = _of_word(word)
        main.append(term)
        more.update(ways)
    if not text.isascii():
        for other in other_alphabets(text):
            more.update(loose(word) for word in words(other))
        if has_no_vowels(text):
            more.update(skeleton(loose(word)) for word in plain)
    more.discard("")
    return main, more
