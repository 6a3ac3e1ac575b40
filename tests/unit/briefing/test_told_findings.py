"""A paper about a part of a case says which findings it tells: exactly those on which its words depend."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from briefing_factory import released
from money_and_career_view import money_and_career_view
from pdf_checks import failures, page_texts, pdf_of

from app.base.errors import UserError
from app.base.method_records import PartKind
from app.briefing.career_pages import compose_career
from app.briefing.case_sheets import CareerWish, CaseSheets
from app.briefing.compose import compose
from app.briefing.content import Briefing, Heading
from app.briefing.method_paper import compose_method
from app.briefing.money_pages import compose_money
from app.briefing.office_template import PART_IDS
from app.briefing.options import BriefingOptions
from app.policy.views import View

VIEW, PERSON = money_and_career_view()
OPTIONS = BriefingOptions(language="en")


def _then(provision: str, day: str) -> tuple[str, str]:
    return provision, f"as of {day}"


def wish(*, named: bool = False) -> CareerWish:
    return CareerWish(PERSON, "§ 23 PolG NRW", _then, named)


PAPERS: dict[str, Callable[[View], Briefing]] = {
    "money": lambda view: compose_money(view, OPTIONS),
    "money and wealth": lambda view: compose_money(view, OPTIONS, about=PERSON),
    "career": lambda view: compose_career(view, OPTIONS, wish()),
    "career with names": lambda view: compose_career(view, OPTIONS, wish(named=True)),
    "method": lambda view: compose_method(view, OPTIONS, "m"),
}
# Whatever such a finding says, another value of its kind is no less true.
OTHER = {"name": "Anderswie", "note": "Etwas anderes", "identifier": "99 Js 9/99"}


@pytest.mark.parametrize("name", PAPERS)
def test_what_is_not_told_leaves_no_trace_and_what_is_told_does(name: str) -> None:
    paper = PAPERS[name](VIEW)
    assert paper.told
    assert paper.told < {f.id for f in VIEW.findings}
    for finding in VIEW.findings:
        others = tuple(f for f in VIEW.findings if f.id != finding.id)
        if finding.id in paper.told:
            assert repr(PAPERS[name](replace(VIEW, findings=others)).blocks) != repr(paper.blocks), finding
        elif finding.property in OTHER and (name != "career" or finding.property != "name"):
            said = replace(finding, value=OTHER[finding.property])
            assert PAPERS[name](replace(VIEW, findings=(*others, said))).blocks == paper.blocks, finding


def test_a_pseudonymised_career_tells_no_name_and_one_with_names_does() -> None:
    named = {f.id for f in VIEW.findings if f.property == "name" and f.subject_id == PERSON}
    assert not named & (PAPERS["career"](VIEW).told or set())
    assert named <= (PAPERS["career with names"](VIEW).told or set())
    assert "usterfrau" not in repr(PAPERS["career"](VIEW).blocks)


def test_rows_without_a_hypothesis_are_neither_printed_nor_told() -> None:
    (method,) = VIEW.methods
    rows = tuple(p for p in method.parts if p.kind is PartKind.EVIDENCE)
    bare = replace(VIEW, methods=(replace(method, title="", question="", parts=rows),))
    with pytest.raises(UserError) as refused:
        compose_method(released(bare), OPTIONS, "m")
    assert refused.value.key == "method.not_released"
    assert "Competing hypotheses" not in repr(compose(released(bare), OPTIONS).blocks)
    assert compose_method(bare, OPTIONS, "m").told == frozenset()


def test_a_paper_lists_the_sources_that_it_cites_and_no_others() -> None:
    for paper in PAPERS.values():
        made = paper(VIEW)
        sources = {f.source_id for f in VIEW.findings if made.told and f.id in made.told}
        bases = {b for f in VIEW.findings if made.told and f.id in made.told for b in f.basis}
        sources |= {f.source_id for f in VIEW.findings if f.id in bases}
        listed = repr(made.blocks[-1])
        assert [f"Q{n}'" in listed for n in (1, len(sources), len(sources) + 1)] == [True, True, False]


def test_money_and_a_chosen_career_are_parts_of_the_briefing() -> None:
    plain = [b.text for b in compose(VIEW, OPTIONS).blocks if isinstance(b, Heading)]
    assert {"Flows of money", "Chain of ownership"} <= set(plain)
    assert not {"Career of one person", "Income known against assets known"} & set(plain)
    chosen = replace(OPTIONS, sheets=CaseSheets(wealth_of=(PERSON,), careers=(wish(),)))
    whole = [b.text for b in compose(VIEW, chosen).blocks if isinstance(b, Heading)]
    assert {"Career of one person", "Income known against assets known"} <= set(whole)
    assert whole.index("Chain of ownership") < whole.index("Career of one person")
    assert PART_IDS.index("finances") < PART_IDS.index("money_flows")


def test_a_case_without_money_has_no_pages_about_it() -> None:
    links = {s.id for s in VIEW.subjects if s.type in ("pays", "owns")}
    bare = replace(VIEW, findings=tuple(f for f in VIEW.findings if f.subject_id not in links))
    headings = {b.text for b in compose(bare, OPTIONS).blocks if isinstance(b, Heading)}
    assert not {"Flows of money", "Chain of ownership"} & headings


def test_somebody_who_is_not_in_the_view_has_no_sheet_in_it() -> None:
    gone = replace(VIEW, findings=tuple(f for f in VIEW.findings if f.subject_id != PERSON))
    chosen = replace(OPTIONS, sheets=CaseSheets(wealth_of=(PERSON,), careers=(wish(),)))
    assert compose(gone, chosen).blocks == compose(gone, OPTIONS).blocks


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_pages_about_money_and_career_are_tagged_and_valid(language: str, tmp_path: Path) -> None:
    sheets = CaseSheets(wealth_of=(PERSON,), careers=(wish(),))
    data = pdf_of(released(VIEW), language=language, sheets=sheets)
    assert failures(data, tmp_path) == []
    text = " ".join(page_texts(data))
    word = "Geldflüsse" if language == "de" else "Flows of money"
    assert word in text
    assert "Muster A GmbH" in text
