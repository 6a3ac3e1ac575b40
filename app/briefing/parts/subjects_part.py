"""The subjects: who or what they are, in which role, tied to whom, and what speaks in their favour."""

from app.base.i18n import _
from app.base.latin_script import list_order
from app.base.records import Finding, Standing, Subject, SubjectKind
from app.briefing.content import (
    Block,
    Column,
    Fields,
    Heading,
    Line,
    Paragraph,
    Role,
    Row,
    Span,
    Table,
    line,
    strong,
)
from app.briefing.evidence import Evidence
from app.briefing.options import BriefingOptions

_MOST_LINKS, _MOST_PROFILES = 10, 40
_HEAD = 0.16
_PROFILED = ("person", "organisation")
_ROLES = ("role", "role_reason")
_Ties = dict[str, list[tuple[str, str]]]


def subjects_part(evidence: Evidence, _options: BriefingOptions) -> tuple[Block, ...]:
    """Return profiles of people and organisations, a table per other kind.

    Nobody is scored or ranked: order is alphabetical, and every profile has the same lines in the same order.
    """
    nodes = evidence.nodes()
    if not nodes:
        return ()
    ties = _ties(evidence)
    note = _("“Known to” says which agency has how many findings about the subject in this view.")
    blocks: list[Block] = [Heading(_("Subjects")), Paragraph(line(note), role=Role.NOTE)]
    for kind in dict.fromkeys(s.type for s in nodes):
        same = [s for s in nodes if s.type == kind]
        known = evidence.ontology.nodes.get(kind)
        blocks.append(Heading(known.plural if known else kind, 2))
        if kind in _PROFILED:
            blocks += _profiles(evidence, same, ties)
        else:
            blocks.append(_table(evidence, same))
    return tuple(blocks)


def _profiles(evidence: Evidence, subjects: list[Subject], ties: _Ties) -> list[Block]:
    """Return a profile for each: lines side by side, or where there are many a paragraph."""
    if len(subjects) > _MOST_PROFILES:
        return [_in_one(evidence, s, ties) for s in subjects]
    found: list[Block] = []
    for subject in subjects:
        said = dict(_lines(evidence, subject, ties))
        said[_("Identity:")] = _named(evidence, subject, said[_("Identity:")])
        rows = [(name.rstrip(":"), text) for name, text in said.items() if text]
        found += [Heading(evidence.caption(subject.id), 3), Fields("", tuple(rows), share=_HEAD)]
    return found


def _named(evidence: Evidence, subject: Subject, identity: Line) -> Line:
    """Return the identity with the name before it, where a finding gives exactly that name."""
    naming = _naming(evidence, subject)
    if not naming:
        return identity
    said = f" {evidence.caption(subject.id)}{_marks(evidence, naming)}"
    return line(
        Span(f"{evidence.label(naming[0])}:", emphasis=True), said, "; " if identity else "", *identity
    )


def _lines(evidence: Evidence, subject: Subject, ties: _Ties) -> tuple[tuple[str, Line], ...]:
    """Return what is said of a subject in its order: identity, role, links, what exonerates, who knows it."""
    own = evidence.by_subject.get(subject.id, [])
    return (
        (_("Identity:"), _merged(evidence, subject, [f for f in own if f.property not in _ROLES])),
        (_("Role:"), _merged(evidence, subject, [f for f in own if f.property in _ROLES])),
        (_("Links:"), line(_links(ties.get(subject.id, [])))),
        ("✓ " + _("exonerating:"), _exonerating(evidence, subject)),
        (_("Known to:"), line(_known_to(evidence, own))),
    )


def _in_one(evidence: Evidence, subject: Subject, ties: _Ties) -> Paragraph:
    """Return one subject as a paragraph on the whole width."""
    parts: list[str | Span] = []
    for head, text in _lines(evidence, subject, ties):
        if text:
            parts += [" · ", strong(head), " ", *text]
    return Paragraph(line(*_name(evidence, subject), *parts), role=Role.COMPACT)


def _table(evidence: Evidence, subjects: list[Subject]) -> Table:
    """Return the subjects of a kind; a column in which nothing would stand is left out."""
    by_subject = evidence.by_subject
    columns = {
        Column(_("Name"), 3): [_name(evidence, s) for s in subjects],
        Column(_("Identity and role"), 4.4): [
            _merged(evidence, s, by_subject.get(s.id, [])) for s in subjects
        ],
        Column(_("Exonerating"), 2): [_exonerating(evidence, s) for s in subjects],
        Column(_("Known to"), 2.2): [line(_known_to(evidence, by_subject.get(s.id, []))) for s in subjects],
    }
    used = {column: cells for column, cells in columns.items() if any(cells)}
    return Table("", tuple(used), tuple(Row(cells) for cells in zip(*used.values(), strict=True)))


def _known_to(evidence: Evidence, findings: list[Finding]) -> str:
    """Return the state of the data per agency: how many findings each has."""
    counts: dict[str, int] = {}
    for finding in findings:
        name = evidence.agency_names[evidence.agency_of(finding)]
        counts[name] = counts.get(name, 0) + 1
    return "; ".join(f"{name}: {counts[name]}" for name in sorted(counts, key=list_order))


def _name(evidence: Evidence, subject: Subject) -> Line:
    """Return the caption with the sources that give exactly this name."""
    return line(evidence.name(subject.id), _marks(evidence, _naming(evidence, subject)))


def _naming(evidence: Evidence, subject: Subject) -> list[Finding]:
    caption = evidence.caption(subject.id)
    return [f for f in evidence.by_subject.get(subject.id, []) if evidence.value(f) == caption]


def _marks(evidence: Evidence, findings: list[Finding]) -> str:
    numbers = ", ".join(f"Q{n}" for n in evidence.cited(findings))
    return f" [{numbers}]" if numbers else ""


def _merged(evidence: Evidence, subject: Subject, findings: list[Finding]) -> Line:
    """Return what tells who or what it is, the same statement of several sources once."""
    merged: dict[tuple[str, str], list[Finding]] = {}
    naming = {f.id for f in _naming(evidence, subject)}
    for finding in findings:
        if finding.id in naming or finding.standing is not Standing.FACT or finding.exonerating:
            continue
        if _tells_who(evidence, finding):
            merged.setdefault((evidence.label(finding), evidence.value(finding)), []).append(finding)
    parts: list[str | Span] = []
    for (label, value), same in merged.items():
        said = f" {value}{_marks(evidence, same)}"
        parts += ["; " if parts else "", Span(f"{label}:", emphasis=True), said]
    return line(*parts)


def _tells_who(evidence: Evidence, finding: Finding) -> bool:
    kind = evidence.property_type(finding)
    return kind is not None and (kind.identifying or bool(kind.choices) or kind.id in _ROLES)


def _exonerating(evidence: Evidence, subject: Subject) -> Line:
    parts: list[str | Span] = []
    for finding in evidence.by_subject.get(subject.id, []):
        if finding.exonerating:
            said = f"{evidence.statement(finding)}{_marks(evidence, [finding])}"
            parts += ["; " if parts else "", said]
    return line(*parts)


def _ties(evidence: Evidence) -> _Ties:
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
    return {own: sorted(pairs, key=lambda p: (p[0], list_order(p[1]))) for own, pairs in found.items()}


def _links(pairs: list[tuple[str, str]]) -> str:
    """Return links in words, cut where a node has so many that the chart tells better."""
    grouped: dict[str, list[str]] = {}
    for label, name in pairs[:_MOST_LINKS]:
        grouped.setdefault(label, []).append(name)
    texts = [f"{label} {', '.join(names)}" for label, names in grouped.items()]
    if len(pairs) > _MOST_LINKS:
        texts.append(_("+{count} more").format(count=len(pairs) - _MOST_LINKS))
    return "; ".join(texts)
