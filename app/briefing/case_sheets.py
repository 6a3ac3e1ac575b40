"""What one briefing holds beyond the usual: sums by period, wealth sheets, careers of chosen persons."""

from collections.abc import Callable
from dataclasses import dataclass

from app.analysis.money_flows import Unit

ProvisionText = Callable[[str, str], tuple[str, str]]
"""Provision and ISO day -> how it is cited, and what is known of its being in force then."""


@dataclass(frozen=True, slots=True)
class CareerWish:
    """Whose career, on which legal basis, and whether `named`; `provision` says what was in force."""

    person_id: str
    legal_basis: str
    provision: ProvisionText
    named: bool = False


@dataclass(frozen=True, slots=True)
class CaseSheets:
    """The choice for one briefing: nobody's wealth sheet or career without it.

    `period` is what flows of money are added up by; `wealth_of` are ids of persons or organisations.
    """

    period: Unit = Unit.QUARTER
    wealth_of: tuple[str, ...] = ()
    careers: tuple[CareerWish, ...] = ()

    def subjects(self) -> tuple[str, ...]:
        """Return of whom something was chosen."""
        return (*self.wealth_of, *(wish.person_id for wish in self.careers))


NO_SHEETS = CaseSheets()
"""Nobody's: the usual."""
