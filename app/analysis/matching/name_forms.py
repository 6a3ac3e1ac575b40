"""A name taken apart: its words, what kind each is, and the forms in which each is compared."""

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from rapidfuzz.distance import OSA

from app.analysis.matching import letters
from app.analysis.matching.word_lists import (
    ABBREVIATIONS,
    LEGAL_FORMS,
    LONGEST_FORM,
    PARTICLES,
    ROMAN,
    TENS,
    TITLES,
    UNITS,
)

_SPACED_ALNUM = re.compile(r"[a-z0-9']+")
_ABBREVIATION = re.compile(r"(?<![^\s(\"])((?:[^\W\d_]\.\s?){1,}[^\W\d_])\.?(?=$|[\s,)\"/])")
_OR = re.compile(r"\s*/\s*|\s*;\s*|\s(?:alias|aka|a\.k\.a\.|genannt|gen\.|auch)\s", re.IGNORECASE)
_INITIALS = re.compile(r"(?<![\w.])([B-DF-HJ-NP-TV-XZ])\.?([A-Z])\.?(?=\s+\w*[a-z])")
# Arabic writes its article in one with the word; Latin letters mostly set it apart.
_JOINED_ARTICLE = re.compile("(?<!\\w)\u0627\u0644(?=\\w{3})")
_LONG_FORM = 10
_LONG_FORMS = {
    "".join(words): form for words, form in LEGAL_FORMS.items() if len("".join(words)) > _LONG_FORM
}
_BEGINNINGS = frozenset(long[:2] for long in _LONG_FORMS)
_OWN_WORD = re.compile(r"[\w'\u2019\u02bc\u0300-\u036f\u0900-\u0dff\u1780-\u17ff]+")


class Kind(IntEnum):
    """What a word is within a name; it decides how much it counts."""

    WORD = 0
    INITIAL = 1
    PARTICLE = 2
    TITLE = 3
    NUMBER = 4
    LEGAL_FORM = 5


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """A word of a name in the forms in which it is compared.

    `text` is in base letters (a particle: what stands for it, with `sound` as it is written), `own` in its
    own script if that is not Latin, `bones` its consonants if that script writes no vowels. Words are made
    once and told apart by what they are, not by what they hold: that makes a million of them cheap.
    """

    text: str
    kind: Kind
    sound: str = ""
    outline: str = ""
    own: str = ""
    bones: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class NameForm:
    """A name: its words in order, and all of its letters together; names with one `key` are one name."""

    key: str
    words: tuple[Word, ...]
    joined: str
    joined_sound: str


@lru_cache(maxsize=100_000)
def name_form(text: str, *, organisation: bool = False) -> NameForm:
    """Take a name apart. `Muster, Dr. Max` becomes the words max and muster with the title dr."""
    surname, comma, given = text.partition(",")
    if comma and not organisation and given.strip() and "," not in given:
        text = f"{given} {surname}"
    text = _JOINED_ARTICLE.sub("al ", text)
    if not organisation:
        text = _INITIALS.sub(r"\1 \2 ", text)
    plain = _plain(text)
    spelled = _SPACED_ALNUM.findall(plain)
    tokens = [t for t in (s.strip("'").replace("'", "") for s in spelled) if t]
    owns = _own_words(text, tokens)
    words = _organisation_words(tokens) if organisation else _person_words(tokens, owns)
    core = [w for w in words if w.kind is not Kind.TITLE] or words
    joined = "".join(w.sound if w.kind is Kind.PARTICLE else w.text for w in core)
    key = " ".join(f"{w.kind.value}{w.text}{w.own}" for w in words)
    return NameForm(key, tuple(words), joined, letters.sound(joined))


def alternatives(text: str) -> tuple[str, ...]:
    """Return the names that a text holds: `Muster GmbH / Beispiel` and `Muster alias Beispiel` hold two."""
    parts = tuple(part.strip() for part in _OR.split(text) if part.strip())
    return parts if len(parts) > 1 and all(len(part) > 3 for part in parts) else (text,)


def _plain(text: str) -> str:
    dotted = _ABBREVIATION.sub(lambda m: re.sub(r"[.\s]", "", m.group(1)) + " ", text)
    return letters.base_letters(dotted.replace("&", " and ")).replace("%", " percent")


def _own_words(text: str, tokens: list[str]) -> list[str]:
    """Return the words in their own script where that is not Latin and they go word by word."""
    if text.isascii() or all(ord(c) < 0x250 for c in text):
        return [""] * len(tokens)
    owns = _OWN_WORD.findall(text.casefold())
    return owns if len(owns) == len(tokens) else [""] * len(tokens)


def _person_words(tokens: list[str], owns: list[str]) -> list[Word]:
    words = []
    for token, own in zip(tokens, owns, strict=True):
        if token in TITLES and len(tokens) > 1:
            words.append(_word(token, "", Kind.TITLE))
        elif token in PARTICLES and len(tokens) > 2 - (len(token) > 1):
            words.append(_word(PARTICLES[token], token, Kind.PARTICLE))
        elif len(token) == 1:
            words.append(_word(token, "", Kind.INITIAL))
        else:
            words.append(_word(token, own))
    return words


def _organisation_words(tokens: list[str]) -> list[Word]:
    words: list[Word] = []
    at = 0
    while at < len(tokens):
        length, form = _legal_form(tokens, at)
        if form and length < len(tokens):
            words.append(_word(form, "", Kind.LEGAL_FORM))
            at += length
            continue
        length, number = _number(tokens, at)
        if length:
            words.append(_word(str(number), "", Kind.NUMBER))
            at += length
            continue
        token = ABBREVIATIONS.get(tokens[at], tokens[at])
        particle = token in PARTICLES and len(tokens) > 1
        words.append(_word(PARTICLES[token], token, Kind.PARTICLE) if particle else _word(token, ""))
        at += 1
    return words


def _legal_form(tokens: list[str], at: int) -> tuple[int, str]:
    for length in range(min(LONGEST_FORM, len(tokens) - at), 0, -1):
        words = tuple(tokens[at : at + length])
        form = LEGAL_FORMS.get(words) or _misspelled_form("".join(words))
        if form:
            return length, form
    return 0, ""


@lru_cache(maxsize=100_000)
def _misspelled_form(joined: str) -> str:
    """Return the legal form that is written out with one slip of the pen, "" if there is none."""
    if len(joined) < _LONG_FORM or joined[:2] not in _BEGINNINGS:
        return ""
    near = (form for long, form in _LONG_FORMS.items() if OSA.distance(long, joined, score_cutoff=1) <= 1)
    return next(near, "")


def _number(tokens: list[str], at: int) -> tuple[int, int]:
    token = tokens[at]
    if token.isdecimal() and len(token) < 10:
        return 1, int(token)
    if token in ROMAN and at > 0:
        return 1, ROMAN[token]
    if token in TENS:
        after = tokens[at + 1] if at + 1 < len(tokens) else ""
        unit = UNITS.get(after, int(after) if len(after) == 1 and after.isdecimal() else 0)
        return (2, TENS[token] + unit) if 0 < unit < 10 else (1, TENS[token])
    if token in UNITS:
        return 1, UNITS[token]
    return 0, 0


@lru_cache(maxsize=200_000)
def _word(text: str, own: str, kind: Kind = Kind.WORD) -> Word:
    """Make a word; of a particle, `own` is how it is written."""
    if kind is not Kind.WORD:
        return Word(text, kind, own or text)
    bones = letters.bones(text) if letters.writes_no_vowels(own) else ""
    return Word(text, kind, letters.sound(text), letters.outline(text), own, bones)
