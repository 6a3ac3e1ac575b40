"""The words of the index, each once: German compounds are found by what stands inside them.

`search_word` holds every longer word that the index holds. A search for `wagen` looks through it for
words such as `mietwagen` and asks the index for these as well. Words that no row has any more are taken
out again, so that nothing erased survives here. Measured against the other ways in docs/MEASUREMENTS.md.
"""

import functools
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from app.store.bare_rows import listed
from app.store.search_names import NameWords

SHORTEST_PART = 4
# The part before it: `Ei`, `Öl`.
_SHORTEST_BEFORE = 2
_SHORTEST_WORD = SHORTEST_PART + _SHORTEST_BEFORE
_LONGEST_WORD = 60
# One statement asks the index for all of them; a call for each word was most of a withdrawal.
_FORGET = (
    "DELETE FROM search_word WHERE word IN (SELECT w.value FROM json_each(?) w WHERE NOT EXISTS "
    "(SELECT 1 FROM search_index WHERE search_index MATCH '\"' || w.value || '\"'))"
)
# Above this many different compounds the shortest are taken: those that say least besides the word.
MOST_WORDS = 400


class Vocabulary:
    """Keeps `search_word` in step with rows that come and go within one transaction, and `names` with it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: set[str] = set()
        self._gone: set[str] = set()
        self.names = NameWords(connection)

    def learn(self, forms: Iterable[str]) -> None:
        """Take in the words of rows that are in the index now."""
        words = _words(forms) - self._known
        self._known |= words
        # What a row had before it was written anew is there.
        rows = [(word,) for word in sorted(words - self._gone)]
        if rows:
            self._connection.exec_driver_sql("INSERT OR IGNORE INTO search_word (word) VALUES (?)", rows)

    def lose(self, forms: Iterable[str]) -> None:
        """Note the words of rows that left the index; `settle` takes out those that no other row has."""
        self._gone |= _words(forms)

    def settle(self) -> None:
        """Take out the noted words that the index holds no longer."""
        doubtful = sorted(self._gone - self._known)
        if doubtful:
            self._connection.exec_driver_sql(_FORGET, (listed(doubtful),))
        self._gone.clear()
        self.names.settle()


def _words(forms: Iterable[str]) -> set[str]:
    return {
        word
        for word in set(" ".join(forms).split(" "))
        if _SHORTEST_WORD <= len(word) <= _LONGEST_WORD and word.isalpha()
    }


def compounds(connection: Connection, parts: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return for each part the words of the index that hold it inside, shortest first, MOST_WORDS at most.

    Words that begin with it are not among them, and parts below SHORTEST_PART letters have none.
    """
    asked = sorted({way for part in parts for way in _ways(part)})
    if not asked:
        return {}
    # One look through the words for all parts; which part a word holds is told again here.
    holds = " OR ".join([f"instr(word, ?) > {_SHORTEST_BEFORE}"] * len(asked))
    query = f"SELECT word FROM search_word WHERE {holds}"
    held = [row[0] for row in connection.exec_driver_sql(query, tuple(asked))]
    found = {}
    for part in parts:
        ways = _ways(part)
        words = [w for w in held if any(way in w for way in ways) and not w.startswith(part)]
        found[part] = tuple(sorted(words, key=lambda w: (len(w), w))[: MOST_WORDS // len(parts)])
    return found


@functools.lru_cache(maxsize=1_000)
def _ways(part: str) -> tuple[str, ...]:
    """Return how a part may stand in a word: after a vowel an e is lost, as `ae` and `ä` have one key."""
    if len(part) < SHORTEST_PART or not part.isalpha():
        return ()
    return (part, *(f"{vowel}{part[1:]}" for vowel in "aou" if part[0] == "e" and len(part) > SHORTEST_PART))


def stands_inside(part: str, word: str) -> bool:
    """Tell whether a search for `part` finds a compound such as `word`."""
    return len(word) >= _SHORTEST_WORD and any(word.find(way, _SHORTEST_BEFORE) > 0 for way in _ways(part))
