"""With and without twenty more findings that stay, the recipient holds the same bytes."""

import json
import re
from pathlib import Path

import pytest

from app.store import paper_head
from tests.leaks.conftest import Copies, Prepared
from tests.leaks.leak_scene import at_the_moment, scene_of
from tests.leaks.planted_findings import plant_more
from tests.leaks.unpacked_pieces import Openers, pieces
from tests.leaks.ways_out import PASSPHRASE, Exits, leave

MORE = 20
ALIKE = frozenset({"printed.pdf", "locked.pdf", "judged.rundblick-paket"})
"""Made of the same pages and the same payload as others here."""
# Encrypted anew, or stamped by a library with the moment of writing: these are compared by what is in them.
PACKED = re.compile(r".*\.(xlsx|rundblick-paket|zip)")
_WRITTEN = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_MESSAGE = re.compile(rb"(<nachrichtenUUID>)[^<]*")


@pytest.fixture(scope="module")
def both(copies: Copies, prepared: Prepared, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """What leaves a case, and what leaves the same case with more findings that stay."""
    folders = []
    with pytest.MonkeyPatch.context() as patch, at_the_moment():
        # Each paper names the last entry of the log, by which the office finds the store it came from.
        patch.setattr(paper_head, "of_store", lambda _store: "1 · 2026-11-23 · 0000")
        for count in (0, MORE):
            scene = scene_of(copies(prepared, f"with-{count}"), prepared.identity)
            going, held = scene.view.findings, len(scene.records.findings)
            plant_more(scene, count)
            assert (scene.view.findings, len(scene.records.findings) - held >= count) == (going, True)
            exits = Exits(tmp_path_factory.mktemp(f"out-{count}"), ALIKE)
            leave(scene, exits, scene.chart)
            assert exits.refused == {}
            folders.append(exits.folder)
    return folders[0], folders[1]


def _inside(path: Path, openers: Openers) -> dict[str, bytes]:
    """Return what is in a file by place, without what is made anew for each file."""
    told = {
        place: data for place, data in pieces(path.name, path.read_bytes(), openers) if place != path.name
    }
    for place, data in told.items():
        if place.endswith("!manifest.json"):
            manifest = json.loads(data)
            told[place] = json.dumps({k: v for k, v in manifest.items() if k != "id"}).encode()
        told[place] = _MESSAGE.sub(rb"\1", _WRITTEN.sub(rb"\1", told[place]))
    return {place: data for place, data in told.items() if not place.endswith(".minisig")}


def test_the_same_files_leave(both: tuple[Path, Path]) -> None:
    names = [sorted(path.name for path in folder.iterdir()) for folder in both]
    assert names[0] == names[1]
    assert len(names[0]) > 35


def test_the_plain_files_are_the_same_bytes(both: tuple[Path, Path]) -> None:
    plain = [path.name for path in both[0].iterdir() if not PACKED.fullmatch(path.name)]
    assert len(plain) > 30
    assert [n for n in plain if (both[0] / n).read_bytes() != (both[1] / n).read_bytes()] == []


def test_the_packed_files_hold_the_same(both: tuple[Path, Path], prepared: Prepared) -> None:
    packed = [path.name for path in both[0].iterdir() if PACKED.fullmatch(path.name)]
    openers = Openers(prepared.identity, PASSPHRASE)
    assert len(packed) == 7
    for name in packed:
        first, second = (_inside(folder / name, openers) for folder in both)
        assert len(first) > 1
        assert [place for place in sorted(first | second) if first.get(place) != second.get(place)] == []
