"""`survey`: grids that municipalities fill in without Rundblick."""

from pathlib import Path

import click

from app.base.i18n import _, language, ngettext
from app.cli.session import Session, common
from app.handover import surveys


@click.group()
def survey() -> None:
    """Survey grids: written as forms, taken in when they come back, counted."""


@survey.command()
@click.argument("title")
@click.option(
    "--out", required=True, type=click.Path(path_type=Path), help="The form to write: .pdf or .xlsx."
)
@common
def write(session: Session, title: str, out: Path) -> None:
    """Write a survey as a form to be filled in."""
    with session.open() as store:
        file = surveys.write_form(store, title, out, language=language())
    session.answer({"file": str(file)}, str(file))


@survey.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--reason", default="", help="Why words of origin in the answers are needed.")
@common
def take_in(session: Session, files: tuple[Path, ...], reason: str) -> None:
    """Take in filled-in forms, each whole or not at all."""
    with session.open() as store:
        taken = [surveys.take_in(store, file, origin_reason=reason).ids[0] for file in files]
    said = ngettext("{count} form taken in", "{count} forms taken in", len(taken)).format(count=len(taken))
    session.answer({"taken_in": taken}, said)


@survey.command()
@click.argument("title")
@common
def results(session: Session, title: str) -> None:
    """Count the answers of the forms that came back."""
    with session.open() as store:
        store.consult("", _("Results of a survey shown"))
        total, counted = surveys.results(store, title)
    rows = [
        {
            "no": one.question.no,
            "question": one.question.text,
            "answers": dict(one.answers),
            "unanswered": one.unanswered,
        }
        for one in counted
    ]
    lines = [ngettext("{count} form came back", "{count} forms came back", total).format(count=total)]
    for one in counted:
        lines.append(f"{one.question.no}. {one.question.text}")
        lines += [f"   {answer}: {count}" for answer, count in one.answers]
    session.answer({"returned": total, "questions": rows}, *lines)
