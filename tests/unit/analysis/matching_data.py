"""Published sets of duplicates as records with their truth, and how well a set of pairs agrees with it."""

import csv
import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from app.analysis.matching.candidates import find_candidates
from app.analysis.matching.records import MatchRecord, Value
from app.analysis.matching.table_records import row_record

Pair = tuple[str, str]


@dataclass(frozen=True)
class Quality:
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __str__(self) -> str:
        return f"P {self.precision:.3f} R {self.recall:.3f} F1 {self.f1:.3f}"


def quality(found: set[Pair], truth: set[Pair]) -> Quality:
    right = len(found & truth)
    return Quality(right / len(found) if found else 0.0, right / len(truth))


def in_tune_half(*names: str) -> bool:
    """The split of docs/MATCHING.md: the first byte of SHA-256 over the sorted names is even."""
    return hashlib.sha256("|".join(sorted(names)).encode()).digest()[0] % 2 == 0


def febrl(folder: Path, number: int) -> tuple[list[MatchRecord], set[Pair]]:
    records, groups = [], defaultdict(list)
    path = folder / f"03_dubletten/febrl/dataset{number}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, skipinitialspace=True):
            records.append(row_record(row, row["rec_id"], "person"))
            groups[row["rec_id"].split("-")[1]].append(row["rec_id"])
    truth = {pair for ids in groups.values() for pair in combinations(sorted(ids), 2)}
    return records, truth


def in_tune_entity(record_id: str) -> bool:
    return in_tune_half(record_id.split("-")[1])


def found_pairs(records: Iterable[MatchRecord], least: float) -> set[Pair]:
    return {(c.a, c.b) for c in find_candidates(records, least)}


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [{k: v or "" for k, v in row.items() if k} for row in csv.DictReader(file, delimiter="|")]


def _truth(path: Path, *, header: bool) -> list[Pair]:
    lines = path.read_text(encoding="utf-8").split()
    return [(a, b) for a, b in (line.split("|") for line in lines[header:])]


def restaurant(folder: Path) -> tuple[list[MatchRecord], set[Pair]]:
    base = folder / "03_dubletten/restaurant"
    rows = _rows(base / "restaurantProfiles.csv")
    truth = {(min(a, b), max(a, b)) for a, b in _truth(base / "duplicates.csv", header=False)}
    return [row_record(row, row["id"], "organisation") for row in rows], truth


def two_tables(
    folder: Path, left: str, right: str, make: Callable[[dict[str, str], str], MatchRecord]
) -> tuple[list[MatchRecord], set[Pair]]:
    base = folder / "03_dubletten"
    records = [
        make(row, f"{side}{row['id']}")
        for side, name in (("1-", left), ("2-", right))
        for row in _rows(base / name)
    ]
    gold = _truth(base / Path(left).parent / "gt.csv", header=True)
    return records, {(f"1-{a}", f"2-{b}") for a, b in gold}


def as_organisation(row: dict[str, str], record_id: str) -> MatchRecord:
    return row_record(row, record_id, "organisation")


def as_product(row: dict[str, str], record_id: str) -> MatchRecord:
    return MatchRecord(record_id, "object", (Value("title", "name", row["name"]),))


def cora(folder: Path) -> tuple[list[MatchRecord], set[Pair]]:
    base = folder / "03_dubletten/cora"
    records = []
    for row in _rows(base / "cora.csv"):
        year = "".join(c for c in row["year"] if c.isdigit())[:4]
        values = [Value("title", "name", row["title"])] if row["title"] else []
        if len(year) == 4 and year >= "1000":
            values.append(Value("date", "partial_date", year))
        records.append(MatchRecord(row["Entity Id"], "document", tuple(values)))
    return records, {(min(p), max(p)) for p in _truth(base / "cora_gt.csv", header=False)}


def part_of(records: list[MatchRecord], truth: set[Pair], count: int) -> tuple[list[MatchRecord], set[Pair]]:
    """`count` of the records, the same ones every time, and the truth about these."""
    kept = sorted(records, key=lambda r: hashlib.sha256(r.id.encode()).digest())[:count]
    ids = {record.id for record in kept}
    return kept, {pair for pair in truth if ids.issuperset(pair)}


def crossing(pairs: set[Pair]) -> set[Pair]:
    return {(a, b) for a, b in pairs if a[:2] != b[:2]}
