"""Who has a copy, until when the content may be kept, and room for notes."""

from app.base.i18n import _
from app.base.latin_script import list_order
from app.base.words import regime_word
from app.briefing.content import (
    Block,
    Column,
    Fields,
    Heading,
    Line,
    NewPage,
    Paragraph,
    Role,
    Row,
    RuledLines,
    SignatureLines,
    Table,
    line,
)
from app.briefing.evidence import Evidence
from app.briefing.options import BriefingOptions
from app.briefing.parts.kit import recipient_of, row
from app.briefing.wording import day

_NOTE_LINES = 9


def distribution_part(evidence: Evidence, options: BriefingOptions) -> tuple[Block, ...]:
    """Return the closing page."""
    return (
        NewPage(),
        Heading(_("Distribution and data protection")),
        *_copies(evidence, options),
        Heading(_("Review and erasure"), 2),
        Fields("", tuple(_periods(evidence)), share=0.42),
        *_reviews(evidence),
        Paragraph(line(_duties()), role=Role.NOTE),
        *_log_head(options),
        Heading(_("Notes"), 2),
        RuledLines(_NOTE_LINES),
        SignatureLines((_("Received: place, date"), _("Signature"))),
    )


def _copies(evidence: Evidence, options: BriefingOptions) -> tuple[Block, ...]:
    if evidence.view.internal:
        return (Paragraph(line(_("Internal working paper: no copies are handed out."))),)
    columns = (Column(_("Copy no."), 1), Column(_("Recipient"), 5), Column(_("Handed out on"), 2))
    own = recipient_of(evidence)
    named = dict(enumerate(options.distribution, start=1))
    rows: list[Row] = [row(str(n), named.get(n, own), "") for n in range(1, options.copies + 1)]
    return (Heading(_("Copies"), 2), Table("", columns, tuple(rows)))


def _periods(evidence: Evidence) -> list[tuple[str, Line]]:
    header = evidence.view.header
    rows = [(_("Review of the case file due"), line(day(header.review_due)))]
    dates = sorted(f.review_due for f in evidence.findings if f.review_due)
    if dates:
        rows.append((_("Earliest review day of a finding in this copy"), line(day(dates[0]))))
    if header.regime:
        rows.append((_("Regime of the case file"), line(regime_word(header.regime))))
    if header.controller:
        rows.append((_("Controller"), line(header.controller)))
    return rows


def _reviews(evidence: Evidence) -> tuple[Block, ...]:
    earliest: dict[str, str] = {}
    for finding in evidence.findings:
        if finding.review_due:
            agency = evidence.agency_of(finding)
            earliest[agency] = min(earliest.get(agency, finding.review_due), finding.review_due)
    if not earliest:
        return ()
    columns = (Column(_("Contributing agency"), 5), Column(_("Earliest review day"), 2))
    ordered = sorted(earliest, key=lambda i: (list_order(evidence.agency_names[i]), i))
    rows = tuple(row(evidence.agency_names[i], day(earliest[i])) for i in ordered)
    return (Table("", columns, rows),)


def _log_head(options: BriefingOptions) -> tuple[Block, ...]:
    """Print where the office's log stood: a store put back to an earlier state lacks that entry."""
    if not options.log_head:
        return ()
    why = _(
        "Number, moment (UTC) and beginning of the hash of the last entry of the office's log. Whoever has "
        "this paper can tell whether the store was put back to an earlier state."
    )
    head = Fields("", ((_("Head of the log"), line(options.log_head)),), share=0.22)
    return (head, Paragraph(line(why), role=Role.NOTE))


def _duties() -> str:
    return _(
        "The recipient reviews and erases what it takes over on its own responsibility and tells the office "
        "when it finds something wrong. The office tells every recipient of a copy about corrections."
    )
