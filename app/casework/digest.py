"""The fingerprint of a finding: equal ids must mean equal statements, wherever they come from."""

import hashlib
import json

from app.base.records import Finding

_CONTENT = (
    "id", "subject_id", "source_id", "property", "value", "standing", "credibility", "recorded_by",
    "recorded_at", "valid_from", "valid_to", "place_in_source", "author_agency_id",
)  # fmt: skip


def digest(finding: Finding) -> str:
    """Return SHA-256 (hex) over what is immutable about a finding.

    Not part of it: restriction, exonerating mark and review day (they may change), and references to
    other findings (a released copy may have to go without them).
    """
    content = [str(getattr(finding, name)) for name in _CONTENT]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()
