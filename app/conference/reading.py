"""Which texts of a conference nobody cleared yet for an agency that would be given them: a pure function.

The texts of a point go word for word to the agencies that a person cleared them for
(`app.policy.handing_on`); an agency that was invited later, or a text that was changed, waits anew.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.base.conference_records import Plan
from app.base.records import CaseRecords
from app.base.wording_records import Wording
from app.conference import spoken_words
from app.policy.handing_on import AGENDA, MEETING, Outward, outward
from app.policy.views import ReleasedView
from app.policy.withheld_words import words_of


@dataclass(frozen=True, slots=True)
class Unread:
    """A text that this agency is not given: of the point with this number, 0 for the conference itself."""

    agency_id: str
    row_id: str
    no: int
    field: str
    text: str


def unread(plan: Plan, wordings: Iterable[Wording], agencies: Iterable[str]) -> tuple[Unread, ...]:
    """Return the texts that these agencies would be given if somebody cleared them, point by point."""
    kept = tuple(wordings)
    return tuple(text for agency in agencies for text in _of_agency(plan, outward(kept, agency), agency))


def _of_agency(plan: Plan, words: Outward, agency: str) -> Iterator[Unread]:
    if not words.clears(MEETING, plan.purpose):
        yield Unread(agency, plan.id, 0, MEETING, plan.purpose)
    for point in plan.points:
        if point.open_to(agency) and point.id:
            for field in AGENDA:
                said = getattr(point, field)
                if said and not words.point(field, said):
                    yield Unread(agency, point.id, point.no, f"agenda.{field}", said)


def readable(
    records: CaseRecords, views: Sequence[ReleasedView], texts: Sequence[tuple[str, str]]
) -> tuple[str, ...]:
    """Return texts of points, as (field, text), as everybody who is given these views may read them.

    A text that somebody did not clear for one of them is "". What was cleared and names, by now, what not all
    of them may hear stands there with bars. Without a view the office is alone, and reads everything.
    """
    readers = [(view, outward(records.wordings, view.recipient.id)) for view in views]
    shown = [
        said if all(words.point(field, said) for _view, words in readers) else "" for field, said in texts
    ]
    secret: list[frozenset[str]] = [frozenset() for _text in shown]
    for view, words in readers:
        kept = frozenset[str]().union(*(w.kept for w in words.wordings))
        for at, hits in enumerate(spoken_words.unheard_in(records, [view], shown)):
            secret[at] |= words_of(*hits) - kept
    return tuple(
        spoken_words.veiled(records, views, said, words_of(said) - hidden) if hidden else said
        for said, hidden in zip(shown, secret, strict=True)
    )
