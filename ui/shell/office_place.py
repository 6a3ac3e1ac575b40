"""How other places lead to an entry of a register of the office."""

from ui.shell.session import Session
from ui.shell.start_query import OFFICE

_WANTED = "office_entry"


def open_entry(session: Session, register_id: str, entry_id: str) -> None:
    """Go to the office and choose this entry of a register."""
    session.setProperty(_WANTED, f"{register_id}:{entry_id}")
    session.place_wanted.emit(OFFICE)


def take_wanted(session: Session) -> tuple[str, str] | None:
    """Return the register and the entry that were asked for, once."""
    wanted = str(session.property(_WANTED) or "")
    session.setProperty(_WANTED, "")
    register_id, _colon, entry_id = wanted.partition(":")
    return (register_id, entry_id) if wanted else None
