"""The one way from a case to a view: what the ledger says was disclosed before is taken into account."""

from dataclasses import replace

from app.casework import rows
from app.policy import ledger
from app.policy.release import Release, ReleaseRequest, evaluate, working_view
from app.policy.views import WorkingView
from app.store.store import Store


def release_case(store: Store, case_id: str, request: ReleaseRequest) -> Release:
    """Decide for every finding of a case, without handing anything over."""
    with store.read() as connection:
        records = rows.case_records(connection, case_id)
        before = ledger.disclosed_to(connection, request.recipient.id, case_id)
    return evaluate(records, replace(request, disclosed=request.disclosed | before))


def internal_view(store: Store, case_id: str, as_of: str) -> WorkingView:
    """Return the analyst's own view of a case, stamped as internal."""
    with store.read() as connection:
        return working_view(rows.case_records(connection, case_id), as_of)
