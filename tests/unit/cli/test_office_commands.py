"""`register`, `report`, `calendar`, `survey` and `ctc` as a script calls them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from app.office import entries
from app.store import founding, keys
from app.store.store import Store
from tests.unit.cli.conftest import Caller
from tests.unit.conftest import QUICK

Told = Callable[..., None]


@pytest.fixture
def told(template: tuple[Path, str], store_path: Path) -> Told:
    """Enter (register, values) into the store before a command is called."""

    def enter(*rows: tuple[str, dict[str, str]]) -> None:
        store = Store.open_with_recovery_key(store_path, template[1], "muster")
        for register_id, values in rows:
            entries.add(store, register_id, values)
        store.close()

    return enter


def test_a_partners_list_comes_in_whole_or_with_a_line_for_each_wrong_row(
    call: Caller, tmp_path: Path
) -> None:
    file = tmp_path / "partner.csv"
    file.write_text("Name;Partner seit\nStadt Eins;2026\n;2026\nStadt Zwei;irgendwann\n", "utf-8")
    refused = call("register", "partners", "import", file)
    assert refused.code == 4
    assert [line.split(":")[0] for line in refused.err.splitlines()[1:]] == ["Row 3", "Row 4"]
    assert call("register", "partners", "list", "--json").json["entries"] == []
    file.write_text("Name;Partner seit\nStadt Eins;2026\n", "utf-8")
    assert len(call("register", "partners", "import", file, "--json").json["added"]) == 1
    assert call("register", "partners", "import", file, "--json").json == {"added": [], "known": 1}


def test_the_report_comes_as_figures_with_their_records_and_as_files(
    call: Caller, told: Told, tmp_path: Path
) -> None:
    control = {"key": "partners_total", "number": "3", "year": "2026", "source": "Muster"}
    told(("partners", {"name": "Stadt Eins", "since": "2026-02"}), ("control_figures", control))
    found = call("report", "2026", "--out", tmp_path / "r.json", "--json").json
    figure = found["figures"]["partners_total"]
    assert (figure["value"], figure["control"], figure["agrees"], len(figure["records"])) == (1, 3, False, 1)
    written = json.loads((tmp_path / "r.json").read_text("utf-8"))
    assert written["figures"] == found["figures"]
    assert call("report", "2026", "--out", tmp_path / "r.pdf", "--json").json["pages"] > 3
    assert call("report", "12345").code == 2


def test_a_ctc_site_shows_no_cell_of_few_people(call: Caller, told: Told, tmp_path: Path) -> None:
    told(("ctc_sites", {"title": "Musterviertel", "phase": "5"}))
    for year, asked, share in (("2022", "200", "40"), ("2026", "200", "20")):
        cell = {"site": "Musterviertel", "year": year, "comparison": "20"}
        friends = {**cell, "factor": "friends", "respondents": asked, "share": share}
        few = {**cell, "factor": "family_conflict", "respondents": "8", "share": "66"}
        told(("ctc_values", friends), ("ctc_values", few))
    assert call("ctc", "sites", "--json").json == {"sites": {"Musterviertel": 4}}
    factors = {f["id"]: f for f in call("ctc", "profile", "musterviertel", "--json").json["factors"]}
    hidden = factors["family_conflict"]
    assert (hidden["hidden"], hidden["respondents"], hidden["share"], hidden["comparison"]) == (
        True,
        *[None] * 3,
    )
    courses = {f["id"]: f for f in call("ctc", "evaluation", "Musterviertel", "--json").json["factors"]}
    assert courses["family_conflict"]["change"] is None
    assert courses["friends"]["change"]["course"] == "better"
    shown = call("ctc", "evaluation", "Musterviertel").out
    assert "hidden: too few" in shown
    assert "66" not in shown
    assert call("ctc", "paper", "Musterviertel", "--out", tmp_path, "--json").json["pages"] > 1
    nowhere = call("ctc", "profile", "Nirgends")
    assert nowhere.code == 1
    assert "Known sites: Musterviertel" in nowhere.err


def test_dates_and_surveys_go_out(call: Caller, told: Told, tmp_path: Path) -> None:
    survey = {"title": "Bogen", "purpose": "x", "legal_basis": "§ 1"}
    told(("steering_meetings", {"date": "2099-05-01"}), ("surveys", survey))
    assert call("calendar", "--out", tmp_path / "k.ics", "--json").json["written"] == 1
    assert "20990501" in (tmp_path / "k.ics").read_text("utf-8")
    assert call("survey", "write", "Bogen", "--out", tmp_path / "b.pdf").code == 4
    told(("survey_questions", {"survey": "Bogen", "no": "1", "title": "Wie viele?", "kind": "number"}))
    assert call("survey", "write", "Bogen", "--out", tmp_path / "b.pdf").code == 0
    assert call("survey", "write", "Bogen", "--out", tmp_path / "b.txt").code == 2
    assert call("survey", "results", "Bogen", "--json").json["returned"] == 0


def test_the_history_of_an_entry_says_who_changed_what_and_is_logged(call: Caller, told: Told) -> None:
    told(("partners", {"name": "Stadt Eins", "since": "2026-02"}))
    assert call("register", "partners", "change", "Stadt Eins", "--set", "since=2026-03").code == 0
    found = call("register", "partners", "history", "Stadt Eins", "--json").json
    assert found["register"] == "partners"
    assert [step["what"] for step in found["history"]] == ["added", "changed"]
    assert found["history"][0]["by"] == "muster"
    assert found["history"][1]["changes"] == [
        {"field": "since", "before": "2026-02", "after": "2026-03", "hidden": False}
    ]
    call("register", "partners", "remove", "Stadt Eins", "--reason", "doppelt")
    gone = call("register", "partners", "history", found["entry"], "--lang", "de").out
    assert "Aus dem Verzeichnis entfernt" in gone
    assert "Grund: doppelt" in gone
    assert "Partner seit: Februar 2026 → März 2026" in gone
    details = [json.loads(entry["detail"]) for entry in call("audit", "--json").json["entries"]]
    labels = [detail["label"] for detail in details]
    assert labels.count("Register history shown: Cooperation partners") == 1
    assert "Verlauf im Verzeichnis angesehen: Kooperationspartner" in labels


def test_the_history_of_nothing_or_of_another_register_is_refused(call: Caller, told: Told) -> None:
    told(("partners", {"name": "Stadt Eins", "since": "2026-02"}))
    entry_id = call("register", "partners", "list", "--json").json["entries"][0]["id"]
    for name, what in (("partners", "Stadt Zwei"), ("partners", ""), ("contacts", entry_id)):
        refused = call("register", name, "history", what)
        assert (refused.code, refused.out) == (1, "")


def test_the_history_of_a_protected_register_is_for_few(
    call: Caller, template: tuple[Path, str], store_path: Path, tmp_path: Path
) -> None:
    store = Store.open_with_recovery_key(store_path, template[1], "muster")
    founding.begin(store)
    keys.add(store, "anna", "annas vier Wörter", cost=QUICK)
    threat = {"date": "2026-02-03", "agency": "Amt", "person": "K7", "kind": "verbal", "what": "Zurufe"}
    entry_id = entries.add(store, "threat_log", {**threat, "next_step": "2099-02-10"}).ids[0]
    store.close()
    (tmp_path / "anna").write_text("annas vier Wörter", encoding="utf-8")
    as_anna = ["--user", "anna", "--passphrase-file", tmp_path / "anna"]
    for name in ("threat_log", "partners"):
        refused = call("register", name, "history", entry_id, *as_anna)
        assert (refused.code, refused.out) == (2, "")
        assert "Zurufe" not in refused.err
    head = call("register", "threat_log", "history", "BM-2026-001", "--json")
    assert [step["what"] for step in head.json["history"]] == ["added"]
