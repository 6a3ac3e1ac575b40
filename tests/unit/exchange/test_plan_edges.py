"""Edge lists and graphs on their way into a case: one link per pair, nothing joined by a mere name."""

import dataclasses

import pytest

from app.base.errors import UserError
from app.base.progress import Cancelled, Progress
from app.base.records import CaseRecords, Delivery, Label, Standing, SubjectKind
from app.exchange.known import known_subjects
from app.exchange.plan import plan_import
from app.exchange.profile import find_profile


@pytest.fixture
def plan(tmp_path, context):
    def run(text, profile=None, *, name="list.csv", known=None, context=context, **more):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        extra = {} if known is None else {"known": known}
        return plan_import(path, find_profile(profile) if profile else None, context, **extra, **more)

    return run


def united(view, *deliveries: Delivery) -> CaseRecords:
    """The records of a case that holds these deliveries."""
    kinds = ("agencies", "contributions", "sources", "subjects", "findings")
    return CaseRecords(view.header, **{k: sum((getattr(d, k) for d in deliveries), ()) for k in kinds})


def said(delivery, prop):
    return sorted(f.value for f in delivery.findings if f.property == prop)


def test_a_list_without_header_is_recognised(plan):
    got = plan("1\t2\t5\n2\t3\t1\n3\t1\t2\n", "treffen")
    assert (got.report.nodes, got.report.links, got.report.records) == (3, 3, 3)
    assert said(got.delivery, "identifier") == ["1", "2", "3"]
    assert said(got.delivery, "weight") == ["1", "2", "5"]
    assert said(got.delivery, "exists") == ["yes"] * 3
    assert got.report.notes


@pytest.mark.parametrize(
    "header",
    ["source,target,weight", "von,nach,Gewicht", "i,j,weight", "From;To;Anzahl", "Quelle\tZiel\tAnzahl"],
)
def test_header_names_are_understood(plan, header):
    separator = next(s for s in ",;\t" if s in header)
    got = plan(f"{header}\nA{separator}B{separator}2\n")
    assert (got.report.profile, got.report.nodes, got.report.links) == ("kanten", 2, 1)
    assert said(got.delivery, "weight") == ["2"]


def test_order_of_columns_follows_the_header(plan):
    got = plan("weight,target,source\n3,B,A\n")
    names = {f.subject_id: f.value for f in got.delivery.findings if f.property == "identifier"}
    link = next(s for s in got.delivery.subjects if s.kind is SubjectKind.LINK)
    assert (names[link.start], names[link.end]) == ("A", "B")


def test_repeated_and_reversed_rows_are_one_link_and_reported(plan):
    got = plan("source,target,weight\n1,2,5\n2,1,6\n1,2,5\n")
    assert (got.report.links, got.delivery.merged) == (1, 2)
    assert said(got.delivery, "weight") == ["5", "5", "6"]
    assert [place for place, _reason in got.report.merged] == ["row 3", "row 4"]
    assert "row 2" in got.report.merged[0][1]


def test_every_finding_names_its_row_and_its_one_source(plan):
    got = plan("source,target,weight\n1,2,5\n")
    assert {f.place_in_source for f in got.delivery.findings} == {"row 2"}
    assert {f.source_id for f in got.delivery.findings} == {got.delivery.sources[0].id}
    assert got.delivery.sources[0].reference.startswith("list.csv")


def test_a_node_linked_with_itself_is_reported(plan):
    got = plan("source,target\n1,1\n1,2\n")
    assert got.report.links == 1
    assert got.report.skipped[0][0] == "row 2"


def test_a_weight_that_is_no_count_is_reported_and_the_link_stays(plan):
    got = plan("source,target,weight\n1,2,0.5\n2,3,-1\n3,4,\n4,5,2.0\n")
    assert (got.report.links, len(got.report.skipped), said(got.delivery, "weight")) == (4, 2, ["2"])


def test_all_or_nothing_with_a_line_for_each_bad_row(plan):
    rows = "".join(f"{i},,1\n" for i in range(30))
    with pytest.raises(UserError) as caught:
        plan(f"source,target,weight\n{rows}")
    assert caught.value.key == "import.rows"
    assert len(caught.value.problems) == 21
    assert caught.value.problems[0].startswith("row 2, target")
    assert "10" in caught.value.problems[-1]
    assert caught.value.exit_code == 4


def test_a_row_that_is_cut_off_is_not_guessed_at(plan):
    with pytest.raises(UserError) as caught:
        plan("18\t19\t5\n19\t18\t6\n14\t10", "telefon")
    assert caught.value.key in {"import.columns", "import.broken_table"}


def test_a_second_file_speaks_of_the_same_nodes(plan, view, context):
    first = plan("1,2,1\n2,3,1\n", "treffen").delivery
    known = known_subjects(united(view, first), context.agency.id)
    second = plan("3,4,1\n1,3,1\n", "telefon", name="calls.csv", known=known)
    assert second.report.duplicates_of_known == 2
    assert len([s for s in second.delivery.subjects if s.kind is SubjectKind.NODE]) == 1
    ends = {s.start for s in second.delivery.subjects} | {s.end for s in second.delivery.subjects}
    assert ends & {s.id for s in first.subjects}


def test_a_known_link_is_found_in_both_directions(plan, view, context):
    first = plan("1,2,1\n2,3,1\n", "treffen").delivery
    known = known_subjects(united(view, first), context.agency.id)
    second = plan("2,1,9\n3,2,9\n", "treffen", name="more.csv", known=known)
    assert second.delivery.subjects == ()
    assert second.report.duplicates_of_known == 5
    assert said(second.delivery, "weight") == ["9", "9"]


def test_another_agency_s_identifiers_join_nothing(plan, view):
    first = plan("1,2,1\n2,3,1\n", "treffen").delivery
    known = known_subjects(united(view, first), "b" * 32)
    second = plan("1,2,1\n2,3,1\n", "treffen", known=known)
    assert second.report.duplicates_of_known == 0


def test_the_same_file_twice_is_refused(plan, view, context):
    text = "1,2,1\n2,3,1\n"
    known = known_subjects(united(view, plan(text, "treffen").delivery), context.agency.id)
    with pytest.raises(UserError) as caught:
        plan(text, "treffen", known=known)
    assert caught.value.key == "import.already"
    assert plan(text, "telefon", known=known).report.links == 2


def test_the_contribution_carries_what_the_agency_said(plan, context):
    label = Label("open", "suspect", "StGB 263", "Police", "PolG NRW 12")
    told = dataclasses.replace(context, label=label, source_reference="Az. 7/26", reliability="A")
    got = plan("1,2,1\n2,3,1\n", "treffen", context=told).delivery
    (contribution,), (source,) = got.contributions, got.sources
    assert (contribution.label, contribution.provision) == (label, "P001")
    assert contribution.agency_id == context.agency.id
    assert (source.reliability, source.reference.split(":")[0]) == ("A", "Az. 7/26")
    assert {f.credibility for f in got.findings} == {"2"}
    assert {f.standing for f in got.findings} == {Standing.FACT}
    assert {f.review_due for f in got.findings} == {"2027-12-31"}


def test_without_a_label_the_contribution_has_none(plan):
    assert plan("1,2,1\n2,3,1\n", "treffen").delivery.contributions[0].label is None


def test_dates_stand_on_the_link(plan):
    got = plan("source,target,date\n1,2,05.04.2021\n", "treffen")
    assert said(got.delivery, "date") == ["2021-04-05"]
    assert [f.valid_from for f in got.delivery.findings if f.property == "exists"] == ["2021-04-05"]


def test_what_may_not_be_recorded_is_dropped_with_a_line(plan):
    got = plan("source,target,Religion,Clan\n1,2,x,y\n")
    assert [place for place, _reason in got.report.skipped] == ["Column Religion", "Column Clan"]
    assert all("may not be recorded" in reason for _place, reason in got.report.skipped)
    assert "x" not in {f.value for f in got.delivery.findings}


def test_formulas_in_text_stay_text(plan):
    got = plan("source,target\n\"=cmd|' /C calc'!A0\",@SUM(1)\n")
    assert said(got.delivery, "identifier") == ["=cmd|' /C calc'!A0", "@SUM(1)"]


def test_a_file_of_another_format_than_asked_for_is_refused(plan):
    with pytest.raises(UserError) as caught:
        plan("1,2\n", expected_format="graphml")
    assert caught.value.key == "import.other_format"


def test_a_profile_for_another_kind_of_file_is_refused(plan):
    with pytest.raises(UserError) as caught:
        plan("1,2\n2,3\n", "graph")
    assert caught.value.key == "import.wrong_profile"


def test_columns_nobody_understands_are_named(plan):
    with pytest.raises(UserError) as caught:
        plan("alpha,beta\nx,y\n")
    assert caught.value.key == "import.columns"
    assert "alpha, beta" in caught.value.text


def test_a_table_of_something_else_does_not_become_persons(plan):
    with pytest.raises(UserError) as caught:
        plan("No,Temperature,Pressure\n1,20,30\n2,21,31\n")
    assert caught.value.key == "import.columns"


def test_cancelling_stops_the_reading(plan):
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        plan("1,2\n2,3\n", progress=progress)


GRAPHML = """<?xml version="1.0"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="n" for="node" attr.name="label" attr.type="string"/>
<key id="t" for="node" attr.name="type" attr.type="string"/>
<key id="r" for="node" attr.name="ethnicity" attr.type="string"/>
<key id="w" for="edge" attr.name="weight" attr.type="int"/>
<key id="k" for="edge" attr.name="type" attr.type="string"/>
<graph edgedefault="undirected">
<node id="n0"><data key="n">Mustermann</data><data key="r">x</data></node>
<node id="n1"><data key="n">Mustermann</data></node>
<node id="n2"><data key="n">Muster GmbH</data><data key="t">Organisation</data></node>
<edge source="n0" target="n1"><data key="w">3</data></edge>
<edge source="n1" target="n0"/>
<edge source="n0" target="n2"><data key="k">manages</data></edge>
</graph></graphml>"""


def test_a_graph_keeps_namesakes_apart_and_takes_types_by_name(plan):
    got = plan(GRAPHML, name="g.txt")
    assert (got.report.format, got.report.nodes, got.report.links) == ("graphml", 3, 2)
    assert said(got.delivery, "name") == ["Muster GmbH", "Mustermann", "Mustermann"]
    types = sorted(s.type for s in got.delivery.subjects)
    assert types == ["contact", "manages", "organisation", "person", "person"]
    assert said(got.delivery, "weight") == ["3"]
    assert [place for place, _reason in got.report.skipped] == ["Attribute ethnicity"]
    assert len(got.report.merged) == 1


def test_a_graph_s_own_ids_join_nothing_outside(plan, view, context):
    known = known_subjects(united(view, plan(GRAPHML).delivery), context.agency.id)
    assert plan(GRAPHML.replace("Muster GmbH", "Muster AG"), known=known).report.duplicates_of_known == 0


def test_a_link_the_ontology_does_not_know_between_these_types_is_a_problem(plan):
    with pytest.raises(UserError) as caught:
        plan(GRAPHML.replace(">manages<", ">keeper of<").replace("keeper of", "keeper_of"))
    assert caught.value.key == "import.rows"
    assert "edge 3" in caught.value.problems[0]
