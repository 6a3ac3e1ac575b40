"""Which nodes of a case may be one and the same: candidates to look at, never a merge and never a fact.

Candidates are computed when somebody looks; the store keeps judgements only. Restricted and corrected
findings take no part, and nothing beyond this one case is looked at.
"""

import threading
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from app.analysis.matching.candidates import MIN_SCORE, Candidate, find_candidates, judged_pair
from app.analysis.matching.reasons import Reason, reasons_of
from app.analysis.matching.records import MatchRecord, Value
from app.analysis.network import current
from app.base.progress import Progress
from app.base.records import CaseRecords, Finding, Judgement, SubjectKind
from app.casework import cases, judgements
from app.ontology.caption import captions
from app.ontology.catalogue import ontology
from app.store import tables
from app.store.store import Store

# Carries what is said of the whole case; there is nothing to confuse it with.
_NO_THING = "matter"
_NAMES_NO_OTHER = frozenset(("same_as",))
_COUNT_UP_TO = 3_000
_COUNTS_KEPT = 500


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Two nodes that may be the same, why, and what agencies have judged (the latest of each)."""

    candidate: Candidate
    type: str
    captions: tuple[str, str]
    judgements: tuple[Judgement, ...]

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """What speaks for and against, in the language in force."""
        return reasons_of(self.candidate.parts, self.type)

    @property
    def proposed(self) -> bool:
        """Whether the comparison alone proposes the pair; otherwise it is listed because it was judged."""
        return self.candidate.score >= MIN_SCORE

    @property
    def decided(self) -> bool:
        """Whether some agency has judged the two to be the same or different."""
        return judgements.is_decided({j.author_agency_id: j for j in self.judgements})

    @property
    def disputed(self) -> bool:
        """Whether agencies hold different views of the two."""
        return len({j.verdict for j in self.judgements}) > 1


def candidates(
    store: Store,
    case_id: str,
    min_score: float = MIN_SCORE,
    *,
    decided: bool = False,
    progress: Progress | None = None,
) -> tuple[Duplicate, ...]:
    """Return all candidates from `min_score` (0 to 1) on that are not yet decided, the most alike first.

    With `decided` those with a judgement are among them, also where the score is below. Raises `Cancelled`.
    """
    with store.read() as connection:
        state = _state(connection, case_id)
    found = of_records(cases.records(store, case_id), min_score, decided=decided, progress=progress)
    if min_score == MIN_SCORE:
        _remember(store, case_id, state, sum(not duplicate.decided for duplicate in found))
    return found


def of_records(
    records: CaseRecords,
    min_score: float = MIN_SCORE,
    *,
    decided: bool = False,
    progress: Progress | None = None,
) -> tuple[Duplicate, ...]:
    """Return the candidates among the nodes of a case that was read; see `candidates`."""
    match_records = case_match_records(records)
    types = {record.id: record.type for record in match_records}
    judged = judgements.latest(records.judgements)
    found = list(find_candidates(match_records, min_score, progress))
    if decided:
        found += _judged_only(match_records, judged, {(c.a, c.b) for c in found})
    shown = captions(records.subjects, records.findings)
    duplicates = (
        Duplicate(
            c,
            types[c.a],
            (shown.get(c.a, ""), shown.get(c.b, "")),
            tuple(sorted(judged.get((c.a, c.b), {}).values(), key=lambda j: (j.made_at, j.id))),
        )
        for c in found
    )
    kept = (d for d in duplicates if decided or not d.decided)
    return tuple(sorted(kept, key=lambda d: (-d.candidate.score, d.candidate.a, d.candidate.b)))


def case_match_records(records: CaseRecords) -> tuple[MatchRecord, ...]:
    """Return the nodes of a case as the matcher sees them: values of current, unrestricted findings."""
    by_subject: dict[str, list[Finding]] = {}
    for finding in current(records.findings):
        if not finding.restricted:
            by_subject.setdefault(finding.subject_id, []).append(finding)
    shown = captions(records.subjects, records.findings)
    neighbours = _neighbours(records, set(by_subject), shown)
    return tuple(
        MatchRecord(s.id, s.type, _values(s.type, by_subject[s.id]), neighbours.get(s.id, {}))
        for s in records.subjects
        if s.kind is SubjectKind.NODE and s.type != _NO_THING and s.id in by_subject
    )


def open_count(store: Store, case_id: str, *, anew: bool = True) -> int | None:
    """Return how many candidates of a case nobody has decided; None while that was not counted yet.

    Counted anew only when findings or judgements of the case have changed, and in a case of more than
    3,000 subjects only by `candidates`: the start page must not wait for it. With `anew` False nothing is
    counted, and None is given for what has changed.
    """
    with store.read() as connection:
        large = _is_large(connection, case_id)
        if large and not _is_remembered(store, case_id):
            # What its state is made of reads every finding of a case.
            return None
        state = _state(connection, case_id)
        known = _recall(store, case_id, state)
    if known is not None or large or not anew:
        return known
    found = of_records(cases.records(store, case_id))
    _remember(store, case_id, state, len(found))
    return len(found)


def _values(node_type: str, findings: Iterable[Finding]) -> tuple[Value, ...]:
    declared = ontology().nodes.get(node_type)
    types = {prop.id: prop.value_type for prop in declared.properties} if declared else {}
    return tuple(Value(f.property, types[f.property], f.value) for f in findings if f.property in types)


def _neighbours(records: CaseRecords, standing: set[str], shown: dict[str, str]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for link in records.subjects:
        if link.start and link.end and link.id in standing and link.type not in _NAMES_NO_OTHER:
            for one, other in ((link.start, link.end), (link.end, link.start)):
                found.setdefault(one, {})[other] = shown.get(other, "")
    return found


def _judged_only(
    match_records: Iterable[MatchRecord],
    judged: dict[judgements.Pair, dict[str, Judgement]],
    known: set[judgements.Pair],
) -> list[Candidate]:
    by_id = {record.id: record for record in match_records}
    found: list[Candidate] = []
    for pair in judged:
        if pair not in known and all(one in by_id for one in pair):
            found.append(judged_pair(*(by_id[one] for one in pair)))
    return found


# --- what was counted: numbers only, so it may outlive the lock of the window

_State = tuple[object, object, object, int]
_counts: OrderedDict[tuple[str, str], tuple[_State, int]] = OrderedDict()
_guard = threading.Lock()


def _state(connection: Connection, case_id: str) -> _State:
    """Return what changes whenever the candidates of a case can."""
    log, f, s = tables.change_log, tables.finding, tables.subject
    changes = select(func.max(log.c.seq), func.group_concat(log.c.state, "")).where(log.c.case_id == case_id)
    last, states = connection.execute(changes).one()
    counts = select(func.count(), func.sum(f.c.restricted)).where(f.c.case_id == case_id)
    subjects = select(func.count()).select_from(s).where(s.c.case_id == case_id)
    judged = select(func.count()).select_from(tables.judgement).where(tables.judgement.c.case_id == case_id)
    return (
        (last, hash(states)),
        tuple(connection.execute(counts).one()),
        connection.execute(judged).scalar_one(),
        int(connection.execute(subjects).scalar_one()),
    )


def _is_large(connection: Connection, case_id: str) -> bool:
    """Tell whether a case has more subjects than are counted, without counting them all."""
    s = tables.subject
    beyond = select(s.c.id).where(s.c.case_id == case_id).offset(_COUNT_UP_TO).limit(1)
    return connection.execute(beyond).first() is not None


def _is_remembered(store: Store, case_id: str) -> bool:
    with _guard:
        return (str(store.path), case_id) in _counts


def _recall(store: Store, case_id: str, state: _State) -> int | None:
    with _guard:
        found = _counts.get((str(store.path), case_id))
    return found[1] if found is not None and found[0] == state else None


def _remember(store: Store, case_id: str, state: _State, count: int) -> None:
    with _guard:
        _counts[(str(store.path), case_id)] = (state, count)
        _counts.move_to_end((str(store.path), case_id))
        while len(_counts) > _COUNTS_KEPT:
            _counts.popitem(last=False)
