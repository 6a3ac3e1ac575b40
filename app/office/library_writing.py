"""Writing documents of the library: draft, approval, withdrawal, closing. No version is ever lost.

A version that was approved is never changed; another wording is another version. Only a draft may be
rewritten or discarded.
"""

import contextlib
import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from app.base.clock import today
from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.base.library_records import DocumentKind, LibraryVersion, VersionState
from app.casework import free_text
from app.office import library, library_files
from app.office.library_groups import groups
from app.store import role_acts, roles, tables
from app.store.audit import Action
from app.store.change import Change
from app.store.role_acts import Act
from app.store.store import Store
from app.store.unit_of_work import UnitOfWork

_TITLE = 200
_TEXT = 500_000


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file to attach: its name and its whole content."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Writing:
    """What a version says: `text` in simple Markdown, days as ISO texts, "" for none.

    `file` replaces the attached file of the version before; `drop_file` lets it go.
    """

    title: str
    text: str = ""
    note: str = ""
    author_agency: str = ""
    valid_from: str = ""
    valid_until: str = ""
    file: NewFile | None = None
    drop_file: bool = False


def add(
    store: Store,
    area: str,
    kind: str,
    writing: Writing,
    *,
    group_id: str = "",
    origin_reason: str = "",
) -> Change:
    """Write a new document as a draft into an area (id or name), open or closed to a group."""
    home = library.area_id(store, area)
    if kind not in set(DocumentKind):
        raise _wrong("kind", _("The kind is one of: {known}.").format(known=", ".join(DocumentKind)))
    checked = _checked(writing)
    said = free_text.confirmed([checked.title, checked.text, checked.note], origin_reason)
    with _gesture(store, _("Library document written"), said) as work:
        row = {"area": home, "kind": kind, "group_id": _open_group(store, group_id)}
        document_id = work.insert(tables.library_document, row)
        kept = library_files.kept(work.connection, checked.file)
        _insert(work, document_id, 1, store.user, checked, kept)
        work.about(document_id)
    return work.done


def revise(store: Store, document_id: str, writing: Writing, *, origin_reason: str = "") -> Change:
    """Write the next version as a draft; a draft that there is becomes this one."""
    found = library.get(store, document_id)
    checked, newest = _checked(writing), found.versions[0]
    fresh = [t for t in (checked.title, checked.text, checked.note) if t not in _texts(newest)]
    said = free_text.confirmed(fresh, origin_reason)
    with _gesture(store, _("Library document revised"), said) as work:
        kept = library_files.kept(work.connection, checked.file)
        if checked.file is None and not checked.drop_file:
            kept = {"file_name": newest.file_name, "sha256": newest.sha256, "size": newest.size}
        if found.draft is not None:
            work.update(tables.library_version, newest.id, **_row(checked, store.user), **kept)
        else:
            _insert(work, document_id, newest.no + 1, store.user, checked, kept)
        work.about(document_id)
    return work.done


def approve(store: Store, document_id: str) -> Change:
    """Approve the draft: from its first day on it is what is read. For reviewers and heads.

    Whoever wrote it may approve it; both names stand beside each other.
    """
    roles.require(store, Act.RELEASE)
    found = library.get(store, document_id)
    draft = found.draft
    if draft is None:
        raise _nothing(_("There is no draft to approve."))
    with (
        role_acts.under(Act.RELEASE),
        store.write(_("Library document approved"), Action.ALTERATION) as work,
    ):
        work.update(
            tables.library_version,
            draft.id,
            state=str(VersionState.APPROVED),
            approved_by=store.user,
            approved_on=today().isoformat(),
            valid_from=draft.valid_from or today().isoformat(),
        )
        work.about(document_id)
    return work.done


def withdraw(store: Store, document_id: str, reason: str) -> Change:
    """Withdraw every approved version, with a reason for the log; they stay to be read as withdrawn."""
    roles.require(store, Act.RELEASE)
    found = library.get(store, document_id)
    held = [v for v in found.versions if v.state is VersionState.APPROVED]
    if not held:
        raise _nothing(_("No version is approved."))
    _require_reason(reason)
    with (
        role_acts.under(Act.RELEASE),
        store.write(_("Library document withdrawn"), Action.ALTERATION, reason=reason.strip()) as work,
    ):
        for version in held:
            day = today().isoformat()
            work.update(
                tables.library_version, version.id, state=str(VersionState.WITHDRAWN), withdrawn_on=day
            )
        work.about(document_id)
    return work.done


def discard(store: Store, document_id: str) -> Change:
    """Discard the draft; a document that was never approved goes with it."""
    found = library.get(store, document_id)
    if found.draft is None:
        raise _nothing(_("There is no draft to discard."))
    with _gesture(store, _("Library draft discarded"), "") as work:
        work.delete(tables.library_version, found.draft.id)
        if len(found.versions) == 1:
            work.delete(tables.library_document, document_id)
        work.about(document_id)
    return work.done


def place(store: Store, document_id: str, area: str, kind: str, group_id: str) -> Change:
    """Put a document into another area, kind or closed group; "" opens it to everybody.

    Nobody closes a document to a group they do not belong to: they could not take it back.
    """
    found = library.get(store, document_id)
    home = library.area_id(store, area)
    if kind not in set(DocumentKind):
        raise _wrong("kind", _("The kind is one of: {known}.").format(known=", ".join(DocumentKind)))
    with _gesture(store, _("Library document placed"), "") as work:
        work.update(
            tables.library_document, found.id, area=home, kind=kind, group_id=_open_group(store, group_id)
        )
        work.about(found.id)
    return work.done


def _open_group(store: Store, group_id: str) -> str | None:
    if not group_id:
        return None
    if any(group.id == group_id and group.open_to_me for group in groups(store)):
        return group_id
    raise _wrong("group", _("Choose a group that you belong to."))


@contextlib.contextmanager
def _gesture(store: Store, label: str, reason: str) -> Iterator[UnitOfWork]:
    """A unit of work of the library, as part of keeping the office."""
    with (
        role_acts.under(Act.KEEP_OFFICE),
        store.write(label, Action.ALTERATION, reason=reason) as work,
    ):
        yield work


def _insert(
    work: UnitOfWork, document_id: str, no: int, by: str, writing: Writing, kept: Mapping[str, Any]
) -> None:
    row = {"document_id": document_id, "no": no, "state": str(VersionState.DRAFT), "origin": ""}
    empty = {"approved_by": "", "approved_on": "", "withdrawn_on": ""}
    work.insert(tables.library_version, {**row, **empty, **_row(writing, by), **kept})


def _row(writing: Writing, by: str) -> dict[str, Any]:
    return {
        "title": writing.title,
        "text": writing.text,
        "note": writing.note,
        "author_agency": writing.author_agency,
        "valid_from": writing.valid_from,
        "valid_until": writing.valid_until,
        "written_by": by,
        "written_on": today().isoformat(),
    }


def _checked(writing: Writing) -> Writing:
    title = " ".join(writing.title.split())
    if not title or len(title) > _TITLE:
        raise _wrong(
            "title", _("A document needs a title of at most {limit} characters.").format(limit=_TITLE)
        )
    text = writing.text.strip()
    if len(text) > _TEXT:
        raise _wrong("text", _("The text is longer than {limit} characters.").format(limit=_TEXT))
    begin = _day("valid_from", writing.valid_from)
    end = _day("valid_until", writing.valid_until)
    if begin and end and end < begin:
        raise _wrong("valid_until", _("The last day is before the first."))
    return replace(
        writing,
        title=title,
        text=text,
        note=" ".join(writing.note.split()),
        author_agency=" ".join(writing.author_agency.split()),
        valid_from=begin,
        valid_until=end,
    )


def _day(name: str, text: str) -> str:
    text = text.strip()
    parts = text.split(".")
    if len(parts) == 3 and all(part.isdecimal() for part in parts):
        text = f"{parts[2]}-{parts[1]:0>2}-{parts[0]:0>2}"
    try:
        return dt.date.fromisoformat(text).isoformat() if text else ""
    except ValueError as error:
        raise _wrong(name, _("Write the day as 2027-03-31.")) from error


def _texts(version: LibraryVersion) -> tuple[str, ...]:
    return version.title, version.text, version.note


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise UserError(
            "library.reason", _("The reason is missing."), _("It goes into the log."), place="reason"
        )


def _wrong(field: str, remedy: str) -> UserError:
    return UserError(
        f"library.{field}",
        _("The document is not complete."),
        remedy,
        exit_code=ExitCode.USAGE,
        place=field,
    )


def _nothing(sentence: str) -> UserError:
    return UserError(
        "library.state",
        sentence,
        _("Look at its versions; somebody may have changed them meanwhile."),
        exit_code=ExitCode.ANSWER_IS_NO,
    )
