"""After an erasure no word of it is left in the bytes of the container, write-ahead log included.

The stores of these tests are written by the program as ever, but by a connection without a key, so that
every page, also a free one, can be read in the file.
"""

import hashlib
import io
import itertools
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as driver
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from app.base.ids import new_id
from app.casework import (
    agencies,
    cases,
    chart_documents,
    chart_items,
    chart_notes,
    contributions,
    documents,
    erasure,
    findings,
    subjects,
)
from app.casework.findings import Statement
from app.casework.search import search
from app.store import audit, engine, schema, tables, undo
from app.store.store import Store
from tests.unit.casework.conftest import LABEL, Desk


def plain_connector(path: Path, _key: bytes) -> Callable[[], Any]:
    """A connection as the program makes it, but without a key: what it writes can be read in the file."""

    def connect() -> Any:
        connection = driver.connect(str(path), isolation_level=None, check_same_thread=False)
        # Keyed connections have it on by default; see tests/unit/store/test_engine.py.
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA temp_store = MEMORY")
        return connection

    return connect


@pytest.fixture(scope="module")
def plain_template(
    template: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Path, str]]:
    """An empty store whose database is not encrypted, with a valid key header beside it."""
    path = tmp_path_factory.mktemp("plain") / "plain.rundblick"
    shutil.copytree(template[0], path)
    (path / "store.db").unlink()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "connector", plain_connector)
        engine.prepare_file(path / "store.db", b"")
        schema.upgrade(path / "store.db", b"")
        yield path, template[1]


def open_plain(plain_template: tuple[Path, str], folder: Path) -> Store:
    shutil.copytree(plain_template[0], folder)
    return Store(folder, b"\0" * 32, "muster")


def set_up(store: Store) -> Desk:
    case_id = cases.create(store, "360-2026-900", "Musterfall", "Zweck", "Grundlage").ids[0]
    agency_id = agencies.add(store, "A09", "Gewerbeamt Musterstadt").ids[0]
    delivered = contributions.register(
        store, case_id, agency_id, "Auszug", provision="GewO-14-6", label=LABEL
    )
    source = contributions.add_source(store, case_id, delivered.ids[0], "register", "Blatt 3", "A")
    return Desk(store, case_id, agency_id, delivered.ids[0], source.ids[0])


def found_in_files(folder: Path, word: str) -> list[str]:
    """Return the files of the container that hold the word in UTF-8, as written, folded or as FTS term."""
    needles = {w.encode() for w in (word, word.casefold(), word.upper())}
    return [f.name for f in sorted(folder.iterdir()) if any(n in f.read_bytes() for n in needles)]


def finding_ids(desk: Desk, subject: str) -> list[str]:
    records = cases.records(desk.store, desk.case_id)
    return [f.id for f in records.findings if f.subject_id == subject]


def sound(store: Store) -> bool:
    """What `verify` looks for, as far as it can be asked of a file without a key."""
    with store.read() as connection:
        hollow = select(tables.subject.c.id).where(
            tables.subject.c.id.not_in(select(tables.finding.c.subject_id))
        )
        connection.exec_driver_sql(
            "INSERT INTO search_index(search_index, rank) VALUES ('integrity-check', 1)"
        )
        return (
            connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
            and connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
            and connection.execute(hollow).all() == []
            and audit.first_break(connection) is None
        )


def test_no_erased_word_is_left_in_the_bytes(plain_template: tuple[Path, str], tmp_path: Path) -> None:
    folder = tmp_path / "plain.rundblick"
    store = open_plain(plain_template, folder)
    desk = set_up(store)
    document = documents.attach(
        store,
        desk.case_id,
        desk.contribution_id,
        "akte.txt",
        "text/plain",
        io.BytesIO(b"Dokumentwort" * 9000),
    ).ids[0]
    source = contributions.add_source(
        store, desk.case_id, desk.contribution_id, "file", "Quellenwort", "B", document
    ).ids[0]
    person = subjects.add_node(store, desk.case_id, "person", [Statement("name", "Namenswort", source)]).ids[
        0
    ]
    findings.record(store, desk.case_id, person, Statement("note", "Notizwort " * 2000, source))
    old = findings.record(store, desk.case_id, person, Statement("alias", "Altwort", source)).ids[0]
    findings.correct(store, desk.case_id, old, "Neuwort")
    for n in range(60):
        desk.person(f"Bleibewort {n}")
    with store.read() as connection:
        sha256 = connection.execute(select(tables.document.c.sha256)).scalar_one()
    with store.aside() as connection:
        connection.execute(delete(tables.document_text).where(tables.document_text.c.sha256 == sha256))
        read = {"id": new_id(), "sha256": sha256, "state": "read", "text": "Auszugswort " * 500}
        connection.execute(tables.document_text.insert(), read)
        begun = {"id": new_id(), "case_id": desk.case_id, "user": "muster", "place": f"korrigieren {old}"}
        connection.execute(tables.draft.insert(), {**begun, "data": '{"value": "Entwurfswort"}'})
    chart = chart_documents.create(store, desk.case_id, "Übersicht", places={person: (0, 0)}).ids[0]
    note = chart_notes.add_note(store, chart, "Zettelwort " * 40, 0, 0, subject_id=person).ids[0]
    (held,) = chart_documents.read_document(store, chart).notes
    assert held.id == note
    chart_notes.change_note(store, chart, replace(held, text="Neuzettel"))
    chart_items.change_look(store, chart, [person], badge="Plakette")
    words = (
        "Dokumentwort", "Quellenwort", "Namenswort", "Notizwort", "Altwort", "Neuwort", "Auszugswort",
        "Entwurfswort", "Zettelwort", "Neuzettel", "Plakette",
    )  # fmt: skip
    store.write_back()
    assert all(found_in_files(folder, w) for w in words), "the search for bytes finds what is there"
    erasure.erase(store, desk.case_id, finding_ids(desk, person), "Frist abgelaufen")
    # Open: the write-ahead log is looked into as well.
    assert {w: found_in_files(folder, w) for w in words} == {w: [] for w in words}
    assert found_in_files(folder, "Bleibewort")
    assert [search(store, w).total for w in words] == [0] * len(words)
    store.close()


KINDS = ["person", "note", "correct", "link", "undo", "redo", "erase"]
STEPS = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 99)), min_size=4, max_size=25)
_NUMBER = itertools.count()


class Walk:
    """Random work on a case; remembers every word that was ever written."""

    def __init__(self, store: Store) -> None:
        self.desk = set_up(store)
        self.store, self.case_id = store, self.desk.case_id
        self.words: set[str] = set()
        # Never touched, so that the source stays.
        self.anchor = self.desk.person("Anker")
        self.floor = self.done()

    def word(self) -> str:
        word = hashlib.sha256(str(next(_NUMBER)).encode()).hexdigest()[:24]
        self.words.add(word)
        return word

    def step(self, kind: str, choice: int) -> None:
        records = cases.records(self.store, self.case_id)
        stated = [f for f in records.findings if f.property != "exists" and f.subject_id != self.anchor]
        # By their words: ids are random, and a failing example has to fail again.
        values = sorted(stated, key=lambda f: f.value)
        nodes = {s.id for s in records.subjects if s.kind == "node"}
        people = list(dict.fromkeys(f.subject_id for f in values if f.subject_id in nodes))
        if kind == "person":
            self.desk.person(self.word())
        elif kind == "undo":
            if self.done() > self.floor:
                undo.undo(self.store, self.case_id)
        elif kind == "redo":
            undo.redo(self.store, self.case_id)
        elif not values:
            return
        elif kind == "note":
            text = Statement("note", self.word(), self.desk.source_id)
            findings.record(self.store, self.case_id, people[choice % len(people)], text)
        elif kind == "correct":
            findings.correct(self.store, self.case_id, values[choice % len(values)].id, self.word())
        elif kind == "link" and len(people) > 1:
            ends = people[choice % len(people)], people[(choice + 1) % len(people)]
            evidence = [Statement("exists", "yes", self.desk.source_id, place_in_source=self.word())]
            subjects.add_link(self.store, self.case_id, "contact", *ends, evidence)
        elif kind == "erase":
            self.erase(values[choice % len(values)].id)

    def done(self) -> int:
        return sum(e.state == "done" for e in undo.history(self.store, self.case_id))

    def erase(self, finding_id: str) -> None:
        before = {
            f.id: (f.value, f.place_in_source) for f in cases.records(self.store, self.case_id).findings
        }
        gone = erasure.erase(self.store, self.case_id, [finding_id], "Frist abgelaufen")
        left = {w for pair in self.left() for w in pair}
        self.floor = 0
        words = {w for i in gone.findings for w in before[i]} & self.words
        assert words.isdisjoint(left)

    def left(self) -> list[tuple[str, str]]:
        return [(f.value, f.place_in_source) for f in cases.records(self.store, self.case_id).findings]


@settings(max_examples=12)
@given(steps=STEPS)
def test_after_any_work_no_erased_word_is_left(
    plain_template: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int]]
) -> None:
    folder = tmp_path_factory.mktemp("walk") / "plain.rundblick"
    store = open_plain(plain_template, folder)
    walk = Walk(store)
    for kind, choice in steps:
        walk.step(kind, choice)
    last = walk.desk.person("Letzte")
    walk.erase(finding_ids(walk.desk, last)[0])
    standing = {w for pair in walk.left() for w in pair}
    # The last erasure ended the history: what no finding says is nowhere, undone words included.
    # The index keeps a word without the beginning that it shares with the one before it.
    left = {w: found_in_files(folder, w[8:]) for w in walk.words - standing}
    assert {w: files for w, files in left.items() if files} == {}
    assert all(found_in_files(folder, w[8:]) for w in walk.words & standing)
    assert sound(store)
    store.close()
