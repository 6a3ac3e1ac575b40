"""`study`: the workspace of a study of criminal careers, in an encrypted store of its own."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from app.base.i18n import _, language, ngettext
from app.cli.session import Session, common, tell
from app.cli.study_lines import overview_lines, result_lines
from app.handover import study_bundle, study_importing, study_keylist, study_report
from app.office import study_book
from app.study.legal_basis import USUAL_BASIS
from app.study.study_export import results_data
from app.study.study_overview import overview

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.group()
def study() -> None:
    """A study of pseudonymised careers: definition, pairs and only then results."""


@study.command()
@click.argument("project")
@click.option("--provider", required=True, help="Who gives the careers and keeps the key list.")
@click.option("--end", required=True, help="The day on which the study ends.")
@click.option("--legal-basis", default=USUAL_BASIS, show_default=True, help="What the study rests on.")
@common
def new(session: Session, project: str, provider: str, end: str, legal_basis: str) -> None:
    """Make a fresh store the workspace of a study."""
    with session.open() as store:
        frame = study_book.found(store, project, legal_basis, provider, end)
    session.answer(asdict(frame), _("Study begun: {name}").format(name=frame.project))


@study.command("import")
@click.argument("careers", type=_FILE)
@click.argument("events", type=_FILE, required=False)
@click.option("--replace", is_flag=True, help="Replace the careers that are there.")
@common
def take_in(session: Session, careers: Path, events: Path | None, replace: bool) -> None:
    """Take in pseudonymised careers, ages in days: all or none."""
    with session.open() as store:
        kept = study_importing.import_careers(store, careers, events, replace=replace)
    count = len(kept.careers)
    said = ngettext("{count} career taken in", "{count} careers taken in", count).format(count=count)
    session.answer({"careers": count, "sha256": kept.sha256}, said)


@study.command()
@click.option("--group-a", help="Who is in group a.")
@click.option("--group-b", help="Who is in group b.")
@click.option("--years-apart", type=int, help="How far the birth years of a pair may lie apart.")
@click.option("--bands", help="Ages of onset between the bands, as in 14,18,21,25.")
@click.option("--desistance", help="Years without an offence that are tried, as in 2,3,5.")
@click.option("--outcomes", help="What is looked at, as in onset,frequency,next_offence; all by default.")
@click.option("--main", help="The outcome that the study is about before all others.")
@click.option("--resamples", type=int, help="How many samples are drawn.")
@click.option("--seed", type=int, help="What the drawing begins with.")
@click.option("--reason", default="", help="Why the definition changes.")
@common
def design(
    session: Session,
    bands: str | None,
    desistance: str | None,
    outcomes: str | None,
    reason: str,
    **wanted: Any,
) -> None:
    """Fix the definition; without options show it, and how the groups compare before any outcome."""
    wanted |= {"bands": _numbers(bands, float), "desistance": _numbers(desistance, int)}
    wanted["outcomes"] = tuple(outcomes.split(",")) if outcomes is not None else None
    with session.open() as store:
        if any(value is not None for value in wanted.values()):
            study_book.design(store, reason=reason, **wanted)
        told = study_book.history(store)
        groups = overview(study_book.load(store).careers)
    document = {
        "definitions": [asdict(record) for record in told.designs],
        "matched": told.matching is not None,
        "groups": [asdict(group) for group in groups],
    }
    session.answer(document, *overview_lines(told, groups, language()))


def _numbers(text: str | None, kind: type[int] | type[float]) -> tuple[float, ...] | None:
    if text is None:
        return None
    try:
        return tuple(kind(piece) for piece in text.split(","))
    except ValueError as error:
        raise click.BadParameter(_("“{text}” is no list of numbers.").format(text=text)) from error


@study.command()
@common
def match(session: Session) -> None:
    """Form the pairs by the definition that was fixed."""
    with session.open() as store:
        made = study_book.match_pairs(store)
    count = len(made.codes)
    said = ngettext("{count} pair stands", "{count} pairs stand", count).format(count=count)
    session.answer({"pairs": count, "sha256": made.sha256, "design": made.design}, said)


@study.command()
@common
def results(session: Session) -> None:
    """Show the results in aggregates; refused until the pairs stand."""
    with session.open() as store:
        told, found = study_report.results_of(store)
    late = [asdict(record) for record in told.changed_late]
    document = {**results_data(found), "changed_after_results": late}
    session.answer(document, *result_lines(told, found, language()))


@study.command()
@click.option(
    "--out", required=True, type=click.Path(path_type=Path), help="The PDF to write, or its folder."
)
@common
def report(session: Session, out: Path) -> None:
    """Write the report of the study as PDF."""
    with session.open() as store:
        made = study_report.write_report(store, out, language=language())
    session.answer({"file": str(made.file), "sha256": made.sha256, "pages": made.pages}, str(made.file))


@study.command()
@click.option("--out", required=True, type=_FILE, help="The .zip to write.")
@common
def bundle(session: Session, out: Path) -> None:
    """Write dictionary, design, results and versions as a bundle that can be reproduced."""
    with session.open() as store:
        made = study_bundle.write_bundle(store, out)
    session.answer({"file": str(made.file), "sha256": made.sha256}, str(made.file))


@study.command()
@click.argument("source", type=_FILE)
@click.option("--to", "recipient", required=True, help="The public age key of who keeps the list.")
@click.option("--out", required=True, type=_FILE, help="The .age file to write, apart from the study.")
@common
def keylist(session: Session, source: Path, recipient: str, out: Path) -> None:
    """Encrypt the key list for its keeper; the program keeps none of it."""
    with session.open() as store:
        made = study_keylist.write_key_list(store, source, out, recipient)
    tell(_("Destroy {file}: it holds the key list unencrypted.").format(file=source))
    session.answer({"file": str(made.file), "sha256": made.sha256, "codes": made.codes}, str(made.file))
