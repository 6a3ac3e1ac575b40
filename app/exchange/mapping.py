"""What the columns of one table mean: which things a row speaks of, which links it tells, and who says so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from app.base.i18n import mark
from app.base.records import Standing
from app.exchange.frame import PLAIN, Frame
from app.ontology.catalogue import ontology

ROW = "row"
"""The part of columns that say something about the row itself."""
LABEL_PARTS = ("means", "person_category", "interest", "collecting_body", "legal_basis")
ROW_MEANINGS = {
    "source": mark("Source of the row"),
    "grade": mark("Grading (as B2)"),
    "reliability": mark("Reliability of the source"),
    "credibility": mark("Credibility"),
    "standing": mark("Fact or assessment"),
    "handling": mark("Handling code"),
    "valid_from": mark("Valid from"),
    "valid_to": mark("Valid until"),
    "means": mark("Label: means of collection"),
    "person_category": mark("Label: category of person"),
    "interest": mark("Label: protected interest"),
    "collecting_body": mark("Label: collecting body"),
    "legal_basis": mark("Label: legal basis"),
}
"""What a column can say about its row, with the words for people."""


@dataclass(frozen=True, slots=True)
class SubjectPart:
    """A thing that every row speaks of. `same` is a property whose equal values mean one thing there."""

    key: str
    node_type: str
    same: str = ""


@dataclass(frozen=True, slots=True)
class LinkPart:
    """A link between two things of the same row; `start` and `end` are their keys."""

    key: str
    link_type: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class ColumnPart:
    """A column: the part that it speaks of (a key, or `ROW`), as which property, and how it is graded."""

    column: str
    part: str
    meaning: str
    frame: Frame = PLAIN


@dataclass(frozen=True, slots=True)
class TableMapping:
    """All of it; made and checked by `checked`."""

    subjects: tuple[SubjectPart, ...]
    links: tuple[LinkPart, ...]
    columns: tuple[ColumnPart, ...]

    def data(self) -> dict[str, Any]:
        """The mapping as plain values, to be kept."""
        return {
            "subjects": [{"key": s.key, "node_type": s.node_type, "same": s.same} for s in self.subjects],
            "links": [
                {"key": x.key, "link_type": x.link_type, "start": x.start, "end": x.end} for x in self.links
            ],
            "columns": [
                {"column": c.column, "part": c.part, "meaning": c.meaning, **_frame_data(c.frame)}
                for c in self.columns
            ],
        }


def _frame_data(frame: Frame) -> dict[str, str]:
    names = ("source", "reliability", "credibility", "standing", "handling")
    return {name: value for name in names if (value := getattr(frame, name))}


def mapping_from(data: Mapping[str, Any]) -> TableMapping:
    """A mapping from kept values; ValueError, KeyError or TypeError for any that cannot be."""
    subjects = tuple(SubjectPart(**_texts(item)) for item in data["subjects"])
    links = tuple(LinkPart(**_texts(item)) for item in data["links"])
    columns = []
    for item in map(_texts, data["columns"]):
        plain = {name: item.pop(name) for name in ("column", "part", "meaning")}
        columns.append(ColumnPart(**plain, frame=Frame(**item)))
    return checked(TableMapping(subjects, links, tuple(columns)))


def _texts(item: object) -> dict[str, Any]:
    if not isinstance(item, dict) or not all(isinstance(v, str) for v in item.values()):
        raise TypeError("mapping")
    return dict(item)


def checked(mapping: TableMapping) -> TableMapping:
    """Return the mapping; ValueError if it speaks of what the ontology does not know or does not allow."""
    types = {s.key: s.node_type for s in mapping.subjects}
    if len(types) != len(mapping.subjects) or not types or ROW in types:
        raise ValueError("subjects")
    for subject in mapping.subjects:
        known = {p.id for p in ontology().nodes[subject.node_type].properties}
        if subject.same and subject.same not in known:
            raise ValueError(subject.same)
    for link in mapping.links:
        declared = ontology().links[link.link_type]
        if link.key in types or not declared.allows(types[link.start], types[link.end]):
            raise ValueError(link.link_type)
        if declared.needs_reason:
            raise ValueError(link.link_type)
        types[link.key] = link.link_type
    for column in mapping.columns:
        _check_column(column, types)
    return mapping


def _check_column(column: ColumnPart, types: Mapping[str, str]) -> None:
    if column.part == ROW:
        if column.meaning not in ROW_MEANINGS:
            raise ValueError(column.meaning)
        return
    known = {p.id for p in ontology().subject_type(types[column.part]).properties}
    if column.meaning not in known:
        raise ValueError(column.meaning)
    if column.frame.standing:
        Standing(column.frame.standing)


def only_assessments(mapping: TableMapping) -> bool:
    """Whether a link of the mapping can never be a fact."""
    return any(ontology().links[link.link_type].assessment_only for link in mapping.links)


def with_columns(mapping: TableMapping, columns: Sequence[ColumnPart]) -> TableMapping:
    """The mapping with other columns."""
    return replace(mapping, columns=tuple(columns))
