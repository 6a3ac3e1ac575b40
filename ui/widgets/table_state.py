"""How somebody looks at a table: columns with order and width, sorting, filter. Free of Qt."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ui.widgets.facet import Chosen, RowFilter
from ui.widgets.row_index import Sorting


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """A column of a view; `width` in pixels."""

    key: str
    width: int
    shown: bool


@dataclass(frozen=True, slots=True)
class TableState:
    """All that a view keeps; `columns` stand in their order on the screen.

    What was typed to look for is not kept: it may be the name of somebody whose data is erased later, and
    a view outlives the case.
    """

    columns: tuple[ShownColumn, ...] = ()
    sorting: Sorting = ()
    chosen: Chosen = ()

    @property
    def filter(self) -> RowFilter:
        """The filter of the view."""
        return RowFilter("", self.chosen)

    def as_data(self) -> dict[str, Any]:
        """Return it as plain data for keeping."""
        return {
            "columns": [[c.key, c.width, c.shown] for c in self.columns],
            "sorting": [list(key) for key in self.sorting],
            "chosen": [[key, list(codes)] for key, codes in self.chosen],
        }


def state_from(data: Mapping[str, Any]) -> TableState:
    """Return the state that plain data describes; what is missing is empty."""
    return TableState(
        tuple(
            ShownColumn(str(key), int(width), bool(shown)) for key, width, shown in data.get("columns", ())
        ),
        tuple((str(key), bool(descending)) for key, descending in data.get("sorting", ())),
        tuple((str(key), tuple(map(str, codes))) for key, codes in data.get("chosen", ())),
    )
