"""The timeline: when how much happened by whose account, and the dated findings themselves."""

from app.base.i18n import _, ngettext
from app.base.latin_script import list_order
from app.base.records import Finding, Standing
from app.briefing.content import Block, Column, Heading, Paragraph, Role, Row, Table, line
from app.briefing.evidence import EXISTS, Evidence
from app.briefing.options import BriefingOptions
from app.briefing.parts.kit import cite
from app.briefing.parts.timeline_bars import timeline_bars
from app.briefing.wording import period

_MOST_ROWS = 12


def timeline_part(evidence: Evidence, _options: BriefingOptions) -> tuple[Block, ...]:
    """Return the facts that carry a day, in order; nothing if none does."""
    dated = sorted(
        (f for f in evidence.of_standing(Standing.FACT) if f.valid_from),
        key=lambda f: (f.valid_from, f.valid_to, list_order(evidence.caption(f.subject_id)), f.id),
    )
    if not dated:
        return ()
    shown = dated[-_MOST_ROWS:]
    columns = (
        Column(_("When"), 1.9),
        Column(_("What"), 6),
        Column(_("Grading"), 0.9),
        Column(_("Sources"), 1),
    )
    rows = tuple(_row(evidence, f) for f in shown)
    return (
        Heading(_("Timeline")),
        *timeline_bars(evidence, dated),
        *_left_out(len(dated) - len(shown)),
        Table("", columns, rows),
    )


def _row(evidence: Evidence, finding: Finding) -> Row:
    what = line(evidence.name(finding.subject_id))
    if finding.property != EXISTS:
        what = line(*what, f" – {evidence.label(finding)}: {evidence.value(finding)}")
    when = period(finding.valid_from, finding.valid_to) if finding.valid_to else _from(finding)
    return Row((line(when), what, line(evidence.grade(finding)), cite(evidence.cited([finding]))))


def _from(finding: Finding) -> str:
    return period(finding.valid_from, finding.valid_from)


def _left_out(count: int) -> tuple[Block, ...]:
    if not count:
        return ()
    note = ngettext(
        "{count} earlier dated fact is not repeated here; it stands in the part Facts.",
        "{count} earlier dated facts are not repeated here; they stand in the part Facts.",
        count,
    )
    return (Paragraph(line(note.format(count=count)), role=Role.NOTE),)
