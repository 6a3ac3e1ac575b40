"""The one way from a case to a view: what the ledger says was disclosed before is taken into account."""

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import Connection

from app.base.records import CaseRecords
from app.casework import rows
from app.policy import handing_on_check, ledger
from app.policy.handing_on_check import FreeText, TextCheck
from app.policy.release import Release, ReleaseRequest, evaluate, working_view
from app.policy.views import ReleasedView, WorkingView
from app.store.store import Store


def release_case(store: Store, case_id: str, request: ReleaseRequest) -> Release:
    """Decide for every finding of a case, without handing anything over."""
    return decided(store, case_id, request)[1]


def for_handing_over(store: Store, case_id: str, request: ReleaseRequest) -> Release:
    """Decide for every finding of a case, for an artefact that is going to leave.

    Raises `UserError` (`handing_on.names`) if a text that would go names what the recipient is not given.
    """
    records, release = decided(store, case_id, request)
    handing_on_check.refuse_named(records, release.view)
    return release


def refuse_named(connection: Connection, view: ReleasedView, beside: Iterable[FreeText] = ()) -> None:
    """Raise what `for_handing_over` raises for a view that is there, and for texts that go beside it."""
    handing_on_check.refuse_named(rows.case_records(connection, view.header.id), view, beside)


def texts_of_case(
    store: Store, case_id: str, request: ReleaseRequest
) -> tuple[Release, tuple[TextCheck, ...]]:
    """Decide without handing anything over, and say which texts stay and which would stop a hand-over."""
    records, release = decided(store, case_id, request)
    return release, handing_on_check.check(records, release.view)


def internal_view(store: Store, case_id: str, as_of: str) -> WorkingView:
    """Return the analyst's own view of a case, stamped as internal."""
    with store.read() as connection:
        return working_view(rows.case_records(connection, case_id), as_of)


def decided(store: Store, case_id: str, request: ReleaseRequest) -> tuple[CaseRecords, Release]:
    """Decide for every finding of a case and return what was decided from as well; hands nothing over."""
    with store.read() as connection:
        records = rows.case_records(connection, case_id)
        before = ledger.disclosed_to(connection, request.recipient.id, case_id)
    return records, evaluate(records, replace(request, disclosed=request.disclosed | before))
