import io
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from app.base.errors import UserError
from app.base.records import Label
from app.casework import agencies, cases, contributions, documents
from app.handover.document_copies import save_copy
from app.store import audit, tables
from app.store.store import Store


@pytest.fixture
def kept(store: Store) -> tuple[str, str]:
    """A case and a document of it."""
    case_id = cases.create(store, "360-2026-901", "Musterfall", "Zweck", "Grundlage").ids[0]
    agency = agencies.add(store, "A09", "Gewerbeamt Musterstadt").ids[0]
    label = Label("open", "suspect", "§ 266a StGB", "Gewerbeamt Musterstadt", "§ 14 GewO")
    came = contributions.register(store, case_id, agency, "Auszug", provision="GewO-14-6", label=label).ids[0]
    made = documents.attach(store, case_id, came, "Blatt.txt", "text/plain", io.BytesIO(b"Inhalt"))
    return case_id, made.ids[0]


def entries(store: Store) -> list[Any]:
    with store.read() as connection:
        return [e for e in audit.entries(connection) if e.action == "disclosure"]


def test_a_copy_is_the_document_and_stands_in_the_log(
    store: Store, kept: tuple[str, str], tmp_path: Path
) -> None:
    out = tmp_path / "Kopie.txt"
    change = save_copy(store, *kept, out, "Akteneinsicht")
    assert out.read_bytes() == b"Inhalt"
    assert out.stat().st_mode & 0o077 == 0
    assert change.change_id == ""
    [entry] = entries(store)
    assert entry.reason == "Akteneinsicht"
    assert kept[1] in entry.detail


def test_without_a_reason_nothing_leaves(store: Store, kept: tuple[str, str], tmp_path: Path) -> None:
    with pytest.raises(UserError):
        save_copy(store, *kept, tmp_path / "Kopie.txt", "  ")
    assert list(tmp_path.glob("*Kopie*")) == []


def test_a_place_that_cannot_be_written_leaves_no_entry(
    store: Store, kept: tuple[str, str], tmp_path: Path
) -> None:
    with pytest.raises(UserError) as caught:
        save_copy(store, *kept, tmp_path / "fehlt" / "Kopie.txt", "Akteneinsicht")
    assert caught.value.key == "file.not_writable"
    assert entries(store) == []


def test_damaged_content_does_not_leave(store: Store, kept: tuple[str, str], tmp_path: Path) -> None:
    with store.write("", audit.Action.ADMINISTRATION, history=False) as work:
        chunk_id = work.connection.execute(select(tables.document_chunk.c.id)).scalar_one()
        work.update(tables.document_chunk, chunk_id, data=b"anders")
    with pytest.raises(UserError) as caught:
        save_copy(store, *kept, tmp_path / "Kopie.txt", "Akteneinsicht")
    assert caught.value.key == "document.damaged"
    assert list(tmp_path.glob("*Kopie*")) == []
