"""The number of the key header in force, remembered in the database, so that an older one is noticed.

Whoever can write the folder can put an earlier key header beside the database of today. It is genuine, and
it lets people in whose keys were taken away. Every header therefore has a number, and the database, which
nobody can write without the key, holds the last one. A backup holds header and database of one day and
agrees with itself. A store of an earlier version remembers nothing until its keys are changed.
"""

from app.base.i18n import _
from app.store import audit, keyfile, tables
from app.store.store import Store
from app.store.unit_of_work import UnitOfWork

_ROW = "key_header"


def note(work: UnitOfWork, number: int) -> None:
    """Write down, within a unit of work, which header is in force."""
    if work.row(tables.meta, _ROW) is None:
        work.insert(tables.meta, {"id": _ROW, "value": str(number)})
    else:
        work.update(tables.meta, _ROW, value=str(number))


def remember(store: Store) -> None:
    """Write down the header that lies beside the database now; call it after a header was written."""
    number = keyfile.read(store.path)["sequence"]
    label = _("Key file no. {number} is in force").format(number=number)
    with store.write(label, audit.Action.ADMINISTRATION, history=False) as work:
        note(work, number)


def remembered(store: Store) -> int:
    """Return the number of the header that was written last, 0 if none was remembered."""
    with store.read() as connection:
        found = connection.execute(tables.meta.select().where(tables.meta.c.id == _ROW)).first()
    return int(found.value) if found is not None and str(found.value).isdecimal() else 0


def older_header(store: Store) -> str:
    """Say that the key header is older than the database; "" if it is not. For opening and `verify`."""
    known, found = remembered(store), keyfile.read(store.path)["sequence"]
    if found >= known:
        return ""
    text = _(
        "The key file of this store is an earlier one (no. {found}; no. {known} was written last): somebody "
        "put it back, and people whose keys were taken away may be able to open the store again. Look at "
        "the list of keys; encrypting anew shuts them out."
    )
    return text.format(found=found, known=known)
