"""`import`: files an agency delivered, into a case."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.base.ids import id_of_agency
from app.base.progress import Progress
from app.base.records import Agency, Label, Standing
from app.casework import agencies, cases
from app.cli.session import Session, common, tell
from app.exchange.import_context import ImportPlan, ImportReport
from app.exchange.readers.reader_registry import all_readers
from app.handover.importing import Asked, Origin, import_reporting, lacks, plan_file, unlabelled
from app.policy.handling_codes import known_codes
from app.policy.release import OFFICE_CLASS
from app.store.store import Store

_LONG = 20_000
_STANDINGS = [standing.value for standing in Standing]
_LABEL_FIELDS = ("means", "person_category", "interest", "collecting_body", "legal_basis")


def _label(pairs: Sequence[str]) -> Label | None:
    """Read `means=open` and the like; all five parts or none."""
    given = dict(pair.split("=", 1) for pair in pairs if "=" in pair)
    if not pairs:
        return None
    if set(given) != set(_LABEL_FIELDS) or len(pairs) != len(given):
        raise UserError(
            "import.label",
            _("The label needs its five parts."),
            _("Use --label five times: {parts}."),
            exit_code=ExitCode.USAGE,
            parts=", ".join(f"{name}=…" for name in _LABEL_FIELDS),
        )
    return Label(**given)


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--case", "case_text", required=True)
@click.option("--format", "expected", type=click.Choice(list(all_readers())), default=None)
@click.option("--profile", default="", help="How to read the columns: a kept or shipped profile.")
@click.option("--agency", default="", help="Who delivered it; the office itself if not named.")
@click.option("--provision", default="")
@click.option("--purpose", default="")
@click.option("--reference", default="", help="The agency's own file number.")
@click.option("--kinship-reason", default="", help="The legal question for which ties of kinship are needed.")
@click.option("--classification", default="OPEN", show_default=True)
@click.option("--reliability", type=click.Choice(["A", "B", "C", "X"]), help="How reliable the source is.")
@click.option("--credibility", type=click.Choice(["1", "2", "3", "4"]), help="How credible the file is.")
@click.option(
    "--standing", type=click.Choice([s.value for s in Standing]), help="What the file claims to be."
)
@click.option("--handling", help="A handling code for all of it, such as H0 to H3.")
@click.option("--label", "label_parts", multiple=True, metavar="PART=TEXT")
@click.option("--quarantine", is_flag=True, help="Hold what lacks its label until it is labelled.")
@click.option("--dry-run", is_flag=True)
@common
def import_(
    session: Session,
    files: Sequence[Path],
    case_text: str,
    expected: str | None,
    profile: str,
    agency: str,
    label_parts: Sequence[str],
    quarantine: bool,
    dry_run: bool,
    **given: str | None,
) -> None:
    """Import tables, graphs and files of other programs, found by content; each all or nothing."""
    with session.open() as store:
        header = cases.find(store, case_text)
        frame = {name: text or "" for name, text in given.items()}
        _check_handling(frame["handling"])
        origin = Origin(_deliverer(store, agency), label=_label(label_parts), **frame)
        asked = Asked(profile, expected or "")
        plans: list[ImportPlan] = []
        if dry_run or len(files) > 1:
            # All files are read before the first one is imported: if one is refused, nothing was changed.
            plans = [_named(file, plan_file, store, header.id, file, origin, asked) for file in files]
        if not dry_run:
            plans = [
                _named(file, _bring_in, store, header.id, file, origin, asked, quarantine) for file in files
            ]
        reports = [plan.report for plan in plans]
    session.answer({"files": [_document(r) for r in reports]}, *(_line(r) for r in reports))


def _named(file: Path, work: Callable[..., ImportPlan], *given: object) -> ImportPlan:
    """Do the work; what is refused of a file is told with its name, each line of it."""
    try:
        return work(*given)
    except UserError as error:
        if error.exit_code is not ExitCode.INPUT_REFUSED:
            raise
        raise UserError(
            error.key,
            "{file}: {text}",
            "{way_out}",
            exit_code=error.exit_code,
            problems=tuple(f"{file.name}: {line}" for line in error.problems),
            file=file.name,
            text=error.sentence,
            way_out=error.remedy,
        ) from error


def _check_handling(code: str) -> None:
    if code and code not in known_codes():
        raise UserError(
            "import.handling",
            _("“{code}” is no handling code."),
            _("Use one of: {known}."),
            exit_code=ExitCode.USAGE,
            code=code,
            known=", ".join(sorted(known_codes())),
        )


def _bring_in(
    store: Store, case_id: str, file: Path, origin: Origin, asked: Asked, quarantine: bool
) -> ImportPlan:
    """Import a file and say what becomes of it where its label lacks something."""
    told = Progress(_teller(file.name))
    plan = import_reporting(store, case_id, file, origin, asked, hold_unlabelled=quarantine, progress=told)
    lacking = quarantine and bool(lacks(store, case_id, plan))
    _tell_of_label(plan.report.file, held=lacking, whole=not unlabelled(plan))
    return plan


def _teller(file: str) -> Callable[[int, int], None]:
    """Return what tells on stderr how far a long import is; short ones need no word."""
    last = [0]

    def report(done: int, total: int) -> None:
        tenths = done * 10 // total if total >= _LONG else 0
        if tenths > last[0]:
            last[0] = tenths
            tell(
                _("{file}: {percent} % of the rows are planned and written.").format(
                    file=file, percent=tenths * 10
                )
            )

    return report


def _tell_of_label(file: str, *, held: bool, whole: bool) -> None:
    """Say what becomes of a delivery without its label.

    Bulk imports of public or test data come by this way and are to be worked with at once; people import in
    the window, where what lacks its label is held.
    """
    if held:
        text = _("{file}: no label; it is in quarantine and goes into nothing until it is labelled.")
    elif whole:
        return
    else:
        text = _("{file}: no label; nothing of it can leave, and the work list names it as unlabelled.")
    tell(text.format(file=file))


def _deliverer(store: Store, text: str) -> Agency:
    if text:
        return agencies.find(store, text)
    # Entered with the import itself, so that a dry run changes nothing.
    name_de, name_en = "Geschäftsstelle", "Branch office"
    return Agency(id_of_agency(OFFICE_CLASS, name_de), OFFICE_CLASS, name_de, name_en)


def _document(report: ImportReport) -> dict[str, Any]:
    document = asdict(report)
    document["skipped"] = [{"where": w, "reason": r} for w, r in report.skipped]
    document["merged"] = [{"where": w, "reason": r} for w, r in report.merged]
    return document


def _line(report: ImportReport) -> str:
    text = _(
        "{file}: {records} records, {nodes} nodes, {links} links, {findings} findings; "
        "{merged} rows merged, {skipped} left out, {known} known already"
    )
    return text.format(
        file=report.file,
        records=report.records,
        nodes=report.nodes,
        links=report.links,
        findings=report.findings,
        merged=report.merged_count,
        skipped=report.skipped_count,
        known=report.duplicates_of_known,
    )
