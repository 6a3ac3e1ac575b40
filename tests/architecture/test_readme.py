"""What the documents name is there: the two commands, the files, the picture."""

import os
import re
import stat
from pathlib import Path

import pytest

DOCUMENTS = ("README.md", "CONTRIBUTING.md", "docs/ARCHITECTURE.md", "docs/COMMANDS.md")
COMMANDS = ("./packaging/einrichten.sh demo", "./packaging/einrichten.sh test")
LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)(?:#[^)]*)?\)")
PATH_IN_TEXT = re.compile(r"`((?:app|ui|resources|packaging|tests|docs|typings)/[\w./-]*\w/?)`")


def text_of(project: Path, document: str) -> str:
    return (project / document).read_text(encoding="utf-8")


def test_the_readme_names_the_two_commands(project: Path) -> None:
    lines = [line.split("#")[0].strip() for line in text_of(project, "README.md").splitlines()]
    assert [line for line in lines if line.startswith("./packaging/")][:2] == list(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_commands_can_be_run(project: Path, command: str) -> None:
    script = project / command.split()[0]
    assert os.access(script, os.X_OK)
    assert stat.S_IMODE(script.stat().st_mode) & 0o111


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_lead_somewhere(project: Path, document: str) -> None:
    folder = (project / document).parent
    dead = [link for link in LINK.findall(text_of(project, document)) if not (folder / link).exists()]
    assert not dead


@pytest.mark.parametrize("document", DOCUMENTS)
def test_named_paths_exist(project: Path, document: str) -> None:
    missing = [p for p in PATH_IN_TEXT.findall(text_of(project, document)) if not (project / p).exists()]
    assert not missing
