"""What a text is found by: its words, their other spellings, and its identifiers without separators."""

import functools
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain

from app.store.search_form import compact_lines, loose, search_form, words, words_in_lines
from app.store.search_spellings import has_no_vowels, other_alphabets, skeleton, spellings

_LONGEST_IDENTIFIER = 64
_MOST_CACHED = 20_000
# Plates, IBANs and telephone numbers as they stand in running text, in search form.
_PLATE = r"\b[A-Z]{1,4}[- :][A-Z]{1,2}[- ]?[0-9]{1,4}[HE]?\b"
_IBAN = r"\b[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b"
_PHONE = r"(?<![A-Z0-9])\+?[0-9][0-9 /().-]{4,}[0-9]\b"
_IDENTIFIERS = tuple(re.compile(pattern) for pattern in (_PLATE, _IBAN, _PHONE))
_PHONE_ONLY = re.compile(r"[0-9 +/().-]+")
_NO_DIGITS = re.compile("[^0-9]+")
_TRUNK_ZERO = "(0)"
_NUMBERED, _PARTED = "0", "!"
# Of a search form no more than where digits are and what is neither letter nor digit nor blank.
_KINDS = {c: _NUMBERED for c in range(48, 58)}
_KINDS |= {c: _PARTED for c in range(128) if not (chr(c).isalnum() or chr(c).isspace())}

Terms = tuple[list[str], set[str]]
"""The words of a text in order, and its further terms; those of the words may be among them."""


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
    digits = _NO_DIGITS.sub("", text.replace(_TRUNK_ZERO, ""))
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
    return _joined([search_form(text).replace("\n", "\r")])[0]


def terms(text: str) -> list[str]:
    """Return the terms of a text: its words in order (phrases need that), then everything else once."""
    ((main, more),) = terms_of([text])
    return main + sorted(more.difference(main))


def index_text(lines: Sequence[str]) -> str:
    """Return what the index holds of some lines: the words of all, then the further terms of all."""
    return index_texts([lines])[0]


def index_texts(things: Sequence[Sequence[str]]) -> list[str]:
    """Return what the index holds of each of several things, given by their lines."""
    different = list(dict.fromkeys(chain.from_iterable(things)))
    known = dict(zip(different, terms_of(different), strict=True))
    return [_in_order([known[line] for line in lines]) for lines in things]


def _in_order(found: Sequence[Terms]) -> str:
    main: list[str] = []
    more: set[str] = set()
    for written, further in found:
        main += written
        more |= further
    return " ".join(main + sorted(more.difference(main)))


def terms_of(texts: Sequence[str]) -> list[Terms]:
    """Return the terms of each of several texts; looking through them all at once is most of the way."""
    if not texts:
        return []
    # Which blank parts two words is all the same.
    forms = [search_form(text).replace("\n", "\r") for text in texts]
    return [
        _terms(text, written, more)
        for text, written, more in zip(texts, words_in_lines("\n".join(forms)), _joined(forms), strict=True)
    ]


def _terms(text: str, written: Sequence[str], more: set[str]) -> Terms:
    main: list[str] = []
    for word in written:
        if word.isdecimal():
            # A number has one spelling, and there are more of them than the memory for words holds.
            main.append(word)
            continue
        term, ways = _of_word(word)
        main.append(term)
        if ways:
            more.update(ways)
    if not text.isascii():
        for other in other_alphabets(text):
            more.update(loose(word) for word in words(other))
        if has_no_vowels(text):
            more.update(skeleton(loose(word)) for word in written)
        more.discard("")
    return main, more


@functools.lru_cache(maxsize=_MOST_CACHED)
def _of_word(word: str) -> tuple[str, tuple[str, ...]]:
    """Return the term of a word and its other spellings; names and trades come again and again."""
    ways = spellings(loose(word))
    term = ways[0] if word.isalpha() else word
    return term, tuple(way for way in ways if way != term)


def _joined(forms: Sequence[str]) -> list[set[str]]:
    """Return for each search form (one line each) the identifiers in it without separators."""
    found = [set[str]() for _form in forms]
    kinds = "\n".join(forms).translate(_KINDS).split("\n")
    numbered = [no for no, kind in enumerate(kinds) if _NUMBERED in kind]
    for no, run in _runs(forms, numbered):
        _add_run(found[no], run, compact_lines(run))
    whole = [no for no in numbered if len(forms[no]) <= _LONGEST_IDENTIFIER]
    for no, key in zip(whole, compact_lines("\n".join(forms[no] for no in whole)).split("\n"), strict=False):
        _add_run(found[no], forms[no], key)
    for no in (no for no, kind in enumerate(kinds) if _PARTED in kind):
        for piece in forms[no].split():
            if not piece.isalnum() and len(piece) <= _LONGEST_IDENTIFIER and len(words(piece)) > 1:
                key = compact_lines(piece)
                found[no] |= {key, loose(key)}
    return found


def _runs(forms: Sequence[str], numbered: Sequence[int]) -> Iterator[tuple[int, str]]:
    """Yield what could be an identifier within a form that holds more than that, with the form's place."""
    lines = [forms[no] for no in numbered]
    ends = list(accumulate(len(line) + 1 for line in lines))
    for match in identifiers("\n".join(lines)):
        at = bisect_right(ends, match.start())
        if len(match.group()) != len(lines[at]) or len(lines[at]) > _LONGEST_IDENTIFIER:
            yield numbered[at], match.group()


def _add_run(found: set[str], run: str, key: str) -> None:
    found.add(key)
    if key.isdigit() and _PHONE_ONLY.fullmatch(run):
        found |= phone_terms(run)
