"""From rows of the store to frozen records."""

import json
from dataclasses import fields, replace
from operator import itemgetter
from typing import Any, cast

from sqlalchemy import Connection, select

from app.base.record_maker import maker, open_twin
from app.base.records import (
    AgendaItem,
    CaseHeader,
    CaseRecords,
    Conference,
    ConferenceState,
    Contribution,
    Document,
    Finding,
    Judgement,
    Label,
    Measure,
    MeasureState,
    Participant,
    Source,
    Standing,
    Subject,
    SubjectKind,
    Verdict,
)
from app.casework import consent_rows, data_marks, method_rows, provision_versions, wording_rows
from app.casework.agencies import rows as agency_rows
from app.policy.method_release import methods_without
from app.store import outcome_holds, quarantined, tables
from app.store.bare_rows import bare_rows
from app.store.quarantined import Held

# Hundreds of thousands of findings pass here: the driver gives their columns in the order of the record, and
# they are put in order afterwards, for a database sorts whole rows. A null stands where the basis goes.
_FIELDS = tuple(field.name for field in fields(Finding))
_ID, _AT = (_FIELDS.index(name) for name in ("id", "recorded_at"))
_COLUMNS = ", ".join("NULL" if name == "basis" else name for name in _FIELDS)
_FINDINGS = f"SELECT {_COLUMNS} FROM finding WHERE case_id = ?"
_BASES = (
    "SELECT b.finding_id, b.basis_id FROM finding_basis b JOIN finding f ON f.id = b.finding_id "
    "WHERE f.case_id = ? ORDER BY b.id"
)
_SUBJECTS = 'SELECT id, kind, type, start, "end" FROM subject WHERE case_id = ? ORDER BY id'
_STANDINGS = {standing.value: standing for standing in Standing}
_KINDS = {kind.value: kind for kind in SubjectKind}
_OPEN_FINDING, _make_subject = open_twin(Finding), maker(Subject)


def label_text(label: Label | None) -> str | None:
    """Return a label as the store keeps it."""
    if label is None:
        return None
    names = ("means", "person_category", "interest", "collecting_body", "legal_basis")
    return json.dumps({name: getattr(label, name) for name in names}, ensure_ascii=False)


def header(row: Any) -> CaseHeader:
    """Return the header of a case row."""
    return CaseHeader(**row._asdict())


def contribution(row: Any) -> Contribution:
    """Return the contribution of a row."""
    values = dict(row._asdict())
    label = values.pop("label")
    return Contribution(**values, label=Label(**json.loads(label)) if label else None)


def _finding(row: tuple[Any, ...], basis: dict[str, list[str]]) -> Finding:
    made: Any = _OPEN_FINDING(*row)
    made.standing = _STANDINGS[made.standing]
    made.exonerating, made.restricted = bool(made.exonerating), bool(made.restricted)
    made.basis = tuple(basis[made.id]) if made.id in basis else ()
    made.__class__ = Finding
    return cast(Finding, made)


def findings(connection: Connection, case_id: str) -> tuple[Finding, ...]:
    """Return all findings of a case, oldest first."""
    basis: dict[str, list[str]] = {}
    for finding_id, basis_id in bare_rows(connection, _BASES, case_id):
        basis.setdefault(finding_id, []).append(basis_id)
    found = bare_rows(connection, _FINDINGS, case_id)
    return tuple(_finding(row, basis) for row in sorted(found, key=itemgetter(_AT, _ID)))


def subjects(connection: Connection, case_id: str) -> tuple[Subject, ...]:
    """Return all subjects of a case, by id."""
    found = bare_rows(connection, _SUBJECTS, case_id)
    return tuple(_make_subject(id_, _KINDS[kind], *rest) for id_, kind, *rest in found)


def contributions(connection: Connection, case_id: str) -> tuple[Contribution, ...]:
    """Return all contributions to a case, in the order received."""
    c = tables.contribution
    query = select(c).where(c.c.case_id == case_id).order_by(c.c.received, c.c.id)
    return tuple(contribution(row) for row in connection.execute(query))


def _of_case(connection: Connection, table: Any, case_id: str) -> Any:
    """Select a table that hangs on the case's contributions."""
    c = tables.contribution
    query = select(table).join(c, c.c.id == table.c.contribution_id).where(c.c.case_id == case_id)
    return connection.execute(query.order_by(table.c.id))


def sources(connection: Connection, case_id: str) -> tuple[Source, ...]:
    """Return all sources of a case, by id."""
    return tuple(Source(**row._asdict()) for row in _of_case(connection, tables.source, case_id))


def documents(connection: Connection, case_id: str) -> tuple[Document, ...]:
    """Return all complete documents of a case, by id."""
    found = []
    for row in _of_case(connection, tables.document, case_id):
        values = dict(row._asdict())
        if values.pop("state") == "complete":
            found.append(Document(**values))
    return tuple(found)


def judgements(connection: Connection, case_id: str) -> tuple[Judgement, ...]:
    """Return all judgements of a case, oldest first."""
    j = tables.judgement
    query = select(j).where(j.c.case_id == case_id).order_by(j.c.made_at, j.c.id)
    return tuple(
        Judgement(**{**row._asdict(), "verdict": Verdict(row.verdict)}) for row in connection.execute(query)
    )


def conferences(connection: Connection, case_id: str) -> tuple[Conference, ...]:
    """Return the conferences of a case, by number."""
    c, a, p = tables.conference, tables.agenda_item, tables.participant
    result = []
    for row in connection.execute(select(c).where(c.c.case_id == case_id).order_by(c.c.no)).all():
        agenda = select(a.c.no, a.c.title, a.c.question, a.c.recommendation, a.c.decision)
        people = select(p.c.agency_id, p.c.person, p.c.role, p.c.attendance)
        items = connection.execute(agenda.where(a.c.conference_id == row.id).order_by(a.c.no))
        present = connection.execute(people.where(p.c.conference_id == row.id).order_by(p.c.id))
        result.append(
            Conference(
                **{**row._asdict(), "state": ConferenceState(row.state)},
                agenda=tuple(AgendaItem(*item) for item in items),
                participants=tuple(Participant(*person) for person in present),
            )
        )
    return tuple(result)


def measures(connection: Connection, case_id: str) -> tuple[Measure, ...]:
    """Return the measures of a case, by number."""
    m, c = tables.measure, tables.measure_citation
    cites: dict[str, list[str]] = {}
    pairs = select(c.c.measure_id, c.c.finding_id).join(m, m.c.id == c.c.measure_id)
    for measure_id, finding_id in connection.execute(pairs.where(m.c.case_id == case_id).order_by(c.c.id)):
        cites.setdefault(measure_id, []).append(finding_id)
    query = select(m).where(m.c.case_id == case_id).order_by(m.c.no)
    return tuple(
        Measure(**{**row._asdict(), "state": MeasureState(row.state)}, cites=tuple(cites.get(row.id, ())))
        for row in connection.execute(query)
    )


def case_records(connection: Connection, case_id: str) -> CaseRecords:
    """Return everything of a case that may be worked with, as it is in this transaction.

    This is where quarantine takes hold (PolG NRW section 22b(2)): records, charts, measures of graphs,
    briefings, releases and exports are made of what comes from here.
    """
    records = whole_records(connection, case_id)
    held = quarantined.held(connection, case_id)
    return _without(records, held) if held.contributions else records


def whole_records(connection: Connection, case_id: str) -> CaseRecords:
    """Return everything of a case, with what is in quarantine; for those who look into that."""
    row = connection.execute(select(tables.case_file).where(tables.case_file.c.id == case_id)).one()
    return CaseRecords(header=header(row), **parts(connection, case_id))


def parts(connection: Connection, case_id: str) -> dict[str, Any]:
    """Return what hangs on a case, by the names of `CaseRecords`; of a case that is not there, nothing."""
    return {
        "agencies": agency_rows(connection),
        "contributions": contributions(connection, case_id),
        "sources": sources(connection, case_id),
        "subjects": subjects(connection, case_id),
        "findings": findings(connection, case_id),
        "judgements": judgements(connection, case_id),
        "documents": documents(connection, case_id),
        "conferences": conferences(connection, case_id),
        "measures": measures(connection, case_id),
        "frozen": outcome_holds.frozen(connection, case_id),
        "rejected": rejected_provisions(connection),
        "consents": consent_rows.of_case(connection, case_id),
        "methods": method_rows.of_case(connection, case_id),
        "own": provision_versions.announce(connection),
        "marks": data_marks.of_case(connection, case_id),
        "wordings": wording_rows.of_case(connection, case_id),
    }


def rejected_provisions(connection: Connection) -> frozenset[str]:
    """Return the provisions that this office's data-protection officer has rejected, by id."""
    p = tables.provision_state
    return frozenset(connection.execute(select(p.c.id).where(p.c.status == "rejected")).scalars())


def _without(records: CaseRecords, held: Held) -> CaseRecords:
    """Leave out what is in quarantine, and every reference to it."""
    sources = tuple(s for s in records.sources if s.contribution_id not in held.contributions)
    return replace(
        records,
        contributions=tuple(c for c in records.contributions if c.id not in held.contributions),
        sources=sources,
        documents=tuple(d for d in records.documents if d.contribution_id not in held.contributions),
        subjects=tuple(s for s in records.subjects if s.id not in held.subjects),
        findings=tuple(
            replace(f, supersedes=None) if f.supersedes in held.findings else f
            for f in records.findings
            if f.id not in held.findings
        ),
        judgements=tuple(j for j in records.judgements if not {j.a, j.b} & held.subjects),
        measures=tuple(
            replace(m, cites=tuple(c for c in m.cites if c not in held.findings)) for m in records.measures
        ),
        methods=methods_without(records.methods, held.findings),
    )
