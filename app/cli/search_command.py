"""`search`: full text over findings, sources, documents, registers."""

import click

from app.base.errors import ExitCode
from app.base.i18n import _
from app.base.latin_script import with_reading
from app.casework import cases
from app.casework.search import Hit
from app.casework.search import search as find_text
from app.cli.session import Session, common, tell
from app.office.library_groups import hidden_documents


@click.command()
@click.argument("query")
@click.option("--case", "case_text", default="")
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, show_default=True)
@common
def search(session: Session, query: str, case_text: str, limit: int) -> int:
    """Find words, word beginnings and "phrases", with filters such as kind:person or due:overdue."""
    with session.open() as store:
        references = cases.references(store)
        case_id = cases.find(store, case_text).id if case_text else ""
        result = find_text(store, query, case_id, limit, closed=hidden_documents(store))
        store.consult(case_id, _("Searched"))
    hits = [_hit(h, references) for h in result.hits]
    lines = [
        f"{references.get(h.case_id, '-')}  {h.word}  {with_reading(h.title)}  {h.snippet}"
        for h in result.hits
    ]
    session.answer({"hits": hits, "total": result.total, "ranked": result.ranked}, *lines)
    if not result.ranked:
        many = _("The newest {shown} of {total} hits, too many to put the best first.")
        narrower = _("Another word or a filter narrows them down.")
        tell(f"{many.format(shown=len(hits), total=result.total)} {narrower}")
    if not result.total:
        tell(_("Nothing found."))
        return ExitCode.ANSWER_IS_NO
    return ExitCode.DONE


def _hit(hit: Hit, references: dict[str, str]) -> dict[str, str]:
    return {
        "kind": hit.kind,
        "id": hit.id,
        "title": hit.title,
        "snippet": hit.snippet,
        "case": references.get(hit.case_id, ""),
    }
