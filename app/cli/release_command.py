"""`release`: the decision per finding, without handing anything over."""

from typing import Any

import click

from app.base.errors import ExitCode
from app.base.i18n import _
from app.casework import cases
from app.cli.request import make_request, release_options
from app.cli.session import Session, common
from app.handover.releasing import texts_of_case
from app.policy.handing_on_words import text_line
from app.policy.release import Reason
from app.policy.release_grounds import asked
from app.policy.release_words import who_can_lift


@click.command()
@click.argument("case")
@click.option("--to", "recipient", required=True, metavar="AGENCY")
@release_options
@common
def release(session: Session, case: str, recipient: str, wish: dict[str, Any]) -> int:
    """Show which findings an agency may have, and why the others stay."""
    with session.open() as store:
        header = cases.find(store, case)
        request = make_request(store, recipient, wish)
        store.consult(header.id, _("Release checked"))
        result, texts = texts_of_case(store, header.id, request)
        records = cases.records(store, header.id)
    withheld = [
        {
            "finding": d.finding_id,
            "reason": d.reason,
            "provision": d.provision,
            "lifted_by": who_can_lift(d),
        }
        for d in result.decisions
        if d.reason is not None and d.reason is not Reason.SUPERSEDED
    ]
    released = [d.finding_id for d in result.decisions if d.released]
    lines = [
        _("{released} released, {withheld} withheld").format(released=len(released), withheld=len(withheld))
    ]
    lines += [f"  {reason}: {count}" for reason, count in sorted(result.withheld().items())]
    lines += [
        f"  --confirm {p.id}:{no}  {p.citation}: {condition}"
        for p in asked(records, request.recipient, request.as_of, on_request=request.on_request)
        for no, condition in enumerate(p.condition_texts, start=1)
        if (p.id, no) not in request.confirmed
    ]
    lines += [f"  {text_line(t)}" for t in texts]
    said = [{"field": t.text.field, "row": t.text.row_id, "state": t.state, "words": t.words} for t in texts]
    session.answer({"released": released, "withheld": withheld, "texts": said}, *lines)
    return ExitCode.DONE if released else ExitCode.ANSWER_IS_NO
