"""Methods as the window shows them. Free of Qt."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.analysis import barriers
from app.analysis.hypotheses import Comparison, compare, sensitivity, verdicts, weights
from app.analysis.method_sentences import (
    agreement_sentence,
    degrees_text,
    number_text,
    orphan_reason,
    readiness,
)
from app.analysis.rater_agreement import Agreement, agreement
from app.base.i18n import _, ngettext
from app.base.method_records import ABSENCE, CELLS, Method, MethodPart, PartKind
from app.base.method_words import column_word, role_word, status_word, verdict_code
from app.casework import collection_plan, own_templates
from app.casework import gaps as gap_table
from app.casework.collection_plan import CollectionTask
from app.casework.gaps import Gap
from app.casework.method_templates import shipped
from app.ontology.values import display
from app.policy.provisions import cited
from app.store.store import Store
from ui.case.case_data import CaseData
from ui.case.gaps_query import words_of


@dataclass(frozen=True, slots=True)
class Beside:
    """What methods name besides findings: gap table, collection plan, the office's templates."""

    gaps: tuple[Gap, ...] = ()
    tasks: tuple[CollectionTask, ...] = ()
    own: tuple[str, ...] = ()
    user: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One thing in a cell of a grid; `badges` are (words, kind of `ui.widgets.badge`)."""

    id: str
    text: str
    below: str = ""
    badges: tuple[tuple[str, str], ...] = ()
    bold: bool = False


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row of a grid: its head and the blocks of each column."""

    id: str
    head: Block
    cells: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A grid with the words over its columns; `keys` names the columns, `adds` says whether cells grow."""

    heads: tuple[str, ...]
    keys: tuple[str, ...]
    rows: tuple[GridRow, ...]
    adds: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a list: what it is about, and its columns."""

    id: str
    cells: tuple[str, ...]


def load_beside(store: Store, case_id: str) -> Beside:
    """Read what methods name besides findings."""
    return Beside(
        gap_table.of_case(store, case_id),
        collection_plan.of_case(store, case_id),
        own_templates.names(store),
        store.user,
    )


def template_choices(beside: Beside) -> list[tuple[str, str]]:
    """Return what a barrier model can begin with."""
    own = [(own_templates.PREFIX + name, name) for name in beside.own]
    return [("", _("the seven steps, empty")), *((t.code, t.title) for t in shipped()), *own]


def part_text(data: CaseData, part: MethodPart) -> str:
    """Return what a part says; evidence that is a finding says what that says."""
    if part.text or part.role == ABSENCE:
        return part.text
    found = [words_of(data, data.findings[c]) for c in part.cites if c in data.findings]
    if found:
        return "; ".join(found)
    if part.lost:
        return _("The finding that stood here was erased.")
    return partner_of(data, part)


def partner_of(data: CaseData, part: MethodPart) -> str:
    """Return who acts or sees."""
    return data.agency_name(part.agency_id) if part.agency_id else part.partner


def provision_text(provision: str) -> str:
    """Return a provision as lawyers cite it."""
    known = cited(provision)
    return known.citation if known else provision


# --- barrier models


def barrier_grid(data: CaseData, method: Method) -> Grid:
    """Return the matrix: steps by columns; an uncovered step says so."""
    covers = {c.step.id: c for c in barriers.coverage(method)}
    orphans = {o.signal.id for o in barriers.orphan_signals(method)}
    rows = []
    for step in method.of(PartKind.STEP):
        cover = covers[step.id]
        plate = (_("covered"), "good") if cover.covered else (_("▲ no active barrier"), "danger")
        head = Block(step.id, f"{step.no}. {step.text}", role_word(step.kind, step.role), (plate,), bold=True)
        cells = tuple(tuple(_cell(data, p, orphans) for p in method.of(kind, step.id)) for kind in CELLS)
        rows.append(GridRow(step.id, head, cells))
    return Grid(
        (_("Step"), *(column_word(kind) for kind in CELLS)),
        tuple(k.value for k in CELLS),
        tuple(rows),
        not method.sender,
    )


def _cell(data: CaseData, part: MethodPart, orphans: set[str]) -> Block:
    who = partner_of(data, part)
    below = [who if part.text else "", provision_text(part.provision)]
    if part.kind in (PartKind.FACILITATOR, PartKind.BARRIER):
        below.insert(0, role_word(part.kind, part.role))
    if part.kind is PartKind.SIGNAL and not part.agency_id:
        below = [_("seen by: not said") if not who else _("seen by: {who}?").format(who=who)]
    badges = []
    if part.kind is PartKind.BARRIER and part.status:
        badges.append((status_word(part.status), "good" if part.stands else "plain"))
    if part.id in orphans:
        badges.append((_("orphan"), "warn"))
    badges += _marks(part)
    return Block(part.id, part_text(data, part), " · ".join(filter(None, below)), tuple(badges))


def _marks(part: MethodPart) -> list[tuple[str, str]]:
    marks = []
    if part.cites:
        count = len(part.cites)
        marks.append((ngettext("{count} finding", "{count} findings", count).format(count=count), "accent"))
    if part.lost:
        marks.append((_("basis erased"), "danger"))
    if part.measure_id:
        marks.append((_("measure"), "accent"))
    return marks


def coverage_lines(method: Method) -> tuple[Line, ...]:
    """Return how each step is covered, uncovered ones first."""
    covers = sorted(barriers.coverage(method), key=lambda c: (c.covered, c.step.no))
    return tuple(
        Line(
            c.step.id,
            (
                f"{c.step.no}. {c.step.text}",
                _("covered") if c.covered else _("▲ no active barrier"),
                str(c.standing),
                str(c.coming),
                ", ".join(column_word(kind) for kind in c.empty),
            ),
        )
        for c in covers
    )


def orphan_lines(data: CaseData, method: Method) -> tuple[Line, ...]:
    """Return the signals that reach nobody who could act."""
    steps = {s.id: f"{s.no}. {s.text}" for s in method.of(PartKind.STEP)}
    return tuple(
        Line(
            o.signal.id,
            (o.signal.text, steps[o.signal.above_id], orphan_reason(o), partner_of(data, o.signal)),
        )
        for o in barriers.orphan_signals(method)
    )


def plan_lines(data: CaseData, method: Method) -> tuple[Line, ...]:
    """Return the action plan: barriers that are to become measures, with what they lack."""
    lines = []
    for planned in barriers.action_plan(method):
        barrier = planned.barrier
        lines.append(
            Line(
                barrier.id,
                (
                    barrier.text,
                    f"{planned.step.no}. {planned.step.text}",
                    partner_of(data, barrier),
                    provision_text(barrier.provision),
                    display("partial_date", barrier.due) if barrier.due else "",
                    barrier.indicator,
                    readiness(planned),
                ),
            )
        )
    return tuple(lines)


def quadrant_blocks(data: CaseData, method: Method) -> Mapping[str, tuple[Block, ...]]:
    """Return the barriers of each quadrant, those that are not estimated under ""."""
    return {
        name: tuple(
            Block(
                p.id,
                p.text,
                " · ".join(filter(None, (degrees_text(p.effort, p.effect), partner_of(data, p)))),
            )
            for p in held
        )
        for name, held in barriers.quadrants(method).items()
    }


# --- competing hypotheses


@dataclass(frozen=True, slots=True)
class Result:
    """What a comparison comes to, ready to be shown."""

    comparison: Comparison
    agreement: Agreement
    turning: frozenset[str]
    weights: Mapping[str, float]


def result_of(data: CaseData, method: Method) -> Result:
    """Work a comparison out."""
    weighs = weights(method, data.records.findings, data.records.sources)
    turning = frozenset(left.part_id for left in sensitivity(method, weighs) if left.turns)
    return Result(compare(method, weighs), agreement(method), turning, weighs)


def matrix_grid(data: CaseData, method: Method, result: Result) -> Grid:
    """Return the matrix: evidence by hypotheses; a cell's id is "row/hypothesis"."""
    hypotheses = method.of(PartKind.HYPOTHESIS)
    apart = set(result.agreement.apart)
    rows = []
    for row in method.of(PartKind.EVIDENCE):
        cells = tuple((_verdict_block(row, h.id, (row.id, h.id) in apart),) for h in hypotheses)
        rows.append(GridRow(row.id, _evidence_head(data, row, result), cells))
    heads = (_("Evidence"), *(f"H{h.no}. {h.text}" for h in hypotheses))
    return Grid(heads, tuple(h.id for h in hypotheses), tuple(rows), False)


def _evidence_head(data: CaseData, row: MethodPart, result: Result) -> Block:
    text = part_text(data, row)
    shown = _("Not found: {what}").format(what=text) if row.role == ABSENCE else text
    badges = [(_("weight {weight}").format(weight=number_text(result.weights[row.id])), "plain")]
    if row.id in result.turning:
        badges.append((_("decides"), "warn"))
    if row.id in result.comparison.idle:
        badges.append((_("sets nothing apart"), "plain"))
    if set(row.cites) & data.superseded:
        badges.append((_("corrected since"), "danger"))
    if row.lost:
        badges.append((_("basis erased"), "danger"))
    return Block(row.id, f"E{row.no}. {shown}", row.note, tuple(badges))


def _verdict_block(row: MethodPart, hypothesis_id: str, apart: bool) -> Block:
    said = [verdict_code(v) for v in verdicts(row, hypothesis_id)]
    text = said[0] if len(set(said)) == 1 else " / ".join(said)
    badges = ((_("raters differ"), "warn"),) if apart else ()
    return Block(f"{row.id}/{hypothesis_id}", text or "–", badges=badges, bold=bool(said))


def ranking_lines(method: Method, result: Result) -> tuple[Line, ...]:
    """Return the hypotheses, least inconsistent first; those nobody rated come last."""
    found = result.comparison
    parts = {h.id: h for h in method.of(PartKind.HYPOTHESIS)}
    lines = []
    for place, hypothesis_id in enumerate((*found.ranked, *(h for h in parts if h not in found.ranked)), 1):
        part = parts[hypothesis_id]
        number = found.inconsistency.get(hypothesis_id)
        state = _("least inconsistent") if hypothesis_id in found.leading else ""
        lines.append(
            Line(
                part.id,
                (
                    str(place) if number is not None else "–",
                    f"H{part.no}. {part.text}",
                    role_word(part.kind, part.role),
                    number_text(number) if number is not None else _("not rated"),
                    str(found.unrated[part.id]),
                    state,
                ),
            )
        )
    return tuple(lines)


def result_sentences(method: Method, result: Result) -> tuple[str, ...]:
    """Return in sentences how firm the result is."""
    if not result.comparison.ranked:
        return (_("Nothing is rated yet, so the hypotheses cannot be compared."),)
    rows = [f"E{p.no}" for p in method.of(PartKind.EVIDENCE) if p.id in result.turning]
    said = [
        _("Without one of these rows another hypothesis would lead: {rows}.").format(rows=", ".join(rows))
        if rows
        else _("Leaving out any single row changes nothing about which hypothesis leads.")
    ]
    idle = [f"E{p.no}" for p in method.of(PartKind.EVIDENCE) if p.id in result.comparison.idle]
    if idle:
        said.append(
            _("These rows set no hypotheses apart and can be taken out: {rows}.").format(rows=", ".join(idle))
        )
    return (*said, agreement_sentence(result.agreement))


# --- assumptions, milestones, conclusions


def part_lines(data: CaseData, method: Method, kind: PartKind, beside: Beside) -> tuple[Line, ...]:
    """Return the parts of a kind as a list: text, degree or state, ground, question and task."""
    asked = {g.id: g.text or g.question for g in beside.gaps}
    tasks = {t.id: _("Task {no}").format(no=t.no) for t in beside.tasks}
    lines = []
    for part in method.of(kind):
        state = status_word(part.status) if part.status else role_word(kind, part.role)
        links = filter(None, (asked.get(part.gap_id, ""), tasks.get(part.task_id, "")))
        cites = ngettext("{count} finding", "{count} findings", len(part.cites)).format(count=len(part.cites))
        lines.append(
            Line(
                part.id,
                (part_text(data, part), state, part.note, " · ".join(links), cites if part.cites else ""),
            )
        )
    return tuple(lines)
