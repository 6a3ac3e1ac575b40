"""The knowledge library: versions, approval, closed groups, search, reading figures, the handbook."""

import pytest
from sqlalchemy import text

from app.base.clock import today
from app.base.errors import ExitCode, UserError
from app.base.library_records import VersionState
from app.casework import provision_states, provision_versions
from app.casework.provision_states import ProvisionStatus
from app.casework.search import search as search_all
from app.office import (
    entries,
    library,
    library_areas,
    library_erasure,
    library_files,
    library_groups,
    library_readings,
)
from app.office import library_writing as writing
from app.office.handbook import handbook
from app.office.library_groups import Reader, ReaderKind
from app.office.library_writing import NewFile, Writing
from app.policy import provisions
from app.store import undo
from app.store.store import Store

AREA = "Geldwäscheprävention"


@pytest.fixture
def room(store: Store) -> Store:
    library_areas.lay_out(store)
    return store


def put(store: Store, title: str, body: str = "Muster", agency: str = "", begin: str = "") -> str:
    made = writing.add(
        store, AREA, "process_flow", Writing(title, body, author_agency=agency, valid_from=begin)
    )
    return made.ids[0]


def test_versions_are_kept_and_the_approved_one_in_force_is_read(room: Store) -> None:
    assert len(library.areas(room)) == 9
    paper = put(room, "Ablauf", "Erster Wortlaut", agency="Musteramt", begin="01.03.2021")
    assert library.get(room, paper).shown("2026-01-01").state is VersionState.DRAFT
    writing.revise(room, paper, Writing("Ablauf", "Erster Wortlaut, besser", valid_from="2021-03-01"))
    assert len(library.get(room, paper).versions) == 1
    writing.approve(room, paper)
    writing.revise(room, paper, Writing("Ablauf", "Zweiter Wortlaut", "kürzer", valid_from="2999-01-01"))
    writing.approve(room, paper)
    writing.revise(room, paper, Writing("Ablauf", "Dritter Wortlaut"))
    found = library.get(room, paper)
    assert [v.no for v in found.versions] == [3, 2, 1]
    assert found.shown(today().isoformat()).text == "Erster Wortlaut, besser"
    assert found.shown("2999-06-01").text == "Zweiter Wortlaut"
    assert (found.versions[1].approved_by, found.versions[1].written_by) == ("muster", "muster")
    writing.withdraw(room, paper, "überholt")
    assert {v.state for v in library.get(room, paper).versions[1:]} == {VersionState.WITHDRAWN}
    undo.undo(room)
    assert library.get(room, paper).shown("2999-06-01").text == "Zweiter Wortlaut"
    writing.discard(room, paper)
    assert library.get(room, paper).draft is None


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (Writing(" "), "title"),
        (Writing("A", valid_from="morgen"), "valid_from"),
        (Writing("A", valid_from="2026-02-01", valid_until="2026-01-01"), "valid_until"),
    ],
)
def test_what_is_wrong_is_named(room: Store, wrong: Writing, field: str) -> None:
    with pytest.raises(UserError) as refused:
        writing.add(room, AREA, "sample", wrong)
    assert refused.value.params["place"] == field
    with pytest.raises(UserError, match="no subject area"):
        writing.add(room, "Kochen", "sample", Writing("A"))
    with pytest.raises(UserError, match="Needed here"):
        writing.add(room, AREA, "sample", Writing("A", "nur Araber"))
    assert library.documents(room) == ()


def test_closed_documents_are_in_no_list_and_no_search_of_others(room: Store) -> None:
    paper = put(room, "Geheimes Verfahren", "Losungswort Ulme")
    opened = put(room, "Offenes Verfahren", "Losungswort Esche")
    group = library_groups.save_group(
        room, "", "Fachgruppe Muster", [Reader(ReaderKind.PERSON, "Muster")]
    ).ids[0]
    writing.place(room, paper, AREA, "sample", group)
    assert [d.id for d in library.documents(room)] == [paper, opened]
    library_groups.save_group(room, group, "Fachgruppe Muster", [Reader(ReaderKind.PERSON, "Anna Muster")])
    assert [d.id for d in library.documents(room)] == [opened]
    assert list(library.search(room, "Losungswort")) == [opened]
    hidden = library_groups.hidden_documents(room)
    assert [h.id for h in search_all(room, "Losungswort", closed=hidden).hits] == [opened]
    assert search_all(room, "Losungswort Ulme", closed=hidden).total == 0
    assert search_all(room, "Losungswort").total == 0
    for refused in (library.get, library_readings.note_reading, writing.discard):
        with pytest.raises(UserError, match="no document") as raised:
            refused(room, paper)
        assert raised.value.exit_code == ExitCode.ANSWER_IS_NO
    with pytest.raises(UserError, match="not complete"):
        writing.place(room, opened, AREA, "sample", group)
    with pytest.raises(UserError, match="closed to this group"):
        library_groups.remove_group(room, group)
    with room.read() as connection:
        told = connection.execute(text("SELECT label FROM change_log")).scalars().all()
    assert not [label for label in told if "Geheimes" in label]


def test_an_agency_reads_through_the_register_of_staff(room: Store) -> None:
    entries.add(
        room, "partners", {"name": "Stadt Musterhausen", "kind": "city", "membership": "joined"}, "active"
    )
    paper = put(room, "Verfahren")
    group = library_groups.save_group(room, "", "G", [Reader(ReaderKind.ROLE, "head")]).ids[0]
    writing.place(room, paper, AREA, "sample", group)
    reader = Reader(ReaderKind.AGENCY, "Stadt Musterhausen")
    library_groups.save_group(room, group, "G", [reader])
    assert library.documents(room) == ()
    told = {"name": "Muster", "agency": "Stadt Musterhausen", "since": "2024"}
    entry = entries.add(room, "staff", told, "active").ids[0]
    assert [d.id for d in library.documents(room)] == [paper]
    entries.update(room, entry, {"until": "2025"}, "ended")
    assert library.documents(room) == ()


def test_files_are_kept_once_found_by_their_text_and_given_back(room: Store) -> None:
    data = b"Muster: Kassenbuch und Mehlwaage"
    for title in ("Eins", "Zwei"):
        writing.add(room, AREA, "sample", Writing(title, file=NewFile("Bogen.txt", data)))
    assert library_files.read_texts(room) == 1
    assert len(library.search(room, "Mehlwaage")) == 2
    with room.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM library_piece")).scalar_one() == 1
    found = library.find(room, "eins")
    assert library_files.content(room, found.versions[0].sha256) == data
    writing.revise(room, found.id, Writing("Eins", "ohne", drop_file=True))
    assert list(library.search(room, "Mehlwaage")) == [library.find(room, "Zwei").id]


def test_what_is_erased_is_nowhere_any_more(room: Store) -> None:
    file = NewFile("Bogen.txt", b"Geheimwort Ulme steht in der Datei")
    paper = writing.add(room, AREA, "sample", Writing("Eins", "Geheimwort Esche", file=file)).ids[0]
    writing.approve(room, paper)
    library_readings.note_reading(room, paper)
    with pytest.raises(UserError, match="reason"):
        library_erasure.erase(room, paper, " ")
    library_erasure.erase(room, paper, "nennt eine Person")
    assert library.documents(room) == ()
    with room.read() as connection:
        for table in ("library_version", "library_piece", "library_file", "library_reading"):
            assert connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() == 0
        held = connection.execute(text("SELECT group_concat(images) FROM change_log")).scalar_one()
    assert "Geheimwort" not in held


def test_reading_figures_know_documents_and_months_only(room: Store) -> None:
    paper = put(room, "Verfahren")
    before = room.head()
    for _time in range(3):
        library_readings.note_reading(room, paper)
    month = today().isoformat()[:7]
    assert library_readings.readings(room)[0].months == ((month, 3),)
    assert room.head() == before
    with room.read() as connection:
        columns = connection.execute(text("SELECT * FROM library_reading")).keys()
    assert set(columns) == {"id", "document_id", "month", "count"}


def test_the_handbook_says_per_agency_what_may_be_given_and_got(store: Store) -> None:
    book = handbook(store, "A05", "Sozialleistungsbetrug")
    chapter = book.chapters[0]
    given = {line.entry.id: line for line in chapter.parts[0].lines}
    asked = {line.entry.id for line in chapter.parts[1].lines}
    assert given["SGB10-71-1-3"].others == ("Tax authority",)
    assert "SGB10-68" in asked
    assert "SGB10-68" not in given
    got = {line.entry.id for part in chapter.parts[2:4] for line in part.lines}
    assert {"AO-31a", "SGB10-21-4"} <= got
    assert "SGB1-35" in {line.entry.id for line in chapter.parts[-1].lines}
    told = {entry.id: entry for entry in book.entries}
    assert "proposed, not approved" in told["AO-31a"].marks
    assert any("not verified" in mark for mark in told["DSGNRW-8-9"].marks)
    assert len(told["SGB10-68"].conditions) == 4
    provision_states.decide(store, "SGB10-71-1-3", ProvisionStatus.REJECTED, "nicht hier")
    provision_states.decide(store, "AO-31a", ProvisionStatus.APPROVED, "geprüft")
    again = handbook(store, "A05", "welfare_fraud")
    kept = {entry.id: entry for entry in again.entries}
    assert "SGB10-71-1-3" not in kept
    assert "approved by muster" in kept["AO-31a"].marks[0]
    assert len(handbook(store, topic="welfare_fraud").chapters) == 15
    for wrong in ({"agency": "Z99"}, {"topic": "Kochen"}):
        with pytest.raises(UserError):
            handbook(store, **wrong)


def test_own_words_of_the_office_stand_in_the_handbook(store: Store) -> None:
    try:
        wording = provision_versions.wording_of(store, "GewO-14-6")
        provision_versions.revise(store, "GewO-14-6", wording, "Erlass")
        provision_states.decide(store, "GewO-14-6", ProvisionStatus.APPROVED, "geprüft", 2)
        told = {entry.id: entry for entry in handbook(store, "A09").entries}
        assert any("own wording" in mark for mark in told["GewO-14-6"].marks)
    finally:
        provisions.announce(())
