"""A delivery written as a whole leaves the same rows in every table as one that comes bit by bit."""

import contextlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from app.base.records import Contribution, Delivery, Finding, Source, Standing, Subject, SubjectKind
from app.casework import intake
from app.store.audit import Action
from tests.unit.casework.conftest import LABEL, Desk

_PEOPLE = 50
# Every table a delivery writes to, with the column that is made anew each time.
_TABLES = {
    **dict.fromkeys(("contribution", "source", "subject", "finding", "search_word", "search_name"), ""),
    "finding_basis": "id",
    "search_text": "rowid_",
}
_MATCHING = "SELECT rowid FROM search_index WHERE search_index MATCH ?"
_ASKED = ("ornek", "0201120008", "or*", "abd + rahman", "facets : klink", "mulerstrase")


def _delivery(desk: Desk) -> Delivery:
    """People and links between them, with corrections, marks and what an assessment rests on."""
    contribution = Contribution(
        "c" * 32, desk.case_id, desk.agency_id, "Liste", "2026-02-01", "", "", "", "OPEN", LABEL
    )
    source = Source("b" * 32, contribution.id, "register", "Zeile 1", "B", None)
    people = [Subject(f"a{no:031x}", SubjectKind.NODE, "person") for no in range(_PEOPLE)]
    links = [
        Subject(f"d{no:031x}", SubjectKind.LINK, "contact", people[no].id, people[no + 1].id)
        for no in range(0, _PEOPLE - 1, 2)
    ]
    said: list[Finding] = []

    def say(subject: Subject, name: str, value: str, **more: Any) -> Finding:
        made = Finding(
            f"e{len(said):031x}", desk.case_id, subject.id, source.id, name, value, Standing.FACT, "2",
            "muster", "2026-02-01T00:00:00Z", "2027-02-01",
        )  # fmt: skip
        said.append(replace(made, **more))
        return said[-1]

    for no, person in enumerate(people):
        first = say(person, "name", f"Ayşe Örnek {no}", exonerating=no % 3 == 0)
        say(person, "phone", f"+4920112{no:04d}", restricted=no % 7 == 0)
        if no % 9 == 0:
            say(person, "name", f"Abdul Rahman Müllerstraße {no}", supersedes=first.id)
            say(person, "note", "beruht darauf", standing=Standing.ASSESSMENT, basis=(first.id,))
    for link in links:
        say(link, "exists", "yes")
    return Delivery((contribution,), (source,), (*people, *links), tuple(said))


def _bit_by_bit(delivery: Delivery) -> list[Delivery]:
    """The same with each subject in a delivery of its own, nodes before links."""
    parts = [
        Delivery(subjects=(s,), findings=tuple(f for f in delivery.findings if f.subject_id == s.id))
        for s in delivery.subjects
    ]
    return [replace(delivery, subjects=(), findings=()), *parts]


class _OnlyLooking(Exception):
    pass


def _written(desk: Desk, parts: Sequence[Delivery]) -> dict[str, list[Any]]:
    """Write the parts in one unit of work, the index after each; return all rows and take it all back."""
    found: dict[str, list[Any]] = {}
    writing = desk.store.write("Probe", Action.COLLECTION, case_id=desk.case_id, undoable=False)
    with contextlib.suppress(_OnlyLooking), writing as work:
        for part in parts:
            intake.unite(work, desk.case_id, part)
            work.index_so_far(from_size=0)
        ask = work.connection.exec_driver_sql
        for table, own in _TABLES.items():
            rows = ask(f"SELECT * FROM {table}").mappings().all()
            found[table] = sorted(repr({k: v for k, v in row.items() if k != own}) for row in rows)
        for asked in _ASKED:
            query = f"SELECT ref_id FROM search_text WHERE rowid_ IN ({_MATCHING}) ORDER BY ref_id"
            found[asked] = list(ask(query, (asked,)).scalars())
        ask("INSERT INTO search_index(search_index, rank) VALUES ('integrity-check', 1)")
        raise _OnlyLooking
    return found


def test_in_one_go_and_bit_by_bit_the_rows_are_the_same(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    delivery = _delivery(desk)
    single = _written(desk, _bit_by_bit(delivery))
    monkeypatch.setattr("app.store.searchindex._ROWS_AT_ONCE", 7)
    assert _written(desk, [delivery]) == single
    assert len(single["finding"]) == len(delivery.findings)
    assert all(single[name] for name in (*_TABLES, *_ASKED))
    monkeypatch.undo()
    assert _written(desk, [delivery]) == single
