"""Where else a value stands that is to be erased, and taking it out there.

Looked into are the free texts of the same case, whoever's table they stand in (a table that is added later is
looked into as well), and those of the office that belong to no case: registers, saved views, drafts, open
notices, steps that the office could still take back. Other cases are not looked into: across cases there is
hit or no hit only. Log and ledger are shown, but no word of them can be changed.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, String, Table, and_, select, update

from app.base.errors import UserError
from app.base.i18n import _, ngettext
from app.casework.erasure_values import Recogniser
from app.store import searchindex, tables
from app.store.unit_of_work import UnitOfWork

TAKE_OUT, ERASE, LEAVE = "take-out", "erase", "leave"
# Columns without a word of anybody's own: ids, codes, moments, names of officials who acted.
_CODES = frozenset(
    "id no at actor user type kind status state regime classification role priority cell verdict algorithm "
    "sha256 media_type signer made_at merged_at received since due review_due opened held_on standing "
    "credibility handling likelihood confidence digest recorded_by recorded_at valid_from valid_to property "
    "reliability attendance provision legal_power legal_basis outcome pillar topic author controller "
    "label colour line look field operator scope".split()
)
_CODES_OF = frozenset({"case_file.reference", "chart.settings", "chart_rule.name", "gap.question"})
# Not read as rows of a case: derived, read in their own way, or the log.
_APART = frozenset(
    {"search_text", "search_word", "search_name", "audit", "change_log", "draft", "disclosure", "handover"}
    | {"package_seen", "package_frame", "package_ground", "package_reference", "package_version"}
)
_OFFICE = {"register_entry": ("data",), "saved_view": ("name", "data"), "tombstone": ("reason",)}
_NOTICES = "notice/"


@dataclass(frozen=True, slots=True)
class Repeat:
    """One place that repeats a value.

    `key` names it for the decision; `excerpt` shows it with a few words around; `can` is what may be done
    (take-out: the words are replaced by a mark; erase: the whole thing goes; empty: it can only be looked
    at, as in log and ledger). `case_id` is "" for what belongs to the office; `subject_id` says whom a
    finding is about.
    """

    key: str
    table: str
    row_id: str
    column: str
    case_id: str
    subject_id: str
    excerpt: str
    can: tuple[str, ...]


def find(connection: Connection, case_id: str, wanted: Recogniser) -> tuple[Repeat, ...]:
    """Return the places that repeat a value; what can only be looked at comes last."""
    ways: tuple[Callable[[Connection, str], Iterator[Repeat]], ...] = (
        _of_case, _of_documents, _of_office, _of_history, _of_log,
    )  # fmt: skip
    found = []
    for way in ways:
        for place in way(connection, case_id):
            # Until here the excerpt is the whole text.
            if excerpt := wanted.excerpt(place.excerpt):
                found.append(_shown(place, excerpt))
    return tuple(sorted(found, key=lambda r: not r.can))


def _shown(place: Repeat, excerpt: str) -> Repeat:
    return Repeat(
        place.key,
        place.table,
        place.row_id,
        place.column,
        place.case_id,
        place.subject_id,
        excerpt,
        place.can,
    )


def undecided(found: Iterable[Repeat], choices: Mapping[str, str]) -> list[Repeat]:
    """Return the places about which something can be done and nothing was decided."""
    return [r for r in found if r.can and choices.get(r.key) not in (*r.can, LEAVE)]


def refuse_undecided(found: Sequence[Repeat], choices: Mapping[str, str]) -> None:
    """Raise `UserError` (`erasure.undecided`) if a place was not decided on."""
    missing = undecided(found, choices)
    if missing:
        raise UserError(
            "erasure.undecided",
            ngettext(
                "{count} other place repeats what is to be erased and is not decided on.",
                "{count} other places repeat what is to be erased and are not decided on.",
                len(missing),
            ),
            _("Say of each whether it is taken out or left."),
            count=len(missing),
        )


def more_places() -> UserError:
    """Return what is said when findings chosen for erasure are repeated in further places."""
    return UserError(
        "erasure.undecided",
        _("What was chosen is repeated in further places."),
        _("Say of each whether it is taken out or left."),
    )


def chosen_findings(choices: Mapping[str, str]) -> list[str]:
    """Return the findings that were chosen to go because they repeat a value."""
    erased = (key for key, choice in choices.items() if choice == ERASE)
    return list(dict.fromkeys(key.split("/")[1] for key in erased if key.startswith("finding/")))


def carry_out(
    work: UnitOfWork, wanted: Recogniser, found: Iterable[Repeat], choices: Mapping[str, str]
) -> list[tuple[str, str]]:
    """Do what was chosen; return the searchable things (kind, id) that changed by it."""
    chosen = [r for r in found if choices.get(r.key) in r.can]
    things: list[tuple[str, str]] = []
    rows: set[str] = set()
    for place in chosen:
        table = tables.metadata.tables[place.table]
        before = work.row(table, place.row_id)
        if before is None:
            continue
        rows.add(place.row_id)
        if thing := searchindex.indexed_id(table.name, before):
            things.append(thing)
        _settle(work, table, before, place.column, choices[place.key], wanted)
    # Other histories may hold what these rows said before.
    work.forget(sorted(rows))
    return things


def _settle(
    work: UnitOfWork, table: Table, before: dict[str, Any], column: str, choice: str, wanted: Recogniser
) -> None:
    if table is tables.change_log:
        log = tables.change_log
        closed = update(log).where(log.c.id == before["id"]).values(state="closed", images="[]")
        work.connection.execute(closed)
    elif table in (tables.draft, tables.saved_view):
        work.delete(table, before["id"])
    elif choice == ERASE:
        _erase_document(work, before["id"])
    else:
        work.update(table, before["id"], **{column: wanted.without(before[column])})


def _erase_document(work: UnitOfWork, document_id: str) -> None:
    """Sources lose the document they pointed to; its content goes with the last row that names it."""
    s = tables.source
    for (source_id,) in work.connection.execute(select(s.c.id).where(s.c.document_id == document_id)).all():
        work.update(s, source_id, document_id=None)
    work.delete(tables.document, document_id)


# --- where to look; the excerpt of what these yield is the whole text


def text_places(case_id: str) -> Iterator[tuple[Table, tuple[str, ...], ColumnElement[bool]]]:
    """Yield the tables of a case with their columns of free text, and which rows are the case's."""
    for table in tables.metadata.sorted_tables:
        condition = None if table.name in _APART else within(table, case_id)
        columns = tuple(c.name for c in table.columns if _is_text(table, c))
        if condition is not None and columns:
            yield table, columns, condition


def _is_text(table: Table, column: Any) -> bool:
    plain = isinstance(column.type, String) and not column.foreign_keys
    named = column.name in _CODES or f"{table.name}.{column.name}" in _CODES_OF
    return plain and not named and not column.name.endswith("_id")


def within(table: Table, case_id: str) -> ColumnElement[bool] | None:
    """Return which rows of a table are a case's, by its references up to the case; None if it is no part."""
    if table is tables.case_file:
        return table.c.id == case_id
    if "case_id" in table.c:
        return table.c.case_id == case_id
    for key in sorted(table.foreign_keys, key=lambda k: k.parent.name):
        # What refers to itself, or may refer to nothing, does not say where it belongs.
        if key.column.table is table or key.parent.nullable:
            continue
        above = within(key.column.table, case_id)
        if above is not None:
            return key.parent.in_(select(key.column.table.c.id).where(above))
    return None


def _of_case(connection: Connection, case_id: str) -> Iterator[Repeat]:
    for table, columns, condition in text_places(case_id):
        about = table is tables.finding
        can = (ERASE,) if about else (TAKE_OUT,)
        read = [table.c.id, *(table.c[c] for c in columns), *([table.c.subject_id] if about else [])]
        for row in connection.execute(select(*read).where(condition)):
            for column in columns:
                if text := getattr(row, column):
                    yield _place(
                        table.name, row.id, column, case_id, text, can, row.subject_id if about else ""
                    )


def _place(
    table: str, row_id: str, column: str, case_id: str, text: str, can: tuple[str, ...], subject_id: str = ""
) -> Repeat:
    return Repeat(f"{table}/{row_id}/{column}", table, row_id, column, case_id, subject_id, text, can)


def _of_documents(connection: Connection, case_id: str) -> Iterator[Repeat]:
    d, c, t = tables.document, tables.contribution, tables.document_text
    query = select(d.c.id, t.c.text).join(c, c.c.id == d.c.contribution_id)
    query = query.join(t, t.c.sha256 == d.c.sha256).where(c.c.case_id == case_id)
    for row in connection.execute(query):
        yield _place("document", row.id, "sha256", case_id, row.text, (ERASE,))


def _of_office(connection: Connection, case_id: str) -> Iterator[Repeat]:
    for name, columns in _OFFICE.items():
        table = tables.metadata.tables[name]
        for row in connection.execute(select(table.c.id, *(table.c[c] for c in columns))):
            for column in columns:
                yield _place(name, row.id, column, "", getattr(row, column), (TAKE_OUT,))
    d, m = tables.draft, tables.meta
    for row in connection.execute(select(d.c.id, d.c.data).where(d.c.case_id.in_((case_id, "")))):
        yield _place("draft", row.id, "data", case_id, row.data, (TAKE_OUT,))
    for row in connection.execute(select(m.c.id, m.c.value).where(m.c.id.startswith(_NOTICES))):
        yield _place("meta", row.id, "value", "", row.value, (TAKE_OUT,))


def _of_history(connection: Connection, _case_id: str) -> Iterator[Repeat]:
    """Yield what the office's own steps remember; those of the case end with every erasure."""
    log = tables.change_log
    query = select(log.c.id, log.c.images).where(log.c.case_id == "", log.c.state != "closed")
    for row in connection.execute(query):
        for _table, _row_id, before, after in json.loads(row.images):
            text = json.dumps([before or {}, after or {}], ensure_ascii=False)
            yield _place("change_log", row.id, "images", "", text, (TAKE_OUT,))


def _of_log(connection: Connection, case_id: str) -> Iterator[Repeat]:
    a, h = tables.audit, tables.handover
    query = select(a.c.seq, a.c.reason).where(and_(a.c.case_id.in_((case_id, "")), a.c.reason != ""))
    for row in connection.execute(query):
        yield _place("audit", str(row.seq), "reason", case_id, row.reason, ())
    for row in connection.execute(select(h).where(h.c.case_id == case_id)):
        for column in ("purpose", "occasion", "artefact_name"):
            yield _place("handover", row.id, column, case_id, getattr(row, column), ())
