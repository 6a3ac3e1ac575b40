"""Case files: found, listed, opened, read whole."""

from dataclasses import dataclass, replace

from sqlalchemy import Connection, func, select

from app.base.clock import today
from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.base.records import CaseHeader, CaseRecords, MeasureState
from app.casework import case_tallies, quarantine, rows
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


def header_of(connection: Connection, case_id: str) -> CaseHeader:
    """Return the frame of a case as it is in this transaction."""
    table = tables.case_file
    return rows.header(connection.execute(select(table).where(table.c.id == case_id)).one())


def header(store: Store, case_id: str) -> CaseHeader:
    """Return the frame of a case, and nothing of what it holds."""
    with store.read() as connection:
        return header_of(connection, case_id)


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


def references(store: Store) -> dict[str, str]:
    """Return the reference of every case by its id, for lists that name cases; counts nothing."""
    table = tables.case_file
    with store.read() as connection:
        return dict(connection.execute(select(table.c.id, table.c.reference)).all())


def headers(store: Store) -> tuple[CaseHeader, ...]:
    """Return the headers of all cases, by reference, for lists that name cases; counts nothing."""
    table = tables.case_file
    with store.read() as connection:
        found = connection.execute(select(table).order_by(table.c.reference)).all()
    return tuple(CaseHeader(*row) for row in found)


def list_cases(store: Store) -> tuple[CaseSummary, ...]:
    """Return all cases with their counts, by reference."""
    day = today().isoformat()
    case, measure = tables.case_file, tables.measure
    waiting = select(measure.c.case_id, func.count()).where(measure.c.state.in_(OPEN_STATES))
    with store.read() as connection:
        found = connection.execute(select(case).order_by(case.c.reference)).all()
        measures = {row[0]: row[1] for row in connection.execute(waiting.group_by(measure.c.case_id))}
        tallies = case_tallies.read(store, connection, day)
        usable = quarantine.counts(connection, day)
    listed = (_summary(CaseHeader(*row), tallies[row.id], measures.get(row.id, 0)) for row in found)
    return tuple(_without_quarantine(case, usable.get(case.header.id)) for case in listed)


def _summary(header: CaseHeader, tally: case_tallies.Tally, measures: int) -> CaseSummary:
    return CaseSummary(header, tally.nodes, tally.links, tally.findings, measures, tally.due)


def _without_quarantine(case: CaseSummary, usable: quarantine.Counts | None) -> CaseSummary:
    if usable is None:
        return case
    return replace(
        case, nodes=usable.nodes, links=usable.links, findings=usable.findings, reviews_due=usable.due
    )
