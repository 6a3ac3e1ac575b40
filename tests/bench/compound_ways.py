"""Ways to find what stands inside a word, side by side on the texts of the made-up office.

    python -m tests.bench.compound_ways [FINDINGS]

prints for each way what it adds to the store in MB, the CPU seconds of building it, and the milliseconds
of finding the rows that hold a part inside a word.
"""

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from app.store.engine import connector
from tests.bench.big_office import office

_PARTS = ("wagen", "handel", "verfahren", "buchung")
_KEY = b"k" * 32
Rows = list[tuple[int, str, str]]


def _words(rows: Rows) -> set[str]:
    return {w for row in rows for w in f"{row[1]} {row[2]}".split(" ") if len(w) > 5 and w.isalpha()}


def _fts(driver: Any, options: str, rows: Iterable[tuple[int, str]]) -> None:
    driver.execute(f"CREATE VIRTUAL TABLE way USING fts5(form, content='', {options})")
    driver.executemany("INSERT INTO way(rowid, form) VALUES (?, ?)", rows)


def _vocabulary(driver: Any, rows: Rows) -> None:
    driver.execute("CREATE TABLE way (word TEXT PRIMARY KEY) WITHOUT ROWID")
    driver.executemany("INSERT INTO way VALUES (?)", [(word,) for word in sorted(_words(rows))])


def _vocabulary_trigrams(driver: Any, rows: Rows) -> None:
    words = enumerate(sorted(_words(rows)))
    _fts(driver, "tokenize='trigram'", words)


def _suffix_table(driver: Any, rows: Rows) -> None:
    driver.execute("CREATE TABLE way (part TEXT, word TEXT, PRIMARY KEY (part, word)) WITHOUT ROWID")
    pairs = ((word[n:], word) for word in _words(rows) for n in range(2, len(word) - 3))
    driver.executemany("INSERT OR IGNORE INTO way VALUES (?, ?)", pairs)


def _suffix_terms(driver: Any, rows: Rows) -> None:
    def ends(text: str) -> str:
        return " ".join(
            w[n:] for w in text.split(" ") if len(w) > 5 and w.isalpha() for n in range(2, len(w) - 3)
        )

    _fts(driver, "tokenize='ascii'", ((row[0], ends(f"{row[1]} {row[2]}")) for row in rows))


def _trigrams(driver: Any, rows: Rows) -> None:
    _fts(driver, "tokenize='trigram'", ((row[0], f"{row[1]} {row[2]}") for row in rows))


def _trigrams_of_names(driver: Any, rows: Rows) -> None:
    _fts(driver, "tokenize='trigram'", ((row[0], row[1]) for row in rows))


_LOOK = {
    _vocabulary: "SELECT word FROM way WHERE instr(word, ?) > 2",
    _vocabulary_trigrams: "SELECT rowid FROM way WHERE way MATCH ?",
    _suffix_table: "SELECT word FROM way WHERE part >= ?1 AND part < ?1 || '{'",
    _suffix_terms: "SELECT rowid FROM way WHERE way MATCH ?1 || '*'",
    _trigrams: "SELECT rowid FROM way WHERE way MATCH ?",
    _trigrams_of_names: "SELECT rowid FROM way WHERE way MATCH ?",
}


def measured(rows: Rows, build: Callable[[Any, Rows], None]) -> dict[str, float | str]:
    """Build one way in an encrypted file of its own and tell what it costs."""
    with tempfile.TemporaryDirectory(prefix="rundblick-bench-") as folder:
        path = Path(folder) / "way.db"
        driver = connector(path, _KEY)()
        start = time.process_time()
        driver.execute("BEGIN")
        build(driver, rows)
        driver.execute("COMMIT")
        seconds = time.process_time() - start
        times = []
        for part in _PARTS * 5:
            start = time.process_time()
            driver.execute(_LOOK[build], (part,)).fetchall()
            times.append(time.process_time() - start)
        driver.close()
        size = path.stat().st_size / 1e6
    name = build.__name__.strip("_")
    return {"way": name, "mb": size, "build_s": seconds, "look_ms": 1e3 * statistics.median(times)}


def main() -> None:
    """Print one line of JSON per way."""
    findings = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with office(findings) as store, store.read() as connection:
        query = "SELECT rowid_, title_form, body_form FROM search_text"
        rows = [tuple(row) for row in connection.exec_driver_sql(query)]
        sys.stdout.write(json.dumps({"rows": len(rows), "words": len(_words(rows))}) + "\n")
    for build in _LOOK:
        sys.stdout.write(json.dumps(measured(rows, build)) + "\n")


if __name__ == "__main__":
    main()
