"""Free text at a conference: does it name what not everybody who is given it may hear? A pure function.

A decision, a point of the agenda and a measure go to every agency that the point is open to, in the minutes
and on the screen. So no such text may name somebody, a number plate or an account that is withheld from one
of them. How names are recognised stands in `app.policy.withheld_words`.
"""

from collections.abc import Collection, Sequence

from app.base.records import CaseRecords
from app.conference.room_view import common
from app.policy.views import ReleasedView
from app.policy.withheld_words import WithheldWords


def unheard(records: CaseRecords, views: Sequence[ReleasedView], text: str) -> tuple[str, ...]:
    """Return the words of `text` that name something which not all of these views hold, as they stand there.

    With no view nobody else is given the text, and nothing is found.
    """
    return _withheld(records, views).named(text) if views and text.strip() else ()


def unheard_in(
    records: CaseRecords, views: Sequence[ReleasedView], texts: Sequence[str]
) -> tuple[tuple[str, ...], ...]:
    """Return for each text what `unheard` would; many cost little more than one."""
    return _withheld(records, views).named_in(texts) if views else ((),) * len(texts)


def veiled(
    records: CaseRecords, views: Sequence[ReleasedView], text: str, kept: Collection[str] = frozenset()
) -> str:
    """Return `text` with a bar for every word that may be part of a name or number not all these views hold.

    `kept` are words, folded, that somebody cleared all the same.
    """
    return _withheld(records, views).veiled(text, kept) if views else text


def _withheld(records: CaseRecords, views: Sequence[ReleasedView]) -> WithheldWords:
    return WithheldWords(records, {f.id for f in common(views).findings})
