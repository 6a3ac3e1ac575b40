"""What the conference is asked to decide: question, recommendation, room for the decision."""

from app.base.i18n import _
from app.base.words import point_title
from app.briefing.content import Block, Column, Heading, NewPage, Row, Table, line, strong
from app.briefing.evidence import Evidence
from app.briefing.options import BriefingOptions
from app.briefing.parts.kit import conference_of


def decisions_part(evidence: Evidence, options: BriefingOptions) -> tuple[Block, ...]:
    """Return the agenda as a table to decide on; nothing without a conference that has an agenda."""
    conference = conference_of(evidence, options)
    if conference is None or not conference.agenda:
        return ()
    columns = (
        Column(_("No."), 0.5),
        Column(_("Item and question"), 4),
        Column(_("Recommendation"), 3),
        Column(_("Decision"), 2.6),
    )
    rows = tuple(
        Row(
            (
                line(str(item.no)),
                line(strong(point_title(item.title, item.no)), _asked(item.question)),
                line(item.recommendation),
                line(item.decision),
            )
        )
        for item in sorted(conference.agenda, key=lambda i: i.no)
    )
    return (NewPage(), Heading(_("Decisions wanted")), Table("", columns, rows, note_space=True))


def _asked(question: str) -> str:
    return f" – {question}" if question else ""
