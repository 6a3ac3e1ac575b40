"""How other places lead to the assistant for transmissions: with sender, recipient and what was asked."""

from app.policy.transmission_advice import Transmission
from ui.shell.session import Session

PROVISIONS = "provisions"
_WANTED = "transmission"


def open_assistant(session: Session, wanted: Transmission) -> None:
    """Go to the provisions and ask the assistant this."""
    session.setProperty(_WANTED, wanted)
    session.place_wanted.emit(PROVISIONS)


def take_wanted(session: Session) -> Transmission | None:
    """Return what was asked for, once."""
    wanted = session.property(_WANTED)
    session.setProperty(_WANTED, None)
    return wanted if isinstance(wanted, Transmission) else None
