"""What a table can be narrowed by besides words: the declaration of one filter, free of Qt."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Generic

from ui.widgets.column import Row


@dataclass(frozen=True)  # slots would forbid Facet[Row](...)
class Facet(Generic[Row]):
    """One thing to narrow a table by.

    `key` names it in saved views. `values` returns the codes that hold for a row; `label` writes a code for
    people. With `days` the values are the first and the last ISO day that a row can mean, or none, and what
    is chosen is a span (from, to), of which either may be "".
    """

    key: str
    title: Callable[[], str]
    values: Callable[[Row], tuple[str, ...]]
    label: Callable[[str], str] = str
    days: bool = False


Chosen = tuple[tuple[str, tuple[str, ...]], ...]
"""(key of a facet, chosen codes) in the order of choice; for days (from, to)."""


@dataclass(frozen=True, slots=True)
class RowFilter:
    """What shows of a table: rows with every word of `text`, and one of the codes of each facet chosen."""

    text: str = ""
    chosen: Chosen = ()

    @property
    def everything(self) -> bool:
        """Whether nothing is filtered out."""
        return not self.text.strip() and not self.chosen

    def codes(self, key: str) -> tuple[str, ...]:
        """Return what is chosen of a facet."""
        return next((codes for name, codes in self.chosen if name == key), ())

    def with_codes(self, key: str, codes: tuple[str, ...]) -> "RowFilter":
        """Return the filter with other codes of a facet; none takes the facet away."""
        if key in (name for name, _codes in self.chosen):
            changed = tuple((name, codes if name == key else known) for name, known in self.chosen)
        else:
            changed = (*self.chosen, (key, codes))
        return replace(self, chosen=tuple((name, kept) for name, kept in changed if any(kept)))

    def with_text(self, text: str) -> "RowFilter":
        """Return the filter with other words."""
        return replace(self, text=text)
