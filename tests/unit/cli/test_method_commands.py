"""Methoden auf der Kommandozeile: beginnen, füllen, bewerten, beschließen, und was abgewiesen wird."""

from tests.unit.cli.conftest import Caller

NAMES = ("vehicle_hire", "barbershops", "real_estate", "illegal_gambling")


def test_ein_barrieremodell_wird_begonnen_gefuellt_und_beschlossen(call: Caller, case: str) -> None:
    assert [t["code"] for t in call("method", "templates", "--json").json["templates"]] == list(NAMES)
    made = call("method", "new", case, "barriers", "--template", "barbershops", "--json")
    assert made.json["parts"] > 40
    shown = call("method", "show", case, "1", "--json").json
    assert (shown["steps"], shown["covered"]) == (7, 0)
    assert call("method", "plan", case, "1").code == 1
    barrier = next(p["id"] for p in shown["content"] if p["kind"] == "barrier")
    refused = call("method", "change", case, "1", barrier[:8], "--status", "active", "--partner", "")
    assert refused.code == 4
    assert "without a partner" in refused.err
    assert (
        call("method", "change", case, "1", barrier[:8], "--status", "active", "--partner", "Kammer").code
        == 0
    )
    shown = call("method", "show", case, "1", "--json").json
    assert (shown["covered"], shown["uncovered"]) == (1, [2, 3, 4, 5, 6, 7])
    text = call("method", "show", case, "1").out
    assert "Steps with an active barrier: 1 of 7" in text
    assert call("method", "new", case, "barriers", "--template", "nix").code == 2
    copied = call("method", "copy", case, "1", "--json").json
    assert (copied["parts"], copied["sender"]) == (made.json["parts"], "")
    assert call("method", "remove", case, "2").code == 0
    assert call("method", "remove", case, "1", "--part", "s2").code == 0
    assert call("method", "show", case, "1", "--json").json["steps"] == 6
    assert call("method", "remove", case, "1").code == 0
    assert call("method", "list", case, "--json").json["methods"] == []


def test_ein_vergleich_wird_bewertet_und_die_pruefliste_sagt_was_fehlt(call: Caller, case: str) -> None:
    assert (
        call("method", "new", case, "hypotheses", "--title", "Wer?", "--question", "Wer steuert?").code == 0
    )
    added = call(
        "method", "add", case, "Wer?", "evidence", "--role", "absence", "--text", "Kein Vertrag",
        "--note", "Akte",
    )  # fmt: skip
    assert added.code == 0
    assert call("method", "add", case, "Wer?", "evidence", "--role", "finding").code == 4
    assert call("method", "add", case, "Wer?", "hypothesis", "--text", "Ein Strohmann steht vorn.").code == 0
    for rater, verdicts in (("A", ("I", "N", "CC")), ("B", ("II", "N", "CC"))):
        for no, verdict in enumerate(verdicts, 1):
            assert call("method", "rate", case, "1", "e1", f"h{no}", verdict, "--rater", rater).code == 0
    shown = call("method", "show", case, "1", "--json").json
    assert sorted(shown["inconsistency"].values()) == [-0.375, 0.0, 0.0]
    assert len(shown["leading"]) == 2
    assert shown["agreement"]["cells"] == 3
    text = call("method", "show", case, "1").out
    assert "e1" in text
    assert "never a value of a person" in text
    assert call("method", "remove", case, "1", "--part", "h1").code == 4
    assert call("method", "rate", case, "1", "e9", "h1", "C").code == 1
    gate = call("method", "gate", case, "--json").json
    assert {c["check"] for c in gate["checks"] if not c["passed"]} == set()
    assert gate["open"] == 0
