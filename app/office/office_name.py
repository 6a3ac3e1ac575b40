"""What the office is called, as it has entered it."""

from collections.abc import Mapping

from app.base.i18n import _
from app.office.entries import list_entries
from app.store.store import Store

PROFILE = "office_profile"


def profile_of(store: Store) -> Mapping[str, str]:
    """Return what the office has entered about itself, {} while nothing is."""
    found = list_entries(store, PROFILE)
    return found[0].values if found else {}


def office_name(store: Store) -> str:
    """Return the name of the office; a general word while none is entered."""
    return profile_of(store).get("name") or _("Office of the security cooperation")
