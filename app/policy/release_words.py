"""Why a finding stays, in words, and who could change that. The words decide nothing."""

from app.base.i18n import _
from app.policy import provisions
from app.policy.release import Decision, Reason
from app.policy.transmission_limits import limit_of


def reason_words(reason: Reason) -> str:
    """Return why a finding stays, as a short phrase."""
    return {
        Reason.SUPERSEDED: _("corrected by a later finding"),
        Reason.DELETION_OPEN: _("decision on deletion open"),
        Reason.RESTRICTED: _("processing restricted"),
        Reason.CLASSIFICATION: _("classified too high"),
        Reason.UNLABELLED: _("contribution without label"),
        Reason.REVIEW_OVERDUE: _("review overdue"),
        Reason.SPECIAL_CATEGORY: _("special category of data"),
        Reason.CONTACT_PERSON: _("contact person, recipient is not police"),
        Reason.HANDLING: _("handling code"),
        Reason.CONSENT: _("consent of the originator missing"),
        Reason.NO_PROVISION: _("no provision allows it"),
        Reason.LIMIT: _("a limit of the law stands against it"),
        Reason.CONDITIONS: _("conditions not confirmed"),
        Reason.BASIS_WITHHELD: _("rests on a finding that stays"),
        Reason.END_WITHHELD: _("one end of the link stays"),
    }[reason]


def decision_words(decision: Decision) -> str:
    """Return why this finding stays, with the provision that was looked at; "" for one that goes."""
    if decision.reason is None:
        return ""
    special = {
        provisions.PURPOSE_CHANGE: _("change of purpose not tested"),
        provisions.THIRD_PARTIES: _("data of third parties, not weighed"),
    }
    asked = decision.reason is Reason.CONDITIONS
    words = special.get(decision.provision) if asked else None
    words = words or reason_words(decision.reason)
    limit = limit_of(decision.provision)
    if limit is not None:
        return f"{words}: {limit.text}"
    if not decision.provision:
        return words
    return f"{words} ({provisions.find(decision.provision).citation})"


def who_can_lift(decision: Decision) -> str:
    """Return who could change that this finding stays, and by what; "" for one that goes."""
    if decision.reason is None:
        return ""
    if decision.reason is Reason.CONDITIONS:
        return _conditions(decision.provision)
    limit = limit_of(decision.provision) if decision.reason is Reason.LIMIT else None
    return {
        Reason.LIMIT: limit.lift if limit else _("nobody here: the law"),
        Reason.SUPERSEDED: _("nobody: the later finding takes its place"),
        Reason.DELETION_OPEN: _("who decides on deletion, under Reviews"),
        Reason.RESTRICTED: _(
            "who restricted it: an analyst or reviewer lifts the restriction, with a reason"
        ),
        Reason.CLASSIFICATION: _("the agency that delivered it, by a lower classification"),
        Reason.UNLABELLED: _("the agency that delivered it, by completing the label"),
        Reason.REVIEW_OVERDUE: _("a reviewer, by extending or erasing it under Reviews"),
        Reason.SPECIAL_CATEGORY: _("nobody here: special categories do not leave this program"),
        Reason.CONTACT_PERSON: _("nobody: the law lets it go to police only (§ 26 (1) PolG NRW)"),
        Reason.HANDLING: _("the agency that delivered it, by its permission or another handling code"),
        Reason.CONSENT: _("the agency that delivered it, by its consent"),
        Reason.NO_PROVISION: _("nobody here: the law, or a request of the recipient where it asks for one"),
        Reason.BASIS_WITHHELD: _("whoever can lift what stays of that on which it rests"),
        Reason.END_WITHHELD: _("whoever can lift what stays of the link's ends"),
    }[decision.reason]


def _conditions(provision: str) -> str:
    if provision == provisions.PURPOSE_CHANGE:
        return _("who releases, by answering question 1, or questions 2 and 3")
    if provision == provisions.THIRD_PARTIES:
        return _("who releases, by confirming that no interests of the third parties prevail")
    return _("who releases, by checking and ticking the conditions")
