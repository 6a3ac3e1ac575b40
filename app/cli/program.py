"""The command line as a whole: finds the command, turns refusals into sentences and exit codes."""

import locale
import logging
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import click

from app.base.errors import ExitCode, UserError
from app.base.i18n import _, set_language
from app.base.progress import Cancelled
from app.cli.click_words import speak_as_the_program
from app.cli.lazy_group import LazyGroup

_WIDEST_HELP = 110


@click.group(
    cls=LazyGroup,
    name="rundblick",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": _WIDEST_HELP},
)
def program() -> None:
    """Rundblick: case files of a security cooperation. Without a command the window opens."""


def choose_language() -> None:
    """Take the language from RUNDBLICK_LANG or from the system; German where neither says English.

    The environment is asked before `locale`: for the C locale that one answers "en_US".
    """
    names = ("RUNDBLICK_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
    said = next((os.environ[name] for name in names if os.environ.get(name)), None)
    system = said if said is not None else locale.getlocale()[0] or ""
    set_language("en" if system.lower().startswith("en") else "de")
    speak_as_the_program()


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; never raises and never shows a traceback."""
    choose_language()
    program.help = _(program.help) if program.help else None
    program.options_metavar, program.subcommand_metavar = _("[OPTIONS]"), _("COMMAND [ARGUMENTS] ...")
    try:
        result = program.main(list(arguments), prog_name="rundblick", standalone_mode=False)
        return result if isinstance(result, int) else ExitCode.DONE
    except click.ClickException as error:
        error.show()
        return ExitCode.USAGE
    except (click.Abort, Cancelled, KeyboardInterrupt):
        click.echo(_("Stopped; nothing was changed."), err=True)
        return ExitCode.ANSWER_IS_NO
    except UserError as error:
        return _refused(error)
    except BrokenPipeError:
        # The reader of our answer has gone; there is nobody left to tell.
        sys.stdout = open(os.devnull, "w", encoding="utf-8")
        return ExitCode.DONE
    except Exception as error:  # noqa: BLE001 - the last door: a defect becomes one line and a log file
        return _defect(error)


def _refused(error: UserError) -> int:
    click.echo(error.text, err=True)
    for problem in error.problems:
        click.echo(problem, err=True)
    return error.exit_code


def _defect(error: Exception) -> int:
    """Write where it happened, without values: a message may hold case content, a traceback's code not."""
    log = Path(tempfile.gettempdir()) / f"rundblick-{os.getpid()}.log"
    handler = logging.FileHandler(log, encoding="utf-8")
    logger = logging.getLogger("rundblick")
    logger.addHandler(handler)
    frame, places = error.__traceback__, []
    while frame is not None:
        code = frame.tb_frame.f_code
        places.append(f"{Path(code.co_filename).name}:{frame.tb_lineno} {code.co_name}")
        frame = frame.tb_next
    logger.error("%s\n%s", type(error).__name__, "\n".join(places))
    handler.close()
    text = _("An unforeseen error ({kind}). The places in the program are noted in {log}.")
    click.echo(text.format(kind=type(error).__name__, log=log), err=True)
    return ExitCode.DEFECT
