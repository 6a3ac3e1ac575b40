"""Methods, gap table and collection plan of a case point at each other.

What a method does not know becomes a question of the gap table or a task of the collection plan, and both
tell which methods wait for the answer.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from app.base.errors import UserError
from app.base.i18n import _
from app.base.method_records import Method, MethodPart
from app.casework import collection_plan, gaps, method_parts, methods
from app.store import undo
from app.store.change import Change
from app.store.store import Store


@dataclass(frozen=True, slots=True)
class Waiting:
    """A part of a method that waits for the answer to a question or for the result of a task."""

    method: Method
    part: MethodPart


def ask(store: Store, part_id: str, question: str = "how") -> Change:
    """Put what a part says into the gap table, as a question of this case; one step of the history."""
    method, part = _part(store, part_id)
    made = gaps.add(store, method.case_id, question, _text(part))
    linked = method_parts.change(store, part_id, {"gap_id": made.ids[0]})
    return undo.unite(store, [made, linked], _("Question made of a method"))


def assign(store: Store, part_id: str) -> Change:
    """Make a task of the collection plan of what a part says, for its question if it has one; one step."""
    method, part = _part(store, part_id)
    said = {"requirement": _text(part), "gap_id": part.gap_id, "reason": method.title}
    made = collection_plan.add(store, method.case_id, said)
    linked = method_parts.change(store, part_id, {"task_id": made.ids[0]})
    return undo.unite(store, [made, linked], _("Collection task made of a method"))


def waiting_for(known: Iterable[Method], *, gap_id: str = "", task_id: str = "") -> tuple[Waiting, ...]:
    """Return the parts of these methods that name a row of the gap table or a task."""
    return tuple(
        Waiting(method, part)
        for method in known
        for part in method.parts
        if (gap_id and part.gap_id == gap_id) or (task_id and part.task_id == task_id)
    )


def _part(store: Store, part_id: str) -> tuple[Method, MethodPart]:
    method = methods.read(store, method_parts.part_of(store, part_id))
    methods.refuse_sent(method)
    return method, method.part(part_id)


def _text(part: MethodPart) -> str:
    if not part.text:
        raise UserError(
            "part.text",
            _("This part is a finding: there is nothing to ask."),
            _("Make a question of an assumption, a milestone or something absent."),
        )
    return part.text
