"""What the command line says about itself, and that it speaks one language throughout."""

from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from babel.messages.extract import extract_from_file

from app.base.i18n import _, speaking
from app.cli import click_words, option_words
from app.cli.lazy_group import LazyGroup
from app.cli.option_words import meaning
from app.cli.program import run

# What the library says to those who write programs with it, or of what this program does not use.
NEVER_HEARD = (
    "%(prog)s",
    "Aborted!",
    "Arguments take exactly",
    "Boolean option",
    "Confirm the action",
    "Could not determine",
    "DeprecationWarning",
    "Invalid start character",
    "No options defined",
    "Press any key",
    "Show the version",
    "UUID",
    "Unknown color",
    "Unknown standard stream",
    "Value must be an iterable.",
    "defined twice",
    "deprecated",
    "does not match the format",
    "is not a valid boolean",
    "values are required",
)
SPOKEN_BY = ("core", "decorators", "exceptions", "formatting", "parser", "termui", "types", "utils")


def commands(command: click.Command, path: str = "") -> Iterator[tuple[str, click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from commands(below, f"{path} {name}".strip())


def test_every_command_and_every_option_says_what_it_is_for() -> None:
    silent = [
        (path, parameter.opts[0])
        for path, command in commands(LazyGroup("rundblick"))
        if path
        for parameter in command.params
        if isinstance(parameter, click.Option) and not parameter.help
    ]
    assert not silent
    assert all(command.help for path, command in commands(LazyGroup("rundblick")) if path)


def test_the_list_of_commands_cuts_no_sentence(capfd: pytest.CaptureFixture[str]) -> None:
    for arguments in (["--help"], ["case", "--help"]):
        assert run(arguments) == 0
        assert "..." not in capfd.readouterr().out.replace("[ARGUMENTS] ...", "").replace("[ANGABEN] ...", "")


def test_an_option_means_what_its_own_command_says_of_it() -> None:
    assert meaning("timeline", "--to") != meaning("briefing", "--to")
    assert meaning("consent record", "--to") == meaning("consent show", "--to") != meaning("release", "--to")
    assert meaning("briefing", "--unheard-of") == ""


def test_no_meaning_is_kept_for_an_option_that_is_gone() -> None:
    known = {
        f"{path} {option}"
        for path, command in commands(LazyGroup("rundblick"))
        for parameter in command.params
        for option in parameter.opts
    }
    for name in option_words.OWN:
        command, option = name.split(" --")
        assert any(k.startswith(command) and k.endswith(f" --{option}") for k in known), name
    assert all(any(k.endswith(f" {name}") for k in known) for name in option_words.EVERYWHERE)


def _said_by_the_library() -> set[str]:
    found = set()
    for name in SPOKEN_BY:
        file = Path(click.__file__).with_name(f"{name}.py")
        for _line, text, _comments, _context in extract_from_file(
            "python", str(file), keywords={"_": None, "ngettext": (1, 2)}
        ):
            found.add(text if isinstance(text, str) else text[0])
    return {text for text in found if not any(part in text for part in NEVER_HEARD)}


def test_all_the_library_says_has_german() -> None:
    with speaking("de"):
        ours = {*click_words.SENTENCES, *_english_counted()}
        assert _said_by_the_library() <= ours
        assert [t for t in click_words.SENTENCES if _(t) == t and "Option" not in t] == []
        assert not set(click_words.counted(1)) & set(_english_counted())


def _english_counted() -> tuple[str, ...]:
    with speaking("en"):
        return click_words.counted(1)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("de", "Den Befehl 'nwe' gibt es nicht. Ist 'new' gemeint?"),
        ("en", "No such command 'nwe'. Did you mean 'new'?"),
    ],
)
def test_a_slip_is_answered_in_the_language_in_force(
    language: str, sentence: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("RUNDBLICK_LANG", language)
    assert run(["case", "nwe"]) == 2
    assert sentence in capfd.readouterr().err
