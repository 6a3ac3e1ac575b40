"""How other places lead to the reviews: to all of them, or to one view of one case."""

from ui.shell.session import Session

REVIEWS = "reviews"
_WANTED = "review_view"


def open_reviews(session: Session, case_id: str = "", view: str = "due") -> None:
    """Go to the reviews, narrowed to a case if one is named.

    `view` is deletions, due, soon, notices or sent.
    """
    session.setProperty(_WANTED, f"{view}:{case_id}")
    session.place_wanted.emit(REVIEWS)


def is_wanted(session: Session) -> bool:
    """Tell whether somebody asked for a view that was not shown yet."""
    return bool(session.property(_WANTED))


def take_wanted(session: Session) -> tuple[str, str] | None:
    """Return the view and the case that were asked for, once."""
    wanted = str(session.property(_WANTED) or "")
    session.setProperty(_WANTED, "")
    view, _colon, case_id = wanted.partition(":")
    return (view, case_id) if wanted else None
