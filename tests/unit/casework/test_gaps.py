"""Die Lückentabelle und der Erhebungsplan: was in welcher Zelle stehen darf, und was mit ihm geschieht."""

import pytest

from app.base.errors import UserError
from app.base.records import Standing
from app.casework import cases, collection_plan, erasure, findings, gaps
from app.casework.findings import Statement
from app.store import undo
from app.store.verify import verify
from tests.unit.casework.conftest import Desk


@pytest.fixture
def fact(desk: Desk) -> str:
    desk.person("Erika Mustermann")
    return cases.records(desk.store, desk.case_id).findings[0].id


@pytest.fixture
def opinion(desk: Desk, fact: str) -> str:
    said = Statement(
        "note", "wohl Strohfrau", desk.source_id, standing=Standing.ASSESSMENT,
        author_agency_id=desk.agency_id, basis=(fact,),
    )  # fmt: skip
    subject = cases.records(desk.store, desk.case_id).findings[0].subject_id
    return findings.record(desk.store, desk.case_id, subject, said).ids[0]


@pytest.fixture
def gap(desk: Desk) -> str:
    return gaps.add(desk.store, desk.case_id, "who", "Wer führt die Läden?").ids[0]


def only(desk: Desk) -> gaps.Gap:
    (found,) = gaps.of_case(desk.store, desk.case_id)
    return found


def test_wenn_ich_die_tabelle_anlege_dann_stehen_die_sieben_fragen_da_und_ein_schritt_nimmt_sie_zurueck(
    desk: Desk,
) -> None:
    gaps.lay_out(desk.store, desk.case_id)
    asked = [g.question for g in gaps.of_case(desk.store, desk.case_id)]
    assert asked == ["who", "what", "when", "where", "how", "why", "with_what"]
    gaps.add(desk.store, desk.case_id, "who", "Wer fährt?")
    assert [g.question for g in gaps.of_case(desk.store, desk.case_id)][:3] == ["who", "who", "what"]
    assert gaps.open_count(desk.store) == gaps.open_count(desk.store, desk.case_id) == 8
    undo.undo(desk.store, desk.case_id)
    undo.undo(desk.store, desk.case_id)
    assert gaps.of_case(desk.store, desk.case_id) == ()


def test_wenn_ich_eine_tatsache_einordne_dann_nur_unter_bekannt(desk: Desk, gap: str, fact: str) -> None:
    for cell in (gaps.ASSUMED, gaps.UNKNOWN, gaps.NOT_PERMITTED):
        with pytest.raises(UserError) as refused:
            gaps.cite(desk.store, gap, cell, fact)
        assert refused.value.key == "gap.standing"
    gaps.cite(desk.store, gap, gaps.KNOWN, fact)
    assert [e.finding_id for e in only(desk).cell(gaps.KNOWN)] == [fact]
    with pytest.raises(UserError, match="already"):
        gaps.cite(desk.store, gap, gaps.KNOWN, fact)


def test_wenn_ich_eine_einschaetzung_einordne_dann_nur_unter_angenommen(
    desk: Desk, gap: str, opinion: str
) -> None:
    with pytest.raises(UserError, match="Only a fact"):
        gaps.cite(desk.store, gap, gaps.KNOWN, opinion)
    gaps.cite(desk.store, gap, gaps.ASSUMED, opinion)
    undo.undo(desk.store, desk.case_id)
    assert only(desk).entries == ()
    undo.redo(desk.store, desk.case_id)
    assert only(desk).cell(gaps.ASSUMED)[0].finding_id == opinion


def test_wenn_die_erkenntnis_berichtigt_ist_dann_nehme_ich_die_neue(desk: Desk, gap: str, fact: str) -> None:
    newer = findings.correct(desk.store, desk.case_id, fact, "Erika Muster").ids[0]
    with pytest.raises(UserError, match="corrected"):
        gaps.cite(desk.store, gap, gaps.KNOWN, fact)
    gaps.cite(desk.store, gap, gaps.KNOWN, newer)


def test_wenn_ich_beantwortet_sage_dann_steht_eine_erkenntnis_da(desk: Desk, gap: str, fact: str) -> None:
    with pytest.raises(UserError) as refused:
        gaps.change(desk.store, gap, "Wer?", "answered")
    assert refused.value.key == "gap.answered"
    gaps.cite(desk.store, gap, gaps.KNOWN, fact)
    gaps.change(desk.store, gap, "Wer?", "answered")
    assert gaps.open_count(desk.store, desk.case_id) == 0
    gaps.take_out(desk.store, only(desk).entries[0].id)
    assert only(desk).status == "open"


def test_wenn_etwas_nicht_erhoben_werden_darf_dann_steht_da_warum(desk: Desk, gap: str) -> None:
    with pytest.raises(UserError, match="provision"):
        gaps.note(desk.store, gap, gaps.NOT_PERMITTED, " ")
    with pytest.raises(UserError, match="not said why"):
        gaps.change(desk.store, gap, "", "not_permitted")
    gaps.note(desk.store, gap, gaps.NOT_PERMITTED, "§ 65 SGB VIII")
    gaps.change(desk.store, gap, "", "not_permitted")
    assert gaps.open_count(desk.store) == 0
    with pytest.raises(UserError, match="findings only"):
        gaps.note(desk.store, gap, gaps.KNOWN, "abgeschrieben")


def test_wenn_eine_zitierte_erkenntnis_geloescht_wird_dann_sagt_die_zelle_es_und_haelt_nichts(
    desk: Desk, gap: str, fact: str
) -> None:
    gaps.cite(desk.store, gap, gaps.KNOWN, fact)
    gaps.change(desk.store, gap, "", "answered")
    erasure.erase(desk.store, desk.case_id, [fact], "Frist abgelaufen")
    (entry,) = only(desk).entries
    assert entry.lost
    assert entry.finding_id is None
    with pytest.raises(UserError, match="No finding answers"):
        gaps.change(desk.store, gap, "", "answered")
    assert [c for c in verify(desk.store, deep=True) if not c.ok] == []


def test_wenn_ich_eine_aufgabe_zur_luecke_anlege_dann_ist_sie_beauftragt_und_verbunden(
    desk: Desk, gap: str
) -> None:
    said = {"requirement": "Mietverträge", "gap_id": gap, "due": "2020-01-01", "agency_id": desk.agency_id}
    task = collection_plan.add(desk.store, desk.case_id, said).ids[0]
    assert only(desk).status == "tasked"
    assert [t.id for t in collection_plan.overdue(desk.store)] == [task]
    assert collection_plan.overdue(desk.store, "anderer Fall") == ()
    gaps.remove(desk.store, gap)
    (left,) = collection_plan.of_case(desk.store, desk.case_id)
    assert left.gap_id is None
    undo.undo(desk.store, desk.case_id)
    assert collection_plan.of_case(desk.store, desk.case_id)[0].gap_id == gap
    assert only(desk).status == "tasked"


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ({"requirement": ""}, "task.requirement"),
        ({"state": "requested"}, "task.provision"),
        ({"state": "requested", "provision": "GewO-14-6"}, "task.agency_id"),
        ({"state": "answered", "provision": "GewO-14-6"}, "task.result"),
        ({"due": "morgen"}, "review.day"),
        ({"provision": "gibt es nicht"}, "provisions.unknown"),
        ({"gap_id": "fremd"}, "task.gap_id"),
        ({"priority": "sofort"}, "case_list.priorities"),
    ],
)
def test_wenn_eine_aufgabe_unvollstaendig_ist_dann_sagt_die_absage_was_fehlt(
    desk: Desk, said: dict[str, str], key: str
) -> None:
    with pytest.raises(UserError) as refused:
        collection_plan.add(desk.store, desk.case_id, {"requirement": "Mietverträge", **said})
    assert refused.value.key == key
    assert collection_plan.of_case(desk.store, desk.case_id) == ()


def test_wenn_eine_aufgabe_beantwortet_ist_dann_ist_sie_nicht_mehr_ueberfaellig(desk: Desk) -> None:
    said = {"requirement": "Mietverträge", "due": "2020-01-01", "provision": "GewO-14-6"}
    task = collection_plan.add(desk.store, desk.case_id, said).ids[0]
    assert collection_plan.of_case(desk.store, desk.case_id)[0].overdue
    collection_plan.change(desk.store, task, {"state": "answered", "result": "vier Verträge"})
    assert collection_plan.overdue(desk.store) == ()
    collection_plan.remove(desk.store, task)
    undo.undo(desk.store, desk.case_id)
    assert collection_plan.of_case(desk.store, desk.case_id)[0].result == "vier Verträge"


def test_a_task_names_who_asks_when_it_is_enough_and_how_its_result_is_rated(desk: Desk) -> None:
    said = {"requirement": "Mietverträge", "owner": "M. Beispiel", "stop_criterion": "drei Verträge"}
    task = collection_plan.add(desk.store, desk.case_id, said).ids[0]
    with pytest.raises(UserError) as refused:
        collection_plan.change(desk.store, task, {"rating": "B2"})
    assert refused.value.key == "task.rating"
    with pytest.raises(UserError):
        collection_plan.change(desk.store, task, {"rating": "E9", "result": "zwei Verträge"})
    collection_plan.change(desk.store, task, {"rating": "B2", "result": "zwei Verträge"})
    (found,) = collection_plan.of_case(desk.store, desk.case_id)
    assert (found.owner, found.stop_criterion, found.rating) == ("M. Beispiel", "drei Verträge", "B2")
