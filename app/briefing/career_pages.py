"""The career of one person as a paper of its own, pseudonymised unless the names are asked for."""

from app.analysis.career_words import career_note
from app.base.errors import ExitCode, UserError
from app.base.i18n import _, speaking
from app.briefing.case_sheets import CareerWish
from app.briefing.compose import furniture
from app.briefing.content import Briefing, Fields, Paragraph, Role, Title, line
from app.briefing.evidence import Evidence
from app.briefing.options import BriefingOptions
from app.briefing.parts.career_part import career_blocks, told_of_career
from app.briefing.parts.kit import recipient_of
from app.briefing.parts.sources_part import sources_part
from app.briefing.wording import office_notice
from app.policy.views import View


def compose_career(view: View, options: BriefingOptions, wish: CareerWish) -> Briefing:
    """Compose the paper; `UserError` (exit 1) for a person who is not in the view."""
    with speaking(options.language):
        whole = Evidence(view)
        if wish.person_id not in whole.subjects:
            raise not_released()
        told = told_of_career(whole, wish)
        evidence = Evidence(view, told)
        head = (
            Title(_("Career of one person"), view.header.reference),
            Fields(
                "",
                (
                    (_("Legal basis"), line(wish.legal_basis)),
                    (_("Copy and recipient"), line(recipient_of(evidence))),
                ),
                share=0.28,
            ),
            Paragraph(line(career_note()), role=Role.NOTE),
            Paragraph(line(office_notice()), role=Role.NOTE),
        )
        return Briefing(
            title=view.header.reference,
            language=options.language,
            as_of=view.as_of,
            furniture=furniture(evidence, options),
            blocks=(*head, *career_blocks(evidence, wish), *sources_part(evidence, options)),
            told=told,
        )


def not_released() -> UserError:
    """Return the refusal of a career, or a wealth sheet, of somebody of whom nothing is in the view."""
    return UserError(
        "career.not_released",
        _("Nothing about this person may be shown here."),
        _("Look at the release: it says what holds it back."),
        exit_code=ExitCode.ANSWER_IS_NO,
    )
