"""Which nodes of a case may be one and the same: candidates to look at, never a merge and never a fact.

Candidates are computed when somebody looks; the store keeps judgements and how many there were. Restricted
and corrected findings take no part, and nothing beyond this one case is looked at.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, select

from app.analysis.matching.candidates import MIN_SCORE, Candidate, find_candidates, judged_pair
from app.analysis.matching.reasons import Reason, reasons_of
from app.analysis.matching.records import MatchRecord, Value
from app.analysis.network import current
from app.base.progress import Progress
from app.base.records import CaseRecords, Finding, Judgement, SubjectKind
from app.base.version import VERSION
from app.casework import judgements, rows
from app.ontology.caption import captions
from app.ontology.catalogue import ontology
from app.store import case_counts, kept_counts, tables
from app.store.kept_counts import Numbers
from app.store.store import Store

# Carries what is said of the whole case; there is nothing to confuse it with.
_NO_THING = "matter"
_NAMES_NO_OTHER = frozenset(("same_as",))
_COUNT_UP_TO = 3_000
# A program that compares otherwise counts anew.
_COUNTED_BY = f"{VERSION}/{MIN_SCORE}"


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
        before = kept_counts.kept(connection, case_id)
        records = rows.case_records(connection, case_id)
    found = of_records(records, min_score, decided=decided, progress=progress)
    if min_score == MIN_SCORE:
        _keep(store, before, sum(not duplicate.decided for duplicate in found))
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


def open_counts(store: Store, case_id: str = "", *, anew: bool = True) -> dict[str, int | None]:
    """Return how many candidates of a case, or of each case, nobody has decided; None for "not counted yet".

    A number is kept in the store until something of the case changes. A case of more than 3,000 subjects is
    counted only by `candidates`: the start page must not wait for it. With `anew` False nothing is counted.
    """
    with store.read() as connection:
        known = kept_counts.kept(connection, case_id)
        lacking = {n.case_id: n for n in known if not _is_counted(n)}
        small = [c for c, n in lacking.items() if anew and not _is_large(connection, n)]
    counts = {n.case_id: None if n.case_id in lacking else n.pairs for n in known}
    return counts | {case: _count(store, case) for case in small}


def some_uncounted(store: Store) -> bool:
    """Tell whether `open_counts` would have to compare names in some case."""
    with store.read() as connection:
        lacking = (n for n in kept_counts.kept(connection) if not _is_counted(n))
        return any(not _is_large(connection, n) for n in lacking)


def miscounted(store: Store) -> str:
    """Compare again where it is kept how many candidates nobody has decided; say which cases differ."""
    with store.read() as connection:
        known = (n for n in kept_counts.kept(connection) if _is_counted(n))
        wrong = [n.case_id for n in known if _open_pairs(connection, n.case_id) != n.pairs]
        return case_counts.in_words(connection, wrong)


def _open_pairs(connection: Connection, case_id: str) -> int:
    return sum(not duplicate.decided for duplicate in of_records(rows.case_records(connection, case_id)))


def _count(store: Store, case_id: str) -> int:
    return len(candidates(store, case_id))


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


# --- what was counted: numbers only, kept in the store


def _is_counted(known: Numbers) -> bool:
    return known.pairs is not None and known.pairs_by == _COUNTED_BY


def _is_large(connection: Connection, known: Numbers) -> bool:
    """Tell whether a case has too many subjects to be compared for the start page, without counting all."""
    if known.nodes is not None and known.links is not None:
        return known.nodes + known.links > _COUNT_UP_TO
    s = tables.subject
    beyond = select(s.c.id).where(s.c.case_id == known.case_id).offset(_COUNT_UP_TO).limit(1)
    return connection.execute(beyond).first() is not None


def _keep(store: Store, before: Sequence[Numbers], count: int) -> None:
    """Keep the count of a case as it was `before`."""
    counted = [replace(known, pairs=count, pairs_by=_COUNTED_BY) for known in before]
    store.keep(lambda connection: kept_counts.keep_pairs(connection, counted))
