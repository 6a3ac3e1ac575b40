"""Run under strace: the demo, a case with a word of its own, the whole window over it, and some commands.

    python -m tests.faults.whole_demo FOLDER

The word must be found in no file that is written - but in one that is written here on purpose, by which the
test knows that it would be found. Ends with "walked" on standard output.
"""

import contextlib
import io
import json
import sys
from functools import partial
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.base.records import Label
from app.casework import agencies, cases, contributions, documents, findings, subjects
from app.casework.findings import Statement
from app.cli.program import run
from app.demo.artefacts import DEMO_PASSPHRASE
from app.store.store import Store
from ui.application import Application
from ui.settings.settings_file import Settings

WORD = "Zwiebelfischkopf"
REFERENCE = "360-2026-777"
CONTROL = "kontrolle.txt"
PLACES = ("start", "cases", "search", "office", "exchange", "log", "help", "settings")


def called(*arguments: str) -> str:
    """Run one command and return what it answered."""
    with contextlib.redirect_stdout(io.StringIO()) as said:
        code = run(arguments)
    if code:
        raise SystemExit(f"{arguments[0]} ended with {code}")
    return said.getvalue()


def plant(store: Store) -> tuple[str, str]:
    """Put a case into the store in which every text holds the word; returns its id and a person's."""
    agency = agencies.add(store, "A01", "Polizei Musterstadt").ids[0]
    case = cases.create(store, REFERENCE, WORD, WORD, WORD, question=WORD).ids[0]
    label = Label("record", "suspects", "property", "Ordnungsamt Musterstadt", "GewO § 14")
    made = contributions.register(store, case, agency, WORD, label=label).ids[0]
    content = io.BytesIO(f"{WORD}\n".encode() * 5000)
    file = documents.attach(store, case, made, f"{WORD}.txt", "text/plain", content).ids[0]
    source = contributions.add_source(store, case, made, "Akte", WORD, "A", file).ids[0]
    statements = [Statement("name", f"Erika {WORD}", source), Statement("role", "witness", source)]
    person = subjects.add_node(store, case, "person", statements).ids[0]
    firm = subjects.add_node(store, case, "organisation", [Statement("name", f"{WORD} GmbH", source)]).ids[0]
    subjects.add_link(store, case, "manages", person, firm, [Statement("exists", "yes", source)])
    return case, person


class Walk:
    """The windowed program, driven from place to place; every place is painted."""

    def __init__(self, app: QApplication, path: Path, key: str) -> None:
        self._app = app
        self.application = Application(app, Settings(language="de", theme="light"))
        self.application.start(path, key)
        self.settle()

    def settle(self) -> None:
        """Let everything that was asked for come to its end, then paint."""
        self._app.processEvents()
        while self.application.tasks.busy():
            self._app.processEvents()
        self._app.processEvents()
        self.application.window.grab()

    def places(self) -> None:
        """Go to every place of the rail."""
        for key in PLACES:
            self.application.window.go_to(key)
            self.settle()

    def case(self, case_id: str, subject_id: str = "") -> None:
        """Show every part of a case."""
        window = self.application.window
        window.open_case(case_id)
        self.settle()
        for key in window.page().tabs:
            window.open_case(case_id, key, subject_id)
            self.settle()

    def work(self, case_id: str, person: str) -> None:
        """Search for the word, record a finding with it, take it back, and copy it."""
        window = self.application.window
        window.go_to("search")
        window.page().field.setText(WORD)
        self.settle()
        source = cases.records(window.session.store, case_id).sources[0].id
        said = Statement("note", f"Notiz {WORD}", source)
        window.session.write(
            window,
            partial(findings.record, case_id=case_id, subject_id=person, statement=said),
        )
        self.settle()
        window.open_case(case_id)
        window.history.undo.trigger()
        self.settle()
        QGuiApplication.clipboard().setText(WORD)
        self.settle()


def window(path: Path, key: str, case_id: str, person: str) -> None:
    """Open the window over the store, see every place and every part of two cases, and close it."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    walk = Walk(app, path, key)
    store = walk.application.window.session.store
    walk.places()
    walk.case(cases.find(store, "360-2026-002").id)
    walk.case(case_id, person)
    walk.work(case_id, person)
    walk.application.finish()


def main(folder: Path) -> None:
    """Do all of it in `folder`."""
    made = json.loads(called("demo", "--no-window", "--json", "--out", str(folder)))
    path, key = Path(made["store"]), made["recovery_key"]
    store = Store.open_with_recovery_key(path, key, "muster")
    case_id, person = plant(store)
    store.close()
    window(path, key, case_id, person)
    words = folder.parent / "passwort.txt"
    words.write_text(DEMO_PASSPHRASE, encoding="utf-8")
    opened = ("--store", str(path), "--passphrase-file", str(words))
    called("backup", str(folder / "a.rbbackup"), *opened)
    (folder / CONTROL).write_text(WORD, encoding="utf-8")
    sys.stdout.write("walked\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
