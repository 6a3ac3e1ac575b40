"""The bench of the release check runs on a small case and decides on all of it."""

from app.policy.release import Reason, evaluate
from tests.bench.release_bench import made_case, release_check
from tests.unit.policy.case_factory import request


def test_the_made_case_has_what_goes_and_what_stays() -> None:
    case = made_case(2_000)
    assert len(case.findings) == 2_000
    decided = evaluate(case, request("A03"))
    assert decided.view.findings
    stays = {Reason(reason) for reason in decided.withheld()}
    assert {Reason.CONTACT_PERSON, Reason.UNLABELLED, Reason.CONSENT, Reason.RESTRICTED} <= stays
    assert {Reason.BASIS_WITHHELD, Reason.END_WITHHELD} <= stays


def test_the_bench_measures_against_its_bound() -> None:
    result = release_check(1_000, repeats=1)
    assert result.name == "release_check"
    assert result.baseline == 0.01
    assert result.value > 0
