"""Words of origin in free texts, named before saving so that somebody asks whether they are needed here.

The words are data (`resources/ontology/sensitive_words.yaml`), each group with the reason for asking.
A text is never refused for them, and nothing is kept about which words it holds.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from app.base.i18n import language
from app.base.paths import resource
from app.ontology.declarations import Entry, entries, read_mapping

_FILE = "sensitive_words.yaml"
_ENDINGS = r"(?:e[nrsm]?|ern|ens|n|s|in|innen)"
_BEGIN, _END = r"(?<![^\W_])", r"(?![^\W_])"
_UMLAUTS = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}


@dataclass(frozen=True, slots=True)
class SensitiveWord:
    """A word as it stands in the text, what it tells about people, and why it is asked about."""

    word: str
    group: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Group:
    labels: dict[str, str]
    reasons: dict[str, str]
    words: re.Pattern[str]
    exact: re.Pattern[str] | None
    unless: re.Pattern[str] | None


def sensitive_words(text: str) -> tuple[SensitiveWord, ...]:
    """Return the words of origin in a text, each once, in the order in which they stand there."""
    composed = unicodedata.normalize("NFC", text)
    folded, places = _folded(composed)
    found: dict[str, tuple[int, SensitiveWord]] = {}
    for group in _groups():
        innocent = [m.span() for m in group.unless.finditer(folded)] if group.unless else []
        hits = [(m.start(), m.end()) for m in group.words.finditer(folded)]
        if group.exact:
            spans = (m.span() for m in group.exact.finditer(composed))
            hits += [(places.index(begin), places.index(end)) for begin, end in spans]
        for begin, end in hits:
            if any(first <= begin and end <= last for first, last in innocent):
                continue
            word = composed[places[begin] : places[end]]
            named = SensitiveWord(word, group.labels[language()], group.reasons[language()])
            found.setdefault(word.casefold(), (begin, named))
    return tuple(named for _place, named in sorted(found.values(), key=lambda pair: pair[0]))


def _folded(text: str) -> tuple[str, list[int]]:
    """Return a text as words are compared, and for each of its characters the place in the original."""
    parts, places = [], []
    for at, char in enumerate(text):
        if unicodedata.category(char) == "Cf":
            continue
        plain = "".join(_UMLAUTS.get(c, c) for c in char.casefold())
        plain = " " if plain.isspace() else plain
        parts.append(plain)
        places += [at] * len(plain)
    return "".join(parts), [*places, len(text)]


@cache
def _groups() -> tuple[_Group, ...]:
    file = resource("ontology", _FILE)
    return tuple(_group(entry) for entry in entries(file, read_mapping(file).get("groups")))


def _group(entry: Entry) -> _Group:
    exact = [re.escape(word) for word in entry.texts("exact")]
    unless = [_phrase(word) for word in entry.texts("unless")]
    return _Group(
        {"de": entry.text("label_de"), "en": entry.text("label_en")},
        {"de": entry.text("reason_de"), "en": entry.text("reason_en")},
        re.compile(f"{_BEGIN}(?:{'|'.join(map(_word, entry.texts('words')))}){_END}"),
        re.compile(f"{_BEGIN}(?:{'|'.join(exact)}){_END}") if exact else None,
        re.compile(f"{_BEGIN}(?:{'|'.join(unless)}){_END}") if unless else None,
    )


def _word(declared: str) -> str:
    """Return the pattern of a word with its endings; one that ends in -e changes it ("Kurde", "Kurdin")."""
    plain = _folded(declared.strip("*"))[0]
    if declared.endswith("*"):
        return rf"{re.escape(plain)}\w*"
    head = r"\w{3,}" if declared.startswith("*") else ""
    if plain.endswith("e"):
        return f"{head}{re.escape(plain[:-1])}{_ENDINGS}"
    return f"{head}{re.escape(plain)}{_ENDINGS}?"


def _phrase(declared: str) -> str:
    plain = re.escape(_folded(declared.removesuffix("*"))[0])
    return rf"{plain}\w*" if declared.endswith("*") else plain
