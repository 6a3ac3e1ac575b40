"""What the office is called, as it has entered it."""

from app.base.i18n import _
from app.office.entries import list_entries
from app.store.store import Store

PROFILE = "office_profile"


def office_name(store: Store) -> str:
    """Return the name of the office; a general word while none is entered."""
    names = [entry.value("name") for entry in list_entries(store, PROFILE)]
    return names[0] if names else _("Office of the security cooperation")
