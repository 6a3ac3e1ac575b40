"""Each reason to withhold, and the closed world that remains."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.i18n import speaking
from app.base.records import CaseRecords, Finding, Standing
from app.policy.handling_codes import known_codes
from app.policy.release import Decision, Reason, evaluate, working_view
from app.policy.release_words import decision_words, who_can_lift
from app.policy.views import ReleasedView
from tests.unit.policy.case_factory import (
    AS_OF,
    agency,
    contribution,
    finding,
    link,
    measure,
    node,
    records,
    request,
)

TWO = [node("a"), node("b")]


def _reason(case: CaseRecords, name: str, code: str = "A03", **changes: object) -> Reason | None:
    release = evaluate(case, request(code, **changes))
    return next(d.reason for d in release.decisions if d.finding_id == name)


def test_a_finding_goes_on_a_provision_with_all_conditions_confirmed() -> None:
    case = records(TWO, [finding("f", "a")])
    release = evaluate(case, request("A03"))
    assert [f.id for f in release.view.findings] == ["f"]
    assert release.view.provisions["f"] in ("GewO-14-8", "SchwarzArbG-6-1b", "SchwarzArbG-13-2")
    assert _reason(case, "f", confirmed=frozenset()) is Reason.CONDITIONS


def test_without_a_provision_nothing_goes() -> None:
    # Youth welfare data have no way to the trade office (SGB I section 35).
    assert _reason(records(TWO, [finding("f", "a", "A06")]), "f", "A09") is Reason.LIMIT


def test_on_request_only_counts_with_a_request() -> None:
    case = records(TWO, [finding("f", "a", "A05")])
    assert _reason(case, "f", "A12") is None
    social_to_court = records(TWO, [finding("f", "a", "A05")])
    with_request = evaluate(social_to_court, request("A02", on_request=True)).view.provisions["f"]
    assert with_request == "SGB10-71-1-1"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"restricted": True}, Reason.RESTRICTED),
        ({"review_due": "2026-05-31"}, Reason.REVIEW_OVERDUE),
        ({"handling": "H2"}, Reason.CONSENT),
        ({"handling": "H3"}, Reason.CONSENT),
        ({"handling": "H1"}, None),
    ],
)
def test_what_the_finding_itself_says(changes: dict[str, object], reason: Reason | None) -> None:
    assert _reason(records(TWO, [finding("f", "a", **changes)]), "f") is reason


def test_consent_lifts_handling() -> None:
    case = records(TWO, [finding("f", "a", handling="H2")])
    assert _reason(case, "f", consents=frozenset({"f"})) is None


def test_h1_does_not_go_to_court() -> None:
    assert _reason(records(TWO, [finding("f", "a", handling="H1")]), "f", "X01") is Reason.HANDLING


def test_unlabelled_and_classified_contributions_stay() -> None:
    unlabelled = records(TWO, [finding("f", "a")], A09=contribution("A09", label=None))
    assert _reason(unlabelled, "f") is Reason.UNLABELLED
    secret = records(TWO, [finding("f", "a")], A09=contribution("A09", classification="GEHEIM"))
    assert _reason(secret, "f") is Reason.CLASSIFICATION


def test_contact_persons_of_the_police_go_to_police_only() -> None:
    role = finding("role", "a", "A01", property="role", value="contact_companion")
    met = finding("met", "l", "A01", property="exists", value="yes")
    case = records(
        [*TWO, link("l", "a", "b")],
        [role, finding("name", "a", "A01"), finding("other", "b", "A01"), met],
    )
    for name in ("role", "name", "met"):
        assert _reason(case, name, "A03") is Reason.CONTACT_PERSON
        assert _reason(case, name, "A02") is None
    assert _reason(case, "other", "A03") is None


def test_who_gave_a_tip_is_named_to_nobody_without_consent() -> None:
    role = finding("role", "a", property="role", value="informant")
    case = records(
        [*TWO, link("l", "a", "b")], [role, finding("n", "b"), finding("met", "l", property="exists")]
    )
    for name in ("role", "met"):
        assert _reason(case, name, "A01") is Reason.CONSENT
        assert _reason(case, name, "A09") is None
    assert _reason(case, "n", "A01") is None
    assert _reason(case, "role", "A01", consents=frozenset({"role"})) is None


def test_a_recipient_gets_its_own_findings_without_a_provision() -> None:
    release = evaluate(records(TWO, [finding("f", "a", "A05")]), request("A05", confirmed=frozenset()))
    assert [f.id for f in release.view.findings] == ["f"]
    assert release.view.provisions == {}


def test_corrected_findings_are_not_released() -> None:
    case = records(TWO, [finding("old", "a"), finding("new", "a", supersedes="old")])
    release = evaluate(case, request("A03"))
    assert [(f.id, f.supersedes) for f in release.view.findings] == [("new", None)]
    assert release.withheld() == {}


def test_a_recipient_who_had_the_old_one_learns_what_is_corrected() -> None:
    case = records(TWO, [finding("old", "a"), finding("new", "a", supersedes="old")])
    release = evaluate(case, request("A03", disclosed=frozenset({"old"})))
    assert release.view.findings[0].supersedes == "old"


def _assessment(name: str, *basis: str) -> Finding:
    return finding(
        name, "b", "OFFICE", standing=Standing.ASSESSMENT, basis=basis, author_agency_id="agency-OFFICE"
    )


def test_an_assessment_goes_where_everything_it_rests_on_goes() -> None:
    open_, closed = finding("open", "a"), finding("closed", "a", handling="H2")
    case = records(TWO, [open_, closed, _assessment("fits", "open"), _assessment("tells", "open", "closed")])
    assert _reason(case, "fits") is None
    assert _reason(case, "tells") is Reason.BASIS_WITHHELD


def test_a_link_needs_both_ends() -> None:
    case = records(
        [*TWO, link("l", "a", "b")],
        [finding("a1", "a"), finding("b1", "b", handling="H2"), finding("l1", "l", property="exists")],
    )
    assert _reason(case, "l1") is Reason.END_WITHHELD
    view = evaluate(case, request("A03")).view
    assert {s.id for s in view.subjects} == {"a"}


def test_withdrawals_go_on_until_nothing_hangs_in_the_air() -> None:
    case = records(
        [*TWO, node("c"), link("l", "a", "b")],
        [
            finding("a1", "a", handling="H2"),
            finding("b1", "b"),
            finding("l1", "l", property="exists"),
            replace(_assessment("c1", "l1"), subject_id="c"),
        ],
    )
    view = evaluate(case, request("A03")).view
    assert {s.id for s in view.subjects} == {"b"}


def test_measures_are_numbered_anew() -> None:
    case = records(
        TWO,
        [finding("f", "a"), finding("g", "a", handling="H2")],
        (measure("m1", 1, "A09", "g"), measure("m2", 2, "A09", "f"), measure("m3", 3, "A03", "g", "f")),
    )
    view = evaluate(case, request("A03")).view
    assert [(m.id, m.no, m.cites) for m in view.measures] == [("m2", 1, ("f",)), ("m3", 2, ("f",))]


def test_nobody_else_makes_a_released_view() -> None:
    view = evaluate(records(TWO, [finding("f", "a")]), request("A03")).view
    with pytest.raises(TypeError):
        ReleasedView(**{**{n: getattr(view, n) for n in _fields(view)}, "key": None})


def _fields(view: ReleasedView) -> list[str]:
    return list(ReleasedView.__dataclass_fields__)


def test_the_working_view_is_internal_and_holds_what_is_current() -> None:
    case = records(TWO, [finding("old", "a"), finding("new", "a", supersedes="old", restricted=True)])
    view = working_view(case, AS_OF)
    assert view.internal
    assert [f.id for f in view.findings] == ["new"]


_SUBJECTS = [node("a"), node("b"), node("c"), link("ab", "a", "b"), link("bc", "b", "c")]
_CODES = ("A01", "A03", "A04", "A05", "A09", "A12", "OFFICE")


@st.composite
def _findings(draw: st.DrawFn) -> list[Finding]:
    made: list[Finding] = []
    for no in range(draw(st.integers(1, 12))):
        code = draw(st.sampled_from(_CODES))
        older = [f.id for f in made]
        basis = tuple(draw(st.lists(st.sampled_from(older), max_size=2, unique=True))) if older else ()
        subject = draw(st.sampled_from(_SUBJECTS)).id
        made.append(
            finding(
                f"f{no}",
                subject,
                code,
                property="exists" if len(subject) == 2 else "name",
                handling=draw(st.sampled_from(["H0", "H0", "H1", "H2"])),
                restricted=draw(st.booleans()) and draw(st.booleans()),
                review_due=draw(st.sampled_from(["2027-01-01", "2027-01-01", "2026-01-01"])),
                basis=basis,
                standing=Standing.ASSESSMENT if basis else Standing.FACT,
            )
        )
    return made


@given(_findings(), st.sampled_from(["A01", "A03", "A04", "A12"]))
def test_the_world_is_closed(findings: list[Finding], code: str) -> None:
    view = evaluate(records(_SUBJECTS, findings), request(code)).view
    subjects, ids = {s.id for s in view.subjects}, {f.id for f in view.findings}
    assert {f.subject_id for f in view.findings} == subjects
    assert {f.source_id for f in view.findings} == {s.id for s in view.sources}
    assert {s.contribution_id for s in view.sources} == {c.id for c in view.contributions}
    assert all(end in subjects for s in view.subjects for end in (s.start, s.end) if end)
    assert all(b in ids for f in view.findings for b in f.basis)
    assert set(view.provisions) <= ids
    assert {c.agency_id for c in view.contributions} <= {a.id for a in view.agencies}
    assert agency(code) in view.agencies


@given(_findings(), st.sampled_from(["A01", "A03", "A04", "A12"]), st.data())
def test_one_more_withheld_finding_changes_nothing(
    findings: list[Finding], code: str, data: st.DataObject
) -> None:
    """The promise of the house: what is withheld leaves no trace in what others get."""
    without = evaluate(records(_SUBJECTS, findings), request(code)).view
    subject = data.draw(st.sampled_from(_SUBJECTS)).id
    secret = finding(
        "secret",
        subject,
        data.draw(st.sampled_from(_CODES)),
        restricted=True,
        property="exists" if len(subject) == 2 else "name",
    )
    place = data.draw(st.integers(0, len(findings)))
    more = [*findings[:place], secret, *findings[place:]]
    cited = measure("m", 1, "A09", "secret")
    assert evaluate(records(_SUBJECTS, more, (cited,)), request(code)).view == without


def test_a_rejected_provision_is_no_ground_any_more() -> None:
    case = records(TWO, [finding("f", "a", "A04")])
    ground = evaluate(case, request("A05")).view.provisions["f"]
    found = set()
    while ground:
        found.add(ground)
        ground = evaluate(replace(case, rejected=frozenset(found)), request("A05")).view.provisions.get(
            "f", ""
        )
    assert "AO-31a" in found
    assert _reason(replace(case, rejected=frozenset(found)), "f", "A05") is Reason.NO_PROVISION


def test_rejecting_a_limit_does_not_lift_it() -> None:
    case = replace(records(TWO, [finding("f", "a", "A01")]), rejected=frozenset({"PolGNRW-23"}))
    assert _reason(case, "f", confirmed=_without("PolGNRW-23")) is Reason.CONDITIONS


def _without(provision: str) -> frozenset[tuple[str, int]]:
    return frozenset(c for c in request("A03").confirmed if c[0] != provision)


@pytest.mark.parametrize(
    ("answers", "goes"), [((), False), ((1,), True), ((2,), False), ((3,), False), ((2, 3), True)]
)
def test_police_data_serve_another_purpose_only_after_the_test(answers: tuple[int, ...], goes: bool) -> None:
    ticked = _without("PolGNRW-23") | {("PolGNRW-23", no) for no in answers}
    case = records(TWO, [finding("f", "a", "A01")])
    decided = evaluate(case, request("A03", confirmed=ticked)).decisions[0]
    assert decided.released is goes
    assert goes or decided.provision == "PolGNRW-23"


def test_the_same_purpose_asks_no_question_and_other_senders_neither() -> None:
    same = records(TWO, [finding("f", "a", "A01")], A01=contribution("A01", purpose=" zweck "))
    assert _reason(same, "f", confirmed=_without("PolGNRW-23")) is None
    other = records(TWO, [finding("f", "a", "A09")])
    assert _reason(other, "f", confirmed=_without("PolGNRW-23")) is None


def test_social_data_of_third_parties_are_weighed() -> None:
    role = finding("role", "a", "A05", property="role", value="witness")
    case = records(TWO, [role, finding("n", "a", "A05"), finding("o", "b", "A05")])
    for name, reason in (("role", Reason.CONDITIONS), ("n", Reason.CONDITIONS), ("o", None)):
        assert _reason(case, name, confirmed=_without("SGB10-67d")) is reason
        assert _reason(case, name) is None


@pytest.mark.parametrize("code", sorted(known_codes()))
def test_every_handling_code_of_every_scheme_is_understood(code: str) -> None:
    case = records(TWO, [finding("f", "a", handling=code)])
    stays = {"H2", "H3", "C", "4", "5", "TLP:RED", "TLP:AMBER", "TLP:AMBER+STRICT"}
    expected = {"4": Reason.HANDLING}.get(code, Reason.CONSENT) if code in stays else None
    assert _reason(case, "f", "A03") is expected
    assert _reason(case, "f", "A03", consents=frozenset({"f"})) is None


def test_a_code_for_law_enforcement_and_one_nobody_knows() -> None:
    case = records(TWO, [finding("f", "a", handling="1"), finding("g", "a", handling="Z9")])
    assert _reason(case, "f", "A04") is Reason.CONSENT
    assert _reason(case, "f", "A03") is None
    assert _reason(case, "g", "A03") is Reason.HANDLING


@pytest.mark.parametrize("reason", [*Reason])
@pytest.mark.parametrize("wanted", ["de", "en"])
def test_each_reason_says_who_could_lift_it(reason: Reason, wanted: str) -> None:
    with speaking(wanted):
        for provision in ("", "PolGNRW-23", "SGB10-67d", "AO-31a", "limit:tax_onward"):
            decision = Decision("f", reason, provision)
            assert who_can_lift(decision)
            assert decision_words(decision)
    assert (who_can_lift(Decision("f", None)), decision_words(Decision("f", None))) == ("", "")
