"""Looking at the career of one person: on a legal basis that is asked for, and logged."""

from app.base.errors import UserError
from app.base.i18n import _
from app.base.records import CaseRecords
from app.casework import cases
from app.store.store import Store

_LEAST = 4


def look(store: Store, case_id: str, person_id: str, legal_basis: str) -> CaseRecords:
    """Return the records for a look at one person's career and log on which legal basis it was taken.

    The log holds the basis and the id of the person, no name. `UserError` where nothing is stated.
    """
    basis = " ".join(legal_basis.split())
    if len(basis) < _LEAST:
        raise UserError(
            "career.basis",
            _("It is not said on which legal basis this person's career is looked at."),
            _("State the provision, for example “§ 23 PolG NRW”; it goes into the log."),
        )
    store.consult(case_id, _("Career of one person looked at"), reason=f"{basis} ({person_id[:8]})")
    return cases.records(store, case_id)
