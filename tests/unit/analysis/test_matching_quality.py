"""The matcher on published duplicates: what it reaches may not be lost again (docs/MATCHING.md)."""

import csv
from functools import cache
from pathlib import Path

from matching_data import (
    Quality,
    as_organisation,
    as_product,
    cora,
    crossing,
    found_pairs,
    in_tune_half,
    part_of,
    quality,
    restaurant,
    two_tables,
)

from app.analysis.matching.candidates import MIN_SCORE, compare_records
from app.analysis.matching.table_records import name_record

Row = dict[str, str]


@cache
def names(folder: Path) -> tuple[tuple[Row, float], ...]:
    path = folder / "03_dubletten/namen/name_bench_60.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return tuple((row, score(row)) for row in csv.DictReader(file))


def score(row: Row) -> float:
    kind = "person" if row["schema"] == "Person" else "organisation"
    return compare_records(name_record(row["name1"], "1", kind), name_record(row["name2"], "2", kind)).score


def reached(rows: list[tuple[Row, float]]) -> Quality:
    keys = [(str(no), row["is_match"] == "true", value >= MIN_SCORE) for no, (row, value) in enumerate(rows)]
    return quality({(k, k) for k, _m, found in keys if found}, {(k, k) for k, match, _f in keys if match})


def with_reference(folder: Path) -> list[tuple[Row, float]]:
    path = folder / "03_dubletten/namen/referenz_logicv2_60.csv"
    with path.open(encoding="utf-8", newline="") as file:
        stored = {(row["case_group"], row["name1"], row["name2"]) for row in csv.DictReader(file)}
    return [(r, s) for r, s in names(folder) if (r["case_group"], r["name1"], r["name2"]) in stored]


def test_names_beat_the_reference_on_its_own_pairs(shared_data: Path) -> None:
    rows = with_reference(shared_data)
    assert len(rows) == 455
    assert reached(rows).f1 > 0.86  # the reference method reached 0.762


def test_names_hold_on_all_pairs_and_on_the_half_that_nothing_was_chosen_on(shared_data: Path) -> None:
    rows = list(names(shared_data))
    tuned = [r for r in rows if in_tune_half(r[0]["name1"], r[0]["name2"])]
    held_out = [r for r in rows if not in_tune_half(r[0]["name1"], r[0]["name2"])]
    assert len(tuned) + len(held_out) == len(rows) == 495
    assert reached(rows).f1 > 0.88
    assert reached(tuned).f1 > 0.86
    assert reached(held_out).f1 > 0.88


def test_no_strong_pair_of_names_is_missed_and_none_is_made_up(shared_data: Path) -> None:
    strong = [(row, value) for row, value in names(shared_data) if row["quality"] == "STRONG"]
    wrong = [
        (row["name1"], row["name2"], round(value, 2))
        for row, value in strong
        if (row["is_match"] == "true") != (value >= MIN_SCORE)
    ]
    assert wrong == []


def test_restaurants_are_found_by_name_address_and_phone(shared_data: Path) -> None:
    records, truth = restaurant(shared_data)
    assert quality(found_pairs(records, 0.85), truth).f1 > 0.97
    assert quality(found_pairs(records, MIN_SCORE), truth).recall == 1.0


def test_of_two_tables_of_fragments_hardly_one_pair_is_missed(shared_data: Path) -> None:
    # Most rows hold one word ("new york"), so that many pairs are alike without being the same.
    records, truth = two_tables(shared_data, "d1/rest1.csv", "d1/rest2.csv", as_organisation)
    reached_here = quality(crossing(found_pairs(records, 0.85)), truth)
    assert reached_here.recall > 0.97
    assert reached_here.f1 > 0.5


def test_product_titles_are_beyond_the_matcher(shared_data: Path) -> None:
    # Titles of products are no names: of the true pairs few are found, but no other pair is taken for one.
    records, truth = two_tables(shared_data, "d2/abt.csv", "d2/buy.csv", as_product)
    by_id = {record.id: record for record in records}
    left, right = zip(*sorted(truth), strict=True)
    shifted = set(zip(left, (*right[7:], *right[:7]), strict=True)) - truth
    pairs = truth | shifted
    found = {p for p in pairs if compare_records(by_id[p[0]], by_id[p[1]]).score >= MIN_SCORE}
    assert len(shifted) > 1000
    assert quality(found, truth).precision > 0.95
    assert 0.1 < quality(found, truth).recall < 0.5


def test_citations_are_found_by_title_and_year(shared_data: Path) -> None:
    records, truth = part_of(*cora(shared_data), 300)
    assert quality(found_pairs(records, MIN_SCORE), truth).f1 > 0.85
