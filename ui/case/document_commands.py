"""From what the forms about documents give to changes of the case. Free of Qt."""

import io
import mimetypes
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from app.base.errors import UserError
from app.base.i18n import _, ngettext
from app.base.progress import Cancelled, Progress
from app.casework import document_texts, documents, passage_findings
from app.casework.document_texts import Unread
from app.casework.passages import Passage
from app.handover.document_copies import save_copy
from app.reading.reader import Reading
from app.store import undo
from app.store.change import Change
from app.store.store import Store
from ui.case import edit_commands

Values = Mapping[str, str]
TextRead = tuple[Unread, Reading]


def add_files(
    store: Store, case_id: str, paths: Sequence[Path], progress: Progress, values: Values
) -> Change:
    """Add files as documents of a contribution, one after the other, as one step of the history.

    A file that is refused ends it, and so does whoever cancels `progress`; those before it stay.
    """
    made: list[Change] = []
    try:
        for path in paths:
            try:
                made.append(_add_file(store, case_id, path, progress, values))
            except Cancelled:
                break
    except BaseException:
        if made:
            _one_step(store, made)
        raise
    if not made:
        raise UserError("document.none", _("Nothing was added."), _("Choose the files again."))
    return _one_step(store, made)


def _one_step(store: Store, made: Sequence[Change]) -> Change:
    text = ngettext("{count} document added", "{count} documents added", len(made))
    return undo.unite(store, made, text.format(count=len(made)) if len(made) > 1 else "")


def _add_file(store: Store, case_id: str, path: Path, progress: Progress, values: Values) -> Change:
    media_type = mimetypes.guess_type(path.name)[0] or ""
    try:
        with path.open("rb") as stream:
            came = _contribution(values)
            return documents.attach(store, case_id, came, path.name, media_type, stream, progress)
    except OSError as error:
        raise UserError(
            "document.unreadable",
            _("“{name}” cannot be read."),
            _("Choose a file that you may open."),
            name=path.name,
        ) from error


def add_text(store: Store, case_id: str, text: str, values: Values) -> Change:
    """Add a text as a document of its own."""
    name = values.get("name", "").strip() or _("Pasted text")
    named = name if name.endswith(".txt") else f"{name}.txt"
    stream = io.BytesIO(text.encode("utf-8", "replace"))
    return documents.attach(store, case_id, _contribution(values), named, "text/plain", stream)


def _contribution(values: Values) -> str:
    if not values.get("contribution"):
        raise UserError(
            "form.contribution",
            _("No contribution is chosen."),
            _("Register what the agency delivered under “Sources” first."),
        )
    return values["contribution"]


def next_text(store: Store, case_id: str) -> TextRead | None:
    """Read the text of the next document that has none; None when all have been read."""
    with store.read() as connection:
        waiting = document_texts.unread(connection, case_id)
    return (waiting[0], document_texts.extract(store, waiting[0])) if waiting else None


def keep_text(store: Store, read: TextRead) -> Change:
    """Keep what was read."""
    return document_texts.keep(store, *read)


def record_passage(store: Store, case_id: str, document_id: str, passage: Passage, values: Values) -> Change:
    """Record what a passage says; `source` is missing where one is to be made."""
    if not values.get("subject"):
        raise UserError(
            "form.subject", _("No subject is chosen."), _("Add the person or thing first, under “Subjects”.")
        )
    # The statement wants a source named; "" is filled in by the room.
    said = edit_commands.statement({**values, "source": values.get("source") or "-"})
    reliability = values.get("reliability") or passage_findings.UNKNOWN_RELIABILITY
    placed = replace(said, source_id=values.get("source", ""))
    why = edit_commands.origin_reason(values, edit_commands.free_texts(values.get("type", ""), said))
    return passage_findings.record(
        store, case_id, document_id, passage, values["subject"], placed, reliability, reason=why
    )


def copy_outside(store: Store, case_id: str, document_id: str, out: Path, values: Values) -> Change:
    """Save a document outside the store."""
    return save_copy(store, case_id, document_id, out, values.get("reason", ""))


def field_of(error: UserError) -> str:
    """Return the key of the field that a refusal is about, "" if it is about none."""
    more = {"form.contribution": "contribution", "form.subject": "subject"}
    return more.get(error.key) or edit_commands.field_of(error)
