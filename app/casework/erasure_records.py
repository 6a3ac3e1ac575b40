"""What an erasure would take and what it took, by id."""

from dataclasses import dataclass

from app.casework.erasure_repeats import Repeat
from app.casework.notices import Recipient
from app.store.change import Change


@dataclass(frozen=True, slots=True)
class Erasure:
    """What went, by id.

    `to_review` are assessments without a basis left; `documents_left` stand behind erased findings but are
    needed by others, so somebody has to look into them. `compacted` is False when the file was not
    rewritten: left for later, in use by somebody else, or the disk too full; it is remembered. `repeats` are
    the other places that repeat a value and still do, because they were left or cannot be changed.
    """

    change: Change
    findings: tuple[str, ...]
    subjects: tuple[str, ...]
    sources: tuple[str, ...]
    documents: tuple[str, ...]
    contributions: tuple[str, ...]
    judgements: tuple[str, ...]
    to_review: tuple[str, ...]
    documents_left: tuple[str, ...]
    compacted: bool
    repeats: tuple[Repeat, ...] = ()


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What an erasure would take: ids of findings, nodes and links, names of documents, numbers of the rest.

    `citations` are references in measures, `to_review` assessments that would lose their last basis,
    `recipients` those who have got any of it and are to be told, `repeats` other places that repeat a value.
    """

    findings: tuple[str, ...]
    subjects: tuple[str, ...]
    links: tuple[str, ...]
    sources: int
    documents: tuple[str, ...]
    contributions: int
    judgements: int
    citations: int
    to_review: int
    documents_left: int
    recipients: tuple[Recipient, ...]
    repeats: tuple[Repeat, ...] = ()
