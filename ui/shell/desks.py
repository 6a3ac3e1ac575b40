"""Who sits at this workstation, and what of the start page they need first."""

from app.base.i18n import _, mark

ANALYST = "analyst"
_WORDS = {
    ANALYST: mark("Analysis"),
    "assistant": mark("Office assistance"),
    "enquiries": mark("Enquiry desk"),
    "prevention": mark("Prevention"),
    "knowledge": mark("Knowledge editing"),
    "head": mark("Head of office"),
    "data_protection": mark("Data protection"),
}
_ORDER = {
    ANALYST: ("cases", "work", "measures", "conferences", "dates", "enquiries"),
    "assistant": ("dates", "conferences", "enquiries", "measures", "work", "cases"),
    "enquiries": ("enquiries", "work", "dates", "cases", "measures", "conferences"),
    "prevention": ("prevention", "dates", "measures", "conferences", "work", "cases"),
    "knowledge": ("library", "dates", "work", "conferences", "measures", "cases"),
    "head": ("work", "dates", "conferences", "measures", "enquiries", "cases"),
    "data_protection": ("reviews", "work", "enquiries", "cases", "dates", "measures"),
}
DESKS = tuple(_WORDS)


def desk_choices() -> tuple[tuple[str, str], ...]:
    """Return the desks with what they are called."""
    return tuple((desk, _(word)) for desk, word in _WORDS.items())


def order_of(desk: str) -> tuple[str, ...]:
    """Return the lists of the start page for a desk, the most needed first; an unknown one is analysis."""
    return _ORDER.get(desk, _ORDER[ANALYST])
