"""The command line as a script calls it: arguments in, exit code and two streams out."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app.cli.program import run
from tests.unit.conftest import PASSPHRASE


@dataclass(frozen=True)
class Answer:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Caller = Callable[..., Answer]


@pytest.fixture
def call(
    store_path: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Caller:
    """Run a command on a fresh store; every call unlocks it anew, as a real one does."""
    (tmp_path / "passphrase").write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    monkeypatch.setenv("RUNDBLICK_STORE", str(store_path))
    monkeypatch.setenv("RUNDBLICK_PASSPHRASE_FILE", str(tmp_path / "passphrase"))
    monkeypatch.setenv("RUNDBLICK_LANG", "en")

    def command(*arguments: object) -> Answer:
        capfd.readouterr()
        code = run([str(a) for a in arguments])
        out, err = capfd.readouterr()
        assert "Traceback" not in out + err
        return Answer(int(code), out, err)

    return command


@pytest.fixture
def case(call: Caller) -> str:
    made = call(
        "case", "new", "360-2026-003", "--title", "Montagna", "--purpose", "Test", "--legal-basis", "§ 24"
    )
    assert made.code == 0
    return "360-2026-003"
