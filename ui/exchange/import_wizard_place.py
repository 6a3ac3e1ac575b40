"""Opening the import wizard over a place of the window."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.base.i18n import _
from ui.exchange import import_wizard_query as query
from ui.exchange.import_wizard import ImportWizard
from ui.exchange.import_wizard_query import Choices
from ui.shell.session import Session


def open_import_wizard(session: Session, place: QWidget, case_id: str = "", path: Path | None = None) -> None:
    """Open the wizard over a place (a page of the window), for a case and a file if they are known.

    It closes itself; the place is then as it was. One wizard at a time lies over a place.
    """
    if place.findChild(ImportWizard) is None:
        session.read(place, query.read_choices, partial(_open, session, place, case_id, path))


def _open(session: Session, place: QWidget, case_id: str, path: Path | None, choices: Choices) -> None:
    if place.findChild(ImportWizard) is not None:
        return
    wizard = ImportWizard(session, choices, place, case_id)
    wizard.setGeometry(place.rect())
    place.installEventFilter(wizard)
    # What lies below must not be reached by Tab while it is covered.
    covered = [
        child
        for child in place.children()
        if isinstance(child, QWidget) and child is not wizard and child.isEnabled()
    ]
    for child in covered:
        child.setEnabled(False)

    before = place.window().windowTitle()

    def tell(title: str) -> None:
        if place.isVisible():
            place.window().setWindowTitle(" – ".join((title, _("Rundblick"))))

    def close() -> None:
        if place.isVisible():
            place.window().setWindowTitle(before)
        place.removeEventFilter(wizard)
        wizard.hide()
        wizard.setParent(None)
        wizard.deleteLater()
        for child in covered:
            child.setEnabled(True)
        place.setFocus()

    wizard.closed.connect(close)
    wizard.windowTitleChanged.connect(tell)
    wizard.show()
    tell(wizard.windowTitle())
    wizard.raise_()
    wizard.file_button.setFocus()
    if path is not None:
        wizard.open_file(path)
