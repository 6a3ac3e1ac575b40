"""Findings: recorded, corrected, restricted, marked as exonerating - never rewritten."""

from dataclasses import dataclass, field, replace

from app.base.clock import now_text, today
from app.base.errors import UserError
from app.base.i18n import _
from app.base.ids import new_id
from app.base.records import Finding, Standing
from app.casework import writing
from app.ontology.catalogue import ontology
from app.ontology.values import normalise
from app.policy.review import review_day
from app.store import tables
from app.store.audit import Action
from app.store.change import Change
from app.store.store import Store
from app.store.unit_of_work import UnitOfWork

CREDIBILITY = ("1", "2", "3", "4")


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody wants to record about a subject; becomes a finding once checked."""

    property: str
    value: str
    source_id: str
    standing: Standing = Standing.FACT
    credibility: str = "4"
    valid_from: str = ""
    valid_to: str = ""
    place_in_source: str = ""
    author_agency_id: str = ""
    handling: str = "H0"
    handling_note: str = ""
    exonerating: bool = False
    review_due: str = ""
    basis: tuple[str, ...] = field(default=())


def checked(
    work: UnitOfWork, case_id: str, subject_id: str, subject_type: str, statement: Statement
) -> Finding:
    """Turn a statement into a finding: value normalised, grading and basis checked, review day set."""
    prop = ontology().property(subject_type, statement.property)
    try:
        value = normalise(prop.value_type, statement.value)
        valid_from = normalise("partial_date", statement.valid_from) if statement.valid_from else ""
        valid_to = normalise("partial_date", statement.valid_to) if statement.valid_to else ""
    except ValueError as error:
        raise UserError(
            "finding.value",
            _("{property}: {reason}"),
            _("Correct the value."),
            property=prop.label,
            reason=error,
        ) from error
    if prop.choices and value not in {choice.id for choice in prop.choices}:
        raise UserError(
            "finding.choice",
            _("{property}: “{value}” is not one of the choices."),
            _("Choose one of: {choices}."),
            property=prop.label,
            value=value,
            choices=", ".join(choice.label for choice in prop.choices),
        )
    _check_grading(statement)
    role = value if statement.property == "role" else ""
    return Finding(
        id=new_id(),
        case_id=case_id,
        subject_id=subject_id,
        source_id=statement.source_id,
        property=statement.property,
        value=value,
        standing=statement.standing,
        credibility=statement.credibility,
        recorded_by=work.actor,
        recorded_at=now_text(),
        review_due=review_day(today(), statement.review_due, role),
        valid_from=valid_from,
        valid_to=valid_to,
        place_in_source=statement.place_in_source,
        author_agency_id=statement.author_agency_id,
        handling=statement.handling,
        handling_note=statement.handling_note,
        exonerating=statement.exonerating,
        basis=statement.basis,
    )


def _check_grading(statement: Statement) -> None:
    if statement.credibility not in CREDIBILITY:
        raise UserError(
            "finding.credibility",
            _("“{given}” is not a credibility."),
            _("Use 1, 2, 3 or 4 (Europol 4x4)."),
            given=statement.credibility,
        )
    if statement.standing is not Standing.FACT and not (statement.basis and statement.author_agency_id):
        raise UserError(
            "finding.basis",
            _("An assessment needs its author agency and at least one finding it rests on."),
            _("Name both, or record it as a fact."),
        )


def record(store: Store, case_id: str, subject_id: str, statement: Statement) -> Change:
    """Record a finding about a subject that exists."""
    with store.write(_("Finding recorded"), Action.COLLECTION, case_id=case_id) as work:
        finding = checked(work, case_id, subject_id, _type_of(work, subject_id), statement)
        writing.write_findings(work, [finding])
        work.about(finding.id)
    return work.done


def _type_of(work: UnitOfWork, subject_id: str) -> str:
    row = work.row(tables.subject, subject_id)
    if row is None:
        raise LookupError(subject_id)
    return str(row["type"])


def correct(store: Store, case_id: str, finding_id: str, value: str, **changes: str) -> Change:
    """Correct a finding: a new one with the new value supersedes it, the old one stays readable.

    `changes` may give another `source_id`, `credibility`, `valid_from` or `valid_to`.
    """
    with store.write(_("Finding corrected"), Action.ALTERATION, case_id=case_id) as work:
        old = work.row(tables.finding, finding_id)
        if old is None:
            raise LookupError(finding_id)
        kept = ("property", "source_id", "credibility", "valid_from", "valid_to", "place_in_source",
                "author_agency_id", "handling", "handling_note", "exonerating")  # fmt: skip
        basis = tuple(
            row.basis_id
            for row in work.connection.execute(
                tables.finding_basis.select().where(tables.finding_basis.c.finding_id == finding_id)
            )
        )
        statement = Statement(
            **{name: old[name] for name in kept} | changes,
            value=value,
            standing=Standing(old["standing"]),
            basis=basis,
        )
        subject_type = _type_of(work, old["subject_id"])
        finding = checked(work, case_id, old["subject_id"], subject_type, statement)
        successor = replace(finding, supersedes=finding_id)
        writing.write_findings(work, [successor])
        work.about(successor.id, finding_id)
    return work.done


def restrict(store: Store, case_id: str, finding_id: str, reason: str, *, restricted: bool = True) -> Change:
    """Restrict the processing of a finding, or lift the restriction (BDSG section 58(3))."""
    label = _("Finding restricted") if restricted else _("Restriction lifted")
    with store.write(label, Action.ALTERATION, case_id=case_id, reason=reason) as work:
        work.update(tables.finding, finding_id, restricted=restricted)
        work.about(finding_id)
    return work.done


def mark_exonerating(store: Store, case_id: str, finding_id: str, *, exonerating: bool = True) -> Change:
    """Mark a finding as exonerating, or take the mark back (StPO section 160(2))."""
    with store.write(_("Exonerating mark changed"), Action.ALTERATION, case_id=case_id) as work:
        work.update(tables.finding, finding_id, exonerating=exonerating)
        work.about(finding_id)
    return work.done
