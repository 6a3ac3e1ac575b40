"""That somebody looked at something: logged once per sitting, without a word of what was looked for.

BDSG section 76(1) and (2) want consultations in the log, with reason, moment and person. The words of a
search are not logged: they are often names, and the log would keep them longer than the case may.
"""

import datetime as dt
import json

from sqlalchemy import select

from app.base.clock import FORM, now
from app.store import audit, tables
from app.store.audit import Action
from app.store.store import Store

# The same person at the same thing again within this time is one consultation.
SITTING = dt.timedelta(minutes=15)
# So far back in the log it is looked for; more entries than that in one sitting are an import or a test.
_LOOK_BACK = 2_000


def note_consultation(store: Store, case_id: str, what: str, reason: str = "") -> bool:
    """Log that the person of this store looked at a case ("" for all of them); `what` names the view.

    Returns False if the same was logged within the last sitting already. Meant for the window, where a
    view is shown many times; a command logs each call (`Store.consult`).
    """
    if _noted(store, case_id, what):
        return False
    store.consult(case_id, what, reason)
    return True


def _noted(store: Store, case_id: str, what: str) -> bool:
    entry = tables.audit.c
    since = (now() - SITTING).strftime(FORM)
    with store.read() as connection:
        newest = audit.head(connection).seq
        query = select(entry.detail).where(
            entry.seq > newest - _LOOK_BACK,
            entry.at >= since,
            entry.actor == store.user,
            entry.action == str(Action.CONSULTATION),
            entry.case_id == case_id,
        )
        return any(json.loads(detail).get("label") == what for detail in connection.execute(query).scalars())
