"""`merge`: unite a package with a case, or take one out again."""

from pathlib import Path

import click

from app.base.errors import ExitCode, UserError
from app.base.i18n import _, ngettext
from app.cli.session import Session, common
from app.handover.package_merging import merged_packages, take_out
from app.handover.packages import merge as unite


@click.command()
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--case", "case_text", default="", metavar="CASE|new")
@click.option("--undo", "package", default="", metavar="PACKAGE", help="Take a merged package out again.")
@click.option("--reason", default="", help="Why it is taken out; goes into the log.")
@click.option("--list", "listed", is_flag=True, help="List the packages that were merged.")
@common
def merge(
    session: Session, file: Path | None, case_text: str, package: str, reason: str, listed: bool
) -> None:
    """Merge a package into a case, or into a new one."""
    if listed:
        _list(session)
    elif package:
        _undo(session, package, reason)
    elif file is None or not case_text:
        raise UserError(
            "merge.usage",
            _("A file and its case are missing."),
            _("Say “merge FILE --case CASE” or “--case new”; or “merge --undo PACKAGE --reason TEXT”."),
            exit_code=ExitCode.USAGE,
        )
    else:
        _merge(session, file, case_text)


def _merge(session: Session, file: Path, case_text: str) -> None:
    with session.open() as store:
        case_id, result = unite(store, file, case_text)
    document = {
        "case": case_id,
        "added": len(result.intake.new),
        "already_known": len(result.intake.known),
        "conflicts": list(result.intake.conflicting),
        "recalled": len(result.intake.erased) + len(set(result.taken_back) - set(result.intake.erased)),
        "restricted": len(result.restricted),
        "superseded": len(result.superseded),
        "not_theirs": list(result.not_theirs),
        "contributions": list(result.contributions),
        "methods": len(result.methods),
    }
    text = _("{added} findings added, {already_known} were known")
    lines = [text.format(**document)]
    if document["recalled"]:
        lines.append(_("{recalled} taken back by the sender or erased here").format(**document))
    session.answer(document, *lines)


def _undo(session: Session, package: str, reason: str) -> None:
    with session.open() as store:
        change = take_out(store, package, reason)
    document = {"case": change.case_id, "contributions": list(change.ids)}
    count = len(change.ids)
    text = ngettext("{count} contribution taken out", "{count} contributions taken out", count)
    session.answer(document, text.format(count=count))


def _list(session: Session) -> None:
    with session.open() as store:
        found = merged_packages(store)
    packages = [
        {
            "package": p.package_id,
            "case": p.case_id,
            "signer": p.signer,
            "sequence": p.sequence,
            "merged_at": p.merged_at,
            "contributions": len(p.contributions),
            "removed_at": p.removed_at,
        }
        for p in found
    ]
    lines = [f"{p.package_id}  {p.merged_at}  {p.signer} {p.sequence}" for p in found]
    session.answer({"packages": packages}, *(lines or [_("No package was merged yet.")]))
