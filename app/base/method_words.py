"""Words for the codes that methods carry, in the language in force: for window, paper and command."""

from app.base.i18n import _
from app.base.method_records import EXONERATING, NULL, MethodKind, PartKind


def method_word(kind: MethodKind) -> str:
    """Return what a method is called."""
    return {
        MethodKind.BARRIERS: _("Barrier model"),
        MethodKind.HYPOTHESES: _("Competing hypotheses"),
        MethodKind.ASSUMPTIONS: _("Key assumptions"),
    }[kind]


def part_word(kind: PartKind) -> str:
    """Return what one part of a method is called."""
    return {
        PartKind.STEP: _("Step"),
        PartKind.ACTIVITY: _("Activity"),
        PartKind.OPPORTUNITY: _("Opportunity"),
        PartKind.FACILITATOR: _("Facilitator"),
        PartKind.SIGNAL: _("Signal"),
        PartKind.PARTNER: _("Partner"),
        PartKind.BARRIER: _("Barrier"),
        PartKind.HYPOTHESIS: _("Hypothesis"),
        PartKind.EVIDENCE: _("Evidence"),
        PartKind.ASSUMPTION: _("Assumption"),
        PartKind.MILESTONE: _("What would change our mind"),
        PartKind.CONCLUSION: _("Conclusion"),
    }[kind]


def column_word(kind: PartKind) -> str:
    """Return the heading over several parts of a kind."""
    return {
        PartKind.STEP: _("Steps"),
        PartKind.ACTIVITY: _("Activities"),
        PartKind.OPPORTUNITY: _("Opportunities"),
        PartKind.FACILITATOR: _("Facilitators"),
        PartKind.SIGNAL: _("Signals"),
        PartKind.PARTNER: _("Partners"),
        PartKind.BARRIER: _("Barriers"),
        PartKind.HYPOTHESIS: _("Hypotheses"),
        PartKind.EVIDENCE: _("Evidence"),
        PartKind.ASSUMPTION: _("Assumptions"),
        PartKind.MILESTONE: _("What would change our mind"),
        PartKind.CONCLUSION: _("Conclusions"),
    }[kind]


def role_word(kind: PartKind, role: str) -> str:
    """Return the word for what a part is beyond its kind, "" for nothing; an unknown code stands as it is."""
    return {
        (PartKind.STEP, "local"): _("to be tackled locally"),
        (PartKind.STEP, "national"): _("to be tackled nationally"),
        (PartKind.STEP, "international"): _("to be tackled internationally"),
        (PartKind.FACILITATOR, "witting"): _("knowingly"),
        (PartKind.FACILITATOR, "unwitting"): _("unknowingly"),
        (PartKind.PARTNER, "public"): _("public"),
        (PartKind.PARTNER, "private"): _("private"),
        (PartKind.BARRIER, "deny_permit"): _("refuse or withdraw a permit"),
        (PartKind.BARRIER, "inspect"): _("inspect"),
        (PartKind.BARRIER, "inform"): _("inform"),
        (PartKind.BARRIER, "tax"): _("tax and charge"),
        (PartKind.BARRIER, "design"): _("change the setting"),
        (PartKind.BARRIER, "private_rule"): _("private rule or contract"),
        (PartKind.HYPOTHESIS, NULL): _("null hypothesis"),
        (PartKind.HYPOTHESIS, EXONERATING): _("exonerating"),
        (PartKind.EVIDENCE, "finding"): _("finding"),
        (PartKind.EVIDENCE, "absence"): _("looked for and not found"),
        (PartKind.ASSUMPTION, "solid"): _("well supported"),
        (PartKind.ASSUMPTION, "qualified"): _("holds with reservations"),
        (PartKind.ASSUMPTION, "unsupported"): _("not supported"),
    }.get((kind, role), role)


def status_word(status: str) -> str:
    """Return the word for where a barrier or a milestone stands."""
    return {
        "proposed": _("proposed"),
        "legal_check": _("in legal check"),
        "active": _("active"),
        "ended": _("ended"),
        "waiting": _("not yet observed"),
        "occurred": _("has occurred"),
        "ruled_out": _("ruled out"),
    }.get(status, status)


def verdict_meaning(verdict: str) -> str:
    """Return what a verdict of the matrix means."""
    return {
        "CC": _("very consistent"),
        "C": _("consistent"),
        "N": _("neutral"),
        "I": _("inconsistent"),
        "II": _("very inconsistent"),
        "NA": _("not applicable"),
    }.get(verdict, verdict)


def verdict_code(verdict: str) -> str:
    """Return how a verdict is written in a cell."""
    return _("n/a") if verdict == "NA" else verdict


def standard_hypothesis(role: str) -> str:
    """Return the text with which a mandatory hypothesis begins."""
    if role == NULL:
        return _("What was observed has nothing to do with each other: coincidence or ordinary business.")
    return _("Those concerned act lawfully; what was observed has a lawful explanation.")


def matrix_note() -> str:
    """Return the sentence that stands under every comparison of hypotheses."""
    return _(
        "The numbers say how far the evidence listed here contradicts a statement. They are no probability "
        "and never a value of a person; what fits counts nothing, what contradicts counts by its grading."
    )


def barrier_note() -> str:
    """Return the sentence that stands under every barrier model."""
    return _(
        "The model describes what makes a form of crime possible, not persons. A barrier is active only with "
        "a partner and a provision."
    )
