"""One process works in a store; others may look. The lock ends with its process, however that ends."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.base.errors import ExitCode, UserError
from app.casework import cases, log_retention
from app.cli.program import run
from app.handover import identities
from app.store import backup_state, clock_watch, lock_file
from app.store.backup import write_backup
from app.store.store import Store
from app.store.verify import verify
from tests.unit.conftest import PASSPHRASE

PROJECT = Path(__file__).resolve().parents[3]
WORKER = """
import sys
from pathlib import Path
from app.casework import cases, log_retention
from app.store.store import Store

store = Store.open_with_recovery_key(Path(sys.argv[1]), sys.stdin.readline().strip(), "anna")
store.claim()
cases.create(store, "360-1", "Musterfall", "Zweck", "Grundlage")
print("working", flush=True)
sys.stdin.readline()
store.close()
print("closed", flush=True)
"""

Start = Callable[[], "subprocess.Popen[str]"]


@pytest.fixture
def worker(template: tuple[Path, str], store_path: Path) -> Iterator[Start]:
    """Starts another process that works in the store until it is told to close it."""
    started: list[subprocess.Popen[str]] = []

    def start() -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", WORKER, str(store_path)],
            cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        started.append(process)
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(f"{template[1]}\n")
        process.stdin.flush()
        assert process.stdout.readline() == "working\n"
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def _change(store: Store) -> None:
    cases.create(store, "360-2", "Zweiter Musterfall", "Zweck", "Grundlage")


def test_a_second_process_is_told_who_works_in_the_store(worker: Start, store: Store) -> None:
    process = worker()
    with pytest.raises(UserError) as refused:
        _change(store)
    error = refused.value
    assert (error.key, error.exit_code) == ("store.in_use", ExitCode.NOT_WRITABLE)
    held = lock_file.holder(store.path)
    assert held is not None
    assert held.process == process.pid
    assert all(str(part) in error.text for part in (held.user, held.computer, held.process))
    with pytest.raises(UserError, match="works in this store"):
        store.claim()


@pytest.mark.parametrize(
    "change",
    [
        lambda store: log_retention.set_retention(store, 2, "Probe"),
        lambda store: identities.make_own(store, "Muster"),
        lambda store: clock_watch.accept(store, "Probe"),
        lambda store: backup_state.choose(store, "", 3, 7),
    ],
)
def test_settings_are_not_changed_beside_somebody_elses_window(
    worker: Start, store: Store, change: Callable[[Store], object]
) -> None:
    worker()
    head = store.head()
    with pytest.raises(UserError) as refused:
        change(store)
    assert refused.value.key == "store.in_use"
    assert store.head() == head


def test_looking_backing_up_and_verifying_go_on_meanwhile(
    worker: Start, store: Store, tmp_path: Path
) -> None:
    worker()
    (case,) = cases.list_cases(store)
    store.consult(case.header.id, "Looked at")
    assert write_backup(store, tmp_path / "a.rbbackup").manifest.counts["cases"] == 1
    assert [check for check in verify(store) if not check.ok] == []


def test_the_command_line_keeps_to_it(
    worker: Start, store_path: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    worker()
    (tmp_path / "passphrase").write_text(PASSPHRASE, encoding="utf-8")
    monkeypatch.setenv("RUNDBLICK_STORE", str(store_path))
    monkeypatch.setenv("RUNDBLICK_PASSPHRASE_FILE", str(tmp_path / "passphrase"))
    monkeypatch.setenv("RUNDBLICK_LANG", "en")
    assert run(["verify"]) == ExitCode.DONE
    assert run(["backup", str(tmp_path / "b.rbbackup")]) == ExitCode.DONE
    assert run(["case", "list", "--json"]) == ExitCode.DONE
    assert "360-1" in capfd.readouterr().out
    new = ["case", "new", "360-3", "--title", "T", "--purpose", "P", "--legal-basis", "§ 1"]
    assert run(new) == ExitCode.NOT_WRITABLE
    said = capfd.readouterr().err
    assert said.count("\n") == 1
    assert "works in this store" in said
    assert run(["case", "list", "--json"]) == ExitCode.DONE
    assert "360-3" not in capfd.readouterr().out


def test_a_killed_process_blocks_nobody(worker: Start, store: Store) -> None:
    process = worker()
    process.send_signal(signal.SIGKILL) if os.name == "posix" else process.kill()
    process.wait()
    assert (store.path / lock_file.NAME).exists()
    _change(store)
    held = lock_file.holder(store.path)
    assert held is not None
    assert held.process == os.getpid()
    assert {case.header.reference for case in cases.list_cases(store)} == {"360-1", "360-2"}


def test_closing_frees_the_store_and_leaves_no_file(worker: Start, store: Store) -> None:
    process = worker()
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("\n")
    process.stdin.flush()
    assert process.stdout.readline() == "closed\n"
    assert not (store.path / lock_file.NAME).exists()
    _change(store)


def test_one_process_shares_its_claim(template: tuple[Path, str], store: Store, worker: Start) -> None:
    second = Store.open_with_recovery_key(store.path, template[1], "anna")
    _change(store)
    second.claim()
    store.close()
    assert lock_file.holder(second.path) is not None
    cases.create(second, "360-9", "Dritter Musterfall", "Zweck", "Grundlage")
    second.close()
    worker()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not fork")
def test_a_forked_child_neither_holds_nor_frees_the_claim(store: Store) -> None:
    program = f"""
import os, sys
from pathlib import Path
from app.handover import identities
from app.store import backup_state, clock_watch, lock_file
folder = Path({str(store.path)!r})
lock_file.claim(folder)
child = os.fork()
if not child:
    try:
        lock_file.claim(folder)
    except Exception as error:
        os._exit(7 if getattr(error, "key", "") == "store.in_use" else 1)
    os._exit(2)
assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7
assert lock_file.holder(folder) is not None
"""
    subprocess.run([sys.executable, "-c", program], cwd=PROJECT, check=True)


OF_YESTERDAY = json.dumps({"user": "a", "computer": "b", "process": 1, "since": "gestern"})


@pytest.mark.parametrize("text", ["", "{", "[]", '{"user": 1}', OF_YESTERDAY, "[" * 5000])
def test_a_text_that_says_nothing_names_nobody(tmp_path: Path, text: str) -> None:
    (tmp_path / lock_file.NAME).write_text(text, encoding="utf-8")
    assert lock_file.holder(tmp_path) is None
    lock_file.claim(tmp_path)
    assert lock_file.holder(tmp_path) is not None
    lock_file.release(tmp_path)
