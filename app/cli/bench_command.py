"""`bench`: how fast the program is here, as ratios to the bare way of doing the same."""

import json
import subprocess
import sys
from typing import Any

import click

from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.base.paths import program_file
from app.cli.session import Session, common, tell

_UNKNOWN = 2


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@common
def bench(session: Session, names: tuple[str, ...]) -> None:
    """Run benchmarks on made-up data, all or those named; takes minutes and keeps nothing."""
    results = _run(names)
    session.answer({"results": results}, *map(_line, results))


def _run(names: tuple[str, ...]) -> list[dict[str, Any]]:
    """Let the benchmarks run in a process of their own; they belong to the source, not to the program."""
    root = program_file().parent
    if not (root / "tests" / "bench" / "__main__.py").is_file():
        raise UserError(
            "bench.absent",
            _("The benchmarks come with the source of the program; this installation has none."),
            _("Run the command in a folder with the source."),
        )
    tell(_("Measuring …"))
    ran = subprocess.run(
        [sys.executable, "-m", "tests.bench", *names], cwd=root, stdout=subprocess.PIPE, check=False
    )
    answer: dict[str, Any] = json.loads(ran.stdout or b"{}")
    if ran.returncode == _UNKNOWN:
        raise UserError(
            "bench.unknown",
            _("There is no benchmark of this name: {names}."),
            _("Known are: {known}."),
            exit_code=ExitCode.USAGE,
            names=", ".join(name for name in names if name not in answer.get("known", ())),
            known=", ".join(answer.get("known", ())),
        )
    ran.check_returncode()
    results: list[dict[str, Any]] = answer["results"]
    return results


def _line(result: dict[str, Any]) -> str:
    name, value, baseline, ratio = (result[key] for key in ("name", "value", "baseline", "ratio"))
    return f"{name:20} {value:10.4f} {result['unit']:3} {baseline:10.4f} {result['unit']:3} x {ratio:.2f}"
