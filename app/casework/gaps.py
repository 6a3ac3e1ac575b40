"""The gap table: seven questions, and of each what is known, assumed, unknown and not permitted.

Under "known" stand facts, under "assumed" assessments and hypotheses - always as findings of the case,
never as copied text. "Unknown" and "not permitted" hold a text; the latter says which provision forbids
the question or why. An internal tool of the office: no view that leaves the house contains it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, func, literal_column, select

from app.base.errors import UserError
from app.base.i18n import _
from app.base.records import Standing
from app.casework import case_lists, quarantine
from app.store import tables
from app.store.audit import Action
from app.store.change import Change
from app.store.store import Store
from app.store.unit_of_work import UnitOfWork

KNOWN, ASSUMED, UNKNOWN, NOT_PERMITTED = "known", "assumed", "unknown", "not_permitted"
CITING = (KNOWN, ASSUMED)
OPEN, TASKED, ANSWERED = "open", "tasked", "answered"
UNANSWERED = (OPEN, TASKED)
# Ids are random; within a cell things stand in the order in which they were put there.
_AS_WRITTEN: ColumnElement[int] = literal_column("gap_entry.rowid")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in a cell: a finding, or a text. A citing entry without a finding has lost it to erasure."""

    id: str
    cell: str
    finding_id: str | None
    text: str

    @property
    def lost(self) -> bool:
        """Whether the finding that stood here was erased."""
        return self.cell in CITING and self.finding_id is None


@dataclass(frozen=True, slots=True)
class Gap:
    """One row of the table; `question` is a code of the seven questions, `text` asks it for this case."""

    id: str
    case_id: str
    no: int
    question: str
    text: str
    status: str
    entries: tuple[Entry, ...] = ()

    def cell(self, cell: str) -> tuple[Entry, ...]:
        """Return what stands in one cell."""
        return tuple(e for e in self.entries if e.cell == cell)


def of_case(store: Store, case_id: str) -> tuple[Gap, ...]:
    """Return the gap table of a case: by question in the order of the seven, then by number."""
    g, e = tables.gap, tables.gap_entry
    order = {code: no for no, code in enumerate(case_lists.entries(case_lists.QUESTIONS))}
    with store.read() as connection:
        rows = connection.execute(select(g).where(g.c.case_id == case_id)).all()
        held = connection.execute(
            select(e).join(g, g.c.id == e.c.gap_id).where(g.c.case_id == case_id).order_by(_AS_WRITTEN)
        ).all()
    entries: dict[str, list[Entry]] = {}
    for row in held:
        entries.setdefault(row.gap_id, []).append(Entry(row.id, row.cell, row.finding_id, row.text))
    found = [Gap(**row._asdict(), entries=tuple(entries.get(row.id, ()))) for row in rows]
    return tuple(sorted(found, key=lambda gap: (order.get(gap.question, len(order)), gap.no)))


def open_count(store: Store, case_id: str = "") -> int:
    """Return how many gaps are unanswered, in one case or in all."""
    with store.read() as connection:
        return sum(count for case, count in open_by_case(connection).items() if case_id in ("", case))


def open_by_case(connection: Connection) -> dict[str, int]:
    """Return how many gaps are unanswered in each case that has any."""
    g = tables.gap
    query = select(g.c.case_id, func.count()).where(g.c.status.in_(UNANSWERED)).group_by(g.c.case_id)
    return {row[0]: row[1] for row in connection.execute(query)}


def lay_out(store: Store, case_id: str) -> Change:
    """Put down each of the seven questions that has no row yet, in one step."""
    with store.write(_("Gap table laid out"), Action.COLLECTION, case_id=case_id) as work:
        g = tables.gap
        asked = set(work.connection.execute(select(g.c.question).where(g.c.case_id == case_id)).scalars())
        for question in case_lists.entries(case_lists.QUESTIONS):
            if question not in asked:
                work.about(_insert(work, case_id, question, ""))
    return work.done


def add(store: Store, case_id: str, question: str, text: str = "") -> Change:
    """Add a row to the table; a question may have several."""
    case_lists.check(case_lists.QUESTIONS, question)
    with store.write(_("Gap recorded"), Action.COLLECTION, case_id=case_id) as work:
        work.about(_insert(work, case_id, question, text))
    return work.done


def _insert(work: UnitOfWork, case_id: str, question: str, text: str) -> str:
    g = tables.gap
    last = work.connection.execute(select(func.max(g.c.no)).where(g.c.case_id == case_id)).scalar()
    row = {"case_id": case_id, "no": (last or 0) + 1, "question": question, "text": text.strip()}
    return work.insert(g, {**row, "status": OPEN})


def change(store: Store, gap_id: str, text: str, status: str) -> Change:
    """Change what a row asks and where it stands.

    Raises `UserError` if it is said to be answered and cites no finding, or not permitted without saying
    why in its cell.
    """
    case_lists.check(case_lists.GAP_STATES, status)
    with store.write(_("Gap changed"), Action.ALTERATION, case_id=_case_of(store, gap_id)) as work:
        cells = _cells(work.connection, gap_id)
        if status == ANSWERED and not cells & set(CITING):
            raise UserError(
                "gap.answered",
                _("No finding answers this question yet."),
                _("Put the finding that answers it under “known” or “assumed” first."),
            )
        if status == NOT_PERMITTED and NOT_PERMITTED not in cells:
            raise UserError(
                "gap.not_permitted",
                _("It is not said why this may not be collected."),
                _("Name the provision or the ground under “not permitted” first."),
            )
        work.update(tables.gap, gap_id, text=text.strip(), status=status)
        work.about(gap_id)
    return work.done


def remove(store: Store, gap_id: str) -> Change:
    """Take a row out with all its cells; findings and collection tasks stay."""
    e, t = tables.gap_entry, tables.collection_task
    with store.write(_("Gap taken out"), Action.ALTERATION, case_id=_case_of(store, gap_id)) as work:
        for row_id in work.connection.execute(select(e.c.id).where(e.c.gap_id == gap_id)).scalars().all():
            work.delete(e, row_id)
        for row_id in work.connection.execute(select(t.c.id).where(t.c.gap_id == gap_id)).scalars().all():
            work.update(t, row_id, gap_id=None)
        work.delete(tables.gap, gap_id)
        work.about(gap_id)
    return work.done


def cite(store: Store, gap_id: str, cell: str, finding_id: str) -> Change:
    """Put a finding of the case under "known" (facts) or "assumed" (assessments and hypotheses)."""
    with store.write(_("Finding put into the gap table"), Action.ALTERATION,
                     case_id=_case_of(store, gap_id)) as work:  # fmt: skip
        finding = work.row(tables.finding, finding_id)
        if finding is None or finding["case_id"] != work.case_id:
            raise UserError(
                "gap.finding",
                _("There is no such finding in this case."),
                _("Choose a finding of the case."),
            )
        quarantine.refuse_source(work.connection, finding["source_id"])
        _refuse_wrong_cell(cell, finding["standing"])
        _refuse_corrected(work.connection, finding_id)
        e = tables.gap_entry
        here = (e.c.gap_id == gap_id, e.c.finding_id == finding_id)
        if work.connection.execute(select(e.c.id).where(*here)).first():
            raise UserError(
                "gap.finding",
                _("This finding stands in this row already."),
                _("Choose another finding."),
            )
        row = {"gap_id": gap_id, "finding_id": finding_id, "cell": cell, "text": ""}
        work.about(work.insert(e, row))
    return work.done


def cell_for(standing: Standing | str) -> str:
    """Return the cell in which a finding of this standing belongs."""
    return KNOWN if standing == Standing.FACT else ASSUMED


def _refuse_wrong_cell(cell: str, standing: str) -> None:
    if cell == cell_for(standing):
        return
    if cell == KNOWN:
        raise UserError(
            "gap.standing",
            _("Only a fact can stand under “known”."),
            _("Assessments and hypotheses belong under “assumed”."),
        )
    if cell == ASSUMED:
        raise UserError("gap.standing", _("A fact is not assumed."), _("Put it under “known”."))
    raise UserError(
        "gap.standing",
        _("A finding is not unknown."),
        _("Put it under “known” or “assumed”."),
    )


def _refuse_corrected(connection: Connection, finding_id: str) -> None:
    f = tables.finding
    if connection.execute(select(f.c.id).where(f.c.supersedes == finding_id)).first():
        raise UserError(
            "gap.finding",
            _("This finding has been corrected."),
            _("Choose the one that corrects it."),
        )


def note(store: Store, gap_id: str, cell: str, text: str) -> Change:
    """Write what is unknown, or which provision or ground forbids the question."""
    case_lists.check(case_lists.CELLS, cell)
    if cell in CITING:
        raise UserError(
            "gap.cell",
            _("Under “known” and “assumed” stand findings only."),
            _("Record it as a finding of the case and choose that."),
        )
    if not text.strip():
        raise UserError(
            "gap.text",
            _("The text is missing."),
            _("Name the provision or the ground that forbids it.")
            if cell == NOT_PERMITTED
            else _("Say what is not known."),
        )
    with store.write(_("Gap described"), Action.ALTERATION, case_id=_case_of(store, gap_id)) as work:
        row = {"gap_id": gap_id, "finding_id": None, "cell": cell, "text": text.strip()}
        work.about(work.insert(tables.gap_entry, row))
    return work.done


def take_out(store: Store, entry_id: str) -> Change:
    """Take one thing out of its cell; a row it alone had answered is open again."""
    e, g = tables.gap_entry, tables.gap
    with store.read() as connection:
        gap_id = str(connection.execute(select(e.c.gap_id).where(e.c.id == entry_id)).scalar_one())
    with store.write(_("Taken out of the gap table"), Action.ALTERATION,
                     case_id=_case_of(store, gap_id)) as work:  # fmt: skip
        work.delete(e, entry_id)
        row = work.row(g, gap_id)
        cells = _cells(work.connection, gap_id)
        if row is not None and row["status"] in _unsupported(cells):
            work.update(g, gap_id, status=OPEN)
        work.about(gap_id)
    return work.done


def _unsupported(cells: Iterable[str]) -> set[str]:
    held = set(cells)
    lost = set() if held & set(CITING) else {ANSWERED}
    return lost if NOT_PERMITTED in held else lost | {NOT_PERMITTED}


def _cells(connection: Connection, gap_id: str) -> set[str]:
    """Return which cells of a row hold something; an entry that lost its finding holds nothing."""
    e = tables.gap_entry
    rows = connection.execute(select(e.c.cell, e.c.finding_id).where(e.c.gap_id == gap_id))
    return {row.cell for row in rows if row.finding_id or row.cell not in CITING}


def _case_of(store: Store, gap_id: str) -> str:
    g = tables.gap
    with store.read() as connection:
        found = connection.execute(select(g.c.case_id).where(g.c.id == gap_id)).scalar()
    if found is None:
        raise UserError(
            "gap.unknown", _("This row of the gap table is gone."), _("Somebody has taken it out.")
        )
    return str(found)
