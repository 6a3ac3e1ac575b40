"""The frame and the steps of a case on the command line."""

from tests.unit.cli.conftest import Caller


def test_wenn_ich_felder_setze_dann_zeigt_der_fall_sie(call: Caller, case: str) -> None:
    answer = call("case", "set", case, "question=Wer?", "topic=gambling", "--json")
    assert answer.code == 0
    assert (answer.json["question"], answer.json["topic"]) == ("Wer?", "gambling")
    assert call("case", "set", case, "question").code == 2
    assert call("case", "set", case, "reference=neu").code == 2
    refused = call("case", "set", case, "title=")
    assert refused.code == 4
    assert "Title" in refused.err


def test_wenn_etwas_fehlt_dann_nennt_die_kommandozeile_alles(call: Caller, case: str) -> None:
    refused = call("case", "step", case, "running", "--reason", "Auftrag")
    assert refused.code == 4
    assert "Question" in refused.err
    assert "Controller" in refused.err
    call("case", "set", case, "question=Wer?", "controller=PP Musterstadt")
    taken = call("case", "step", case, "running", "--reason", "Auftrag", "--json")
    assert taken.code == 0
    assert [(s["status"], s["reason"]) for s in taken.json["steps"]] == [("running", "Auftrag")]
