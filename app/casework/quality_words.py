"""Words for the checks of the quality gate, in the language in force."""

from app.base.i18n import _, ngettext
from app.casework.quality_gate import Check


def check_word(check: Check) -> str:
    """Return what a check looked for."""
    return {
        Check.UNCITED: _("Judgements that cite nothing"),
        Check.SINGLE_SOURCE: _("Judgements that rest on one source"),
        Check.OLD_SOURCE: _("Sources older than a year, with the number of facts that rest on them"),
        Check.UNGRADED: _("Facts whose source and content cannot be assessed (X4)"),
        Check.NO_ALTERNATIVE: _("Judgements and hypotheses without another explanation"),
        Check.NO_EXONERATING_SEARCH: _("Search for what exonerates (StPO section 160(2))"),
        Check.OVERDUE: _("Findings whose review is overdue"),
        Check.METHOD_STALE: _(
            "Methods that are unrated, cite what was corrected or erased, or name a person in a barrier model"
        ),
    }[check]


def remedy(check: Check) -> str:
    """Return what can be done about what a check found."""
    return {
        Check.UNCITED: _("Cite the findings they rest on, under “Assessment”."),
        Check.SINGLE_SOURCE: _("Say so in the text, lower the confidence, or ask a second agency."),
        Check.OLD_SOURCE: _("Ask whether it still holds, or name the day in the text."),
        Check.UNGRADED: _("Ask the agency how it knows, or keep it out of the key judgements."),
        Check.NO_ALTERNATIVE: _("Write the other explanation, or compare under “Methods”."),
        Check.NO_EXONERATING_SEARCH: _(
            "Nothing exonerating is recorded and no exonerating hypothesis is rated: look for it."
        ),
        Check.OVERDUE: _("Decide under “Reviews”; until then they are not released."),
        Check.METHOD_STALE: _("Rate the rows, cite what corrects the finding, and say who acts by function."),
    }[check]


def gate_note() -> str:
    """Return the sentence that stands under the checklist."""
    return _("The program fills this list from the case. It holds nothing back: you decide what leaves.")


def gate_sentence(count: int) -> str:
    """Return how many points the checklist leaves open."""
    return ngettext(
        "The checklist before handing on has {count} open point.",
        "The checklist before handing on has {count} open points.",
        count,
    ).format(count=count)
