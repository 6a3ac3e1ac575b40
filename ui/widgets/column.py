"""What a table shows of a row: the declaration of one column, free of Qt."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

Row = TypeVar("Row")


@dataclass(frozen=True)  # slots would forbid Column[Row](...)
class Column(Generic[Row]):
    """One column of a table over frozen rows.

    `key` names it in saved settings. `title` is called at the moment of showing, so that it follows the
    language. `sort` returns what to order by (numbers, or ISO text for dates); without it the text is
    ordered naturally ("M2" before "M10", umlauts beside their vowels). `icon` returns the name of an
    icon or "". `width` is in pixels, 0 takes what the content needs. A column with `shown` False appears
    only when chosen.
    """

    key: str
    title: Callable[[], str]
    text: Callable[[Row], str]
    sort: Callable[[Row], Any] | None = None
    tooltip: Callable[[Row], str] | None = None
    icon: Callable[[Row], str] | None = None
    right: bool = False
    muted: bool = False
    width: int = 0
    shown: bool = True


def count_column(
    key: str, title: Callable[[], str], count: Callable[[Row], int], width: int, *, shown: bool = True
) -> Column[Row]:
    """Return a column of whole numbers, at the right and ordered by them."""
    return Column(key, title, lambda row: str(count(row)), count, right=True, width=width, shown=shown)


def tally_column(key: str, title: Callable[[], str], count: Callable[[Row], int], width: int) -> Column[Row]:
    """Return the same where most rows have none: a 0 is not written."""
    return Column(key, title, lambda row: str(count(row) or ""), count, right=True, width=width)
