"""Numbers of cases are kept in the store, and are always those that counting anew gives."""

import datetime as dt
import itertools
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from kept_numbers import forgotten, kept, lists, wrong
from test_intake import _delivery

from app.base import clock
from app.base.errors import UserError
from app.base.records import Verdict
from app.casework import (
    case_erasure,
    cases,
    contributions,
    duplicates,
    erasure,
    findings,
    intake,
    judgements,
    quarantine,
    subjects,
    work_list,
)
from app.casework.case_steps import CaseStatus
from app.casework.findings import Statement
from app.store import case_counts, kept_counts, tables, undo
from app.store.audit import Action
from app.store.backup import write_backup
from app.store.restore import restore
from app.store.store import Store
from tests.unit.casework.conftest import LABEL, Desk

LATER = dt.datetime(2031, 1, 1, 12, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def calendar(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    _set_clock(dt.datetime(2026, 3, 5, 12, tzinfo=dt.UTC))
    yield
    clock.set_source(None)


def _set_clock(moment: dt.datetime) -> None:
    clock.set_source(lambda: moment)


def summary(desk: Desk, store: Store | None = None) -> cases.CaseSummary:
    return next(c for c in cases.list_cases(store or desk.store) if c.header.id == desk.case_id)


def finding_of(desk: Desk, subject: str) -> str:
    return next(f.id for f in cases.records(desk.store, desk.case_id).findings if f.subject_id == subject)


@pytest.fixture
def nothing_compared(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From when it is called, comparing names fails the test."""

    def refuse(*_records: object) -> None:
        pytest.fail("names were compared")

    return lambda: monkeypatch.setattr(duplicates, "find_candidates", refuse)


def test_what_was_counted_is_kept_over_a_restart(
    desk: Desk, nothing_compared: Callable[[], None], template: tuple[Path, str]
) -> None:
    desk.person("Erika Muster")
    desk.person("Erika Muster")
    told = lists(desk.store)
    known = kept(desk.store)[desk.case_id]
    assert (known.nodes, known.links, known.findings, known.roleless, known.pairs) == (2, 0, 2, 2, 1)
    nothing_compared()
    desk.store.close()
    again = Store.open_with_recovery_key(desk.store.path, template[1], "muster")
    try:
        assert lists(again) == told
        assert kept(again)[desk.case_id] == known
    finally:
        again.close()


def test_every_kind_of_change_is_followed(desk: Desk) -> None:
    store, case_id = desk.store, desk.case_id
    a, b = desk.person("Erika Muster"), desk.person("Erika Muster")
    other = cases.create(store, "360-2026-901", "Anderer", "Zweck", "Grundlage").ids[0]
    name, same = finding_of(desk, a), Verdict.SAME
    exists = [Statement("exists", "yes", desk.source_id)]
    acts: list[Callable[[], object]] = [
        lambda: subjects.add_link(store, case_id, "contact", a, b, exists),
        lambda: findings.correct(store, case_id, name, "Erna Muster"),
        lambda: undo.undo(store, case_id),
        lambda: undo.redo(store, case_id),
        lambda: undo.undo(store, case_id),
        lambda: findings.restrict(store, case_id, name, "bestritten"),
        lambda: undo.undo(store, case_id),
        lambda: judgements.decide(store, case_id, a, b, same, "Lichtbild", desk.agency_id),
        lambda: undo.undo(store, case_id),
        lambda: quarantine.put(store, desk.contribution_id, "zweifelhaft"),
        lambda: contributions.set_label(store, desk.contribution_id, LABEL, "geklärt"),
        lambda: intake.apply(store, case_id, _delivery(desk), "Einfuhr"),
        lambda: erasure.erase(store, case_id, [finding_of(desk, b)], "Frist abgelaufen"),
        lambda: undo.undo(store, ""),
    ]
    assert wrong(store) == []
    seen = [lists(store)]
    for act in acts:
        act()
        seen.append(lists(store))
        assert wrong(store) == []
        assert lists(store) == seen[-1]
    # Each of them showed in the lists, so that following it was something.
    assert all(one != next_ for one, next_ in itertools.pairwise(seen))
    assert other not in kept(store)


def test_the_rest_of_a_case_is_not_counted_anew(desk: Desk) -> None:
    other = cases.create(desk.store, "360-2026-901", "Anderer", "Zweck", "Grundlage").ids[0]
    lists(desk.store)
    desk.person("Erika Muster")
    assert (kept(desk.store)[desk.case_id].nodes, kept(desk.store)[other].nodes) == (None, 0)
    lists(desk.store)
    # A look into a case, and a case beside it, are no change of what it holds.
    desk.store.consult(desk.case_id, "angesehen")
    cases.create(desk.store, "360-2026-902", "Dritter", "Zweck", "Grundlage")
    assert kept(desk.store)[desk.case_id].nodes == 1


def test_an_erased_case_keeps_the_numbers_of_what_is_left(desk: Desk) -> None:
    desk.person("Erika Muster")
    lists(desk.store)
    with desk.store.write("abgeschlossen", Action.ALTERATION, case_id=desk.case_id) as work:
        work.update(tables.case_file, desk.case_id, status=str(CaseStatus.COMPLETED))
    case_erasure.erase(desk.store, desk.case_id, "Frist abgelaufen")
    assert wrong(desk.store) == []
    assert (summary(desk).nodes, summary(desk).findings) == (0, 0)


def test_a_restored_store_keeps_its_own_numbers(
    desk: Desk, tmp_path: Path, template: tuple[Path, str]
) -> None:
    desk.person("Erika Muster")
    lists(desk.store)
    made = write_backup(desk.store, tmp_path / "eins.rbbackup")
    desk.person("Erika Muster")
    lists(desk.store)
    opened = restore(
        made.file, tmp_path / "neu", lambda path: Store.open_with_recovery_key(path, template[1], "muster")
    )
    again = Store.open_with_recovery_key(opened.path, template[1], "muster")
    try:
        assert (summary(desk, again).nodes, summary(desk).nodes) == (1, 2)
        again.claim()
        assert wrong(again) == []
    finally:
        again.close()


def test_what_another_process_wrote_is_seen(desk: Desk, template: tuple[Path, str]) -> None:
    desk.person("Erika Muster")
    desk.store.close()
    looking = Store.open_with_recovery_key(desk.store.path, template[1], "muster")
    try:
        assert summary(desk, looking).nodes == 1
        writing = Store.open_with_recovery_key(desk.store.path, template[1], "muster")
        replace(desk, store=writing).person("Erika Muster")
        lists(writing)
        assert kept(looking)[desk.case_id].pairs == 1
        assert (summary(desk, looking).nodes, work_list.of_store(looking)) == (2, work_list.of_store(writing))
        writing.close()
    finally:
        looking.close()


def test_what_becomes_due_is_added_day_by_day(desk: Desk) -> None:
    subject = desk.person("Erika Muster")
    name = finding_of(desk, subject)
    assert summary(desk).reviews_due == 0
    _set_clock(LATER)
    assert summary(desk).reviews_due == 1
    assert kept(desk.store)[desk.case_id].due_day == "2031-01-01"
    # A clock that is set back finds nothing due yet, and neither does the store.
    _set_clock(dt.datetime(2026, 3, 6, 12, tzinfo=dt.UTC))
    assert summary(desk).reviews_due == 0
    findings.correct(desk.store, desk.case_id, name, "Erna Muster")
    assert summary(desk).reviews_due == 0
    _set_clock(LATER)
    # Of the two only the finding in force is due.
    assert summary(desk).reviews_due == 1
    assert wrong(desk.store) == []


def test_a_count_that_a_change_overtook_is_not_kept(desk: Desk) -> None:
    with desk.store.read() as connection:
        (before,) = kept_counts.kept(connection, desk.case_id)
    desk.person("Erika Muster")
    for keep in (kept_counts.keep_numbers, kept_counts.keep_pairs):
        assert desk.store.keep(partial(keep, counted=[before]))
    known = kept(desk.store)[desk.case_id]
    assert (known.nodes, known.pairs, known.due_day) == (None, None, None)


def test_an_overtaken_comparison_counts_anew(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.person("Erika Muster")
    really = duplicates.of_records

    def meanwhile(*given: object, **more: object) -> object:
        monkeypatch.setattr(duplicates, "of_records", really)
        desk.person("Erika Muster")
        return really(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(duplicates, "of_records", meanwhile)
    assert duplicates.candidates(desk.store, desk.case_id) == ()
    assert kept(desk.store)[desk.case_id].pairs is None
    assert duplicates.open_counts(desk.store) == {desk.case_id: 1}


def test_a_program_that_compares_otherwise_counts_anew(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.person("Erika Muster")
    lists(desk.store)
    assert not duplicates.some_uncounted(desk.store)
    monkeypatch.setattr(duplicates, "_COUNTED_BY", "another")
    assert duplicates.some_uncounted(desk.store)
    assert duplicates.open_counts(desk.store, anew=False) == {desk.case_id: None}
    assert duplicates.open_counts(desk.store) == {desk.case_id: 0}
    assert not duplicates.some_uncounted(desk.store)


def test_who_only_looks_neither_claims_nor_writes(desk: Desk, template: tuple[Path, str]) -> None:
    desk.person("Erika Muster")
    desk.store.close()
    looking = Store.open_with_recovery_key(desk.store.path, template[1], "muster")
    try:
        assert summary(desk, looking).nodes == 1
        assert work_list.of_store(looking)
        assert kept(looking)[desk.case_id].nodes is None
        assert sorted(p.name for p in looking.path.glob("sperre")) == []
    finally:
        looking.close()


def test_nobody_waits_for_what_only_saves_time(desk: Desk) -> None:
    told = lists(desk.store)
    with desk.store.write("lange", Action.ADMINISTRATION, history=False):
        assert not desk.store.keep(lambda _connection: pytest.fail("it was written"))
        forgetful: list[object] = []
        reader = threading.Thread(target=lambda: forgetful.append(lists(desk.store)))
        reader.start()
        reader.join(timeout=30)
        assert forgetful == [told]


def test_another_programs_lock_on_the_file_is_no_error(desk: Desk) -> None:
    with desk.store.read() as plain:
        connection = plain.execution_options(rundblick_writing=True)
        with connection.begin():
            assert not desk.store.keep(lambda _connection: pytest.fail("it was written"))
    assert desk.store.keep(kept_counts.forget_all)


def test_a_defect_in_what_is_kept_is_no_busy_store(desk: Desk) -> None:
    def broken(connection: object) -> None:
        raise UserError("muster", "Muster", "Muster")

    with pytest.raises(UserError):
        desk.store.keep(broken)
    # And the next one may write again.
    assert desk.store.keep(kept_counts.forget_all)


def test_a_few_cases_and_all_of_them_count_people_the_same(desk: Desk) -> None:
    role = [Statement("role", "witness", desk.source_id), Statement("role_reason", "sah es", desk.source_id)]
    named = Statement("name", "Jan Muster", desk.source_id)
    subjects.add_node(desk.store, desk.case_id, "person", [named, *role])
    desk.person("Erika Muster")
    for number in range(case_counts.FEW + 1):
        cases.create(desk.store, f"360-2026-91{number}", "Muster", "Zweck", "Grundlage")
    told = lists(desk.store)
    with desk.store.aside() as connection:
        kept_counts.forget(connection, desk.case_id, {"finding"})
    assert lists(desk.store) == told
    assert kept(desk.store)[desk.case_id].roleless == 1
    forgotten(desk.store)
    assert lists(desk.store) == told
