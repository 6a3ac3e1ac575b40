"""One real window on a real X server, by keyboard alone: to a saved finding, and through an import."""

import contextlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from sample_case import build

PROGRAMS = ("Xvfb", "openbox", "xdotool")
MISSING = [name for name in PROGRAMS if shutil.which(name) is None]
LONGEST_SECONDS = 40.0
# Letters of the keyboard that an X server has by itself; others are put on it while they are typed.
PASSPHRASE = "vier gewaehlte Muster"


@pytest.fixture
def display(tmp_path: Path) -> Iterator[dict[str, str]]:
    """An X server of its own with a window manager; the environment that leads there."""
    if MISSING:
        pytest.skip(f"{', '.join(MISSING)} missing: the window is not tried by keyboard on a real X server")
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
        pass_fds=(write,), stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(write)
    with os.fdopen(read) as told:
        number = told.readline().strip()
    environment = os.environ | {
        "DISPLAY": f":{number}",
        "QT_QPA_PLATFORM": "xcb",
        "RUNDBLICK_LANG": "de",
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "XDG_STATE_HOME": str(tmp_path / "state"),
    }
    manager = subprocess.Popen(["openbox"], env=environment, stderr=subprocess.DEVNULL)
    yield environment
    for process in (manager, server):
        process.terminate()
        process.wait()


class Keyboard:
    """What hands on a keyboard can do, and what eyes on the window's title see."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._environment = environment

    def wait_for(self, title: str) -> None:
        """Wait until a window with these words in its title is shown, and let it have the keys."""
        until = time.monotonic() + LONGEST_SECONDS
        words = ["xdotool", "search", "--sync", "--onlyvisible", "--name", title, "windowactivate", "--sync"]
        while time.monotonic() < until:
            # It fails when a window, such as the palette, goes while it looks through all of them.
            if subprocess.run(words, env=self._environment, timeout=LONGEST_SECONDS, check=False,
                              stderr=subprocess.DEVNULL).returncode == 0:  # fmt: skip
                return
        raise AssertionError(f"no window {title!r}")

    def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        self._run("key", "--clearmodifiers", "--delay", "40", *keys)

    def press_until(self, key: str, title: str) -> None:
        """Press a key until a window with these words in its title is shown."""
        until = time.monotonic() + LONGEST_SECONDS
        words = ["xdotool", "search", "--onlyvisible", "--name", title]
        while time.monotonic() < until:
            self.press(key)
            seen = subprocess.run(words, env=self._environment, capture_output=True, check=False)
            if seen.returncode == 0:
                return
        raise AssertionError(f"no window {title!r}")

    def type(self, words: str) -> None:
        """Type words."""
        self._run("type", "--clearmodifiers", "--delay", "25", words)

    def _run(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env=self._environment, check=True, timeout=LONGEST_SECONDS)


def findings_told(project: Path, store: Path, environment: dict[str, str], word: str) -> str:
    """Ask the command line what the store says about a word."""
    secret = store.with_name("passphrase.txt")
    secret.write_text(PASSPHRASE, "utf-8")
    command = [sys.executable, "main.py", "search", word, "--store", str(store)]
    command += ["--passphrase-file", str(secret)]
    told = subprocess.run(
        command, cwd=project, env=environment,
        capture_output=True, text=True, timeout=LONGEST_SECONDS, check=False,
    )  # fmt: skip
    return told.stdout


def until_told(project: Path, store: Path, environment: dict[str, str], word: str) -> str:
    """Ask again until the store says something about the word."""
    until = time.monotonic() + LONGEST_SECONDS
    while time.monotonic() < until:
        told = findings_told(project, store, environment, word)
        if word in told:
            return told
    return ""


@contextlib.contextmanager
def unlocked(display: dict[str, str], project: Path, store: Path) -> Iterator[Keyboard]:
    """Start the program over a store and unlock it; at the end Ctrl+Q closes it."""
    keyboard = Keyboard(display)
    window = subprocess.Popen(
        [sys.executable, "main.py"], cwd=project, env=display | {"RUNDBLICK_STORE": str(store)},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        keyboard.wait_for("Rundblick")
        keyboard.type(PASSPHRASE)
        keyboard.press("Return")
        keyboard.wait_for("^Start – Rundblick")
        yield keyboard
        keyboard.press("ctrl+q")
        assert window.wait(LONGEST_SECONDS) == 0
    finally:
        if window.poll() is None:
            window.kill()
        window.wait()


def test_from_the_passphrase_to_a_saved_finding(
    display: dict[str, str], project: Path, tmp_path: Path
) -> None:
    """Wenn ich keine Maus habe, dann komme ich vom Entsperren bis zur gespeicherten Erkenntnis."""
    sample = build(tmp_path / "Muster.rundblick", PASSPHRASE)
    with unlocked(display, project, sample.path) as keyboard:
        keyboard.press("ctrl+k")
        keyboard.type("mietwagen im")
        keyboard.press("Return")
        keyboard.wait_for("^360-2026-001 .*Rundblick")
        keyboard.press("ctrl+k")
        keyboard.type("erika")
        keyboard.press("Return")
        keyboard.press("ctrl+shift+e")
        # the field comes first; its list is typed into, then Tab leads to the value
        keyboard.type("Anmerkung")
        keyboard.press("Tab")
        keyboard.type("Zaunkoenig")
        keyboard.press("Return")
        told = until_told(project, sample.path, display, "Zaunkoenig")
        assert "Zaunkoenig" in told


def workbook(path: Path) -> Path:
    """A list of keepers on the second sheet, below a title, with a day that never was."""
    book = openpyxl.Workbook()
    book.active.append(["Deckblatt", "Stand"])
    book.active.append(["Liste der Halter", "1.11.2026"])
    sheet = book.create_sheet("Halter")
    for row in (
        ["Halterliste", "", ""],
        ["Name", "geboren", "Kennzeichen"],
        ["Muster, Max", "05.04.1980", "K-MU 1"],
        ["Zaunkoenig, Mia", "31.02.1990", "K-MU 2"],
    ):
        sheet.append(row)
    book.save(path)
    return path


def test_a_file_comes_in_without_a_mouse(display: dict[str, str], project: Path, tmp_path: Path) -> None:
    """Wenn ich keine Maus habe, dann lese ich eine Datei ein, von der Auswahl bis zum Fall."""
    sample = build(tmp_path / "Muster.rundblick", PASSPHRASE)
    file = workbook(tmp_path / "halter.xlsx")
    with unlocked(display, project, sample.path) as keyboard:
        keyboard.press("ctrl+k")
        keyboard.type("austausch")
        keyboard.press("Return")
        keyboard.wait_for("^Austausch – Rundblick")
        keyboard.press("ctrl+k")
        keyboard.type("datei einlesen")
        keyboard.press("Return")
        keyboard.wait_for("^Datei einlesen: 1")
        # the case stands behind the file; then back to the button and into its dialogue
        keyboard.press("Tab", "Down", "shift+Tab", "space")
        keyboard.wait_for("Tabelle oder ein")
        keyboard.type(str(file))
        keyboard.press("Return")
        keyboard.wait_for("^Datei einlesen: 1 .*halter.xlsx")
        # the second sheet, its second row as the header, then on to the columns
        keyboard.press("alt+l", "Down", "alt+f", "Home", "Down", "Down", "alt+w")
        keyboard.wait_for("^Datei einlesen: 2")
        keyboard.press("alt+o", "alt+w")
        keyboard.wait_for("^Datei einlesen: 3")
        # whose file it is, then down to the label: means, category of persons, interest
        keyboard.press("Down", *["Tab"] * 11, "Down", "Tab", "Down", "Tab", "Down", "alt+p")
        keyboard.wait_for("^Datei einlesen: 4")
        # the problem is selected; typing puts it right, and nothing goes on before it is
        keyboard.type("28.02.1990")
        keyboard.press("Return", "alt+p")
        keyboard.press_until("alt+e", "eingelesen")
        keyboard.press("space")
        keyboard.wait_for("^360-2026-001 .*Rundblick")
        told = until_told(project, sample.path, display, "Zaunkoenig")
        assert "Zaunkoenig" in told
        assert "28.02.1990" in findings_told(project, sample.path, display, "28.02.1990")
