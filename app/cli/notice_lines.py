"""Notices to recipients as commands show and mark them."""

from collections.abc import Sequence
from typing import Any

from app.base.i18n import _
from app.casework import agencies, notices
from app.casework.notices import Notice
from app.cli.session import Session
from app.store.store import Store


def tell_all(session: Session, store: Store, found: Sequence[Notice]) -> None:
    """Answer with these notices and where each stands."""
    names = {a.id: a.name_de for a in agencies.all_recipients(store)}
    rows = [{**notices.as_dict(n), "recipient": names.get(n.agency_id, "")} for n in found]
    session.answer({"notices": rows}, *(_line(n, names.get(n.agency_id, "")) for n in found))


def _line(notice: Notice, name: str) -> str:
    told = (notice.id, name, notice.act, notice.state, notice.since[:10])
    return "  ".join((*told, notice.number, ", ".join(notice.findings))).rstrip()


def mark_sent(session: Session, notice_id: str, how: str) -> None:
    """Mark a notice as sent, and answer with it."""
    with session.open() as store:
        notices.mark_sent(store, notice_id, how)
        document = _document(store, notice_id)
    session.answer(document, _("Notice marked as sent"))


def mark_confirmed(session: Session, notice_id: str, how: str) -> None:
    """Mark a notice as confirmed by its recipient, and answer with it."""
    with session.open() as store:
        notices.mark_confirmed(store, notice_id, how)
        document = _document(store, notice_id)
    session.answer(document, _("Notice confirmed by the recipient"))


def _document(store: Store, notice_id: str) -> dict[str, Any]:
    return notices.as_dict(notices.find(store, notice_id))
