"""An access report for one person (BDSG section 57): frozen records between who gathers and who prints.

Texts are in the language of the paper already. Nothing here names another person.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HeldItem:
    """One statement as it is given: its kind of data, what it says, and what BDSG section 57(1) adds.

    `value` is "" where it also speaks of other people; `review_due` is an ISO day; `remarks` are such as
    "corrected since".
    """

    category: str
    what: str
    value: str
    standing: str
    period: str
    origin: str
    review_due: str
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HeldNote:
    """A text of the file beside the statements: minutes, measures; `text` "" if it names others."""

    kind: str
    text: str
    origin: str
    day: str


@dataclass(frozen=True, slots=True)
class HeldFile:
    """What one case file gives: why it is processed, the statements, and (recipient, ISO day, provision).

    `notes` are texts of the file beside the statements.
    """

    purpose: str
    legal_basis: str
    controller: str
    items: tuple[HeldItem, ...]
    recipients: tuple[tuple[str, str, str], ...]
    notes: tuple[HeldNote, ...] = ()


@dataclass(frozen=True, slots=True)
class AccessReport:
    """The answer to one request of `person`, a name as the request gives it; days are ISO.

    No file at all means that there is nothing to give: nothing is held, or nothing may be told. The paper
    reads the same in both cases.
    """

    number: str
    person: str
    received: str
    day: str
    files: tuple[HeldFile, ...]
