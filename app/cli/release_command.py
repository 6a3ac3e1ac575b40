"""`release`: the decision per finding, without handing anything over."""

from typing import Any

import click

from app.base.errors import ExitCode
from app.base.i18n import _
from app.casework import cases
from app.cli.request import make_request, release_options
from app.cli.session import Session, common
from app.handover.releasing import release_case
from app.policy.provisions import grounds
from app.policy.release import Reason


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
        result = release_case(store, header.id, request)
        records = cases.records(store, header.id)
    delivering = {c.agency_id for c in records.contributions}
    senders = {a.class_code for a in records.agencies if a.id in delivering}
    withheld = [
        {"finding": d.finding_id, "reason": d.reason, "provision": d.provision}
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
        for p in _offered(senders, request.recipient.class_code, request.on_request)
        for no, condition in enumerate(p.condition_texts, start=1)
        if (p.id, no) not in request.confirmed
    ]
    session.answer({"released": released, "withheld": withheld}, *lines)
    return ExitCode.DONE if released else ExitCode.ANSWER_IS_NO


def _offered(senders: set[str], recipient: str, on_request: bool) -> list[Any]:
    found = {p.id: p for s in sorted(senders) for p in grounds(s, recipient, on_request=on_request)}
    return list(found.values())
