"""Does another case know this one? Hit or no hit, whom to ask, and nothing else.

One question about one thing, with a reason and a legal basis, and logged in the asking case and in every
case that was hit. The answer carries no text of another case but its controller: no title, no number of
cases, no caption.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, select

from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.base.ids import new_id
from app.casework import cross_match
from app.ontology.values import normalise
from app.store import audit, tables
from app.store.audit import Action
from app.store.search_form import words
from app.store.store import Store
from app.store.unit_of_work import UnitOfWork

IDENTIFIERS = ("phone", "plate", "iban", "vin", "email", "tax_number", "identifier", "file_number")
"""Value types that tell one thing from all others; also the kinds of what can be typed in."""
NAME = "name"
SHORTEST_REASON = 12
_SHORTEST_VALUE = 4
# A question is about one thing: no list, no placeholder.
_NOT_ONE = frozenset("*?%;|\n\r\t")


@dataclass(frozen=True, slots=True)
class Probe:
    """What is asked about: (value type, normalised value) of identifiers, names with one full birth date."""

    identifiers: tuple[tuple[str, str], ...] = ()
    names: tuple[str, ...] = ()
    birth_dates: tuple[str, ...] = ()
    subject_id: str = ""


@dataclass(frozen=True, slots=True)
class CrossAnswer:
    """`number` names the question in the logs; `ask` holds who can be asked, each once, "" never."""

    number: str
    hit: bool
    ask: tuple[str, ...]


def probe_of_subject(store: Store, case_id: str, subject_id: str) -> Probe:
    """Return the question about a subject of the asking case, from those of its findings that may be used.

    Raises `UserError` (exit 2) if there is neither an identifier nor a name with a full date of birth.
    """
    with store.read() as connection:
        rows = cross_match.usable(connection, tables.finding.c.subject_id == subject_id)
    own = [row for row in rows if row.case_id == case_id]
    identifiers = tuple((t, row.value) for row in own if (t := cross_match.value_type(row)) in IDENTIFIERS)
    people = [row for row in own if row.type == "person"]
    dates = tuple(row.value for row in people if row.property == "birth_date" and _is_day(row.value))
    names = tuple(row.value for row in people if row.property in cross_match.NAMES) if dates else ()
    if not identifiers and not names:
        raise UserError(
            "cross.nothing",
            _("Nothing that may be asked with is known here."),
            _("A question needs an identifier, or a name with a full date of birth, from a labelled source."),
            exit_code=ExitCode.USAGE,
        )
    return Probe(identifiers, names, dates, subject_id)


def typed_probe(kind: str, text: str, birth_date: str = "") -> Probe:
    """Return the question about one identifier (`kind` is its value type) or one name with a birth date.

    Raises `UserError` (exit 2) for lists, placeholders, what is no such value, and what is too short.
    """
    if _NOT_ONE & set(text + birth_date) or len("".join(words(text))) < _SHORTEST_VALUE:
        raise _not_one()
    if kind == NAME:
        if not words(text) or not _is_day(_normal("partial_date", birth_date)):
            raise UserError(
                "cross.birth_date",
                _("A name alone finds too many."),
                _("Give the full date of birth with it."),
                exit_code=ExitCode.USAGE,
            )
        return Probe(names=(text.strip(),), birth_dates=(_normal("partial_date", birth_date),))
    return Probe(identifiers=((kind, _normal(kind, text)),))


def _not_one() -> UserError:
    return UserError(
        "cross.not_one",
        _("One question asks about one thing, written in full."),
        _("Leave out lists and placeholders, and give at least four letters or digits."),
        exit_code=ExitCode.USAGE,
    )


def _normal(kind: str, text: str) -> str:
    try:
        return normalise(kind, text) if text.strip() else ""
    except ValueError as error:
        raise UserError(
            "cross.value", "{reason}", _("Correct the value."), exit_code=ExitCode.USAGE, reason=error
        ) from error


def ask(store: Store, case_id: str, probe: Probe, reason: str, legal_basis: str) -> CrossAnswer:
    """Ask all other cases and log it there and here; there is no answer without the entries.

    Raises `UserError` (exit 2) without a reason and a legal basis, and if the reason names what is asked
    about: it is read in the other cases too.
    """
    said = checked_reason(probe, reason, legal_basis)
    number = new_id()[:8].upper()
    with store.write(
        _("Other cases asked: no hit"), Action.COMBINATION, case_id=case_id, reason=said, history=False
    ) as work:
        hit = cases_hit(work.connection, case_id, probe)
        if hit:
            work.label = _("Other cases asked: hit")
        work.about(*filter(None, (number, probe.subject_id)))
        controllers = controllers_of(work.connection, {case_id, *hit})
        for other in sorted(hit):
            _log_there(work, other, number, said, controllers[case_id])
    return CrossAnswer(number, bool(hit), tuple(sorted({controllers[other] for other in hit})))


def checked_reason(probe: Probe, reason: str, legal_basis: str) -> str:
    """Return reason and legal basis as they are logged; `UserError` if they lack or tell what is asked."""
    if len(reason.strip()) < SHORTEST_REASON or not legal_basis.strip():
        raise UserError(
            "cross.reason",
            _("Asking other cases needs its reason and its legal basis."),
            _("Say in a few words why the answer is needed, and name the provision."),
            exit_code=ExitCode.USAGE,
        )
    said = " ".join(f"{reason.strip()} ({legal_basis.strip()})".split())
    told = set(words(said))
    joined = "".join(words(said))
    secret = {word for name in probe.names for word in words(name) if len(word) > 2}
    if secret & told or any(cross_match.bare(value).lower() in joined for _type, value in probe.identifiers):
        raise UserError(
            "cross.reason_tells",
            _("The reason names what is asked about, and it is read in the other cases too."),
            _("Leave out names and numbers."),
            exit_code=ExitCode.USAGE,
        )
    return said


def _log_there(work: UnitOfWork, case_id: str, number: str, reason: str, recipient: str) -> None:
    detail = json.dumps({"label": _("Asked by another case: hit"), "kinds": [], "ids": [number]})
    audit.append(
        work.connection,
        work.actor,
        Action.COMBINATION,
        detail,
        case_id=case_id,
        reason=reason,
        recipient=recipient,
    )


def cases_hit(connection: Connection, case_id: str, probe: Probe) -> set[str]:
    """Return the other cases that know it; for an answer only as hit or none."""
    found: set[str] = set()
    for value_type, value in probe.identifiers:
        found |= cross_match.cases_with_identifier(connection, value_type, value)
    if probe.names and probe.birth_dates:
        found |= cross_match.cases_with_person(connection, probe.names, probe.birth_dates)
    return found - {case_id}


def controllers_of(connection: Connection, case_ids: Iterable[str]) -> dict[str, str]:
    """Return whom to ask about each of these cases."""
    case = tables.case_file.c
    rows = connection.execute(select(case.id, case.controller).where(case.id.in_(list(case_ids)))).all()
    return {row.id: row.controller.strip() or _("the head of this office") for row in rows}


def _is_day(value: str) -> bool:
    return len(value) == len("2026-01-31") and value[:4].isdecimal() and value[-2:].isdecimal()
