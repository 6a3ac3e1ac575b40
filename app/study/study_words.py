"""What a study's figures are called, and the limits that stand on every one of them."""

from app.base.i18n import _, mark
from app.study.outcomes import CRIME_MIX, DESISTANCE, NEXT_OFFENCE, REACTIONS
from app.study.study_results import OTHER

_PARAMETERS = {
    "onset": mark("Onset (age in years)"),
    "duration": mark("Duration (years)"),
    "frequency": mark("Frequency λ (offences per year at risk)"),
    "diversity": mark("Diversity (1 − Σp²)"),
    "specialisation": mark("Specialisation (largest share)"),
    "escalation": mark("Escalation of severity (Kendall τ)"),
    "acceleration": mark("Times between offences (Kendall τ)"),
    "co_offending": mark("Share with co-suspects"),
}
_FORMULAS = {
    "onset": mark("day of the first recorded offence / 365.25; alike by the matching"),
    "duration": mark("(last day − first day) / 365.25"),
    "frequency": mark(
        "(offences − 1) / years from the first offence to the end of observation without custody"
    ),
    "diversity": mark("1 minus the sum of the squared shares of the chapters"),
    "specialisation": mark("the largest share that one chapter has"),
    "escalation": mark("Kendall's τ-b of severity over the order of the offences; from three offences on"),
    "acceleration": mark(
        "Kendall's τ-b of the times between offences over their order; below 0 they follow faster"
    ),
    "co_offending": mark("offences with co-suspects / offences"),
}
_SOURCES = {
    "onset": mark("Blumstein and others 1986"),
    "duration": mark("Blumstein and others 1986; Piquero, Farrington and Blumstein 2003"),
    "frequency": mark("Blumstein and others 1986; Piquero, Farrington and Blumstein 2003"),
    "diversity": mark("Simpson 1949"),
    "specialisation": mark("Blumstein and others 1986"),
    "escalation": mark("Kendall 1938; escalation after Blumstein and others 1986"),
    "acceleration": mark("Kendall 1938"),
    "co_offending": mark("Piquero, Farrington and Blumstein 2003"),
}
_OUTCOMES = {
    NEXT_OFFENCE: mark("Time to the next offence"),
    DESISTANCE: mark("Time to desistance"),
    CRIME_MIX: mark("Crime mix"),
    REACTIONS: mark("Time after reactions of the state"),
}
_KINDS = {
    "warning": mark("Warning"),
    "youth_help": mark("Youth help"),
    "sentence": mark("Sentence"),
    "custody": mark("Custody"),
}


def parameter_word(name: str) -> str:
    """Return the name of a parameter with its unit, in the language in force."""
    return _(_PARAMETERS[name])


def formula_word(name: str) -> str:
    """Return how a parameter is computed, in the language in force."""
    return _(_FORMULAS[name])


def source_word(name: str) -> str:
    """Return where the definition of a parameter comes from, in the language in force."""
    return _(_SOURCES[name])


def outcome_word(name: str) -> str:
    """Return the name of an outcome, parameters among them, in the language in force."""
    return _(_OUTCOMES[name]) if name in _OUTCOMES else parameter_word(name)


def reaction_word(kind: str) -> str:
    """Return the name of a reaction of the state in the language in force."""
    return _(_KINDS[kind])


def chapter_word(chapter: str) -> str:
    """Return a chapter as it is shown."""
    return chapter if chapter != OTHER else _("other chapters together")


def limits(careers: int) -> str:
    """Return the sentence that stands on every figure and table of a study."""
    return _(
        "Police records show police attention, not behaviour; who belongs to a group is a selection by a "
        "label. n = {count} is exploratory. No individual prediction: this says nothing about any one person."
    ).format(count=careers)


def short_limits(careers: int) -> str:
    """Return the limits as the foot of a page or of a figure has room for them."""
    return _("n = {count}, exploratory: police attention, not behaviour; no individual prediction.").format(
        count=careers
    )


def number(value: float | None, language: str, digits: int = 2) -> str:
    """Return a number for people; a dash where it is hidden."""
    if value is None:
        return "–"
    text = f"{round(value, digits) + 0.0:.{digits}f}".replace("-", "\N{MINUS SIGN}")
    return text.replace(".", ",") if language == "de" else text


def whole(count: int, language: str) -> str:
    """Return a whole number for people, its thousands parted."""
    return f"{count:,}".replace(",", "." if language == "de" else ",")


def p_value(p: float, language: str) -> str:
    """Return a p value with three decimals, small ones as below 0.001."""
    return f"< {number(0.001, language, 3)}" if p < 0.001 else number(p, language, 3)
