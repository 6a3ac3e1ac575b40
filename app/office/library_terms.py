"""What waits for whoever edits the library: drafts to approve, documents whose validity ends."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from app.base.clock import today
from app.office.library import documents
from app.store.store import Store


class Waiting(StrEnum):
    """Why a document waits for somebody."""

    DRAFT = "draft"
    OVER = "over"
    ENDING = "ending"


@dataclass(frozen=True, slots=True)
class WaitingDocument:
    """A document with what waits; `day` is the ISO day its draft was written, or its validity ends."""

    id: str
    title: str
    area: str
    what: Waiting
    day: str


def waiting(store: Store, days: int) -> tuple[WaitingDocument, ...]:
    """Return what waits among the documents open to the person: over first, then ending, then drafts.

    `days` is how many days ahead an end of validity is told.
    """
    now, horizon = today().isoformat(), (today() + dt.timedelta(days=days)).isoformat()
    found = []
    for document in documents(store):
        shown, draft = document.shown(now), document.draft
        if draft is not None:
            found.append(
                WaitingDocument(document.id, draft.title, document.area, Waiting.DRAFT, draft.written_on)
            )
        elif shown.valid_until and shown.valid_until <= horizon:
            what = Waiting.OVER if shown.valid_until < now else Waiting.ENDING
            found.append(WaitingDocument(document.id, shown.title, document.area, what, shown.valid_until))
    order = (Waiting.OVER, Waiting.ENDING, Waiting.DRAFT)
    return tuple(sorted(found, key=lambda one: (order.index(one.what), one.day, one.title)))
