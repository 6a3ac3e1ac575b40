"""Lists of things on their way into a case."""

import pytest

from app.base.errors import UserError
from app.exchange.plan import plan_import
from app.exchange.profile import find_profile, load_profiles


@pytest.fixture
def plan(tmp_path, context):
    def run(text, profile=None):
        path = tmp_path / "list.csv"
        path.write_text(text, "utf-8")
        return plan_import(path, find_profile(profile) if profile else None, context)

    return run


def values(got, prop):
    return sorted(f.value for f in got.delivery.findings if f.property == prop)


def test_every_cell_becomes_a_finding_in_normal_form(plan):
    got = plan("Kennung;Name;Geburtsdatum;Telefon\nP1;Musterfrau, Çiğdem;05.04.1990;0201 123456\n")
    assert (got.report.profile, got.report.nodes, got.report.findings) == ("personen", 1, 4)
    assert values(got, "birth_date") == ["1990-04-05"]
    assert values(got, "phone")[0].startswith("+49")
    assert {f.place_in_source for f in got.delivery.findings} == {"row 2"}


def test_namesakes_stay_two_people(plan):
    got = plan("Name,Geburtsdatum\nMuster Max,1990\nMuster Max,1990\n")
    assert (got.report.nodes, got.report.merged) == (2, ())


def test_one_identifier_is_one_thing_and_is_reported(plan):
    got = plan("Kennung,Name\nP1,Muster Max\nP1,Muster Maximilian\n")
    assert (got.report.nodes, got.delivery.merged) == (1, 1)
    assert values(got, "name") == ["Muster Max", "Muster Maximilian"]


def test_a_bad_value_is_named_with_row_and_column(plan):
    with pytest.raises(UserError) as caught:
        plan("Kennung,Name,Geburtsdatum\nP1,Muster,1990\nP2,Muster,31.02.1990\n")
    assert caught.value.problems[0].startswith("row 3, Geburtsdatum: ")


@pytest.mark.parametrize(
    "column",
    ["Staatsangehörigkeit-Score", "Religion", "ethnicity", "Clan", "risk_score", "Volkszugehörigkeit"],
)
def test_forbidden_columns_are_dropped_with_a_line(plan, column):
    got = plan(f"Kennung,Name,{column}\nP1,Muster,zzz\n")
    assert got.report.skipped[0][0] == f"Column {column}"
    assert "zzz" not in {f.value for f in got.delivery.findings}


def test_a_column_nobody_knows_is_left_out_with_a_line(plan):
    got = plan("Kennung,Name,Lieblingsfarbe\nP1,Muster,blau\n")
    assert [place for place, _reason in got.report.skipped] == ["Column Lieblingsfarbe"]


def test_an_empty_column_needs_no_line(plan):
    assert plan("Kennung,Name,\nP1,Muster,\n").report.skipped == ()


def test_vehicles_and_organisations_are_told_apart_by_their_columns(plan):
    assert plan("Kennzeichen,Marke\nE-MU 123,Muster\n").report.profile == "fahrzeuge"
    assert plan("Firma,HRB\nMuster GmbH,HRB 1\n").report.profile == "organisationen"


def test_a_header_without_rows_is_empty(plan):
    with pytest.raises(UserError) as caught:
        plan("Kennung,Name\n")
    assert caught.value.key == "import.empty"


def test_an_unknown_profile_names_the_known_ones():
    with pytest.raises(UserError) as caught:
        find_profile("nonsense")
    assert "treffen" in caught.value.text


@pytest.mark.parametrize(
    "text",
    [
        "id: x",
        "[]",
        "a: [",
        "id: x\nlabel_de: x\nlabel_en: x\nshape: edges\nnode_type: person\nlink_type: family_documented\n"
        "grading: {source_kind: x, reliability: A, credibility: '1', standing: fact}",
        "id: x\nlabel_de: x\nlabel_en: x\nshape: nodes\nnode_type: person\ncolumns: {religion: [religion]}\n"
        "grading: {source_kind: x, reliability: A, credibility: '1', standing: fact}",
    ],
)
def test_a_profile_cannot_leave_the_ontology(tmp_path, text):
    (tmp_path / "p.yaml").write_text(text)
    with pytest.raises(UserError) as caught:
        load_profiles(tmp_path)
    assert caught.value.key == "import.bad_profile"
    assert "p.yaml" in caught.value.text
