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


def test_own_words_are_written_revised_and_entered(call: Caller, case: str) -> None:
    words = (
        "--law",
        "Vereinbarung",
        "--provision",
        "Nr. 3",
        "--title",
        "T",
        "--text",
        "teilt mit",
        "--from",
        "A09",
    )
    words += ("--to", "A12", "--condition", "angezeigt", "--data", "register", "--source", "Akte")
    assert call("provisions", "add", "EIG-1", "--reason", "Beschluss").code == 2
    made = call("provisions", "add", "EIG-1", *words, "--reason", "Beschluss", "--json").json
    assert (made["own"], made["status"], made["waiting"]) == (True, "proposed", 1)
    ask = ("--from", "A09", "--to", "A12", "--data", "register")
    told = call("provisions", "advise", *ask, "--json").json
    assert "EIG-1" in [b["provision"] for b in told["blocked"]]
    assert call("provisions", "decide", "EIG-1", "approved", "--reason", "geprüft").code == 0
    told = call("provisions", "advise", *ask, "--json").json
    assert "EIG-1" in [c["provision"] for c in told["candidates"]]
    assert "own entry" in call("provisions", "show", "EIG-1").out
    enter = (
        "provisions",
        "enter",
        "EIG-1",
        *ask,
        "--sender",
        "Amt",
        "--recipient",
        "Amt",
        "--content",
        "Art",
    )
    assert call(*enter, "--occasion", "Kontrolle").code != 0
    done = call(*enter, "--occasion", "Kontrolle", "--confirm", "EIG-1:1", "--json").json
    assert "Eigener Eintrag" in done["letter"]
    # A condition of an own entry is confirmed like any other: the release goes on, and has nothing to tell.
    wish = ("--to", "A12", "--purpose", "Prüfung", "--occasion", "Fall")
    assert "EIG-1" not in call("release", case, *wish, "--confirm", "EIG-1:1").err
    assert call("provisions", "foreign", "--json").json == {"provisions": []}
    newer = call("provisions", "revise", "EIG-1", "--proactive", "no", "--reason", "enger", "--json").json
    assert [v["version"] for v in newer["versions"]] == [1, 2]
    assert [v["proactive"] for v in newer["versions"]] == [True, False]
    assert call("provisions", "mark", case, "f" * 32, "--data", "tax", "--reason", "x").code == 2
    assert call("recall", "list", case, "--json").json == {"notices": []}
    assert call("recall", "prepare", case, "--out", ".").code == 1
    assert call("recall", "demand", case, "f" * 32, "--reason", "x").code == 1
    assert call("recall", "who", case, "f" * 32, "--json").json == {"recipients": []}
    assert call("disclosures", "--finding", "f" * 32, "--json").json["entries"] == []
