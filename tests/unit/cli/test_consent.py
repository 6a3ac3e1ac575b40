"""`consent` as a script calls it."""

from tests.unit.cli.conftest import Caller


def test_consents_of_a_case_are_recorded_and_listed(call: Caller, case: str) -> None:
    assert call("consent", "list", case, "--json").json == {"consents": []}
    words = ("consent", "record", case, "f" * 32, "--to", "A03", "--state", "granted", "--reason", "Brief")
    assert call(*words).code != 0
    assert call(*words[:-2]).code == 2
