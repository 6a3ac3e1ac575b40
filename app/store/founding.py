"""What a new store notes about itself: the roles of its first person, and the number of its key header."""

from app.base.i18n import _
from app.store import audit, header_memory, keyfile, roles
from app.store.store import Store


def begin(store: Store) -> None:
    """Give the person who made a store every role, and remember its key header; once, whoever calls again."""
    if roles.has_entries(store):
        return
    number = keyfile.read(store.path)["sequence"]
    with store.write(
        _("All roles for {name}").format(name=store.user), audit.Action.ADMINISTRATION, history=False
    ) as work:
        roles.give(work, store.user, roles.EVERY_ROLE)
        header_memory.note(work, number)
