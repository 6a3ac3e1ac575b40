"""The access report (BDSG section 57): everything of one person, nothing of anybody else."""

import dataclasses
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.base.access_records import AccessReport
from app.base.clock import today
from app.base.errors import UserError
from app.base.records import AgendaItem, Verdict
from app.briefing.access_letter import compose_access
from app.briefing.content import Table
from app.casework import (
    agencies,
    case_frame,
    cases,
    contributions,
    findings,
    judgements,
    notices,
    subjects,
)
from app.casework.findings import Statement
from app.conference import conferences, measures
from app.handover.access_report import AccessRequest, AccessResult, Withholding, write_access_report
from app.office import entries
from app.office.access_search import find_people, gather
from app.policy import ledger
from app.store import audit
from app.store.store import Store
from tests.pdf_text import pages_of
from tests.unit.handover.conftest import LABEL, Office

IDENTITY = "Personalausweis vorgelegt"
STAY = Withholding("others", "Hinweisgeber wäre erkennbar")


def read(path: Path) -> str:
    return "\n".join(pages_of(path))


def request(people: tuple[str, ...], **more: object) -> AccessRequest:
    return AccessRequest("Ayşe Örnek", "2026-11-01", IDENTITY, people, **more)  # type: ignore[arg-type]


def person(office: Office) -> str:
    return find_people(office.store, "Örnek Ayşe")[0].id


def put(office: Office, subject_id: str, name: str, value: str, **more: object) -> str:
    records = cases.records(office.store, office.case_id)
    source = records.sources[0].id
    said = Statement(name, value, source, **more)  # type: ignore[arg-type]
    return findings.record(office.store, office.case_id, subject_id, said).ids[0]


def written(office: Office, tmp_path: Path, **more: object) -> tuple[AccessResult, str]:
    result = write_access_report(office.store, request((person(office),), **more), tmp_path)
    return result, read(result.files[0])


def test_every_statement_is_given_with_origin_and_review_day(office: Office, tmp_path: Path) -> None:
    """Auch, was gesperrt, nicht freigegeben oder nur Bewertung ist: es wird verarbeitet."""
    restricted = put(office, person(office), "note", "Sperrwort Birke")
    note = put(office, person(office), "note", "leitet den Laden")
    findings.restrict(office.store, office.case_id, restricted, "bestritten")
    findings.correct(office.store, office.case_id, note, "leitet ihn nicht")
    result = write_access_report(office.store, request((person(office),)), tmp_path, language="en")
    text = read(result.files[0])
    for word in (
        "Sperrwort Birke",
        "leitet den Betrieb",
        "leitet den Laden",
        "Gewerbeamt Musterstadt",
        "contact (evidenced)",
        "corrected since",
    ):
        assert word in text.replace("\r\n", " ")
    held = gather(office.store, [person(office)])
    assert result.given == len(held[0].items) == 8
    assert [f.name for f in result.files] == [f"AU-{today().year}-001.pdf", f"AU-{today().year}-001.json"]


def test_a_person_is_found_by_beginnings_of_the_name_and_the_day_of_birth(office: Office) -> None:
    store = office.store
    assert [p.names for p in find_people(store, "orn AYS")] == [("Ayşe Örnek",)]
    assert find_people(store, "") == find_people(store, "rnek") == ()
    put(office, person(office), "birth_date", "1980-05-03")
    assert len(find_people(store, "Örnek", "1980-05-03")) == 1
    assert find_people(store, "Örnek", "1980-05-04") == ()


def test_nobody_else_is_in_the_bytes(office: Office, tmp_path: Path) -> None:
    put(office, person(office), "note", "wurde mit Przykładowy gesehen")
    put(office, person(office), "statement", "Treffen mit Jan am Hafen")
    result, text = written(office, tmp_path)
    for file in result.files:
        for word in ("Przyk", "Jan ", "Hafen", "Linde"):
            assert word.encode() not in file.read_bytes()
            assert word not in text
    assert "360-2026-900" not in text
    shown = json.loads(result.files[1].read_text("utf-8"))
    assert sum(1 for f in shown["files"] for i in f["items"] if not i["value"]) == 4


def test_minutes_judgements_and_free_texts_are_given_as_far_as_they_name_nobody_else(
    office: Office, tmp_path: Path
) -> None:
    store, case_id = office.store, office.case_id
    agency = agencies.find(store, "Gewerbeamt Musterstadt").id
    points = [AgendaItem(1, "Betrieb Örnek prüfen"), AgendaItem(2, "Örnek und Przykładowy anhören")]
    conferences.create(store, case_id, "2026-11-20", "Saal", "Muster", agency, points)
    measures.create(store, case_id, "Örnek anhören", agency, "GewO-29", "2027-01-01")
    case_frame.edit(store, case_id, {"question": "Führt Ayşe Örnek den Betrieb?"})
    people = [s.id for s in cases.records(store, case_id).subjects if s.type == "person"]
    own = person(office)
    other = next(i for i in people if i != own)
    judgements.judge(store, case_id, own, other, Verdict.DIFFERENT, "andere Geburtsdaten", agency)
    held = {t.text: t.others for t in gather(store, [own])[0].texts}
    assert any("prüfen" in text and not hidden for text, hidden in held.items())
    result, text = written(office, tmp_path)
    plain = " ".join(text.split())
    for word in ("Betrieb Örnek prüfen", "Örnek anhören", "Führt Ayşe Örnek den Betrieb?"):
        assert word in plain
    for word in ("Przyk", "andere Geburtsdaten"):
        assert word not in plain
        assert word.encode() not in result.files[1].read_bytes()
    notes = json.loads(result.files[1].read_text("utf-8"))["files"][0]["notes"]
    assert sum(not n["text"] for n in notes) >= 2
    hide = next(t.id for t in gather(store, [own])[0].texts if "anhören" in t.text and not t.others)
    kept, less = written(office, tmp_path, withheld={hide: STAY})
    assert kept.kept_back == 1
    assert "Örnek anhören" not in " ".join(less.split())


@given(word=st.sampled_from(["Ayla", "Öztan", "Brzoza", "Li", "Nguyễn", "van Dorn"]), front=st.booleans())
@settings(max_examples=12, deadline=None)
def test_a_name_of_somebody_else_hides_the_text_around_it(
    template: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory, word: str, front: bool
) -> None:
    path = tmp_path_factory.mktemp("wort") / "x.rundblick"
    import_copy(template[0], path)
    store = Store.open_with_recovery_key(path, template[1], "muster")
    agency = agencies.add(store, "A09", "Gewerbeamt").ids[0]
    case_id = cases.create(store, "1", "T", "Zweck", "Grundlage").ids[0]
    made = contributions.register(store, case_id, agency, "Auszug", label=LABEL).ids[0]
    source = contributions.add_source(store, case_id, made, "Hinweis", "Blatt", "A").ids[0]
    own = subjects.add_node(store, case_id, "person", [Statement("name", "Anna Muster", source)]).ids[0]
    subjects.add_node(store, case_id, "person", [Statement("name", f"{word} Fremd", source)])
    text = f"{word} war dabei" if front else f"traf dort {word}"
    findings.record(store, case_id, own, Statement("note", text, source))
    items = gather(store, [own])[0].items
    assert [i.others for i in items if i.property != "Name"] == [True]
    store.close()


def import_copy(source: Path, target: Path) -> None:
    """Copy the folder of a store."""
    target.mkdir()
    for file in source.iterdir():
        (target / file.name).write_bytes(file.read_bytes())


def test_what_is_kept_back_leaves_no_trace(office: Office, tmp_path: Path) -> None:
    """Der Brief sagt genau, was er ohne die zurückgehaltene Angabe sagen würde."""
    before = tmp_path / "a"
    after = tmp_path / "b"
    before.mkdir()
    after.mkdir()
    one, _text = written(office, before)
    secret = put(office, person(office), "note", "Kennwort Eibe")
    two, text = written(office, after, withheld={secret: STAY})
    assert "Eibe" not in text
    first, second = (json.loads(r.files[1].read_text("utf-8")) for r in (one, two))
    assert first.pop("number") != second.pop("number")
    told = [f.pop("recipients") for d in (first, second) for f in d["files"]]
    assert first == second
    assert told == [[], []]


def test_nothing_held_and_nothing_told_read_the_same(office: Office, tmp_path: Path) -> None:
    result, text = written(office, tmp_path, whole=STAY)
    empty = write_access_report(office.store, request(()), tmp_path)
    other = read(empty.files[0])
    assert text.replace(result.number, "X") == other.replace(empty.number, "X")
    assert (result.given, result.kept_back, empty.kept_back) == (0, 5, 0)
    states = [e.state for e in entries.list_entries(office.store, "access_requests")]
    assert states == ["withheld", "nothing"]


def test_it_is_logged_and_stands_in_the_ledger(office: Office, tmp_path: Path) -> None:
    result, _text = written(office, tmp_path)
    with office.store.read() as connection:
        found = ledger.entries(connection, subject_id=person(office))
        last = list(audit.entries(connection))[-1]
    assert {(e.kind, e.occasion, e.sha256) for e in found} == {
        ("access_report", result.number, result.sha256)
    }
    assert last.action == "disclosure"
    assert IDENTITY in last.reason
    assert "Örnek" not in last.reason + last.detail
    entry = entries.list_entries(office.store, "access_requests")[0]
    assert "Örnek" not in json.dumps(dict(entry.values))


def test_the_person_is_no_agency_to_choose_and_no_recipient_of_the_next_report(
    office: Office, tmp_path: Path
) -> None:
    written(office, tmp_path)
    records = cases.records(office.store, office.case_id)
    assert "PERSON" not in {a.class_code for a in records.agencies}
    result, text = written(office, tmp_path)
    assert "Betroffene Person" not in text
    finding = next(f for f in records.findings if f.subject_id == person(office))
    findings.correct(office.store, office.case_id, finding.id, "Ayse Örnek")
    assert len(notices.listed(office.store)) == 1
    assert result.number.endswith("002")


@pytest.mark.parametrize(
    ("changed", "key"),
    [
        ({"identity": "ja"}, "access.identity"),
        ({"person": " "}, "access.person"),
        ({"whole": Withholding("others", "nein")}, "access.ground"),
        ({"whole": Withholding("mood", "weil es so ist")}, "access.ground"),
        ({"withheld": {"f" * 32: STAY}}, "access.unknown"),
    ],
)
def test_what_lacks_is_refused_and_nothing_is_written(
    office: Office, tmp_path: Path, changed: dict[str, object], key: str
) -> None:
    wish = dataclasses.replace(request((person(office),)), **changed)  # type: ignore[arg-type]
    with pytest.raises(UserError) as refused:
        write_access_report(office.store, wish, tmp_path)
    assert refused.value.key == key
    assert list(tmp_path.glob("AU-*")) == []
    assert entries.count(office.store, "access_requests") == 0


def test_a_folder_that_is_not_there_leaves_no_entry(office: Office, tmp_path: Path) -> None:
    with pytest.raises(UserError):
        write_access_report(office.store, request((person(office),)), tmp_path / "fehlt")
    assert entries.count(office.store, "access_requests") == 0


def test_the_letter_counts_what_it_gives(office: Office, tmp_path: Path) -> None:
    result, _text = written(office, tmp_path)
    shown = json.loads(result.files[1].read_text("utf-8"))
    assert sum(len(f["items"]) for f in shown["files"]) == result.given
    blocks = compose_access(AccessReport("AU-1", "A", "2026-11-01", "2026-11-02", ()), "en").blocks
    assert not [b for b in blocks if isinstance(b, Table)]


def test_the_person_concerned_cannot_be_chosen_as_a_recipient(office: Office, tmp_path: Path) -> None:
    written(office, tmp_path)
    assert {a.class_code for a in agencies.all_recipients(office.store)} >= {"PERSON", "OFFICE"}
    assert "PERSON" not in {a.class_code for a in agencies.all_agencies(office.store)}
    with pytest.raises(UserError):
        agencies.find(office.store, "Betroffene Person")
