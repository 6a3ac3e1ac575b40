"""Flows of money, chains of ownership and wealth sheets as a paper of their own: all from the view alone."""

from app.analysis.money_flows import Unit
from app.base.i18n import _, speaking
from app.briefing.compose import furniture
from app.briefing.content import Briefing, Fields, Paragraph, Role, Title, line
from app.briefing.evidence import Evidence
from app.briefing.options import BriefingOptions
from app.briefing.parts.kit import recipient_of
from app.briefing.parts.money_part import flow_blocks, ownership_blocks, told_of_flows
from app.briefing.parts.sources_part import sources_part
from app.briefing.parts.wealth_part import told_of_wealth, wealth_blocks
from app.briefing.wording import office_notice
from app.policy.views import View


def compose_money(
    view: View, options: BriefingOptions, unit: Unit = Unit.QUARTER, about: str = ""
) -> Briefing:
    """Compose the paper on money of a view; `about` names one subject for its wealth sheet, "" for none."""
    with speaking(options.language):
        whole = Evidence(view)
        told = told_of_flows(whole)
        if about in whole.subjects:
            told |= told_of_wealth(whole, about)
        evidence = Evidence(view, told)
        sheet = wealth_blocks(evidence, about) if about in evidence.subjects else ()
        head = (
            Title(_("Flows of money and ownership"), view.header.reference),
            Fields("", ((_("Copy and recipient"), line(recipient_of(evidence))),), share=0.28),
            Paragraph(line(office_notice()), role=Role.NOTE),
        )
        body = (*flow_blocks(evidence, unit), *ownership_blocks(evidence), *sheet)
        nothing = () if body else (Paragraph(line(_("No payment and no share is known."))),)
        return Briefing(
            title=view.header.reference,
            language=options.language,
            as_of=view.as_of,
            furniture=furniture(evidence, options),
            blocks=(*head, *body, *nothing, *sources_part(evidence, options)),
            told=told,
        )
