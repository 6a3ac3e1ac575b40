"""Whatever is withheld is marked, every way out is gone, all of it is unpacked: no marker has left."""

import re
from dataclasses import dataclass

import pytest

from tests.leaks.conftest import Copies, Planted
from tests.leaks.leak_scene import Scene, at_the_moment
from tests.leaks.meeting_ways import meet
from tests.leaks.planted_case import Case
from tests.leaks.recall_ways import call_back, reply
from tests.leaks.unpacked_pieces import Openers, Piece, found, of_folder
from tests.leaks.ways_out import PASSPHRASE, Exits, leave

# Pictures of dots, what is shown on a screen as one of two (lines or a picture), methods of the demo itself.
_WITHOUT_WORDS = re.compile(r".*\.png|point-\d+/slide-\d+\.(txt|pdf)|method-\d+\.pdf")


@dataclass(frozen=True)
class Gone:
    """The planted case after it was handed over in every way."""

    scene: Scene
    case: Case
    exits: Exits
    openers: Openers


@pytest.fixture(scope="module")
def gone(planted: Planted, copies: Copies, tmp_path_factory: pytest.TempPathFactory) -> Gone:
    case, exits = planted.case, Exits(tmp_path_factory.mktemp("out"))
    with at_the_moment():
        scene = case.scene(copies(planted.store, "gone"))
        leave(scene, exits, case.chart)
        meet(scene, exits, case.conference)
        reply(scene, exits, case.shown.word("subject of an enquiry"))
        call_back(scene, exits, case.told, case.shown.word("reason of a recall"))
    return Gone(scene, case, exits, Openers(scene.identity, PASSPHRASE))


@pytest.fixture(scope="module")
def left(gone: Gone) -> tuple[Piece, ...]:
    """Everything that has left, unpacked."""
    return tuple(of_folder(gone.exits.folder, gone.openers))


def test_nothing_that_stays_has_left(gone: Gone, left: tuple[Piece, ...]) -> None:
    """One text alone goes: an agency's judgement on two who are released, where a person let it go along."""
    assert len(gone.case.withheld.places) > 150
    assert len(gone.case.withheld.ids) > 20
    hits = found(gone.case.withheld, left)
    assert hits == {"reason of a judgement": {"judged.rundblick-paket!judgements.ndjson"}}


def test_what_goes_is_found_in_every_kind_of_file(gone: Gone, left: tuple[Piece, ...]) -> None:
    """The control: were a marker in one of these files, the search above would see it."""
    read = {place.partition("!")[0] for place, data in left if gone.case.shown.found_in(data)}
    files = {path.relative_to(gone.exits.folder).as_posix() for path in gone.exits.folder.rglob("*.*")}
    silent = {name for name in files - read if not _WITHOUT_WORDS.fullmatch(name)}
    assert silent == set()
    assert len(read) > 50


def test_it_is_found_in_what_is_packed(gone: Gone, left: tuple[Piece, ...]) -> None:
    places = found(gone.case.shown, left)
    content = {place.split("!")[0] for place in places["content of a released document"]}
    assert content == {"case-xdomea.zip", "case.rundblick-paket", "judged.rundblick-paket"}
    named = places["released name"]
    assert {"findings.xlsx!xl/worksheets/sheet1.xml", "locked.pdf!text", "laid-out.svg"} <= named
    for beginning in ("agency-papers/", "point-", "minutes-"):
        assert any(place.startswith(beginning) for place in named)
    assert any(place.startswith("method-") for place in places["evidence that cites what goes"])


def test_what_is_refused_is_refused_without_a_word_of_it(gone: Gone) -> None:
    keys = sorted(error.key for error in gone.exits.refused.values())
    assert keys == ["conference.must_leave", "method.not_released", "method.not_released"]
    for error in gone.exits.refused.values():
        assert gone.case.withheld.found_in(error.text.encode()) == set()
