"""Provisions in the office's own words, beside those that the program ships."""

from dataclasses import dataclass

PROPOSED, APPROVED, REJECTED = "proposed", "approved", "rejected"


@dataclass(frozen=True, slots=True)
class ProvisionVersion:
    """What one version of an entry of the matrix says in an office's own words.

    `id` is an own one, or that of a shipped entry in other words; versions count from 1 for an own entry and
    from 2 for a shipped one, whose version 1 is what the program ships. `kind` is must, should or may;
    `proactive` is False where it needs a request. `senders` and `recipients` are classes of agencies, "*" is
    any; `data` are classes of data, empty for all. `valid_from` and `valid_to` are ISO days, the last one
    included, "" without end. `verified`: the office read the text of the law, at `source`.
    """

    id: str
    version: int
    law: str
    provision: str
    title: str
    text: str
    kind: str
    senders: tuple[str, ...]
    recipients: tuple[str, ...]
    conditions: tuple[str, ...]
    data: tuple[str, ...]
    proactive: bool
    verified: bool
    source: str
    valid_from: str
    valid_to: str


@dataclass(frozen=True, slots=True)
class OwnProvision(ProvisionVersion):
    """A version that this office wrote itself, with who wrote it and what was decided on it."""

    note: str
    status: str = PROPOSED
    written_by: str = ""
    written_on: str = ""
    decided_by: str = ""
    decided_on: str = ""


@dataclass(frozen=True, slots=True)
class DataMark:
    """What kinds of protected data a contribution or a finding holds, beyond what its sender's task tells.

    `record_id` is that of the contribution or finding, `data` are classes of data (tax, confided ...).
    """

    record_id: str
    data: tuple[str, ...]
