"""What may stand in a part of a method: the checks of `app.casework.method_parts`, each with its sentence."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, select

from app.base.errors import UserError
from app.base.i18n import _
from app.base.method_records import ACTIVE, CELLS, ROLES, STATES, Method, MethodPart, PartKind
from app.base.method_words import part_word, role_word, status_word
from app.casework import method_persons
from app.casework.method_templates import TemplatePart
from app.policy.provisions import find as find_provision
from app.policy.review import as_day
from app.store import tables

FIELDS = (
    "text", "note", "role", "agency_id", "partner", "provision", "status", "effort", "effect", "due",
    "indicator", "gap_id", "task_id",
)  # fmt: skip
"""What a form of a part says; not every kind asks for all of it."""
LONGEST = 2000
_CITATION = re.compile(r"(§§?|Art\.?|Artikel|section|sections)\s*\d")
_NUMBERS = ("effort", "effect")


def row_of(kind: PartKind, said: Mapping[str, str]) -> dict[str, Any]:
    """Return the columns for what was said of a part. Keys of refusals end in the field they are about.

    What `FIELDS` names and `said` does not is empty; roles and states begin with the first there is.
    """
    plain = {name: str(said.get(name) or "").strip() for name in FIELDS}
    row: dict[str, Any] = {**plain, "agency_id": plain["agency_id"] or None}
    row["role"] = _of_list(ROLES.get(kind, ("",)), plain["role"], "role", kind)
    row["status"] = _of_list(STATES.get(kind, ("",)), plain["status"], "status", kind)
    for name in _NUMBERS:
        row[name] = _degree(plain[name], name)
    for name in ("text", "note", "indicator", "partner"):
        row[name] = sentence(plain[name])
    row["provision"] = _provision(plain["provision"])
    if plain["due"]:
        row["due"] = as_day(plain["due"]).isoformat()
    return row


def check_part(connection: Connection, method: Method, kind: PartKind, row: Mapping[str, Any]) -> None:
    """Refuse a part that lacks what its kind needs, or that places a person."""
    if kind is not PartKind.EVIDENCE and not row["text"] and not (kind is PartKind.PARTNER and _named(row)):
        raise UserError(
            "part.text",
            _("{kind}: the text is missing.").format(kind=part_word(kind)),
            _("Say it in one sentence."),
        )
    if kind is PartKind.EVIDENCE and row["role"] == "absence" and not row["text"]:
        raise UserError(
            "part.text",
            _("It is not said what was looked for and not found."),
            _("Say what one would expect to find if a hypothesis held."),
        )
    if kind is PartKind.ASSUMPTION and not row["note"]:
        raise UserError(
            "part.note",
            _("It is not said why the assumption is made."),
            _("Say what it rests on, or that it rests on nothing but experience."),
        )
    if row["agency_id"] and not _exists(connection, tables.agency, row["agency_id"]):
        raise UserError("part.agency_id", _("There is no such agency."), _("Choose another one."))
    for name, table in (("gap_id", tables.gap), ("task_id", tables.collection_task)):
        if row[name] and not _exists(connection, table, row[name], method.case_id):
            raise UserError(f"part.{name}", _("This case has no such entry."), _("Choose another one."))
    if kind is PartKind.BARRIER:
        check_active(row)
    texts = (row["text"], row["note"], row["partner"], row["indicator"], row["provision"])
    if kind is PartKind.STEP or kind in CELLS:
        refuse_persons(connection, method.case_id, texts)


def check_active(row: Mapping[str, Any]) -> None:
    """Refuse a barrier that is said to be active without a partner or without a provision."""
    if row["status"] != ACTIVE:
        return
    if not row["agency_id"] and not row["partner"]:
        raise UserError(
            "part.agency_id",
            _("A barrier without a partner cannot be active."),
            _("Name who puts it up, or leave it proposed."),
        )
    if not row["provision"]:
        raise UserError(
            "part.provision",
            _("A barrier without a provision cannot be active."),
            _("Choose the provision it rests on, or leave it in legal check."),
        )


def refuse_persons(connection: Connection, case_id: str, texts: Iterable[str]) -> None:
    """Refuse a text that names a person of the case: nobody can be placed in a barrier model."""
    named = method_persons.persons_named(connection, case_id, texts)
    if named:
        raise UserError(
            "method.person",
            _("“{name}” names a person of this case, and nobody can be placed in a barrier model."),
            _("Say what happens or who acts by function, for example “the lender of the vehicle”."),
            name=min(named),
        )


def refuse_persons_in_parts(
    connection: Connection, case_id: str, parts: Iterable[MethodPart | TemplatePart]
) -> None:
    """Refuse parts of a barrier model that come from elsewhere and name a person of the case."""
    refuse_persons(connection, case_id, (text for part in parts for text in method_persons.texts_of(part)))


def refuse_persons_finding(connection: Connection, finding: Mapping[str, Any]) -> None:
    """Refuse to cite in a barrier model what is said about a person or about a link of one."""
    s = tables.subject
    about = connection.execute(select(s).where(s.c.id == finding["subject_id"])).one()
    ends = [about.id, *(end for end in (about.start, about.end) if end)]
    kinds = connection.execute(select(s.c.type).where(s.c.id.in_(ends))).scalars().all()
    if method_persons.PERSON in kinds:
        raise UserError(
            "method.person",
            _("This finding is about a person, and nobody can be placed in a barrier model."),
            _("Cite what is said about a firm, a place, a vehicle or an account."),
        )


def refuse_ranking(connection: Connection, method: Method, text: str, but: str = "") -> None:
    """Refuse a hypothesis that sets one person of the case against another: that would rank persons."""
    here = _meant(connection, method.case_id, text)
    others = (h.text for h in method.of(PartKind.HYPOTHESIS) if h.id != but)
    there = [ids for ids in (_meant(connection, method.case_id, t) for t in others) if ids]
    if here and any(ids != here for ids in there):
        raise UserError(
            "method.ranking",
            _("Hypotheses that set one person against another would put persons in an order."),
            _("Ask what happened and how, not which person it was."),
        )


def _meant(connection: Connection, case_id: str, text: str) -> frozenset[str]:
    """Return the ids of the persons of the case whom a text names."""
    named = method_persons.persons_named(connection, case_id, (text,))
    return frozenset(i for ids in named.values() for i in ids)


def refuse_without_evidence(method: Method) -> None:
    """Raise `UserError` (`method.evidence`) for a comparison that has nothing to compare by."""
    if not method.of(PartKind.EVIDENCE):
        raise UserError(
            "method.evidence",
            _("No evidence is listed, so the hypotheses cannot be compared."),
            _("Add findings of the case as rows, and what was looked for and not found."),
        )
    if not any(e.ratings for e in method.of(PartKind.EVIDENCE)):
        raise UserError(
            "method.ratings",
            _("No cell is rated, so the hypotheses cannot be compared."),
            _("Say of each row how it sits with each hypothesis."),
        )


def sentence(text: str) -> str:
    """Return a text put in order; one that is longer than a method can show is refused."""
    plain = text.strip()
    if len(plain) > LONGEST:
        raise UserError(
            "part.text",
            _("The text has {count} characters; at most {most} can be shown.").format(
                count=len(plain), most=LONGEST
            ),
            _("Shorten it, or record it as a finding and cite that."),
        )
    return plain


def is_standard(before: MethodPart, row: Mapping[str, Any]) -> bool:
    """Whether a part still says what ships with the program after a change."""
    plain = ("text", "note", "partner", "indicator", "provision")
    return before.standard and all(getattr(before, name) == row[name] for name in plain)


def _named(row: Mapping[str, Any]) -> bool:
    return bool(row["agency_id"] or row["partner"])


def _provision(text: str) -> str:
    """Return an id of the matrix of provisions, or the citation of a power that does not stand there.

    The matrix holds grounds for passing something on; barriers rest on powers of trade, tax or building law.
    """
    return text if not text or _CITATION.match(text) else find_provision(text).id


def _exists(connection: Connection, table: Any, row_id: str, case_id: str = "") -> bool:
    query = select(table.c.id).where(table.c.id == row_id)
    return (
        connection.execute(query.where(table.c.case_id == case_id) if case_id else query).first() is not None
    )


def _of_list(known: tuple[str, ...], code: str, field: str, kind: PartKind) -> str:
    if code in known:
        return code
    if not code:
        return known[0]
    words_of = (role_word(kind, c) if field == "role" else status_word(c) for c in known if c)
    raise UserError(
        f"part.{field}",
        _("“{code}” is not in the list."),
        _("Choose one of: {known}."),
        code=code,
        known=", ".join(words_of),
    )


def _degree(text: str, field: str) -> int:
    if text in ("", "0"):
        return 0
    if text in ("1", "2", "3", "4", "5"):
        return int(text)
    raise UserError(
        f"part.{field}",
        _("“{text}” is no degree."),
        _("Choose 1 (little) to 5 (much), or leave it open."),
        text=text,
    )
