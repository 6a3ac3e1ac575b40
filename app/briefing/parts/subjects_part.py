"""The subjects: who or what they are, in which role, tied to whom, and what speaks in their favour."""

from app.base.i18n import _
from app.base.records import Finding, Standing, Subject, SubjectKind
from app.briefing.content import Block, Column, Heading, Line, Row, Span, Table, line
from app.briefing.evidence import Evidence
from app.briefing.options import BriefingOptions

_MOST_LINKS = 10


def subjects_part(evidence: Evidence, _options: BriefingOptions) -> tuple[Block, ...]:
    """Return one table of profiles per kind of subject. Nobody is scored or ranked: order is alphabetical."""
    nodes = evidence.nodes()
    if not nodes:
        return ()
    ties = _ties(evidence)
    blocks: list[Block] = [Heading(_("Subjects"))]
    for kind in dict.fromkeys(s.type for s in nodes):
        same = [s for s in nodes if s.type == kind]
        known = evidence.ontology.nodes.get(kind)
        blocks += [Heading(known.plural if known else kind, 2), _table(evidence, same, ties)]
    return tuple(blocks)


def _table(evidence: Evidence, subjects: list[Subject], ties: dict[str, list[tuple[str, str]]]) -> Table:
    """Return the profiles; a column in which nothing would stand is left out."""
    columns = {
        Column(_("Name"), 2.4): [_name(evidence, s) for s in subjects],
        Column(_("Identity and role"), 3.6): [_identity(evidence, s) for s in subjects],
        Column(_("Links"), 3.2): [line(_links(ties.get(s.id, []))) for s in subjects],
        Column(_("Exonerating"), 2.4): [_exonerating(evidence, s) for s in subjects],
    }
    used = {column: cells for column, cells in columns.items() if any(cells)}
    return Table("", tuple(used), tuple(Row(cells) for cells in zip(*used.values(), strict=True)))


def _name(evidence: Evidence, subject: Subject) -> Line:
    """Return the caption with the sources that give exactly this name."""
    return line(evidence.name(subject.id), _marks(evidence, _naming(evidence, subject)))


def _naming(evidence: Evidence, subject: Subject) -> list[Finding]:
    caption = evidence.caption(subject.id)
    return [f for f in evidence.by_subject.get(subject.id, []) if evidence.value(f) == caption]


def _marks(evidence: Evidence, findings: list[Finding]) -> str:
    numbers = ", ".join(f"Q{n}" for n in evidence.cited(findings))
    return f" [{numbers}]" if numbers else ""


def _identity(evidence: Evidence, subject: Subject) -> Line:
    merged: dict[tuple[str, str], list[Finding]] = {}
    naming = {f.id for f in _naming(evidence, subject)}
    for finding in evidence.by_subject.get(subject.id, []):
        if finding.id in naming or finding.standing is not Standing.FACT or finding.exonerating:
            continue
        if _tells_who(evidence, finding):
            merged.setdefault((evidence.label(finding), evidence.value(finding)), []).append(finding)
    parts: list[str | Span] = []
    for (label, value), findings in merged.items():
        said = f" {value}{_marks(evidence, findings)}"
        parts += ["; " if parts else "", Span(f"{label}:", emphasis=True), said]
    return line(*parts)


def _tells_who(evidence: Evidence, finding: Finding) -> bool:
    kind = evidence.property_type(finding)
    return kind is not None and (kind.identifying or bool(kind.choices))


def _exonerating(evidence: Evidence, subject: Subject) -> Line:
    parts: list[str | Span] = []
    for finding in evidence.by_subject.get(subject.id, []):
        if finding.exonerating:
            mark = Span("✓ " + _("exonerating:") + " ", strong=True)
            said = f"{evidence.statement(finding)}{_marks(evidence, [finding])}"
            parts += ["; " if parts else "", mark, said]
    return line(*parts)


def _ties(evidence: Evidence) -> dict[str, list[tuple[str, str]]]:
    """Return for every node its links as (`manages →`, other end), ordered by kind and name."""
    found: dict[str, set[tuple[str, str]]] = {}
    for subject in evidence.subjects.values():
        if subject.kind is not SubjectKind.LINK or not subject.start or not subject.end:
            continue
        known = evidence.ontology.links.get(subject.type)
        out, back = ("→", "←") if known is None or known.directed else ("–", "–")
        label = evidence.type_label(subject.id)
        for own, other, sign in ((subject.start, subject.end, out), (subject.end, subject.start, back)):
            found.setdefault(own, set()).add((f"{label}\u00a0{sign}", evidence.caption(other)))
    return {own: sorted(pairs, key=lambda p: (p[0], p[1].casefold())) for own, pairs in found.items()}


def _links(pairs: list[tuple[str, str]]) -> str:
    """Return links in words, cut where a node has so many that the chart tells better."""
    grouped: dict[str, list[str]] = {}
    for label, name in pairs[:_MOST_LINKS]:
        grouped.setdefault(label, []).append(name)
    texts = [f"{label} {', '.join(names)}" for label, names in grouped.items()]
    if len(pairs) > _MOST_LINKS:
        texts.append(_("+{count} more").format(count=len(pairs) - _MOST_LINKS))
    return "; ".join(texts)
