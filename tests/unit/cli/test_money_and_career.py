"""Geldflüsse und Laufbahn auf der Kommandozeile: gezeigt, gedruckt, protokolliert, abgewiesen."""

from pathlib import Path

import pytest

from app.casework import agencies, cases, contributions, findings, subjects
from app.casework.findings import Statement
from app.store import audit
from app.store.store import Store
from tests.pdf_text import pages_of
from tests.unit.cli.conftest import Caller
from tests.unit.conftest import PASSPHRASE


@pytest.fixture
def source(case: str, store_path: Path) -> str:
    """Two firms that pay each other, a person that owns one of them and stood before a court."""
    store = Store.open(store_path, PASSPHRASE, user="muster")
    try:
        case_id = cases.find(store, case).id
        office = agencies.add(store, "OFFICE", "Geschäftsstelle Muster").ids[0]
        given = contributions.register(store, case_id, office, "Vermerk", received="2026-02-03").ids[0]
        found = contributions.add_source(store, case_id, given, "Akte", "Bl. 1", "A").ids[0]
        named = [Statement("name", "Mustermann, Max", found), Statement("birth_date", "1990-01-02", found)]
        person = subjects.add_node(store, case_id, "person", named).ids[0]
        firms = [
            subjects.add_node(
                store, case_id, "organisation", [Statement("name", f"Muster {n} GmbH", found)]
            ).ids[0]
            for n in "AB"
        ]
        yes = Statement("exists", "yes", found)
        for start, end in (firms, reversed(firms)):
            link = subjects.add_link(store, case_id, "pays", start, end, [yes]).ids[0]
            findings.record(
                store, case_id, link, Statement("amount", "10,10 EUR", found, valid_from="2026-01")
            )
        owns = subjects.add_link(store, case_id, "owns", person, firms[0], [yes]).ids[0]
        findings.record(store, case_id, owns, Statement("share", "40", found))
        said = [
            Statement("title", "Verfahren gegen Max Mustermann", found),
            Statement("opened", "2025", found),
        ]
        trial = subjects.add_node(store, case_id, "proceeding", said).ids[0]
        subjects.add_link(store, case_id, "party_to", person, trial, [yes])
        return found
    finally:
        store.close()


def _text(path: Path) -> str:
    return " ".join(pages_of(path))


def test_geldfluesse_und_beteiligung(call: Caller, case: str, source: str, tmp_path: Path) -> None:
    shown = call("money", "flows", case, "--period", "month", "--json").json
    assert shown["totals"] == {"EUR": {"sure": "20.20", "spread": "0.00", "stated": "0"}}
    assert len(shown["circles"]) == 1
    assert "come back to where they began" in call("money", "flows", case).out
    assert call("money", "owners", case, "--json").json["holdings"][0]["high"] == 0.4
    assert "60%" in call("money", "owners", case).out.replace(" ", "")
    assert call("money", "wealth", case, "Mustermann").code == 0
    assert call("money", "wealth", case, "Niemand").code == 1
    out = tmp_path / "geld.pdf"
    assert call("money", "print", case, "--to", "internal", "--out", out, "--subject", "Mustermann").code == 0
    assert "Flows of money" in _text(out)


def test_die_laufbahn_verlangt_eine_rechtsgrundlage_und_nennt_niemanden(
    call: Caller, case: str, source: str, tmp_path: Path, store_path: Path
) -> None:
    assert call("career", "show", case, "Mustermann").code == 2
    assert call("career", "show", case, "Mustermann", "--basis", " ").code == 4
    shown = call("career", "show", case, "Mustermann", "--basis", "§ 23 PolG NRW", "--json").json
    assert "ustermann" not in str(shown)
    cited = shown["events"][0]["finding_ids"][0]
    said = ("--day", "2025-06", "--text", "Ansprache", "--agency", "Polizei", "--source", source)
    point = ("career", "intervene", case, "Mustermann", *said, "--cite", cited, "--provision")
    assert call(*point, "nix").code != 0
    assert call(*point, "§ 8 PolG NRW").code == 0
    points = call("career", "show", case, "Mustermann", "--basis", "§ 23 PolG NRW", "--json").json[
        "interventions"
    ]
    assert [(p["day"], p["agency"], p["known"]) for p in points] == [("2025-06-30", "Polizei", [])]
    out = tmp_path / "laufbahn.pdf"
    way = (
        "career",
        "print",
        case,
        "Mustermann",
        "--basis",
        "§ 23 PolG NRW",
        "--to",
        "internal",
        "--out",
        out,
    )
    assert call(*way).code == 0
    text = _text(out)
    assert "§ 23 PolG NRW" in text
    assert "ustermann" not in text
    store = Store.open(store_path, PASSPHRASE, user="muster")
    try:
        with store.read() as connection:
            reasons = [e.reason for e in audit.entries(connection)]
    finally:
        store.close()
    assert sum("§ 23 PolG NRW" in reason for reason in reasons) == 4


def test_die_unterlage_nimmt_vermoegensblatt_und_laufbahn_mit_und_nennt_die_pruefliste(
    call: Caller, case: str, source: str, tmp_path: Path
) -> None:
    out = tmp_path / "unterlage.pdf"
    way = ("briefing", case, "--to", "internal", "--out", out, "--wealth", "Mustermann")
    assert call(*way, "--career", "Mustermann").code == 4
    assert call(*way, "--career", "Niemand", "--basis", "§ 23 PolG NRW").code == 1
    assert not out.exists()
    made = call(*way, "--career", "Mustermann", "--basis", "§ 23 PolG NRW", "--period", "month")
    assert made.code == 0
    assert "method gate" in made.err
    text = _text(out)
    assert "Career of one person" in text
    assert "Income known against assets known" in text
    assert "01/2026" in text


def test_eine_methode_allein_auf_papier(call: Caller, case: str, source: str, tmp_path: Path) -> None:
    out = tmp_path / "modell.pdf"
    assert call("method", "new", case, "barriers", "--title", "Musterablauf").code == 0
    assert call("method", "print", case, "keines", "--to", "internal", "--out", out).code == 1
    assert call("method", "print", case, "1", "--to", "internal", "--out", out).code == 0
    assert "Musterablauf" in _text(out)
    placed = ("method", "add", case, "1", "activity", "--step", "1", "--text", "Mustermann holt ab")
    assert call(*placed).code == 4
