"""The gap table as its grid shows it, and the findings that can be put into it. Free of Qt."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.base.i18n import _
from app.base.records import Finding, Standing
from app.casework import case_lists, collection_plan, gaps, method_links
from app.casework.collection_plan import CollectionTask
from app.casework.gaps import Entry, Gap
from app.store.store import Store
from ui.case.case_data import CaseData
from ui.case.words import standing_text
from ui.widgets.inspector_form import FindingLine

CELLS = (gaps.KNOWN, gaps.ASSUMED, gaps.UNKNOWN, gaps.NOT_PERMITTED)
_OFFERED = 40
METHOD = "method:"
"""What stands below a question and begins so is a part of a method, no task."""


@dataclass(frozen=True, slots=True)
class EntryText:
    """One thing in a cell: a finding as the inspector shows them, or a text; `lost` when it was erased."""

    id: str
    cell: str
    text: str
    line: FindingLine | None = None
    subject_id: str = ""
    lost: bool = False


@dataclass(frozen=True, slots=True)
class TaskText:
    """A task of the collection plan below its question."""

    id: str
    text: str
    late: bool


@dataclass(frozen=True, slots=True)
class GapRow:
    """One row; `warn` says what is wrong with its state, "" for nothing."""

    id: str
    question: str
    text: str
    status_id: str
    status: str
    answered: bool
    warn: str
    cells: tuple[tuple[EntryText, ...], ...]
    tasks: tuple[TaskText, ...]

    @property
    def name(self) -> str:
        """The question as one line."""
        return f"{self.question}: {self.text}" if self.text else self.question


@dataclass(frozen=True, slots=True)
class GapBook:
    """Gap table and collection plan of a case, as they are in the store."""

    gaps: tuple[Gap, ...] = ()
    tasks: tuple[CollectionTask, ...] = ()


def load_book(store: Store, case_id: str) -> GapBook:
    """Read gap table and collection plan."""
    return GapBook(gaps.of_case(store, case_id), collection_plan.of_case(store, case_id))


def gap_rows(data: CaseData, book: GapBook) -> tuple[GapRow, ...]:
    """Return the rows of the table, by question."""
    return tuple(_row(data, gap, book.tasks) for gap in book.gaps)


def gap_names(book: GapBook) -> dict[str, str]:
    """Return how each gap is called where it is chosen or named."""
    return {g.id: _name(g) for g in book.gaps}


def _name(gap: Gap) -> str:
    word = case_lists.word(case_lists.QUESTIONS, gap.question)
    return f"{word}: {gap.text}" if gap.text else word


def _row(data: CaseData, gap: Gap, tasks: tuple[CollectionTask, ...]) -> GapRow:
    cells = tuple(tuple(_entry(data, e) for e in gap.cell(cell)) for cell in CELLS)
    answers = [e for cell in cells[:2] for e in cell if not e.lost]
    warn = _("no answer left") if gap.status == gaps.ANSWERED and not answers else ""
    return GapRow(
        gap.id,
        case_lists.word(case_lists.QUESTIONS, gap.question),
        gap.text,
        gap.status,
        case_lists.word(case_lists.GAP_STATES, gap.status),
        gap.status not in gaps.UNANSWERED,
        warn,
        cells,
        (*(_task(task) for task in tasks if task.gap_id == gap.id), *_waiting(data, gap)),
    )


def _task(task: CollectionTask) -> TaskText:
    state = case_lists.word(case_lists.TASK_STATES, task.state)
    words = _("Task {no}: {requirement} ({state})")
    return TaskText(
        task.id, words.format(no=task.no, requirement=task.requirement, state=state), task.overdue
    )


def _waiting(data: CaseData, gap: Gap) -> Iterator[TaskText]:
    """Yield the methods that wait for an answer."""
    for waiting in method_links.waiting_for(data.records.methods, gap_id=gap.id):
        yield TaskText(
            METHOD + waiting.part.id, _("Method: {title}").format(title=waiting.method.title), late=False
        )


def _entry(data: CaseData, entry: Entry) -> EntryText:
    finding = data.findings.get(entry.finding_id or "")
    if finding is not None:
        line = finding_line(data, finding)
        return EntryText(entry.id, entry.cell, line.value, line, finding.subject_id)
    if entry.lost:
        return EntryText(entry.id, entry.cell, _("The finding that stood here was erased."), lost=True)
    if entry.finding_id:
        words = _("The finding that stands here is in quarantine.")
        return EntryText(entry.id, entry.cell, words, lost=True)
    return EntryText(entry.id, entry.cell, entry.text)


def finding_line(data: CaseData, finding: Finding) -> FindingLine:
    """Return a finding with its subject and what is to be known before relying on it."""
    flags = (
        _("corrected") if finding.id in data.superseded else "",
        _("restricted") if finding.restricted else "",
        _("exonerating") if finding.exonerating else "",
    )
    return FindingLine(
        finding.id,
        words_of(data, finding),
        "",
        data.grading(finding),
        finding.standing,
        data.agency_of(finding),
        "",
        tuple(flag for flag in flags if flag),
    )


def words_of(data: CaseData, finding: Finding) -> str:
    """Return a finding as one line: whom or what it is about, and what it says."""
    subject = data.caption(finding.subject_id)
    if finding.property == "exists":
        return subject
    return f"{subject} – {data.property_label(finding)}: {data.value(finding)}"


def offered(data: CaseData, cell: str, typed: str, first: str) -> list[tuple[str, str]]:
    """Return findings in force that can stand in a cell and hold all words typed: id and line.

    At most 40; the finding selected in the inspector (`first`) comes first, then those of its subject.
    """
    words = typed.casefold().split()
    found = []
    for finding in _in_order(data, first):
        if gaps.cell_for(finding.standing) != cell:
            continue
        line = words_of(data, finding)
        if all(word in line.casefold() for word in words):
            found.append((finding.id, _line(data, finding, line)))
            if len(found) == _OFFERED:
                break
    return found


def _line(data: CaseData, finding: Finding, words: str) -> str:
    standing = "" if finding.standing is Standing.FACT else f" · {standing_text(finding.standing)}"
    return f"{words}  ({data.grading(finding)} · {data.agency_of(finding)}{standing})"


def _in_order(data: CaseData, first: str) -> Iterator[Finding]:
    chosen = data.findings.get(first)
    near = data.of_subject.get(chosen.subject_id, ()) if chosen is not None else ()
    seen: set[str] = set()
    for finding in (*([chosen] if chosen is not None else ()), *near, *data.current):
        if finding.id not in seen and finding.id not in data.superseded:
            seen.add(finding.id)
            yield finding
