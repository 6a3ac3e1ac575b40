"""Copying a method: what another office sent is worked on as a copy, and its own stays as it came."""

from typing import Any

from app.base.clock import now_text
from app.base.i18n import _
from app.base.ids import new_id
from app.base.method_records import Method, MethodKind, MethodPart, PartKind
from app.casework import method_checks, methods
from app.store import tables
from app.store.audit import Action
from app.store.change import Change
from app.store.store import Store
from app.store.unit_of_work import UnitOfWork

_PLAIN = (
    "no", "role", "text", "note", "partner", "provision", "status", "effort", "effect", "due", "indicator",
    "lost",
)  # fmt: skip


def copy(store: Store, method_id: str) -> Change:
    """Copy a method as one of the office's own; `ids[0]` is the copy's id.

    Ratings stay behind: whoever rated has said it there, of that method. A text of another office is no text
    that ships with the program, whatever it says: it goes on only with the findings it cites. Raises
    `UserError` (`method.person`) for a barrier model that names a person of the case.
    """
    with methods.changing(store, method_id, _("Method copied"), Action.COLLECTION, sent=True) as (
        work,
        method,
    ):
        if method.kind is MethodKind.BARRIERS:
            method_checks.refuse_persons(work.connection, method.case_id, (method.title, method.question))
            method_checks.refuse_persons_in_parts(work.connection, method.case_id, method.parts)
        made = work.insert(
            tables.method,
            {
                "case_id": method.case_id,
                "kind": method.kind.value,
                "title": methods.free_title(work, method.case_id, method.title),
                "question": method.question,
                "template": method.template,
                "actor": work.actor,
                "made_at": now_text(),
            },
        )
        _copy_parts(work, method, made)
        work.about(made)
    return work.done


def _copy_parts(work: UnitOfWork, method: Method, made: str) -> None:
    ids = {p.id: new_id() for p in method.parts}
    for part in sorted(method.parts, key=lambda p: p.kind is not PartKind.STEP):
        work.insert(tables.method_part, _row(part, ids, made, own=not method.sender))
        for finding_id in part.cites:
            work.insert(tables.method_citation, {"part_id": ids[part.id], "finding_id": finding_id})


def _row(part: MethodPart, ids: dict[str, str], made: str, *, own: bool) -> dict[str, Any]:
    return {
        "id": ids[part.id],
        "method_id": made,
        "kind": part.kind.value,
        "above_id": ids[part.above_id] if part.above_id else None,
        "agency_id": part.agency_id or None,
        "standard": part.standard and own,
        **{name: getattr(part, name) for name in _PLAIN},
    }
