"""`method list|templates|new|copy|show|add|change|rate|remove|plan|print|gate`: methods of a case."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from app.analysis.hypotheses import weights
from app.base.errors import ExitCode, UserError
from app.base.i18n import _, language, ngettext
from app.base.method_records import VERDICTS, Method, MethodKind, MethodPart, PartKind
from app.base.method_words import method_word, part_word
from app.briefing.method_paper import compose_method
from app.casework import (
    agencies,
    cases,
    hypothesis_ratings,
    method_copies,
    method_parts,
    methods,
    own_templates,
    quality_gate,
)
from app.casework import method_templates as shipped_templates
from app.casework.quality_words import check_word, gate_note, remedy
from app.cli.method_lines import method_lines, method_result
from app.cli.request import make_request, release_options
from app.cli.session import Session, common
from app.conference import barrier_measures
from app.handover.case_papers import write_case_paper
from app.store.store import Store

INTERNAL = "internal"
_LETTERS = {
    "s": PartKind.STEP,
    "h": PartKind.HYPOTHESIS,
    "e": PartKind.EVIDENCE,
    "a": PartKind.ASSUMPTION,
    "m": PartKind.MILESTONE,
    "c": PartKind.CONCLUSION,
}


@click.group()
def method() -> None:
    """Structured methods: barrier models, competing hypotheses, key assumptions."""


@method.command("copy")
@click.argument("case")
@click.argument("name")
@common
def copy_(session: Session, case: str, name: str) -> None:
    """Copy a method as one of the office's own, for example one that came with a package."""
    with session.open() as store:
        found = methods.find(store, cases.find(store, case).id, name)
        made = methods.read(store, method_copies.copy(store, found.id).ids[0])
    session.answer(_row(0, made), _("Copied: {title}").format(title=made.title))


@method.command("list")
@click.argument("case")
@common
def list_(session: Session, case: str) -> None:
    """List the methods of a case."""
    with session.open() as store:
        header = cases.find(store, case)
        store.consult(header.id, _("Methods listed"))
        found = methods.of_case(store, header.id)
    rows = [_row(no, m) for no, m in enumerate(found, 1)]
    lines = [f"{no}  {_called(m)} ({len(m.parts)})" for no, m in enumerate(found, 1)]
    session.answer({"methods": rows}, *(lines or [_("The case has no method yet.")]))


@method.command()
@common
def templates(session: Session) -> None:
    """List the templates of barrier models, those that ship and the office's own."""
    with session.open() as store:
        own = own_templates.names(store)
    shipped = shipped_templates.shipped()
    rows = [{"code": t.code, "title": t.title, "about": t.about} for t in shipped]
    rows += [{"code": own_templates.PREFIX + name, "title": name, "about": ""} for name in own]
    session.answer({"templates": rows}, *(f"{row['code']}: {row['title']}" for row in rows))


@method.command()
@click.argument("case")
@click.argument("kind", type=click.Choice([k.value for k in MethodKind]))
@click.option("--title", default="")
@click.option("--question", default="", help="What the method answers.")
@click.option("--template", default="", help="A template of barrier models: see method templates.")
@common
def new(session: Session, case: str, kind: str, title: str, question: str, template: str) -> None:
    """Begin a method."""
    with session.open() as store:
        header = cases.find(store, case)
        made = methods.create(store, header.id, MethodKind(kind), title, question, template)
        found = methods.read(store, made.ids[0])
    session.answer(_row(0, found), _("Method begun: {title}").format(title=found.title))


@method.command()
@click.argument("case")
@click.argument("name")
@common
def show(session: Session, case: str, name: str) -> None:
    """Show a method with what it comes to: coverage and orphans, or the comparison of hypotheses."""
    with session.open() as store:
        header = cases.find(store, case)
        store.consult(header.id, _("Method shown"))
        found = methods.find(store, header.id, name)
        records = cases.records(store, header.id)
    weighs = weights(found, records.findings, records.sources)
    result = method_result(found, weighs)
    session.answer({**_row(0, found), **result}, *method_lines(found, records, weighs))


@method.command()
@click.argument("case")
@click.argument("name")
@click.argument("kind", type=click.Choice([k.value for k in PartKind]))
@click.option("--step", "above", type=int, default=0, metavar="NO", help="The step a cell stands at.")
@click.option("--cite", "cites", multiple=True, metavar="FINDING")
@click.option("--text", default="")
@click.option("--note", default="")
@click.option("--role", default="")
@click.option("--agency", default="")
@click.option("--partner", default="", help="A partner that is no agency.")
@click.option(
    "--provision", default="", help="An id of the matrix of provisions, or a citation as “§ 35 GewO”."
)
@click.option("--status", default="")
@click.option("--effort", default="", help="1 (little) to 5 (much).")
@click.option("--effect", default="", help="1 (little) to 5 (much).")
@click.option("--due", default="", metavar="DATE")
@click.option("--indicator", default="")
@common
def add(
    session: Session, case: str, name: str, kind: str, above: int, cites: tuple[str, ...], **said: str
) -> None:
    """Add a part to a method."""
    with session.open() as store:
        found = methods.find(store, cases.find(store, case).id, name)
        steps = found.of(PartKind.STEP)
        at = steps[above - 1].id if 0 < above <= len(steps) else ""
        made = method_parts.add(
            store, found.id, PartKind(kind), _values(store, said), above_id=at, cites=cites
        )
    word = part_word(PartKind(kind))
    session.answer({"part": made.ids[0], "kind": kind}, _("{part} added").format(part=word))


@method.command()
@click.argument("case")
@click.argument("name")
@click.argument("part")
@click.option("--text")
@click.option("--note")
@click.option("--role")
@click.option("--agency")
@click.option("--partner")
@click.option("--provision")
@click.option("--status")
@click.option("--effort")
@click.option("--effect")
@click.option("--due", metavar="DATE")
@click.option("--indicator")
@click.option("--place", type=int, default=0, metavar="NO", help="Its new place among those of its kind.")
@common
def change(session: Session, case: str, name: str, part: str, place: int, **said: str | None) -> None:
    """Change a part; PART is s1, h2, e3, a1, m1, c1 or the beginning of its id."""
    named = {key: value for key, value in said.items() if value is not None}
    with session.open() as store:
        found = _part(methods.find(store, cases.find(store, case).id, name), part)
        if named:
            method_parts.change(store, found.id, _values(store, named))
        if place:
            method_parts.move(store, found.id, place)
    session.answer({"part": found.id, "kind": found.kind.value}, _("Changed"))


@method.command()
@click.argument("case")
@click.argument("name")
@click.argument("row")
@click.argument("hypothesis")
@click.argument("verdict", type=click.Choice([*VERDICTS, ""]))
@click.option("--rater", default="", help="In whose name; default: one's own.")
@common
def rate(session: Session, case: str, name: str, row: str, hypothesis: str, verdict: str, rater: str) -> None:
    """Say how a row of evidence sits with a hypothesis, as in: rate 1 2 e1 h2 II."""
    with session.open() as store:
        found = methods.find(store, cases.find(store, case).id, name)
        cell = _part(found, row), _part(found, hypothesis)
        hypothesis_ratings.rate(store, cell[0].id, cell[1].id, verdict, rater)
    session.answer({"row": cell[0].id, "hypothesis": cell[1].id, "verdict": verdict}, _("Rated"))


@method.command()
@click.argument("case")
@click.argument("name")
@click.option("--part", default="", help="Only this part of it.")
@common
def remove(session: Session, case: str, name: str, part: str) -> None:
    """Delete a method, or take one part out of it."""
    with session.open() as store:
        found = methods.find(store, cases.find(store, case).id, name)
        if part:
            method_parts.remove(store, _part(found, part).id)
        else:
            methods.delete(store, found.id)
    session.answer({"removed": part or found.title}, _("Removed: {what}").format(what=part or found.title))


@method.command()
@click.argument("case")
@click.argument("name")
@common
def plan(session: Session, case: str, name: str) -> None:
    """Make measures of the barriers of a model that name an agency and a provision."""
    with session.open() as store:
        found = methods.find(store, cases.find(store, case).id, name)
        count = len(barrier_measures.ready_ones(found))
        barrier_measures.agree_all(store, found.id)
    text = ngettext("{count} measure agreed", "{count} measures agreed", count)
    session.answer({"measures": count}, text.format(count=count))


@method.command("print")
@click.argument("case")
@click.argument("name")
@click.option("--to", "recipient", required=True, metavar="AGENCY|internal")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True)
@release_options
@common
def print_(session: Session, case: str, name: str, recipient: str, out: Path, wish: dict[str, Any]) -> None:
    """Write one method as PDF and enter the hand-over in the ledger."""
    with session.open() as store:
        header = cases.find(store, case)
        request = None if recipient == INTERNAL else make_request(store, recipient, wish)
        found = methods.find(store, header.id, name)
        result = write_case_paper(
            store,
            header.id,
            request,
            out,
            "method",
            lambda view, options: compose_method(view, options, found.id),
            language=language(),
        )
    document = {"file": str(out), "sha256": result.sha256, "pages": result.pages, "released": result.released}
    text = _("{file}: {pages} pages").format(file=out, pages=result.pages)
    session.answer({**document, "ledger": list(result.ledger_ids)}, text)


@method.command()
@click.argument("case")
@common
def gate(session: Session, case: str) -> None:
    """Show the checklist before a briefing leaves, as the program fills it from the case."""
    with session.open() as store:
        header = cases.find(store, case)
        store.consult(header.id, _("Quality gate shown"))
        results = quality_gate.of_case(store, header.id)
    rows = [
        {"check": r.check.value, "passed": r.passed, "found": [asdict(h) for h in r.hints]} for r in results
    ]
    lines = []
    for result in results:
        lines.append(f"{'✓' if result.passed else '▲'} {check_word(result.check)}: {len(result.hints)}")
        lines += [f"    {hint.text}" for hint in result.hints]
        lines += [] if result.passed else [f"    → {remedy(result.check)}"]
    session.answer({"checks": rows, "open": quality_gate.open_count(results)}, *lines, gate_note())


def _called(found: Method) -> str:
    """Return kind and title; the title of what another office sent says both what and whose it is."""
    return found.title if found.sender else f"{method_word(found.kind)}: {found.title}"


def _row(no: int, found: Method) -> dict[str, Any]:
    row: dict[str, Any] = {"no": no} if no else {}
    return {
        **row,
        "id": found.id,
        "kind": found.kind.value,
        "title": found.title,
        "question": found.question,
        "template": found.template,
        "parts": len(found.parts),
        "sender": found.sender,
    }


def _values(store: Store, said: dict[str, str]) -> dict[str, str]:
    """Return the fields of a part; an agency is named in words."""
    values = {key: value for key, value in said.items() if key != "agency"}
    if "agency" in said:
        values["agency_id"] = agencies.find(store, said["agency"]).id if said["agency"] else ""
    return values


def _part(found: Method, text: str) -> MethodPart:
    kind = _LETTERS.get(text[:1].lower())
    if kind is not None and text[1:].isdigit():
        parts = found.of(kind)
        if 0 < int(text[1:]) <= len(parts):
            return parts[int(text[1:]) - 1]
    for part in found.parts:
        if len(text) > 3 and part.id.startswith(text):
            return part
    raise UserError(
        "part.unknown",
        _("The method has no part “{name}”."),
        _("Show the method first: it names its parts."),
        exit_code=ExitCode.ANSWER_IS_NO,
        name=text,
    )
