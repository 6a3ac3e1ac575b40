"""Who is named in a text: persons of one case, by their whole names or by a lone family name.

A barrier model has no place for persons. What counts as a name is what this case records of its persons, in
any spelling of it, and nothing else: there is no list of names. A word that is an everyday word as well
(resources/words) means the word, unless an initial or a form of address stands before it.
"""

import functools
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from app.base.everyday_words import PEOPLE, everyday_words
from app.base.method_records import MethodPart
from app.base.records import Finding, Subject
from app.base.romanisation import agree, hear
from app.casework import method_templates
from app.casework.method_templates import TemplatePart
from app.ontology.catalogue import ontology
from app.store import tables
from app.store.search_form import loose, words

PERSON = "person"
_TOKEN = re.compile(r"[^\W\d_]+")
_ADDRESS = frozenset(
    "herr herrn frau familie fam sippe clan bruder brüder schwester geschwister eheleute ehepaar mr mrs ms "
    "brother brothers sister family".split()
)
_ENDINGS = ("s", "es", "n", "en", "e")
# A lone family name may be short; any other word of a name has to be long enough to mean somebody.
_SHORTEST, _SHORTEST_LONE, _SHORTEST_HEARD = 4, 3, 5


@dataclass(frozen=True, slots=True)
class _Word:
    """One word of a text: as written, its key, whether it is written like a name, what stands before it."""

    written: str
    key: str
    name_like: bool
    before: str


def persons_named(connection: Connection, case_id: str, texts: Iterable[str]) -> Mapping[str, frozenset[str]]:
    """Return what in these texts names a person of the case, with the ids of the persons it may mean."""
    said = [text for text in texts if text]
    return named_among(_names(connection, case_id), said) if said else {}


def persons_in(
    subjects: Iterable[Subject], findings: Iterable[Finding], texts: Iterable[str]
) -> Mapping[str, frozenset[str]]:
    """Return the same of the persons among these subjects, as these findings name them."""
    persons, properties = {s.id for s in subjects if s.type == PERSON}, set(_name_properties())
    named = (f for f in findings if f.subject_id in persons and f.property in properties)
    return named_among(tuple((f.subject_id, f.value) for f in named), texts)


def texts_of(part: MethodPart | TemplatePart) -> tuple[str, ...]:
    """Return everything that a part of a barrier model says in words."""
    return part.text, part.note, part.partner, part.indicator, part.provision


def named_among(names: Sequence[tuple[str, str]], texts: Iterable[str]) -> Mapping[str, frozenset[str]]:
    """Return which of `names`, each with the id of its person, stand in texts."""
    found: dict[str, set[str]] = {}
    for text in texts:
        plain, written = tuple(words(text)), _written(text)
        for person_id, name in names:
            if _within(name, plain):
                found.setdefault(name, set()).add(person_id)
                continue
            for word in written:
                if _means(word, name):
                    found.setdefault(word.written, set()).add(person_id)
    return {text: frozenset(ids) for text, ids in found.items()}


def _names(connection: Connection, case_id: str) -> tuple[tuple[str, str], ...]:
    f, s, source, q = tables.finding, tables.subject, tables.source, tables.quarantine
    query = (
        select(s.c.id, f.c.value)
        .join(s, s.c.id == f.c.subject_id)
        .join(source, source.c.id == f.c.source_id)
        .where(
            s.c.case_id == case_id,
            s.c.type == PERSON,
            f.c.property.in_(_name_properties()),
            source.c.contribution_id.not_in(select(q.c.contribution_id)),
        )
    )
    return tuple((row[0], row[1]) for row in connection.execute(query.distinct()))


def _name_properties() -> list[str]:
    declared = ontology().nodes[PERSON].properties
    return [p.id for p in declared if p.value_type == "name" and p.identifying]


def _within(name: str, text: tuple[str, ...]) -> bool:
    """Whether a whole name stands in a text, in either order; a single short word may mean anything."""
    parts = tuple(words(name))
    if len(parts) < 2:
        return False
    size = len(parts)
    runs = {text[at : at + size] for at in range(len(text) - size + 1)}
    return bool(runs & {parts, (*parts[1:], parts[0]), (parts[-1], *parts[:-1])})


def _written(text: str) -> tuple[_Word, ...]:
    """Return the words of a text. In one without any capital letter each may be a name."""
    careless = text == text.lower()
    found: list[_Word] = []
    before = ""
    for match in _TOKEN.finditer(text):
        written = match.group()
        key = "".join(words(written))
        name_like = careless or written[0] != written[0].lower() or written.lower() == written.upper()
        found.append(_Word(written, key, name_like, before))
        before = written.casefold()
    return tuple(found)


def _means(word: _Word, name: str) -> bool:
    """Whether a word of a text is a word of a person's name, in some spelling."""
    if not word.name_like or not any(_same(word.key, part) for part in _parts(name)):
        return False
    addressed = word.before in _ADDRESS or len(word.before) == 1
    return addressed or not _is_ordinary(word.written)


@functools.lru_cache(maxsize=2_000)
def _parts(name: str) -> tuple[str, ...]:
    """Return the keys of the words of a name that can mean the person when they stand alone."""
    family, comma, _given = name.partition(",")
    lone = words(family) if comma else words(name)
    found = [w for w in words(name) if len(w) >= _SHORTEST]
    short = lone if len(lone) == 1 and len(lone[0]) >= _SHORTEST_LONE else ()
    return tuple(dict.fromkeys([*found, *short]))


@functools.lru_cache(maxsize=20_000)
def _same(key: str, part: str) -> bool:
    """Whether a word is this part of a name: as written, in the genitive, or as it is heard."""
    stems = {key} | ({key[:-1]} if key.endswith("s") and len(key) > _SHORTEST else set())
    if part in stems:
        return True
    if min(len(part), len(key)) < _SHORTEST_HEARD:
        return False
    if loose(part) in {loose(stem) for stem in stems}:
        return True
    return any(
        ours.bones == theirs.bones and agree(ours.vowels, theirs.vowels) and agree(theirs.vowels, ours.vowels)
        for stem in stems
        for ours in hear(stem)
        for theirs in hear(part)
    )


def _is_ordinary(written: str) -> bool:
    key, known = "".join(words(written)), _ordinary()
    stems = (key.removesuffix(ending) for ending in _ENDINGS)
    return key in known or any(stem in known for stem in stems)


@functools.cache
def _ordinary() -> frozenset[str]:
    """Return the keys of everyday words: those listed, and those of the texts that ship with the program."""
    return _keys(everyday_words(PEOPLE)) | _keys(method_templates.all_words())


def _keys(texts: Iterable[str]) -> frozenset[str]:
    found: Collection[str] = {key for text in texts for key in words(text)}
    return frozenset(found)
