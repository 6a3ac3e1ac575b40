"""A defect of the program ends in one line, exit code 70 and a log without case content."""

from pathlib import Path

import pytest

from app.cli import search_command
from tests.unit.cli.conftest import Caller

SECRET = "Geheimwort Ulme"


def test_an_unforeseen_error_is_one_line_and_a_log_of_places(
    call: Caller, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object, **_named: object) -> None:
        raise ZeroDivisionError(SECRET)

    monkeypatch.setattr(search_command, "find_text", fail)
    answer = call("search", SECRET)
    assert (answer.code, answer.out) == (70, "")
    assert len(answer.err.splitlines()) == 1
    assert SECRET not in answer.err
    log = Path(answer.err.split(" noted in ")[1].strip().rstrip("."))
    text = log.read_text(encoding="utf-8")
    log.unlink()
    assert "ZeroDivisionError" in text
    assert "search_command.py" in text
    assert SECRET not in text
