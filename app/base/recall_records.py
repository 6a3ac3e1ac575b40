"""What a recall says: findings that a recipient was given and that have changed at the sender since.

BDSG sections 58(5) and 75(3): whoever was given data learns that they were corrected, restricted or
erased. A recall holds ids, days and words of the office alone, never a value of a finding.
"""

from dataclasses import dataclass
from enum import StrEnum


class RecallKind(StrEnum):
    """What became of the findings, and so what the recipient is asked to do.

    Corrected: replace them by their successors. Restricted: process them no further for now. Erased: erase
    them. Recalled: should not have been passed on, erase them.
    """

    CORRECTED = "corrected"
    RESTRICTED = "restricted"
    ERASED = "erased"
    RECALLED = "recalled"


@dataclass(frozen=True, slots=True)
class RecallNotice:
    """One recall for one recipient; `recalled_at` is a moment in UTC.

    `successor_ids` are the findings that came in the place of corrected ones, as far as the recipient may
    have them; `reason` is written by a person for the recipient and tells nothing that was erased.
    """

    finding_ids: tuple[str, ...]
    reason: str
    kind: RecallKind
    recalled_at: str
    successor_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NoticeParts:
    """A letter in its parts: what was handed over when, what became of which kinds of data, what is asked.

    No part holds a value of a finding. `reason` is "" unless a person wrote one for the recipient.
    """

    recipient: str
    subject: str
    reference: str
    opening: str
    handed: tuple[str, ...]
    act: str
    kinds: tuple[str, ...]
    reason: str
    task: str
    ground: str
