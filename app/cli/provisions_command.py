"""`provisions`: the matrix, the assistant, and what the data-protection officer stands behind."""

import functools
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from typing import Any

import click

from app.base.errors import ExitCode
from app.base.i18n import _
from app.base.provision_records import OwnProvision
from app.casework import cases, data_marks, foreign_provisions, provision_states, provision_versions
from app.casework.foreign_provisions import ForeignProvision
from app.casework.provision_states import ProvisionState, ProvisionStatus
from app.casework.provision_versions import Wording
from app.cli.session import Session, common
from app.office import transmissions
from app.office.transmissions import Passed
from app.policy import provision_matrix, transmission_advice
from app.policy import provisions as matrix
from app.policy.provision_matrix import Wanted
from app.policy.provisions import Provision
from app.policy.transmission_advice import Advice
from app.policy.transmission_limits import data_classes, topic_of, topics
from app.store.store import Store


@click.group()
def provisions() -> None:
    """The legal provisions, who may tell whom on them, and which are approved."""


def _row(state: ProvisionState, entry: Provision) -> dict[str, Any]:
    return {
        "id": state.provision_id,
        "citation": entry.citation,
        "kind": entry.kind,
        "verified": entry.verified,
        "topic": topic_of(entry),
        "status": str(state.status),
        "decided_by": state.decided_by,
        "decided_on": state.decided_on,
        "own": bool(entry.own_version),
        "version": state.version,
        "waiting": state.waiting,
    }


def _line(state: ProvisionState, entry: Provision) -> str:
    word = provision_states.status_word(state.status)
    decided = " ".join(part for part in (state.decided_on, state.decided_by) if part)
    waiting = _("a version waits for approval") if state.waiting else ""
    return "  ".join(filter(None, (state.provision_id, entry.citation, word, decided, waiting)))


@provisions.command("list")
@click.option("--topic", type=click.Choice(list(topics())), help="Only those of this topic.")
@click.option("--data", type=click.Choice(list(data_classes())), help="Only those about this class of data.")
@click.option("--from", "sender", metavar="CLASS", help="Only those that let this class of agencies tell.")
@click.option("--to", "recipient", metavar="CLASS", help="Only those that let this class be told.")
@click.option("--status", type=click.Choice([str(s) for s in ProvisionStatus]))
@click.option("--verified", type=click.Choice(["yes", "no"]), help="Whether the text of the law was read.")
@common
def list_(session: Session, status: str | None, **wanted: str | None) -> None:
    """Show the provisions with their standing in this office."""
    with session.open() as store:
        known = provision_states.matrix(store)
    asked = Wanted(**{name: value or "" for name, value in wanted.items()})
    fitting = provision_matrix.search(asked, known.entries.values())
    found = [(known.states[p.id], p) for p in fitting if not status or known.states[p.id].status == status]
    session.answer({"provisions": [_row(*pair) for pair in found]}, *(_line(*pair) for pair in found))


@provisions.command()
@click.argument("provision_id", metavar="PROVISION")
@common
def show(session: Session, provision_id: str) -> None:
    """Show one provision with its conditions, its source and the state of its text."""
    with session.open() as store:
        known = provision_states.matrix(store)
    provision = known.entries.get(provision_id) or matrix.find(provision_id)
    state = known.states[provision_id]
    versions = [v for v in known.versions if v.id == provision_id]
    conditions = [{"no": no, "text": text} for no, text in enumerate(provision.condition_texts, start=1)]
    answer = _row(state, provision) | {
        "title": provision.title,
        "paraphrase": provision.paraphrase,
        "conditions": conditions,
        "data_scope": provision.scope_text,
        "senders": provision.senders,
        "recipients": provision.recipients,
        "source": provision.source,
        "text_state": matrix.text_state(),
        "note": provision.note,
        "versions": [asdict(v) for v in versions],
    }
    lines = [
        _line(state, provision),
        provision.paraphrase,
        *(f"  {c['no']}. {c['text']}" for c in conditions),
    ]
    lines += [provision.source, *(_version_line(v) for v in versions)]
    session.answer(answer, *lines)


@provisions.command("foreign")
@common
def foreign_(session: Session) -> None:
    """Show the words of other offices that findings from packages rest on; they are no ground here."""
    with session.open() as store:
        found = foreign_provisions.listed(store)
    rows = [{"office": f.office, **asdict(f.words)} for f in found]
    lines = [line for f in found for line in _foreign_lines(f)]
    session.answer({"provisions": rows}, *(lines or [_("No words of other offices are kept here.")]))


def _foreign_lines(found: ForeignProvision) -> list[str]:
    words = found.words
    status = provision_states.status_word(ProvisionStatus(words.status))
    decided = " ".join(filter(None, (words.decided_on, words.decided_by)))
    head = _("{id} of {office}, version {version}: {status}").format(
        id=words.id,
        office=found.office,
        version=words.version,
        status=" ".join(filter(None, (status, decided))),
    )
    conditions = [f"  {no}. {text}" for no, text in enumerate(words.conditions, start=1)]
    return [head, f"  {words.provision} {words.law}: {words.title}", f"  {words.text}", *conditions]


def _version_line(version: OwnProvision) -> str:
    word = provision_states.status_word(ProvisionStatus(version.status))
    days = f"{version.valid_from} – {version.valid_to}" if version.valid_to else version.valid_from
    text = _("version {version}, from {days}: {status}; written by {by} on {on}")
    return "  " + text.format(
        version=version.version, days=days, status=word, by=version.written_by, on=version.written_on
    )


@provisions.command("matrix")
@click.option("--on-request", is_flag=True, help="With what may be told when asked.")
@common
def matrix_(session: Session, on_request: bool) -> None:
    """Show who may tell whom, each with the kind of the strongest ground."""
    classes = tuple(matrix.agency_classes())
    with session.open() as store:
        known = provision_states.matrix(store)
    rejected = known.standing.rejected(known.rejected)
    rows = provision_matrix.table(classes, on_request=on_request, rejected=rejected, own=known.standing.own)
    cells = [
        {"from": c.sender, "to": c.recipient, "kind": c.kind, "provisions": c.ids}
        for row in rows
        for c in row
        if c.kind
    ]
    session.answer({"cells": cells}, *(f"{c['from']} > {c['to']}  {c['kind']}" for c in cells))


@provisions.command()
@click.option("--from", "sender", required=True, metavar="CLASS", help="The class of the sender, as A05.")
@click.option("--to", "recipient", required=True, metavar="CLASS", help="The class of the recipient.")
@click.option("--data", default="", metavar="CLASS", help="The class of data; by default the sender's own.")
@click.option("--on-request", is_flag=True, help="The recipient has asked for it.")
@common
def advise(session: Session, sender: str, recipient: str, data: str, on_request: bool) -> int:
    """Say on which grounds one agency may tell another, and what stands against it."""
    question = transmission_advice.ask(sender, recipient, data, on_request=on_request)
    with session.open() as store:
        found = provision_states.advise(store, question)
    session.answer(_advice(found), *_advice_lines(found))
    return ExitCode.DONE if found.candidates else ExitCode.ANSWER_IS_NO


@provisions.command()
@click.argument("provision_id", metavar="PROVISION")
@click.option("--from", "sender", required=True, metavar="CLASS")
@click.option("--to", "recipient", required=True, metavar="CLASS")
@click.option("--data", default="", metavar="CLASS")
@click.option("--on-request", is_flag=True, help="The recipient has asked for it.")
@click.option("--confirm", multiple=True, metavar="KEY", help="A condition, by its key from “advise”.")
@click.option("--sender", "sender_name", required=True, help="The name of the sender.")
@click.option("--recipient", "recipient_name", required=True, help="The name of the recipient.")
@click.option("--occasion", default="", help="Why it is told.")
@click.option("--content", default="", help="What kind of content, not the content itself.")
@click.option("--place", default="", help="The file reference.")
@common
def enter(
    session: Session, provision_id: str, sender: str, recipient: str, data: str, on_request: bool,
    confirm: Sequence[str], sender_name: str, recipient_name: str, **passed: str,
) -> None:  # fmt: skip
    """Write the passage for the letter and enter the transmission in its register."""
    question = transmission_advice.ask(sender, recipient, data, on_request=on_request)
    with session.open() as store:
        found = provision_states.advise(store, question)
        keys = frozenset(confirm)
        told = Passed(sender_name, recipient_name, **passed)
        change = transmissions.enter(store, found, provision_id, keys, told)
        text = transmission_advice.letter(found, provision_id, keys, sender_name, recipient_name)
    session.answer({"entry": change.ids[0], "letter": text}, text)


def _advice(found: Advice) -> dict[str, Any]:
    return {
        "from": found.question.sender,
        "to": found.question.recipient,
        "data": found.question.data,
        "on_request": found.question.on_request,
        "candidates": [
            {
                "provision": c.provision.id,
                "citation": c.provision.citation,
                "kind": c.provision.kind,
                "verified": c.provision.verified,
                "status": c.status,
                "conditions": [{"key": x.key, "text": x.text, "confirmed": False} for x in c.conditions],
            }
            for c in found.candidates
        ],
        "blocked": [{"provision": b.provision.id, "against": b.against} for b in found.blocked],
        "notes": found.notes,
    }


def _advice_lines(found: Advice) -> list[str]:
    lines = [] if found.candidates else [_("No provision allows it.")]
    for candidate in found.candidates:
        lines.append(f"{candidate.provision.id}  {candidate.provision.citation}  {candidate.provision.kind}")
        lines += [f"  [ ] {condition.text}" for condition in candidate.conditions]
    lines += [
        _("Not on {provision}: {reasons}").format(
            provision=b.provision.citation, reasons="; ".join(b.against)
        )
        for b in found.blocked
    ]
    return [*lines, *(_("Note: {text}").format(text=text) for text in found.notes)]


@provisions.command()
@click.argument("provision_id", metavar="PROVISION")
@click.argument("status", type=click.Choice([str(s) for s in ProvisionStatus]))
@click.option("--version", type=int, default=0, help="Which own version; by default what is shipped.")
@click.option("--reason", required=True, help="Why; it goes into the log.")
@common
def decide(session: Session, provision_id: str, status: str, version: int, reason: str) -> None:
    """Approve a provision, reject it, or set it back to proposed."""
    with session.open() as store:
        provision_states.decide(store, provision_id, ProvisionStatus(status), reason, version)
        _answer_entry(session, store, provision_id)


def _answer_entry(session: Session, store: Store, provision_id: str) -> None:
    known = provision_states.matrix(store)
    pair = known.states[provision_id], known.entries[provision_id]
    versions = [v for v in known.versions if v.id == provision_id]
    answer = {**_row(*pair), "versions": [asdict(v) for v in versions]}
    session.answer(answer, _line(*pair), *(_version_line(v) for v in versions))


_YES_NO = click.Choice(["yes", "no"])


def _wording_options(command: Callable[..., Any]) -> Any:
    """Give a command the fields of a wording; they arrive as one keyword `wish`, None where not given."""

    @click.option("--law", help="The law or agreement, as GewO.")
    @click.option("--provision", help="Where it stands in it, as § 14 Abs. 6.")
    @click.option("--title")
    @click.option("--text", help="What it says, in the office's words.")
    @click.option("--kind", type=click.Choice(provision_versions.KINDS))
    @click.option("--from", "senders", multiple=True, metavar="CLASS", help="Who may tell; * for any.")
    @click.option("--to", "recipients", multiple=True, metavar="CLASS", help="Who may be told; * for any.")
    @click.option("--condition", "conditions", multiple=True, help="What has to be confirmed.")
    @click.option("--data", multiple=True, type=click.Choice(list(data_classes())))
    @click.option("--proactive", type=_YES_NO, help="Of its own accord (yes), or only when asked.")
    @click.option("--verified", type=_YES_NO, help="Whether the text of the law was read.")
    @click.option("--source", help="Where the text was read.")
    @click.option("--note")
    @click.option("--valid-from", metavar="DAY")
    @click.option("--valid-to", metavar="DAY", help="The last day; without end if not given.")
    @functools.wraps(command)
    def wrapped(session: Session, provision_id: str, reason: str, **wish: Any) -> Any:
        given = {name: value for name, value in wish.items() if value not in (None, ())}
        given |= {name: given[name] == "yes" for name in ("proactive", "verified") if name in given}
        return command(session, provision_id, reason, given)

    return wrapped


_EMPTY = Wording(
    law="", provision="", title="", text="", kind="may", senders=(), recipients=(), conditions=()
)


@provisions.command()
@click.argument("provision_id", metavar="ID")
@click.option("--reason", required=True, help="Why; it goes into the log.")
@common
@_wording_options
def add(session: Session, provision_id: str, reason: str, wish: dict[str, Any]) -> None:
    """Write an additional entry in the office's own words; it carries nothing until it is approved."""
    with session.open() as store:
        provision_versions.add(store, provision_id, replace(_EMPTY, **wish), reason)
        _answer_entry(session, store, provision_id)


@provisions.command()
@click.argument("provision_id", metavar="ID")
@click.option("--reason", required=True, help="Why; it goes into the log.")
@common
@_wording_options
def revise(session: Session, provision_id: str, reason: str, wish: dict[str, Any]) -> None:
    """Write a new version of an entry, shipped or own; what is not given stays as it was."""
    with session.open() as store:
        before = replace(provision_versions.wording_of(store, provision_id), valid_from="", valid_to="")
        provision_versions.revise(store, provision_id, replace(before, **wish), reason)
        _answer_entry(session, store, provision_id)


@provisions.command()
@click.argument("case")
@click.argument("records", nargs=-1, required=True, metavar="RECORD...")
@click.option("--data", multiple=True, type=click.Choice(list(data_classes())), help="None takes it off.")
@click.option("--reason", required=True, help="Why; it goes into the log.")
@common
def mark(session: Session, case: str, records: Sequence[str], data: Sequence[str], reason: str) -> None:
    """Mark contributions or findings as protected data: the release holds them to its limits."""
    with session.open() as store:
        case_id = cases.find(store, case).id
        data_marks.mark(store, case_id, records, data, reason)
        with store.read() as connection:
            found = data_marks.of_case(connection, case_id)
    session.answer(
        {"marks": [asdict(m) for m in found]}, *(f"{m.record_id}  {', '.join(m.data)}" for m in found)
    )
