"""The mapping of a table while somebody makes it: things, links, columns, what is the same in every row."""

from dataclasses import replace

from app.base.i18n import _
from app.base.records import Standing
from app.exchange.frame import PLAIN, Frame
from app.exchange.mapping import (
    REASON,
    ROW,
    ColumnPart,
    FixedPart,
    LinkPart,
    SubjectPart,
    TableMapping,
    checked,
    unreasoned,
)
from app.exchange.plan_mapping import place_in
from app.exchange.table_cells import visible
from app.exchange.table_reading import ReadingFound
from app.ontology.catalogue import ontology
from ui.case import form_choices
from ui.case.words import standing_text

_LETTERS = "abcdefgh"


class MappingDraft:
    """Holds what was chosen; every change keeps the parts fitting each other. `columns` goes by place."""

    def __init__(self) -> None:
        self.found: ReadingFound | None = None
        self.subjects: list[SubjectPart] = []
        self.links: list[LinkPart] = []
        self.columns: dict[int, ColumnPart] = {}
        self.fixed: list[FixedPart] = []

    def begin(self, found: ReadingFound, mapping: TableMapping) -> None:
        """Take a table and a mapping for it."""
        self.found = found
        self.subjects, self.links = list(mapping.subjects), list(mapping.links)
        self.fixed = list(mapping.fixed)
        self.columns = {}
        for part in mapping.columns:
            at = place_in(found.columns, part.column)
            if at >= 0:
                self.columns.setdefault(at, part)

    def mapping(self) -> TableMapping:
        """The mapping as it stands; ValueError with a sentence where it cannot be."""
        things = {s.key for s in self.subjects}
        keys = things | {x.key for x in self.links}
        columns = [part for _at, part in sorted(self.columns.items()) if part.part in keys | {ROW}]
        if not any(part.part in things for part in columns):
            raise ValueError(
                _("No column says anything about a thing yet. Choose for one what it speaks of.")
            )
        made = TableMapping(tuple(self.subjects), tuple(self.links), tuple(columns), tuple(self.fixed))
        try:
            mapping = checked(made)
        except KeyError as error:
            raise ValueError(
                _("A link does not fit the things that it joins. Choose another kind.")
            ) from error
        for link in unreasoned(mapping):
            sentence = _("“{link}” needs the legal question: write it below the link, or map a column to it.")
            raise ValueError(sentence.format(link=ontology().links[link.link_type].label))
        return mapping

    # --- what there is to choose from

    def types(self) -> dict[str, str]:
        """The type of each part by its key."""
        return {s.key: s.node_type for s in self.subjects} | {x.key: x.link_type for x in self.links}

    def parts(self) -> list[tuple[str, str]]:
        """The parts that can be spoken of, as key and words."""
        things = [(s.key, f"{s.key.upper()}: {ontology().nodes[s.node_type].label}") for s in self.subjects]
        links = [
            (x.key, f"{x.start.upper()} → {x.end.upper()}: {ontology().links[x.link_type].label}")
            for x in self.links
        ]
        return things + links

    def kinds(self, start: str, end: str) -> list[tuple[str, str]]:
        """The kinds of link between two things, those last that can only be an assessment."""
        types = self.types()
        kinds = list(form_choices.link_types(types[start], types[end]))
        only = [t for t in ontology().links.values() if t.assessment_only]
        fitting = [t for t in only if t.allows(types[start], types[end])]
        return kinds + [(t.id, _("{link} (assessment)").format(link=t.label)) for t in fitting]

    def naming(self, key: str) -> str:
        """The property by which the columns name a thing, "" if they do not."""
        node_type = next(s.node_type for s in self.subjects if s.key == key)
        naming = (*ontology().nodes[node_type].caption, "identifier")
        said = {c.meaning for c in self.columns.values() if c.part == key}
        return next((name for name in naming if name in said), "")

    # --- things

    def add_subject(self) -> bool:
        """One more thing that every row speaks of; False if there are as many as can be."""
        used = {s.key for s in self.subjects}
        free = next((letter for letter in _LETTERS if letter not in used), "")
        if free:
            self.subjects.append(SubjectPart(free, next(iter(ontology().nodes))))
        return bool(free)

    def set_type(self, at: int, node_type: str) -> None:
        """Say of which type a thing is; what its columns cannot say of it any more is left out."""
        key = self.subjects[at].key
        self.subjects[at] = SubjectPart(key, node_type)
        self.links = [self._refitted(link) for link in self.links]
        self._drop_unfit()

    def set_same(self, at: int, same: str) -> None:
        """Say by which property rows mean the same thing, "" for none."""
        self.subjects[at] = replace(self.subjects[at], same=same)

    def drop_subject(self, at: int) -> None:
        """Take a thing away with its links."""
        gone = self.subjects.pop(at).key
        self.links = [x for x in self.links if gone not in (x.start, x.end)]
        self._drop_unfit()

    # --- links

    def add_link(self) -> bool:
        """One more link, of the first kind that fits two things without one; False if there is none."""
        for start in self.subjects:
            for end in self.subjects:
                key = f"{start.key}-{end.key}"
                if start.key == end.key or key in {x.key for x in self.links}:
                    continue
                kinds = self.kinds(start.key, end.key)
                if kinds:
                    self.links.append(self._refitted(LinkPart(key, kinds[0][0], start.key, end.key)))
                    return True
        return False

    def set_link(self, at: int, start: str, end: str, kind: str) -> None:
        """Say what a link joins and of which kind it is."""
        if start != end:
            self.links[at] = self._refitted(replace(self.links[at], link_type=kind, start=start, end=end))
            self._drop_unfit()

    def drop_link(self, at: int) -> None:
        """Take a link away."""
        self.links.pop(at)
        self._drop_unfit()

    def _refitted(self, link: LinkPart) -> LinkPart:
        kinds = [kind for kind, _words in self.kinds(link.start, link.end)]
        kind = link.link_type if link.link_type in kinds else (kinds[0] if kinds else link.link_type)
        frame = link.frame
        if ontology().links[kind].assessment_only and frame.standing in ("", Standing.FACT.value):
            frame = replace(frame, standing=Standing.ASSESSMENT.value)
        return replace(link, link_type=kind, frame=frame)

    def reason(self, key: str) -> str:
        """The reason that stands for a link in every row."""
        return next((f.value for f in self.fixed if (f.part, f.meaning) == (key, REASON)), "")

    def set_reason(self, key: str, text: str) -> None:
        """Give a link its reason for every row; "" takes it away."""
        self.fixed = [f for f in self.fixed if (f.part, f.meaning) != (key, REASON)]
        if text.strip():
            self.fixed.append(FixedPart(key, REASON, text.strip()))

    # --- columns and what is the same in every row

    def set_column(self, at: int, part: str, meaning: str) -> None:
        """Say what a column speaks of and as what; nothing if either is missing."""
        if self.found is None or not part or not meaning:
            self.columns.pop(at, None)
            return
        frame = self.frame(at) if part != ROW else PLAIN
        self.columns[at] = ColumnPart(self.found.columns[at], part, meaning, frame)

    def frame(self, at: int) -> Frame:
        """What a column says of its own saying."""
        return self.columns[at].frame if at in self.columns else PLAIN

    def set_frame(self, at: int, frame: Frame) -> None:
        """Grade, label and handle what a column says otherwise than the file."""
        if at in self.columns:
            self.columns[at] = replace(self.columns[at], frame=frame)

    def set_link_frame(self, at: int, frame: Frame) -> None:
        """Grade, label and handle a link otherwise than the file."""
        self.links[at] = self._refitted(replace(self.links[at], frame=frame))

    def add_fixed(self) -> None:
        """One more value that is the same in every row."""
        key, type_id = next(iter(self.types().items()))
        said = {(f.part, f.meaning) for f in self.fixed}
        free = (p.id for p in ontology().subject_type(type_id).properties if (key, p.id) not in said)
        self.fixed.append(FixedPart(key, next(free, "note"), ""))

    def _drop_unfit(self) -> None:
        """Leave out what speaks of parts that are gone, or says of them what they cannot have."""
        types = self.types()
        known = {key: {p.id for p in ontology().subject_type(kind).properties} for key, kind in types.items()}
        known[ROW] = {c.meaning for c in self.columns.values()}
        self.columns = {i: c for i, c in self.columns.items() if c.meaning in known.get(c.part, ())}
        self.fixed = [f for f in self.fixed if f.meaning in known.get(f.part, ())]


def frame_text(frame: Frame) -> str:
    """A frame in few words, for the button that opens it."""
    if frame == PLAIN:
        return _("as the file")
    said = [
        visible(frame.source)[:20],
        f"{frame.reliability}{frame.credibility}",
        standing_text(Standing(frame.standing)) if frame.standing else "",
        frame.handling,
        _("label") if frame.label else "",
    ]
    return ", ".join(filter(None, said))
