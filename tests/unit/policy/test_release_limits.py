"""Limits of the law, marked data and the office's own provisions, as they bind in the release check."""

from dataclasses import replace

import pytest

from app.base.provision_records import APPROVED, PROPOSED, REJECTED, DataMark, OwnProvision
from app.base.records import CaseRecords
from app.policy import provisions, transmission_advice
from app.policy.own_provisions import standing
from app.policy.release import Decision, Reason, evaluate
from app.policy.release_grounds import asked, named
from app.policy.release_words import decision_words, who_can_lift
from app.policy.transmission_limits import Effect, limits
from tests.unit.policy.case_factory import AS_OF, agency, finding, node, records, request

PAIRS = [
    (s, r) for s in ("A01", "A04", "A05", "A06", "A09", "A12") for r in ("A01", "A03", "A05", "A09", "X01")
]
OWN = OwnProvision(
    id="EIG-1", version=1, law="Vereinbarung", provision="Nr. 1", title="Muster", text="teilt mit",
    kind="may", senders=("A12",), recipients=("A09",), conditions=("im Einzelfall geprüft",), data=(),
    proactive=True, verified=False, source="Vereinbarung vom 01.02.2026", note="", valid_from="2026-02-01",
    valid_to="", status=APPROVED,
)  # fmt: skip


def _case(code: str, **changes: object) -> CaseRecords:
    return records([node("a")], [finding("f", "a", code, **changes)])


def _decided(case: CaseRecords, code: str, **changes: object) -> Decision:
    return evaluate(case, request(code, **changes)).decisions[0]


def _marked(code: str, *data: str, record: str = "f") -> CaseRecords:
    return replace(_case(code), marks=(DataMark(record, data),))


@pytest.mark.parametrize("on_request", [False, True])
@pytest.mark.parametrize(("sender", "recipient"), PAIRS)
def test_the_check_and_the_assistant_agree(sender: str, recipient: str, on_request: bool) -> None:
    """What the assistant does not offer carries no finding, and what it offers carries one once confirmed."""
    if sender == recipient:
        return
    advice = transmission_advice.advise(transmission_advice.ask(sender, recipient, on_request=on_request))
    offered = {c.provision.id for c in advice.candidates}
    decided = _decided(_case(sender), recipient, on_request=on_request)
    assert decided.released == bool(offered)
    assert not decided.released or decided.provision in offered


@pytest.mark.parametrize("record", ["f", "contribution-A06"])
def test_confided_data_go_nowhere_without_their_own_ground(record: str) -> None:
    assert _decided(_case("A06"), "X01").released
    decided = _decided(_marked("A06", "confided", record=record), "X01")
    assert (decided.reason, decided.provision) == (Reason.LIMIT, "limit:youth_confided")
    assert "§ 65" in decision_words(decided) or "65(1)" in decision_words(decided)
    assert "65" in who_can_lift(decided)


def test_a_mark_on_one_finding_leaves_the_others_alone() -> None:
    case = records([node("a")], [finding("f", "a", "A06"), finding("g", "a", "A06")])
    case = replace(case, marks=(DataMark("f", ("confided",)),))
    decided = {d.finding_id: d.reason for d in evaluate(case, request("X01")).decisions}
    assert decided == {"f": Reason.LIMIT, "g": None}


def test_received_tax_data_are_bound_even_unmarked() -> None:
    """Arrears delivered by the trade office are tax data that it received (AO section 30(11))."""
    decided = _decided(_case("A09", property="tax_arrears"), "A12")
    assert (decided.reason, decided.provision) == (Reason.LIMIT, "limit:tax_onward")
    assert _decided(_case("A09"), "A12").released


def test_what_a_limit_asks_to_confirm_is_asked_for_and_waited_for() -> None:
    case = _case("A04")
    alone = replace(case, contributions=tuple(c for c in case.contributions if c.agency_id == "agency-A04"))
    alone = replace(alone, sources=tuple(s for s in case.sources if s.id == "source-A04"))
    keys = [p.id for p in asked(alone, agency("A03"), AS_OF)]
    assert keys == ["AO-31a", "SchwarzArbG-6-1b", "limit:tax_opening"]
    ticks = frozenset(("SchwarzArbG-6-1b", no) for no in range(1, 9))
    waiting = _decided(case, "A03", confirmed=ticks)
    assert (waiting.reason, waiting.provision) == (Reason.CONDITIONS, "limit:tax_opening")
    assert "§ 30" in decision_words(waiting) or "30(4)" in decision_words(waiting)
    carried = _decided(case, "A03", confirmed=ticks | {("limit:tax_opening", 1)})
    assert carried.provision == "SchwarzArbG-6-1b"


def test_every_block_says_who_could_lift_it_and_rests_on_a_text() -> None:
    for limit in limits():
        if limit.effect is Effect.BLOCK:
            assert limit.lift_de
            assert limit.lift_en
        assert limit.key != limit.id
        if limit.effect is Effect.CONDITION:
            question = named(limit.key)
            assert question.conditions == (limit.label_en,)


@pytest.mark.parametrize(
    ("changes", "carries"),
    [
        ({}, True),
        ({"status": PROPOSED}, False),
        ({"status": REJECTED}, False),
        ({"valid_from": "2026-06-02"}, False),
        ({"valid_to": "2026-05-31"}, False),
        ({"valid_to": AS_OF}, True),
        ({"senders": ("A09",)}, False),
        ({"recipients": ("*",), "senders": ("*",)}, True),
        ({"proactive": False}, False),
        ({"data": ("tax",)}, False),
        ({"data": ("general", "tax")}, True),
    ],
    ids=str,
)
def test_an_own_provision_carries_only_approved_and_in_its_time(
    changes: dict[str, object], carries: bool
) -> None:
    case = replace(_case("A12"), own=(replace(OWN, **changes),))  # type: ignore[arg-type]
    shipped = {p.id for p in provisions.grounds("A12", "A09")}
    asking = request("A09", confirmed=frozenset({("EIG-1", 1)}))
    decided = evaluate(case, asking).decisions[0]
    assert "EIG-1" not in shipped
    assert (decided.provision == "EIG-1" and decided.released) == carries


def test_an_own_version_takes_the_place_of_the_shipped_text() -> None:
    words = replace(
        OWN, id="AO-31a", version=2, senders=("A04",), recipients=("A05",), law="AO", provision="§ 31a"
    )
    newer = replace(words, version=3, conditions=("a", "b"), valid_from="2026-05-01")
    for own, count in (((words,), 1), ((words, newer), 2), ((words, replace(newer, status=REJECTED)), 1)):
        held = standing(own, AS_OF).own
        assert [(p.id, len(p.conditions)) for p in held] == [("AO-31a", count)]
        case = replace(_case("A04"), own=own, rejected=frozenset({"AO-31a"}))
        ticks = frozenset(("AO-31a", no + 1) for no in range(count))
        assert _decided(case, "A05", confirmed=ticks).provision == "AO-31a"
    ended = replace(newer, valid_to="2026-05-15")
    case = replace(_case("A04"), own=(words, ended))
    assert "AO-31a" not in {p.id for p in asked(case, agency("A05"), AS_OF)}


def test_an_own_provision_opens_no_secrecy() -> None:
    """Social data stay behind a permission of the SGB, whatever the office writes."""
    own = replace(OWN, senders=("*",), recipients=("*",), kind="must")
    case = replace(_case("A05"), own=(own,))
    decided = _decided(case, "A09", confirmed=frozenset({("EIG-1", 1)}))
    assert not decided.released
    assert decided.provision != "EIG-1"
