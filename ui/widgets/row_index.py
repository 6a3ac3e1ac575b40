"""What is worked out once about the rows of a table, and the order in which they show. Free of Qt."""

from collections.abc import Mapping, Sequence
from typing import Generic

import numpy as np
import numpy.typing as npt

from ui.widgets.column import Column, Row
from ui.widgets.facet import Facet, RowFilter
from ui.widgets.row_order import (
    Order,
    Pause,
    as_given,
    mapped,
    matching,
    natural_ranks,
    no_pause,
    ordered,
    value_ranks,
)

Sorting = tuple[tuple[str, bool], ...]
"""(key of a column, descending), the first sorted by first."""
_Mask = npt.NDArray[np.bool_]


class RowIndex(Generic[Row]):
    """Rows that do not change, with search text, ranks and codes of each; used by one thread at a time."""

    def __init__(
        self, rows: Sequence[Row], columns: Sequence[Column[Row]], facets: Sequence[Facet[Row]] = ()
    ) -> None:
        self.rows = tuple(rows)
        self._columns = {column.key: column for column in columns}
        self._facets = {facet.key: facet for facet in facets}
        self._haystack: list[str] | None = None
        self._ranks: dict[str, Order] = {}
        self._codes: dict[str, dict[str, Order]] = {}
        self._spans: dict[str, tuple[npt.NDArray[np.str_], npt.NDArray[np.str_]]] = {}

    def arranged(self, shown: RowFilter, sorting: Sorting, pause: Pause = no_pause) -> Order:
        """Return the numbers of the rows that show, in the order in which they do."""
        keys = [
            (self._ranks_of(self._columns[key], pause), descending)
            for key, descending in sorting
            if key in self._columns
        ]
        pause()
        return ordered(self._matching(shown, pause), keys)

    def counts(self, key: str, pause: Pause = no_pause) -> Mapping[str, int]:
        """Return how many rows each code of a facet holds for."""
        return {code: len(rows) for code, rows in self._codes_of(self._facets[key], pause).items()}

    def _matching(self, shown: RowFilter, pause: Pause) -> Order:
        if shown.everything:
            return as_given(len(self.rows))
        kept: _Mask = np.ones(len(self.rows), dtype=np.bool_)
        for key, codes in shown.chosen:
            facet = self._facets.get(key)
            if facet is not None:
                kept &= self._within(facet, codes, pause) if facet.days else self._having(facet, codes, pause)
        if shown.text.strip():
            kept &= matching(self._texts(pause), shown.text, pause)
        return np.flatnonzero(kept)

    def _having(self, facet: Facet[Row], codes: Sequence[str], pause: Pause) -> _Mask:
        found = np.zeros(len(self.rows), dtype=np.bool_)
        known = self._codes_of(facet, pause)
        for code in codes:
            if code in known:
                found[known[code]] = True
        return found

    def _within(self, facet: Facet[Row], span: Sequence[str], pause: Pause) -> _Mask:
        first, last = self._spans_of(facet, pause)
        begin, end = (*span, "", "")[:2]
        found: _Mask = first != ""
        if begin:
            found &= last >= begin
        if end:
            found &= first <= end
        return found

    def _codes_of(self, facet: Facet[Row], pause: Pause) -> dict[str, Order]:
        if facet.key not in self._codes:
            found: dict[str, list[int]] = {}
            for number, codes in enumerate(mapped(facet.values, self.rows, pause)):
                for code in codes:
                    found.setdefault(code, []).append(number)
            self._codes[facet.key] = {code: np.array(rows, dtype=np.intp) for code, rows in found.items()}
        return self._codes[facet.key]

    def _spans_of(self, facet: Facet[Row], pause: Pause) -> tuple[npt.NDArray[np.str_], npt.NDArray[np.str_]]:
        if facet.key not in self._spans:
            spans = mapped(facet.values, self.rows, pause)
            first = np.array([span[0] if span else "" for span in spans], dtype=np.str_)
            last = np.array([span[-1] if span else "" for span in spans], dtype=np.str_)
            self._spans[facet.key] = (first, last)
        return self._spans[facet.key]

    def _texts(self, pause: Pause) -> list[str]:
        if self._haystack is None:
            texts = [column.text for column in self._columns.values()]
            self._haystack = mapped(
                lambda row: "\n".join([text(row) for text in texts]).casefold(), self.rows, pause
            )
        return self._haystack

    def _ranks_of(self, column: Column[Row], pause: Pause) -> Order:
        if column.key not in self._ranks:
            if column.sort is None:
                ranks = natural_ranks(mapped(column.text, self.rows, pause), pause)
            else:
                ranks = value_ranks(mapped(column.sort, self.rows, pause), pause)
            self._ranks[column.key] = ranks
        return self._ranks[column.key]
