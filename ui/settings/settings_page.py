"""Settings: this workstation, the keys of the store, its users and their roles, its backups, its check."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QStackedWidget, QVBoxLayout, QWidget

from app.base.i18n import _
from app.store.change import Change
from ui.settings.backup_section import BackupSection
from ui.settings.check_section import CheckSection
from ui.settings.keys_query import KeysView, read_keys
from ui.settings.keys_section import KeysSection
from ui.settings.locking_section import LockingSection
from ui.settings.settings_file import Settings
from ui.settings.user_folders import config_folder, state_folder
from ui.settings.users_section import UsersSection
from ui.shell.desks import desk_choices
from ui.shell.inline_form import InlineForm
from ui.shell.page import Page
from ui.shell.session import Session
from ui.widgets.plain_label import Heading, MutedLabel


class AppearanceSection(QWidget):
    """Language, theme, and where things lie; the window is built anew as soon as one is chosen."""

    def __init__(self, session: Session, settings: Settings, *, desks: bool = True) -> None:
        super().__init__()
        self.form = InlineForm("", _("Apply"), cancel=False)
        self.form.setMaximumWidth(360)
        languages = (("de", "Deutsch"), ("en", "English"))
        themes = (("system", _("as the system")), ("light", _("light")), ("dark", _("dark")))
        self.form.add_choice("language", _("Language"), languages, settings.language)
        self.form.add_choice("theme", _("Theme"), themes, settings.theme)
        self.form.submitted.connect(
            lambda values: session.appearance_wanted.emit(values["language"], values["theme"])
        )
        self.desk = InlineForm("", _("Show this first"), cancel=False)
        self.desk.setMaximumWidth(360)
        self.desk.add_choice("desk", _("Work at this workstation"), desk_choices(), settings.desk)
        self.desk.submitted.connect(lambda values: session.desk_wanted.emit(values["desk"]))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 28)
        column.setSpacing(10)
        column.addWidget(Heading(_("This workstation")))
        column.addWidget(self.form)
        column.addWidget(self.desk)
        if not desks:
            self.desk.hide()
        self.locking = LockingSection(session, settings)
        self.locking.setMaximumWidth(360)
        column.addWidget(self.locking)
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


class SettingsPage(Page):
    """A list of sections at the left, the chosen one at the right."""

    interests = frozenset({"user_role", "meta"})

    def __init__(self, session: Session, settings: Settings, *, desks: bool = True) -> None:
        """Show the settings; `desks` False where nobody chooses what the start page shows first."""
        super().__init__(session)
        self.appearance = AppearanceSection(session, settings, desks=desks)
        self.form = self.appearance.form
        self.keys = KeysSection(session, self.refresh)
        self.users = UsersSection(session, self.refresh)
        self.backups = BackupSection(session)
        self.checks = CheckSection(session)
        self.list = QListWidget()
        self.list.setFixedWidth(220)
        self.list.setAccessibleName(_("Settings"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.stack = QStackedWidget()
        for title, section in (
            (_("This workstation"), self.appearance),
            (_("Keys and passphrases"), self.keys),
            (_("Users and roles"), self.users),
            (_("Backups"), self.backups),
            (_("Check of the store"), self.checks),
        ):
            QListWidgetItem(title, self.list)
            self.stack.addWidget(section)
        self.list.currentRowChanged.connect(self.stack.setCurrentIndex)
        self.list.setCurrentRow(0)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        left = QVBoxLayout()
        left.setContentsMargins(0, 16, 0, 0)
        left.addWidget(self.list)
        row.addLayout(left)
        row.addWidget(self.stack, 1)

    def title(self) -> str:
        """See Page."""
        return _("Settings")

    def concerns(self, change: Change) -> bool:
        """See Page; keys change outside the tables as well."""
        return not change.case_id or super().concerns(change)

    def refresh(self) -> None:
        """See Page."""
        self.list.scheduleDelayedItemsLayout()
        self.session.read(self, read_keys, self._show)

    def find_here(self) -> None:
        """See Page."""
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show(self, view: KeysView) -> None:
        self.keys.show_view(view)
        self.users.show_view(view)
