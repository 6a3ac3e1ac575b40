"""Paarbildung auf Probe: wer ohne Partner bleibt und warum; die Zeile, an der eine Datei scheitert."""

import dataclasses
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.errors import UserError
from app.study.career_records import DAYS_PER_YEAR, Career, Offence
from app.study.career_rows import RowTable, careers_of
from app.study.career_table import band_word, career_lines, trial_lines
from app.study.matching import BANDS, match, tried
from tests.unit.study.invented_careers import invented, write_files


def one(code: str, *, year: int = 1990, sex: str = "m", age: float = 16.0, weight: float = 1.0) -> Career:
    """A career of one offence; the first letter of its code is its group."""
    first = Offence(round(age * DAYS_PER_YEAR) + 1, "theft", weight)
    return Career(code, code[0].casefold(), year, sex, round(34 * DAYS_PER_YEAR), (first,))


@pytest.mark.parametrize(
    ("others", "reason"),
    [
        ((), "has no careers"),
        ((one("B01", sex="f"),), "nobody of like sex in"),
        ((one("B01", year=1993),), "born at most 1 year apart"),
        ((one("B01", age=19),), "same age band"),
        ((one("B01"), one("A02")), "the 1 career that would fit is paired with another"),
    ],
)
def test_who_stays_alone_is_told_why(others: tuple[Career, ...], reason: str) -> None:
    found = tried([one("A01", weight=5.0), *others])
    alone = {a.career.code: a.reason for a in found.alone}
    assert reason in alone["A01"]


def test_unequal_groups_are_tried_but_not_matched() -> None:
    fewer = invented()[:-1]
    found = tried(fewer)
    assert (len(found.pairs), len(found.alone)) == (14, 1)
    assert "paired with" in found.alone[0].reason
    with pytest.raises(UserError, match="group b has 14"):
        match(fewer)


def test_the_refusal_has_a_line_for_each_career_without_a_partner() -> None:
    with pytest.raises(UserError) as refused:
        match([one("A01"), one("A02", sex="f"), one("B01"), one("B02", year=1999)])
    assert [line.partition(":")[0] for line in refused.value.problems] == ["A02", "B02"]


@given(
    st.lists(st.tuples(st.sampled_from("AB"), st.integers(1985, 1990), st.sampled_from("mf")), max_size=24)
)
def test_each_career_is_in_one_pair_or_alone(drawn: list[tuple[str, int, str]]) -> None:
    careers = [one(f"{group}{no:02d}", year=year, sex=sex) for no, (group, year, sex) in enumerate(drawn)]
    found = tried(careers)
    paired = [c.code for p in found.pairs for c in (p.a, p.b)]
    assert sorted([*paired, *(a.career.code for a in found.alone)]) == sorted(c.code for c in careers)
    for pair in found.pairs:
        assert (pair.a.group, pair.b.group, pair.a.sex) == ("a", "b", pair.b.sex)
        assert abs(pair.a.birth_year - pair.b.birth_year) <= 1


def test_lines_hold_what_pairs_are_formed_by_and_nothing_later() -> None:
    careers = invented()
    lines = career_lines(careers, BANDS, "de")
    fewer_offences = [dataclasses.replace(c, offences=c.offences[:1], custody=()) for c in careers]
    assert career_lines(fewer_offences, BANDS, "de") == lines
    assert lines[0].onset.count(",") == 1
    shown = trial_lines(tried(careers), BANDS, "en")
    assert [line.distance for line in shown.pairs] == ["0.0"] * 15


def test_age_bands_in_words() -> None:
    assert [band_word(n, BANDS, "en") for n in range(5)] == [
        "below 14", "14 to below 18", "18 to below 21", "21 to below 25", "from 25 on",
    ]  # fmt: skip
    assert band_word(0, (), "en") == "any age"
    assert band_word(1, (15.5,), "de") == "from 15,5 on"


@pytest.mark.parametrize(
    ("table", "old", "new", "line"),
    [
        (1, "A01,offence,6436", "A01,offence,-6436", "events.csv, row 2: A01: an offence lies before birth"),
        (1, "A01,reaction,", "A01,reaction,9", "A01: a reaction lies outside the observation"),
        (0, ",m,1", ",m,", "A01: an offence lies after the end of the observation"),
        (0, "A02,a,", "A01,a,", "careers.csv, row 4: A01: the code stands for several careers"),
    ],
)
def test_the_row_that_cannot_be_true_is_named(
    table: int, old: str, new: str, line: str, tmp_path: Path
) -> None:
    texts = [path.read_text("utf-8") for path in write_files(invented(), tmp_path)]
    assert old in texts[table]
    texts[table] = texts[table].replace(old, new, 1)
    tables = [
        RowTable(name, [(no, tuple(row.split(","))) for no, row in enumerate(text.splitlines(), start=1)])
        for name, text in zip(("careers.csv", "events.csv"), texts, strict=True)
    ]
    with pytest.raises(UserError) as refused:
        careers_of(*tables)
    assert line in "\n".join(refused.value.problems)


def test_offences_out_of_order_are_named_by_their_row(tmp_path: Path) -> None:
    careers, events = write_files(invented(), tmp_path)
    rows = events.read_text("utf-8").splitlines()
    first = next(n for n, r in enumerate(rows) if r.startswith("A01,offence"))
    rows[first], rows[first + 1] = rows[first + 1], rows[first]
    tables = [
        RowTable(path.name, [(no, tuple(row.split(","))) for no, row in enumerate(text, start=1)])
        for path, text in ((careers, careers.read_text("utf-8").splitlines()), (events, rows))
    ]
    with pytest.raises(UserError) as refused:
        careers_of(*tables)
    told = f"events.csv, row {first + 2}: A01: the offences are not in the order of their days"
    assert refused.value.problems == (told,)
