"""How standings are told apart wherever they are shown: by a word and by the shape of a sign."""

from app.base.i18n import _
from app.base.records import Standing


def standing_word(standing: Standing) -> str:
    """Return the word for a standing in the language in force."""
    return {
        Standing.FACT: _("fact"),
        Standing.ASSESSMENT: _("assessment"),
        Standing.HYPOTHESIS: _("hypothesis"),
    }[standing]


def standing_icon(standing: Standing) -> str:
    """Return the icon that tells a standing by its shape: full square, triangle, question."""
    return {
        Standing.FACT: "square-filled",
        Standing.ASSESSMENT: "triangle",
        Standing.HYPOTHESIS: "circle-help",
    }[standing]
