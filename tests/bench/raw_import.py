"""The bare way to bring in a delivery: the rows an import made, written again by executemany and no more."""

import time
from typing import Any

from app.store.store import Store

_OF_CASE = {
    "case_file": "id = ?",
    "contribution": "case_id = ?",
    "source": "contribution_id IN (SELECT id FROM contribution WHERE case_id = ?)",
    "subject": "case_id = ? ORDER BY kind DESC, rowid",
    "finding": "case_id = ? ORDER BY rowid",
    "search_text": "case_id = ? ORDER BY rowid_",
}


# The index without the beginnings of words that the program keeps in it for those who type.
_PLAIN_INDEX = (
    "BEGIN IMMEDIATE",
    "DROP TABLE search_index",
    "CREATE VIRTUAL TABLE search_index USING fts5(title_form, body_form, source_form, facets, "
    "content='search_text', content_rowid='rowid_', tokenize='ascii')",
    "COMMIT",
)


class RawCopy:
    """Copies cases from one store to another as rows; both have the same encryption.

    The other has the same tables, but its full-text index is a plain one: what the program adds to its own
    counts against the program.
    """

    def __init__(self, store: Store, other: Store) -> None:
        self._store, self._other = store, other
        with other.read() as connection:
            driver: Any = connection.connection.driver_connection
            for statement in _PLAIN_INDEX:
                driver.execute(statement)
        self._words: set[str] = set()
        self._names: set[tuple[str, ...]] = set()

    def case(self, case_id: str) -> float:
        """Write the rows of one case in one transaction and return the CPU seconds of writing alone."""
        with self._store.read() as connection:
            driver: Any = connection.connection.driver_connection
            rows = {
                table: driver.execute(f'SELECT * FROM "{table}" WHERE {which}', (case_id,)).fetchall()
                for table, which in _OF_CASE.items()
            }
            agencies = driver.execute("SELECT * FROM agency").fetchall()
            words = {row[0] for row in driver.execute("SELECT word FROM search_word")}
            names = {tuple(row) for row in driver.execute("SELECT bones, vowels, word FROM search_name")}
        new_words, new_names = sorted(words - self._words), sorted(names - self._names)
        self._words, self._names = words, names
        rows = {"agency": agencies, **rows, "search_word": [(word,) for word in new_words]}
        rows["search_name"] = new_names
        with self._other.read() as connection:
            return _written(connection.connection.driver_connection, rows)


def _written(driver: Any, rows: dict[str, list[tuple[Any, ...]]]) -> float:
    start = time.process_time()
    driver.execute("BEGIN IMMEDIATE")
    for table, values in rows.items():
        if values:
            places = ", ".join("?" * len(values[0]))
            driver.executemany(f'INSERT OR IGNORE INTO "{table}" VALUES ({places})', values)
    driver.execute("COMMIT")
    return time.process_time() - start
