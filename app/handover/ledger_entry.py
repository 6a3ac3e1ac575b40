"""How what leaves is entered: purpose, occasion, recipient; of the office's own only the log tells."""

from collections.abc import Sequence
from contextlib import AbstractContextManager

from app.policy import ledger
from app.policy.ledger import Artefact
from app.policy.release import ReleaseRequest
from app.policy.views import ReleasedView, View
from app.store.audit import Action
from app.store.store import Store
from app.store.unit_of_work import UnitOfWork


def disclosing(
    store: Store, label: str, case_id: str, to: ReleaseRequest | ReleasedView, reason: str = ""
) -> AbstractContextManager[UnitOfWork]:
    """Give the unit of work of a disclosure of a case to the recipient of a request or of a view.

    The log names purpose and occasion, and what `reason` adds to them.
    """
    return store.write(
        label,
        Action.DISCLOSURE,
        case_id=case_id,
        reason="; ".join(filter(None, (to.purpose, to.occasion, reason))),
        recipient=to.recipient.id,
        history=False,
    )


def entered(
    store: Store, view: View, artefacts: Sequence[Artefact], handed_over: str, internal: str, reason: str = ""
) -> tuple[str, ...]:
    """Enter artefacts of a released view in the ledger and return its entries.

    Of the office's own the log says `internal`, and there is no entry.
    """
    if not isinstance(view, ReleasedView):
        store.consult(view.header.id, internal, reason=reason)
        return ()
    with disclosing(store, handed_over, view.header.id, view, reason) as work:
        return tuple(ledger.enter(work, view, artefact) for artefact in artefacts)
