"""Free text at a conference: does it name what not everybody who is given it may hear? A pure function.

A decision, a point of the agenda and a measure go to every agency that the point is open to, in the minutes
and on the screen. So no such text may name somebody, a number plate or an account that is withheld from one
of them. Names are compared word by word, without case and marks; numbers without what is between the digits.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from app.base.records import CaseRecords, Finding, SubjectKind
from app.conference.room_view import common
from app.ontology.catalogue import ontology
from app.policy.views import ReleasedView

_WORD = re.compile(r"[^\W_]+")
_ENDINGS = ("", "s", "es", "n", "en")
_SHORTEST_WORD, _SHORTEST_NUMBER = 3, 5
"""Characters from which on a word of a name, and a name or number written in one, are looked for."""
_FORMS = frozenset(
    "gmbh mbh ug haftungsbeschrankt ag kg kgaa ohg gbr egbr ek eg ev co und the der die das von van".split()
)
"""Words that many names have: forms of companies, particles."""
_BAR = "▒"


def unheard(records: CaseRecords, views: Sequence[ReleasedView], text: str) -> tuple[str, ...]:
    """Return the words of `text` that name something which not all of these views hold, as they stand there.

    With no view nobody else is given the text, and nothing is found.
    """
    if not views or not text.strip():
        return ()
    room = common(views)
    told = {f.id for f in room.findings}
    known = _vocabulary(f.value for f in room.findings)
    types = {s.id: s.type for s in records.subjects if s.kind is SubjectKind.NODE}
    words = {_plain(w): w for w in _WORD.findall(text)}
    found: dict[str, None] = {}
    for finding in records.findings:
        kind = types.get(finding.subject_id)
        if kind is not None and finding.id not in told and _names(kind, finding):
            found.update(dict.fromkeys(_hits(kind, finding.value, words, text, known)))
    return tuple(found)


def veiled(records: CaseRecords, views: Sequence[ReleasedView], text: str) -> str:
    """Return `text` with a bar for every word that may be part of a name or number not all these views hold.

    Stricter than `unheard`: one word of the name of a company is hidden before the others are typed.
    """
    if not views:
        return text
    room = common(views)
    told, known = {f.id for f in room.findings}, _vocabulary(f.value for f in room.findings)
    types = {s.id: s.type for s in records.subjects if s.kind is SubjectKind.NODE}
    hidden = set(map(_plain, unheard(records, views, text)))
    numbers = []
    for finding in records.findings:
        kind = types.get(finding.subject_id)
        if kind is None or finding.id in told or not _names(kind, finding):
            continue
        own = [w for w in map(_plain, _WORD.findall(finding.value)) if _is_own(w) and w not in known]
        hidden.update(word + end for word in own for end in _ENDINGS)
        numbers.append(_joined(finding.value))

    def shown(word: re.Match[str]) -> str:
        plain = _plain(word[0])
        partly = any(c.isdecimal() for c in plain) and plain not in known and any(plain in n for n in numbers)
        return _BAR * len(word[0]) if plain in hidden or partly else word[0]

    return _WORD.sub(shown, text)


def _names(kind: str, finding: Finding) -> bool:
    declared = ontology().nodes.get(kind)
    if declared is None:
        return False
    identifying = {p.id for p in declared.properties if p.identifying}
    return finding.property in declared.caption or finding.property in identifying


def _hits(kind: str, name: str, words: Mapping[str, str], text: str, known: frozenset[str]) -> list[str]:
    """Return what of the text gives a withheld name away: of a person any word, of others all its own."""
    number = _joined(name)
    if len(number) >= _SHORTEST_NUMBER and number in _joined(text) and number not in known:
        return [name]
    own = [w for w in map(_plain, _WORD.findall(name)) if _is_own(w) and w not in known]
    said = [word for word in own if any(word + end in words for end in _ENDINGS)]
    if not said or (kind != "person" and len(said) < len(own)):
        return []
    return [next(words[word + end] for end in _ENDINGS if word + end in words) for word in said]


def _is_own(word: str) -> bool:
    return len(word) >= _SHORTEST_WORD and word not in _FORMS and not word.isdecimal()


def _vocabulary(values: Iterable[str]) -> frozenset[str]:
    """Return the words and numbers that everybody is told anyway."""
    found: set[str] = set()
    for value in values:
        found.update(map(_plain, _WORD.findall(value)))
        found.add(_joined(value))
    return frozenset(found)


def _plain(word: str) -> str:
    folded = unicodedata.normalize("NFKD", word.casefold().replace("ß", "ss"))
    return "".join(c for c in folded if not unicodedata.combining(c))


def _joined(text: str) -> str:
    """Return letters and digits alone: a plate or an account is the same with and without blanks."""
    return "".join(map(_plain, _WORD.findall(text)))
