"""What the columns of one table mean: which things a row speaks of, which links it tells, and who says so."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from app.base.i18n import _, mark
from app.base.records import Label, Standing
from app.exchange.frame import PLAIN, TEXTS, Frame
from app.ontology.catalogue import ontology
from app.ontology.values import normalise_for

ROW = "row"
"""The part of columns that say something about the row itself."""
REASON = "reason"
"""The property in which a link keeps why it may be recorded."""
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
    """A link between two things of a row; `start` and `end` are their keys, `frame` grades its being."""

    key: str
    link_type: str
    start: str
    end: str
    frame: Frame = PLAIN


@dataclass(frozen=True, slots=True)
class ColumnPart:
    """A column: the part that it speaks of (a key, or `ROW`), as which property, and how it is graded."""

    column: str
    part: str
    meaning: str
    frame: Frame = PLAIN


@dataclass(frozen=True, slots=True)
class FixedPart:
    """The same in every row, where no column says it: the part that it speaks of, the property, the value."""

    part: str
    meaning: str
    value: str


@dataclass(frozen=True, slots=True)
class TableMapping:
    """All of it; made and checked by `checked`."""

    subjects: tuple[SubjectPart, ...]
    links: tuple[LinkPart, ...]
    columns: tuple[ColumnPart, ...]
    fixed: tuple[FixedPart, ...] = ()

    def data(self) -> dict[str, Any]:
        """The mapping as plain values, to be kept."""
        return {
            "subjects": [{"key": s.key, "node_type": s.node_type, "same": s.same} for s in self.subjects],
            "links": [
                {"key": x.key, "link_type": x.link_type, "start": x.start, "end": x.end}
                | _frame_data(x.frame)
                for x in self.links
            ],
            "columns": [
                {"column": c.column, "part": c.part, "meaning": c.meaning, **_frame_data(c.frame)}
                for c in self.columns
            ],
            "fixed": [asdict(f) for f in self.fixed],
        }


def _frame_data(frame: Frame) -> dict[str, Any]:
    said: dict[str, Any] = {name: value for name in TEXTS if (value := getattr(frame, name))}
    return said | ({"label": asdict(frame.label)} if frame.label else {})


def mapping_from(data: Mapping[str, Any]) -> TableMapping:
    """A mapping from kept values; ValueError, KeyError or TypeError for any that cannot be."""
    subjects = tuple(SubjectPart(**_texts(item)) for item in data["subjects"])
    links = [_framed(item, "key", "link_type", "start", "end") for item in data["links"]]
    columns = [_framed(item, "column", "part", "meaning") for item in data["columns"]]
    return checked(
        TableMapping(
            subjects,
            tuple(LinkPart(**plain, frame=frame) for plain, frame in links),
            tuple(ColumnPart(**plain, frame=frame) for plain, frame in columns),
            tuple(FixedPart(**_texts(item)) for item in data.get("fixed", ())),
        )
    )


def _framed(item: object, *names: str) -> tuple[dict[str, Any], Frame]:
    if not isinstance(item, dict):
        raise TypeError("mapping")
    said = _texts({name: value for name, value in item.items() if name != "label"})
    label = item.get("label")
    plain = {name: said.pop(name) for name in names}
    return plain, Frame(**said, label=Label(**_texts(label)) if label is not None else None)


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
            raise ValueError(_("A link does not fit the things that it joins. Choose another kind."))
        types[link.key] = link.link_type
    for column in mapping.columns:
        _check_column(column, types)
    return replace(mapping, fixed=tuple(_fixed(fixed, types) for fixed in mapping.fixed))


def _check_column(column: ColumnPart, types: Mapping[str, str]) -> None:
    if column.part == ROW:
        if column.meaning not in ROW_MEANINGS:
            raise ValueError(column.meaning)
        return
    known = {p.id for p in ontology().subject_type(types[column.part]).properties}
    if column.meaning not in known:
        raise ValueError(column.meaning)
    if column.frame.standing:
        standing = Standing(column.frame.standing)
        link = ontology().links.get(types[column.part])
        if link is not None and link.assessment_only and standing is Standing.FACT:
            raise ValueError(_("“{link}” is never a fact.").format(link=link.label))


def _fixed(fixed: FixedPart, types: Mapping[str, str]) -> FixedPart:
    """The same with its value in normal form; ValueError with a sentence if it cannot be."""
    declared = ontology().property(types[fixed.part], fixed.meaning)
    try:
        return replace(fixed, value=normalise_for(declared, fixed.value))
    except ValueError as error:
        sentence = _("Fixed value “{property}”: {reason}")
        raise ValueError(sentence.format(property=declared.label, reason=error)) from error


def unreasoned(mapping: TableMapping) -> tuple[LinkPart, ...]:
    """The links whose kind asks for a reason that neither a column nor a fixed value gives."""
    given = {c.part for c in mapping.columns if c.meaning == REASON}
    given |= {f.part for f in mapping.fixed if f.meaning == REASON}
    return tuple(
        link
        for link in mapping.links
        if ontology().links[link.link_type].needs_reason and link.key not in given
    )


def only_assessments(mapping: TableMapping) -> bool:
    """Whether a link of the mapping can never be a fact and does not say of itself that it is none."""
    return any(
        ontology().links[link.link_type].assessment_only and link.frame.standing in ("", Standing.FACT.value)
        for link in mapping.links
    )
