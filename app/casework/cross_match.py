"""Which cases hold something that answers a question across cases (`app.casework.cross_check`).

What may not be used does not answer: restricted, corrected, unlabelled (quarantined) and overdue findings,
assessments and hypotheses, what needs its originator's consent, persons who gave a tip, and those whose
deletion has to be decided on first.
"""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, exists, func, select

from app.base.clock import today
from app.base.records import Standing
from app.ontology.catalogue import ontology
from app.store import outcome_holds, tables
from app.store.search_form import words

NAMES = ("name", "birth_name", "alias", "name_original_script")
_INFORMANT = "informant"
_NEEDS_CONSENT = ("H2", "H3")
_ERASED = "erased"


@dataclass(frozen=True, slots=True)
class Usable:
    """A finding that may answer: its case, its subject with its type, and what it says."""

    case_id: str
    subject_id: str
    type: str
    property: str
    value: str


def value_type(row: Usable) -> str:
    """Return the value type of what a finding says, "" if this program does not know its property."""
    try:
        return ontology().property(row.type, row.property).value_type
    except KeyError:
        return ""


def usable(connection: Connection, *which: ColumnElement[bool]) -> list[Usable]:
    """Return those of the findings that may answer."""
    f, s = tables.finding.c, tables.subject.c
    later = tables.finding.alias("later").c
    role = tables.finding.alias("role").c
    role_later = tables.finding.alias("role_later").c
    informant = exists().where(
        role.subject_id == f.subject_id,
        role.property == "role",
        role.value == _INFORMANT,
        ~exists().where(role_later.supersedes == role.id),
    )
    query = (
        select(f.case_id, f.subject_id, s.type, f.property, f.value)
        .join(tables.subject, s.id == f.subject_id)
        .join(tables.source, tables.source.c.id == f.source_id)
        .join(tables.contribution, tables.contribution.c.id == tables.source.c.contribution_id)
        .join(tables.case_file, tables.case_file.c.id == f.case_id)
        .where(
            *which,
            ~f.restricted,
            f.standing == Standing.FACT,
            f.review_due >= today().isoformat(),
            f.handling.not_in(_NEEDS_CONSENT),
            tables.contribution.c.label.is_not(None),
            tables.contribution.c.id.not_in(select(tables.quarantine.c.contribution_id)),
            tables.case_file.c.status != _ERASED,
            ~exists().where(later.supersedes == f.id),
            ~informant,
        )
    )
    frozen = outcome_holds.frozen(connection)
    return [Usable(*row) for row in connection.execute(query) if row.subject_id not in frozen]


def cases_with_identifier(connection: Connection, kind: str, value: str) -> set[str]:
    """Return the cases in which something bears this identifier, however it is spaced."""
    finding = tables.finding.c
    nodes = ontology().nodes.values()
    properties = {p.id for node in nodes for p in node.properties if p.value_type == kind}
    spaceless = func.replace(func.replace(func.upper(finding.value), " ", ""), "-", "")
    rows = usable(connection, finding.property.in_(properties), spaceless == bare(value))
    return {row.case_id for row in rows if value_type(row) == kind}


def cases_with_person(connection: Connection, names: tuple[str, ...], days: tuple[str, ...]) -> set[str]:
    """Return the cases in which one person bears one of these names and one of these dates of birth."""
    finding = tables.finding.c
    born = usable(connection, finding.property == "birth_date", finding.value.in_(days))
    people = {row.subject_id for row in born if row.type == "person"}
    wanted = {_name_key(name) for name in names}
    named = usable(connection, finding.property.in_(NAMES), finding.subject_id.in_(people))
    return {row.case_id for row in named if _name_key(row.value) in wanted}


def bare(value: str) -> str:
    """Return an identifier in capitals, without blanks and hyphens."""
    return value.upper().replace(" ", "").replace("-", "")


def _name_key(name: str) -> tuple[str, ...]:
    """Return the words of a name in one spelling and no order: "Mustermann, Erika", "Erika Mustermann"."""
    return tuple(sorted(words(name)))
