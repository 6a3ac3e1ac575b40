"""When the program locks by itself: the idle time, and what this desktop tells of its own lock."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.base.i18n import _, ngettext
from ui.settings.settings_file import Settings
from ui.shell.inline_form import InlineForm
from ui.shell.screen_lock import heard
from ui.shell.session import Session
from ui.widgets.plain_label import MutedLabel

CHOICES = (1, 2, 5, 10, 15, 30, 60)
"""Minutes; never is no choice."""


class LockingSection(QWidget):
    """A section of the settings; what is chosen holds at once."""

    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__()
        self.form = InlineForm(_("Locking"), _("Apply"), cancel=False)
        self.form.submit_button.hide()
        known = sorted({*map(float, CHOICES), settings.lock_minutes})
        shown = [(f"{minutes:g}", _minutes(minutes)) for minutes in known]
        self.choice = self.form.add_choice(
            "minutes", _("Lock when nobody has touched the window for"), shown, f"{settings.lock_minutes:g}"
        )
        self.choice.activated.connect(
            lambda _row: session.lock_minutes_wanted.emit(float(self.form.value("minutes")))
        )
        self.desktop = MutedLabel(desktop_words(heard()))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.form)
        column.addWidget(self.desktop)


def _minutes(minutes: float) -> str:
    whole = int(minutes) if minutes == int(minutes) else 0
    if not whole:
        return _("{minutes} minutes").format(minutes=f"{minutes:g}")
    return ngettext("{minutes} minute", "{minutes} minutes", whole).format(minutes=whole)


def desktop_words(kinds: tuple[str, ...]) -> str:
    """Say by what the program locks besides idle time and Ctrl+L, and what it cannot notice here."""
    words = {
        "screen saver": _("when the screen is locked"),
        "session": _("when the session is locked"),
        "sleep": _("before the computer sleeps"),
    }
    known = [words[kind] for kind in kinds]
    if not known:
        return _(
            "This desktop does not tell the program when its screen is locked. Lock with Ctrl+L before you "
            "leave; the idle time does the rest."
        )
    return _("The store is also locked {when}, as far as this desktop tells it.").format(
        when=", ".join(known)
    )
