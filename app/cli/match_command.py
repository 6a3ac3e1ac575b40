"""`match`: how alike pairs of names or records are, by the matcher that `duplicates` uses."""

from pathlib import Path

import click

from app.analysis.matching.candidates import MIN_SCORE
from app.analysis.matching.table_records import ORGANISATION, PERSON
from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.cli.match_tables import MatchedPair, matched_pairs, matched_tables, read_table
from app.cli.session import Session, common


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("other", type=click.Path(path_type=Path), required=False)
@click.option(
    "--type",
    "node_type",
    type=click.Choice([PERSON, ORGANISATION]),
    default=None,
    help="What the names are of; told by a column type or by legal forms if not named.",
)
@click.option(
    "--min-score",
    type=click.FloatRange(0.0, 1.0),
    default=None,
    help="Leave out pairs below this, 0 to 1; for tables of records 0.7 if not named.",
)
@common
def match(
    session: Session, file: Path, other: Path | None, node_type: str | None, min_score: float | None
) -> None:
    """Score the pairs of FILE (columns left and right), or its rows against those of OTHER or each other."""
    table = read_table(file)
    if other is None and table.is_pairs:
        found = [p for p in matched_pairs(table, node_type or "") if p.score >= (min_score or 0.0)]
    elif other is not None or table.has_records:
        tables = [table] if other is None else [table, read_table(other)]
        found = matched_tables(tables, node_type or "", MIN_SCORE if min_score is None else min_score)
    else:
        raise UserError(
            "match.columns",
            _("{file} has no columns left and right."),
            _("Name two columns left and right, or give one or two tables of records with a column id."),
            exit_code=ExitCode.INPUT_REFUSED,
            file=file,
        )
    session.answer(
        {"pairs": [_pair(p) for p in found]}, *(f"{p.score:.4f}  {p.left} | {p.right}" for p in found)
    )


def _pair(pair: MatchedPair) -> dict[str, object]:
    return {"left": pair.left, "right": pair.right, "score": pair.score}
