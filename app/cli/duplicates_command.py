"""`duplicates`: which nodes of a case may be one and the same; it decides nothing."""

import click

from app.analysis.matching.candidates import MIN_SCORE
from app.analysis.matching.reasons import band_word
from app.base.i18n import _, ngettext
from app.casework import cases
from app.casework.duplicates import Duplicate, candidates
from app.cli.session import Session, common, tell


@click.command()
@click.argument("case")
@click.option(
    "--min-score",
    type=click.FloatRange(0.0, 1.0),
    default=MIN_SCORE,
    show_default=True,
    help="How alike two descriptions must be at least, 0 to 1.",
)
@common
def duplicates(session: Session, case: str, min_score: float) -> None:
    """Print pairs that may be the same, with what speaks for and against; a person decides."""
    with session.open() as store:
        case_id = cases.find(store, case).id
        store.consult(case_id, _("Duplicates looked for"))
        found = candidates(store, case_id, min_score)
    session.answer({"pairs": [_pair(d) for d in found]}, *(line for d in found for line in _lines(d)))
    count = ngettext("{count} pair may be the same.", "{count} pairs may be the same.", len(found))
    tell(count.format(count=len(found)))


def _pair(duplicate: Duplicate) -> dict[str, object]:
    c = duplicate.candidate
    return {"a": c.a, "b": c.b, "score": c.score, "reasons": [reason.text for reason in duplicate.reasons]}


def _lines(duplicate: Duplicate) -> list[str]:
    c, (left, right) = duplicate.candidate, duplicate.captions
    lines = [f"{c.score:.2f} {band_word(c.band)}  {left} | {right}"]
    for reason in duplicate.reasons:
        lines.append(f"  {'+' if reason.supports else '-'} {reason.text}")
    return lines
