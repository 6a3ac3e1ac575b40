"""Subsequence matching for the command palette: "nfi" finds "New finding". Free of Qt."""

from collections.abc import Iterable, Sequence
from typing import TypeVar
from unicodedata import combining, normalize

T = TypeVar("T")


def fold(text: str) -> str:
    """Return `text` in the form that is compared: no case, no accents ("Übermittlung" -> "ubermittlung")."""
    return "".join(c for c in normalize("NFKD", text.casefold()) if not combining(c))


def match_cost(query: str, text: str) -> int | None:
    """Return how badly `query` fits `text`, 0 at best, or None if its letters do not occur in this order.

    Letters at the start of words and runs of letters are cheap, gaps cost.
    """
    wanted, given = fold(query).replace(" ", ""), fold(text)
    if not wanted:
        return 0
    given = given.strip()
    whole = given.find(fold(query).strip())
    if whole >= 0:
        return min(whole, 9) + (0 if whole == 0 or not given[whole - 1].isalnum() else 10)
    cost, at = 20, -1
    for letter in wanted:
        found = _next(given, letter, at)
        if found < 0:
            return None
        starts_word = found == 0 or not given[found - 1].isalnum()
        cost += 0 if found == at + 1 else 2 if starts_word else 5 + min(found - at, 20)
        at = found
    return cost


def _next(text: str, letter: str, after: int) -> int:
    """Return where `letter` comes next, the start of a word before the middle of one."""
    nearest = text.find(letter, after + 1)
    if nearest == after + 1 or nearest < 0:
        return nearest
    for place in range(nearest, len(text)):
        if text[place] == letter and not text[place - 1].isalnum():
            return place
    return nearest


def best_matches(query: str, entries: Iterable[tuple[str, T]], limit: int) -> Sequence[T]:
    """Return the entries whose text fits `query`, best first, at most `limit`; ties keep their order."""
    found = []
    for number, (text, entry) in enumerate(entries):
        cost = match_cost(query, text)
        if cost is not None:
            found.append((cost, number, entry))
    found.sort(key=lambda item: item[:2])
    return [entry for _cost, _number, entry in found[:limit]]
