"""What a chart shows is the same on screen and on paper: places, rules by measures, further lines, dates."""

from dataclasses import replace

from chart_factory import CONTRIBUTIONS, SOURCES, document, hidden, link, node, rule, said, tied

from app.analysis.chart_content import chart_content, own_places
from app.analysis.chart_facts import chart_facts, happenings
from app.analysis.network import build_network
from app.base.chart_records import ChartGroup, ChartItem, ChartNote, ChartSettings, Look
from app.base.records import CaseHeader
from app.exchange.chart_content import content_of
from app.policy.views import WorkingView

SUBJECTS = (
    node("a"),
    node("b"),
    node("c"),
    node("e", "event"),
    link("ab", "a", "b"),
    link("bc", "b", "c"),
    link("be", "b", "e"),
)
FINDINGS = (
    said("a", valid_from="1999"),
    said("b", "birth_date", "1970-01-01"),
    said("b"),
    said("c"),
    said("e", "title", "Treffen"),
    said("e", "date", "2024-03"),
    tied("ab", valid_from="2023-05-01"),
    tied("bc"),
    tied("be"),
)


def view() -> WorkingView:
    header = CaseHeader("case", "360", *[""] * 12)
    return WorkingView(
        header, "2026-01-01", (), CONTRIBUTIONS, SOURCES, SUBJECTS, FINDINGS, (), (), (), (), {}
    )


def on_screen(asked, **more):
    facts = chart_facts(SUBJECTS, FINDINGS, SOURCES, CONTRIBUTIONS)
    return chart_content(build_network(SUBJECTS, FINDINGS), facts, asked, **more)


def test_a_node_pinned_at_the_origin_stands_there_on_screen_and_on_paper():
    asked = document([ChartItem("a", 0.0, 0.0, pinned=True, look=Look(colour="red")), hidden("b")])
    assert own_places(asked) == {"a": (0.0, 0.0)}
    assert on_screen(asked, places={"a": (50.0, 50.0), "c": (1.0, 2.0)}).places == {
        "a": (0.0, 0.0),
        "c": (1.0, 2.0),
    }
    assert content_of(view(), asked).places == {"a": (0.0, 0.0)}


def test_what_nobody_placed_has_no_place_of_its_own():
    looked = ChartItem("a", look=Look(colour="red"), placed=False)
    asked = document([looked, ChartItem("b", 3.0, 4.0)])
    assert content_of(view(), asked).places == on_screen(asked).places == {"b": (3.0, 4.0)}


def test_screen_and_paper_show_the_same():
    group = ChartGroup("g", "Kreis", ("c",), collapsed=True, x=9.0, y=8.0, colour="teal")
    asked = document(
        [ChartItem("a", 1.0, 1.0), hidden("e")],
        rules=(rule("measure", "at_least", "2", name="degree", look=Look(size=2.0)),),
        groups=(group,),
        notes=(ChartNote("n", "frei", 0, 0), ChartNote("m", "zu e", 0, 0, subject_id="e")),
        settings=ChartSettings(badges={"person": ("birth_date",)}, gradings=True, sources=True),
    )
    screen, paper = on_screen(asked), content_of(view(), asked)
    assert replace(screen, places={}) == replace(paper, places={})
    assert screen.looks == {"b": Look(size=2.0), "g": Look(colour="teal")}
    assert [found.count for found in screen.rules] == [1]
    assert screen.lines["b"][0] == "1 January 1970"
    assert [note.id for note in screen.document.notes] == ["n"]
    assert screen.places["g"] == paper.places["g"] == (9.0, 8.0)


def test_only_what_happens_has_a_date():
    facts = chart_facts(SUBJECTS, FINDINGS, SOURCES, CONTRIBUTIONS)
    assert happenings(facts) == {"e": "2024-03", "ab": "2023-05-01"}
    assert on_screen(document()).dates == {}
    assert on_screen(replace(document(), algorithm="theme")).dates == happenings(facts)
