"""The questions of a survey in their order: the next number, and one question moved among the others."""

import json

from app.base.i18n import _
from app.office.entries import Entry, get, list_entries
from app.office.register_model import register
from app.store import role_acts, tables
from app.store.audit import Action
from app.store.change import Change
from app.store.role_acts import Act
from app.store.store import Store

QUESTIONS = "survey_questions"


def questions_of(store: Store, survey: str) -> tuple[Entry, ...]:
    """Return the questions of a survey (its title) by their numbers."""
    found = list_entries(store, QUESTIONS, {"survey": (survey,)})
    return tuple(sorted(found, key=lambda e: (int(e.value("no")), e.id)))


def next_number(store: Store, survey: str) -> int:
    """Return the number that the next question gets."""
    return max((int(e.value("no")) for e in questions_of(store, survey)), default=0) + 1


def move(store: Store, question_id: str, steps: int) -> Change:
    """Move a question up (-1) or down (1) among the others; all are numbered from 1 afterwards."""
    survey = get(store, question_id).value("survey")
    order = list(questions_of(store, survey))
    at = next(n for n, e in enumerate(order) if e.id == question_id)
    order.insert(max(at + steps, 0), order.pop(at))
    label = _("{register}: order changed").format(register=register(QUESTIONS).label)
    with role_acts.under(Act.KEEP_OFFICE), store.write(label, Action.ALTERATION) as work:
        work.about(question_id)
        for no, entry in enumerate(order, start=1):
            if entry.value("no") != str(no):
                data = json.dumps({**entry.values, "no": str(no)}, ensure_ascii=False)
                work.update(tables.register_entry, entry.id, data=data)
    return work.done
