"""Does a free text name what its reader must not know of? A pure function of the case's records.

The one mechanism for what is said at a conference (`app.conference.spoken_words`) and for what goes along
with a hand-over (`app.policy.handing_on`). Names are compared word by word, without case and marks; numbers
without what is between the digits. Any word of a person's name tells; of what else is named all words that
the reader does not have anyway; of a title or a description all its words; of an address its street. Words
that many names have and every sentence may hold ("Markt", "Bahnhof") tell nothing by themselves
(resources/words): they do where the name stands as it is.
"""

import functools
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.base.everyday_words import PLACES, everyday_words
from app.base.records import CaseRecords, SubjectKind
from app.ontology.catalogue import ontology

_WORD = re.compile(r"[^\W_]+")
_ENDINGS = ("", "s", "es", "n", "en")
_SHORTEST_WORD, _SHORTEST_NUMBER = 3, 5
"""Characters from which on a word of a name, and a name or number written in one, are looked for."""
_FORMS = frozenset(
    "gmbh mbh ug haftungsbeschrankt ag kg kgaa ohg gbr egbr ek eg ev co und the der die das von van".split()
)
"""Words that many names have: forms of companies, particles."""
_MATTER = "matter"
"""A heading over statements of the case itself: it names nothing in the world."""
_OF_PERSON = frozenset({("person", p) for p in ("name", "name_original_script", "birth_name", "alias")})
_SENTENCES = frozenset({"title", "description", "model", "institution"})
_ADDRESS = "address"
BAR = "▒"


@functools.cache
def ordinary_words() -> frozenset[str]:
    """Return the words that names share with every sentence, folded."""
    return frozenset(folded(word) for word in everyday_words(PLACES))


def folded(word: str) -> str:
    """Return a word as it is compared: without case and marks."""
    plain = unicodedata.normalize("NFKD", word.casefold().replace("ß", "ss"))
    return "".join(c for c in plain if not unicodedata.combining(c))


def words_of(*texts: str) -> frozenset[str]:
    """Return the words of texts, folded: what is kept of a name is kept word by word."""
    return frozenset(folded(word) for text in texts for word in _WORD.findall(text))


class _Kind(StrEnum):
    """What tells: any word, all words that the reader has not, every word, or the first part as it is."""

    PERSON = "person"
    NAME = "name"
    SENTENCE = "sentence"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class _Name:
    """A withheld name: its words that are looked for, its first part as it stands, all of it in one.

    `street` is the first part with its numbers; `kind` tells which of the words have to stand in a text.
    """

    kind: "_Kind"
    value: str
    own: tuple[str, ...]
    head: tuple[str, ...]
    street: tuple[str, ...]
    joined: str

    @property
    def is_telling(self) -> bool:
        """Whether a part of it tells: a digit, or a word that not every sentence may hold."""
        return any(c.isdecimal() for c in self.joined) or any(w not in ordinary_words() for w in self.own)


@dataclass(frozen=True, slots=True)
class _Text:
    """A text made ready: folded word -> word as it stands, the words in their order, all of it in one."""

    words: Mapping[str, str]
    order: tuple[str, ...]
    joined: str


class WithheldWords:
    """The names of a case that a reader must not know of, looked for in texts.

    `told` are the ids of the findings that the reader has, `common` words that are no secret to them anyway.
    """

    def __init__(self, records: CaseRecords, told: Collection[str], common: Iterable[str] = ()) -> None:
        self._records, self._told = records, told
        self._common = tuple(common)

    def named(self, text: str) -> tuple[str, ...]:
        """Return the words of a text that name something withheld, as they stand there."""
        return self.named_in([text])[0]

    def named_in(self, texts: Sequence[str]) -> tuple[tuple[str, ...], ...]:
        """Return for each text what `named` would; many texts cost little more than one."""
        index = _Texts(texts)
        candidates = [name for name in self._names() if index.may_hold(name)]
        known = self._known() if candidates else frozenset[str]()
        done: set[str] = set()
        for name in dict.fromkeys(candidates):
            if name.kind is _Kind.PERSON:
                # A word that many people share is looked for once.
                words = [w for w in name.own if w not in known and w not in done]
                done.update(words)
                index.mark_words(words)
            index.mark(name, known)
        return tuple(_longest(index.hits.get(text, ())) for text in texts)

    def veiled(self, text: str, kept: Collection[str] = frozenset()) -> str:
        """Return a text with a bar for every word that may be part of a withheld name or number.

        Stricter than `named`: one word of the name of a company is hidden before the others are typed, unless
        it is one of every sentence. `kept` are folded words that stay readable.
        """
        known = self._known()
        hidden = set(words_of(*self.named(text)))
        numbers = []
        for name in self._names():
            own = [w for w in name.own if w not in known]
            if name.kind is not _Kind.PERSON:
                own = [w for w in own if w not in ordinary_words()]
            hidden.update(word + end for word in own for end in _ENDINGS)
            numbers.append(name.joined)

        def shown(word: re.Match[str]) -> str:
            plain = folded(word[0])
            digits = any(c.isdecimal() for c in plain) and plain not in known
            partly = digits and any(plain in n for n in numbers)
            return BAR * len(word[0]) if (plain in hidden or partly) and plain not in kept else word[0]

        return _WORD.sub(shown, text)

    def _names(self) -> Iterable[_Name]:
        kinds = {s.id: s.type for s in self._records.subjects if s.kind is SubjectKind.NODE}
        naming = {kind: _naming(kind) for kind in set(kinds.values())}
        for finding in self._records.findings:
            if finding.id in self._told:
                continue
            kind = kinds.get(finding.subject_id)
            if kind is not None and finding.property in naming[kind]:
                yield _name(_kind_of(kind, finding.property), finding.value)

    def _known(self) -> frozenset[str]:
        """Return the words and numbers that the reader is told anyway."""
        found: set[str] = set()
        values = (f.value for f in self._records.findings if f.id in self._told)
        for value in (*values, *self._common):
            found.update(map(folded, _WORD.findall(value)))
            found.add(_joined(value))
        return frozenset(found)


class _Texts:
    """Texts made ready, by their words and by pieces of them in one; `hits` are what was found, by text."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._ready = [(text, _ready(text)) for text in dict.fromkeys(texts) if text.strip()]
        self.hits: dict[str, dict[str, None]] = {text: {} for text, _parts in self._ready}
        self._words: dict[str, set[int]] = {}
        self._pieces: dict[str, set[int]] = {}
        for no, (_text, parts) in enumerate(self._ready):
            for word in parts.words:
                self._words.setdefault(word, set()).add(no)
            for at in range(len(parts.joined) - _SHORTEST_NUMBER + 1):
                self._pieces.setdefault(parts.joined[at : at + _SHORTEST_NUMBER], set()).add(no)

    def may_hold(self, name: _Name) -> bool:
        """Tell whether a word of a name, or all of it in one, may stand in any text."""
        return any(word + end in self._words for word in name.own for end in _ENDINGS) or bool(
            self._whole(name)
        )

    def mark_words(self, words: Iterable[str]) -> None:
        """Note in which texts these words stand."""
        for word in words:
            for no in self._with([word]):
                text, parts = self._ready[no]
                self.hits[text][_as_it_stands(word, parts)] = None

    def mark(self, name: _Name, known: frozenset[str]) -> None:
        """Note in which texts a name is told; of a person its words alone are `mark_words`'s."""
        own = [w for w in name.own if w not in known]
        places = self._whole(name)
        if name.kind is not _Kind.PERSON:
            places = places | self._with(own) | self._with(name.head) | self._with(name.street)
        for no in places:
            text, parts = self._ready[no]
            self.hits[text].update(dict.fromkeys(_hits(name, parts, known)))

    def _whole(self, name: _Name) -> set[int]:
        """Return the texts that hold the beginning, the middle and the end of a name in one."""
        joined, piece = name.joined, _SHORTEST_NUMBER
        if len(joined) < piece:
            return set()
        middle = (len(joined) - piece) // 2
        parts = (joined[:piece], joined[middle : middle + piece], joined[-piece:])
        return set.intersection(*(self._pieces.get(part, set()) for part in parts))

    def _with(self, words: Sequence[str]) -> set[int]:
        """Return the texts that hold all of these words, with or without an ending; none for no words."""
        found: set[int] | None = None
        for word in words:
            here = set[int]().union(*(self._words.get(word + end, ()) for end in _ENDINGS))
            found = here if found is None else found & here
            if not found:
                return set()
        return found or set()


def _longest(hits: Iterable[str]) -> tuple[str, ...]:
    """Return hits without those that are a part of another one."""
    said = tuple(hits)
    return tuple(w for w in said if not any(words_of(w) < words_of(other) for other in said))


@functools.cache
def _naming(kind: str) -> frozenset[str]:
    """Return the properties that name a node of this type, or that it is known by."""
    declared = ontology().nodes.get(kind)
    if declared is None or kind == _MATTER:
        return frozenset()
    return frozenset(declared.caption) | {p.id for p in declared.properties if p.identifying}


def _kind_of(kind: str, prop: str) -> _Kind:
    if (kind, prop) in _OF_PERSON:
        return _Kind.PERSON
    if prop in _SENTENCES:
        return _Kind.SENTENCE
    return _Kind.ADDRESS if prop == _ADDRESS else _Kind.NAME


@functools.lru_cache(maxsize=65_536)
def _name(kind: _Kind, value: str) -> _Name:
    words = tuple(map(folded, _WORD.findall(value)))
    first = re.split(r"[,;(/]", value, maxsplit=1)[0]
    street = tuple(map(folded, _WORD.findall(first)))
    head = tuple(w for w in street if w not in _FORMS and not w[0].isdecimal())
    own = tuple(w for w in words if len(w) >= _SHORTEST_WORD and w not in _FORMS and not w.isdecimal())
    return _Name(kind, value, own, head, street, "".join(words))


def _ready(text: str) -> _Text:
    found = _WORD.findall(text)
    order = tuple(map(folded, found))
    return _Text(dict(zip(order, found, strict=True)), order, "".join(order))


def _hits(name: _Name, text: _Text, known: frozenset[str]) -> list[str]:
    """Return what of the text gives a withheld name away."""
    whole = len(name.joined) >= _SHORTEST_NUMBER and name.joined not in known and name.is_telling
    if whole and name.joined in text.joined:
        return [name.value]
    own = [w for w in name.own if w not in known]
    if not own:
        return _in_a_known_street(name, text)
    said = _said(own, text.words)
    if said and (_tells(name, own, said, text) or _stands(name.head, own, text)):
        return [_as_it_stands(w, text) for w in said]
    return []


def _tells(name: _Name, own: Sequence[str], said: Sequence[str], text: _Text) -> bool:
    """Tell whether the words of a name that stand in a text, wherever, give it away."""
    if name.kind is _Kind.PERSON:
        return True
    if name.kind is _Kind.ADDRESS or len(said) < len(own) or not any(w not in ordinary_words() for w in own):
        return False
    return name.kind is _Kind.NAME or len(_said(name.own, text.words)) == len(name.own)


def _in_a_known_street(name: _Name, text: _Text) -> list[str]:
    """Return an address whose street the reader knows from another one: its number tells then."""
    numbered = len(name.street) > len(name.head) > 0
    if name.kind is not _Kind.ADDRESS or not numbered or not _run(name.street, text.order):
        return []
    return [" ".join(text.words[w] for w in name.street if w in text.words)]


def _said(own: Iterable[str], words: Collection[str]) -> list[str]:
    return [word for word in own if any(word + end in words for end in _ENDINGS)]


def _as_it_stands(word: str, text: _Text) -> str:
    return next(text.words[word + end] for end in _ENDINGS if word + end in text.words)


def _stands(head: Sequence[str], own: Collection[str], text: _Text) -> bool:
    """Tell whether the first part of a name (of an address its street) stands in the text as it is."""
    return bool(set(head) & set(own)) and _run(head, text.order)


def _run(wanted: Sequence[str], order: Sequence[str]) -> bool:
    """Tell whether these words follow each other; the last may have an ending."""
    first, last = tuple(wanted[:-1]), wanted[-1]
    return any(
        tuple(order[at : at + len(first)]) == first and _ends(order[at + len(first)], last)
        for at in range(len(order) - len(first))
    )


def _ends(word: str, wanted: str) -> bool:
    return any(word == wanted + end for end in _ENDINGS)


def _joined(text: str) -> str:
    """Return letters and digits alone: a plate or an account is the same with and without blanks."""
    return "".join(map(folded, _WORD.findall(text)))
