"""What stands in which block, and what never stands there: looked at before any PDF is made."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace

import pytest
from briefing_factory import BODIES, CASE, Maker, empty_view, identifier, released, working_view

from app.base import i18n
from app.base.records import CaseHeader, Finding, Judgement, MeasureState, Standing, Verdict
from app.briefing.compose import compose
from app.briefing.content import (
    Block,
    Briefing,
    ChartFigure,
    Fields,
    Heading,
    NewPage,
    Paper,
    Span,
    Table,
    plain,
)
from app.briefing.options import BriefingOptions
from app.policy.views import View


def composed(view: View, **options: object) -> Briefing:
    return compose(view, BriefingOptions(**{"language": "en", **options}))


def spans(thing: object) -> Iterator[str]:
    if isinstance(thing, Span):
        yield thing.text
    elif isinstance(thing, str):
        yield thing
    elif isinstance(thing, tuple):
        for item in thing:
            yield from spans(item)
    elif is_dataclass(thing):
        for item in fields(thing):
            yield from spans(getattr(thing, item.name))


def text_of(thing: object) -> str:
    return " ".join(spans(thing))


def part(briefing: Briefing, title: str) -> tuple[Block, ...]:
    """The blocks from the heading of the first level with this title to the next one."""
    starts = [n for n, b in enumerate(briefing.blocks) if isinstance(b, Heading) and b.level == 1]
    start = next(n for n in starts if briefing.blocks[n].text == title)
    end = next((n for n in starts if n > start), len(briefing.blocks))
    return briefing.blocks[start:end]


def with_finding(**changes: object) -> tuple[View, Finding]:
    view = working_view()
    finding = replace(view.findings[0], id=identifier("one more"), **changes)
    return replace(view, findings=(*view.findings, finding)), finding


def test_parts_come_in_the_order_of_the_layout() -> None:
    titles = [b.text for b in composed(working_view()).blocks if isinstance(b, Heading) and b.level == 1]
    assert titles == [
        "Reading aid",
        "Situation on one page",
        "Decisions wanted",
        "Open measures",
        "Timeline",
        "Facts",
        "Subjects",
        "Link chart",
        "Assessment",
        "Measures ended and risks",
        "Sources",
        "Distribution and data protection",
    ]


def test_facts_and_assessments_do_not_mix() -> None:
    briefing = composed(working_view())
    facts, assessment = text_of(part(briefing, "Facts")), text_of(part(briefing, "Assessment"))
    opinion = "Beschäftigte sind sehr wahrscheinlich nicht vollständig angemeldet."
    assert opinion not in facts
    assert opinion in assessment


def test_every_paragraph_of_facts_ends_in_a_source_number() -> None:
    blocks = part(composed(working_view()), "Facts")
    paragraphs = [b for b in blocks[2:] if not isinstance(b, Heading)]
    numbers = {n for p in paragraphs for n in p.sources}
    assert len(paragraphs) > 20
    assert all(p.sources for p in paragraphs)
    listed = next(b for b in part(composed(working_view()), "Sources") if isinstance(b, Table))
    assert {f"Q{n}" for n in numbers} <= {plain(row.cells[0]) for row in listed.rows}


def test_restricted_findings_are_never_printed() -> None:
    view, _finding = with_finding(property="occupation", value="Geheimniskrämer", restricted=True)
    assert "Geheimniskrämer" not in text_of(composed(view))


def test_a_corrected_finding_gives_way_to_its_correction() -> None:
    first = working_view().findings[1]
    view, _finding = with_finding(property=first.property, value="1979-01-01", supersedes=first.id)
    text = text_of(composed(view))
    assert "1979" in text
    assert "10 January 1980" not in text


def test_blocked_measures_come_first_and_overdue_ones_are_urgent() -> None:
    table = next(b for b in part(composed(working_view()), "Open measures") if isinstance(b, Table))
    assert [plain(row.cells[0]) for row in table.rows] == ["3", "1", "2"]
    assert [row.urgent for row in table.rows] == [False, True, False]
    assert "▲" in plain(table.rows[1].cells[3])
    assert "12" in plain(table.rows[1].cells[3])
    assert plain(table.rows[0].cells[5]) == "no. 1"


def test_impossible_and_not_done_are_told_apart() -> None:
    view = working_view()
    undone = replace(view.measures[3], id=identifier("undone"), no=9, state=MeasureState.NOT_DONE)
    text = text_of(
        part(composed(replace(view, measures=(*view.measures, undone))), "Measures ended and risks")
    )
    assert "impossible" in text
    assert "not done" in text


def test_exonerating_facts_stand_with_the_person_and_in_the_assessment() -> None:
    briefing = composed(working_view())
    for title in ("Subjects", "Assessment"):
        assert "Meldete die Beschäftigten rückwirkend an." in text_of(part(briefing, title))
    rows = [b.rows for b in part(briefing, "Subjects") if isinstance(b, Fields)]
    assert any("exonerating" in name for fields in rows for name, _text in fields)


def test_an_assessment_names_author_and_the_sources_it_rests_on() -> None:
    table = next(b for b in part(composed(working_view()), "Assessment") if isinstance(b, Table))
    row = next(r for r in table.rows if "angemeldet" in plain(r.cells[0]))
    assert plain(row.cells[1]) == BODIES[0].name_en
    assert plain(row.cells[3]).count("Q") == 2


def test_conditions_travel_with_the_fact() -> None:
    briefing = composed(working_view())
    assert "H1, nicht vor Gericht" in text_of(part(briefing, "Facts"))
    assert "H1: nicht vor Gericht" in text_of(part(briefing, "Sources"))


def test_provisions_are_those_of_the_release() -> None:
    names = {"SCHWARZARBG-6-1": "SchwarzArbG § 6 Abs. 1"}
    text = text_of(part(composed(released(working_view()), provision_names=names), "Sources"))
    assert "SchwarzArbG § 6 Abs. 1" in text
    assert "own contribution" in text
    assert "PROV-1" in text_of(part(composed(working_view()), "Sources"))


def test_agencies_may_disagree_about_identity() -> None:
    view = working_view()
    a, b = (s.id for s in view.subjects[:2])
    judged = Judgement(
        identifier("j"), CASE.id, a, b, Verdict.UNDECIDED, "gleiche Anschrift", BODIES[1].id, "m", "2026"
    )
    assert "gleiche Anschrift" in text_of(part(composed(replace(view, judgements=(judged,))), "Assessment"))


@pytest.mark.parametrize(
    ("nodes", "paper"), [(60, Paper.A4), (61, Paper.A3_LANDSCAPE), (140, Paper.A3_LANDSCAPE)]
)
def test_the_chart_takes_a4_up_to_60_nodes_and_a3_up_to_140(nodes: int, paper: Paper) -> None:
    briefing = composed(star(nodes))
    chart = next(b for b in briefing.blocks if isinstance(b, ChartFigure))
    before = briefing.blocks[briefing.blocks.index(chart) - 2]
    assert isinstance(before, NewPage)
    assert before.paper is paper
    assert len(chart.nodes) == nodes
    assert all(0 <= n.x <= chart.width and 0 <= n.y <= chart.height for n in chart.nodes)
    assert "more" not in chart.caption


def test_beyond_that_the_chart_shows_the_best_linked_and_counts_the_rest() -> None:
    briefing = composed(star(163))
    chart = next(b for b in briefing.blocks if isinstance(b, ChartFigure))
    assert len(chart.nodes) == 140
    assert "+23 more nodes" in chart.caption
    tables = [b for b in briefing.blocks if isinstance(b, Table) and len(b.rows) == 162]
    assert tables, "the table of links is complete"


def star(nodes: int) -> View:
    make = Maker()
    ids = [make.node("person", f"{n}") for n in range(nodes)]
    for n, node in enumerate(ids):
        make.say(node, "name", f"Muster {n}", n)
    for n, node in enumerate(ids[1:]):
        make.link("contact", node, ids[n // 4], n)
    return replace(working_view(), subjects=tuple(make.subjects), findings=tuple(make.findings))


def test_numbers_and_counts_come_from_the_view_alone() -> None:
    view = working_view()
    kept = {s.id for s in view.sources[:2]}
    part_of = replace(view, findings=tuple(f for f in view.findings if f.source_id in kept))
    table = next(b for b in part(composed(part_of), "Sources") if isinstance(b, Table))
    assert [plain(row.cells[0]) for row in table.rows] == ["Q1", "Q2"]


def test_the_chosen_conference_is_on_the_cover_and_an_unknown_one_is_not() -> None:
    assert "Raum 3" in text_of(composed(working_view(), conference_no=2))
    assert "Raum 3" not in text_of(composed(working_view(), conference_no=7))


def test_the_file_name_holds_the_case_number_only() -> None:
    header: CaseHeader = replace(CASE, reference="360/2026 ü:1")
    assert composed(replace(empty_view(), header=header)).file_name == "360-2026---1.pdf"


def test_copies_must_be_countable() -> None:
    with pytest.raises(ValueError, match="copy 3 of 2"):
        BriefingOptions(copies=2, copy_no=3)
    with pytest.raises(ValueError, match="fr"):
        BriefingOptions(language="fr")


def test_hypotheses_have_a_table_of_their_own() -> None:
    i18n.set_language("en")
    blocks = part(composed(working_view()), "Assessment")
    assert any(isinstance(b, Heading) and b.text == "Hypotheses" for b in blocks)
    assert any(f.standing is Standing.HYPOTHESIS for f in working_view().findings)
