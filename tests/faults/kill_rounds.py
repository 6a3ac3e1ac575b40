"""Run in a process of its own: forks one writer after the other, kills each, and counts what is wrong.

    python -m tests.faults.kill_rounds STORE RECOVERY_KEY KILLS SEED

It prints one JSON object (`Count`). A writer says a line on its pipe after each commit: what it says is
acknowledged. It is killed at a random moment after a random number of lines, also before the first one.
"""

import itertools
import json
import os
import random
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from app.casework import agencies, cases, contributions, findings, subjects
from app.casework.findings import Statement
from app.store import audit
from app.store.store import Store
from app.store.verify import examine
from tests.faults.forked_kills import killed

MOST_LINES = 4
JITTER_SECONDS = 0.012
CASE = "360-0000-000"

# Persons of whom only one of the two findings is there that were recorded in one change.
_HALF_RECORDED = (
    "SELECT 1 FROM finding f JOIN subject s ON s.id = f.subject_id WHERE s.type = 'person' "
    "AND f.supersedes IS NULL GROUP BY subject_id HAVING count(*) <> 2"
)
# Names in force that the search index does not hold with their subject.
_NOT_INDEXED = (
    "SELECT 1 FROM finding f LEFT JOIN search_text t ON t.ref_id = f.subject_id "
    "WHERE f.property = 'name' AND f.id NOT IN (SELECT supersedes FROM finding WHERE supersedes IS NOT NULL) "
    "AND instr(coalesce(t.body, '') || coalesce(t.title, ''), f.value) = 0"
)


@dataclass
class Count:
    """What came of it; `lost`, `partial` and `damaged` must stay 0, the others must not."""

    kills: int = 0
    acknowledged: int = 0
    unacknowledged: int = 0
    hot_logs: int = 0
    lost: int = 0
    partial: int = 0
    damaged: int = 0


def prepare(store: Store) -> None:
    """Make the case, the contribution and the source that the writers hang their findings on."""
    agency = agencies.add(store, "A03", "Gewerbeamt Musterstadt").ids[0]
    case = cases.create(store, CASE, "Musterfall", "Zweck", "Grundlage").ids[0]
    made = contributions.register(store, case, agency, "Musterlieferung").ids[0]
    contributions.add_source(store, case, made, "Akte", "GR-1", "A")


def _write(path: Path, key: str, pipe: int) -> None:
    """Commit without end, one change of each kind after the other, and say each one when it is safe."""
    store = Store.open_with_recovery_key(path, key, "muster")
    records = cases.records(store, cases.find(store, CASE).id)
    case, source = records.header.id, records.sources[0].id
    for no in itertools.count():
        name = [Statement("name", f"Erika Muster{no}", source), Statement("role", "witness", source)]
        person = subjects.add_node(store, case, "person", name)
        os.write(pipe, f"{' '.join(person.ids[1:])}\n".encode())
        corrected = findings.correct(store, case, person.ids[1], f"Erika Beispiel{no}")
        os.write(pipe, f"{corrected.ids[0]}\n".encode())
        firm = subjects.add_node(store, case, "organisation", [Statement("name", "Muster GmbH", source)])
        os.write(pipe, f"{firm.ids[1]}\n".encode())
        link = subjects.add_link(
            store, case, "manages", person.ids[0], firm.ids[0], [Statement("exists", "yes", source)]
        )
        os.write(pipe, f"{link.ids[1]}\n".encode())


def look(store: Store, said: list[str], known: set[str], count: Count) -> set[str]:
    """Count what is wrong with the store after a kill; returns the findings it holds now."""
    with store.read() as connection:
        there = {row[0] for row in connection.exec_driver_sql("SELECT id FROM finding")}
        logged = {i for e in audit.entries(connection) for i in json.loads(e.detail).get("ids", ())}
        half = sum(len(connection.exec_driver_sql(query).all()) for query in (_HALF_RECORDED, _NOT_INDEXED))
    acknowledged = {finding for line in said for finding in line.split()}
    count.acknowledged += len(said)
    count.unacknowledged += len(there - known - acknowledged)
    count.lost += len((acknowledged | known) - there)
    # A change is its rows, its entry in the log and its place in the index, or nothing of all that.
    count.partial += len(there - logged) + half
    count.damaged += len([check for check in examine(store) if not check.ok])
    return there


def rounds(path: Path, key: str, kills: int, seed: int) -> Count:
    """Kill `kills` writers on one store, looking at it after each kill."""
    count, chance, known = Count(), random.Random(seed), set[str]()
    store = Store.open_with_recovery_key(path, key, "muster")
    prepare(store)
    store.close()
    for _no in range(kills):
        lines, seconds = chance.randrange(MOST_LINES), chance.random() * JITTER_SECONDS
        said = killed(lambda pipe: _write(path, key, pipe), lines, seconds)
        log = path / "store.db-wal"
        count.hot_logs += log.exists() and log.stat().st_size > 0
        count.kills += 1
        store = Store.open_with_recovery_key(path, key, "muster")
        known = look(store, said, known, count)
        store.close()
    return count


def main(path: str, key: str, kills: str, seed: str) -> None:
    """Print the counts of so many kills as one JSON object."""
    sys.stdout.write(json.dumps(asdict(rounds(Path(path), key, int(kills), int(seed)))) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
