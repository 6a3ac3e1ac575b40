"""The history of one field: what superseded what, by whom and when; erased ones without value. Free of Qt."""

from dataclasses import dataclass

from app.base.i18n import _
from app.base.records import Finding, Standing
from app.casework.field_traces import Trace
from ui.case.case_data import CaseData, property_of
from ui.case.words import standing_text
from ui.shell.day_text import moment


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One step of a chain; `finding_id` is "" for what was erased."""

    finding_id: str
    value: str
    standing: Standing
    facts: tuple[str, ...]
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FieldHistory:
    """All chains of a field, each newest first, and what was erased."""

    title: str
    chains: tuple[tuple[HistoryLine, ...], ...]
    erased: tuple[HistoryLine, ...]


def field_history(data: CaseData, subject_id: str, name: str, traces: tuple[Trace, ...] = ()) -> FieldHistory:
    """Return the history of a field of a subject."""
    found = [f for f in data.of_subject.get(subject_id, ()) if f.property == name]
    heads = [f for f in found if f.id not in data.superseded]
    declared = property_of(data.subjects[subject_id].type, name)
    label = declared.label if declared else name.replace("_", " ")
    return FieldHistory(
        f"{data.caption(subject_id)} – {label}",
        tuple(_chain(data, head) for head in sorted(heads, key=lambda f: (f.recorded_at, f.id))),
        tuple(_erased(t) for t in traces if t.property == name),
    )


def _chain(data: CaseData, head: Finding) -> tuple[HistoryLine, ...]:
    lines, seen = list[HistoryLine](), set[str]()
    current: Finding | None = head
    newer: Finding | None = None
    while current is not None and current.id not in seen:
        seen.add(current.id)
        lines.append(_line(data, current, newer))
        newer, current = current, data.findings.get(current.supersedes or "")
    return tuple(lines)


def _line(data: CaseData, finding: Finding, newer: Finding | None) -> HistoryLine:
    facts = [
        _("recorded {moment} by {actor}").format(
            moment=moment(finding.recorded_at), actor=finding.recorded_by
        ),
        f"{data.grading(finding)} · {data.agency_of(finding)} · {data.sources[finding.source_id].reference}",
    ]
    if newer is not None:
        facts.append(
            _("corrected {moment} by {actor}").format(
                moment=moment(newer.recorded_at), actor=newer.recorded_by
            )
        )
    elif not finding.restricted:
        facts.insert(0, _("in force"))
    marks = (
        (_("corrected"), newer is not None),
        (_("restricted"), finding.restricted),
        (_("exonerating"), finding.exonerating),
        (standing_text(finding.standing), finding.standing is not Standing.FACT),
    )
    shown = tuple(word for word, holds in marks if holds)
    return HistoryLine(finding.id, data.value(finding), finding.standing, tuple(facts), shown)


def _erased(trace: Trace) -> HistoryLine:
    told = (
        _("erased {moment}").format(moment=moment(trace.erased_at)),
        _("reason: {reason}").format(reason=trace.reason),
    )
    return HistoryLine("", _("erased, no value is kept"), Standing.FACT, told, (_("erased"),))
