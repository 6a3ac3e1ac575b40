"""Events of a career, row by row: which of them cannot be where they stand."""

from collections.abc import Iterable, Iterator

from app.base.i18n import _
from app.study.career_records import Career, Custody, Offence, Reaction

Event = Offence | Custody | Reaction


def misplaced(head: Career, events: Iterable[tuple[int, Event]]) -> Iterator[tuple[int, str]]:
    """Yield the number of each row whose event lies before birth, out of order or after the observation.

    `events` are in the order of the file, each with the number of its row.
    """
    before = 0
    for no, event in events:
        if isinstance(event, Offence):
            reason = _offence(event.day, before, head.observed_until)
            before = max(before, event.day)
        elif isinstance(event, Custody):
            wrong = event.end < event.begin or event.begin <= 0
            reason = _("a stay in custody ends before it begins") if wrong else ""
        else:
            outside = not 0 < event.day <= head.observed_until
            reason = _("a reaction lies outside the observation") if outside else ""
        if reason:
            yield no, f"{head.code}: {reason}"


def _offence(day: int, before: int, until: int) -> str:
    if day <= 0:
        return _("an offence lies before birth")
    if day < before:
        return _("the offences are not in the order of their days")
    return _("an offence lies after the end of the observation") if day > until else ""
