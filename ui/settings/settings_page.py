"""Language, theme, and where things lie."""

from PySide6.QtWidgets import QVBoxLayout

from app.base.i18n import _
from ui.settings.settings_file import Settings
from ui.settings.user_folders import config_folder, state_folder
from ui.shell.inline_form import InlineForm
from ui.shell.page import Page
from ui.shell.session import Session
from ui.widgets.plain_label import Heading, MutedLabel


class SettingsPage(Page):
    """Changes take effect at once: the window is built anew in the chosen language and theme."""

    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__(session)
        self.form = InlineForm("", _("Apply"), cancel=False)
        self.form.setMaximumWidth(360)
        languages = (("de", "Deutsch"), ("en", "English"))
        themes = (("system", _("as the system")), ("light", _("light")), ("dark", _("dark")))
        self.form.add_choice("language", _("Language"), languages, settings.language)
        self.form.add_choice("theme", _("Theme"), themes, settings.theme)
        self.form.submitted.connect(
            lambda values: session.appearance_wanted.emit(values["language"], values["theme"])
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(40, 28, 40, 28)
        column.setSpacing(10)
        column.addWidget(Heading(_("Settings")))
        column.addWidget(self.form)
        column.addSpacing(20)
        for text in (
            _("This store lies in {path}.").format(path=session.store.path),
            _("Settings lie in {path}. They hold no case content.").format(path=config_folder()),
            _("Defects of the program are logged in {path}, without case content.").format(
                path=state_folder()
            ),
        ):
            column.addWidget(MutedLabel(text, selectable=True))
        column.addStretch(1)

    def title(self) -> str:
        """See Page."""
        return _("Settings")
