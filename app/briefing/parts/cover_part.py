"""The cover: whose copy this is, of which case and conference, what for, and what is inside."""

from app.base.i18n import _
from app.base.records import Conference
from app.briefing.content import Block, Contents, CopyLine, Fields, Line, Paragraph, Role, Title, line, strong
from app.briefing.evidence import Evidence
from app.briefing.options import BriefingOptions
from app.briefing.parts.kit import conference_of, recipient_of
from app.briefing.wording import day, internal_stamp, office_notice
from app.policy.views import ReleasedView


def cover_part(evidence: Evidence, options: BriefingOptions) -> tuple[Block, ...]:
    """Return the cover page. It never names the case by anything but its number."""
    view = evidence.view
    rows: list[tuple[str, Line]] = [(_("As of"), line(evidence.as_of()))]
    conference = conference_of(evidence, options)
    if conference is not None:
        rows += _conference(evidence, conference)
    rows += [
        (_("Recipient"), line(strong(recipient_of(evidence)))),
        (_("Handling"), line(_handling(evidence, options))),
        (_("Legal basis"), line(view.header.legal_basis)),
        (_("Purpose"), line(view.purpose if isinstance(view, ReleasedView) else view.header.purpose)),
    ]
    if isinstance(view, ReleasedView):
        rows.append((_("Occasion"), line(view.occasion)))
    return (
        *_marking(evidence, options),
        Title(_("Conference briefing"), view.header.reference),
        CopyLine(),
        Fields("", tuple((name, text) for name, text in rows if text), share=0.24),
        Paragraph(line(_purpose_limit()), role=Role.NOTE),
        Paragraph(line(office_notice()), role=Role.NOTE),
        Contents(_("Contents")),
    )


def _marking(evidence: Evidence, options: BriefingOptions) -> tuple[Block, ...]:
    marks = [options.marking, internal_stamp() if evidence.view.internal else ""]
    text = " · ".join(mark for mark in marks if mark)
    return (Paragraph(line(text), role=Role.MARKING),) if text else ()


def _conference(evidence: Evidence, conference: Conference) -> list[tuple[str, Line]]:
    when = _("no. {number} on {day}").format(number=conference.no, day=day(conference.held_on))
    place = f"{when}, {conference.place}" if conference.place else when
    lead = evidence.agency_names.get(conference.lead_agency_id, "")
    return [
        (_("Conference"), line(place)),
        (_("Chair"), line(conference.chair)),
        (_("Lead authority"), line(lead)),
    ]


def _handling(evidence: Evidence, options: BriefingOptions) -> str:
    if evidence.view.internal:
        return _(
            "Working paper of the office. Nothing in it has been released; it does not leave the office."
        )
    by = options.return_by or evidence.view.header.review_due
    if not by:
        return _("No copying. To be returned or destroyed as soon as it is no longer needed.")
    return _("No copying. To be returned or destroyed by {day}.").format(day=day(by))


def _purpose_limit() -> str:
    return _(
        "The content may be used for the stated purpose only and passed on only with the consent of the "
        "agency that contributed it. Assessments are marked as such and are not facts."
    )
