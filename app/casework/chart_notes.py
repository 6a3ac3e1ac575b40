"""Gestures on the notes and frames of a chart, each one step of the history."""

from collections.abc import Iterable
from typing import Any

from app.base.chart_records import ChartFrame, ChartNote
from app.base.i18n import _
from app.casework import chart_checks
from app.casework.chart_rows import changing, chart_row, next_no, part_of
from app.store import tables
from app.store.audit import Action
from app.store.change import Change
from app.store.store import Store
from app.store.unit_of_work import UnitOfWork

NOTE_ROOM = (180.0, 80.0)
"""Width and height of a new note in px at scale 1."""


def add_note(
    store: Store,
    chart_id: str,
    text: str,
    x: float,
    y: float,
    *,
    width: float = NOTE_ROOM[0],
    height: float = NOTE_ROOM[1],
    colour: str = "",
    subject_id: str = "",
) -> Change:
    """Put a note on a chart, tied to a node or link if `subject_id` names one; `ids[0]` is the note's id.

    Raises `UserError` for an empty or too long text, a place or colour that is none, and a subject of
    another case.
    """
    note = ChartNote("", text, x, y, width, height, colour, subject_id)
    with changing(store, chart_id, _("Note put on the chart"), Action.COLLECTION) as work:
        row = _note_row(work, chart_id, note)
        no = next_no(work.connection, tables.chart_note, chart_id)
        work.about(work.insert(tables.chart_note, {"chart_id": chart_id, "no": no, **row}))
    return work.done


def change_note(store: Store, chart_id: str, note: ChartNote) -> Change:
    """Write a note of a chart anew: text, place, room, colour, and what it is tied to."""
    with changing(store, chart_id, _("Note on the chart changed")) as work:
        part_of(work.connection, tables.chart_note, note.id, chart_id)
        change_part(work, tables.chart_note, note.id, _note_row(work, chart_id, note))
    return work.done


def remove_notes(store: Store, chart_id: str, note_ids: Iterable[str]) -> Change:
    """Take notes off a chart."""
    with changing(store, chart_id, _("Note taken off the chart")) as work:
        remove_parts(work, tables.chart_note, chart_id, note_ids)
    return work.done


def add_frame(
    store: Store,
    chart_id: str,
    title: str,
    x: float,
    y: float,
    width: float,
    height: float,
    *,
    colour: str = "",
    line: str = "",
) -> Change:
    """Draw a titled rectangle behind the nodes; `ids[0]` is the frame's id."""
    frame = ChartFrame("", title, x, y, width, height, colour, line)
    with changing(store, chart_id, _("Frame drawn on the chart"), Action.COLLECTION) as work:
        no = next_no(work.connection, tables.chart_frame, chart_id)
        row = {"chart_id": chart_id, "no": no, **_frame_row(frame)}
        work.about(work.insert(tables.chart_frame, row))
    return work.done


def change_frame(store: Store, chart_id: str, frame: ChartFrame) -> Change:
    """Write a frame of a chart anew: title, place, room, colour, line."""
    with changing(store, chart_id, _("Frame on the chart changed")) as work:
        part_of(work.connection, tables.chart_frame, frame.id, chart_id)
        change_part(work, tables.chart_frame, frame.id, _frame_row(frame))
    return work.done


def remove_frames(store: Store, chart_id: str, frame_ids: Iterable[str]) -> Change:
    """Take frames off a chart; what stands in them stays."""
    with changing(store, chart_id, _("Frame taken off the chart")) as work:
        remove_parts(work, tables.chart_frame, chart_id, frame_ids)
    return work.done


def remove_notes_and_frames(
    store: Store, chart_id: str, note_ids: Iterable[str], frame_ids: Iterable[str]
) -> Change:
    """Take notes and frames off a chart together, as one step."""
    notes, frames = list(note_ids), list(frame_ids)
    if not frames:
        return remove_notes(store, chart_id, notes)
    if not notes:
        return remove_frames(store, chart_id, frames)
    with changing(store, chart_id, _("Notes and frames taken off the chart")) as work:
        remove_parts(work, tables.chart_note, chart_id, notes)
        remove_parts(work, tables.chart_frame, chart_id, frames)
    return work.done


def change_part(work: UnitOfWork, table: Any, part_id: str, row: dict[str, Any]) -> None:
    """Write what differs of a note, frame, group or rule."""
    before = work.row(table, part_id) or {}
    changed = {name: value for name, value in row.items() if before.get(name) != value}
    if changed:
        work.update(table, part_id, **changed)


def remove_parts(work: UnitOfWork, table: Any, chart_id: str, part_ids: Iterable[str]) -> None:
    """Delete notes, frames, groups or rules of a chart; `UserError` if one is not there any more."""
    for part_id in dict.fromkeys(part_ids):
        part_of(work.connection, table, part_id, chart_id)
        work.delete(table, part_id)


def _note_row(work: UnitOfWork, chart_id: str, note: ChartNote) -> dict[str, Any]:
    chart_checks.place(note.x, note.y)
    chart_checks.extent(note.width, note.height)
    if note.subject_id:
        case_id = chart_row(work.connection, chart_id).case_id
        chart_checks.subjects(work.connection, case_id, [note.subject_id])
    return {
        "text": chart_checks.note_text(note.text),
        "colour": chart_checks.colour(note.colour),
        "x": float(note.x),
        "y": float(note.y),
        "width": float(note.width),
        "height": float(note.height),
        "subject_id": note.subject_id or None,
    }


def _frame_row(frame: ChartFrame) -> dict[str, Any]:
    chart_checks.place(frame.x, frame.y)
    chart_checks.extent(frame.width, frame.height)
    return {
        "title": chart_checks.title(frame.title),
        "colour": chart_checks.colour(frame.colour),
        "line": chart_checks.line(frame.line),
        "x": float(frame.x),
        "y": float(frame.y),
        "width": float(frame.width),
        "height": float(frame.height),
    }
