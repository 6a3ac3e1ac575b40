"""docs/COMMANDS.md tells all of the command line and nothing that is not there."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from app.cli.program import program

COMMON = {"--store", "--passphrase-file", "--user", "--key-file", "--lang", "--json", "--yes", "--help"}
ROW = re.compile(r"^\| (`[^|]*(?:\\\|[^|]*)*) \|", re.MULTILINE)
OPTION = re.compile(r"--[a-z][a-z-]*")


def commands(group: click.Group = program, prefix: str = "") -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            if command.invoke_without_command:
                yield prefix + name, command
            yield from commands(command, f"{prefix}{name} ")
        else:
            yield prefix + name, command


def options(command: click.Command) -> set[str]:
    return {o for p in command.params for o in p.opts if o.startswith("--")} - COMMON


@pytest.fixture(scope="module")
def documented(project: Path) -> dict[str, set[str]]:
    text = (project / "docs/COMMANDS.md").read_text(encoding="utf-8")
    request = set(OPTION.findall(text.split("REQUEST is")[1].split("##")[0]))
    rows = {}
    for cell in ROW.findall(text):
        words = re.match(r"`([a-z]+(?: [a-z]+)?)", cell)
        if words:
            rows[words[1]] = set(OPTION.findall(cell)) | (request if "REQUEST" in cell else set())
    return rows


def test_every_command_is_documented(documented: dict[str, set[str]]) -> None:
    assert documented.keys() == {name for name, _command in commands()}


@pytest.mark.parametrize(("name", "command"), list(commands()), ids=[name for name, _command in commands()])
def test_every_option_is_documented(
    documented: dict[str, set[str]], name: str, command: click.Command
) -> None:
    assert documented[name] == options(command)


def test_the_exit_codes_are_those_of_the_program(project: Path) -> None:
    text = (project / "docs/COMMANDS.md").read_text(encoding="utf-8")
    source = (project / "app/base/errors.py").read_text(encoding="utf-8")
    documented = set(map(int, re.findall(r"^\| (\d+) \|", text, re.MULTILINE)))
    assert documented == set(map(int, re.findall(r"^    [A-Z_]+ = (\d+)$", source, re.MULTILINE)))
