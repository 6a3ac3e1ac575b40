"""Wenn jemand fragt, was aus einem Eintrag wurde, dann steht Feld für Feld da, wer was wann geändert hat."""

import datetime as dt
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.base import clock
from app.base.errors import UserError
from app.base.i18n import LANGUAGES, speaking
from app.office import entries, entry_keeping
from app.office.entries import Row
from app.office.entry_history import EntryHistory, EntryStep, history_of, step_lines
from app.office.register_model import register
from app.store import founding, keys, row_history, tables
from app.store.keyslots import KdfCost
from app.store.row_history import StepKind
from app.store.store import Store
from app.store.undo import redo, undo
from tests.unit.office.conftest import make_store

CITY = {"name": "Stadt Musterstadt", "kind": "city", "membership": "joined", "since": "2022-03"}
BEGIN = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)


class Clock:
    """Minutes that pass when somebody says so."""

    def __init__(self, begin: dt.datetime = BEGIN) -> None:
        self.begin, self.minutes = begin, 0

    def __call__(self) -> dt.datetime:
        return self.begin + dt.timedelta(minutes=self.minutes)


@pytest.fixture
def clocked() -> Iterator[Clock]:
    """A clock that stands still."""
    made = Clock()
    clock.set_source(made)
    yield made
    clock.set_source(None)


def kinds(steps: tuple[EntryStep, ...]) -> list[str]:
    return [str(step.kind) for step in steps]


def changed(step: EntryStep) -> dict[str, tuple[str, str]]:
    return {change.field: (change.before, change.after) for change in step.changes}


def values_told(history: EntryHistory) -> set[str]:
    """Every value the steps tell, without ids: a random id may hold any two digits."""
    return {value for step in history.steps for one in step.changes for value in (one.before, one.after)}


def test_entering_changing_and_taking_out_are_told_field_by_field(clocked: Clock, empty_store: Store) -> None:
    entry_id = entries.add(empty_store, "partners", CITY).ids[0]
    clocked.minutes = 1
    entries.update(empty_store, entry_id, {"since": "", "until": "2025"}, state="ended")
    clocked.minutes = 2
    entries.remove(empty_store, entry_id, "doppelt")
    history = history_of(empty_store, entry_id)
    assert kinds(history.steps) == ["added", "changed", "removed"]
    assert changed(history.steps[0]) == {
        **{name: ("", value) for name, value in CITY.items()},
        "state": ("", "active"),
    }
    assert changed(history.steps[1]) == {
        "since": ("2022-03", ""),
        "until": ("", "2025"),
        "state": ("active", "ended"),
    }
    assert [(s.at[11:16], s.actor, s.reason) for s in history.steps] == [
        ("09:00", "muster", ""), ("09:01", "muster", ""), ("09:02", "muster", "doppelt")
    ]  # fmt: skip
    assert history.caption == "Stadt Musterstadt"


def test_german_lines_name_fields_states_and_dates_as_people_write_them(empty_store: Store) -> None:
    entry_id = entries.add(empty_store, "partners", CITY).ids[0]
    entries.update(empty_store, entry_id, {"since": "2022-04-01", "until": "2025"}, state="ended")
    with speaking("de"):
        lines = step_lines(register("partners"), history_of(empty_store, entry_id).steps[1])
        assert "Partner seit: März 2022 → 01.04.2022" in lines
        assert "Status: aktiv → beendet" in lines


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_takes_a_step_back_and_does_it_again_is_told(
    clocked: Clock, empty_store: Store, language: str
) -> None:
    entry_id = entries.add(empty_store, "partners", CITY).ids[0]
    entries.update(empty_store, entry_id, {"since": "2023"})
    with speaking(language):
        for minute, turn in enumerate((undo, redo, undo), start=1):
            clocked.minutes = minute
            turn(empty_store)
    entries.update(empty_store, entry_id, {"since": "2024"})
    steps = history_of(empty_store, entry_id).steps
    assert kinds(steps) == ["added", "changed", "undone", "redone", "undone", "changed"]
    assert [changed(step)["since"] for step in steps[1:]] == [
        ("2022-03", "2023"), ("2023", "2022-03"), ("2022-03", "2023"), ("2023", "2022-03"),
        ("2022-03", "2024"),
    ]  # fmt: skip
    assert [step.at[14:16] for step in steps] == ["00", "00", "01", "02", "03", "03"]
    assert {step.actor for step in steps} == {"muster"}


def test_an_entry_that_was_taken_out_and_came_back_says_so(empty_store: Store) -> None:
    entry_id = entries.add(empty_store, "partners", CITY).ids[0]
    entries.remove(empty_store, entry_id, "doppelt")
    undo(empty_store)
    history = history_of(empty_store, entry_id)
    assert kinds(history.steps) == ["added", "removed", "undone"]
    assert step_lines(history.declared, history.steps[2]) == ("The entry is in the register again.",)
    assert step_lines(history.declared, history.steps[1])[-1] == "Reason: doppelt"


def test_a_name_that_follows_another_register_is_told_too(empty_store: Store) -> None:
    city = entries.add(empty_store, "partners", CITY).ids[0]
    user = {"name": "Anna Muster", "agency": CITY["name"], "since": "2023"}
    user_id = entries.add(empty_store, "staff", user).ids[0]
    entries.update(empty_store, city, {"name": "Stadt Neustadt"})
    step = history_of(empty_store, user_id).steps[-1]
    assert changed(step) == {"agency": (CITY["name"], "Stadt Neustadt")}
    assert "Cooperation partners" in step.label


def test_of_many_entries_in_one_step_each_has_its_own_history(clocked: Clock, empty_store: Store) -> None:
    rows = [Row({**CITY, "name": f"Stadt {number:02}"}) for number in range(30)]
    ids = entries.add_many(empty_store, "partners", rows).ids
    clocked.minutes = 1
    undo(empty_store)
    steps = history_of(empty_store, ids[0]).steps
    assert kinds(steps) == ["added", "undone"]
    # The log names twenty only; that the others went with them is known, not who did it.
    assert [step.at for step in steps] == ["2026-03-02T09:00:00Z", ""]
    assert history_of(empty_store, ids[29]).steps[1].at == "2026-03-02T09:01:00Z"
    assert changed(steps[0])["name"] == ("", "Stadt 00")


def test_an_erased_entry_has_no_history_and_others_of_its_step_say_what_is_gone(
    clocked: Clock, empty_store: Store
) -> None:
    kept, gone = (
        {"email": f"{name}@muster.example", "since": "2019", "until": until, "state": state}
        for name, until, state in (("a", "", "active"), ("b", "2020", "ended"))
    )
    rows = [Row({k: v for k, v in one.items() if k != "state"}, one["state"]) for one in (kept, gone)]
    ids = entries.add_many(empty_store, "newsletter_recipients", rows).ids
    entry_keeping.erase(empty_store, "newsletter_recipients", [ids[1]])
    with pytest.raises(UserError, match="no entry"):
        history_of(empty_store, ids[1])
    history = history_of(empty_store, ids[0])
    assert [(step.kind, step.kept, step.changes) for step in history.steps] == [(StepKind.ADDED, False, ())]
    assert "no longer kept" in step_lines(history.declared, history.steps[0])[1]


def test_values_about_too_few_people_are_in_no_version_of_the_history(empty_store: Store) -> None:
    entries.add(empty_store, "ctc_sites", {"title": "Musterviertel"})
    cell = {"site": "Musterviertel", "factor": "friends", "year": "2022", "respondents": "200", "share": "66"}
    entry_id = entries.add(empty_store, "ctc_values", cell).ids[0]
    assert "66" in values_told(history_of(empty_store, entry_id))
    entries.update(empty_store, entry_id, {"respondents": "9"})
    history = history_of(empty_store, entry_id)
    assert "66" not in values_told(history)
    assert any("hidden: too few" in line for line in step_lines(history.declared, history.steps[1]))


def test_a_protected_register_shows_its_history_to_those_only_who_may_read_it(empty_store: Store) -> None:
    told = {"date": "2026-02-03", "agency": "Amt", "person": "K7", "kind": "verbal", "what": "Zurufe",
            "next_step": "2099-02-10"}  # fmt: skip
    entry_id = entries.add(empty_store, "threat_log", told).ids[0]
    assert kinds(history_of(empty_store, entry_id).steps) == ["added"]
    founding.begin(empty_store)
    keys.add(empty_store, "anna", "annas vier Wörter", cost=KdfCost(128 * 1024, 1, 1))
    entries.remove(empty_store, entry_id, "Irrtum")
    as_anna = Store.open(empty_store.path, "annas vier Wörter", "anna")
    # What was taken out is protected as well.
    with pytest.raises(UserError) as refused:
        history_of(as_anna, entry_id)
    as_anna.close()
    assert refused.value.key == "roles.refused"


def test_within_one_second_the_images_tell_the_order(clocked: Clock, empty_store: Store) -> None:
    entry_id = entries.add(empty_store, "partners", CITY).ids[0]
    entries.update(empty_store, entry_id, {"since": "2023"})
    for turn in (undo, redo, undo):
        turn(empty_store)
    entries.update(empty_store, entry_id, {"since": "2023"})
    assert clocked.minutes == 0
    steps = history_of(empty_store, entry_id).steps
    assert kinds(steps) == ["added", "changed", "undone", "redone", "undone", "changed"]


def test_nobody_knows_an_entry_that_never_was(empty_store: Store) -> None:
    with pytest.raises(UserError, match="no entry"):
        history_of(empty_store, "nirgends")


@settings(max_examples=12)
@given(gestures=st.lists(st.sampled_from(("change", "remove", "undo", "redo")), max_size=8))
def test_whatever_was_done_the_steps_join_and_end_where_the_entry_is(
    shared_store: Store, ticking: Clock, gestures: list[str]
) -> None:
    name = f"Stadt {entries.count(shared_store, 'partners')} {shared_store.head()[:12]}"
    entry_id = entries.add(shared_store, "partners", {**CITY, "name": name}).ids[0]
    done, back, again = ["added"], 1, 0
    for number, gesture in enumerate(gestures):
        ticking.minutes += 1
        there = _row(shared_store, entry_id) is not None
        if gesture == "change" and there:
            entries.update(shared_store, entry_id, {"since": str(2000 + number)})
            done, back, again = [*done, "changed"], back + 1, 0
        elif gesture == "remove" and there:
            entries.remove(shared_store, entry_id, "Muster")
            done, back, again = [*done, "removed"], back + 1, 0
        elif gesture == "undo" and back:
            undo(shared_store)
            done, back, again = [*done, "undone"], back - 1, again + 1
        elif gesture == "redo" and again:
            redo(shared_store)
            done, back, again = [*done, "redone"], back + 1, again - 1
    with shared_store.read() as connection:
        steps = row_history.of_row(connection, "register_entry", entry_id)
    row = None
    for step in steps:
        assert step.before == row
        row = step.after
    assert row == _row(shared_store, entry_id)
    assert all(step.kept and step.at and step.actor for step in steps)
    assert sorted(str(step.kind) for step in steps) == sorted(done)


@pytest.fixture
def ticking(shared_store: Store) -> Iterator[Clock]:
    """A clock for a store that was made a moment ago."""
    made = Clock(clock.now() + dt.timedelta(days=1))
    clock.set_source(made)
    yield made
    clock.set_source(None)


@pytest.fixture(scope="module")
def shared_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = make_store(tmp_path_factory.mktemp("history"))
    yield store
    store.close()


def _row(store: Store, entry_id: str) -> dict[str, object] | None:
    table = tables.register_entry
    with store.read() as connection:
        row = connection.execute(table.select().where(table.c.id == entry_id)).mappings().first()
    return dict(row) if row is not None else None
