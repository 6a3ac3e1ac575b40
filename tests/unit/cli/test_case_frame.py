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


def test_texts_of_the_office_are_cleared_and_listed_on_the_command_line(call: Caller, case: str) -> None:
    set_ = call("case", "set", case, "question=Ist X der Strohmann?", "question_outward=Wer führt?", "--json")
    assert set_.json["question_outward"] == "Wer führt?"
    assert call("case", "wording", case, "title", "--as-it-stands").code == 0
    listed = call("case", "wording", case)
    assert "Title of the case, for every agency: Montagna" in listed.out
    assert "Question of the case, for every agency: Wer führt?" in listed.out
    back = call("case", "wording", case, "question", "--take-back", "--json")
    assert [(w["field"], w["text"], w["for"]) for w in back.json["wordings"]] == [
        ("title", "Montagna", "every agency")
    ]
    assert call("case", "wording", case, "question", "--take-back").code == 1
    assert call("case", "wording", case, "question").code == 2
    assert call("case", "wording", case, "question", "--text", "Wer?", "--take-back").code == 2
    assert call("case", "wording", case, "shoe_size", "--text", "44").code == 2
    assert call("case", "wording", case, "contribution.title:nichts", "--text", "Meldung").code == 2
