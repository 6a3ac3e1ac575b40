"""The reply to an enquiry as a letter. It reads the same whether or not anything is held.

What the desk found is no part of what the letter is made of, so it cannot show in it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from app.base.i18n import _, speaking
from app.briefing.content import Block, Briefing, Fields
from app.briefing.letters import field, head, note, paper, said
from app.briefing.wording import day


@dataclass(frozen=True, slots=True)
class Reply:
    """What a letter says; `outcome` is answered, referred or declined, days are ISO.

    `subject` is what the enquiry was about as it may be repeated to who asked, `reason` what a refusal
    gives as its ground.
    """

    number: str
    agency: str
    region: str
    reference: str
    received: str
    legal_basis: str
    subject: str
    outcome: str
    referred_to: str
    reason: str
    day: str


def compose_reply(reply: Reply, language: str) -> Briefing:
    """Compose the letter in a language; the same reply gives the same letter."""
    with speaking(language):
        blocks = (*_head(reply), *_answer(reply), note(_neutral()))
        return paper(reply.number, language, reply.day, blocks)


def _head(reply: Reply) -> Iterator[Block]:
    subtitle = _("Our reference: {reference}").format(reference=reply.number)
    yield from head(_("Reply to your enquiry"), subtitle, (reply.agency, reply.region))
    rows = [
        field(_("Your reference"), reply.reference),
        field(_("Your enquiry of"), day(reply.received)),
        field(_("Subject"), reply.subject),
        field(_("Legal basis named"), reply.legal_basis),
    ]
    yield Fields("", tuple(rows))


def _answer(reply: Reply) -> Iterator[Block]:
    if reply.outcome == "referred":
        yield said(_("For your question this body is competent: {body}.").format(body=reply.referred_to))
        yield said(_("Please turn to it directly. Your enquiry was not passed on from here."))
    elif reply.outcome == "declined":
        yield said(_("Your enquiry cannot be answered on the ground that it names."))
        if reply.reason:
            yield said(reply.reason)
    else:
        yield said(
            _(
                "Your enquiry was processed on the day of this letter. As far as there is anything that may "
                "be passed on to you, you receive it separately from the body that is responsible for it."
            )
        )


def _neutral() -> str:
    return _(
        "The branch office answers every enquiry in this form. From it no conclusion can be drawn whether "
        "anything is known here about the persons or things you asked about."
    )
