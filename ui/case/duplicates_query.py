"""Nodes that may be one and the same, side by side as people compare them. Free of Qt."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.analysis.matching.candidates import Band
from app.analysis.matching.pair_score import Part
from app.analysis.matching.reasons import Reason, band_word
from app.analysis.matching.value_score import Way
from app.base.i18n import _, ngettext
from app.base.progress import Cancelled, Progress
from app.base.records import Finding, Judgement, Standing, Verdict
from app.casework import duplicates, judgements, passages
from app.casework.duplicates import Duplicate
from app.store.store import Store
from ui.case.case_data import OFFICE_CLASS, CaseData, type_label, type_of
from ui.case.finding_query import flags, period
from ui.shell.day_text import moment
from ui.widgets.inspector_form import FindingLine

_RANK = {Standing.FACT: 0, Standing.ASSESSMENT: 1, Standing.HYPOTHESIS: 2}
_BAND_RANK = {Band.STRONG: 0, Band.PROBABLE: 1, Band.POSSIBLE: 2}


@dataclass(frozen=True, slots=True)
class DuplicateRow:
    """One pair in the list; `order` puts the most alike first, `state` says what was judged."""

    a: str
    b: str
    pair: str
    left: str
    right: str
    type: str
    band: str
    order: tuple[int, float]
    reasons: str
    reason_count: int
    state: str
    decided: bool


@dataclass(frozen=True, slots=True)
class FieldPair:
    """One field of both: what the findings on either side say; `verdict` is a word if they were compared."""

    title: str
    verdict: str
    agrees: bool
    left: tuple[FindingLine, ...]
    right: tuple[FindingLine, ...]


@dataclass(frozen=True, slots=True)
class JudgementLine:
    """Who judged what and why; `counts` is False once the same agency has judged again."""

    agency: str
    verdict: str
    text: str
    counts: bool


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two nodes with everything that is known of them, field by field."""

    left: str
    right: str
    subtitle: str
    note: str
    reasons: tuple[Reason, ...]
    fields: tuple[FieldPair, ...]
    judgements: tuple[JudgementLine, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The candidates of a case at one moment."""

    data: CaseData
    duplicates: tuple[Duplicate, ...]


def find(store: Store, data: CaseData, before: Found | None, progress: Progress) -> Found | None:
    """Return the candidates of a case, decided ones too; None where somebody cancelled.

    After a judgement nothing is compared anew: only what is known of the pairs has changed.
    """
    kept = _judged_anew(data, before) if before is not None else None
    if kept is not None:
        return kept
    try:
        return Found(data, duplicates.candidates(store, data.header.id, decided=True, progress=progress))
    except Cancelled:
        return None


def _judged_anew(data: CaseData, before: Found) -> Found | None:
    old, new = before.data.records, data.records
    if old.findings != new.findings or old.subjects != new.subjects:
        return None
    counting = judgements.latest(new.judgements)
    if not counting.keys() <= {(d.candidate.a, d.candidate.b) for d in before.duplicates}:
        return None
    renewed = (
        replace(d, judgements=tuple(counting.get((d.candidate.a, d.candidate.b), {}).values()))
        for d in before.duplicates
    )
    return Found(data, tuple(renewed))


def duplicate_rows(found: Found, *, decided: bool) -> tuple[DuplicateRow, ...]:
    """Return the pairs, the strongest first; with `decided` also those that an agency has judged."""
    rows = [_row(found.data, d) for d in found.duplicates if decided or not d.decided]
    return tuple(sorted(rows, key=lambda r: (r.order, r.left, r.right)))


def _row(data: CaseData, duplicate: Duplicate) -> DuplicateRow:
    c = duplicate.candidate
    left, right = (data.caption(one) for one in (c.a, c.b))
    count = len(c.parts)
    return DuplicateRow(
        c.a,
        c.b,
        f"{left} | {right}",
        left,
        right,
        type_label(duplicate.type),
        _alike(duplicate),
        (_BAND_RANK[c.band] if duplicate.proposed else len(_BAND_RANK), -c.score),
        ngettext("{count} reason", "{count} reasons", count).format(count=count),
        count,
        _state(data, duplicate),
        duplicate.decided,
    )


def _alike(duplicate: Duplicate) -> str:
    """Return the word for how alike the two are; a judged pair stays listed however little that is."""
    return band_word(duplicate.candidate.band) if duplicate.proposed else _("only judged")


def _state(data: CaseData, duplicate: Duplicate) -> str:
    if duplicate.disputed:
        return _("disputed")
    return verdict_word(duplicate.judgements[0].verdict) if duplicate.judgements else _("not judged")


def verdict_word(verdict: Verdict) -> str:
    """Return the word for a judgement."""
    return {
        Verdict.SAME: _("same"),
        Verdict.DIFFERENT: _("different"),
        Verdict.UNDECIDED: _("undecided"),
    }[verdict]


def side_by_side(found: Found, a: str, b: str) -> SideBySide | None:
    """Return both nodes field by field; None if the pair is no candidate any more."""
    duplicate = next((d for d in found.duplicates if (d.candidate.a, d.candidate.b) == (a, b)), None)
    if duplicate is None:
        return None
    data = found.data
    fields = _fields(data, duplicate)
    return SideBySide(
        data.caption(a),
        data.caption(b),
        f"{type_label(duplicate.type)} · {_alike(duplicate)}",
        "" if duplicate.proposed else _why_listed(),
        duplicate.reasons,
        fields,
        judgement_lines(data, a, b),
    )


def _why_listed() -> str:
    return _(
        "The comparison alone would not propose this pair: too little that tells is known of both, or agrees."
        " It is listed because it was judged."
    )


def _fields(data: CaseData, duplicate: Duplicate) -> tuple[FieldPair, ...]:
    c = duplicate.candidate
    ours, theirs = _by_property(data, c.a), _by_property(data, c.b)
    declared = type_of(duplicate.type)
    order = {p.id: no for no, p in enumerate(declared.properties)} if declared else {}
    compared = {part.subject: part for part in c.parts if part.subject}
    pairs = []
    for name in sorted(ours.keys() | theirs.keys(), key=lambda n: (order.get(n, 999), n)):
        left, right = ours.get(name, []), theirs.get(name, [])
        part = compared.get(name) if left and right else None
        word, agrees = (_agreement(part), part.supports) if part else ("", False)
        title = data.property_label((left or right)[0])
        pairs.append(FieldPair(title, word, agrees, _lines(data, left), _lines(data, right)))
    return tuple(pairs)


def _agreement(part: Part) -> str:
    if part.way is Way.EQUAL:
        return _("agrees")
    return _("similar") if part.supports else _("differs")


def _by_property(data: CaseData, subject_id: str) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for finding in data.of_subject.get(subject_id, ()):
        if finding.id not in data.superseded:
            found.setdefault(finding.property, []).append(finding)
    return found


def _lines(data: CaseData, findings: Iterable[Finding]) -> tuple[FindingLine, ...]:
    ordered = sorted(findings, key=lambda f: (f.restricted, _RANK[f.standing], f.value, f.id))
    return tuple(
        FindingLine(
            f.id,
            data.value(f),
            data.sources[f.source_id].reference,
            data.grading(f),
            f.standing,
            data.agency_of(f),
            " · ".join(filter(None, (period(f), passages.display(f.place_in_source)))),
            flags(f),
        )
        for f in ordered
    )


def judgement_lines(data: CaseData, a: str, b: str) -> tuple[JudgementLine, ...]:
    """Return who has judged the pair, what counts first, the newest first."""
    pair = judgements.pair_of(a, b)
    of_pair = [j for j in data.records.judgements if judgements.pair_of(j.a, j.b) == pair]
    counting = {j.id for j in judgements.latest(of_pair).get(pair, {}).values()}
    newest = sorted(of_pair, key=lambda j: (j.made_at, j.id), reverse=True)
    return tuple(
        _judgement_line(data, j, j.id in counting) for j in sorted(newest, key=lambda j: j.id not in counting)
    )


def _judgement_line(data: CaseData, judgement: Judgement, counts: bool) -> JudgementLine:
    text = _("{reason} ({author}, {moment})").format(
        reason=judgement.reason, author=judgement.author, moment=moment(judgement.made_at)
    )
    return JudgementLine(
        data.agency_name(judgement.author_agency_id), verdict_word(judgement.verdict), text, counts
    )


def judging_agencies(data: CaseData) -> tuple[tuple[str, str], ...]:
    """Return who can judge, as (id, name): the office first."""
    ordered = sorted(
        data.records.agencies, key=lambda a: (a.class_code != OFFICE_CLASS, data.agency_name(a.id))
    )
    return tuple((agency.id, data.agency_name(agency.id)) for agency in ordered)
