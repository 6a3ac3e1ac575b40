"""The one way from a case to a view: what the ledger says was disclosed before is taken into account."""

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import Connection

from app.base.clock import today
from app.base.records import CaseRecords
from app.casework import rows
from app.policy import handing_on_check, ledger
from app.policy.document_check import refuse_documents
from app.policy.handing_on_check import FreeText, TextCheck
from app.policy.release import Release, ReleaseRequest, evaluate, working_view
from app.policy.views import ReleasedView, View, WorkingView
from app.store import roles
from app.store.roles import Act
from app.store.store import Store


def release_case(store: Store, case_id: str, request: ReleaseRequest) -> Release:
    """Decide for every finding of a case, without handing anything over."""
    return decided(store, case_id, request)[1]


def for_handing_over(store: Store, case_id: str, request: ReleaseRequest) -> Release:
    """Decide for every finding of a case, for an artefact that is going to leave.

    Raises `UserError` if a text that would go names what the recipient is not given (`handing_on.names`) or a
    document tells it (`handing_on.document`).
    """
    records, release = decided(store, case_id, request)
    refuse_documents(records, release)
    handing_on_check.refuse_named(records, release.view)
    return release


def view_for(store: Store, case_id: str, request: ReleaseRequest | None) -> tuple[View, dict[str, int]]:
    """Return what a paper is made of, and what stays by reason: released, or for None the office's own.

    Raises what `for_handing_over` raises, and `UserError` for who may not release.
    """
    if request is None:
        own = internal_view(store, case_id, today().isoformat())
        return own, own.withheld()
    roles.require(store, Act.RELEASE)
    release = for_handing_over(store, case_id, request)
    return release.view, release.withheld()


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
