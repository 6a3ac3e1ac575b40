import io
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from app.base.bounded_process import Limits
from app.casework import document_texts, documents, erasure, passage_findings
from app.casework.findings import Statement
from app.casework.passages import Passage
from app.casework.search import search
from app.store import tables


def attach(desk: Any, name: str, data: bytes) -> str:
    made = document_texts.attach(desk.store, desk.case_id, desk.contribution_id, name, "", io.BytesIO(data))
    return made.ids[0]


def said(desk: Any, document_id: str) -> document_texts.DocumentText:
    with desk.store.read() as connection:
        query = select(tables.document.c.sha256).where(tables.document.c.id == document_id)
        return document_texts.text_of(connection, connection.execute(query).scalar_one())


@pytest.mark.parametrize(
    ("name", "word", "snippet"),
    [
        ("08_anhaenge/pdf/udhr_ger.pdf", "Brüderlichkeit", "[Brüderlichkeit]"),
        ("04_formate/office_mail/hello world word.docx", "world", "[world,]"),
        ("04_formate/office_mail/file.xlsx", "Viteazul", "[Viteazul]"),
        ("04_formate/office_mail/email_multipart_nested.eml", "john.doe", "john.doe"),
    ],
)
def test_a_word_inside_a_document_is_found(
    desk: Any, shared_data: Path, name: str, word: str, snippet: str
) -> None:
    document_id = attach(desk, name.rpartition("/")[2], (shared_data / name).read_bytes())
    hits = search(desk.store, word, desk.case_id).hits
    assert [(hit.kind, hit.id) for hit in hits] == [("document", document_id)]
    assert snippet in hits[0].snippet


def test_a_word_parted_at_the_end_of_a_line_is_found_whole(desk: Any) -> None:
    attach(desk, "Vermerk.txt", b"Der Miet-\nwagen stand dort.")
    assert search(desk.store, "Mietwagen", desk.case_id).total == 1


def test_a_match_deep_in_a_long_document_is_shown_with_its_line(desk: Any) -> None:
    lines = [f"Zeile {n} ohne Belang und ohne das Gesuchte." for n in range(2000)]
    lines[1500] = "Hier steht der Quittenbaum im Hof."
    attach(desk, "Lang.txt", "\n".join(lines).encode())
    [hit] = search(desk.store, "Quittenbaum", desk.case_id).hits
    assert hit.snippet == "Hier steht der [Quittenbaum] im Hof."


def test_a_hostile_file_costs_its_text_and_not_the_attachment(desk: Any, shared_data: Path) -> None:
    path = shared_data / "05_feindlich/pdf/poppler-395-0-fuzzed.pdf"
    found = said(desk, attach(desk, path.name, path.read_bytes()))
    assert found.state == "failed"
    assert found.pages == ()
    assert found.sentence
    with desk.store.read() as connection:
        assert connection.execute(select(tables.document.c.state)).scalar_one() == "complete"


def test_a_reader_out_of_time_costs_the_text_alone(desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document_texts, "LIMITS", Limits(seconds=0.01))
    assert said(desk, attach(desk, "Vermerk.txt", b"Text")).note == "time"


def test_texts_of_documents_that_came_another_way_are_read_later(desk: Any) -> None:
    for name in ("a.txt", "b.txt"):
        stream = io.BytesIO(b"Derselbe Inhalt")
        documents.attach(desk.store, desk.case_id, desk.contribution_id, name, "", stream)
    assert search(desk.store, "Inhalt", desk.case_id).total == 0
    assert document_texts.read_texts(desk.store) == 1
    assert search(desk.store, "Inhalt", desk.case_id).total == 2
    assert document_texts.read_texts(desk.store) == 0


def test_a_passage_becomes_a_finding_with_the_document_as_its_source(desk: Any) -> None:
    document_id = attach(desk, "Vermerk.txt", b"Halterin ist Erika Mustermann.")
    person = desk.person("E. M.")
    passage = Passage(1, 14, 29)
    words = passage.cut(said(desk, document_id).pages)
    assert words == "Erika Mustermann"
    for _round in range(2):
        passage_findings.record(
            desk.store, desk.case_id, document_id, passage, person, Statement("name", words, ""), "B"
        )
    with desk.store.read() as connection:
        sources = connection.execute(
            select(tables.source).where(tables.source.c.document_id == document_id)
        ).all()
        assert [(s.reference, s.reliability) for s in sources] == [("Vermerk.txt", "B")]
        query = select(tables.finding).where(tables.finding.c.source_id == sources[0].id)
        found = connection.execute(query).all()
    assert [(f.value, f.place_in_source) for f in found] == [("Erika Mustermann", "p1:14-29")] * 2


def test_erasing_the_last_finding_takes_document_and_text_along(desk: Any) -> None:
    document_id = attach(desk, "Vermerk.txt", b"Das Wort Quittenbaum steht hier.")
    statement = Statement("name", "Quitte", "")
    made = passage_findings.record(
        desk.store, desk.case_id, document_id, Passage(1, 10, 20), desk.person("Anna Muster"), statement
    )
    erasure.erase(desk.store, desk.case_id, [made.ids[0]], "Frist abgelaufen")
    with desk.store.read() as connection:
        for table in (tables.document, tables.document_chunk, tables.document_text):
            assert connection.execute(select(func.count()).select_from(table)).scalar_one() == 0
    assert search(desk.store, "Quittenbaum").total == 0
