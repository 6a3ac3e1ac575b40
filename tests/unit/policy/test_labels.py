"""What a complete label is, per regime, and the lists its parts are chosen from."""

import json
from pathlib import Path

import pytest

from app.base.i18n import speaking
from app.base.records import Label
from app.policy import labels

WHOLE = Label("offen: Registerauskunft", "verdächtige Person", "§ 266a StGB", "Zoll", "§ 14 GewO")
PARTIAL = Label("offen: Registerauskunft", "", "", "", "")


def test_the_police_act_asks_for_four_parts_and_wants_a_fifth() -> None:
    """Wenn § 22b Abs. 1 PolG NRW gilt, dann sind vier Angaben Pflicht, die Rechtsgrundlage soll dazu."""
    rule = labels.rules()["polg_nrw"]
    assert rule.verified
    assert (*rule.required, *rule.asked) == labels.PARTS
    assert labels.missing(None, "polg_nrw") == rule.required
    assert labels.missing(WHOLE, "polg_nrw") == ()


@pytest.mark.parametrize("part", ["means", "person_category", "interest", "collecting_body"])
def test_each_missing_part_is_named(part: str) -> None:
    """Wenn ein Teil fehlt, dann wird genau er genannt."""
    parts = {name: "" if name == part else str(getattr(WHOLE, name)) for name in labels.PARTS}
    assert labels.missing(Label(**parts), "polg_nrw") == (part,)
    assert not labels.is_whole(Label(**parts))
    assert labels.part_word(part) in labels.missing_text((part,))


def test_the_case_decides_where_the_contribution_names_no_regime() -> None:
    """Wenn der Beitrag kein Recht nennt, dann gilt das des Falls, sonst das Polizeigesetz."""
    assert labels.rule_of("", "zfdg") == labels.rules()["zfdg"]
    assert labels.rule_of("stpo", "zfdg") == labels.rules()["stpo"]
    assert labels.rule_of("", "") == labels.rules()["polg_nrw"]
    assert labels.missing(PARTIAL, "", "") == ("person_category", "interest", "collecting_body")


@pytest.mark.parametrize("regime", ["sgb", "gdpr", "ao", "owig", "polg_nrw"])
@pytest.mark.parametrize("label", [None, Label("", " ", "", "", "")])
def test_without_a_label_nothing_is_worked_with_whatever_the_regime(regime: str, label: Label | None) -> None:
    """Wenn ein Beitrag keine Kennzeichnung hat, dann fehlt sie unter jedem Recht."""
    assert labels.missing(label, regime) == labels.rules()["polg_nrw"].required
    assert labels.missing(PARTIAL, regime) == ("person_category", "interest", "collecting_body")


def test_only_a_whole_label_may_leave_whatever_the_regime() -> None:
    """Wenn ein Teil der Kennzeichnung fehlt, dann verlässt nichts das Haus."""
    assert not labels.is_whole(PARTIAL)
    assert not labels.is_whole(None)
    assert labels.is_whole(WHOLE)


def test_categories_are_those_of_the_domain(shared_data: Path) -> None:
    """Wenn ich eine Personenkategorie wähle, dann sind es die Rollen nach § 72 BDSG."""
    file = shared_data.parent / "domain" / "picklists.json"
    roles = [role["id"] for role in json.loads(file.read_text("utf-8"))["person_roles"]]
    assert list(labels.entries(labels.CATEGORIES))[: len(roles)] == roles


def test_verified_offences_stand_in_the_domain_list(shared_data: Path) -> None:
    """Wenn eine Straftat als geprüft gilt, dann steht sie wörtlich in der Liste des Fachs."""
    file = shared_data.parent / "domain" / "picklists.json"
    known = {item["label"] for item in json.loads(file.read_text("utf-8"))["pks"]["selection"]}
    offences = {e.label_de for e in labels.entries(labels.INTERESTS).values() if e.verified}
    assert offences
    assert offences <= known


def test_a_chosen_entry_is_recognised_in_both_languages_and_own_words_stay() -> None:
    """Wenn jemand auf Englisch arbeitet, dann ist dieselbe Kennzeichnung lesbar, und eigene Worte bleiben."""
    entry = labels.entries(labels.MEANS)["covert_observation"]
    with speaking("en"):
        assert labels.shown(labels.MEANS, entry.label_de) == "covert: long-term observation"
    with speaking("de"):
        assert labels.shown(labels.MEANS, entry.label_en) == "verdeckt: längerfristige Observation"
    assert labels.code_of(labels.MEANS, "Zufallsfund") == ""
    assert labels.shown("collecting_body", "Zoll") == "Zoll"
