"""A group of commands that loads each command when it is called.

`version` must not pay for the PDF engine of `briefing`. The commands are named here by module, so they
are found without importing them.
"""

from importlib import import_module

import click

from app.base.i18n import _
from app.cli.option_words import meaning

# Command -> its name in the module, whose file is named after the command.
MODULES = {
    "access": "access",
    "audit": "audit",
    "backup": "backup",
    "bench": "bench",
    "briefing": "briefing",
    "calendar": "calendar",
    "career": "career",
    "case": "case",
    "conference": "conference",
    "ctc": "ctc",
    "demo": "demo",
    "disclosures": "disclosures",
    "duplicates": "duplicates",
    "enquiry": "enquiry",
    "export": "export",
    "graph": "graph",
    "handbook": "handbook",
    "identity": "identity",
    "import": "import_",
    "init": "init",
    "inspect": "inspect",
    "keys": "keys",
    "layout": "layout",
    "library": "library",
    "match": "match",
    "measure": "measure",
    "merge": "merge",
    "method": "method",
    "money": "money",
    "papers": "papers",
    "path": "path",
    "consent": "consent",
    "provisions": "provisions",
    "register": "register",
    "recall": "recall",
    "release": "release",
    "report": "report",
    "review": "review",
    "restore": "restore",
    "seal": "seal",
    "search": "search",
    "sensitivity": "sensitivity",
    "structure": "structure",
    "study": "study",
    "survey": "survey",
    "template": "template",
    "timeline": "timeline",
    "users": "users",
    "verify": "verify",
    "version": "version",
}


class LazyGroup(click.Group):
    """Finds a command in `app.cli.<name>_command` when somebody asks for it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return list(MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a command; its help speaks the language in force."""
        if cmd_name not in MODULES:
            return None
        module = import_module(f"app.cli.{cmd_name}_command")
        command: click.Command = getattr(module, MODULES[cmd_name])
        _speak(command, cmd_name)
        return command


def _speak(command: click.Command, path: str) -> None:
    """Put the help of a command and of its options into the language in force, and of all below it."""
    if command.help:
        command.help = _(command.help)
        # told whole in the list of commands: click would cut it to one line
        command.short_help = command.help.partition("\n\n")[0]
    command.options_metavar = _("[OPTIONS]")
    for option in command.params:
        if isinstance(option, click.Option):
            said = option.help or meaning(path, option.opts[0])
            option.help = _(said) if said else None
    if isinstance(command, click.Group):
        command.subcommand_metavar = _("COMMAND [ARGUMENTS] ...")
        for name, below in command.commands.items():
            _speak(below, f"{path} {name}")
