"""The fingerprint of a finding: equal ids must mean equal statements, wherever they come from."""

import hashlib
from json.encoder import encode_basestring
from operator import attrgetter

from app.base.records import Finding

_CONTENT = (
    "id", "subject_id", "source_id", "property", "value", "standing", "credibility", "recorded_by",
    "recorded_at", "valid_from", "valid_to", "place_in_source", "author_agency_id",
)  # fmt: skip
_VALUES = attrgetter(*_CONTENT)
# Stated by some assessments only; where they are empty the fingerprint is what it was before there were any.
_IF_STATED = ("likelihood", "confidence")


def digest(finding: Finding) -> str:
    """Return SHA-256 (hex) over what is immutable about a finding.

    Not part of it: restriction, exonerating mark and review day (they may change), and references to
    other findings (a released copy may have to go without them).
    """
    content: tuple[str, ...] = _VALUES(finding)
    if finding.likelihood or finding.confidence:
        content += tuple(f"{name}={text}" for name in _IF_STATED if (text := getattr(finding, name)))
    # The same text as json.dumps makes of a list, without setting up an encoder for every finding.
    text = f"[{', '.join(map(encode_basestring, content))}]"
    return hashlib.sha256(text.encode()).hexdigest()
