"""Ein Vormittag am Fall, nur mit Tasten: jede geht dorthin, wo der Fokus ist, wie auf der Tastatur."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from demo_file import DemoFile, make
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from tour import open_case, settle, start

from app.base.records import Finding
from ui.application import Application
from ui.case.workspace import CaseWorkspace
from ui.shell.main_window import MainWindow

KEY, MOD = Qt.Key, Qt.KeyboardModifier
CTRL, SHIFT, ALT = MOD.ControlModifier, MOD.ShiftModifier, MOD.AltModifier


class Hands:
    """Hands on the keys over the open window; the case is open in it."""

    def __init__(self, application: Application, window: MainWindow, qtbot: QtBot) -> None:
        self.application, self.window, self.qtbot = application, window, qtbot
        self.case: CaseWorkspace = open_case(application, window)
        self.look_at(window)

    def look_at(self, window: QWidget) -> None:
        """Let a window have the keys."""
        window.show()
        window.activateWindow()
        self.qtbot.waitUntil(window.isActiveWindow)

    def at(self) -> QWidget:
        """Return what has the focus."""
        focused = QApplication.focusWidget()
        assert focused is not None
        return focused

    def press(self, *keys: Qt.Key, with_: Qt.KeyboardModifier = MOD.NoModifier) -> None:
        """Press keys one after the other."""
        for key in keys:
            self.qtbot.keyClick(self.at(), key, with_)
            settle(self.application)

    def write(self, text: str) -> None:
        """Type words."""
        self.qtbot.keyClicks(self.at(), text)
        settle(self.application)

    def go_to(self, words: str) -> None:
        """Go somewhere by its name."""
        self.press(KEY.Key_K, with_=CTRL)
        self.write(words)
        self.press(KEY.Key_Return)

    def findings(self) -> list[Finding]:
        """Return the findings in force."""
        assert self.case.desk.data is not None
        return list(self.case.desk.data.current)

    def about(self, subject_id: str, name: str) -> Finding:
        """Return the finding of a field."""
        return next(f for f in self.findings() if (f.subject_id, f.property) == (subject_id, name))

    def choose_company(self) -> str:
        """Go to the first organisation of the case by its name; return its id."""
        data = self.case.desk.data
        assert data is not None
        companies = [s.id for s in data.records.subjects if s.type == "organisation"]
        # Qt's test keyboard has ASCII keys only.
        company = next(c for c in companies if data.caption(c).isascii())
        self.go_to(data.caption(company))
        assert self.case.desk.subject_id == company
        return company


@pytest.fixture(scope="module")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> DemoFile:
    return make(tmp_path_factory.mktemp("demo") / "demo.rundblick")


@pytest.fixture
def hands(
    qapp: QApplication, qtbot: QtBot, demo_file: DemoFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Hands]:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    application, window = start(qapp, demo_file.copy(tmp_path), demo_file.recovery_key, "de")
    yield Hands(application, window, qtbot)
    application.finish()


def test_bereiche(hands: Hands) -> None:
    """Wenn ich Strg+Bild ab drücke, dann gehe ich durch alle Bereiche aller Gruppen, und zurück."""
    case, seen = hands.case, []
    for _step in case.tabs:
        hands.press(KEY.Key_PageDown, with_=CTRL)
        seen.append(case.bar.key())
    assert seen == [*case.bar.keys()[1:], case.bar.keys()[0]]
    hands.press(KEY.Key_PageUp, with_=CTRL)
    assert case.bar.key() == case.bar.keys()[-1]


def test_gruppen(hands: Hands) -> None:
    """Wenn ich in eine Gruppe zurückkomme, dann bin ich in dem Bereich, in dem ich zuletzt war."""
    bar = hands.case.bar
    hands.press(KEY.Key_PageDown, with_=CTRL | SHIFT)
    hands.press(KEY.Key_PageDown, with_=CTRL)
    assert bar.key() == "documents"
    hands.press(KEY.Key_PageUp, with_=CTRL | SHIFT)
    assert bar.key() == "overview"
    hands.press(KEY.Key_PageDown, with_=CTRL | SHIFT)
    assert bar.key() == "documents"
    assert [bar.parts.tabText(n) for n in range(bar.parts.count())][1] == bar.title("documents")


def test_zurueck(hands: Hands) -> None:
    """Wenn ich Alt+Links drücke, dann bin ich im Bereich, aus dem ich kam, und mit Alt+Rechts wieder hier."""
    hands.go_to("Zeitstrahl")
    assert hands.case.bar.key() == "timeline"
    hands.press(KEY.Key_Left, with_=ALT)
    assert hands.case.bar.key() == "overview"
    hands.press(KEY.Key_Right, with_=ALT)
    assert hands.case.bar.key() == "timeline"


def test_erkenntnis_festhalten_zuruecknehmen_und_wiederholen(hands: Hands) -> None:
    """Wenn ich eine Erkenntnis festhalte, dann nimmt Strg+Z sie zurück, und Strg+Y bringt sie wieder."""
    hands.choose_company()
    before = len(hands.findings())
    hands.press(KEY.Key_E, with_=CTRL | SHIFT)
    hands.write("Anmerkung")
    hands.press(KEY.Key_Tab)
    hands.write("Zaunkoenig")
    hands.press(KEY.Key_Return)
    assert len(hands.findings()) == before + 1
    hands.press(KEY.Key_Z, with_=CTRL)
    assert len(hands.findings()) == before
    hands.press(KEY.Key_Y, with_=CTRL)
    assert "Zaunkoenig" in [f.value for f in hands.findings()]


def test_berichtigen(hands: Hands) -> None:
    """Wenn ich auf einer Erkenntnis F2 drücke und tippe, dann gilt der neue Wert."""
    company = hands.choose_company()
    old = hands.about(company, "name")
    hands.case.inspector.subject.focus_finding(old.id)
    hands.press(KEY.Key_F2)
    hands.press(KEY.Key_A, with_=CTRL)
    hands.write("Muster Berichtigt GmbH")
    hands.press(KEY.Key_Return)
    assert hands.about(company, "name").supersedes == old.id
    assert hands.about(company, "name").value == "Muster Berichtigt GmbH"


def test_einschraenken(hands: Hands) -> None:
    """Wenn ich auf einer Erkenntnis Entf drücke, dann fragt ein Formular, und sie ist eingeschränkt."""
    company = hands.choose_company()
    found = hands.about(company, "name")
    hands.case.inspector.subject.focus_finding(found.id)
    hands.press(KEY.Key_Delete)
    form = hands.case.inspector.form
    assert form is not None
    form.field("reason").setFocus()
    hands.write("bestritten")
    hands.press(KEY.Key_Return)
    assert hands.about(company, "name").restricted
    hands.press(KEY.Key_Z, with_=CTRL)
    assert not hands.about(company, "name").restricted


def test_entlastend(hands: Hands) -> None:
    """Wenn ich auf einer Erkenntnis X drücke, dann ist sie als entlastend gekennzeichnet."""
    company = hands.choose_company()
    found = hands.about(company, "name")
    hands.case.inspector.subject.focus_finding(found.id)
    hands.press(KEY.Key_X)
    assert hands.about(company, "name").exonerating


@pytest.mark.parametrize("part", ["Erkenntnisse", "Quellen", "Dokumente", "Dubletten"])
def test_in_listen_suchen(hands: Hands, part: str) -> None:
    """Wenn ich in einer Liste Strg+F drücke und tippe, dann bleibt stehen, was passt."""
    hands.go_to(part)
    hands.press(KEY.Key_F, with_=CTRL)
    hands.write("zzzz gibt es nicht")
    tab = hands.case.tabs[hands.case.bar.key()]
    shown = [t for t in tab.findChildren(QWidget) if hasattr(t, "selected_rows") and t.isVisible()]
    assert [t.model.rowCount() for t in shown if hasattr(t, "model")][:1] == [0]


def test_zweites_fenster(hands: Hands) -> None:
    """Wenn ich Strg+Umschalt+W drücke, dann sieht ein zweites Fenster, was ich im ersten ändere."""
    hands.press(KEY.Key_W, with_=CTRL | SHIFT)
    windows = [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow)]
    assert len(windows) == 2
    second = next(w for w in windows if w is not hands.window)
    other = open_case(hands.application, second)
    hands.look_at(hands.window)
    company = hands.choose_company()
    hands.case.inspector.subject.focus_finding(hands.about(company, "name").id)
    hands.press(KEY.Key_X)
    assert other.desk.data is not None
    assert next(f for f in other.desk.data.current if f.exonerating and f.subject_id == company)
