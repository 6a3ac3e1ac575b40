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


def test_the_matrix_is_narrowed_shown_and_asked(call: Caller, case: str) -> None:
    unread = call("provisions", "list", "--verified", "no", "--json").json["provisions"]
    assert len(unread) == 6
    assert {p["topic"] for p in unread} >= {"tax", "police"}
    one = call("provisions", "show", "AO-31a", "--json").json
    assert (one["kind"], one["verified"], one["conditions"][0]["no"]) == ("must", True, 1)
    assert one["source"]
    cells = call("provisions", "matrix", "--json").json["cells"]
    assert next(c["kind"] for c in cells if (c["from"], c["to"]) == ("A04", "A05")) == "must"


def test_the_assistant_answers_and_never_offers_what_was_rejected(call: Caller, case: str) -> None:
    ask = ("provisions", "advise", "--from", "A04", "--to", "A05", "--json")
    told = call(*ask).json
    assert [c["kind"] for c in told["candidates"]] == ["must", "must"]
    assert not any(x["confirmed"] for c in told["candidates"] for x in c["conditions"])
    assert told["data"] == "tax"
    call("provisions", "decide", "AO-31a", "rejected", "--reason", "veraltet")
    told = call(*ask).json
    assert [c["provision"] for c in told["candidates"]] == ["AO-31-2"]
    assert [b["provision"] for b in told["blocked"]] == ["AO-31a"]
    nobody = call("provisions", "advise", "--from", "A10", "--to", "A05", "--json")
    assert (nobody.code, nobody.json["candidates"]) == (1, [])
    assert call("provisions", "advise", "--from", "Z9", "--to", "A05").code == 2


def test_a_release_takes_no_rejected_provision_as_its_ground(call: Caller, case: str) -> None:
    """In the store, not only in the pure function."""
    listed = call("provisions", "list", "--json").json["provisions"]
    for kind in ("must", "should", "may"):
        for entry in listed:
            if entry["kind"] == kind and entry["id"] in ("GewO-14-6", "GewO-14-8"):
                call("provisions", "decide", entry["id"], "rejected", "--reason", "nein")
    cells = call("provisions", "matrix", "--json").json["cells"]
    assert not any({"GewO-14-6", "GewO-14-8"} & set(c["provisions"]) for c in cells)
