"""The nine subject areas of the portal, laid out in a store whose register of areas is empty."""

from app.office import library
from app.office.entries import Row, add_many
from app.store.change import Change
from app.store.store import Store

# The annual report 2020/2021, section 3.4.1; German name, English name.
_NINE = (
    ("Rotlicht", "red light"),
    ("Shisha", "hookah"),
    ("Verkehr", "traffic"),
    ("Glücksspiel", "gambling"),
    ("Kommunale Vermögensabschöpfung", "asset seizure by municipalities"),
    ("Sicherheitsgewerbe", "security industry"),
    ("Bedrohungsmanagement", "threat management"),
    ("Aufenthaltsrecht", "residence law"),
    ("Geldwäscheprävention", "prevention of money laundering"),
)


def lay_out(store: Store) -> Change:
    """Enter the nine areas of the annual report in the register of areas."""
    rows = [Row({"title": german, "title_en": english}) for german, english in _NINE]
    return add_many(store, library.AREAS, rows)
