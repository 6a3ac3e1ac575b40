"""What is found of nodes and links: what they are called, what is said of them, and a link by its ends.

Written for imports: the statements are asked for in blocks, and what the ontology says is looked up once
for each property instead of once for each finding.
"""

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection

from app.ontology.catalogue import ontology
from app.ontology.model import LinkType, NodeType, PropertyType
from app.ontology.values import display
from app.store import quarantined
from app.store.bare_rows import LISTED, bare_rows, listed
from app.store.search_filters import facet
from app.store.search_terms import index_text

# The line of a link that holds its ends, and what stands for an end that only its type names.
ENDS = "ends"
UNNAMED = "\x1e"
# Written another way than kept, in every language alike.
_GROUPED = ("iban", "tax_number")
_DATE = "partial_date"
_MOST_CACHED = 20_000

_SUBJECTS = """
SELECT s.id, s.case_id, s.kind, s.type, s.start, s."end"
FROM json_each(?) wanted JOIN subject s ON s.id = wanted.value
"""
_STATEMENTS = """
SELECT f.subject_id, f.property, f.value, f.exonerating, f.review_due, f.source_id
FROM json_each(?) wanted
JOIN finding f ON f.subject_id = wanted.value
WHERE f.restricted = 0 AND NOT EXISTS (SELECT 1 FROM finding later WHERE later.supersedes = f.id)
ORDER BY f.subject_id, f.recorded_at, f.id
"""
# The same where some of them are in quarantine: those are left out, and what only they correct is in force.
_ABOUT = "SELECT f.id FROM json_each(?) wanted JOIN finding f ON f.subject_id = wanted.value"
_USABLE = _STATEMENTS.replace(
    "WHERE later.supersedes", f"WHERE later.id NOT IN {LISTED} AND later.supersedes"
)
_USABLE = _USABLE.replace("ORDER BY", f"AND f.id NOT IN {LISTED}\nORDER BY")
_SOURCES = """
SELECT o.id, o.reference, c.agency_id FROM json_each(?) wanted
JOIN source o ON o.id = wanted.value JOIN contribution c ON c.id = o.contribution_id
"""
_NAMES = """
SELECT n.id, n.type, t.title, t.title_form FROM json_each(?) wanted
JOIN subject n ON n.id = wanted.value
LEFT JOIN search_text t ON t.ref_id = n.id AND t.kind = 'subject'
"""


@dataclass(slots=True)
class IndexRow:
    """One thing to be found. `body` has lines `property<TAB>value`, which are put into words when shown.

    `names` and `lines` are what it is found by, `forms` what is so in the form of the index already;
    `sources` is what `source:` finds it by, `due` the earliest day on which something of it is due.
    """

    ref_id: str
    case_id: str
    type: str = ""
    title: str = ""
    body: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    sources: dict[str, None] = field(default_factory=dict)
    facets: dict[str, None] = field(default_factory=dict)
    due: str = ""

    def add(self, label: str, value: str | None) -> None:
        """Add a text under a label; none is left out."""
        if value:
            self.body.append(f"{label}\t{' '.join(value.split())}")
            self.lines.append(value)

    def earliest(self, due: str) -> None:
        """Take a due day into account."""
        if due and (not self.due or due < self.due):
            self.due = due


class SubjectRows:
    """Makes the rows of subjects; links only after the nodes they join, whose names they take over."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._sources: dict[str, tuple[str, str]] = {}
        self._names: dict[str, tuple[str, str]] = {}
        self._held: frozenset[str] | None = None

    def nodes(self, ids: list[str]) -> dict[str, Sequence[Any]]:
        """Return those of these subjects that are nodes, as `rows_of` takes them."""
        return {row[0]: row for row in self._ask(_SUBJECTS, ids) if row[2] == "node"}

    def rows(self, ids: list[str]) -> Iterator[IndexRow]:
        """Yield a row for each subject of which anything may be found."""
        return self.rows_of({row[0]: row for row in self._ask(_SUBJECTS, ids)})

    def rows_of(self, subjects: Mapping[str, Sequence[Any]]) -> Iterator[IndexRow]:
        """Do the same for subjects of which the store was asked already."""
        found = self._statements(list(subjects))
        self._learn_sources({statement[5] for statement in found})
        said_of = {statement[0] for statement in found}
        self._learn_names({end for one in said_of for end in subjects[one][4:6] if end})
        for subject_id, said in groupby(found, itemgetter(0)):
            yield self._row(subjects[subject_id], said)

    def _statements(self, ids: list[str]) -> list[Any]:
        """Return what is said of these subjects, as far as it may be found."""
        if self._held is None:
            self._held = quarantined.held(self._connection).findings
        unseen = self._held and [row[0] for row in self._ask(_ABOUT, ids) if row[0] in self._held]
        if not unseen:
            return self._ask(_STATEMENTS, ids)
        left_out = listed(unseen)
        return bare_rows(self._connection, _USABLE, listed(ids), left_out, left_out)

    def _ask(self, statement: str, ids: list[str]) -> list[Any]:
        return bare_rows(self._connection, statement, listed(ids))

    def _learn_sources(self, ids: set[str]) -> None:
        missing = sorted(ids - self._sources.keys())
        if missing:
            self._sources |= {row[0]: (row[1], facet("a", row[2])) for row in self._ask(_SOURCES, missing)}

    def _learn_names(self, ids: set[str]) -> None:
        """Take the names of ends from their own rows of the index, so that both say the same."""
        if len(self._names) > _MOST_CACHED:
            self._names.clear()
        missing = sorted(ids - self._names.keys())
        for node_id, node_type, title, form in self._ask(_NAMES, missing) if missing else ():
            self._names[node_id] = (title or f"{UNNAMED}{node_type}", form or "")

    def _row(self, subject: Sequence[Any], said: Iterable[Any]) -> IndexRow:
        subject_id, case_id, kind, type_id, start, end = subject
        row = IndexRow(subject_id, case_id, type_id)
        row.facets = dict.fromkeys(_facets(kind, type_id))
        if start and end:
            names = self._names[start], self._names[end]
            row.body.append(f"{ENDS}\t{names[0][0]}\t{names[1][0]}")
            row.forms += [_type_form(type_id), names[0][1], names[1][1]]
        titles: dict[str, str] = {}
        before: tuple[Any, ...] = ()
        for _subject, name, value, exonerating, due, source_id in said:
            if before != (source_id, exonerating):
                before = source_id, exonerating
                self._note_source(row, source_id, exonerating)
            if due and (not row.due or due < row.due):
                row.due = due
            if name == "exists":
                continue
            row.body.append(f"{name}\t{' '.join(value.split())}")
            declared, naming = _declared(type_id, name)
            texts = row.names if naming else row.lines
            if declared is None:
                texts.append(value)
            else:
                texts.extend(_ways(declared, value))
            if naming:
                titles.setdefault(name, value)
        if titles:
            row.title = next(titles[name] for name in _captions(type_id) if name in titles)
        return row

    def _note_source(self, row: IndexRow, source_id: str, exonerating: int) -> None:
        reference, agency = self._sources[source_id]
        row.facets[agency] = row.facets["exyes" if exonerating else "exno"] = None
        row.sources[reference] = None


@functools.cache
def _facets(kind: str, type_id: str) -> tuple[str, str]:
    return facet("k", kind), facet("t", type_id)


@functools.cache
def _captions(type_id: str) -> tuple[str, ...]:
    node_type = ontology().nodes.get(type_id)
    return node_type.caption if node_type else ()


@functools.cache
def _declared(type_id: str, name: str) -> tuple[PropertyType | None, bool]:
    """Return the property, and whether it names its subject.

    None for one that this program does not know, or whose values people look for as they are kept.
    """
    found = _type(type_id)
    declared = next((p for p in found.properties if p.id == name), None) if found else None
    otherwise = declared is not None and (declared.choices or declared.value_type in (*_GROUPED, _DATE))
    return declared if otherwise else None, name in _captions(type_id)


@functools.cache
def _type_form(type_id: str) -> str:
    """Return the terms of a type's own words, in both languages."""
    found = _type(type_id)
    return index_text((found.label_de, found.label_en)) if found else index_text((type_id.replace("_", " "),))


def _type(type_id: str) -> NodeType | LinkType | None:
    return ontology().nodes.get(type_id) or ontology().links.get(type_id)


def _ways(declared: PropertyType, value: str) -> list[str]:
    """Return a value in the ways in which people look for it: choices by their words, dates as written."""
    choice = next((c for c in declared.choices if c.id == value), None) if declared.choices else None
    if choice is not None:
        return [choice.label_de, choice.label_en]
    if declared.value_type in _GROUPED:
        return [value, display(declared.value_type, value)]
    if declared.value_type == _DATE:
        parts = value[:10].split("-")[::-1]
        return [value, ".".join(parts), ".".join(part.lstrip("0") for part in parts)]
    return [value]
