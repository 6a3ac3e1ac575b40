"""The check printed in docs/LOG.md does what it says, with nothing of this program."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from app.casework.audit_log import Purpose
from app.handover.log_export import export_log
from app.store.audit_query import LogFilter
from app.store.store import Store


@pytest.fixture
def check(project: Path, tmp_path: Path) -> Callable[[Path], str]:
    """Run the printed script on a file, in a Python that finds nothing but its own library."""
    text = (project / "docs/LOG.md").read_text(encoding="utf-8")
    found = re.search(r"```python\n(.*?)```", text, re.DOTALL)
    assert found
    assert len(found[1].splitlines()) <= 20
    script = tmp_path / "check.py"
    script.write_text(found[1], encoding="utf-8")

    def run(log: Path) -> str:
        command = [sys.executable, "-I", "-S", str(script), str(log)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")
        return done.stdout if done.returncode == 0 else done.stderr

    return run


@pytest.fixture
def log(store: Store, tmp_path: Path) -> Path:
    for number in range(4):
        store.consult("", "Blick", f"Grund {number}: Übermäßig “geprüft” \u2028 ÄÖÜ")
    out = tmp_path / "log.jsonl"
    export_log(store, out, LogFilter(), Purpose.LAWFULNESS)
    return out


def _lines(log: Path) -> list[str]:
    return log.read_text(encoding="utf-8").rstrip("\n").split("\n")


def test_a_whole_log_holds(log: Path, check: Callable[[Path], str]) -> None:
    head = json.loads(_lines(log)[0])["head"]["hash"]
    assert head in check(log)


def test_a_changed_entry_is_named(log: Path, check: Callable[[Path], str]) -> None:
    log.write_text(log.read_text(encoding="utf-8").replace("Grund 2", "Grund 9"), encoding="utf-8")
    assert "was changed" in check(log)


def test_a_missing_entry_is_named(log: Path, check: Callable[[Path], str]) -> None:
    lines = _lines(log)
    log.write_text("\n".join(lines[:2] + lines[3:]), encoding="utf-8")
    assert "does not follow" in check(log)


def test_a_missing_end_is_said(log: Path, check: Callable[[Path], str]) -> None:
    log.write_text("\n".join(_lines(log)[:-1]), encoding="utf-8")
    assert "missing at the end" in check(log)
