"""Verifying counts again what is kept of each case, names the cases where it differs, and says what helps."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from kept_numbers import kept, lists
from test_intake import _delivery

from app.base.records import Verdict
from app.casework import (
    cases,
    contributions,
    duplicates,
    erasure,
    findings,
    intake,
    judgements,
    quarantine,
    subjects,
)
from app.casework.findings import Statement
from app.store import audit, kept_counts, undo
from app.store.backup import write_backup
from app.store.restore import restore
from app.store.store import Store
from app.store.verify import Check, recount, verify
from tests.unit.casework.conftest import LABEL, Desk

NUMBERS = ("nodes", "links", "findings", "due", "roleless")
REFERENCE = "360-2026-900"
ALSO = (("duplicates", duplicates.miscounted),)


@pytest.fixture(autouse=True)
def own_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def counted(desk: Desk) -> Iterator[Desk]:
    """Two people of one name, and beside them an empty case; the numbers of both are kept."""
    desk.person("Erika Muster")
    desk.person("Erika Muster")
    cases.create(desk.store, "360-2026-901", "Anderer", "Zweck", "Grundlage")
    lists(desk.store)
    assert all(None not in (n.due_day, n.pairs) for n in kept(desk.store).values())
    return desk


def _wrong(store: Store) -> list[Check]:
    return [check for check in verify(store, deep=True, also=ALSO) if not check.ok]


def _set(desk: Desk, column: str, value: object) -> None:
    with desk.store.aside() as connection:
        connection.exec_driver_sql(f"UPDATE case_tally SET {column} = ? WHERE id = ?", (value, desk.case_id))


@pytest.mark.parametrize("column", NUMBERS)
def test_a_number_that_was_changed_is_named_with_its_case_and_goes(counted: Desk, column: str) -> None:
    _set(counted, column, 7)
    (check,) = _wrong(counted.store)
    assert (check.name, check.detail.count("360-"), REFERENCE in check.detail) == ("case numbers", 1, True)
    assert "verify --recount" in check.detail
    # Nothing of what the case holds, and not the number either.
    assert not any(text in check.detail for text in ("Muster", "7"))
    recount(counted.store)
    assert _wrong(counted.store) == []
    assert kept(counted.store)[counted.case_id].due_day is None
    lists(counted.store)
    assert _wrong(counted.store) == []
    assert kept(counted.store)[counted.case_id].nodes == 2


@pytest.mark.parametrize(("column", "value"), [("due_day", None), ("nodes", None), ("findings", "viele")])
def test_half_a_count_and_one_that_is_no_number_are_named(
    counted: Desk, column: str, value: str | None
) -> None:
    _set(counted, column, value)
    assert [c.name for c in _wrong(counted.store)] == ["case numbers"]


def test_pairs_are_compared_again_only_where_it_is_asked_for(counted: Desk) -> None:
    _set(counted, "pairs", 5)
    assert all(check.ok for check in verify(counted.store, deep=True))
    (check,) = _wrong(counted.store)
    assert (check.name, check.detail.startswith(f"{REFERENCE}: ")) == ("duplicates", True)
    recount(counted.store)
    assert _wrong(counted.store) == []
    assert duplicates.open_counts(counted.store)[counted.case_id] == 1


def test_what_another_version_compared_is_not_held_against_this_one(counted: Desk) -> None:
    _set(counted, "pairs", 5)
    _set(counted, "pairs_by", "another")
    assert _wrong(counted.store) == []


def test_many_cases_are_one_sentence(counted: Desk) -> None:
    for number in range(4):
        cases.create(counted.store, f"360-2026-91{number}", "Muster", "Zweck", "Grundlage")
    lists(counted.store)
    with counted.store.aside() as connection:
        connection.exec_driver_sql("UPDATE case_tally SET nodes = nodes + 1")
    (check,) = _wrong(counted.store)
    assert check.detail.startswith("360-2026-900, 360-2026-901, 360-2026-910 and 3 more: ")


def test_dropping_what_is_kept_stands_in_the_log_and_ends_no_history(counted: Desk) -> None:
    recount(counted.store)
    with counted.store.read() as connection:
        last = list(audit.entries(connection))[-1]
    assert (last.action, last.case_id) == ("administration", "")
    assert "Numbers kept of cases dropped" in last.detail
    assert undo.undo(counted.store, counted.case_id) is not None


def test_a_backup_is_no_worse_for_a_wrong_count(
    counted: Desk, tmp_path: Path, template: tuple[Path, str]
) -> None:
    _set(counted, "findings", 7)
    made = write_backup(counted.store, tmp_path / "eins.rbbackup")

    def unlocked(path: Path) -> Store:
        return Store.open_with_recovery_key(path, template[1], "muster")

    again = unlocked(restore(made.file, tmp_path / "neu", unlocked).path)
    try:
        assert [c.name for c in _wrong(again)] == ["case numbers"]
        recount(again)
        assert _wrong(again) == []
    finally:
        again.close()


def test_a_store_stays_whole_through_every_kind_of_change(counted: Desk) -> None:
    store, case_id = counted.store, counted.case_id
    records = cases.records(store, case_id)
    (a, b), (name, other) = [s.id for s in records.subjects], [f.id for f in records.findings]
    exists = [Statement("exists", "yes", counted.source_id)]
    acts: list[Callable[[], object]] = [
        lambda: subjects.add_link(store, case_id, "contact", a, b, exists),
        lambda: findings.correct(store, case_id, name, "Erna Muster"),
        lambda: undo.undo(store, case_id),
        lambda: undo.redo(store, case_id),
        lambda: findings.restrict(store, case_id, other, "bestritten"),
        lambda: undo.undo(store, case_id),
        lambda: judgements.decide(store, case_id, a, b, Verdict.SAME, "Lichtbild", counted.agency_id),
        lambda: quarantine.put(store, counted.contribution_id, "zweifelhaft"),
        lambda: contributions.set_label(store, counted.contribution_id, LABEL, "geklärt"),
        lambda: intake.apply(store, case_id, _delivery(counted), "Einfuhr"),
        lambda: erasure.erase(store, case_id, [other], "Frist abgelaufen"),
    ]
    revisions = set()
    for act in acts:
        act()
        lists(store)
        with store.read() as connection:
            (numbers,) = kept_counts.kept(connection, case_id)
        revisions.add(numbers.revision)
        assert None not in (numbers.due_day, numbers.pairs)
        assert _wrong(store) == []
    # It was counted anew after each of them.
    assert len(revisions) == len(acts)


def test_nobody_has_counted_yet(desk: Desk) -> None:
    desk.person("Erika Muster")
    with desk.store.read() as connection:
        assert {n.nodes for n in kept_counts.kept(connection)} == {None}
    assert _wrong(desk.store) == []
