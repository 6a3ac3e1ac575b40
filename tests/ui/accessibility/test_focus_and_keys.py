"""Where the focus is can be seen, each key is given once, and each action has a way without a mouse."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from audit import tab_chain
from demo_file import DemoFile
from measuring import path, shown
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QImage, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)
from tour import HEIGHT, WIDTH, open_case, settle, start, walk

from app.casework.cases import list_cases
from ui.application import Application
from ui.shell.line_list import LineRow
from ui.shell.main_window import MainWindow
from ui.widgets.command_palette import action_entries
from ui.widgets.inspector_form import FindingBlock

KINDS = (
    QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit, QTabBar, QAbstractItemView, LineRow, FindingBlock,
)  # fmt: skip


@pytest.fixture
def opened(
    qapp: QApplication, demo_file: DemoFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Application, MainWindow]]:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    application, window = start(qapp, demo_file.copy(tmp_path), demo_file.recovery_key, "de")
    open_case(application, window)
    yield application, window
    application.finish()


@pytest.fixture(params=["office", "study"])
def walked(request: pytest.FixtureRequest) -> tuple[Application, MainWindow]:
    """The window of the office, a case open, and the study workspace."""
    window: tuple[Application, MainWindow] = request.getfixturevalue(
        "opened" if request.param == "office" else "study_opened"
    )
    return window


@pytest.fixture
def study_opened(
    qapp: QApplication, study_file: DemoFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Application, MainWindow]]:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    application, window = start(qapp, study_file.copy(tmp_path), study_file.recovery_key, "de")
    yield application, window
    application.finish()


def drawn(window: QWidget, widget: QWidget) -> QImage:
    """Return the widget as it stands in the window, with a little of what is around it."""
    corner = widget.mapTo(window, widget.rect().topLeft())
    return window.grab(widget.rect().translated(corner).adjusted(-3, -3, 3, 3)).toImage()


def test_the_focus_can_be_seen(walked: tuple[Application, MainWindow]) -> None:
    """Wenn ich mit Tab weitergehe, dann sehe ich an jedem Ort und in jedem Bereich des Falls, wo ich bin."""
    application, window = walked
    window.activateWindow()
    unseen: set[str] = set()
    seen: set[QWidget] = set()
    for stop in walk(application, window):
        unseen |= {f"{stop.name}: {line}" for line in _unseen(window, seen)}
    assert len(seen) > (150 if window.holds_cases() else 50)
    assert not unseen, "\n".join(sorted(unseen))


def _unseen(window: MainWindow, seen: set[QWidget]) -> Iterator[str]:
    """Give out what looks the same with and without the focus; each widget is looked at once."""
    for widget in [w for w in tab_chain(window) if w.isVisible() and isinstance(w, KINDS) and w not in seen]:
        # Some places show other things once the focus is elsewhere.
        if not shiboken6.isValid(widget) or not widget.isVisible() or not widget.isEnabled():
            continue
        if not widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            continue
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        with_it = drawn(window, widget)
        widget.clearFocus()
        seen.add(widget)
        if not widget.visibleRegion().isEmpty() and with_it == drawn(window, widget):
            yield f"{path(widget)} {widget.accessibleName()!r}"


def test_each_key_does_one_thing(walked: tuple[Application, MainWindow]) -> None:
    """Wenn ich ein Kürzel drücke, dann ist überall eindeutig, was geschieht."""
    application, window = walked
    twice: set[str] = set()
    for stop in walk(application, window):
        twice |= {f"{stop.name}: {line}" for line in (*_twice(window), *_letters_twice(window))}
    assert not twice, "\n".join(sorted(twice))


def _letters_twice(window: MainWindow) -> Iterator[str]:
    """Give out each letter under Alt that stands for two things which are in sight."""
    where: dict[str, str] = {}
    words = [action.text() for action in window.menuBar().actions() if action.isVisible()]
    words += [b.text() for b in shown(window) if isinstance(b, QAbstractButton) and b.isEnabled()]
    for bar in [b for b in shown(window) if isinstance(b, QTabBar)]:
        words += [bar.tabText(number) for number in range(bar.count())]
    for text in words:
        letter = QKeySequence.mnemonic(text).toString()
        if letter and where.setdefault(letter, text) != text:
            yield f"{letter}: {where[letter]} / {text}"


def _twice(window: MainWindow) -> set[str]:
    twice: set[str] = set()
    where: dict[str, list[QAction]] = {}
    for action in window.findChildren(QAction):
        for sequence in action.shortcuts():
            where.setdefault(sequence.toString(), []).append(action)
    for key, actions in where.items():
        for one in actions:
            twice |= {f"{key}: {one.text()} / {other.text()}" for other in actions if _collide(one, other)}
    return twice


def _collide(one: QAction, other: QAction) -> bool:
    """Two actions collide if both can be meant at the same place."""
    if one is other or not (one.isEnabled() and other.isEnabled()):
        return False
    owners = one.parent(), other.parent()
    if not all(isinstance(owner, QWidget) for owner in owners):
        return False
    wide = Qt.ShortcutContext.WindowShortcut
    first, second = owners
    assert isinstance(first, QWidget)
    assert isinstance(second, QWidget)
    if one.shortcutContext() == wide and other.shortcutContext() == wide:
        return first.isVisible() and second.isVisible()
    inside = first is second or first.isAncestorOf(second) or second.isAncestorOf(first)
    return inside and first.isVisible() and second.isVisible()


def test_each_action_has_a_way_without_a_mouse(walked: tuple[Application, MainWindow]) -> None:
    """Wenn ich keine Maus habe, dann komme ich an jeden Befehl: Taste, Menü, Knopf oder Befehlsliste."""
    _application, window = walked
    listed = {entry.title for entry in action_entries(window)}
    lost = []
    for action in window.findChildren(QAction):
        words = action.text().replace("&", "").rstrip("…")
        if not words or action.isSeparator() or not action.isEnabled() or not action.isVisible():
            continue
        holders = [w for w in action.associatedObjects() if isinstance(w, QMenu | QAbstractButton)]
        if words not in listed and not holders and action.menu() is None and action.shortcut().isEmpty():
            lost.append(words)
    assert not lost


class OtherWindows(QObject):
    """Remembers what is shown as a window of its own."""

    def __init__(self, window: QWidget) -> None:
        super().__init__()
        self._window = window
        self.seen: set[str] = set()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See QObject."""
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            if watched is not self._window:
                self.seen.add(f"{type(watched).__name__} {watched.accessibleName()!r}")
        return False


def test_no_part_flashes_up_as_a_window_of_its_own(
    walked: tuple[Application, MainWindow], qapp: QApplication
) -> None:
    """Wenn ich irgendwohin gehe, dann bleiben die Tasten bei diesem Fenster."""
    application, window = walked
    others = OtherWindows(window)
    qapp.installEventFilter(others)
    for case in list_cases(window.session.store):
        window.open_case(case.header.id)
        settle(application)
    for _stop in walk(application, window):
        pass
    qapp.removeEventFilter(others)
    assert not others.seen


def test_tab_leads_through_the_whole_window(walked: tuple[Application, MainWindow]) -> None:
    """Wenn ich immer weiter Tab drücke, dann komme ich überall vorbei und wieder an den Anfang."""
    application, window = walked
    for stop in walk(application, window):
        chain = list(tab_chain(window))
        takes = [w for w in shown(window) if isinstance(w, KINDS)]
        wanted = {w for w in takes if w.focusPolicy() & Qt.FocusPolicy.TabFocus}
        assert wanted, stop.name
        assert wanted <= set(chain), stop.name
        assert len(set(chain)) == len(chain), stop.name


def test_no_part_of_a_case_has_to_be_scrolled_to(opened: tuple[Application, MainWindow]) -> None:
    """Wenn ein Fall offen ist, dann stehen Gruppen und Bereiche ganz da, auch bei 200 %."""
    application, window = opened
    case = open_case(application, window)
    for width in (WIDTH, WIDTH // 2):
        window.resize(width, HEIGHT)
        for key in case.tabs:
            case.show_tab(key)
            settle(application)
            for bar in (case.bar.groups, case.bar.parts):
                last = bar.tabRect(bar.count() - 1)
                assert last.right() <= bar.width(), (width, key)
                assert bar.mapTo(window, last.bottomRight()).x() <= window.width(), (width, key)
