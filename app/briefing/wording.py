"""Words for codes and days, in the language in force."""

import datetime as dt

from app.base.i18n import _
from app.base.records import Finding, Standing, Verdict
from app.base.words import LIKELIHOOD_RANGES, confidence_sentence, likelihood_sentence, likelihood_word
from app.ontology.values import display


def day(text: str) -> str:
    """Return an ISO day, moment or partial date as people write it; empty text gives a dash."""
    return display("partial_date", text[:10] if text.endswith("Z") else text) if text else "–"


def period(start: str, end: str) -> str:
    """Return from when to when something holds."""
    if start and end:
        return day(start) if start == end else f"{day(start)} – {day(end)}"
    if start:
        return _("since {day}").format(day=day(start))
    return _("until {day}").format(day=day(end))


def days_overdue(due: str, as_of: str) -> int:
    """Return by how many days `due` lies before `as_of` (ISO days); 0 if it does not or is no full day."""
    try:
        return max((dt.date.fromisoformat(as_of) - dt.date.fromisoformat(due)).days, 0)
    except ValueError:
        return 0


def standing_word(standing: Standing) -> str:
    """Return the word for fact, assessment or hypothesis."""
    return {
        Standing.FACT: _("Fact"),
        Standing.ASSESSMENT: _("Assessment"),
        Standing.HYPOTHESIS: _("Hypothesis"),
    }[standing]


def verdict_word(verdict: Verdict) -> str:
    """Return the words for a judgement whether two subjects are one."""
    return {
        Verdict.SAME: _("the same"),
        Verdict.DIFFERENT: _("different"),
        Verdict.UNDECIDED: _("undecided"),
    }[verdict]


def reliability_words() -> dict[str, str]:
    """Return the source grades of Europol 4x4 (Regulation (EU) 2016/794, Art. 29); there is no D."""
    return {
        "A": _("Reliable: no doubt about authenticity, trustworthiness and competence"),
        "B": _("Mostly reliable: proved reliable in most instances"),
        "C": _("Mostly unreliable: proved unreliable in most instances"),
        "X": _("Reliability cannot be assessed"),
    }


def credibility_words() -> dict[str, str]:
    """Return the information grades of Europol 4x4."""
    return {
        "1": _("Accuracy not in doubt"),
        "2": _("Known personally to the source, not to the official passing it on"),
        "3": _("Not known personally to the source, but corroborated by what is on record"),
        "4": _("Not known personally to the source and not corroborated"),
    }


def handling_words() -> dict[str, str]:
    """Return the Europol handling codes."""
    return {
        "H0": _("For preventing and combating crime"),
        "H1": _("Not in court proceedings without the provider's permission"),
        "H2": _("No passing on without the provider's permission"),
        "H3": _("Other restriction, stated with the item"),
    }


def likelihood_words() -> tuple[tuple[str, int, int], ...]:
    """Return the seven words for probability with their ranges in percent (ICD 203)."""
    return tuple((likelihood_word(code), *band) for code, band in LIKELIHOOD_RANGES.items())


def certainty(finding: Finding) -> str:
    """Return how likely an assessment is and how well founded: two sentences, never one; "" if not stated."""
    sentences = (
        likelihood_sentence(finding.likelihood) if finding.likelihood else "",
        confidence_sentence(finding.confidence) if finding.confidence else "",
    )
    return " ".join(filter(None, sentences))


def with_certainty(text: str, finding: Finding) -> str:
    """Return a statement followed by its certainty, each a sentence of its own."""
    stated = certainty(finding)
    closed = text if not stated or text.endswith((".", "!", "?")) else f"{text}."
    return f"{closed} {stated}".rstrip()


def office_notice() -> str:
    """Return the standing notice of the office."""
    return _("The office has no operational tasks; the responsibilities of the partners are unaffected.")


def internal_stamp() -> str:
    """Return what every page of an unreleased artefact carries."""
    return _("internal – not for release")
