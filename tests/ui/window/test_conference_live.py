"""What is captured live names nobody withheld and rests on what was shown; a sitting has several cases."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from conference_hands import opened, person, planned, points
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sample_case import Sample

from app.base.words import point_title
from app.casework import cases
from app.conference import agenda, grounds, measures, sittings
from ui.conference.run_query import load_hall
from ui.conference.run_window import RunWindow
from ui.shell.main_window import MainWindow

Settled = Callable[[], None]


@pytest.fixture
def live(window: MainWindow, sample: Sample, settled: Settled) -> Iterator[RunWindow]:
    """The window on the projector; the trade office alone is in the room, at the point on facts."""
    shown = RunWindow(window.session, planned(window.session.store, sample), window)
    shown.resize(1280, 720)
    shown.show()
    settled()
    opened(shown, settled, "Frau Gewerbe")
    yield shown
    shown.close()
    settled()


def test_what_was_shown_is_the_reason_of_a_measure(
    live: RunWindow, sample: Sample, settled: Settled, qtbot: QtBot
) -> None:
    qtbot.keyClick(live, Qt.Key.Key_M)
    assert not live.measure.reason.field.isEnabled()
    qtbot.keyClick(live.measure.title, Qt.Key.Key_Escape)
    qtbot.keyClick(live, Qt.Key.Key_1)
    settled()
    qtbot.keyClick(live, Qt.Key.Key_M)
    reason = live.measure.reason
    qtbot.keyClicks(reason.field, "erika must")
    qtbot.keyClick(reason.field, Qt.Key.Key_Return)
    assert len(reason.chosen()) == 1
    qtbot.keyClick(reason.field, Qt.Key.Key_Backspace)
    assert reason.chosen() == ()
    qtbot.keyClicks(reason.field, "erika must")
    qtbot.keyClick(reason.field, Qt.Key.Key_Return)
    (cited,) = reason.chosen()
    qtbot.keyClicks(live.measure.title, "Kontrolle")
    qtbot.keyClicks(live.measure.power, "Par. 35 GewO")
    # Enter in the empty field for reasons agrees.
    qtbot.keyClick(reason.field, Qt.Key.Key_Return)
    settled()
    agreed = next(m for m in measures.of_case(live.session.store, sample.case_id) if m.title == "Kontrolle")
    assert agreed.cites == (cited,)


def test_a_decision_that_names_somebody_withheld_stays_in_the_line_and_is_not_kept(
    live: RunWindow, sample: Sample, settled: Settled
) -> None:
    # The police, who are given the minutes, may hear nothing of her.
    grounds.confirm(live.session.store, live.conference_id, sample.police, ())
    live.load()
    settled()
    live.begin_decision()
    live.decision.field.setText("Frau Mustermann laden")
    live.decision.field.returnPressed.emit()
    settled()
    assert "a word of it is not for everybody" in live.message.text()
    assert "Muster" not in live.message.text()
    # While it was typed, the room saw dots, then the words that all may read.
    assert live.decision.field.displayText() == "●" * len("Frau Mustermann laden")
    assert live.decision.line.seen.text() == "Frau ▒▒▒▒▒▒▒▒▒▒ "
    assert live.decision.field.selectedText() == "Mustermann"
    assert live.point.decision.text() == ""


def test_a_sitting_goes_on_with_another_case_by_a_key(
    live: RunWindow, settled: Settled, qtbot: QtBot
) -> None:
    store = live.session.store
    other = cases.create(store, "360-2026-777", "Zweiter Musterfall", "Zweck", "Grundlage").ids[0]
    sittings.call_beside(store, live.conference_id, other)
    live.toggle_person(person(live, "Herr Wache"))
    settled()
    qtbot.keyClick(live, Qt.Key.Key_G)
    settled()
    qtbot.waitUntil(lambda: live.heading.text().startswith("360-2026-777"))
    assert live.state is not None
    assert {p.person for p in live.state.people if p.inside} == {"Herr Wache", "Frau Gewerbe"}
    assert points(live)[0] == "Opening, attendance, apologies"


def test_an_answer_that_comes_late_does_not_bring_the_former_case_back(
    live: RunWindow, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = live.session.store
    other = cases.create(store, "360-2026-778", "Dritter Musterfall", "Zweck", "Grundlage").ids[0]
    beside = sittings.call_beside(store, live.conference_id, other).ids[0]
    waiting: list[Callable[[], object]] = []

    def read(_owner: object, function: Any, done: Any, _refused: Any = None) -> None:
        answer = function(store)
        waiting.append(lambda: done(answer))

    monkeypatch.setattr(live.session, "read", read)
    live.load()
    live.conference_id = beside
    live.load()
    for answer in reversed(waiting):
        answer()
    assert live.hall is not None
    assert live.hall.plan.case_id == other


def test_before_anybody_is_said_to_be_present_the_agenda_tells_what_all_invited_may_read(
    window: MainWindow, sample: Sample, settled: Settled
) -> None:
    store = window.session.store
    conference = planned(store, sample)
    agenda.add(store, conference, {"title": "Durchsuchung"})
    _hall, state = load_hall(store, conference)
    assert not any(p.inside for p in state.people)
    assert [p.title for p in state.points] == ["Tatsachen", "Schluss", point_title("", 3)]
