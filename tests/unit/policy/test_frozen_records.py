"""For any case: of a person whose deletion has to be decided on, nothing is in any view."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.base.records import CaseRecords, Document, Finding, Judgement, Standing, Verdict
from app.policy.release import Reason, evaluate, working_view
from app.policy.views import View
from tests.unit.policy.case_factory import AS_OF, finding, link, measure, node, records, request

NODES = ("a", "b", "c", "d")


@st.composite
def cases_with_frozen(draw: st.DrawFn) -> CaseRecords:
    """Draw a case: people, contacts, facts, corrections, assessments that rest on others; some are frozen."""
    pairs = draw(st.lists(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)), max_size=4))
    ties = [link(f"l{no}", one, other) for no, (one, other) in enumerate(pairs) if one != other]
    about = [*NODES, *(t.id for t in ties)]
    found = [finding(f"f-{name}", name, property="exists" if name[0] == "l" else "name") for name in about]
    for no in range(draw(st.integers(0, 8))):
        on, target = draw(st.sampled_from(found)), draw(st.sampled_from(about))
        kind = draw(st.sampled_from(("fact", "correction", "assessment")))
        found.append(_more(f"m{no}", kind, on, target))
    frozen = draw(st.sets(st.sampled_from(NODES), min_size=1, max_size=2))
    touched = {t.id for t in ties if {t.start, t.end} & frozen}
    made = records([*map(node, NODES), *ties], found, (measure("m", 1, "A03", *(f.id for f in found)),))
    paper = Document("d", "contribution-A09", "Akte.pdf", "application/pdf", 1, "00")
    judged = Judgement("j", "case", "a", "b", Verdict.SAME, "Grund", "agency-A03", "muster", AS_OF)
    return replace(
        made,
        sources=tuple(replace(s, document_id="d") for s in made.sources),
        documents=(paper,),
        judgements=(judged,),
        frozen=frozenset(frozen | touched),
    )


def _more(name: str, kind: str, on: Finding, target: str) -> Finding:
    if kind == "fact":
        return finding(name, target, property="note")
    if kind == "correction":
        return finding(name, on.subject_id, property=on.property, supersedes=on.id)
    return finding(
        name, target, property="note", standing=Standing.ASSESSMENT, author_agency_id="agency-A09",
        basis=(on.id,),
    )  # fmt: skip


def whole(view: View) -> None:
    """Every id that occurs in a view also resolves in it."""
    subjects, found = {s.id for s in view.subjects}, {f.id for f in view.findings}
    assert {f.subject_id for f in view.findings} <= subjects
    assert {e for s in view.subjects for e in (s.start, s.end) if e} <= subjects
    assert {b for f in view.findings for b in f.basis} <= found
    assert {f.source_id for f in view.findings} <= {s.id for s in view.sources}
    assert {s.document_id for s in view.sources} <= {None, *(d.id for d in view.documents)}
    assert {i for j in view.judgements for i in (j.a, j.b)} <= subjects


@given(case=cases_with_frozen())
def test_no_view_holds_anything_of_a_frozen_person(case: CaseRecords) -> None:
    """Wenn über die Löschung zu entscheiden ist, dann enthält keine Fassung etwas über die Person."""
    about = {f.id: f.subject_id for f in case.findings}
    current = {f.id for f in case.findings} - {f.supersedes for f in case.findings}
    for code in ("A01", "A03", "A09", "X01"):
        release = evaluate(case, request(code, documents=frozenset({"d"})))
        _nothing_of(case, release.view)
        reasons = {d.finding_id: d.reason for d in release.decisions}
        assert all(reasons[i] is Reason.DELETION_OPEN for i in current if about[i] in case.frozen)
    view = working_view(case, AS_OF)
    _nothing_of(case, view)
    assert view.withheld() == {Reason.DELETION_OPEN: len(current) - len(view.findings)}


def _nothing_of(case: CaseRecords, view: View) -> None:
    assert not case.frozen & {s.id for s in view.subjects}
    assert not view.documents
    resting = {f.id for f in case.findings if f.subject_id in case.frozen}
    while more := {f.id for f in case.findings if f.id not in resting and set(f.basis) & resting}:
        resting |= more
    assert not resting & {f.id for f in view.findings}
    assert not resting & {c for m in view.measures for c in m.cites}
    whole(view)


def test_a_case_in_which_nothing_is_frozen_is_as_it_was() -> None:
    case = records([node("a")], [finding("f", "a")])
    view = working_view(case, AS_OF)
    assert [f.id for f in view.findings] == ["f"]
    assert view.withheld() == {}
