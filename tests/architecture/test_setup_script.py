"""The set-up script as far as it can be run without setting anything up."""

import os
import subprocess
from pathlib import Path

import pytest

SCRIPT = "packaging/einrichten.sh"


def run_script(project: Path, language: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    surroundings = {"PATH": os.environ["PATH"], "LANG": language}
    command = ["sh", SCRIPT, *arguments]
    return subprocess.run(command, cwd=project, env=surroundings, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("language", "word"), [("de_DE.UTF-8", "Aufruf"), ("en_GB.UTF-8", "usage"), ("C", "usage")]
)
@pytest.mark.parametrize("arguments", [(), ("nonsense",)])
def test_wrong_usage_is_told_in_the_language_of_the_system(
    project: Path, language: str, word: str, arguments: tuple[str, ...]
) -> None:
    done = run_script(project, language, *arguments)
    assert done.returncode == 2
    assert done.stderr.startswith(word)
    assert done.stdout == ""


@pytest.mark.parametrize("script", ["einrichten.sh", "sperren.sh", "chroot_probe.sh"])
def test_the_scripts_are_plain_shell(project: Path, script: str) -> None:
    done = subprocess.run(
        ["sh", "-n", script], cwd=project / "packaging", capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_the_windows_script_is_marked_as_not_run(project: Path) -> None:
    first = (project / "packaging/einrichten.ps1").read_text(encoding="utf-8").splitlines()[0]
    assert "Not run" in first
