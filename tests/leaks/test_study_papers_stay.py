"""A study's report and bundle tell of groups, never of a career: no code, no file name, no rare offence."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from app.exchange.keys import new_identity
from app.handover.study_bundle import write_bundle
from app.handover.study_importing import import_careers
from app.handover.study_report import write_report
from app.office import study_book
from app.store.store import Store
from app.study.career_records import Career, Offence
from tests.leaks.conftest import PASSPHRASE, QUICK
from tests.leaks.marker_words import Markers
from tests.leaks.unpacked_pieces import Openers, found, of_folder
from tests.unit.study.invented_careers import invented, write_files

FEW = 3


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Store]:
    store, _recovery = Store.create(tmp_path / "x.rundblick", PASSPHRASE, user="muster", cost=QUICK)
    yield store
    store.close()


def _marked(careers: Sequence[Career], m: Markers, shown: Markers) -> list[Career]:
    """Mark every code; one offence is known to all, another one to a few of each group."""
    usual, rare = shown.word("chapter that all know"), m.word("chapter that few know")
    seen = {"a": 0, "b": 0}
    marked = []
    for career in careers:
        first, *later = career.offences
        seen[career.group] += 1
        more = Offence(first.day + 1, rare if seen[career.group] <= FEW else usual, 1.0, co_suspects=False)
        offences = (replace(first, chapter=usual), more, *(o for o in later if o.day > first.day + 1))
        marked.append(replace(career, code=m.code("code of a career"), offences=offences))
    return marked


def test_report_and_bundle_tell_of_groups_alone(study: Store, tmp_path: Path) -> None:
    m, shown, out = Markers(), Markers("YQXV"), tmp_path / "out"
    out.mkdir()
    basis, provider = shown.word("legal basis"), shown.word("provider")
    study_book.found(study, shown.word("project"), basis, provider, "2099-12-31")
    files = write_files(_marked(invented(), m, shown), tmp_path)
    names = [file.with_name(f"{m.word('name of a file')}.csv") for file in files]
    import_careers(study, *(file.rename(name) for file, name in zip(files, names, strict=True)))
    groups = {"group_a": shown.word("group a"), "group_b": shown.word("group b")}
    study_book.design(study, **groups, resamples=1_000)
    study_book.match_pairs(study)
    write_report(study, out / "report.pdf")
    write_bundle(study, out / "bundle.zip")
    left = list(of_folder(out, Openers(new_identity("Probe", "2099-01-01"), "")))
    assert found(m, left) == {}
    places = found(shown, left)
    assert set(places) == set(shown.places.values())
    known = {place.partition("!")[0] for place in places["chapter that all know"]}
    assert known == {"bundle.zip", "report.pdf"}
