"""The methods of a case on paper: competing hypotheses, key assumptions, milestones, barriers.

Everything is counted from the view alone: a row of evidence that rests on a finding which is not in it is not
there, nor does it count in any sum.
"""

from collections.abc import Iterable, Iterator

from app.analysis.barriers import covered_steps
from app.analysis.hypotheses import Comparison, compare, sensitivity, verdicts, weights
from app.analysis.method_sentences import agreement_sentence, number_text
from app.analysis.rater_agreement import agreement
from app.base.i18n import _, ngettext
from app.base.method_records import EXONERATING, NULL, Method, MethodKind, MethodPart, PartKind
from app.base.method_words import (
    barrier_note,
    column_word,
    matrix_note,
    method_word,
    role_word,
    standard_hypothesis,
    status_word,
    verdict_code,
    verdict_meaning,
)
from app.briefing.content import (
    Block,
    Bullets,
    Column,
    Heading,
    Line,
    Paragraph,
    Role,
    Row,
    Table,
    line,
    strong,
)
from app.briefing.evidence import Evidence
from app.briefing.parts.kit import cite
from app.briefing.wording import day
from app.policy.provisions import catalogue

_POSSIBLE = (PartKind.ACTIVITY, PartKind.OPPORTUNITY, PartKind.FACILITATOR)
_ANSWERS = (PartKind.SIGNAL, PartKind.PARTNER, PartKind.BARRIER)
_SHOWN_VERDICTS = ("CC", "C", "N", "I", "II", "NA")


def method_pages(evidence: Evidence) -> tuple[Block, ...]:
    """Return the methods of the view in their order: hypotheses, assumptions, barriers."""
    found: list[Block] = []
    for kind in (MethodKind.HYPOTHESES, MethodKind.ASSUMPTIONS, MethodKind.BARRIERS):
        for method in _standing(evidence, kind):
            pages = pages_of(evidence, method)
            found += [Heading(heading_text(method), 2), *pages] if pages else []
    return tuple(found)


def pages_of(evidence: Evidence, method: Method) -> tuple[Block, ...]:
    """Return one method of the view, without its heading."""
    makers = {
        MethodKind.HYPOTHESES: _hypotheses,
        MethodKind.ASSUMPTIONS: _assumptions,
        MethodKind.BARRIERS: _barriers,
    }
    return tuple(makers[method.kind](evidence, method))


def heading_text(method: Method) -> str:
    """Return what a method is called on paper; another agency reads what it is and not the office's name."""
    word = method_word(method.kind)
    return f"{word}: {method.title}" if method.title not in ("", word) else word


def told_of_method(evidence: Evidence, method: Method) -> frozenset[str]:
    """Return the findings that a method on paper tells: what its parts cite, and the names in it."""
    # Without a hypothesis there is no matrix, and no row of it is told.
    rows = method.of(PartKind.EVIDENCE) if method.of(PartKind.HYPOTHESIS) else ()
    others = (part for part in method.parts if part.kind is not PartKind.EVIDENCE)
    cited = {c for part in (*others, *rows) for c in part.cites}
    bare = {c for part in rows if not part.text for c in part.cites}
    named = {finding.subject_id for finding in evidence.with_ids(bare)}
    return frozenset({f.id for f in evidence.with_ids(cited)} | evidence.naming(named))


def _standing(evidence: Evidence, kind: MethodKind) -> Iterator[Method]:
    """Return the methods of a kind that say something on paper."""
    return (m for m in evidence.view.methods if m.kind is kind and any(p.cites for p in m.parts))


def _hypotheses(evidence: Evidence, method: Method) -> Iterator[Block]:
    """The matrix, evidence by hypothesis, and what comes out of it."""
    hypotheses = method.of(PartKind.HYPOTHESIS)
    names = {h.id: f"H{no}" for no, h in enumerate(hypotheses, start=1)}
    if method.question:
        yield Paragraph(line(method.question), role=Role.LEAD)
    items = (Paragraph(line(strong(f"{names[h.id]} "), _said(h)), _sources(evidence, h)) for h in hypotheses)
    if hypotheses:
        yield Bullets(tuple(items))
    rows = method.of(PartKind.EVIDENCE)
    if rows and hypotheses:
        held = compare(method, weights(method, evidence.findings, evidence.view.sources))
        yield _matrix(evidence, rows, hypotheses, names, held)
        yield Paragraph(line(_codes()), role=Role.NOTE)
        yield Paragraph(line(_outcome(evidence, method, names, held)))
        if len(method.raters()) > 1:
            yield Paragraph(line(agreement_sentence(agreement(method))))
        yield Paragraph(line(matrix_note()), role=Role.NOTE)
    yield from _assumptions(evidence, method)
    for part in method.of(PartKind.CONCLUSION):
        yield Paragraph(line(strong(_("Conclusion: ")), part.text), _sources(evidence, part))


def _matrix(
    evidence: Evidence,
    rows: Iterable[MethodPart],
    hypotheses: tuple[MethodPart, ...],
    names: dict[str, str],
    held: Comparison,
) -> Table:
    columns = (
        Column(_("No."), 0.5),
        Column(_("Evidence"), 4.4),
        *(Column(names[h.id], 0.85) for h in hypotheses),
        Column(_("Weight"), 0.9),
        Column(_("Sources"), 1),
    )
    weighs = {w.part_id: w for w in held.rows}
    made = [
        Row(
            (
                line(str(part.no)),
                line(*_evidence_words(evidence, part)),
                *(line(_verdict(part, h.id)) for h in hypotheses),
                line(number_text(weighs[part.id].weight), "" if weighs[part.id].tells_apart else " ○"),
                cite(_sources(evidence, part)),
            )
        )
        for part in rows
    ]
    sums = (held.inconsistency.get(h.id) for h in hypotheses)
    total = (line("–" if value is None else number_text(value)) for value in sums)
    made.append(Row((line(""), line(_("Contradiction, weighted")), *total, line(""), line("")), urgent=True))
    return Table("", columns, tuple(made))


def _evidence_words(evidence: Evidence, part: MethodPart) -> tuple[str, ...]:
    """Return what a row says; one that is a finding has no words of its own."""
    if not part.text:
        known = {f.id: f for f in evidence.findings}
        found = (known[c] for c in part.cites if c in known)
        return ("; ".join(f"{evidence.caption(f.subject_id)} – {evidence.statement(f)}" for f in found),)
    absent = role_word(part.kind, part.role) if part.role == "absence" else ""
    return part.text, f" ({absent}{': ' + part.note if part.note else ''})" if absent else ""


def _verdict(part: MethodPart, hypothesis_id: str) -> str:
    said = [verdict_code(v) for v in verdicts(part, hypothesis_id)]
    return said[0] if len(set(said)) == 1 else " / ".join(said) or "–"


def _codes() -> str:
    said = ", ".join(f"{verdict_code(v)} {verdict_meaning(v)}" for v in _SHOWN_VERDICTS)
    return _(
        "{codes}; several marks are those of several raters. ○ does not tell the hypotheses apart."
    ).format(codes=said)


def _outcome(evidence: Evidence, method: Method, names: dict[str, str], held: Comparison) -> str:
    """Say what the evidence contradicts least, and whether one row alone decides that."""
    if not held.leading:
        return _("Nothing is rated yet.")
    leading = ", ".join(names[h] for h in held.ranked if h in held.leading)
    text = _("The evidence of this view contradicts {hypotheses} least.").format(hypotheses=leading)
    weighed = weights(method, evidence.findings, evidence.view.sources)
    numbers = {p.id: p.no for p in method.of(PartKind.EVIDENCE)}
    turning = [str(numbers[one.part_id]) for one in sensitivity(method, weighed) if one.turns]
    if not turning:
        return f"{text} " + _("No single row of evidence would change that if it fell away.")
    more = ngettext(
        "Without row {rows} that would change: it deserves a second look.",
        "Without one of the rows {rows} that would change: they deserve a second look.",
        len(turning),
    )
    return f"{text} {more.format(rows=', '.join(turning))}"


def _said(part: MethodPart) -> str:
    standard = standard_hypothesis(part.role) if part.standard and part.role in (NULL, EXONERATING) else ""
    role = role_word(part.kind, part.role)
    text = standard or part.text
    return f"{text} ({role})" if role else text


def _assumptions(evidence: Evidence, method: Method) -> Iterator[Block]:
    found = method.of(PartKind.ASSUMPTION)
    if found:
        columns = (
            Column(_("Assumption"), 4),
            Column(_("How well supported"), 1.8),
            Column(_("Ground"), 3),
            Column(_("Sources"), 1),
        )
        rows = tuple(
            Row(
                (
                    line(p.text),
                    line(role_word(p.kind, p.role)),
                    line(p.note),
                    cite(_sources(evidence, p)),
                ),
                urgent=p.role == "unsupported",
            )
            for p in found
        )
        yield Heading(column_word(PartKind.ASSUMPTION), 3)
        yield Table("", columns, rows)
    yield from _milestones(evidence, method)


def _milestones(evidence: Evidence, method: Method) -> Iterator[Block]:
    found = method.of(PartKind.MILESTONE)
    if not found:
        return
    columns = (
        Column(_("What would change our mind"), 4),
        Column(_("What it would mean"), 2.8),
        Column(_("Look again on"), 1.3),
        Column(_("Stands"), 1.4),
        Column(_("Sources"), 1),
    )
    rows = tuple(
        Row(
            (
                line(p.text, f" ({p.indicator})" if p.indicator else ""),
                line(p.note),
                line(day(p.due) if p.due else ""),
                line(status_word(p.status)),
                cite(_sources(evidence, p)),
            ),
            urgent=p.status == "occurred",
        )
        for p in found
    )
    yield Heading(column_word(PartKind.MILESTONE), 3)
    yield Table("", columns, rows)


def _barriers(evidence: Evidence, method: Method) -> Iterator[Block]:
    columns = (
        Column(_("Step"), 1.7),
        Column(_("What makes it possible"), 3),
        Column(column_word(PartKind.SIGNAL), 2.4),
        Column(column_word(PartKind.BARRIER), 3),
        Column(_("Sources"), 1),
    )
    rows = tuple(_step(evidence, method, step) for step in method.of(PartKind.STEP))
    covered, steps = covered_steps(method)
    text = ngettext(
        "{covered} of {steps} step has a barrier in force.",
        "{covered} of {steps} steps have a barrier in force.",
        steps,
    )
    yield Table("", columns, rows)
    sign = _("▲ no barrier in force at this step.") if covered < steps else ""
    told = text.format(covered=covered, steps=steps)
    # What another agency gets is not the whole plan: nothing is counted there.
    said = (told, sign, barrier_note()) if evidence.view.internal else (barrier_note(),)
    yield Paragraph(line(" ".join(filter(None, said))), role=Role.NOTE)


def _step(evidence: Evidence, method: Method, step: MethodPart) -> Row:
    cells = {kind: method.of(kind, step.id) for kind in (*_POSSIBLE, *_ANSWERS)}
    possible = (part for kind in _POSSIBLE for part in cells[kind])
    barriers = [_barrier(evidence, p) for p in cells[PartKind.BARRIER]]
    partners = ", ".join(_partner(evidence, p) for p in cells[PartKind.PARTNER])
    if partners:
        barriers.append(f"{column_word(PartKind.PARTNER)}: {partners}")
    stands = any(p.stands for p in cells[PartKind.BARRIER])
    open_mark = "▲ " if evidence.view.internal and not stands else ""
    cited = {no for parts in cells.values() for part in parts for no in _sources(evidence, part)}
    return Row(
        (
            line(strong(f"{open_mark}{step.text or step.no}")),
            line("; ".join(p.text for p in possible)),
            line("; ".join(_with_agency(evidence, p) for p in cells[PartKind.SIGNAL])),
            line("; ".join(barriers)),
            cite(tuple(sorted(cited))),
        )
    )


def _barrier(evidence: Evidence, part: MethodPart) -> str:
    """Return a barrier with who puts it up, on which provision, and where it stands."""
    known = catalogue().get(part.provision)
    ground = known.citation if known else part.provision
    words = ", ".join(filter(None, (ground, status_word(part.status))))
    return f"{_with_agency(evidence, part)} [{words}]"


def _partner(evidence: Evidence, part: MethodPart) -> str:
    who = evidence.agency_names.get(part.agency_id, part.partner)
    return ", ".join(dict.fromkeys(filter(None, (who, part.text))))


def _with_agency(evidence: Evidence, part: MethodPart) -> str:
    who = evidence.agency_names.get(part.agency_id, part.partner)
    return f"{part.text} ({who})" if who else part.text


def _sources(evidence: Evidence, part: MethodPart) -> tuple[int, ...]:
    known = {f.id: f for f in evidence.findings}
    return evidence.cited(known[i] for i in part.cites if i in known)


def risks(evidence: Evidence) -> tuple[Line, ...]:
    """Return what may go wrong, as the methods say it: weak assumptions, milestones, uncovered steps."""
    found: list[Line] = []
    for method in evidence.view.methods:
        for part in method.of(PartKind.ASSUMPTION):
            if part.role == "unsupported":
                found.append(line(strong(_("Not supported: ")), part.text))
        for part in method.of(PartKind.MILESTONE):
            if part.status == "occurred":
                found.append(
                    line(strong(_("Has occurred: ")), part.text, f" {part.note}" if part.note else "")
                )
        whole = evidence.view.internal and method.kind is MethodKind.BARRIERS
        if whole and any(p.cites for p in method.parts):
            covered, steps = covered_steps(method)
            if covered < steps:
                text = ngettext(
                    "{count} step of the barrier model has no barrier in force.",
                    "{count} steps of the barrier model have no barrier in force.",
                    steps - covered,
                )
                found.append(line(text.format(count=steps - covered)))
    return tuple(found)
