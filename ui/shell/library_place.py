"""How other places lead to a document of the library."""

from ui.shell.line import LIBRARY as LIBRARY
from ui.shell.session import Session

_WANTED = "library_document"


def open_document(session: Session, document_id: str) -> None:
    """Go to the library and open this document."""
    session.setProperty(_WANTED, document_id)
    session.place_wanted.emit(LIBRARY)


def take_wanted(session: Session) -> str:
    """Return the document that was asked for, once; "" for none."""
    wanted = str(session.property(_WANTED) or "")
    session.setProperty(_WANTED, "")
    return wanted
