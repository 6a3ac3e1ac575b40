"""Words of a case file: standings, classes, kinds. Free of Qt."""

from app.base.i18n import _
from app.base.records import Finding, Standing
from app.base.words import confidence_ground, confidence_word, likelihood_with_range
from app.policy import gradings
from app.policy.release import Reason


def standing_text(standing: Standing) -> str:
    """Return the word for a standing."""
    return {
        Standing.FACT: _("fact"),
        Standing.ASSESSMENT: _("assessment"),
        Standing.HYPOTHESIS: _("hypothesis"),
    }[standing]


def grading_words(reliability: str, credibility: str) -> str:
    """Return a grading with its words, "A2 – reliable source, ..."."""
    source = gradings.reliability().get(reliability, reliability)
    information = gradings.credibility().get(credibility, credibility)
    return f"{reliability}{credibility} – {source}; {information}"


def handling_words(code: str) -> str:
    """Return a handling code with its words."""
    words = gradings.handling().get(code, "")
    return f"{code} – {words}" if words else code


def standing_icon(standing: Standing) -> str:
    """Return the icon that tells a standing by its shape: square, triangle, question."""
    return {
        Standing.FACT: "square",
        Standing.ASSESSMENT: "triangle",
        Standing.HYPOTHESIS: "circle-help",
    }[standing]


def certainty_texts(finding: Finding) -> tuple[str, ...]:
    """Return probability and confidence of an assessment, each a text of its own, if stated."""
    parts = (
        likelihood_with_range(finding.likelihood) if finding.likelihood else "",
        confidence_word(finding.confidence) if finding.confidence else "",
    )
    return tuple(filter(None, parts))


def confidence_text(confidence: str) -> str:
    """Return a degree of confidence with what it rests on, "" for none."""
    if not confidence:
        return ""
    return f"{confidence_word(confidence)} – {confidence_ground(confidence)}"


def reason_text(reason: Reason) -> str:
    """Return why a finding stays, as a short sentence."""
    return _reasons()[reason]


def _reasons() -> dict[Reason, str]:
    return {
        Reason.SUPERSEDED: _("corrected by a later finding"),
        Reason.RESTRICTED: _("processing restricted"),
        Reason.CLASSIFICATION: _("classified too high"),
        Reason.UNLABELLED: _("contribution without label"),
        Reason.REVIEW_OVERDUE: _("review overdue"),
        Reason.SPECIAL_CATEGORY: _("special category of data"),
        Reason.CONTACT_PERSON: _("contact person, recipient is not police"),
        Reason.HANDLING: _("handling code"),
        Reason.CONSENT: _("consent of the originator missing"),
        Reason.NO_PROVISION: _("no provision allows it"),
        Reason.CONDITIONS: _("conditions not confirmed"),
        Reason.BASIS_WITHHELD: _("rests on a finding that stays"),
        Reason.END_WITHHELD: _("one end of the link stays"),
    }
