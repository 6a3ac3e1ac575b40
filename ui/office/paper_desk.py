"""The data-protection papers, written from the place of the office."""

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from app.base.errors import UserError
from app.base.i18n import _, language
from app.office.protection_papers import PAPERS
from app.store.store import Store
from ui.settings.side_panel import SidePanel
from ui.shell.inline_form import InlineForm
from ui.shell.late_import import load_late
from ui.shell.session import Session
from ui.widgets.plain_label import MutedLabel
from ui.widgets.tool_buttons import make_action


class PaperForm(InlineForm):
    """Gives `name` and `letter`."""

    drafted = False

    def __init__(self) -> None:
        super().__init__(_("Data-protection paper"), _("Write as PDF …"))
        self.add_choice("name", _("Paper"), [(name, _(title)) for name, title in PAPERS.items()])
        self.add_choice(
            "letter", _("Language of the paper"), [("de", _("German")), ("en", _("English"))], language()
        )
        self.add_widget(
            MutedLabel(
                _(
                    "Made of what the store holds today: counts and kinds, no person and no value. What only "
                    "a person can say has lines to write on."
                )
            )
        )


class PaperDesk(QObject):
    """A command, its form in `side`, and the file that comes of it."""

    def __init__(self, session: Session, page: QWidget) -> None:
        super().__init__(page)
        self.session, self._page = session, page
        self.side = SidePanel()
        self.action = make_action(page, _("Data-protection papers …"), "file-check-2", self.begin)

    def begin(self) -> None:
        """Ask which paper."""
        form = PaperForm()
        form.submitted.connect(lambda _values: self._choose_folder(form))
        form.cancelled.connect(self.side.close_form)
        self.side.open_form(form)
        form.focus_first()

    def _choose_folder(self, form: PaperForm) -> None:
        folder = QFileDialog.getExistingDirectory(self._page, _("Folder for the paper"))
        if folder:
            self.write_to(form, Path(folder))

    def write_to(self, form: PaperForm, folder: Path) -> None:
        """Write the paper of a form into a folder, under its own number."""
        form.set_busy(True)

        def refused(error: UserError) -> None:
            form.show_error(error)
            form.set_busy(False)

        self.session.write(form, partial(_write, values=form.values(), folder=folder), self._written, refused)

    def _written(self, result: Any) -> None:
        self.side.close_form()
        self.session.noted.emit(_("Saved: {names}.").format(names=result.file.name))


def _write(store: Store, values: dict[str, str], folder: Path) -> Any:
    papers = load_late("app.handover.office_papers")
    return papers.write_paper(store, values["name"], folder, language=values["letter"])
