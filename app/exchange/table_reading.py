"""A table as a person checks it before an import: how it was read, its first rows, and what it might mean."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.base.errors import UserError
from app.exchange.cell_values import Writing, date_read, find_writing
from app.exchange.columns import meaning_of
from app.exchange.identity_keys import identity_keys
from app.exchange.mapping import ColumnPart, LinkPart, SubjectPart, TableMapping
from app.exchange.plan import table_of
from app.exchange.plan_choice import choose
from app.exchange.profile import SOURCE, TARGET, Profile, Shape, mapped_profile, profiles
from app.exchange.readers.neutral import RawTable
from app.exchange.table_settings import TableSettings
from app.exchange.tables import find_header
from app.ontology.catalogue import ontology
from app.ontology.forbidden import forbidden

FIRST_ROWS = 12
_SAMPLE = 2_000
_EXAMPLES = 3
_MORE = ("b", "c")


@dataclass(frozen=True, slots=True)
class ReadingFound:
    """How a table was read, settings applied: what stands in each field is what is in force.

    `above` are rows that stand above the header, `rows` the first below it as (number, cells), `examples`
    for each column its first values. `banned` names, per column, what may not be recorded ("" as a rule).
    `date_read` is a date of the first rows as it stands there, with the (day, month, year) it is read as.
    """

    settings: TableSettings
    doubtful_dates: bool
    sheets: tuple[str, ...]
    columns: tuple[str, ...]
    above: tuple[tuple[int, tuple[str, ...]], ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    examples: tuple[tuple[str, ...], ...]
    banned: tuple[str, ...]
    count: int
    date_read: tuple[str, tuple[int, int, int]] | None = None


def found_reading(raw: RawTable, settings: TableSettings) -> ReadingFound:
    """Tell how a table is read and what stands in it; raises `UserError` for a header that is none."""
    header = settings.header if settings.header >= 0 else find_header(raw)
    writing = _writing(raw)
    used = TableSettings(
        sheet=raw.where,
        header=header,
        encoding=raw.encoding,
        separator=raw.separator,
        decimal=settings.decimal or writing.decimal,
        dates=settings.dates or writing.dates,
    )
    table = table_of(raw, _bare(replace(settings, header=header)), tolerant=True)
    sample = table.rows[: min(_SAMPLE, len(table.rows))]
    examples = tuple(_examples([row.cells[i] for row in sample]) for i in range(len(table.columns)))
    above = tuple((row.no, row.cells) for row in raw.rows[: _SAMPLE // 4] if row.no < header)
    return ReadingFound(
        settings=used,
        doubtful_dates=writing.doubtful and not settings.dates,
        sheets=raw.sheets,
        columns=table.columns,
        above=above,
        rows=tuple((row.no, row.cells) for row in sample[:FIRST_ROWS]),
        examples=examples,
        banned=tuple(forbidden(name) or "" for name in table.columns),
        count=len(table.rows),
        date_read=date_read((cell for row in sample for cell in row.cells), used.dates),
    )


def _writing(raw: RawTable) -> Writing:
    return find_writing(cell for row in raw.rows[:_SAMPLE] for cell in row.cells)


def _bare(settings: TableSettings) -> Profile:
    nothing = TableMapping((SubjectPart("a", "person"),), (), ())
    return mapped_profile("", "", nothing, settings)


def _examples(cells: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(c.strip() for c in cells if c.strip()))[:_EXAMPLES]


def suggested(raw: RawTable, found: ReadingFound) -> TableMapping:
    """What the columns probably mean, as the shipped profiles that fit have it; a person decides.

    Columns that the best list of things leaves over may speak of a second and a third thing; which links run
    between them nobody can tell from names of columns.
    """
    try:
        profile = choose(raw)
    except UserError:
        profile = profiles()["personen"]
    if profile.shape is Shape.EDGES:
        return edges_of(profile, found)
    mapping = things_of(profile, found)
    for key in _MORE:
        left = [name for name in found.columns if name not in {c.column for c in mapping.columns}]
        others = [p for p in _lists() if p.node_type not in {s.node_type for s in mapping.subjects}]
        scored = [(_naming(left, p), p) for p in others]
        best = max(scored, key=lambda pair: pair[0], default=(0, profile))
        if not best[0]:
            break
        more = things_of(best[1], found, key, frozenset(left))
        mapping = TableMapping(mapping.subjects + more.subjects, (), mapping.columns + more.columns)
    return mapping


def _lists() -> list[Profile]:
    return [p for p in profiles().values() if p.auto and p.shape is Shape.NODES]


def _naming(columns: list[str], profile: Profile) -> int:
    """How many columns a list profile understands if one of them names or identifies the thing, else 0."""
    meanings = {meaning_of(name, profile, profile.node_type) for name in columns if not forbidden(name)}
    telling = {*ontology().nodes[profile.node_type].caption, *identity_keys(profile.node_type)}
    return len(meanings - {None}) if meanings & telling else 0


def things_of(
    profile: Profile, found: ReadingFound, key: str = "a", among: frozenset[str] | None = None
) -> TableMapping:
    """A mapping of one thing per row, of the columns `among` or of all."""
    columns, taken = [], set[str]()
    for name, banned in zip(found.columns, found.banned, strict=True):
        meaning = None if banned else meaning_of(name, profile, profile.node_type)
        free = meaning not in taken and (among is None or name in among)
        if meaning and meaning not in (SOURCE, TARGET) and free:
            taken.add(meaning)
            columns.append(ColumnPart(name, key, meaning))
    return TableMapping((SubjectPart(key, profile.node_type),), (), tuple(columns))


def edges_of(profile: Profile, found: ReadingFound) -> TableMapping:
    """A mapping of two things and a link per row."""
    ends = {SOURCE: "a", TARGET: "b"}
    columns, taken = [], set[str]()
    for name, banned in zip(found.columns, found.banned, strict=True):
        meaning = None if banned else meaning_of(name, profile, profile.link_type)
        if meaning is None or meaning in taken:
            continue
        taken.add(meaning)
        part, what = (ends[meaning], profile.identifier) if meaning in ends else ("a-b", meaning)
        columns.append(ColumnPart(name, part, what))
    subjects = (
        SubjectPart("a", profile.node_type, profile.identifier),
        SubjectPart("b", profile.end_type, profile.identifier),
    )
    return TableMapping(subjects, (LinkPart("a-b", profile.link_type, "a", "b"),), tuple(columns))
