"""The fingerprint of a finding: equal ids must mean equal statements, wherever they come from."""

import hashlib
from json.encoder import encode_basestring
from operator import attrgetter

import msgspec

from app.base.records import Finding

_CONTENT = (
    "id", "subject_id", "source_id", "property", "value", "standing", "credibility", "recorded_by",
    "recorded_at", "valid_from", "valid_to", "place_in_source", "author_agency_id",
)  # fmt: skip
_VALUES = attrgetter(*_CONTENT)
_ENCODER = msgspec.json.Encoder()
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
    return hashlib.sha256(_list_of(content)).hexdigest()


def _list_of(content: tuple[str, ...]) -> bytes:
    """Return the bytes that json.dumps makes of a list of texts, with a blank after each comma.

    Where nothing is escaped, quotation marks begin and end texts by turns, and `","` is between two texts
    unless the first text is a comma.
    """
    compact = _ENCODER.encode(content)
    if b"\\" in compact or compact.startswith(b'[","'):
        return f"[{', '.join(map(encode_basestring, content))}]".encode()
    return compact.replace(b'","', b'", "')
