"""Rows of two tables to careers: every row that is wrong is told, and then nothing is taken."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from app.base.errors import UserError
from app.base.i18n import _
from app.study.career_checks import GROUPS, check
from app.study.career_columns import CAREER, EVENT, heading
from app.study.career_records import Career, Custody, Offence, Reaction
from app.study.event_checks import Event, misplaced

REACTIONS = ("warning", "youth_help", "sentence", "custody")
_REACTION_WORDS = {
    "ermahnung": "warning",
    "verwarnung": "warning",
    "jugendhilfe": "youth_help",
    "urteil": "sentence",
    "haft": "custody",
}
_KINDS = {
    "offence": "offence", "delikt": "offence", "straftat": "offence", "custody": "custody", "haft": "custody",
    "reaction": "reaction", "reaktion": "reaction",
}  # fmt: skip
_SEXES = {"m": "m", "f": "f", "w": "f", "d": "d"}
_YES = {"": False, "0": False, "no": False, "nein": False, "1": True, "yes": True, "ja": True, "x": True}
# A code is letters and digits; a chapter is a word or a number of the statistics, never a sentence.
_CODE = re.compile(r"[A-Za-z]{0,4}-?\d{1,6}\Z")
_CHAPTER = re.compile(r"[^\W\d_][\w -]{0,30}\Z|\d{1,6}\Z")
_MOST = 50

Row = tuple[int, Sequence[str]]
"""The number of a row in its file, and its cells."""
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class RowTable:
    """A table as it was read: `file` names it in problems, the first row names the columns."""

    file: str
    rows: Sequence[Row]


class _Wrong(Exception):
    """A row cannot be read; holds the reason."""


def careers_of(careers: RowTable, events: RowTable) -> tuple[Career, ...]:
    """Return the careers of two tables, by code; `UserError` (exit 4) has a line per wrong row."""
    problems: list[str] = []
    heads = _read(careers, CAREER, _head, problems)
    found: dict[str, list[tuple[int, Event]]] = {head.code: [] for _no, head in heads}
    for no, (code, event) in zip(*_numbered(events, problems), strict=True):
        if code in found:
            found[code].append((no, event))
        else:
            problems.append(_line(events, no, _("there is no career “{code}”").format(code=code)))
    problems += _misplaced(careers, events, heads, found)
    if problems:
        raise UserError(
            "study.rows",
            _("{count} rows cannot be taken over; nothing was imported."),
            _("Correct these rows and try again."),
            problems=tuple(problems[:_MOST]),
            count=len(problems),
        )
    ordered = sorted((head for _no, head in heads), key=lambda head: head.code)
    made = tuple(_whole(head, [event for _no, event in found[head.code]]) for head in ordered)
    check(made)
    return made


def _misplaced(
    careers: RowTable,
    events: RowTable,
    heads: Sequence[tuple[int, Career]],
    found: Mapping[str, Sequence[tuple[int, Event]]],
) -> Iterator[str]:
    """Yield a line for each row that can be read but cannot be true."""
    seen: set[str] = set()
    for no, head in heads:
        if head.code in seen:
            reason = _("{code}: the code stands for several careers").format(code=head.code)
            yield _line(careers, no, reason)
            continue
        seen.add(head.code)
        if not any(isinstance(event, Offence) for _no, event in found[head.code]):
            reason = _("no offence: there is no career to follow")
            yield _line(careers, no, f"{head.code}: {reason}")
        for row, reason in misplaced(head, found[head.code]):
            yield _line(events, row, reason)


def _numbered(table: RowTable, problems: list[str]) -> tuple[list[int], list[tuple[str, Event]]]:
    read = _read(table, EVENT, lambda row: row, problems)
    numbers, events = [], []
    for row in read:
        try:
            events.append(_event(row))
            numbers.append(int(row["no"]))
        except _Wrong as wrong:
            problems.append(_line(table, int(row["no"]), str(wrong)))
    return numbers, events


def _read(table: RowTable, kind: str, make: Callable[[dict[str, str]], _T], problems: list[str]) -> list[_T]:
    if len(table.rows) < 2:
        raise UserError(
            "study.no_rows",
            _("{file} has no row below its heading."),
            _("Check the file; nothing was imported."),
            file=table.file,
        )
    columns = heading(kind, table.rows[0][1], table.file)
    made = []
    for no, cells in table.rows[1:]:
        values = {c: cell.strip() for c, cell in zip(columns, cells, strict=False) if c}
        try:
            made.append(make({**dict.fromkeys(filter(None, columns), ""), **values, "no": str(no)}))
        except _Wrong as wrong:
            problems.append(_line(table, no, str(wrong)))
    return made


def _line(table: RowTable, no: int, reason: str) -> str:
    return _("{file}, row {no}: {reason}").format(file=table.file, no=no, reason=reason)


def _head(row: dict[str, str]) -> tuple[int, Career]:
    group, sex = row["group"].casefold(), _SEXES.get(row["sex"].casefold())
    if group not in GROUPS:
        raise _Wrong(_("the group is neither a nor b"))
    if sex is None:
        raise _Wrong(_("the sex is none of m, f, d"))
    year = _whole_number(row["birth_year"], _("the birth year is no year"))
    if not 1900 <= year <= 2100:
        raise _Wrong(_("the birth year is no year"))
    until = _whole_number(row["observed_until"], _("the end of observation is no age in days"))
    return int(row["no"]), Career(_code(row["code"]), group, year, sex, until, ())


def _event(row: dict[str, str]) -> tuple[str, Event]:
    code, kind = _code(row["code"]), _KINDS.get(row["kind"].casefold())
    day = _whole_number(row["day"], _("the day is no age in days"))
    if kind == "offence":
        return code, _offence(row, day)
    if kind == "custody":
        return code, Custody(day, _whole_number(row.get("end", ""), _("custody has no last day")))
    if kind == "reaction":
        word = row.get("reaction", "").casefold()
        reaction = _REACTION_WORDS.get(word, word)
        if reaction in REACTIONS:
            return code, Reaction(day, reaction)
        raise _Wrong(_("the reaction is none of {known}").format(known=", ".join(REACTIONS)))
    raise _Wrong(_("the kind is none of offence, custody, reaction"))


def _offence(row: dict[str, str], day: int) -> Offence:
    chapter, together = row.get("chapter", ""), _YES.get(row.get("co_suspects", "").casefold())
    if not _CHAPTER.match(chapter):
        raise _Wrong(_("the chapter is no single word and no number"))
    if together is None:
        raise _Wrong(_("co-suspects is neither yes nor no"))
    try:
        severity = float(row.get("severity", "").replace(",", ".") or 1)
    except ValueError:
        severity = 0.0
    if not 0 < severity < 1e6:
        raise _Wrong(_("the severity is no number above 0"))
    return Offence(day, chapter, severity, together)


def _code(text: str) -> str:
    if not _CODE.match(text):
        raise _Wrong(_("the code is not made of letters and digits, as in A01"))
    return text.upper()


def _whole_number(text: str, reason: str) -> int:
    if not re.fullmatch(r"-?\d{1,6}", text):
        raise _Wrong(reason)
    return int(text)


def _whole(head: Career, events: Sequence[Event]) -> Career:
    """Return a career with its events in the order of the file: whoever mixed the days up is told so."""
    return Career(
        head.code,
        head.group,
        head.birth_year,
        head.sex,
        head.observed_until,
        tuple(e for e in events if isinstance(e, Offence)),
        tuple(e for e in events if isinstance(e, Custody)),
        tuple(e for e in events if isinstance(e, Reaction)),
    )
