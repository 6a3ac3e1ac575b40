"""Ein Jahr in der Geschäftsstelle, Verzeichnis für Verzeichnis, mit dem, was jedem eigen ist."""

import datetime as dt
from collections.abc import Iterator

import pytest

from app.base import i18n
from app.base.errors import UserError
from app.casework.search import search
from app.office import entries
from app.office.entries import Row
from app.office.figures import Period, figures
from app.office.office_calendar import due_items
from app.office.register_model import register
from app.office.register_statistics import statistics
from app.store import founding, keys, roles
from app.store.keyslots import KdfCost
from app.store.store import Store
from app.store.undo import undo

YEAR = Period.of_year(2026)


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("stories") / "g.rundblick"
    store, _key = Store.create(path, "muster-passphrase", user="muster", cost=KdfCost(128 * 1024, 1, 1))
    entries.add(store, "partners", {"name": "Stadt Anfang", "membership": "founding", "since": "2024-06-22"})
    yield store
    store.close()


@pytest.fixture(autouse=True)
def _german() -> None:
    i18n.set_language("de")


def counted(store: Store, *names: str, period: Period = YEAR) -> tuple[int, ...]:
    found = figures(store, period)
    return tuple(found[name].value for name in names)


def test_wenn_ein_partner_geht_dann_zaehlt_er_bis_zu_seinem_letzten_tag(room: Store) -> None:
    joined = entries.add(room, "partners", {"name": "Stadt Später", "since": "2025-03"}).ids[0]
    with pytest.raises(UserError, match="Partner bis"):
        entries.update(room, joined, {}, "ended")
    entries.update(room, joined, {"until": "2026-06-30"}, "ended")
    told = [counted(room, "partners_total", period=Period.of_year(y))[0] for y in (2023, 2024, 2025, 2026)]
    assert told == [0, 1, 2, 1]
    with pytest.raises(UserError, match="schon einen Eintrag"):
        entries.add(room, "partners", {"name": "stadt anfang"})
    entries.add(room, "partners", {"name": "Stadt Später", "since": "2027"})


def test_wenn_eine_fachgruppe_tagt_dann_zaehlt_nur_was_stattfand(room: Store) -> None:
    entries.add(room, "working_groups", {"title": "Fachgruppe Muster"})
    told = {"working_group": "Fachgruppe Muster"}
    plan = entries.add(room, "meetings", {**told, "period": "2026-03-10"}).ids[0]
    with pytest.raises(UserError, match="verlegt von"):
        entries.update(room, plan, {"period": "2026-04-14"}, "moved")
    moved = {"period": "2026-04-14", "moved_from": "2026-03-10", "reason": "Raum belegt"}
    entries.update(room, plan, moved, "moved")
    entries.update(room, plan, {"result": "Arbeitspaket vergeben"}, "held")
    off = {**told, "period": "2026-11", "reason": "Pandemie"}
    entries.add(room, "meetings", off, "cancelled")
    member = {"working_group": "Fachgruppe Muster", "agency": "Stadt Anfang", "name": "Anna Muster"}
    entries.add(room, "group_members", member)
    package = {**told, "title": "Prüfliste Muster", "due": "2026-05-01"}
    work = entries.add(room, "work_packages", package).ids[0]
    assert "Prüfliste Muster" in [item.title for item in due_items(room)]
    done = {"result": "Liste liegt vor", "finished": "2026-04-30", "released": "yes"}
    entries.update(room, work, done, "done")
    assert "Prüfliste Muster" not in [item.title for item in due_items(room)]
    names = ("wg_meetings_held", "wg_meetings_cancelled", "work_packages_done", "group_members_active")
    assert counted(room, *names) == (1, 1, 1, 1)
    assert entries.get(room, plan).value("moved_from") == "2026-03-10"


def test_wenn_die_jahrestagung_verlegt_wird_dann_steht_da_woher(room: Store) -> None:
    told = {"title": "Jahrestagung Muster", "kind": "management_network"}
    entries.add(room, "events", {**told, "date": "2026-12-13/2026-12-14", "reason": "Pandemie"}, "cancelled")
    new = {**told, "date": "2027-04-19/2027-04-20", "moved_from": "2026-12-13/2026-12-14"}
    event = entries.add(room, "events", new).ids[0]
    assert counted(room, "network_meetings_moved", "network_meetings_held") == (1, 0)
    entries.update(room, event, {}, "held")
    assert counted(room, "network_meetings_held", period=Period.of_year(2027)) == (1,)
    day = {"event": "Jahrestagung Muster", "agency": "Stadt Anfang", "date": "2027-04-19"}
    rows = [
        Row({**day, "name": f"Person {no}"}, s) for no, s in enumerate(["attended", "attended", "absent"])
    ]
    entries.add_many(room, "participants", rows)
    assert counted(room, "participants_attended", period=Period.of_year(2027)) == (2,)


def test_wenn_kommunen_angeschrieben_werden_dann_zaehlt_wer_zusagt_je_bezirk(room: Store) -> None:
    asked = [
        Row({"title": "Kommune Eins", "district": "Musterbezirk A", "asked_on": "2026-02"}),
        Row({"title": "Kommune Zwei", "district": "Musterbezirk A", "asked_on": "2026-02"}),
        Row({"title": "Kommune Drei", "district": "Musterbezirk B", "asked_on": "2026-02"}),
    ]
    ids = entries.add_many(room, "aml", asked).ids
    by_name = {entries.get(room, i).value("title"): i for i in ids}
    entries.update(room, by_name["Kommune Eins"], {}, "agreed")
    with pytest.raises(UserError):
        entries.update(room, by_name["Kommune Zwei"], {}, "sent")
    entries.update(room, by_name["Kommune Zwei"], {"sent_on": "2026-04-02"}, "sent")
    entries.update(room, by_name["Kommune Drei"], {}, "refused")
    assert counted(room, "gwg_municipalities", "gwg_admin_districts") == (2, 2)
    notice = {"title": "Meldung Muster", "authority": "FIU", "drafted": "2026-05-02", "basis": "gwg44"}
    made = entries.add(room, "aml_notices", {**notice, "facts": "Barzahlungen ohne Beleg"}).ids[0]
    assert entries.get(room, made).value("number") == "GW-2026-001"


def test_wenn_etwas_ins_lagebild_kommt_dann_mit_bewertung_und_frei_erst_mit_namen(room: Store) -> None:
    item = {
        "date": "2026-03-05",
        "kind": "press",
        "title": "Bericht Muster",
        "text": "x",
        "source": "Zeitung",
    }
    with pytest.raises(UserError, match="Quelle"):
        entries.add(room, "situation_log", item)
    made = entries.add(room, "situation_log", {**item, "reliability": "B", "credibility": "3"}).ids[0]
    with pytest.raises(UserError):
        entries.update(room, made, {}, "cleared")
    entries.update(room, made, {"cleared_by": "LKA Muster", "cleared_on": "2026-03-06"}, "cleared")
    assert counted(room, "situation_items", "situation_cleared", "press_items") == (1, 1, 1)


def test_wenn_behoerden_zusammen_kontrollieren_dann_jede_auf_eigener_grundlage(room: Store) -> None:
    plan = {"title": "Kontrolle Muster", "date": "2026-06-12", "lead": "Ordnungsamt", "aim": "Jugendschutz"}
    operation = entries.add(room, "operations", plan).ids[0]
    task = {"operation": "Kontrolle Muster", "agency": "Zoll", "phase": "day", "task": "Meldungen prüfen"}
    with pytest.raises(UserError, match="Befugnis"):
        entries.add(room, "operation_tasks", task)
    entries.add(room, "operation_tasks", {**task, "power": "§ 2 SchwarzArbG"})
    with pytest.raises(UserError):
        entries.update(room, operation, {}, "prepared")
    entries.update(room, operation, {"preparation": "Besprechung am 5. Juni"}, "held")
    entries.update(room, operation, {"findings_after": "Zwei Betriebe ohne Erlaubnis"}, "closed")
    assert counted(room, "operations_held") == (1,)


def test_wenn_gespraeche_gefuehrt_werden_dann_ohne_namen_und_ohne_verzeichnis_der_beschaeftigten() -> None:
    fields = {field.id for field in register("interviews").fields}
    assert fields == {"project", "code", "date", "group", "summary"}
    assert all("name" not in field.id for field in register("research_projects").fields)


def test_wenn_jemand_beccaria_macht_dann_zaehlen_vier_module(room: Store) -> None:
    entries.add(room, "staff", {"name": "Anna Muster", "agency": "Stadt Anfang", "since": "2026-01"})
    modules = ("Kriminologie", "Prävention", "Projektmanagement", "Begleitung")
    for title in modules:
        entries.add(room, "training_modules", {"title": title, "programme": "Beccaria"})
        record = {"name": "Anna Muster", "module": title, "begun": "2026-02"}
        made = entries.add(room, "training_records", record, "running").ids[0]
        if title != "Begleitung":
            entries.update(room, made, {"finished": "2026-08"}, "passed")
    assert counted(room, "beccaria_modules", "modules_passed") == (4, 3)
    shown = {(s.by, s.name): s.count for s in statistics(room, "training_records")}
    assert shown["Mitarbeitende", "Anna Muster"] == 4


def test_wenn_sich_jemand_vom_newsletter_abmeldet_dann_zaehlt_er_nicht_mehr(room: Store) -> None:
    rows = [Row({"email": f"p{no}@muster.example", "since": "2025"}) for no in range(3)]
    first = entries.add_many(room, "newsletter_recipients", rows).ids[0]
    with pytest.raises(UserError):
        entries.update(room, first, {}, "ended")
    entries.update(room, first, {"until": "2026-05-02"}, "ended")
    assert counted(room, "newsletter_subscribed", period=Period.of_year(2025)) == (3,)
    assert counted(room, "newsletter_subscribed") == (2,)
    issue = {"title": "Ausgabe Muster", "date": "2026-06", "content": "Neues\nEs gibt Neues."}
    made = entries.add(room, "newsletter_issues", issue).ids[0]
    with pytest.raises(UserError):
        entries.update(room, made, {}, "sent")
    entries.update(room, made, {"recipients": "2"}, "sent")
    assert counted(room, "newsletter_issues_sent") == (1,)


def test_wenn_jemand_bedroht_wird_dann_sehen_es_wenige_und_es_wird_nachgefragt(room: Store) -> None:
    threat = {
        "date": "2026-02-03",
        "agency": "Amt Muster",
        "person": "K7",
        "kind": "verbal",
        "what": "Zurufe Xylo",
    }
    with pytest.raises(UserError, match="Schritt"):
        entries.add(room, "threat_log", threat)
    made = entries.add(room, "threat_log", {**threat, "next_step": "2026-02-10"}).ids[0]
    assert "BM-2026-001" in [item.title for item in due_items(room)]
    assert not search(room, "Xylo").hits
    closed = {"support": "Gespräch, Dienstweg geändert", "closed_on": "2026-03-01"}
    entries.update(room, made, closed, "closed")
    assert counted(room, "threats_recorded") == (1,)
    assert "what" not in register("threat_log").columns


def test_wenn_der_lenkungskreis_beschliesst_dann_wird_der_beschluss_verfolgt(room: Store) -> None:
    entries.add(room, "steering", {"title": "Lenkungskreis", "sessions_per_year": "2"})
    entries.add(room, "steering_meetings", {"date": "2026-05-20"}, "held")
    told = {"title": "Beschluss Muster", "decided": "2026-05-20", "due": "2026-09-01"}
    made = entries.add(room, "resolutions", told).ids[0]
    late = [item for item in due_items(room) if item.title == "Beschluss Muster"]
    assert [item.overdue for item in late] == [dt.date.fromisoformat("2026-09-01") < dt.date.today()]
    entries.update(room, made, {"result": "umgesetzt"}, "done")
    assert counted(room, "steering_meetings_held", "resolutions_taken", "resolutions_done") == (1, 1, 1)
    undo(room)
    assert counted(room, "resolutions_done") == (0,)


def test_wenn_jemand_keine_leitung_ist_dann_ist_die_bedrohungsliste_nicht_da(empty_store: Store) -> None:
    threat = {"date": "2026-02-03", "agency": "Amt", "person": "K7", "kind": "verbal", "what": "Zurufe"}
    made = entries.add(empty_store, "threat_log", {**threat, "next_step": "2026-02-10"}).ids[0]
    founding.begin(empty_store)
    keys.add(empty_store, "anna", "annas vier Wörter", cost=KdfCost(128 * 1024, 1, 1))
    roles.assign(empty_store, "anna", ["analyst"])
    empty_store.user, empty_store.slot_id = "anna", keys.find(empty_store, "anna").id
    assert not entries.offered(empty_store, register("threat_log"))
    for forbidden in (
        lambda: entries.list_entries(empty_store, "threat_log"),
        lambda: entries.get(empty_store, made),
        lambda: entries.add(empty_store, "threat_log", threat),
        lambda: entries.update(empty_store, made, {"what": "anders"}),
        lambda: entries.remove(empty_store, made, "weg"),
    ):
        with pytest.raises(UserError) as refused:
            forbidden()
        assert refused.value.key == "roles.refused"
    assert "BM-2026-001" not in [item.title for item in due_items(empty_store)]
    found = figures(empty_store)["threats_recorded"]
    assert (found.value, found.entries) == (1, ())
