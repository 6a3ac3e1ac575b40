"""Who holds which evidence to fit which hypothesis, and what a comparison of a case comes to."""

from collections.abc import Mapping

from sqlalchemy import select

from app.base.errors import UserError
from app.base.i18n import _
from app.base.method_records import VERDICTS, Method, PartKind
from app.base.method_words import verdict_meaning
from app.casework.method_parts import part_of
from app.casework.methods import changing
from app.store import tables
from app.store.change import Change
from app.store.store import Store
from app.store.unit_of_work import UnitOfWork


def rate(store: Store, row_id: str, hypothesis_id: str, verdict: str, rater: str = "") -> Change:
    """Say how a row of evidence sits with a hypothesis; see `rate_row`."""
    return rate_row(store, row_id, {hypothesis_id: verdict}, rater)


def rate_row(store: Store, row_id: str, verdicts: Mapping[str, str], rater: str = "") -> Change:
    """Say how a row of evidence sits with hypotheses, in one's own name or for somebody at the table.

    `verdicts` are by hypothesis, each one of `VERDICTS`; "" takes back what this rater said.
    """
    with changing(store, part_of(store, row_id), _("Evidence rated")) as (work, method):
        who = " ".join(rater.split()) or work.actor or _("unnamed")
        for hypothesis_id, verdict in verdicts.items():
            _check(method, row_id, hypothesis_id, verdict)
            _put(work, row_id, hypothesis_id, verdict, who)
        work.about(row_id, method.id)
    return work.done


def _check(method: Method, row_id: str, hypothesis_id: str, verdict: str) -> None:
    known = {p.id: p.kind for p in method.parts}
    if known.get(row_id) is not PartKind.EVIDENCE or known.get(hypothesis_id) is not PartKind.HYPOTHESIS:
        raise UserError(
            "rating.cell", _("This cell is not in the matrix any more."), _("Choose another one.")
        )
    if verdict and verdict not in VERDICTS:
        raise UserError(
            "rating.verdict",
            _("“{verdict}” is no verdict."),
            _("Use one of: {known}."),
            verdict=verdict,
            known=_known(),
        )


def _put(work: UnitOfWork, row_id: str, hypothesis_id: str, verdict: str, who: str) -> None:
    r = tables.method_rating
    here = (r.c.evidence_id == row_id, r.c.hypothesis_id == hypothesis_id, r.c.actor == who)
    before = work.connection.execute(select(r.c.id).where(*here)).scalar()
    if not verdict and before:
        work.delete(r, before)
    elif before:
        work.update(r, before, verdict=verdict)
    elif verdict:
        cell = {"evidence_id": row_id, "hypothesis_id": hypothesis_id}
        work.insert(r, {**cell, "actor": who, "verdict": verdict})


def _known() -> str:
    return ", ".join(f"{v} ({verdict_meaning(v)})" for v in VERDICTS)
