"""A hand-over in the ledger of the sample, made without the release."""

from app.store import audit, tables
from app.store.store import Store


def hand_over(store: Store, case_id: str, agency_id: str, finding_ids: list[str]) -> None:
    """Enter findings as handed over to an agency."""
    with store.write("x", audit.Action.DISCLOSURE, case_id=case_id, recipient=agency_id) as work:
        handover = work.insert(
            tables.handover,
            {
                "case_id": case_id,
                "agency_id": agency_id,
                "kind": "briefing",
                "artefact_name": "Lage-001.pdf",
                "made_at": "2026-03-05T10:00:00Z",
            },
        )
        work.insert_many(tables.disclosure, [{"handover_id": handover, "finding_id": i} for i in finding_ids])
