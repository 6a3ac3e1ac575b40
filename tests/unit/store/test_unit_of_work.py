"""Data, audit, index and inverse are one: all of it or nothing."""

import threading

import pytest
from sqlalchemy.exc import IntegrityError

from app.base.errors import UserError
from app.casework import cases
from app.casework.search import search
from app.store import audit, tables, undo
from app.store.audit import Action
from app.store.store import Store


def _case(store: Store, reference: str = "360-2026-900") -> str:
    return cases.create(store, reference, "Musterfall Ölmühle", "Zweck", "Grundlage").ids[0]


def _log(store: Store) -> list[audit.AuditEntry]:
    with store.read() as connection:
        return list(audit.entries(connection))


def test_a_failed_change_leaves_nothing(store: Store) -> None:
    before = len(_log(store))

    def fail() -> None:
        with store.write("Versuch", Action.COLLECTION) as work:
            work.insert(tables.agency, {"class_code": "A01", "name_de": "Muster", "name_en": "Muster"})
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert len(_log(store)) == before
    with store.read() as connection:
        assert connection.execute(tables.agency.select()).all() == []


def test_a_change_can_be_found_undone_and_redone(store: Store) -> None:
    _case(store)
    assert search(store, "olmuhle").total == 1
    undone = undo.undo(store)
    assert undone is not None
    assert "case_file" in undone.touched
    assert search(store, "olmuhle").total == 0
    assert undo.redo(store) is not None
    assert search(store, "Ölmühle").total == 1
    assert [e.action for e in _log(store)][-3:] == ["collection", "alteration", "alteration"]


def test_a_new_change_ends_redo(store: Store) -> None:
    _case(store)
    undo.undo(store)
    _case(store, "360-2026-901")
    assert undo.redo(store) is None


def test_nothing_to_undo_is_none(store: Store) -> None:
    assert undo.undo(store) is None
    assert undo.redo(store) is None


def test_a_change_that_cannot_be_undone_closes_the_history(store: Store) -> None:
    _case(store)
    with store.write("Einfuhr", Action.COLLECTION, undoable=False) as work:
        work.insert(tables.agency, {"class_code": "A01", "name_de": "Muster", "name_en": "Muster"})
    assert undo.undo(store) is None


def test_undo_refuses_where_something_changed_since(store: Store) -> None:
    case_id = _case(store)
    with store.write("am Verlauf vorbei", Action.ALTERATION, history=False) as work:
        work.update(tables.case_file, case_id, title="anders")
    with pytest.raises(UserError, match="changed again"):
        undo.undo(store)


def test_the_history_survives_a_restart(store: Store, template: tuple[object, str]) -> None:
    _case(store)
    store.close()
    again = Store.open_with_recovery_key(store.path, template[1])
    assert undo.undo(again) is not None
    assert cases.list_cases(again) == ()
    again.close()


def test_the_audit_log_is_a_chain_that_shows_tampering(store: Store) -> None:
    _case(store)
    with store.read() as connection:
        assert audit.first_break(connection) is None
    with pytest.raises(IntegrityError), store.write("", Action.ADMINISTRATION, history=False) as work:
        work.connection.execute(tables.audit.update().values(actor="eve"))
    with store.write("", Action.ADMINISTRATION, history=False) as work:
        work.connection.exec_driver_sql("DROP TRIGGER audit_no_change")
        work.connection.execute(tables.audit.update().where(tables.audit.c.seq == 1).values(actor="eve"))
    with store.read() as connection:
        assert audit.first_break(connection) == 1


def test_a_finding_cannot_be_rewritten(store: Store) -> None:
    with store.read() as connection:
        names = {
            row[0]
            for row in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type='trigger'")
        }
    assert {"finding_immutable", "audit_no_change"} <= names


def test_many_threads_write_one_after_the_other(store: Store) -> None:
    def work(no: int) -> None:
        for turn in range(5):
            _case(store, f"360-{no}-{turn}")

    threads = [threading.Thread(target=work, args=(no,)) for no in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(cases.list_cases(store)) == 30
    with store.read() as connection:
        assert audit.first_break(connection) is None
