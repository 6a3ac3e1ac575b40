"""`search`: full text over findings, sources, documents, registers."""

from dataclasses import asdict

import click

from app.base.errors import ExitCode
from app.base.i18n import _
from app.casework import cases
from app.casework.search import search as find_text
from app.cli.session import Session, common, tell


@click.command()
@click.argument("query")
@click.option("--case", "case_text", default="")
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, show_default=True)
@common
def search(session: Session, query: str, case_text: str, limit: int) -> int:
    """Find words, word beginnings and "phrases"."""
    with session.open() as store:
        references = {s.header.id: s.header.reference for s in cases.list_cases(store)}
        case_id = cases.find(store, case_text).id if case_text else ""
        result = find_text(store, query, case_id, limit)
        store.consult(case_id, _("Searched"))
    hits = [{**asdict(h), "case": references.get(h.case_id, "")} for h in result.hits]
    for hit in hits:
        del hit["case_id"]
    lines = [f"{h['case'] or '-'}  {h['kind']}  {h['title']}  {' '.join(h['snippet'].split())}" for h in hits]
    session.answer({"hits": hits, "total": result.total}, *lines)
    if not hits:
        tell(_("Nothing found."))
        return ExitCode.ANSWER_IS_NO
    return ExitCode.DONE
