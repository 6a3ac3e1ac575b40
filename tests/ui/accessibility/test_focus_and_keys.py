"""Where the focus is can be seen, each key is given once, and each action has a way without a mouse."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from audit import tab_chain
from demo_file import DemoFile
from measuring import path, shown
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QImage
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
from tour import open_case, settle, start

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


def drawn(window: QWidget, widget: QWidget) -> QImage:
    """Return the widget as it stands in the window, with a little of what is around it."""
    corner = widget.mapTo(window, widget.rect().topLeft())
    return window.grab(widget.rect().translated(corner).adjusted(-3, -3, 3, 3)).toImage()


def test_the_focus_can_be_seen(opened: tuple[Application, MainWindow]) -> None:
    """Wenn ich mit Tab weitergehe, dann sehe ich an jeder Stelle, wo ich bin."""
    application, window = opened
    window.activateWindow()
    unseen: set[str] = set()
    looked_at = 0
    for place in ("start", "cases", "search", "office", "exchange", "settings"):
        window.go_to(place)
        settle(application)
        for widget in [w for w in tab_chain(window) if w.isVisible() and isinstance(w, KINDS)]:
            if not widget.focusPolicy() & Qt.FocusPolicy.TabFocus or not widget.isEnabled():
                continue
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            with_it = drawn(window, widget)
            widget.clearFocus()
            looked_at += 1
            if widget.visibleRegion().isEmpty() or with_it != drawn(window, widget):
                continue
            unseen.add(f"{place}: {path(widget)} {widget.accessibleName()!r}")
    assert looked_at > 35
    assert not unseen, "\n".join(sorted(unseen))


def test_each_key_does_one_thing(opened: tuple[Application, MainWindow]) -> None:
    """Wenn ich ein Kürzel drücke, dann ist eindeutig, was geschieht."""
    _application, window = opened
    twice: set[str] = set()
    where: dict[str, list[QAction]] = {}
    for action in window.findChildren(QAction):
        for sequence in action.shortcuts():
            where.setdefault(sequence.toString(), []).append(action)
    for key, actions in where.items():
        for one in actions:
            twice |= {f"{key}: {one.text()} / {other.text()}" for other in actions if _collide(one, other)}
    assert not twice, "\n".join(sorted(twice))


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


def test_each_action_has_a_way_without_a_mouse(opened: tuple[Application, MainWindow]) -> None:
    """Wenn ich keine Maus habe, dann komme ich an jeden Befehl: Taste, Menü, Knopf oder Befehlsliste."""
    _application, window = opened
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


def test_tab_leads_through_the_whole_window(opened: tuple[Application, MainWindow]) -> None:
    """Wenn ich immer weiter Tab drücke, dann komme ich überall vorbei und wieder an den Anfang."""
    _application, window = opened
    chain = list(tab_chain(window))
    wanted = {w for w in shown(window) if isinstance(w, KINDS) and w.focusPolicy() & Qt.FocusPolicy.TabFocus}
    assert wanted
    assert wanted <= set(chain)
    assert len(set(chain)) == len(chain)
