"""What `method show` says of a method: its parts, and what they come to."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from app.analysis import barriers
from app.analysis.hypotheses import compare, sensitivity, verdicts
from app.analysis.rater_agreement import agreement
from app.base.i18n import _
from app.base.method_records import CELLS, PARTS_OF, Method, MethodKind, MethodPart, PartKind
from app.base.method_words import barrier_note, column_word, matrix_note, part_word, status_word, verdict_code
from app.base.records import CaseRecords
from app.ontology.caption import captions


def method_result(method: Method, weighs: Mapping[str, float]) -> dict[str, Any]:
    """Return a method and what it comes to, for `--json`."""
    held = {"content": [_plain(part) for part in method.parts]}
    if method.kind is MethodKind.BARRIERS:
        return {**held, **_model(method)}
    if method.kind is MethodKind.HYPOTHESES:
        return {**held, **_comparison(method, weighs)}
    return held


def _plain(part: MethodPart) -> dict[str, Any]:
    return {**asdict(part), "kind": part.kind.value}


def _model(method: Method) -> dict[str, Any]:
    covered, steps = barriers.covered_steps(method)
    return {
        "steps": steps,
        "covered": covered,
        "uncovered": [c.step.no for c in barriers.coverage(method) if not c.covered],
        "orphans": [{"part": o.signal.id, "reason": o.reason} for o in barriers.orphan_signals(method)],
        "unfounded": [b.id for b in barriers.unfounded(method)],
        "quadrants": {
            name or "open": [b.id for b in held] for name, held in barriers.quadrants(method).items()
        },
        "plan": [{"part": p.barrier.id, "missing": list(p.missing)} for p in barriers.action_plan(method)],
    }


def _comparison(method: Method, weighs: Mapping[str, float]) -> dict[str, Any]:
    result, told = compare(method, weighs), agreement(method)
    return {
        "inconsistency": dict(result.inconsistency),
        "ranked": list(result.ranked),
        "leading": sorted(result.leading),
        "rows": [
            {"part": r.part_id, "weight": r.weight, "diagnosticity": r.diagnosticity} for r in result.rows
        ],
        "sensitivity": [
            {"part": s.part_id, "turns": s.turns, "leading": sorted(s.leading)}
            for s in sensitivity(method, weighs)
        ],
        "agreement": {
            "alpha": told.alpha,
            "raters": list(told.raters),
            "cells": told.cells,
            "same": told.same,
        },
        "note": matrix_note(),
    }


def method_lines(method: Method, records: CaseRecords, weighs: Mapping[str, float]) -> Iterator[str]:
    """Yield a method in words."""
    yield f"{method.title}" + (f" – {method.question}" if method.question else "")
    said = _said(records)
    if method.kind is MethodKind.BARRIERS:
        yield from _model_lines(method)
    else:
        for kind in PARTS_OF[method.kind]:
            for part in method.of(kind):
                text = part.text or "; ".join(said.get(c, "") for c in part.cites)
                yield f"{kind.value[0]}{part.no}  {part_word(kind)}: {text}{_verdicts(method, part)}"
    if method.kind is MethodKind.HYPOTHESES:
        yield from _comparison_lines(method, weighs)


def _model_lines(method: Method) -> Iterator[str]:
    for cover in barriers.coverage(method):
        mark = "✓" if cover.covered else "▲"
        yield f"{mark} s{cover.step.no}  {cover.step.text}"
        for kind in CELLS:
            for part in method.of(kind, cover.step.id):
                state = f" ({status_word(part.status)})" if part.status else ""
                yield f"      {part_word(kind)}: {part.text or part.partner}{state}  [{part.id[:8]}]"
    covered, steps = barriers.covered_steps(method)
    yield _("Steps with an active barrier: {covered} of {steps}").format(covered=covered, steps=steps)
    orphans = barriers.orphan_signals(method)
    yield _("{what} nobody acts on: {count}").format(what=column_word(PartKind.SIGNAL), count=len(orphans))
    yield barrier_note()


def _comparison_lines(method: Method, weighs: Mapping[str, float]) -> Iterator[str]:
    result = compare(method, weighs)
    numbers = {h.id: h.no for h in method.of(PartKind.HYPOTHESIS)}
    yield _("Least inconsistent first:")
    for hypothesis in result.ranked:
        mark = "→" if hypothesis in result.leading else " "
        yield f" {mark} h{numbers[hypothesis]}  {result.inconsistency[hypothesis]:.2f}"
    turning = [method.part(s.part_id).no for s in sensitivity(method, weighs) if s.turns]
    if turning:
        rows = ", ".join(f"e{no}" for no in turning)
        yield _("Without one of these rows others would lead: {rows}").format(rows=rows)
    told = agreement(method)
    if told.alpha is not None:
        yield _("Agreement of {count} raters (Krippendorff's alpha): {alpha:.2f}").format(
            count=len(told.raters), alpha=told.alpha
        )
    yield matrix_note()


def _verdicts(method: Method, part: MethodPart) -> str:
    if part.kind is not PartKind.EVIDENCE or not part.ratings:
        return ""
    cells = (
        f"h{h.no} {'/'.join(map(verdict_code, verdicts(part, h.id))) or '-'}"
        for h in method.of(PartKind.HYPOTHESIS)
    )
    return f"  [{', '.join(cells)}]"


def _said(records: CaseRecords) -> dict[str, str]:
    """Return findings in a few words."""
    names = captions(records.subjects, records.findings)
    return {f.id: f"{names.get(f.subject_id, '')}: {f.value}" for f in records.findings}
