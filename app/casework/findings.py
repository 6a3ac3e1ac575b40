"""Findings: recorded, corrected, restricted, marked as exonerating - never rewritten."""

from dataclasses import dataclass, field, replace

from sqlalchemy import select

from app.base.clock import now_text, today
from app.base.errors import UserError
from app.base.i18n import _
from app.base.ids import new_id
from app.base.records import Finding, Standing
from app.base.words import CONFIDENCES, LIKELIHOOD_RANGES
from app.casework import notices, quarantine, review_days, writing
from app.ontology.catalogue import ontology
from app.ontology.model import PropertyType
from app.ontology.values import normalise
from app.policy import gradings
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
    likelihood: str = ""
    confidence: str = ""


def checked(
    work: UnitOfWork,
    case_id: str,
    subject_id: str,
    subject_type: str,
    statement: Statement,
    supersedes: str | None = None,
) -> Finding:
    """Turn a statement into a finding: value normalised, grading and basis checked, review day set.

    The day depends on the regime of its contribution and on role and age of the person, so far as known.
    """
    quarantine.refuse_source(work.connection, statement.source_id)
    _refuse_foreign(work, statement.source_id)
    prop = ontology().property(subject_type, statement.property)
    value = _normal("value", prop.value_type, prop.label, statement.value)
    valid_from = _normal("valid_from", "partial_date", _("Holds from"), statement.valid_from)
    valid_to = _normal("valid_to", "partial_date", _("Holds until"), statement.valid_to)
    _check_choice(prop, value)
    _check_grading(statement)
    finding = Finding(
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
        review_due="",
        valid_from=valid_from,
        valid_to=valid_to,
        place_in_source=statement.place_in_source,
        author_agency_id=statement.author_agency_id,
        handling=statement.handling,
        handling_note=statement.handling_note,
        exonerating=statement.exonerating,
        supersedes=supersedes,
        basis=statement.basis,
        likelihood=statement.likelihood,
        confidence=statement.confidence,
    )
    return replace(finding, review_due=review_days.day_for(work, finding, statement.review_due))


_CASE_OF = "SELECT c.case_id FROM source s JOIN contribution c ON c.id = s.contribution_id WHERE s.id = ?"


def _refuse_foreign(work: UnitOfWork, source_id: str) -> None:
    """A source of another case is a defect: analysis stays within one case, so does what it rests on."""
    case_id = work.connection.exec_driver_sql(_CASE_OF, (source_id,)).scalar()
    if case_id not in (None, work.case_id):
        raise LookupError(source_id)


def _normal(key: str, value_type: str, label: str, given: str) -> str:
    """Return a value as it is kept; the refusal `finding.<key>` names the field it belongs to."""
    if not given and key != "value":
        return ""
    try:
        return normalise(value_type, given)
    except ValueError as error:
        sentence = _("{property}: {reason}")
        remedy = _("Correct the value.")
        raise UserError(f"finding.{key}", sentence, remedy, property=label, reason=error) from error


def _check_choice(prop: PropertyType, value: str) -> None:
    if prop.choices and value not in {choice.id for choice in prop.choices}:
        raise UserError(
            "finding.choice",
            _("{property}: “{value}” is not one of the choices."),
            _("Choose one of: {choices}."),
            property=prop.label,
            value=value,
            choices=", ".join(choice.label for choice in prop.choices),
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
    for key, given, known in (
        ("likelihood", statement.likelihood, tuple(LIKELIHOOD_RANGES)),
        ("confidence", statement.confidence, CONFIDENCES),
    ):
        if given and (given not in known or statement.standing is Standing.FACT):
            raise UserError(
                f"finding.{key}",
                _("“{given}” is no degree of an assessment."),
                _("Facts have none; assessments one of: {known}."),
                given=given,
                known=", ".join(known),
            )


def record(store: Store, case_id: str, subject_id: str, statement: Statement, *, reason: str = "") -> Change:
    """Record a finding about a subject that exists; `reason` goes to the log."""
    label = _("Finding recorded")
    with store.write(label, Action.COLLECTION, case_id=case_id, reason=reason) as work:
        finding = checked(work, case_id, subject_id, _type_of(work, subject_id), statement)
        writing.write_findings(work, [finding])
        review_days.settle_new(work, [finding])
        work.about(finding.id)
    return work.done


def _type_of(work: UnitOfWork, subject_id: str) -> str:
    row = work.row(tables.subject, subject_id)
    # Nothing is said in the name of one case about what belongs to another.
    if row is None or row["case_id"] != work.case_id:
        raise LookupError(subject_id)
    return str(row["type"])


_KEPT = (
    "property", "source_id", "credibility", "valid_from", "valid_to", "place_in_source", "author_agency_id",
    "handling", "handling_note", "exonerating", "likelihood", "confidence",
)  # fmt: skip


def correct(
    store: Store, case_id: str, finding_id: str, value: str, *, reason: str = "", **changes: str
) -> Change:
    """Correct a finding: a new one with the new value supersedes it, the old one stays readable.

    `changes` may give another `source_id`, `credibility`, `valid_from`, `valid_to` or another text of the
    statement; `reason` goes to the log. Whoever has got the old one is to be told (`app.casework.notices`).
    """
    label = _("Finding corrected")
    with store.write(label, Action.ALTERATION, case_id=case_id, reason=reason) as work:
        successor = put_correction(work, case_id, finding_id, value, None, None, **changes)
        work.about(successor, finding_id)
    return work.done


def put_correction(
    work: UnitOfWork,
    case_id: str,
    finding_id: str,
    value: str,
    basis: tuple[str, ...] | None,
    standing: Standing | None = None,
    **changes: str,
) -> str:
    """Correct a finding within the caller's unit of work; returns the id of the new one.

    `basis` None keeps what the old one rests on, `standing` None what it claims to be.
    """
    old = work.row(tables.finding, finding_id)
    if old is None:
        raise LookupError(finding_id)
    if basis is None:
        b = tables.finding_basis
        query = select(b.c.basis_id).where(b.c.finding_id == finding_id).order_by(b.c.id)
        basis = tuple(work.connection.execute(query).scalars())
    statement = Statement(
        **{name: old[name] for name in _KEPT} | changes,
        value=value,
        standing=Standing(standing or old["standing"]),
        basis=basis,
    )
    subject_type = _type_of(work, old["subject_id"])
    successor = checked(work, case_id, old["subject_id"], subject_type, statement, finding_id)
    writing.write_findings(work, [successor])
    review_days.settle_new(work, [successor])
    notices.open_for(work, notices.CORRECTED, [finding_id])
    return successor.id


def restrict(store: Store, case_id: str, finding_id: str, reason: str, *, restricted: bool = True) -> Change:
    """Restrict the processing of a finding, or lift the restriction (BDSG section 58(3)).

    Whoever has got it is to be told of the restriction (`app.casework.notices`).
    """
    label = _("Finding restricted") if restricted else _("Restriction lifted")
    with store.write(label, Action.ALTERATION, case_id=case_id, reason=reason) as work:
        work.update(tables.finding, finding_id, restricted=restricted)
        if restricted:
            notices.open_for(work, notices.RESTRICTED, [finding_id])
        else:
            notices.withdraw(work, notices.RESTRICTED, [finding_id])
        work.about(finding_id)
    return work.done


def set_handling(
    store: Store, case_id: str, finding_id: str, code: str, note: str, reason: str = ""
) -> Change:
    """Set how a finding may be handled (H0 to H3 of Europol); a lower code than before needs a reason.

    H3 is "other restriction" and says which one in `note`.
    """
    if code not in gradings.handling():
        raise UserError(
            "finding.handling",
            _("“{given}” is not a handling code."),
            _("Use H0, H1, H2 or H3 (Europol)."),
            given=code,
        )
    if code == "H3" and not note.strip():
        raise UserError(
            "finding.handling_note",
            _("H3 is a restriction of its own; it must be said which."),
            _("Write what the provider asks for."),
        )
    label = _("Handling changed")
    with store.write(label, Action.ALTERATION, case_id=case_id, reason=reason.strip()) as work:
        old = work.row(tables.finding, finding_id)
        if old is None:
            raise LookupError(finding_id)
        if code < old["handling"] and not reason.strip():
            raise UserError(
                "finding.handling_reason",
                _("Less protection than the provider asked for needs a reason."),
                _("Say who agreed; it goes into the log."),
            )
        work.update(tables.finding, finding_id, handling=code, handling_note=note.strip())
        work.about(finding_id)
    return work.done


def request_erasure(store: Store, case_id: str, finding_id: str, reason: str) -> Change:
    """Ask whoever decides on reviews to erase a finding: it falls due today, the reason goes to the log."""
    if not reason.strip():
        raise UserError(
            "erasure.reason", _("An erasure needs its reason."), _("Say why it is erased, without values.")
        )
    label = _("Erasure requested")
    with store.write(label, Action.ALTERATION, case_id=case_id, reason=reason.strip()) as work:
        work.update(tables.finding, finding_id, review_due=today().isoformat())
        work.about(finding_id)
    return work.done


def mark_exonerating(store: Store, case_id: str, finding_id: str, *, exonerating: bool = True) -> Change:
    """Mark a finding as exonerating, or take the mark back (StPO section 160(2))."""
    with store.write(_("Exonerating mark changed"), Action.ALTERATION, case_id=case_id) as work:
        work.update(tables.finding, finding_id, exonerating=exonerating)
        work.about(finding_id)
    return work.done
