"""Lawful cuts of the log: what goes, what the chain says after it, and every tampering that is found."""

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from audit_chains import chain_of, far, note, seqs_of, years_of_log
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, create_engine, delete, insert, select, text
from sqlalchemy.exc import DatabaseError

from app.base import clock
from app.base.errors import UserError
from app.store import audit, audit_chain, audit_cut, head_memory, paper_head, tables
from app.store.audit import Action
from app.store.backup import write_backup
from app.store.restore import restore
from app.store.store import Store
from app.store.verify import verify


@pytest.mark.parametrize(
    ("day", "years", "before"),
    [
        (dt.date(2022, 12, 31), 1, dt.datetime(2021, 1, 1)),
        (dt.date(2023, 1, 1), 1, dt.datetime(2022, 1, 1)),
        (dt.date(2023, 1, 1), 0, dt.datetime(2023, 1, 1)),
        (dt.date(2023, 7, 1), 3, dt.datetime(2020, 1, 1)),
    ],
)
def test_entries_are_due_at_the_end_of_the_year_after_theirs(
    day: dt.date, years: int, before: dt.datetime
) -> None:
    assert audit_cut.due_before(day, years) == before.astimezone(dt.UTC).strftime(clock.FORM)


def test_an_entry_of_may_2021_goes_after_the_end_of_2022(store: Store) -> None:
    # Its place in the chain is made here: the store itself is younger.
    with store.read() as connection:
        before = audit_cut.due_before(dt.date(2022, 12, 31), 1)
        assert before < "2021-05-15T00:00:00Z"
        assert audit_cut.due_before(dt.date(2023, 1, 1), 1) > "2021-05-15T00:00:00Z"
        assert audit_cut.plan(connection, before).entries == 0


def test_a_cut_takes_what_is_due_and_the_chain_holds_from_there(store: Store) -> None:
    years_of_log(store)
    before = seqs_of(store)
    plan, change = audit_cut.cut(store, audit_cut.due_before(dt.date(2033, 6, 15), 1), "§ 76(4) BDSG")
    assert change is not None
    assert plan.entries == len([s for s in before if s <= plan.last_seq])
    left = seqs_of(store)
    assert left[0] == plan.last_seq + 1
    assert left[-1] == before[-1] + 1
    state = chain_of(store)
    assert state.first_break is None
    assert state.cut is not None
    assert state.cut.last_seq == plan.last_seq
    checks = {c.name: c for c in verify(store)}
    assert all(c.ok for c in checks.values())
    assert f"from entry {plan.last_seq + 1}" in checks["audit chain"].detail
    with store.read() as connection:
        last = list(audit.entries(connection))[-1]
    assert last.action == Action.ERASURE
    assert "§ 76(4) BDSG" in last.reason


def test_a_second_cut_goes_on_from_the_first(store: Store) -> None:
    years_of_log(store)
    for year in (2033, 2034, 2035):
        far(year)
        audit_cut.cut(store, audit_cut.due_before(dt.date(year, 6, 15), 1), "due")
        assert chain_of(store).first_break is None
    with store.read() as connection:
        assert len(audit_chain.cuts(connection)) == 3


def test_nothing_due_changes_nothing(store: Store) -> None:
    head = store.head()
    plan, change = audit_cut.cut(store, "2001-01-01T00:00:00Z", "due")
    assert (plan.entries, change, store.head()) == (0, None, head)


def test_a_store_that_lay_idle_for_years_keeps_only_the_entry_about_its_cut(store: Store) -> None:
    years_of_log(store)
    plan, _change = audit_cut.cut(store, "2999-01-01T00:00:00Z", "everything")
    assert seqs_of(store) == [plan.last_seq + 1]
    assert chain_of(store).first_break is None
    note(store, "Afterwards")
    assert chain_of(store).first_break is None


def test_a_cut_needs_its_reason_and_a_whole_chain(store: Store) -> None:
    years_of_log(store)
    with pytest.raises(UserError) as without:
        audit_cut.cut(store, "2999-01-01T00:00:00Z", " ")
    assert without.value.key == "cut.reason"
    tamper(
        store, lambda c: c.execute(tables.audit.update().where(tables.audit.c.seq == 2).values(actor="eve"))
    )
    with pytest.raises(UserError) as broken:
        audit_cut.cut(store, "2999-01-01T00:00:00Z", "due")
    assert broken.value.key == "cut.broken"


def test_the_database_refuses_to_delete_what_no_cut_covers(store: Store) -> None:
    with pytest.raises(DatabaseError, match="cut is recorded"):
        note_with(store, lambda c: c.execute(delete(tables.audit)))


def test_the_head_that_was_seen_may_lie_before_a_cut(store: Store) -> None:
    assert head_memory.remember(store)
    years_of_log(store)
    with store.read() as connection:
        on_paper = audit.head(connection)
    note(store, "More")
    audit_cut.cut(store, "2999-01-01T00:00:00Z", "due")
    assert head_memory.rolled_back(store) == ""
    with store.read() as connection:
        compared = paper_head.compare(connection, paper_head.Printed(on_paper.seq, on_paper.hash[:32]))
        assert compared.found in (paper_head.Found.BEFORE_CUT, paper_head.Found.IN_CHAIN)
        early = paper_head.compare(connection, paper_head.Printed(1, "0" * 32))
        assert (early.found, early.ok) == (paper_head.Found.BEFORE_CUT, True)


def test_a_cut_store_is_backed_up_and_restored(
    store: Store, template: tuple[Path, str], tmp_path: Path
) -> None:
    years_of_log(store)
    audit_cut.cut(store, "2033-01-01T00:00:00Z", "due")
    made = write_backup(store, tmp_path / "cut.rbbackup")
    restored = restore(
        made.file, tmp_path / "again.rundblick", lambda p: Store.open_with_recovery_key(p, template[1])
    )
    assert all(check.ok for check in restored.checks)
    assert made.manifest.entries == seqs_of(store)[-2]


def note_with(store: Store, change: Callable[[Connection], object]) -> None:
    with store.write("Done by hand", Action.ALTERATION, history=False) as work:
        change(work.connection)


def tamper(store: Store, change: Callable[[Connection], object]) -> None:
    """Change the log as somebody with the key and another tool could."""
    with store.read() as plain:
        connection = plain.execution_options(rundblick_writing=True)
        with connection.begin():
            for trigger in ("audit_no_change", "audit_no_delete"):
                connection.execute(text(f"DROP TRIGGER IF EXISTS {trigger}"))
            change(connection)


CUT_FIELDS = ("last_seq", "entries", "last_hash", "up_to", "at", "actor", "reason")


@pytest.mark.parametrize("field", CUT_FIELDS)
def test_a_cut_that_was_changed_is_found(store: Store, field: str) -> None:
    years_of_log(store)
    audit_cut.cut(store, audit_cut.due_before(dt.date(2033, 6, 15), 1), "due")
    value: object = 1 if field in ("last_seq", "entries") else "x"
    tamper(store, lambda c: c.execute(tables.audit_cut.update().values({field: value})))
    assert chain_of(store).first_break is not None
    assert not {c.name: c for c in verify(store)}["audit chain"].ok


def test_a_cut_made_by_hand_is_found(store: Store) -> None:
    years_of_log(store)

    def cut_by_hand(connection: Connection) -> None:
        third = connection.execute(select(tables.audit).where(tables.audit.c.seq == 3)).one()
        row = {"id": "c", "last_seq": 3, "entries": 3, "last_hash": third.hash, "up_to": "", "at": third.at}
        connection.execute(insert(tables.audit_cut), {**row, "actor": "eve", "reason": "-"})
        connection.execute(delete(tables.audit).where(tables.audit.c.seq <= 3))

    tamper(store, cut_by_hand)
    assert chain_of(store).first_break == 4


def test_a_removed_cut_is_found(store: Store) -> None:
    years_of_log(store)
    audit_cut.cut(store, audit_cut.due_before(dt.date(2033, 6, 15), 1), "due")
    tamper(store, lambda c: c.execute(delete(tables.audit_cut)))
    assert chain_of(store).first_break == 1


STEPS = st.lists(st.sampled_from(["append", "append", "cut", "year"]), min_size=2, max_size=10)
TAMPERINGS = st.sampled_from(
    ["none", "actor", "reason", "hash", "previous", "at", "remove", "swap", "insert", "cut", "uncut"]
)


@settings(max_examples=40)
@given(steps=STEPS, tampering=TAMPERINGS, where=st.integers(0, 10_000))
def test_every_tampering_after_the_cut_is_found_and_nothing_else(
    memory_chain: Callable[[], Connection], steps: list[str], tampering: str, where: int
) -> None:
    connection = memory_chain()
    year = 2031
    far(year)
    log(connection, "Begin")
    for step in steps:
        if step == "year":
            year += 1
            far(year)
        elif step == "append":
            log(connection, f"Step {where}")
        else:
            cut_here(connection, f"{year}-01-01T00:00:00Z")
    log(connection, "End")
    assert audit_chain.follow(connection).first_break is None
    if apply_tampering(connection, tampering, where):
        assert audit_chain.follow(connection).first_break is not None
    else:
        assert audit_chain.follow(connection).first_break is None


@pytest.fixture
def memory_chain(request: pytest.FixtureRequest) -> Callable[[], Connection]:
    """The two tables alone, in memory: a hundred stores would take minutes."""

    def make() -> Connection:
        engine = create_engine("sqlite://")
        tables.audit.create(engine)
        tables.audit_cut.create(engine)
        connection = engine.connect()
        request.addfinalizer(engine.dispose)
        request.addfinalizer(connection.close)
        return connection

    return make


def log(connection: Connection, label: str, *ids: str) -> None:
    audit.append(connection, "muster", Action.ALTERATION, json.dumps({"label": label, "ids": ids}))


def cut_here(connection: Connection, before: str) -> None:
    plan = audit_cut.plan(connection, before)
    if plan.entries:
        made = audit_cut.record(connection, plan, "muster", "due")
        connection.execute(delete(tables.audit).where(tables.audit.c.seq <= plan.last_seq))
        log(connection, "cut", made.id, audit_chain.digest_of_cuts(audit_chain.cuts(connection)))


def apply_tampering(connection: Connection, kind: str, where: int) -> bool:
    """Change something; False if this kind found nothing to change."""
    entry = tables.audit.c
    seqs = list(connection.execute(select(entry.seq).order_by(entry.seq)).scalars())
    seq = seqs[where % len(seqs)]
    here = entry.seq == seq
    if kind in ("actor", "reason", "hash", "previous", "at"):
        connection.execute(tables.audit.update().where(here).values({kind: "x"}))
        return True
    if kind == "remove" and seq != seqs[-1]:
        connection.execute(delete(tables.audit).where(here))
        return True
    if kind == "swap" and seq != seqs[-1]:
        for old, new in ((seq, -1), (seq + 1, seq), (-1, seq + 1)):
            connection.execute(tables.audit.update().where(entry.seq == old).values(seq=new))
        return True
    if kind == "insert":
        row = connection.execute(select(tables.audit).where(here)).one()._asdict()
        connection.execute(insert(tables.audit), {**row, "seq": seqs[-1] + 1})
        return True
    cuts = audit_chain.cuts(connection)
    if kind == "cut" and cuts:
        chosen = cuts[where % len(cuts)].id
        connection.execute(
            tables.audit_cut.update().where(tables.audit_cut.c.id == chosen).values(reason="x")
        )
        return True
    if kind == "uncut" and cuts:
        connection.execute(delete(tables.audit_cut).where(tables.audit_cut.c.id == cuts[-1].id))
        return True
    return False
