"""The recovery key handed over on paper: joins the store that has it and the room that prints it."""

from pathlib import Path

from app.base.clock import now_text
from app.briefing.key_page import KeySheet, key_pages
from app.handover.artefact_file import whole_file
from app.store import keys
from app.store.head_memory import store_id
from app.store.store import Store


def save_key_page(store: Store, text: str, file: Path) -> Path:
    """Write the page to print for a recovery key just made, or one page for each of its shares.

    Raises `UserError` (exit 6) if the file cannot be written; then there is none.
    """
    pages = key_pages_of(store, text)
    with whole_file(file) as out:
        out.write(pages)
    return file


def key_pages_of(store: Store, text: str) -> bytes:
    """Return these pages as a PDF, for a printer; no file is written."""
    split = keys.split_in_force(store)
    identity, day = store_id(store.path), now_text()[:10]
    return key_pages(KeySheet(store.path.stem, identity, day, text, split.needed if split else 1))
