"""The words of names by how they are heard, each once: one Arabic name is found in every romanisation.

`search_name` holds the words of what persons and organisations are called, by the ways to hear them
(`app.base.romanisation`). A search for `Gaddafi` looks there for words such as `qadhdhafi` and asks the index
for these as well, after everything that has the word as typed. Free text is not heard, and most German words
are not either; to be in the table says nothing about whose name it is, as a third of German place names is. A
word goes when the index holds it no longer, so that nothing erased survives here.
"""

import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import Connection

from app.base import romanisation
from app.base.romanisation import Heard
from app.ontology.catalogue import ontology
from app.store.bare_rows import LISTED, bare_rows, listed
from app.store.search_form import loose, words
from app.store.search_terms import main_term

_SPLIT = re.compile(r"[\s\-_.,;:/()\[\]\"\u2010-\u2015\u201c-\u201e«»]+")
_INSERT = "INSERT OR IGNORE INTO search_name (bones, vowels, word) VALUES (?, ?, ?)"
_FORGET = (
    "DELETE FROM search_name WHERE word IN (SELECT w.value FROM json_each(?) w WHERE NOT EXISTS "
    "(SELECT 1 FROM search_index WHERE search_index MATCH '\"' || w.value || '\"'))"
)
_ASK = f"SELECT bones, vowels, word FROM search_name WHERE bones IN {LISTED}"
_ROWS = "SELECT type, body FROM search_text WHERE kind = 'subject' AND rowid_ > ? ORDER BY rowid_ LIMIT 1000"
# Above this many the shortest are taken; real names have fewer than twenty spellings.
MOST_WORDS = 60
_IDENTIFIER = "identifier"

Entry = tuple[str, str, str]


class NameWords:
    """Keeps `search_name` in step with rows that come and go within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: set[Entry] = set()
        self._gone: set[str] = set()

    def learn(self, names: Iterable[str]) -> None:
        """Take in the words of names that are in the index now."""
        found = {entry for name in set(names) for entry in entries(name)} - self._known
        if found:
            self._known |= found
            self._connection.exec_driver_sql(_INSERT, sorted(found))

    def lose(self, names: Iterable[str]) -> None:
        """Note the words of names that left the index; `settle` takes out those that no other row has."""
        self._gone.update(entry[2] for name in names for entry in entries(name))

    def settle(self) -> None:
        """Take out the noted words that the index holds no longer."""
        doubtful = sorted(self._gone - {entry[2] for entry in self._known})
        if doubtful:
            self._connection.exec_driver_sql(_FORGET, (listed(doubtful),))
        self._gone.clear()


def fill(connection: Connection) -> None:
    """Make the whole table anew from the search rows, a thousand at a time."""
    connection.exec_driver_sql("DELETE FROM search_name")
    names = NameWords(connection)
    last, query = 0, _ROWS.replace("SELECT", "SELECT rowid_,")
    while rows := connection.exec_driver_sql(query, (last,)).fetchall():
        last = rows[-1][0]
        names.learn(name for _at, type_id, body in rows for name in names_in(type_id, body.split("\n")))


def names_in(type_id: str, body: Iterable[str]) -> Iterator[str]:
    """Yield what a subject is called, from the lines `property<TAB>value` of its search row."""
    naming = _naming(type_id)
    for line in body if naming else ():
        name, _tab, value = line.partition("\t")
        if name in naming:
            yield value


@functools.cache
def _naming(type_id: str) -> frozenset[str]:
    """Return the properties that may name a person, an organisation or a holder; none of links."""
    found = ontology().nodes.get(type_id)
    named = {p.id for p in found.properties if p.identifying and p.value_type == "name"} if found else set()
    # Lists of who is tied to whom come without columns for names: theirs stand in the identifier.
    return frozenset(named | {_IDENTIFIER} if named else named)


def name_words(name: str) -> list[str]:
    """Return the words of a name as written; an apostrophe is part of one, a hyphen is not."""
    return [word for word in _SPLIT.split(name) if word]


def entries(name: str) -> set[Entry]:
    """Return the rows for a name: ways to hear its words, and the terms or phrases that the index has."""
    written = name_words(name)
    found: set[Entry] = set()
    for no, word in enumerate(written):
        if word.isdecimal():
            continue  # Nobody hears a number as a name.
        own, is_servant = _of_word(word)
        found.update(own)
        if is_servant:
            found.update(_of_servant(written[no : no + 3]))
    return found


@functools.lru_cache(maxsize=20_000)
def _of_word(word: str) -> tuple[tuple[Entry, ...], bool]:
    """Return the rows for a word alone, and whether it is heard together with the words after it."""
    ways = (*romanisation.hear(word), *romanisation.hear_rest(word))
    term = _term(word) if ways else ""
    return tuple((way.bones, way.vowels, term) for way in ways if term), romanisation.is_servant(word)


def _of_servant(written: Sequence[str]) -> Iterator[Entry]:
    """Yield `Abd al-Rahman` as if it were one word."""
    after = 2 if len(written) > 2 and romanisation.is_article(written[1]) else 1
    if len(written) > after:
        term = " ".join(map(_term, written[: after + 1]))
        for way in romanisation.hear_served(written[after]):
            yield way.bones, way.vowels, term


def _term(word: str) -> str:
    return " ".join(map(main_term, words(word)))


def alike(connection: Connection, typed: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return for each typed word that some name is heard like the terms of those names, shortest first.

    Those that begin with the word as typed are not among them; they are found without. `Abd` is heard
    together with the word after it.
    """
    asked = {word: _asked(typed[no : no + 3]) for no, word in enumerate(typed)}
    bones = sorted({way.bones for ways in asked.values() for way in ways})
    rows = bare_rows(connection, _ASK, listed(bones)) if bones else []
    kept: dict[str, list[tuple[str, str]]] = {}
    for row in rows:
        kept.setdefault(row[0], []).append((row[1], row[2]))
    found = {word: _agreeing(ways, kept) for word, ways in asked.items()}
    return {word: _others(word, terms) for word, terms in found.items() if terms}


def _asked(written: Sequence[str]) -> tuple[Heard, ...]:
    if not romanisation.is_servant(written[0]):
        return romanisation.hear(written[0])
    after = [word for word in written[1:] if not romanisation.is_article(word)]
    return romanisation.hear_served(after[0]) if after else ()


def _agreeing(ways: Sequence[Heard], kept: Mapping[str, Sequence[tuple[str, str]]]) -> set[str]:
    return {
        term
        for way in ways
        for vowels, term in kept.get(way.bones, ())
        if romanisation.agree(way.vowels, vowels)
    }


def _others(word: str, terms: set[str]) -> tuple[str, ...]:
    begun = tuple(loose(key) for key in words(word))
    others = [term for term in terms if len(begun) != 1 or not term.startswith(begun)]
    return tuple(sorted(others, key=lambda term: (len(term), term))[:MOST_WORDS])
