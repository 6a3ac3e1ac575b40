"""A hand-over in the ledger, made without the release: what the tests of notices start from."""

from app.store import audit, tables
from tests.unit.casework.conftest import Desk


def hand_over(desk: Desk, agency_id: str, finding_ids: list[str], artefact: str = "Lage-001.pdf") -> str:
    """Enter findings as handed over to an agency."""
    with desk.store.write(
        "Hand-over", audit.Action.DISCLOSURE, case_id=desk.case_id, recipient=agency_id, undoable=False
    ) as work:
        handover = work.insert(
            tables.handover,
            {
                "case_id": desk.case_id,
                "agency_id": agency_id,
                "kind": "briefing",
                "artefact_name": artefact,
                "sha256": "00",
                "made_at": "2026-03-05T10:00:00Z",
                "made_by": "muster",
            },
        )
        work.insert_many(
            tables.disclosure,
            [{"handover_id": handover, "finding_id": i, "provision": "GewO-14-6"} for i in finding_ids],
        )
    return handover
