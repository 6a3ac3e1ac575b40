"""The selected subject as the inspector shows it, and one finding with everything known of it. Free of Qt."""

from dataclasses import dataclass

from app.base.i18n import _, ngettext
from app.base.records import Finding, Standing, SubjectKind
from app.base.words import likelihood_with_range
from app.casework import passages
from app.casework.subjects import PERSON, ROLE
from app.policy.provisions import cited
from app.policy.transmission_limits import data_classes
from ui.case import disagreement_query
from ui.case.case_data import CaseData, type_of
from ui.case.finding_query import flags, period
from ui.case.words import certainty_texts, confidence_text, grading_words, handling_words, standing_text
from ui.shell.day_text import day, moment

_RANK = {Standing.FACT: 0, Standing.ASSESSMENT: 1, Standing.HYPOTHESIS: 2}


@dataclass(frozen=True, slots=True)
class FindingText:
    """One finding in the inspector; `note` is the period and the place in the source."""

    id: str
    value: str
    source: str
    grading: str
    standing: Standing
    agency: str
    note: str
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FieldText:
    """One field with its findings, the one in force first; `warn` says how they disagree, "" if not."""

    title: str
    findings: tuple[FindingText, ...]
    property: str = ""
    warn: str = ""


@dataclass(frozen=True, slots=True)
class SubjectText:
    """The whole subject; `neighbours` are (subject id, words) of its links or of a link's ends.

    `empty` are the fields of its type that nothing is stated for, as (property, label). `frozen` says that
    a decision on deletion is open for it, or for an end of this link.
    """

    id: str
    title: str
    subtitle: str
    fields: tuple[FieldText, ...]
    neighbours: tuple[tuple[str, str], ...]
    empty: tuple[tuple[str, str], ...] = ()
    role_missing: bool = False
    frozen: bool = False


@dataclass(frozen=True, slots=True)
class FindingDetail:
    """Everything known about one finding, as pairs of a name and a text; `history` is what it corrected."""

    id: str
    title: str
    value: str
    facts: tuple[tuple[str, str], ...]
    history: tuple[str, ...]
    restricted: bool
    exonerating: bool
    corrected: bool
    has_passage: bool = False
    standing: Standing = Standing.FACT
    property: str = ""


def subject_text(data: CaseData, subject_id: str) -> SubjectText:
    """Return a subject for the inspector; KeyError if the case has it no longer."""
    subject = data.subjects[subject_id]
    findings = [f for f in data.of_subject.get(subject_id, ()) if f.id not in data.superseded]
    count = ngettext("{count} finding", "{count} findings", len(findings)).format(count=len(findings))
    return SubjectText(
        subject_id,
        data.caption(subject_id),
        f"{data.type_label(subject_id)} · {count}",
        tuple(_field(data, name, group) for name, group in _groups(data, subject_id, findings)),
        _link_ends(data, subject_id) if subject.kind is SubjectKind.LINK else _links(data, subject_id),
        _empty(subject.type, {f.property for f in findings}),
        subject.type == PERSON and not any(f.property == ROLE and not f.restricted for f in findings),
        subject_id in data.records.frozen,
    )


def _empty(subject_type: str, stated: set[str]) -> tuple[tuple[str, str], ...]:
    declared = type_of(subject_type)
    fields = declared.properties if declared else ()
    return tuple((p.id, p.label) for p in fields if p.id not in stated)


def _groups(data: CaseData, subject_id: str, findings: list[Finding]) -> list[tuple[str, list[Finding]]]:
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.property, []).append(finding)
    declared = type_of(data.subjects[subject_id].type)
    order = {p.id: number for number, p in enumerate(declared.properties)} if declared else {}
    return sorted(groups.items(), key=lambda item: (order.get(item[0], 999), item[0]))


def _field(data: CaseData, name: str, findings: list[Finding]) -> FieldText:
    ordered = sorted(findings, key=lambda f: (f.recorded_at, f.value, f.id), reverse=True)
    ordered = sorted(ordered, key=lambda f: (f.restricted, _RANK[f.standing]))
    title = data.property_label(findings[0])
    count = len(findings)
    if count > 1:
        stated = ngettext("{count} finding", "{count} findings", count).format(count=count)
        title = f"{title} · {stated}"
    apart = disagreement_query.of_field(data, findings)
    return FieldText(title, tuple(_line(data, f) for f in ordered), name, apart.text if apart else "")


def _line(data: CaseData, finding: Finding) -> FindingText:
    handling = "" if finding.handling == "H0" else finding.handling
    degrees = (certainty_texts(finding)) if finding.standing is not Standing.FACT else ()
    place = passages.display(finding.place_in_source)
    note = " · ".join(filter(None, (*degrees, period(finding), place, handling)))
    return FindingText(
        finding.id,
        data.value(finding),
        data.sources[finding.source_id].reference,
        data.grading(finding),
        finding.standing,
        data.agency_of(finding),
        note,
        flags(finding),
    )


def _links(data: CaseData, node_id: str) -> tuple[tuple[str, str], ...]:
    lines = []
    for link in data.links_of.get(node_id, ()):
        other = link.end if link.start == node_id else link.start
        label = data.type_label(link.id)
        arrow = "→" if link.start == node_id else "←"
        lines.append((link.id, f"{label} {arrow} {data.caption(other or '')}"))
    return tuple(sorted(lines, key=lambda line: line[1]))


def _link_ends(data: CaseData, link_id: str) -> tuple[tuple[str, str], ...]:
    link = data.subjects[link_id]
    return tuple((end, data.caption(end)) for end in (link.start, link.end) if end)


def finding_detail(data: CaseData, finding_id: str) -> FindingDetail:
    """Return one finding with everything known of it; KeyError if the case has it no longer."""
    f = data.findings[finding_id]
    source, contribution = data.sources[f.source_id], data.contribution_of(f)
    provision = cited(contribution.provision)
    facts = (
        (_("Source"), " · ".join(filter(None, (source.reference, passages.display(f.place_in_source))))),
        (_("Agency"), data.agency_of(f)),
        (_("Contribution"), f"{contribution.title}, {day(contribution.received)}"),
        (_("Provision"), provision.citation if provision else contribution.provision),
        (_("Grading"), grading_words(source.reliability, f.credibility)),
        (_("Standing"), _standing(data, f)),
        (_("Probability"), likelihood_with_range(f.likelihood) if f.likelihood else ""),
        (_("Confidence"), confidence_text(f.confidence)),
        (_("Rests on"), "; ".join(_short(data, b) for b in f.basis if b in data.findings)),
        (_("Holds"), period(f)),
        (_("Handling"), " · ".join(filter(None, (handling_words(f.handling), f.handling_note)))),
        (_("Protected data"), _protected(data, f)),
        (_("Review"), day(f.review_due)),
        (_("Recorded"), f"{moment(f.recorded_at)}, {f.recorded_by}"),
        (_("Label"), "" if contribution.label else _("missing: cannot be passed on")),
    )
    return FindingDetail(
        f.id,
        f"{data.caption(f.subject_id)} – {data.property_label(f)}",
        data.value(f),
        tuple((k, v) for k, v in facts if v),
        _history(data, f),
        f.restricted,
        f.exonerating,
        f.id in data.superseded,
        bool(source.document_id) and passages.parse(f.place_in_source) is not None,
        f.standing,
        f.property,
    )


def _protected(data: CaseData, finding: Finding) -> str:
    """Return the classes of data that somebody marked, here or at an office that sent them."""
    records = {finding.id, data.sources[finding.source_id].contribution_id}
    marked = {one for mark in data.records.marks if mark.record_id in records for one in mark.data}
    known = data_classes()
    return ", ".join(known[one].label for one in known if one in marked)


def _standing(data: CaseData, finding: Finding) -> str:
    author = data.agency_name(finding.author_agency_id)
    word = standing_text(finding.standing)
    return _("{standing} by {agency}").format(standing=word, agency=author) if author else word


def _short(data: CaseData, finding_id: str) -> str:
    finding = data.findings[finding_id]
    return f"{data.property_label(finding)}: {data.value(finding)}"


def _history(data: CaseData, finding: Finding) -> tuple[str, ...]:
    lines = []
    before = data.findings.get(finding.supersedes or "")
    while before is not None:
        lines.append(
            _("{value} ({moment}, {actor})").format(
                value=data.value(before), moment=moment(before.recorded_at), actor=before.recorded_by
            )
        )
        before = data.findings.get(before.supersedes or "")
    return tuple(lines)
