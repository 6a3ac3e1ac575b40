"""The history of an entry of a register as texts ready for people. Free of Qt."""

from dataclasses import dataclass

from app.base.i18n import _
from app.casework.consultation import note_consultation
from app.office.entry_history import (
    EntryStep,
    count_words,
    history_of,
    kind_word,
    log_label,
    step_lines,
)
from app.store.store import Store
from ui.shell.day_text import moment


@dataclass(frozen=True, slots=True)
class HistoryBlock:
    """One step: what happened, when and by whom, and a line for each field."""

    heading: str
    when: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HistoryText:
    """The history of an entry, the newest step first."""

    entry_id: str
    caption: str
    count: str
    blocks: tuple[HistoryBlock, ...]


def read_history(store: Store, entry_id: str) -> HistoryText:
    """Return the history of an entry; that somebody looked at it is logged, once per sitting and register."""
    found = history_of(store, entry_id)
    note_consultation(store, "", log_label(found.declared))
    blocks = tuple(_block(step, step_lines(found.declared, step)) for step in reversed(found.steps))
    return HistoryText(entry_id, found.caption, count_words(found), blocks)


def _block(step: EntryStep, lines: tuple[str, ...]) -> HistoryBlock:
    if not step.at:
        return HistoryBlock(kind_word(step), _("when and by whom is not known"), lines)
    return HistoryBlock(kind_word(step), f"{moment(step.at)} · {step.actor}", lines)
