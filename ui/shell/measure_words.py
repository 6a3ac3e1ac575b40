"""Words for the states of measures and conferences. Free of Qt."""

from app.base.i18n import _
from app.base.records import ConferenceState


def conference_word(state: ConferenceState) -> str:
    """Return the word for the state of a conference."""
    return {
        ConferenceState.PLANNED: _("planned"),
        ConferenceState.HELD: _("held"),
        ConferenceState.CANCELLED: _("cancelled"),
    }[state]
