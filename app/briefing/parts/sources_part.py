"""The list of sources: who knows it how, how reliable, how to be handled, released on which provision."""

from app.base.i18n import _
from app.base.records import Finding
from app.briefing.content import Block, Column, Heading, Paragraph, Row, Table, line
from app.briefing.evidence import Evidence
from app.briefing.options import BriefingOptions
from app.briefing.wording import day


def sources_part(evidence: Evidence, options: BriefingOptions) -> tuple[Block, ...]:
    """Return the sources in the order of their numbers."""
    heading = Heading(_("Sources"))
    if not evidence.numbers:
        return (heading, Paragraph(line(_("No source is part of this view."))))
    columns = (
        Column(_("No."), 0.6),
        Column(_("Agency"), 1.8),
        Column(_("Source"), 4.4),
        Column(_("Grading"), 1),
        Column(_("Handling"), 1.75),
        Column(_("Provision"), 1.9),
    )
    by_source: dict[str, list[Finding]] = {}
    for finding in evidence.cited_findings:
        by_source.setdefault(finding.source_id, []).append(finding)
    rows = tuple(_row(evidence, options, source, by_source[source]) for source in evidence.numbers)
    return (heading, Table("", columns, rows))


def _row(evidence: Evidence, options: BriefingOptions, source_id: str, findings: list[Finding]) -> Row:
    source = evidence.sources[source_id]
    contribution = evidence.contributions[source.contribution_id]
    document = next((d.name for d in evidence.view.documents if d.id == source.document_id), "")
    received = _("received {day}").format(day=day(contribution.received)) if contribution.received else ""
    known = (contribution.title, source.kind, source.reference, document, received)
    reference = ", ".join(text for text in known if text)
    return Row(
        (
            line(f"Q{evidence.numbers[source_id]}"),
            line(evidence.agency_names[contribution.agency_id]),
            line(reference),
            line(evidence.grades(findings)),
            line(_handling(findings)),
            line(_provisions(evidence, options, source_id, findings)),
        )
    )


def _handling(findings: list[Finding]) -> str:
    codes = sorted({(f.handling, f.handling_note) for f in findings})
    return "; ".join(f"{code}: {note}" if note else code for code, note in codes)


def _provisions(evidence: Evidence, options: BriefingOptions, source_id: str, findings: list[Finding]) -> str:
    view = evidence.view
    if view.internal:
        received_on = evidence.contributions[evidence.sources[source_id].contribution_id].provision
        ids = {received_on} if received_on else set()
    else:
        ids = {view.provisions[f.id] for f in findings if f.id in view.provisions}
    names = sorted(options.provision_names.get(i, i) for i in ids)
    if not view.internal and any(f.id not in view.provisions for f in findings):
        names.append(_("with what it rests on") if any(f.basis for f in findings) else _("own contribution"))
    return "; ".join(names)
