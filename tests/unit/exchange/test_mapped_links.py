"""What a mapped table says of links and of its saying: reasons, fixed values, grading, label by column."""

from dataclasses import replace

import pytest

from app.base.errors import UserError
from app.base.records import Label, Standing
from app.exchange.content_reading import read_content
from app.exchange.frame import Frame, framed, labelled
from app.exchange.mapping import (
    ROW,
    ColumnPart,
    FixedPart,
    LinkPart,
    SubjectPart,
    TableMapping,
    checked,
    mapping_from,
    unreasoned,
)
from app.exchange.plan import plan_content
from app.exchange.profile import Grading, mapped_profile, profile_data, profile_from
from tests.unit.exchange.test_table_mapping import CONTEXT, plan

PAIR = (SubjectPart("a", "person", "name"), SubjectPart("b", "person", "name"))
NAMES = (ColumnPart("Name", "a", "name"), ColumnPart("Angehöriger", "b", "name"))
KIN = LinkPart("a-b", "family_documented", "a", "b")
TEXT = "Name;Angehöriger;Frage\nMuster, Max;Muster, Mia;§ 52 StPO\nMuster, Max;Muster, Moritz;\n"


def test_kinship_takes_its_reason_from_a_column_and_names_the_row_without():
    mapping = TableMapping(PAIR, (KIN,), (*NAMES, ColumnPart("Frage", "a-b", "reason")))
    made = plan(TEXT, mapping, tolerant=True)
    assert [(f.no, f.column, f.text) for f in made.faults] == [(3, 2, "")]
    assert "legal question" in made.faults[0].reason
    assert [f.value for f in made.delivery.findings if f.property == "reason"] == ["§ 52 StPO"]
    with pytest.raises(UserError) as caught:
        plan(TEXT, mapping)
    assert caught.value.key == "import.rows"


def test_a_fixed_value_holds_where_the_row_says_nothing():
    fixed = (FixedPart("a-b", "reason", " § 100d StPO "), FixedPart("a", "role", "witness"))
    mapping = checked(TableMapping(PAIR, (KIN,), (*NAMES, ColumnPart("Frage", "a-b", "reason")), fixed))
    made = plan(TEXT, mapping)
    said = [(f.property, f.value, f.place_in_source) for f in made.delivery.findings]
    assert [s for s in said if s[0] == "reason"] == [
        ("reason", "§ 52 StPO", "row 2"),
        ("reason", "§ 100d StPO", "row 3"),
    ]
    # Max is one thing in this list: what holds for all rows is said of him once.
    assert [s for s in said if s[0] == "role"] == [("role", "witness", "row 2")]


def test_kinship_without_any_reason_is_refused_and_one_named_at_the_import_will_do():
    mapping = TableMapping(PAIR, (KIN,), NAMES)
    assert unreasoned(mapping) == (KIN,)
    with pytest.raises(UserError) as caught:
        plan(TEXT, mapping)
    assert caught.value.key == "import.reason"
    stated = replace(CONTEXT, kinship_reason="§ 52 StPO")
    made = plan_content("x.csv", read_content(TEXT.encode()), mapped_profile("p", "p", mapping), stated)
    assert [f.value for f in made.delivery.findings if f.property == "reason"] == ["§ 52 StPO"] * 2


def test_what_can_only_be_an_assessment_is_graded_as_one_and_never_a_fact():
    same = LinkPart("a-b", "same_as", "a", "b", Frame(standing="assessment"))
    made = plan(TEXT, TableMapping(PAIR, (same,), NAMES))
    links = {s.id for s in made.delivery.subjects if s.type == "same_as"}
    standings = {f.standing for f in made.delivery.findings if f.subject_id in links}
    assert standings == {Standing.ASSESSMENT}
    with pytest.raises(ValueError, match=r"assessment"):
        mapped_profile("p", "p", TableMapping(PAIR, (LinkPart("a-b", "same_as", "a", "b"),), NAMES))
    claimed = ColumnPart("Frage", "a-b", "reason", Frame(standing="fact"))
    with pytest.raises(ValueError, match=r"never a fact"):
        checked(TableMapping(PAIR, (same,), (*NAMES, claimed)))
    bare = TableMapping(
        PAIR, (LinkPart("a-b", "same_as", "a", "b"),), (*NAMES, ColumnPart("F", ROW, "standing"))
    )
    profile = mapped_profile(
        "p", "p", bare, grading=Grading("data_file", "X", "4", Standing.ASSESSMENT, "H0")
    )
    rows = read_content(b"Name;Angeh\xc3\xb6riger;F\nMuster;Mustermann;Tatsache\n")
    made = plan_content("x.csv", rows, profile, CONTEXT, tolerant=True)
    assert [(f.no, f.column) for f in made.faults] == [(2, 2)]


def test_a_label_by_column_and_by_row_goes_before_the_files_part_by_part():
    mapping = TableMapping(
        (SubjectPart("a", "person"),),
        (),
        (
            ColumnPart("Name", "a", "name"),
            ColumnPart(
                "Anmerkung", "a", "note", Frame(source="Quelle 7", label=Label("", "", "Leben", "", ""))
            ),
            ColumnPart("Mittel", ROW, "means"),
        ),
    )
    profile = mapped_profile(
        "p", "p", mapping, label=Label("register", "Beschuldigte", "Eigentum", "Amt", "§ 1")
    )
    read = read_content(b"Name;Anmerkung;Mittel\nMuster;x;open_file\nMustermann;y;\n")
    delivery = plan_content("x.csv", read, profile, CONTEXT).delivery
    by_source = {s.id: s for s in delivery.sources}
    label = {c.id: c.label for c in delivery.contributions}
    got = {f.value: label[by_source[f.source_id].contribution_id] for f in delivery.findings}
    assert got["Mustermann"] == Label("register", "Beschuldigte", "Eigentum", "Amt", "§ 1")
    assert got["y"] == Label("register", "Beschuldigte", "Leben", "Amt", "§ 1")
    assert got["Muster"].means == "offen: Aktenauskunft"
    assert (got["x"].means, got["x"].interest) == (got["Muster"].means, "Leben")
    noted = next(f for f in delivery.findings if f.value == "x")
    assert by_source[noted.source_id].reference.startswith("Quelle 7 · ")


@pytest.mark.parametrize(
    ("text", "code"), [("h2", "H2"), ("H3 – nur intern", "H3"), ("TLP:RED", "TLP:RED"), ("geheim", "")]
)
def test_a_handling_code_of_a_row_is_one_of_a_scheme_or_a_problem_of_its_cell(text, code):
    mapping = TableMapping(
        (SubjectPart("a", "person"),),
        (),
        (ColumnPart("Name", "a", "name"), ColumnPart("VC", ROW, "handling")),
    )
    made = plan(f"Name;VC\nMuster;{text}\n", mapping, tolerant=True)
    assert [f.handling for f in made.delivery.findings] == ([code] if code else [])
    assert [(f.no, f.column, f.text) for f in made.faults] == ([] if code else [(2, 1, text)])


def test_a_kept_profile_keeps_frames_labels_and_fixed_values():
    frame = Frame("Q", "B", "2", "fact", "H1", Label("a", "", "", "", ""))
    mapping = TableMapping(
        PAIR, (LinkPart("a-b", "contact", "a", "b", frame),), (*NAMES, ColumnPart("x", "a", "note", frame)),
        (FixedPart("a-b", "note", "belegt"),),
    )  # fmt: skip
    profile = mapped_profile("p", "p", mapping)
    assert profile_from("p", profile_data(profile)) == profile
    older = mapping.data()
    del older["fixed"]
    assert mapping_from(older).fixed == ()
    older["links"][0]["label"] = "a"
    with pytest.raises((TypeError, ValueError)):
        mapping_from(older)
    bad = mapping.data() | {"fixed": [{"part": "a", "meaning": "birth_date", "value": "gestern"}]}
    with pytest.raises(ValueError, match=r"gestern"):
        mapping_from(bad)


def test_frames_lie_over_each_other():
    under = Frame("Q", "B", "", "", "H1", Label("a", "b", "", "", ""))
    over = Frame("", "A", "1", "", "", Label("", "c", "d", "", ""))
    assert framed(under, over) == Frame("Q", "A", "1", "", "H1", Label("a", "c", "d", "", ""))
    assert labelled(None, None) is None
    assert framed(under, Frame()) is under
