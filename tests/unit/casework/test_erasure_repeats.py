"""Other places that repeat an erased value: found everywhere and decided on one by one."""

import json

import pytest
from repeated_words import GONE, all_decided, everywhere, finding_ids, office_entry
from sqlalchemy import Table, select

from app.base.errors import UserError
from app.base.ids import new_id
from app.casework import (
    case_erasure,
    decisions,
    erasure,
    erasure_repeats,
    findings,
    gaps,
    repeat_words,
)
from app.casework.case_steps import CaseStatus
from app.casework.decisions import Decision
from app.casework.erasure_repeats import ERASE, LEAVE, TAKE_OUT, Repeat
from app.casework.erasure_values import Recogniser, telling
from app.office import entries
from app.store import tables
from app.store.audit import Action
from tests.unit.casework.conftest import Desk


def seen_of(desk: Desk, subject: str) -> tuple[Repeat, ...]:
    return erasure.foresee(desk.store, desk.case_id, finding_ids(desk, subject)).repeats


def test_a_place_without_a_decision_is_refused_and_nothing_changes(desk: Desk) -> None:
    person = desk.person(GONE)
    everywhere(desk, GONE)
    choices = all_decided(seen_of(desk, person))
    last = choices.popitem()
    with pytest.raises(UserError) as refused:
        erasure.erase(desk.store, desk.case_id, finding_ids(desk, person), "Frist", repeats=choices)
    assert refused.value.key == "erasure.undecided"
    assert seen_of(desk, person)
    decided = dict([*choices.items(), last])
    erasure.erase(desk.store, desk.case_id, finding_ids(desk, person), "Frist", repeats=decided)


def test_what_is_left_stays_word_for_word_and_is_named(desk: Desk) -> None:
    person = desk.person(GONE)
    gaps.add(desk.store, desk.case_id, "who", f"Wo wohnt {GONE}?")
    (place,) = [r for r in seen_of(desk, person) if r.table == "gap"]
    assert (place.excerpt, place.can) == (f"Wo wohnt {GONE}?", (TAKE_OUT,))
    assert repeat_words.place(place) == "Gap table: question"
    gone = erasure.erase(
        desk.store, desk.case_id, finding_ids(desk, person), "Frist", repeats={place.key: LEAVE}
    )
    assert gone.repeats == (place,)
    assert gaps.of_case(desk.store, desk.case_id)[0].text == f"Wo wohnt {GONE}?"
    assert gone.change.label == "Finding erased; repeated elsewhere: 0 taken out, 1 left"


def test_the_words_around_a_value_stay(desk: Desk) -> None:
    person = desk.person("Jürgen Müßig")
    gaps.add(desk.store, desk.case_id, "who", "Wohin ging MUESSIG, und wo ist Müßigs Wagen?")
    place = next(r for r in seen_of(desk, person) if r.table == "gap")
    erasure.erase(desk.store, desk.case_id, finding_ids(desk, person), "Frist", repeats={place.key: TAKE_OUT})
    text = gaps.of_case(desk.store, desk.case_id)[0].text
    assert text == "Wohin ging [erased], und wo ist [erased] Wagen?"


def test_a_finding_chosen_with_it_takes_its_own_subject_along(desk: Desk) -> None:
    person, other = desk.person(GONE), desk.person(f"{GONE} junior")
    place = next(r for r in seen_of(desk, person) if r.table == "finding")
    assert (place.subject_id, place.can) == (other, (ERASE,))
    gone = erasure.erase(
        desk.store, desk.case_id, finding_ids(desk, person), "Frist", repeats={place.key: ERASE}
    )
    assert set(gone.subjects) == {person, other}


def test_office_steps_that_could_be_undone_forget_it(desk: Desk) -> None:
    person = desk.person(GONE)
    entry = office_entry(desk.store, GONE)
    entries.update(desk.store, entry, {"no": "1", "title": "Säule", "note": "Anruf erledigt"})
    seen = seen_of(desk, person)
    assert {r.table for r in seen} == {"change_log"}
    choices = all_decided(seen)
    erasure.erase(desk.store, desk.case_id, finding_ids(desk, person), "Frist", repeats=choices)
    with desk.store.read() as connection:
        kept = connection.execute(select(tables.change_log.c.images)).scalars().all()
    assert all(GONE not in images for images in kept)


def test_log_and_ledger_are_shown_but_not_changed(desk: Desk) -> None:
    person = desk.person(GONE)
    findings.restrict(desk.store, desk.case_id, finding_ids(desk, person)[0], f"auf Wunsch von {GONE}")
    (place,) = seen_of(desk, person)
    assert (place.table, place.can) == ("audit", ())
    assert "retention" in repeat_words.why_kept(place)
    gone = erasure.erase(desk.store, desk.case_id, finding_ids(desk, person), "Frist", repeats={})
    assert gone.repeats == (place,)


def test_decisions_over_several_cases_ask_for_each_place(desk: Desk) -> None:
    person = desk.person(GONE)
    gaps.add(desk.store, desk.case_id, "who", f"Wo wohnt {GONE}?")
    (finding,) = finding_ids(desk, person)
    chosen = [Decision("", finding, "erase", "Frist")]
    with pytest.raises(UserError) as refused:
        decisions.check(desk.store, chosen, {})
    assert refused.value.key == "erasure.undecided"
    (place,) = decisions.repeats_of(desk.store, [finding], {})
    decisions.check(desk.store, chosen, {place.key: TAKE_OUT})
    done = decisions.carry_out(desk.store, chosen, repeats={place.key: TAKE_OUT})
    assert (done.erased, done.repeats) == ((finding,), ())


def test_erasing_a_case_asks_for_what_the_office_holds_of_it_only(desk: Desk) -> None:
    desk.person(GONE)
    gaps.add(desk.store, desk.case_id, "who", f"Wo wohnt {GONE}?")
    entry = office_entry(desk.store, GONE)
    with desk.store.write("abgelehnt", Action.ALTERATION, case_id=desk.case_id) as work:
        work.update(tables.case_file, desk.case_id, status=str(CaseStatus.COMPLETED))
    outside = case_erasure.repeats(desk.store, desk.case_id)
    assert {r.table for r in outside} == {"register_entry", "change_log"}
    with pytest.raises(UserError):
        case_erasure.erase(desk.store, desk.case_id, "abgelehnt", repeats={})
    case_erasure.erase(desk.store, desk.case_id, "abgelehnt", repeats=all_decided(outside))
    assert GONE not in str(entries.get(desk.store, entry).values)


def test_every_free_text_of_a_case_is_looked_into(desk: Desk) -> None:
    """A table that is added later is found by its reference to the case, without anybody naming it here."""
    looked = {f"{t.name}.{c}" for t, columns, _which in erasure_repeats.text_places("x") for c in columns}
    assert looked >= {
        "case_file.title", "case_file.question", "contribution.title", "source.reference", "document.name",
        "judgement.reason", "chart.name", "agenda_item.decision", "measure.result", "gap.text",
        "gap_entry.text", "collection_task.result", "case_party.note", "case_step.reason",
        "quarantine.reason", "finding.value", "finding.handling_note",
        "finding.place_in_source", "participant.person",
    }  # fmt: skip
    assert looked.isdisjoint({"case_file.status", "finding.property", "source.reliability", "measure.state"})


@pytest.mark.parametrize(
    ("ways", "written", "found"),
    [
        (telling("person", "name", "Ayşe Çelik"), "Frau CELIK rief an", "CELIK"),
        (telling("person", "birth_date", "1980-03-09"), "geboren 9.3.1980 in Musterstadt", "9.3.1980"),
        (telling("vehicle", "plate", "E-MU 1234"), "ein EMU1234 stand da", "EMU1234"),
        (telling("person", "note", "nahm 4711 mit"), "er nahm 4711 mit sich", "nahm 4711 mit"),
        (["4711"], "Konto 84711 und 4711", "4711"),
    ],
)
def test_a_value_is_recognised_as_people_write_it(ways: list[str], written: str, found: str) -> None:
    assert [written[a:b] for a, b in Recogniser(ways).spans(written)] == [found]


def test_choices_and_short_values_are_not_looked_for() -> None:
    assert telling("person", "role", "suspect") == []
    assert telling("person", "note", "ja") == []
    assert Recogniser([]).excerpt("irgendein Text") == ""


def test_json_stays_json() -> None:
    text = json.dumps({"title": f"Anruf von „{GONE}“", "tags": [GONE, "x"], "count": 3})
    assert json.loads(Recogniser([GONE]).without(text)) == {
        "title": "Anruf von „[erased]“",
        "tags": ["[erased]", "x"],
        "count": 3,
    }


def test_a_case_is_erased_with_every_row_that_leads_to_it(desk: Desk) -> None:
    """Whatever a case may hold, in tables of later versions too: only frame, steps and log are left."""
    desk.person(GONE)
    everywhere(desk, GONE)
    with desk.store.write("geschlossen", Action.ALTERATION, case_id=desk.case_id) as work:
        work.update(tables.case_file, desk.case_id, status=str(CaseStatus.COMPLETED))
        for table in _of_charts():
            chart = work.connection.execute(select(tables.chart.c.id)).scalar_one()
            work.connection.execute(table.insert(), _filled(table, chart))
    outside = case_erasure.repeats(desk.store, desk.case_id)
    case_erasure.erase(desk.store, desk.case_id, "Frist", repeats=all_decided(outside))
    with desk.store.read() as connection:
        left = {
            t.name
            for t in tables.metadata.sorted_tables
            if (condition := erasure_repeats.within(t, desk.case_id)) is not None
            and connection.execute(select(t).where(condition)).first()
        }
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        kept = connection.execute(select(tables.change_log.c.images)).scalars().all()
    assert left <= {"case_file", "case_step", "audit", "search_text", "change_log"}
    assert all(GONE not in images for images in kept)


def _of_charts() -> list[Table]:
    """Return the tables whose rows hang on a chart alone."""
    return [
        t
        for t in tables.metadata.sorted_tables
        if {k.column.table.name for k in t.foreign_keys if not k.parent.nullable} == {"chart"}
    ]


def _filled(table: Table, chart: str) -> dict[str, object]:
    """Return a row with a value for every column that needs one."""
    row: dict[str, object] = {"id": new_id(), "chart_id": chart}
    needed = [c for c in table.columns if not c.nullable and c.server_default is None and c.name not in row]
    return row | {c.name: GONE if c.type.python_type is str else 1 for c in needed}
