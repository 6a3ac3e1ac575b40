"""A text or a document that would tell what stays stops every way out; nothing is left lying about."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.base.errors import UserError
from app.casework import contributions, findings
from app.casework.findings import Statement
from app.conference import agenda, planning
from app.conference.agenda import Clearance
from app.exchange.table_selection import TableKind
from app.handover import conference_papers, conference_rooms, conference_words
from app.handover.tables import TableWish, write_table_file
from app.policy import ledger
from tests.leaks.conftest import Copies, Planted
from tests.leaks.leak_scene import OTHER, Scene, at_the_moment
from tests.leaks.planted_case import Case
from tests.leaks.recall_ways import call_back
from tests.leaks.unpacked_pieces import Openers, found, of_folder
from tests.leaks.ways_out import Exits, leave

NAMED = "name of a person"


@pytest.fixture
def case(planted: Planted) -> Case:
    return planted.case


@pytest.fixture
def scene(case: Case, planted: Planted, copies: Copies) -> Iterator[Scene]:
    with at_the_moment():
        yield case.scene(copies(planted.store, "refused"))


@pytest.fixture
def named(case: Case) -> str:
    """What the office writes although it names somebody who stays."""
    return f"Stand zu {case.withheld.at(NAMED)}"


def _handed_over(scene: Scene) -> int:
    with scene.store.read() as connection:
        return len(ledger.entries(connection, case_id=scene.case_id))


def test_a_text_that_names_who_stays_stops_every_way(
    scene: Scene, case: Case, named: str, tmp_path: Path
) -> None:
    (delivered,) = [c for c in scene.view.contributions if case.shown.found_in(c.title.encode())]
    contributions.edit(scene.store, delivered.id, "Probe", title=named)
    before, exits = _handed_over(scene), Exits(tmp_path / "out")
    leave(scene, exits, case.chart)
    assert {error.key for error in exits.refused.values()} == {"handing_on.names"}
    assert len(exits.refused) > 45
    assert list(exits.folder.iterdir()) == []
    assert _handed_over(scene) == before
    # The office is told the word that it wrote itself, to find it by, and nothing of what it belongs to.
    assert [e for e in exits.refused.values() if case.withheld.found_in(e.text.encode()) != {NAMED}] == []


def test_a_place_or_a_decision_that_names_who_stays_stops_the_conference(
    scene: Scene, case: Case, named: str, tmp_path: Path
) -> None:
    plan = conference_rooms.hall(scene.store, case.conference).plan
    point = next(p for p in plan.points if not p.audience)
    readers = Clearance(frozenset({scene.request.recipient.id, scene.agency(OTHER)}))
    agenda.decide(scene.store, point.id, named, "", readers)
    with pytest.raises(UserError) as refused:
        conference_papers.write_minutes(
            scene.store, case.conference, scene.request.recipient.id, tmp_path / "p.pdf"
        )
    assert refused.value.key == "handing_on.names"
    with pytest.raises(UserError) as typed:
        conference_words.decide(scene.store, point.id, named)
    planning.edit(scene.store, case.conference, {"place": named})
    with pytest.raises(UserError) as written:
        conference_words.invitation(conference_rooms.hall(scene.store, case.conference))
    assert (typed.value.key, written.value.key) == ("conference.decision", "conference.place")
    # These two may be read on a projector.
    assert not case.withheld.found_in(f"{typed.value.text} {written.value.text}".encode())
    assert list(tmp_path.iterdir()) == []


def test_a_reason_that_names_who_stays_stops_the_recall(
    scene: Scene, case: Case, named: str, tmp_path: Path
) -> None:
    given, exits = TableWish(TableKind.FINDINGS, "csv"), Exits(tmp_path / "out")
    write_table_file(scene.store, scene.case_id, scene.request, given, tmp_path / "f.csv")
    call_back(scene, exits, case.told, named)
    assert exits.refused["recall"].key == "handing_on.names"
    assert list((exits.folder / "recall").iterdir()) == []


def test_a_document_that_tells_what_stays_stops_what_it_goes_with(
    scene: Scene, case: Case, tmp_path: Path
) -> None:
    (document,) = scene.request.documents
    source = next(s for s in scene.records.sources if s.document_id == document)
    value = case.withheld.at("note on somebody known")
    said = Statement("note", value, source.id, handling="H3", handling_note="Nur hier")
    findings.record(scene.store, scene.case_id, scene.person, said)
    exits = Exits(tmp_path / "out")
    leave(scene, exits, case.chart)
    assert {e.key for e in exits.refused.values()} == {"handing_on.document"}
    assert [e for e in exits.refused.values() if case.withheld.found_in(e.text.encode())] == []
    # A table lists documents by name and holds nothing of what is in them.
    assert {path.stem for path in exits.folder.iterdir()} == set(TableKind)
    assert found(case.withheld, of_folder(exits.folder, Openers(scene.identity, ""))) == {}
