"""Sentences about what a method comes to in the language in force, the same for window and paper."""

from app.analysis.barriers import (
    EASY,
    LARGE,
    NO_AGENCY,
    NO_PROVISION,
    POOR,
    SMALL,
    UNANSWERED,
    UNSEEN,
    Orphan,
    Planned,
)
from app.analysis.rater_agreement import FIRM, TENTATIVE, Agreement
from app.base.i18n import _
from app.base.words import decimals

_SEVERAL = 2


def number_text(value: float) -> str:
    """Return a number to two places, more than such an estimate is worth, as the language writes it."""
    return decimals(f"{value + 0.0:.2f}".replace("-", "\u2212"))


def agreement_sentence(told: Agreement) -> str:
    """Return how far the people who rated agree."""
    if len(told.raters) < _SEVERAL:
        return _("Rated by one person only; a second view shows where ratings are a matter of taste.")
    if told.alpha is None:
        return _("{count} people have rated; agreement cannot be worked out yet.").format(
            count=len(told.raters)
        )
    meaning = (
        _("firm enough to rely on")
        if told.alpha >= FIRM
        else _("tentative")
        if told.alpha >= TENTATIVE
        else _("too low to rely on")
    )
    return _(
        "{count} people agree in {same} of {cells} cells; Krippendorff's alpha (ordinal) {alpha}: {meaning}."
    ).format(
        count=len(told.raters),
        same=told.same,
        cells=told.cells,
        alpha=number_text(told.alpha),
        meaning=meaning,
    )


def orphan_reason(orphan: Orphan) -> str:
    """Return why a signal reaches nobody who could act."""
    return {
        UNSEEN: _("no agency is named that may lawfully see it"),
        UNANSWERED: _("nobody at this step acts on it"),
    }[orphan.reason]


def readiness(planned: Planned) -> str:
    """Return whether a barrier can become a measure, or what it lacks for that."""
    lacks = {NO_AGENCY: _("agency"), NO_PROVISION: _("provision")}
    missing = ", ".join(lacks[name] for name in planned.missing)
    return _("lacks: {what}").format(what=missing) if missing else _("ready")


def degrees_text(effort: int, effect: int) -> str:
    """Return effort and effect of a barrier, 0 where they are not estimated."""
    if not effort or not effect:
        return _("not estimated")
    return _("effort {effort}, effect {effect}").format(effort=effort, effect=effect)


def quadrant_word(name: str) -> str:
    """Return what to do with the barriers of a quadrant of `app.analysis.barriers`."""
    return {
        EASY: _("Begin here: little effort, much effect"),
        LARGE: _("Plan: much effort, much effect"),
        SMALL: _("Along the way: little effort, little effect"),
        POOR: _("Rather not: much effort, little effect"),
    }.get(name, _("Effort or effect is not estimated"))
