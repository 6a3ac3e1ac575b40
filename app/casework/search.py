"""Search over everything the store holds."""

from dataclasses import dataclass

from app.store import searchindex
from app.store.searchindex import Hit
from app.store.store import Store


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The best hits and how many there are in all."""

    hits: tuple[Hit, ...]
    total: int


def search(store: Store, query: str, case_id: str = "", limit: int = 50) -> SearchResult:
    """Find words (as prefixes) and "phrases" in one case or everywhere; see `app.store.searchindex`."""
    with store.read() as connection:
        hits, total = searchindex.search(connection, query, case_id, limit)
    return SearchResult(tuple(hits), total)
