"""Why a text of the office stays or stops a hand-over, in words, and who could change that."""

from app.base.i18n import _
from app.policy.handing_on_check import TextCheck, TextState, text_word


def why(check: TextCheck) -> str:
    """Return why a text is not given as it stands, as a short phrase."""
    if check.state is TextState.STAYS:
        return _("not cleared for this recipient")
    if check.state is TextState.CHANGED:
        return _("goes in words written before this text was changed")
    return _("names what the recipient is not given: {words}").format(words=", ".join(check.words))


def remedy(check: TextCheck) -> str:
    """Return who could change that, and by what."""
    agenda = check.text.field.startswith("agenda.")
    if check.state is TextState.STAYS and agenda:
        return _("who keeps conferences, by clearing the agenda under Conferences")
    if check.state is TextState.STAYS:
        return _("who works on the case, by writing words for handing on")
    if check.state is TextState.CHANGED:
        return _("who works on the case, by looking whether the words for handing on still hold")
    return _(
        "who releases: nothing can be handed over before it reads otherwise, or is cleared with a reason"
    )


def text_line(check: TextCheck) -> str:
    """Return one text in one line: what it is, and why it stays."""
    return f"{text_word(check.text.field)}: {why(check)}"
