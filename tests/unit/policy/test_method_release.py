"""For any case: of a method goes what stands on released findings, and nothing betrays the rest."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.base.method_records import Method, MethodKind, MethodPart, PartKind
from app.base.records import CaseRecords
from app.exchange.payload import Extras, payload_of, write_payload
from app.policy.release import evaluate, working_view
from app.policy.views import View
from tests.unit.analysis.method_cases import FINDINGS, comparisons, models
from tests.unit.policy.case_factory import AS_OF, finding, node, records, request


@st.composite
def cases_with_methods(draw: st.DrawFn) -> CaseRecords:
    """Draw a case whose findings are partly restricted, and methods that cite them."""
    held = draw(st.sets(st.sampled_from(FINDINGS)))
    found = [finding(name, "a", property="note", restricted=name in held) for name in FINDINGS]
    senders = st.sampled_from(("", "", "Gewerbeamt Musterstadt"))
    drawn = (replace(draw(kind), sender=draw(senders)) for kind in (comparisons(), models()))
    return replace(records([node("a")], found), methods=tuple(drawn))


def texts(methods: tuple[Method, ...]) -> set[str]:
    return {p.text for m in methods for p in m.parts if p.text}


def closed(view: View) -> None:
    held, agencies = {f.id for f in view.findings}, {a.id for a in view.agencies}
    for method in view.methods:
        ids = {p.id for p in method.parts}
        for part in method.parts:
            assert set(part.cites) <= held
            assert part.above_id in ids | {""}
            assert part.agency_id in agencies | {""}
            assert {r.hypothesis_id for r in part.ratings} <= ids


@given(cases_with_methods())
def test_only_what_cites_released_findings_goes(case: CaseRecords) -> None:
    view = evaluate(case, request("A03")).view
    closed(view)
    closed(working_view(case, AS_OF))
    released = {f.id for f in view.findings}
    assert not {m.id for m in view.methods} & {m.id for m in case.methods if m.sender}
    for method in case.methods:
        for part in method.parts:
            stays = part.lost or not (part.standard or part.cites) or not set(part.cites) <= released
            if stays and part.text:
                assert part.text not in texts(tuple(m for m in view.methods if m.id == method.id))
    for method in view.methods:
        assert (method.title, method.question, method.made_by) == ("", "", "")
        assert any(p.cites for p in method.parts)
        assert not any(p.agency_id or p.status or p.due or p.effort for p in method.parts if not p.cites)
        assert set(method.raters()) <= {"1", "2", "3"}
        for kind in PartKind:
            steps = [p.above_id for p in method.of(kind)]
            for above in set(steps):
                numbers = [p.no for p in method.of(kind) if p.above_id == above]
                assert numbers == list(range(1, len(numbers) + 1))


@given(cases_with_methods())
def test_what_is_withheld_leaves_no_trace_in_a_method(case: CaseRecords) -> None:
    view = evaluate(case, request("A03")).view
    released = {f.id for f in view.findings}
    poorer = replace(
        case,
        findings=tuple(f for f in case.findings if f.id in released),
        methods=tuple(
            replace(m, parts=tuple(p for p in m.parts if set(p.cites) <= released)) for m in case.methods
        ),
    )
    told = evaluate(poorer, request("A03")).view
    assert told.methods == view.methods
    # What another office sent is as if it were not there, to the last byte of a package.
    without = replace(poorer, methods=tuple(m for m in poorer.methods if not m.sender))
    packed = [write_payload(payload_of(evaluate(c, request("A03")).view, Extras())) for c in (case, without)]
    assert packed[0]["methods.ndjson"] == packed[1]["methods.ndjson"]


def test_what_rests_on_a_frozen_person_is_in_no_view_and_a_correction_takes_the_place_of_the_old() -> None:
    found = [finding("f0", "a", property="note"), finding("f1", "b", property="note")]
    newer = finding("f2", "b", property="note", supersedes="f1")
    case = records([node("a"), node("b")], [*found, newer])
    parts = tuple(
        MethodPart(name, "m", PartKind.CONCLUSION, no, text="Schluss", cites=(cited,))
        for no, (name, cited) in enumerate((("p", "f0"), ("q", "f1")), 1)
    )
    method = Method("m", "case", MethodKind.HYPOTHESES, "Titel", parts=parts)
    case = replace(case, methods=(method,), frozen=frozenset({"a"}))
    (shown,) = working_view(case, AS_OF).methods
    assert [(p.id, p.cites) for p in shown.parts] == [("q", ("f2",))]
    assert evaluate(case, request("A03")).view.methods == ()
