"""What the demo hands out: a released briefing, a chart, and a package for a second workstation."""

from pathlib import Path

from app.base.clock import today
from app.casework import agencies, cases
from app.handover import identities, key_trust
from app.handover.briefings import write_briefing
from app.handover.charts import write_chart_file
from app.handover.packages import seal_case
from app.policy.release import ReleaseRequest
from app.policy.release_grounds import asked
from app.store.store import Store

DEMO_PASSPHRASE = "rundblick-demo"
PARTNER_STORE = "partner.rundblick"
_CASE = "360-2026-002"
_RECIPIENT_CLASS = "A03"


def demo_request(store: Store, case_id: str, class_code: str = _RECIPIENT_CLASS) -> ReleaseRequest:
    """Return a request in which the demo's invented analyst has confirmed every condition that applies."""
    recipient = agencies.find(store, class_code)
    records = cases.records(store, case_id)
    as_of = today().isoformat()
    offered = asked(records, recipient, as_of)
    return ReleaseRequest(
        recipient,
        purpose="Prüfung nach § 2 SchwarzArbG",
        occasion="Fallkonferenz 1",
        as_of=as_of,
        confirmed=frozenset((p.id, no) for p in offered for no in range(1, len(p.conditions) + 1)),
    )


def write_artefacts(store: Store, folder: Path, language: str) -> tuple[Path, ...]:
    """Write one artefact of each kind into `folder` and make the partner's workstation that can open it."""
    case_id = cases.find(store, _CASE).id
    request = demo_request(store, case_id)
    briefing = folder / f"besprechungsunterlage-{_CASE}.pdf"
    write_briefing(store, case_id, request, briefing, language=language)
    internal = folder / f"besprechungsunterlage-{_CASE}-intern.pdf"
    write_briefing(store, case_id, None, internal, language=language)
    chart = folder / f"beziehungsgeflecht-{_CASE}.svg"
    write_chart_file(store, case_id, request, chart, algorithm="organic", language=language)
    package = folder / f"{_CASE}.rundblick-paket"
    _seal(store, case_id, request, folder, package)
    return briefing, internal, chart, package


def _seal(store: Store, case_id: str, request: ReleaseRequest, folder: Path, package: Path) -> None:
    """Introduce two workstations to each other and seal for the second."""
    partner, _recovery = Store.create(folder / PARTNER_STORE, DEMO_PASSPHRASE)
    try:
        here = identities.make_own(store, "Geschäftsstelle (Demo)")
        there = identities.make_own(partner, "Zoll (Demo)")
        key_trust.trust(store, there.public().to_text(), request.recipient.id)
        key_trust.trust(partner, here.public().to_text())
    finally:
        partner.close()
    seal_case(store, case_id, request, [there.public()], package)
