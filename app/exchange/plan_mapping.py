"""Rows of a table as things and links, as a person mapped its columns."""

from collections.abc import Mapping
from dataclasses import replace

from app.base.i18n import _
from app.base.records import Label, Standing
from app.exchange.columns import why_banned
from app.exchange.delivery_builder import DeliveryBuilder
from app.exchange.frame import PLAIN, Frame
from app.exchange.mapping import LABEL_PARTS, ROW, ColumnPart, LinkPart, SubjectPart, TableMapping
from app.exchange.plan_edges import columns_not_understood, count_of, place_of
from app.exchange.profile import Profile
from app.exchange.readers.neutral import TableData, TableRow
from app.exchange.tables import filled
from app.ontology.catalogue import ontology
from app.ontology.forbidden import forbidden
from app.ontology.values import normalise

_STANDINGS = {
    "fact": Standing.FACT, "tatsache": Standing.FACT, "fakt": Standing.FACT,
    "assessment": Standing.ASSESSMENT, "einschätzung": Standing.ASSESSMENT, "bewertung": Standing.ASSESSMENT,
    "hypothesis": Standing.HYPOTHESIS, "hypothese": Standing.HYPOTHESIS,
}  # fmt: skip
_WEIGHT, _DATE = "weight", "date"
Taken = list[tuple[int, ColumnPart]]
Value = tuple[str, Frame]


def plan_mapping(table: TableData, profile: Profile, mapping: TableMapping, builder: DeliveryBuilder) -> None:
    """Put what every row says, as mapped, into `builder`; other columns are named as left out."""
    rows = _Rows(table, profile, mapping, builder)
    total = len(table.rows)
    for done, row in enumerate(table.rows):
        builder.step(done, total)
        rows.take(row)


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
                    self._say(node.id, name, value, place, _over(frame, own), valid)

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
        swapped = not (self._types[part.start] in declared.start and self._types[part.end] in declared.end)
        link = self._builder.link(part.link_type, *((end, start) if swapped else (start, end)), row.no)
        if link.before:
            before = place_of(self._table, TableRow(link.before, ()))
            reason = _("The same link stands in {place} already; both rows are kept on it.")
            self._builder.merged.append((place, reason.format(place=before)))
        values = self._values(part.key, row, place)
        day = values.get(_DATE, [("", PLAIN)])[0][0]
        since = valid if any(valid) else (day, "")
        self._say(link.id, "exists", "yes", place, frame, since)
        for name, said in values.items():
            for value, own in said:
                self._say(
                    link.id, name, value, place, _over(frame, own), since if name != _DATE else ("", "")
                )

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
                told |= _row_value(column.meaning, text)
            except ValueError as error:
                line = f"{place}, {self._table.columns[index]}: {error}"
                self._builder.problem(line, reason=str(error), no=row.no, column=index, text=text)
        if len(self._builder.faults) > faults:
            return None
        label = {name: told.pop(name, "") for name in LABEL_PARTS}
        valid = told.pop("valid_from", ""), told.pop("valid_to", "")
        return Frame(**told, label=Label(**label) if any(label.values()) else None), valid


def _over(row: Frame, column: Frame) -> Frame:
    """The frame of a row with what the column says of itself going first."""
    if column is PLAIN or column == PLAIN:
        return row
    names = ("source", "reliability", "credibility", "standing", "handling")
    return replace(row, **{name: value for name in names if (value := getattr(column, name))})


def _row_value(meaning: str, text: str) -> dict[str, str]:
    """The values of a cell that speaks of its row; ValueError with a sentence if it cannot be."""
    if meaning in ("valid_from", "valid_to"):
        return {meaning: normalise("partial_date", text)}
    if meaning == "grade":
        grade = text.upper().replace(" ", "").replace("-", "")
        if len(grade) == 2:
            return _row_value("reliability", grade[0]) | _row_value("credibility", grade[1])
        raise ValueError(_("“{text}” is no grading such as B2.").format(text=text[:40]))
    if meaning == "reliability" and text.upper() not in ("A", "B", "C", "X"):
        raise ValueError(_("“{text}” is no reliability; it is one of A, B, C and X.").format(text=text[:40]))
    if meaning == "credibility" and text not in ("1", "2", "3", "4"):
        raise ValueError(_("“{text}” is no credibility; it is one of 1, 2, 3 and 4.").format(text=text[:40]))
    if meaning == "standing":
        if text.casefold() not in _STANDINGS:
            raise ValueError(
                _("“{text}” is neither fact nor assessment nor hypothesis.").format(text=text[:40])
            )
        return {meaning: _STANDINGS[text.casefold()].value}
    return {meaning: text.upper() if meaning in ("reliability", "handling") else " ".join(text.split())}
