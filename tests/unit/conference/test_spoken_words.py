"""Free text names nobody who is withheld from one of those who are given it."""

import pytest
from conference_factory import Meeting

from app.base.errors import UserError
from app.casework import cases, subjects
from app.casework.findings import Statement
from app.conference import measures, plan_rows, spoken_words
from app.handover import conference_rooms, conference_words
from app.store import audit


@pytest.mark.parametrize(
    "text",
    [
        "Geheimbeispiel anhören",
        "Wohnung des XAVER durchsuchen",
        "Geheimbeispiels Konto klären",
        "geheimbéispiel befragen",
    ],
)
def test_a_decision_that_names_somebody_withheld_is_not_kept_and_the_sentence_does_not_repeat_it(
    told: Meeting, text: str
) -> None:
    point = told.point("Tatsachen")
    with pytest.raises(UserError) as refused:
        conference_words.decide(told.store, point, text)
    assert refused.value.key == "conference.decision"
    assert "eheimb" not in refused.value.text
    assert refused.value.params["place"]
    assert plan_rows.plan(told.store, told.conference_id).point(point).decision == ""


def test_while_it_is_typed_only_words_that_all_may_hear_are_readable(told: Meeting) -> None:
    hall = conference_rooms.hall(told.store, told.conference_id)
    for typed, seen in (
        ("Muster und ", "Muster und "),
        ("Anna Muster mit Xaver ", "Anna Muster mit ▒▒▒▒▒ "),
        ("Geheimbeispiels, Termin 10 Uhr ", "▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒, Termin 10 Uhr "),
    ):
        assert conference_words.veiled(hall, typed) == seen
    # At a point that is closed to the others whoever it is open to may read it.
    assert conference_words.veiled(hall, "Xaver ", [told.police]) == "Xaver "


def test_what_everybody_may_hear_and_ordinary_words_are_kept(told: Meeting) -> None:
    point = told.point("Tatsachen")
    for text in ("Muster anhören", "Xaverius-Stift anschreiben", "Ortstermin am 12.05. um 10 Uhr", ""):
        conference_words.decide(told.store, point, text)
        assert plan_rows.plan(told.store, told.conference_id).point(point).decision == text


def test_a_closed_point_may_name_whom_its_audience_may_hear_of(told: Meeting) -> None:
    closed = told.point("Nur Polizei", (told.police, told.office))
    conference_words.decide(told.store, closed, "Geheimbeispiel anhören")
    values = {"title": "Geheimbeispiel laden", "agency_id": told.police, "legal_power": "§ 163a StPO"}
    values["due"] = ""
    conference_words.agree(told.store, told.conference_id, values, point_id=closed)
    with pytest.raises(UserError, match="not for everybody"):
        conference_words.agree(told.store, told.conference_id, values)
    # Opened to all, the same words are refused.
    with pytest.raises(UserError, match="not for everybody"):
        conference_words.change_point(
            told.store, closed, {"title": "Für alle", "decision": "Geheimbeispiel anhören"}, ()
        )
    assert [m.title for m in measures.of_case(told.store, told.case_id)] == ["Geheimbeispiel laden"]


def test_whoever_may_release_keeps_a_text_with_a_reason_that_the_log_has(told: Meeting) -> None:
    values = {"title": "Bericht zu Geheimbeispiel"}
    with pytest.raises(UserError, match="not for everybody"):
        conference_words.add_point(told.store, told.conference_id, values, ())
    conference_words.add_point(told.store, told.conference_id, values, (), "Name steht in der Presse")
    with told.store.read() as connection:
        logged = [e for e in audit.entries(connection) if e.reason == "Name steht in der Presse"]
    assert len(logged) == 1


def test_plates_and_accounts_are_found_however_they_are_written(told: Meeting) -> None:
    said = [Statement("plate", "MU-ST 4711", told.source)]
    car = subjects.add_node(told.store, told.case_id, "vehicle", said).ids[0]
    plate = next(f.id for f in cases.records(told.store, told.case_id).findings if f.subject_id == car)
    told.restrict_to_consent(plate)
    found = conference_rooms.hall(told.store, told.conference_id)
    for text in ("Halter von MU-ST 4711 ermitteln", "must4711"):
        assert conference_words.named(found, [text])
    assert not conference_words.named(found, ["4711 Flaschen"])
    assert spoken_words.unheard(cases.records(told.store, told.case_id), (), "MU-ST 4711") == ()
