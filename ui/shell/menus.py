"""The menus of the main window; every entry is also in the command palette."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from app.base.i18n import _
from ui.shell.shortcut_sheet import ShortcutSheet
from ui.widgets.tool_buttons import make_action

if TYPE_CHECKING:
    from ui.shell.main_window import MainWindow


def build_menus(window: MainWindow) -> None:
    """Fill the menu bar of the window."""
    bar = window.menuBar()
    _store_menu(window, bar.addMenu(_("&Store")))
    _edit_menu(window, bar.addMenu(_("&Edit")))
    _go_menu(window, bar.addMenu(_("&Go")))
    _help_menu(window, bar.addMenu(_("&Help")))


def _store_menu(window: MainWindow, menu: QMenu) -> None:
    act = partial(make_action, window, everywhere=True)
    lock = window.session.lock_wanted.emit
    more = window.session.window_wanted.emit
    menu.addAction(act(_("New window"), "layout-grid", more, shortcut="Ctrl+Shift+W"))
    if window.holds_cases():
        menu.addAction(act(_("Close case"), "x", window.close_case, shortcut="Ctrl+W"))
    menu.addSeparator()
    menu.addAction(act(_("Lock"), "lock", lock, shortcut="Ctrl+L", tip=_("Close the store and lock")))
    menu.addAction(act(_("Quit"), "log-out", window.close, shortcut="Ctrl+Q"))


def _edit_menu(window: MainWindow, menu: QMenu) -> None:
    act = partial(make_action, window, everywhere=True)
    menu.addAction(window.history.undo)
    menu.addAction(window.history.redo)
    menu.addSeparator()
    menu.addAction(act(_("Find here"), "search", window.find_here, shortcut="Ctrl+F"))


def _go_menu(window: MainWindow, menu: QMenu) -> None:
    menu.addAction(
        make_action(
            window,
            _("Go to or do …"),
            "command",
            lambda: window.palette_box.open(),
            shortcut="Ctrl+K",
            everywhere=True,
        )
    )
    menu.addAction(window.navigation.back)
    menu.addAction(window.navigation.forward)
    menu.addSeparator()
    for place in window.places.values():
        menu.addAction(
            make_action(
                window,
                place.title(),
                place.icon_name,
                partial(window.go_to, place.key),
                shortcut=place.shortcut,
                everywhere=True,
            )
        )


def _help_menu(window: MainWindow, menu: QMenu) -> None:
    act = partial(make_action, window, everywhere=True)
    menu.addAction(act(_("Keys"), "keyboard", partial(_show_keys, window), shortcut="Ctrl+F1"))


def _show_keys(window: MainWindow) -> None:
    window.complete()
    ShortcutSheet(window).open()
