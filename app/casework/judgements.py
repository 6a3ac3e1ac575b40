"""Judgements: somebody's reasoned view whether two nodes are one and the same; never a rewrite."""

from app.base.clock import now_text
from app.base.errors import UserError
from app.base.i18n import _
from app.base.ids import new_id
from app.base.records import Judgement, Verdict
from app.casework import writing
from app.store.audit import Action
from app.store.change import Change
from app.store.store import Store


def judge(
    store: Store, case_id: str, a: str, b: str, verdict: Verdict, reason: str, author_agency_id: str
) -> Change:
    """Record a judgement; it needs a reason, and two agencies may disagree."""
    if not reason.strip():
        raise UserError("judgement.reason", _("A judgement needs its reason."), _("Say what it rests on."))
    with store.write(_("Judgement recorded"), Action.COMBINATION, case_id=case_id) as work:
        judgement = Judgement(
            new_id(), case_id, a, b, verdict, reason, author_agency_id, work.actor, now_text()
        )
        writing.write_judgements(work, [judgement])
        work.about(judgement.id)
    return work.done
