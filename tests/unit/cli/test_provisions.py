"""`provisions` as a script calls it."""

from tests.unit.cli.conftest import Caller


def test_provisions_are_listed_and_decided_on(call: Caller, case: str) -> None:
    listed = call("provisions", "list", "--json").json["provisions"]
    assert {p["status"] for p in listed} == {"proposed"}
    done = call("provisions", "decide", "GewO-14-6", "approved", "--reason", "gelesen", "--json")
    assert (done.code, done.json["status"]) == (0, "approved")
    listed = call("provisions", "list", "--json").json["provisions"]
    assert [p["id"] for p in listed if p["status"] == "approved"] == ["GewO-14-6"]
    assert call("provisions", "decide", "GewO-14-6", "approved").code == 2
    assert call("provisions", "decide", "XY-1", "approved", "--reason", "x").code != 0
