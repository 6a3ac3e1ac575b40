"""Case files: found, listed, opened, read whole."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Table, func, select

from app.base.clock import today
from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.base.records import CaseHeader, CaseRecords, MeasureState, SubjectKind
from app.casework import rows
from app.policy.release import ACCEPTED_CLASSIFICATIONS
from app.store import tables
from app.store.audit import Action
from app.store.change import Change
from app.store.store import Store

OPEN_STATES = (MeasureState.PROPOSED, MeasureState.OPEN, MeasureState.RUNNING, MeasureState.BLOCKED)


@dataclass(frozen=True, slots=True)
class CaseSummary:
    """A case in a list, with its counts; `reviews_due` counts findings whose review day has passed."""

    header: CaseHeader
    nodes: int
    links: int
    findings: int
    open_measures: int
    reviews_due: int


def create(
    store: Store,
    reference: str,
    title: str,
    purpose: str,
    legal_basis: str,
    *,
    question: str = "",
    regime: str = "polg_nrw",
    controller: str = "",
    topic: str = "",
    pillar: str = "",
    status: str = "draft",
    classification: str = "OPEN",
    review_due: str = "",
) -> Change:
    """Open a case file. Purpose and legal basis are asked for from the start (BDSG section 47 no. 2)."""
    _require(reference=reference, title=title, purpose=purpose, legal_basis=legal_basis)
    if classification not in ACCEPTED_CLASSIFICATIONS:
        raise UserError(
            "case.classification",
            _("Classification “{given}” is not accepted on this workstation."),
            _("Only OPEN and VS-NfD material may be held here."),
            given=classification,
        )
    row = {
        "reference": reference.strip(),
        "title": title.strip(),
        "question": question,
        "purpose": purpose,
        "legal_basis": legal_basis,
        "regime": regime,
        "controller": controller,
        "status": status,
        "topic": topic,
        "pillar": pillar,
        "classification": classification,
        "opened": today().isoformat(),
        "review_due": review_due or today().replace(year=today().year + 1, day=1).isoformat(),
    }
    with store.write(_("Case created"), Action.COLLECTION) as work:
        _refuse_double(work.connection, row["reference"])
        work.about(work.insert(tables.case_file, row))
    return work.done


def _require(**values: str) -> None:
    words = {
        "reference": _("a reference"),
        "title": _("a title"),
        "purpose": _("a purpose"),
        "legal_basis": _("a legal basis"),
    }
    missing = [words[name] for name, value in values.items() if not value.strip()]
    if missing:
        raise UserError(
            "case.incomplete",
            _("A case needs {missing}."),
            _("Fill in what is missing; a case without purpose and legal basis cannot be held."),
            exit_code=ExitCode.USAGE,
            missing=", ".join(missing),
        )


def _refuse_double(connection: Connection, reference: str) -> None:
    query = select(tables.case_file.c.id).where(tables.case_file.c.reference == reference)
    if connection.execute(query).first():
        raise UserError(
            "case.exists",
            _("There is a case {reference} already."),
            _("Choose another reference."),
            reference=reference,
        )


def find(store: Store, text: str) -> CaseHeader:
    """Return the case with this reference or id; raises `UserError` (exit 1) naming those there are."""
    table = tables.case_file
    with store.read() as connection:
        row = connection.execute(
            select(table).where((table.c.reference == text) | (table.c.id == text))
        ).first()
        if row is not None:
            return rows.header(row)
        known = [r for (r,) in connection.execute(select(table.c.reference).order_by(table.c.reference))]
    raise UserError(
        "case.unknown",
        _("There is no case “{text}” in this store."),
        _("Known cases: {known}."),
        exit_code=ExitCode.ANSWER_IS_NO,
        text=text,
        known=", ".join(known) or "-",
    )


def records(store: Store, case_id: str) -> CaseRecords:
    """Return everything of one case, read in one transaction."""
    with store.read() as connection:
        return rows.case_records(connection, case_id)


def list_cases(store: Store) -> tuple[CaseSummary, ...]:
    """Return all cases with their counts, by reference."""
    with store.read() as connection:
        table = tables.case_file
        found = connection.execute(select(table).order_by(table.c.reference)).all()
        return tuple(_summary(connection, rows.header(row)) for row in found)


def _summary(connection: Connection, header: CaseHeader) -> CaseSummary:
    subject, finding, measure = tables.subject, tables.finding, tables.measure

    def count(table: Table, *conditions: ColumnElement[bool]) -> int:
        query = select(func.count()).select_from(table).where(*conditions)
        return int(connection.execute(query).scalar_one())

    own = finding.c.case_id == header.id
    superseded = select(finding.c.supersedes).where(own, finding.c.supersedes.is_not(None))
    return CaseSummary(
        header=header,
        nodes=count(subject, subject.c.case_id == header.id, subject.c.kind == SubjectKind.NODE),
        links=count(subject, subject.c.case_id == header.id, subject.c.kind == SubjectKind.LINK),
        findings=count(finding, own),
        open_measures=count(measure, measure.c.case_id == header.id, measure.c.state.in_(OPEN_STATES)),
        reviews_due=count(
            finding, own, finding.c.review_due <= today().isoformat(), finding.c.id.not_in(superseded)
        ),
    )
