"""Frozen records of wordings for handing on: which text of the office a person let which agency read.

`field` names the text: `title`, `question` and `purpose` of the case, `conference.purpose`, `agenda.title`,
`agenda.question`, `agenda.recommendation` and `agenda.decision` of a point, and `row.field` of what hangs on
something released (`contribution.title`, `source.reference`, `measure.title` ...).
"""

import hashlib
from dataclasses import dataclass

EVERYBODY = ""
"""The recipient of a wording that every agency may read."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One act of one person: this text may go to this recipient.

    `text` is what goes in place of what stands in the office; "" clears what stands there as it is, as long
    as it is word for word what was looked at (`sha256`). `row_id` is the row the text stands in, the case's
    for its frame. `kept` are the words, folded, that somebody cleared although they name what the recipient
    was not given.
    """

    id: str
    field: str
    row_id: str
    recipient_id: str
    text: str
    sha256: str
    kept: frozenset[str] = frozenset()
    at: str = ""
    actor: str = ""


def sum_of(text: str) -> str:
    """Return the sum by which a text is known again, in hex."""
    return hashlib.sha256(text.strip().encode()).hexdigest()
