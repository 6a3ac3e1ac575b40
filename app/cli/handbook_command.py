"""`handbook`: what an agency may give and get, as figures and as PDF."""

from pathlib import Path
from typing import Any

import click

from app.base.handbook_records import Handbook, HandbookEntry
from app.base.i18n import _, language
from app.cli.session import Session, common
from app.handover.library_handbook import write_handbook
from app.office.handbook import handbook as make_handbook


@click.command()
@click.option("--agency", default="", help="Only this agency: its class or the beginning of its name.")
@click.option("--topic", default="", help="Only this topic or field of work, such as welfare_fraud.")
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="Write the handbook as PDF.")
@common
def handbook(session: Session, agency: str, topic: str, out: Path | None) -> None:
    """Show per agency what it may give and get, with conditions and what is not settled."""
    with session.open() as store:
        book = make_handbook(store, agency, topic)
        made = None
        if out is not None:
            made = write_handbook(store, out, agency=agency, topic=topic, language=language())
    document = _document(book)
    if made is not None:
        document |= {"file": str(made.file), "sha256": made.sha256, "pages": made.pages}
    session.answer(document, *_lines(book, short=made is not None), *([str(made.file)] if made else []))


def _document(book: Handbook) -> dict[str, Any]:
    return {
        "title": book.title,
        "subtitle": book.subtitle,
        "preface": list(book.preface),
        "counts": dict(book.counts),
        "chapters": [
            {
                "agency": chapter.code,
                "title": chapter.title,
                "parts": {
                    part.heading: [
                        {
                            "id": line.entry.id,
                            "citation": line.entry.citation,
                            "kind": line.entry.kind,
                            "with": list(line.others),
                            "conditions": list(line.entry.conditions),
                            "marks": list(line.entry.marks),
                        }
                        for line in part.lines
                    ]
                    for part in chapter.parts
                },
            }
            for chapter in book.chapters
        ],
    }


def _short(entry: HandbookEntry) -> str:
    return f"{entry.citation}: {entry.kind} ({'; '.join(entry.marks)})"


def _lines(book: Handbook, *, short: bool) -> list[str]:
    lines = [" · ".join(filter(None, (book.title, book.subtitle)))]
    lines += [f"{name}: {value}" for name, value in book.counts]
    for chapter in book.chapters if not short else ():
        lines += ["", chapter.title]
        for part in chapter.parts:
            lines.append(f"  {part.heading}")
            lines += [f"    {_short(one.entry)}" for one in part.lines]
    if not short:
        lines.append(_("“--out FILE” writes it to be printed."))
    return lines
