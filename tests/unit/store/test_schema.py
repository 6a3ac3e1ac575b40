"""The migrations make exactly the tables that the program works with."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from app.base.errors import ExitCode, UserError
from app.casework import cases
from app.store import schema, tables
from app.store.audit import Action
from app.store.store import Store
from app.store.verify import verify
from tests.unit.conftest import PASSPHRASE


def test_migrations_and_tables_agree(store: Store) -> None:
    with store.read() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": _ours})
        assert compare_metadata(context, tables.metadata) == []
        assert schema.current(connection) == schema.newest()


def test_the_versions_named_are_the_migrations_there_are() -> None:
    scripts = ScriptDirectory.from_config(schema.config()).walk_revisions()
    assert schema.VERSIONS == tuple(reversed([s.revision for s in scripts]))


def _ours(_thing: object, name: str | None, kind: str, _reflected: bool, _other: object) -> bool:
    """The shadow tables of the full-text index belong to SQLite."""
    return not (kind == "table" and str(name).startswith("search_index"))


def test_a_store_from_a_newer_version_is_refused_and_unchanged(store: Store) -> None:
    with store.write("", Action.ADMINISTRATION, history=False) as work:
        work.connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    path: Path = store.path
    store.close()
    before = (path / "store.db").read_bytes()
    with pytest.raises(UserError, match="newer version") as refused:
        Store.open(path, PASSPHRASE)
    assert refused.value.exit_code == ExitCode.STORE_DAMAGED
    assert (path / "store.db").read_bytes() == before


def test_a_fresh_store_is_whole(store: Store) -> None:
    assert [c for c in verify(store, deep=True) if not c.ok] == []


def test_a_search_index_that_lost_rows_is_found(store: Store) -> None:
    cases.create(store, "360-2026-900", "Musterfall", "Zweck", "Grundlage")
    with store.write("", Action.ADMINISTRATION, history=False) as work:
        work.connection.exec_driver_sql("INSERT INTO search_index(search_index) VALUES ('delete-all')")
    assert [c.name for c in verify(store) if not c.ok] == ["search index"]


def test_a_subject_without_a_finding_is_found(store: Store) -> None:
    case_id = cases.create(store, "360-2026-900", "Musterfall", "Zweck", "Grundlage").ids[0]
    with store.write("", Action.ADMINISTRATION, history=False) as work:
        work.insert(tables.subject, {"case_id": case_id, "kind": "node", "type": "person"})
    assert [c.name for c in verify(store) if not c.ok] == ["references"]
