"""What a case is sorted by: topics, pillars, outcomes, roles, questions and states, with words and source.

Declared in resources/office/case_lists.yaml. The store keeps the codes, so that a word may change. Topics
name fields of work and never people.
"""

import functools
from dataclasses import dataclass

from app.base.declared_files import declared
from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.base.labelled import Labelled

TOPICS, PILLARS, OUTCOMES, ROLES = "topics", "pillars", "outcomes", "roles"
QUESTIONS, CELLS, GAP_STATES = "questions", "cells", "gap_states"
TASK_STATES, PRIORITIES = "task_states", "priorities"


@dataclass(frozen=True, slots=True)
class Entry(Labelled):
    """One entry of a list; `verified` tells whether it stands in the text of `source`."""

    id: str
    label_de: str
    label_en: str
    verified: bool
    source: str


@functools.cache
def entries(name: str) -> dict[str, Entry]:
    """Return a list by the codes of its entries, in its order; KeyError for a list there is not."""
    listed = declared("office", "case_lists.yaml")[name]
    return {
        item["id"]: Entry(
            item["id"],
            item["label_de"],
            item["label_en"],
            item.get("verified", listed["verified"]),
            listed["source"],
        )
        for item in listed["items"]
    }


def word(name: str, code: str) -> str:
    """Return the word for a code; one that is not in the list stands as it is."""
    found = entries(name).get(code)
    return found.label if found else code


def check(name: str, code: str) -> str:
    """Return a code of a list; `UserError` naming the codes there are for any other."""
    known = entries(name)
    if code not in known:
        raise UserError(
            f"case_list.{name}",
            _("“{code}” is not in the list."),
            _("Use one of: {codes}."),
            exit_code=ExitCode.USAGE,
            code=code,
            codes=", ".join(known),
        )
    return code
