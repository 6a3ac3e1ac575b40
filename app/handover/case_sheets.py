"""Wealth sheets and careers that go into a briefing: looked at on a legal basis, and only if released."""

from collections.abc import Iterable
from dataclasses import replace

from app.briefing.career_pages import not_released
from app.briefing.case_sheets import CareerWish, CaseSheets
from app.briefing.options import BriefingOptions
from app.casework import career_provisions, career_views
from app.handover.releasing import refuse_named
from app.policy.handing_on_check import FreeText
from app.policy.views import ReleasedView, View
from app.store.store import Store


def career_wish(
    store: Store, case_id: str, person_id: str, legal_basis: str, *, named: bool = False
) -> CareerWish:
    """Log the look at a person's career and return the wish for it; `UserError` without a legal basis."""
    career_views.look(store, case_id, person_id, legal_basis)
    return CareerWish(person_id, legal_basis, career_provisions.asker(store), named)


def with_sheets(store: Store, options: BriefingOptions, view: View, sheets: CaseSheets) -> BriefingOptions:
    """Return the options with these sheets; `UserError` (exit 1) for somebody who is not in the view."""
    refuse_named_basis(store, view, (wish.legal_basis for wish in sheets.careers))
    there = {finding.subject_id for finding in view.findings}
    if not there.issuperset(sheets.subjects()):
        raise not_released()
    return replace(options, sheets=sheets)


def refuse_named_basis(store: Store, view: View, said: Iterable[str]) -> None:
    """Raise `UserError` if a legal basis as somebody wrote it names what the recipient is not given."""
    texts = [FreeText("legal_basis", view.header.id, text) for text in said if text]
    if texts and isinstance(view, ReleasedView):
        with store.read() as connection:
            refuse_named(connection, view, texts)
