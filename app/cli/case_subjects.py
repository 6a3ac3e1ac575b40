"""A subject of a case as people name it on the command line."""

from collections.abc import Sequence

from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.base.records import CaseRecords
from app.ontology.caption import captions


def named_subject(records: CaseRecords, text: str, types: Sequence[str]) -> str:
    """Return the id of the one node of these types with this caption, or whose id begins so.

    `UserError` (exit 1) for none, (exit 2) for several.
    """
    labels = captions(records.subjects, records.findings)
    offered = [s.id for s in records.subjects if s.type in types]
    plain = text.strip().casefold()
    found = [i for i in offered if labels[i].casefold() == plain]
    found = found or [i for i in offered if len(plain) >= 4 and i.startswith(plain)]
    found = found or [i for i in offered if plain and plain in labels[i].casefold()]
    if len(found) == 1:
        return found[0]
    if not found:
        raise UserError(
            "cli.no_subject",
            _("The case has no “{name}” of this kind."),
            _("Use a name as the chart shows it, or the beginning of the id."),
            exit_code=ExitCode.ANSWER_IS_NO,
            name=text,
        )
    raise UserError(
        "cli.several_subjects",
        _("“{name}” may mean {count} entries of this case."),
        _("Use the whole name, or the beginning of the id."),
        exit_code=ExitCode.USAGE,
        name=text,
        count=len(found),
    )
