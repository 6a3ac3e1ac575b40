"""A line of the lists that lead to work, and the places it may lead to. Free of Qt."""

from dataclasses import dataclass

PLACE, OFFICE, LIBRARY = "place:", "office", "library"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list: what it is, what is known about it, and where it leads (case, tab).

    A line that leads to a place of the rail has `PLACE` and its key for a case, and the case for a tab.
    """

    title: str
    detail: str
    case_id: str
    tab: str
    warn: str = ""
