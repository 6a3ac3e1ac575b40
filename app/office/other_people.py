"""Whether a text speaks of people other than the one who asks: nothing of theirs may be told (BDSG 57(4)).

Careful on purpose: one word of a name that somebody else of the same case bears is enough, and a whole name
of anybody in the store. A word that the person's own names hold does not count.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, select

from app.casework.cross_match import NAMES, bare
from app.store import tables
from app.store.search_form import words

_SHORTEST = 2
_SHORTEST_NUMBER = 5
_NUMBERS = ("phone", "email", "tax_number", "identity_document", "birth_date", "identifier")


@dataclass(frozen=True, slots=True)
class OtherPeople:
    """What would tell other people: words of names in the case, whole names in the store, numbers."""

    near: frozenset[str]
    names: frozenset[frozenset[str]]
    numbers: frozenset[str]

    def named_in(self, text: str) -> bool:
        """Tell whether a text names one of them."""
        said = set(words(text))
        packed = bare(text)
        return (
            not self.near.isdisjoint(said)
            or any(name <= said for name in self.names)
            or any(number in packed for number in self.numbers)
        )


def other_people(connection: Connection, case_id: str, own: frozenset[str]) -> OtherPeople:
    """Return all people of the store but those whose record is in `own`; `case_id` is that of the texts."""
    f, s = tables.finding.c, tables.subject.c
    query = (
        select(f.subject_id, f.property, f.value, s.case_id)
        .join(tables.subject, s.id == f.subject_id)
        .where(s.type == "person", f.property.in_((*NAMES, *_NUMBERS)))
    )
    rows = connection.execute(query).all()
    mine = _words(r.value for r in rows if r.subject_id in own and r.property in NAMES)
    own_numbers = {bare(r.value) for r in rows if r.subject_id in own and r.property in _NUMBERS}
    near: set[str] = set()
    names: set[frozenset[str]] = set()
    numbers: set[str] = set()
    for row in rows:
        if row.subject_id in own:
            continue
        if row.property in NAMES:
            told = {w for w in words(row.value) if len(w) >= _SHORTEST}
            near |= told if row.case_id == case_id else set()
            names |= {frozenset(told)} if len(told) > 1 and not told <= mine else set()
        elif row.case_id == case_id and len(bare(row.value)) >= _SHORTEST_NUMBER:
            numbers.add(bare(row.value))
    return OtherPeople(frozenset(near - mine), frozenset(names), frozenset(numbers - own_numbers))


def _words(texts: Iterable[str]) -> set[str]:
    return {word for text in texts for word in words(text)}
