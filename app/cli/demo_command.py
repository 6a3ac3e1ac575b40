"""`demo`: a store to try everything on, and one artefact of each kind made from it."""

import contextlib
import os
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import click

from app.base.errors import ExitCode, UserError
from app.base.i18n import _, language
from app.cli.session import OPEN_WINDOW, Session, common, tell
from app.demo.artefacts import DEMO_PASSPHRASE, PARTNER_STORE, write_artefacts
from app.demo.build import build
from app.handover.artefact_file import not_writable
from app.store.store import Store

DEMO_STORE = "demo.rundblick"


@click.command()
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=Path("demo-ausgabe"))
@click.option("--no-window", is_flag=True, help="Do not open the window afterwards.")
@common
def demo(session: Session, out: Path, no_window: bool) -> int:
    """Build the demo store, write a briefing, a chart and a sealed package, and open the window."""
    began = time.monotonic()
    path = session.store or out / DEMO_STORE
    passphrase = session.passphrase() if session.passphrase_file else DEMO_PASSPHRASE
    _make_folder(out)
    _refuse_existing(path)
    _refuse_existing(out / PARTNER_STORE)
    tell(_("Building the demo store (an invented office, two invented cases, one published network) …"))
    with _nothing_half(path, out / PARTNER_STORE):
        store, recovery = Store.create(path, passphrase)
        try:
            built = build(store)
            artefacts = write_artefacts(store, out, language())
        finally:
            store.close()
    document = {
        "store": str(path),
        "partner_store": str(out / PARTNER_STORE),
        "cases": list(built.cases),
        "artefacts": [str(a) for a in artefacts],
        "recovery_key": recovery,
        "seconds": round(time.monotonic() - began, 1),
    }
    session.answer(
        document,
        _("Store: {path}  (passphrase: {passphrase})").format(path=path, passphrase=_shown(passphrase)),
        _("Cases: {cases}").format(cases=", ".join(built.cases)),
        *(_("Written: {file}").format(file=file) for file in artefacts),
        _("Done in {seconds} s.").format(seconds=document["seconds"]),
    )
    return _window_wanted(session, path, no_window=no_window)


@contextlib.contextmanager
def _nothing_half(*stores: Path) -> Iterator[None]:
    """Remove the stores of a demo that could not be built, so that the next try starts afresh."""
    try:
        yield
    except BaseException:
        for folder in stores:
            shutil.rmtree(folder, ignore_errors=True)
        raise


def _shown(passphrase: str) -> str:
    return passphrase if passphrase == DEMO_PASSPHRASE else "…"


def _make_folder(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise not_writable(out, error) from error


def _refuse_existing(path: Path) -> None:
    if path.exists():
        raise UserError(
            "demo.exists",
            _("There is something at {path} already."),
            _("Name another folder with --out, or remove that one."),
            exit_code=ExitCode.USAGE,
            path=path,
        )


def _window_wanted(session: Session, path: Path, *, no_window: bool) -> int:
    """Ask the caller (main.py) to open the window if there is a display to open it on."""
    display = (
        sys.platform in ("win32", "darwin") or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )
    if no_window or session.as_json or not display:
        return ExitCode.DONE
    os.environ["RUNDBLICK_STORE"] = str(path)
    return OPEN_WINDOW
