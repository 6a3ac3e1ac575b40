"""What the command-line library says on its own, in the language of the program.

click asks the standard library's gettext for its sentences, in whatever catalogue is bound at that moment
(click documentation, "Internationalization"); here it is given ours. A test compares the sentences below with
those of the installed library, so that a new release does not slip English in.
"""

import gettext as _gettext
import os

from app.base.i18n import language, mark, ngettext
from app.base.paths import resource

SENTENCES = (
    mark("Options"),
    mark("Positional arguments"),
    mark("Commands"),
    mark("Usage:"),
    mark("Missing command."),
    mark("env var: {var}"),
    mark("default: {default}"),
    mark("required"),
    mark("(dynamic)"),
    mark("Do you want to continue?"),
    mark("Show this message and exit."),
    mark("Error: {message}"),
    mark("Try '{command} {option}' for help."),
    mark("Invalid value: {message}"),
    mark("Invalid value for {param_hint}: {message}"),
    mark("Missing argument"),
    mark("Missing option"),
    mark("Missing parameter"),
    mark("Missing {param_type}"),
    mark("Missing parameter: {param_name}"),
    mark("No such option {name!r}."),
    mark("No such command {name!r}."),
    mark("unknown error"),
    mark("Could not open file {filename!r}: {message}"),
    mark("Argument {name!r} takes {nargs} values."),
    mark("Option {name!r} does not take a value."),
    mark("Repeat for confirmation"),
    mark("Error: The two entered values do not match."),
    mark("Error: invalid input"),
    mark("Choose from:\n\t{choices}"),
    mark("Choice({choices})"),
    mark("{value!r} is not a valid {number_type}."),
    mark("{value} is not in the range {range}."),
    mark("file"),
    mark("directory"),
    mark("path"),
    mark("{name} {filename!r} does not exist."),
    mark("{name} {filename!r} is a file."),
    mark("{name} {filename!r} is a directory."),
    mark("{name} {filename!r} is not readable."),
    mark("{name} {filename!r} is not writable."),
    mark("{name} {filename!r} is not executable."),
)


def counted(number: int) -> tuple[str, ...]:
    """Return the sentences that count something, in their form for `number`."""
    return (
        ngettext("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})", number),
        ngettext(
            "Takes {nargs} values but 1 was given.", "Takes {nargs} values but {len} were given.", number
        ),
        ngettext("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)", number),
        ngettext(
            "Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments.", number
        ),
        ngettext("{value!r} is not {choice}.", "{value!r} is not one of {choices}.", number),
    )


def speak_as_the_program() -> None:
    """Let click speak the language in force from now on."""
    _gettext.bindtextdomain("rundblick", str(resource("translations")))
    _gettext.textdomain("rundblick")
    os.environ["LANGUAGE"] = language()  # the only place where the standard library looks
