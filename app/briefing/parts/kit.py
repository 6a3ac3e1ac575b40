"""What several parts share: the conference in question, whose copy it is, a statement with its sources."""

from app.base.i18n import _
from app.base.records import Conference, ConferenceState, Finding
from app.briefing.content import Line, Paragraph, Row, line, strong
from app.briefing.evidence import Evidence
from app.briefing.options import BriefingOptions
from app.briefing.wording import internal_stamp, with_certainty
from app.policy.views import ReleasedView


def conference_of(evidence: Evidence, options: BriefingOptions) -> Conference | None:
    """Return the chosen conference; without a choice the next planned one, else the last one held."""
    conferences = sorted(evidence.view.conferences, key=lambda c: (c.held_on, c.no))
    if options.conference_no is not None:
        return next((c for c in conferences if c.no == options.conference_no), None)
    planned = [c for c in conferences if c.state is ConferenceState.PLANNED]
    held = [c for c in conferences if c.state is ConferenceState.HELD]
    return next(iter(planned or held[-1:]), None)


def recipient_of(evidence: Evidence) -> str:
    """Return who may have the copy, or the internal stamp for the analyst's own view."""
    view = evidence.view
    if not isinstance(view, ReleasedView):
        return internal_stamp()
    return evidence.agency_names.get(view.recipient.id, view.recipient.name_de)


def copy_of(options: BriefingOptions) -> str:
    """Return which copy this is."""
    return _("Copy {number} of {count}").format(number=options.copy_no, count=options.copies)


def cite(numbers: tuple[int, ...]) -> Line:
    """Return source numbers for a table cell."""
    return line(", ".join(f"Q{number}" for number in numbers))


def said(evidence: Evidence, finding: Finding) -> Paragraph:
    """Return a case-level statement as a paragraph with its sources."""
    return Paragraph(line(with_certainty(evidence.value(finding), finding)), evidence.cited([finding]))


def row(*cells: str, urgent: bool = False) -> Row:
    """Return a row of plain cells."""
    return Row(tuple(line(c) for c in cells), urgent)


def named(name: str, text: str) -> Line:
    """Return `name` in bold followed by the text."""
    return line(strong(name), text)
