"""Drafts: one per user and form, in no history and no log, gone after 30 days or with their case."""

import datetime as dt
import json
import subprocess
import sys
from pathlib import Path

from sqlalchemy import text

from app.base import clock
from app.casework import cases
from app.store import audit, drafts
from app.store.drafts import Draft
from app.store.store import Store
from app.store.undo import history

PROJECT = Path(__file__).resolve().parents[3]
TYPED = {"value": "Müßtermann", "source": "s1", "exonerating": ""}


def test_a_draft_comes_back_as_it_was(store: Store) -> None:
    drafts.save(store, "Page/c/Form", "c", "A new finding", {"value": "M"})
    drafts.save(store, "Page/c/Form", "c", "A new finding", TYPED)
    found = drafts.find(store, "Page/c/Form")
    assert found is not None
    assert found == Draft("muster", "Page/c/Form", "c", "A new finding", TYPED, found.at)
    assert drafts.of_user(store) == (found,)
    drafts.drop(store, "Page/c/Form")
    drafts.drop(store, "Page/c/Form")
    assert drafts.of_user(store) == ()


def test_a_draft_is_its_users_alone(store: Store, template: tuple[Path, str]) -> None:
    drafts.save(store, "p", "c", "t", TYPED)
    anna = Store.open_with_recovery_key(store.path, template[1], "anna")
    assert drafts.find(anna, "p") is None
    drafts.save(anna, "p", "c", "t", {"value": "Annas"})
    drafts.drop(anna, "p")
    anna.close()
    assert drafts.find(store, "p") is not None
    assert [draft.user for draft in drafts.of_user(store, "muster")] == ["muster"]


def test_drafts_stand_in_no_log_and_no_history(store: Store) -> None:
    case_id = cases.create(store, "360-1", "Musterfall", "Zweck", "Grundlage").ids[0]
    before, steps = store.head(), history(store, "")
    drafts.save(store, "p", case_id, "t", TYPED)
    drafts.drop(store, "p")
    assert store.head() == before
    assert history(store, "") == steps
    assert history(store, case_id) == ()
    with store.read() as connection:
        assert TYPED["value"] not in json.dumps([str(entry) for entry in audit.entries(connection)])


def test_nothing_typed_lies_in_the_folder_as_plain_text(store: Store) -> None:
    drafts.save(store, "p", "c", "t", TYPED)
    for file in store.path.iterdir():
        assert TYPED["value"].encode() not in file.read_bytes()


def test_old_drafts_go_when_the_store_is_opened(store: Store) -> None:
    drafts.save(store, "old", "c", "t", TYPED)
    clock.set_source(lambda: dt.datetime.now(dt.UTC) + dt.timedelta(days=29))
    drafts.save(store, "new", "c", "t", TYPED)
    assert drafts.drop_old(store) == 0
    clock.set_source(lambda: dt.datetime.now(dt.UTC) + dt.timedelta(days=31))
    assert drafts.drop_old(store) == 1
    assert [draft.place for draft in drafts.of_user(store)] == ["new"]


def test_the_drafts_of_a_case_go_with_what_is_erased_in_it(store: Store, template: tuple[Path, str]) -> None:
    anna = Store.open_with_recovery_key(store.path, template[1], "anna")
    for one, place, case_id in ((store, "a", "c1"), (anna, "b", "c1"), (store, "c", "c2")):
        drafts.save(one, place, case_id, "t", TYPED)
    anna.close()
    with store.write("Erased", audit.Action.ERASURE, case_id="c1", reason="r", undoable=False) as work:
        assert drafts.drop_for_case(work.connection, "c1") == 2
    with store.read() as connection:
        assert connection.execute(text("SELECT place FROM draft")).scalars().all() == ["c"]


WRITER = """
import sys
from pathlib import Path
from app.store import drafts
from app.store.store import Store

store = Store.open_with_recovery_key(Path(sys.argv[1]), sys.stdin.readline().strip(), "muster")
drafts.save(store, "p", "c", "t", {"value": "before the crash"})
print("kept", flush=True)
sys.stdin.readline()
"""


def test_a_draft_survives_kill_9(store_path: Path, template: tuple[Path, str]) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(store_path)],
        cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(f"{template[1]}\n")
        process.stdin.flush()
        assert process.stdout.readline() == "kept\n"
        process.kill()
    store = Store.open_with_recovery_key(store_path, template[1], "muster")
    found = drafts.find(store, "p")
    store.close()
    assert found is not None
    assert found.values == {"value": "before the crash"}
