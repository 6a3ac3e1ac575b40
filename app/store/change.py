"""What one unit of work did, told to whoever has something open."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """A committed change.

    `label` is its name in the history, `ids` the things it is about (a new thing's id first),
    `touched` the kinds of rows that changed (table names), by which open views refresh. `change_id` is
    "" for a change that cannot be undone.
    """

    label: str
    case_id: str
    ids: tuple[str, ...]
    touched: frozenset[str]
    change_id: str
