"""Sentences about a career in the language in force, the same for window, paper and command."""

from app.analysis.career_lanes import Order
from app.base.i18n import _


def career_note() -> str:
    """Return the sentence that stands on every career."""
    return _(
        "Shown is what authorities recorded of one person, not what the person did. It allows no prediction "
        "and is no value of the person. What was erased since is missing; possible interventions are "
        "assessments."
    )


def disorder_sentence(order: Order, what: str, first: str, second: str) -> str:
    """Return the one sentence about dates that cannot both be right."""
    if order is Order.BEFORE_BIRTH:
        text = _("“{what}” is dated {first}, before the birth ({second}): one of the dates is wrong.")
    elif order is Order.AFTER_DEATH:
        text = _("“{what}” is dated {first}, after the death ({second}): one of the dates is wrong.")
    elif order is Order.DEATH_BEFORE_BIRTH:
        text = _("The death ({first}) is dated before the birth ({second}): one of the dates is wrong.")
    elif order is Order.ENDS_BEFORE_BEGINNING:
        text = _("“{what}” ends ({first}) before it begins ({second}): one of the dates is wrong.")
    else:
        text = _("“{what}”: “{first}” is no date.")
    return text.format(what=what, first=first, second=second)
