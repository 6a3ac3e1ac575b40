"""Rows of a table as things and links, as a person mapped its columns."""

from collections.abc import Mapping

from app.base.errors import UserError
from app.base.i18n import _
from app.base.records import Standing
from app.exchange.columns import why_banned
from app.exchange.delivery_builder import DeliveryBuilder
from app.exchange.frame import PLAIN, Frame, framed
from app.exchange.mapping import (
    REASON,
    ROW,
    ColumnPart,
    LinkPart,
    SubjectPart,
    TableMapping,
    only_assessments,
    unreasoned,
)
from app.exchange.plan_edges import columns_not_understood, count_of, place_of
from app.exchange.profile import Profile
from app.exchange.readers.neutral import TableData, TableRow
from app.exchange.row_frame import row_frame, row_value
from app.exchange.tables import filled
from app.ontology.catalogue import ontology
from app.ontology.forbidden import forbidden
from app.ontology.model import LinkType

_WEIGHT, _DATE = "weight", "date"
Taken = list[tuple[int, ColumnPart]]
Value = tuple[str, Frame]


def plan_mapping(table: TableData, profile: Profile, mapping: TableMapping, builder: DeliveryBuilder) -> None:
    """Put what every row says, as mapped, into `builder`; other columns are named as left out.

    Raises `UserError` (`import.reason`, `import.only_assessment`) where a link's kind asks for what neither
    the mapping nor the import states.
    """
    _refuse_unstated(mapping, builder)
    rows = _Rows(table, profile, mapping, builder)
    total = len(table.rows)
    for done, row in enumerate(table.rows):
        builder.step(done, total)
        rows.take(row)


def _refuse_unstated(mapping: TableMapping, builder: DeliveryBuilder) -> None:
    lacking = unreasoned(mapping)
    if lacking and not builder.reason:
        raise UserError(
            "import.reason",
            _("“{link}” is recorded only with the legal question it is needed for; the profile states none."),
            _("Map a column to it, state it as a fixed value, or name it at the import."),
            link=ontology().links[lacking[0].link_type].label,
        )
    if builder.standing is Standing.FACT and only_assessments(mapping):
        raise UserError(
            "import.only_assessment",
            _("One of the links can only be an assessment, and the file is graded as fact."),
            _("Grade the link or the file as an assessment."),
        )


def place_in(columns: tuple[str, ...], wanted: str) -> int:
    """Where a column of this name stands, -1 if nowhere; names are compared without regard to case."""
    plain = [" ".join(name.split()).casefold() for name in columns]
    name = " ".join(wanted.split()).casefold()
    return plain.index(name) if name in plain else -1


class _Rows:
    def __init__(
        self, table: TableData, profile: Profile, mapping: TableMapping, builder: DeliveryBuilder
    ) -> None:
        self._table, self._builder, self._mapping = table, builder, mapping
        self._types = {s.key: s.node_type for s in mapping.subjects}
        self._types |= {x.key: x.link_type for x in mapping.links}
        self._taken: dict[str, Taken] = {}
        self._fixed: dict[str, dict[str, str]] = {}
        for fixed in mapping.fixed:
            self._fixed.setdefault(fixed.part, {})[fixed.meaning] = fixed.value
        taken = set[int]()
        for column in mapping.columns:
            index = place_in(table.columns, column.column)
            banned = forbidden(column.column)
            if banned:
                place = _("Column {name}").format(name=column.column)
                builder.skipped.append((place, why_banned(banned)))
            elif index >= 0:
                self._taken.setdefault(column.part, []).append((index, column))
                taken.add(index)
        if not any(s.key in self._taken for s in mapping.subjects):
            raise columns_not_understood(table, profile)
        self._tell_untaken(taken)
        self._by_hand = builder.by_hand

    def _tell_untaken(self, taken: set[int]) -> None:
        for index, (name, used) in enumerate(zip(self._table.columns, filled(self._table), strict=True)):
            if used and index not in taken and not forbidden(name):
                place = _("Column {name}").format(name=name or index + 1)
                self._builder.skipped.append((place, _("It is not mapped; it was left out.")))

    def take(self, row: TableRow) -> None:
        place = place_of(self._table, row)
        if row.no in self._by_hand:
            place = _("{place} (put right by hand)").format(place=place)
        about = self._about(row, place)
        if about is None:
            return
        frame, valid = about
        met: dict[str, str] = {}
        for subject in self._mapping.subjects:
            self._take_subject(subject, row, place, frame, valid, met)
        if not met:
            self._builder.skipped.append((place, _("The row holds nothing in the columns that are read.")))
            return
        for link in self._mapping.links:
            if link.start in met and link.end in met:
                self._take_link(link, row, place, frame, valid, met)

    def _take_subject(
        self,
        part: SubjectPart,
        row: TableRow,
        place: str,
        frame: Frame,
        valid: tuple[str, str],
        met: dict[str, str],
    ) -> None:
        values = self._values(part.key, row, place)
        first = {name: said[0][0] for name, said in values.items()}
        if not first:
            return
        node = self._builder.node(part.node_type, first, no=row.no, same=part.same)
        met[part.key] = node.id
        # What names a thing is said once; a list repeats it in every row that speaks of it.
        naming = part.same if not node.first and node.before else ""
        for name, said in values.items():
            for value, own in said:
                if name != naming:
                    self._say(node.id, name, value, place, framed(frame, own), valid)
        if node.first:
            self._say_fixed(part.key, node.id, values, place, frame, valid)

    def _take_link(
        self,
        part: LinkPart,
        row: TableRow,
        place: str,
        frame: Frame,
        valid: tuple[str, str],
        met: Mapping[str, str],
    ) -> None:
        start, end = met[part.start], met[part.end]
        if start == end:
            self._builder.skipped.append((place, _("A thing is linked with itself.")))
            return
        declared = ontology().links[part.link_type]
        frame = framed(frame, part.frame)
        values = self._values(part.key, row, place)
        if not self._may_be(declared, part, row, place, frame, values):
            return
        swapped = not (self._types[part.start] in declared.start and self._types[part.end] in declared.end)
        link = self._builder.link(part.link_type, *((end, start) if swapped else (start, end)), row.no)
        if link.before:
            before = place_of(self._table, TableRow(link.before, ()))
            reason = _("The same link stands in {place} already; both rows are kept on it.")
            self._builder.merged.append((place, reason.format(place=before)))
        day = values.get(_DATE, [("", PLAIN)])[0][0]
        since = valid if any(valid) else (day, "")
        self._say(link.id, "exists", "yes", place, frame, since)
        for name, said in values.items():
            for value, own in said:
                self._say(
                    link.id, name, value, place, framed(frame, own), since if name != _DATE else ("", "")
                )
        if link.first:
            self._say_fixed(part.key, link.id, values, place, frame, since)

    def _may_be(
        self,
        declared: LinkType,
        part: LinkPart,
        row: TableRow,
        place: str,
        frame: Frame,
        values: dict[str, list[Value]],
    ) -> bool:
        """Whether the row says what the kind of link asks for; False after noting what it lacks.

        A reason that was named at the import is added to `values` where the row and the mapping have none.
        """
        if declared.assessment_only and frame.standing == Standing.FACT.value:
            reason = _("“{link}” is never a fact.").format(link=declared.label)
            self._fault(row, place, self._column(ROW, "standing"), reason)
            return False
        stated = REASON in values or REASON in self._fixed.get(part.key, {})
        if not declared.needs_reason or stated:
            return True
        if self._builder.reason:
            values[REASON] = [(self._builder.reason, PLAIN)]
            return True
        reason = _("“{link}” needs the legal question it is recorded for.").format(link=declared.label)
        self._fault(row, place, self._column(part.key, REASON), reason)
        return False

    def _column(self, part: str, meaning: str) -> int:
        """Where the column stands that says this, -1 if none does."""
        return next((i for i, column in self._taken.get(part, ()) if column.meaning == meaning), -1)

    def _fault(self, row: TableRow, place: str, index: int, reason: str) -> None:
        column = f", {self._table.columns[index]}" if index >= 0 else ""
        text = row.cells[index].strip() if index >= 0 else ""
        line = f"{place}{column}: {reason}"
        self._builder.problem(line, reason=reason, no=row.no, column=index, text=text)

    def _say_fixed(
        self,
        key: str,
        subject: str,
        values: Mapping[str, list[Value]],
        place: str,
        frame: Frame,
        valid: tuple[str, str],
    ) -> None:
        """Say what holds for all rows; what the row itself says of the same property goes before it."""
        for name, value in self._fixed.get(key, {}).items():
            if name not in values:
                self._say(subject, name, value, place, frame, valid)

    def _say(
        self, subject: str, name: str, value: str, place: str, frame: Frame, valid: tuple[str, str]
    ) -> None:
        self._builder.say(subject, name, value, place, valid_from=valid[0], valid_to=valid[1], frame=frame)

    def _values(self, key: str, row: TableRow, place: str) -> dict[str, list[Value]]:
        values: dict[str, list[Value]] = {}
        for index, column in self._taken.get(key, ()):
            text = row.cells[index].strip()
            if not text:
                continue
            if column.meaning == _WEIGHT:
                value = count_of(self._builder, text, place)
            else:
                value = self._builder.normal(
                    self._types[key], column.meaning, text, place, self._table.columns[index],
                    no=row.no, index=index,
                )  # fmt: skip
            if value:
                values.setdefault(column.meaning, []).append((value, column.frame))
        return values

    def _about(self, row: TableRow, place: str) -> tuple[Frame, tuple[str, str]] | None:
        """What the row says about itself; None after noting what of it cannot be."""
        if ROW not in self._taken:
            return PLAIN, ("", "")
        told: dict[str, str] = {}
        faults = len(self._builder.faults)
        for index, column in self._taken[ROW]:
            text = row.cells[index].strip()
            if not text:
                continue
            try:
                told |= row_value(column.meaning, text)
            except ValueError as error:
                self._fault(row, place, index, str(error))
        return None if len(self._builder.faults) > faults else row_frame(told)
