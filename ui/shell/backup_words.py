"""Sentences about backups that are late. Free of Qt."""

from app.base.i18n import _, ngettext
from app.store.backup_state import Reminder


def reminder_text(late: Reminder) -> str:
    """Return the sentence of a reminder."""
    if late.kind == "backup" and late.since:
        text = ngettext(
            "The last backup is {count} day old.", "The last backup is {count} days old.", late.days
        )
    elif late.kind == "backup":
        text = _("There is no backup of this store yet.")
    elif late.since:
        text = ngettext(
            "The last rehearsal of a restore was {count} day ago.",
            "The last rehearsal of a restore was {count} days ago.",
            late.days,
        )
    else:
        text = _("A restore of this store was never rehearsed.")
    return text.format(count=late.days)
