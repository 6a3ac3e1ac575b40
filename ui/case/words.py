"""Words of a case file: standings, classes, kinds. Free of Qt."""

from app.base.i18n import _, ngettext
from app.base.records import CaseRecords, Finding, Standing
from app.base.words import confidence_ground, confidence_word, likelihood_with_range
from app.policy import gradings
from app.policy.frozen_records import without_frozen
from app.policy.release import Reason
from app.policy.release_words import reason_words


def left_out_text(records: CaseRecords) -> str:
    """Return how many findings no file of this case holds until a deletion is decided on; "" for none."""
    count = without_frozen(records)[1]
    text = ngettext(
        "{count} finding is left out: a decision on deletion is open.",
        "{count} findings are left out: a decision on deletion is open.",
        count,
    )
    return text.format(count=count) if count else ""


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
    return reason_words(reason)
