"""A value that was chosen to go from all other places, too, is in no byte of the container any more."""

from pathlib import Path

from repeated_words import GONE, all_decided, everywhere, finding_ids

from app.casework import erasure
from app.casework.search import search
from tests.unit.casework.test_erasure_bytes import (  # noqa: F401 - the fixture is used by name
    found_in_files,
    open_plain,
    plain_template,
    set_up,
    sound,
)


def test_nothing_of_it_is_left_in_the_bytes_when_chosen(
    plain_template: tuple[Path, str],  # noqa: F811 - the imported fixture
    tmp_path: Path,
) -> None:
    folder = tmp_path / "plain.rundblick"
    desk = set_up(open_plain(plain_template, folder))
    store = desk.store
    person = desk.person(GONE)
    everywhere(desk, GONE)
    seen = erasure.foresee(store, desk.case_id, finding_ids(desk, person)).repeats
    tables_seen = {r.table for r in seen}
    assert tables_seen >= {
        "gap", "gap_entry", "collection_task", "judgement", "finding", "chart", "source", "document",
        "case_party", "agenda_item", "measure", "draft", "saved_view", "register_entry", "change_log",
    }  # fmt: skip
    erasure.erase(
        store, desk.case_id, finding_ids(desk, person), "Frist abgelaufen", repeats=all_decided(seen)
    )
    assert found_in_files(folder, GONE) == []
    assert search(store, GONE).total == 0
    assert sound(store)
    store.close()
