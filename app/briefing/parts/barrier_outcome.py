"""What a barrier model comes to, for the office: signals nobody acts on, what to begin with, the action plan.

Another agency gets no such pages: what it has of the model is not the whole plan, and nothing is counted.
"""

from collections.abc import Iterator

from app.analysis import barriers
from app.analysis.method_sentences import degrees_text, orphan_reason, quadrant_word, readiness
from app.base.i18n import _
from app.base.method_records import Method, MethodPart, PartKind
from app.base.method_words import column_word
from app.briefing.content import Block, Column, Heading, Paragraph, Table, line
from app.briefing.evidence import Evidence
from app.briefing.parts.kit import row
from app.briefing.wording import day
from app.policy.provisions import catalogue


def barrier_outcome(evidence: Evidence, method: Method) -> tuple[Block, ...]:
    """Return the outcome of a model of the office's own view, nothing for any other."""
    if not evidence.view.internal:
        return ()
    return (*_orphans(method), *_quadrants(evidence, method), *_plan(evidence, method))


def _orphans(method: Method) -> Iterator[Block]:
    found = barriers.orphan_signals(method)
    steps = {s.id: f"{s.no}. {s.text}" for s in method.of(PartKind.STEP)}
    yield Heading(_("Orphan signals"), 2)
    if not found:
        yield Paragraph(line(_("Every signal reaches somebody who can act.")))
        return
    columns = (Column(column_word(PartKind.SIGNAL), 4), Column(_("Step"), 2), Column(_("Why"), 3))
    yield Table(
        "", columns, tuple(row(o.signal.text, steps[o.signal.above_id], orphan_reason(o)) for o in found)
    )


def _quadrants(evidence: Evidence, method: Method) -> Iterator[Block]:
    held = barriers.quadrants(method)
    rows = tuple(
        row(quadrant_word(name), part.text, degrees_text(part.effort, part.effect), _who(evidence, part))
        for name in held
        for part in held[name]
    )
    if rows:
        columns = (
            Column(_("Effort and effect"), 2.6),
            Column(column_word(PartKind.BARRIER), 4),
            Column(_("Estimated"), 1.9),
            Column(_("Partner"), 2),
        )
        yield Heading(_("Effort and effect"), 2)
        yield Table("", columns, rows)


def _plan(evidence: Evidence, method: Method) -> Iterator[Block]:
    planned = barriers.action_plan(method)
    if not planned:
        return
    columns = (
        Column(column_word(PartKind.BARRIER), 3.6),
        Column(_("Partner"), 1.9),
        Column(_("Power or provision"), 1.9),
        Column(_("Due"), 1.7),
        Column(_("How is success measured?"), 2),
        Column(_("State"), 1.5),
    )
    yield Heading(_("Action plan"), 2)
    yield Table(
        "",
        columns,
        tuple(
            row(
                p.barrier.text,
                _who(evidence, p.barrier),
                _ground(p.barrier),
                day(p.barrier.due) if p.barrier.due else "",
                p.barrier.indicator,
                readiness(p),
            )
            for p in planned
        ),
    )


def _who(evidence: Evidence, part: MethodPart) -> str:
    return evidence.agency_names.get(part.agency_id, part.partner)


def _ground(part: MethodPart) -> str:
    known = catalogue().get(part.provision)
    return known.citation if known else part.provision
