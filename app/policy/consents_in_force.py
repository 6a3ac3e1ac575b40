"""Which consents of originators hold on a day, for one recipient."""

from app.base.records import CaseRecords, Consent, ConsentState


def consents_in_force(
    records: CaseRecords, recipient_id: str, ticked: frozenset[str], day: str
) -> frozenset[str]:
    """Return the findings whose originator agrees, on that day, that this recipient has them.

    What is recorded goes before what was `ticked` for a request: a refusal stands, an agreement ends.
    """
    said = [c for c in records.consents if c.recipient_id == recipient_id]
    against = {c.finding_id for c in said if not _is_open(c, day)}
    agreed = {c.finding_id for c in said if c.state is ConsentState.GRANTED and _is_open(c, day)}
    return frozenset((ticked - against) | agreed)


def _is_open(consent: Consent, day: str) -> bool:
    """Whether a word lets a person still tick, or agrees: neither refused, taken back, nor run out."""
    ended = bool(consent.until) and consent.until < day
    return not ended and consent.state in (ConsentState.ASKED, ConsentState.GRANTED)
