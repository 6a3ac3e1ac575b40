"""Two tables become careers, or every row that is wrong is told and nothing is taken."""

from pathlib import Path

import pytest

from app.base.errors import UserError
from app.study.career_data import career_data, career_from, careers_sha256
from app.study.career_records import Career
from app.study.career_rows import RowTable, careers_of
from app.study.matching import match
from tests.unit.study.invented_careers import invented, write_files


def read(folder: Path, *changes: tuple[int, str, str]) -> tuple[Career, ...]:
    paths = write_files(invented(), folder)
    tables = []
    for no, path in enumerate(paths):
        text = path.read_text("utf-8")
        for file, old, new in changes:
            text = text.replace(old, new, 1) if file == no else text
        lines = [tuple(line.split(",")) for line in text.splitlines()]
        tables.append(RowTable(path.name, list(enumerate(lines, start=1))))
    return careers_of(*tables)


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    careers = tuple(sorted(invented(), key=lambda c: c.code))
    assert read(tmp_path) == careers
    assert tuple(career_from(career_data(c)) for c in careers) == careers
    assert careers_sha256(careers) == careers_sha256(tuple(reversed(careers)))


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ((0, "code,group", "Name,group"), "“Name” look as if they told who somebody is"),
        ((1, "chapter", "Aktenzeichen"), "“Aktenzeichen”"),
        ((1, "severity", "Wohnort"), "“Wohnort”"),
        ((0, "observed_until", "colour"), "no columns “colour”"),
        ((0, "sex", "group"), "missing or there twice"),
        ((0, "A01,a", "Anna Muster,a"), "careers.csv, row 2: the code is not made of letters"),
        ((0, "A01,a", "A01,c"), "row 2: the group is neither a nor b"),
        ((0, ",m,", ",?,"), "the sex is none of m, f, d"),
        ((1, "A01,offence", "A99,offence"), "there is no career “A99”"),
        ((1, "theft", "Muster und Muster gegen Muster. Az"), "the chapter is no single word"),
        ((1, "warning", "praise"), "the reaction is none of"),
        ((1, "offence,", "offence,2016-01-01,x"), "the day is no age in days"),
        ((1, "B01,offence,", "B01,offence,-"), "B01: an offence lies before birth"),
        ((1, "B01,offence,", "B01,offence,9"), "B01: "),
    ],
)
def test_what_tells_a_person_or_cannot_be_read_is_named(
    change: tuple[int, str, str], word: str, tmp_path: Path
) -> None:
    with pytest.raises(UserError) as refused:
        read(tmp_path, change)
    assert word in " ".join((refused.value.text, *refused.value.problems))


def test_a_group_that_lacks_one_cannot_be_paired() -> None:
    with pytest.raises(UserError, match="group b has 14"):
        match(invented()[:-1])
