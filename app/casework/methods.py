"""The methods of a case as documents: barrier models, competing hypotheses, key assumptions.

What happens within a method stands beside it: `method_parts` (what it says and cites), `hypothesis_ratings`.
Every gesture is one step of the case's history. What can be worked out from a method is pure
(`app.analysis.barriers`, `app.analysis.hypotheses`).
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import select

from app.base.clock import now_text
from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.base.method_records import EXONERATING, NULL, Method, MethodKind, PartKind
from app.base.method_words import method_word, standard_hypothesis
from app.casework import cases, method_checks, method_rows, method_templates, own_templates
from app.casework.method_templates import TemplatePart
from app.policy.provisions import agency_classes
from app.store import tables
from app.store.audit import Action
from app.store.change import Change
from app.store.store import Store
from app.store.unit_of_work import UnitOfWork

TITLE_LENGTH = 120


def of_case(store: Store, case_id: str) -> tuple[Method, ...]:
    """Return the methods of a case, oldest first, without parts that rest on what is in quarantine."""
    return cases.records(store, case_id).methods


def read(store: Store, method_id: str) -> Method:
    """Return a method as it may be worked with; `UserError` if it is not there any more."""
    with store.read() as connection:
        found = method_rows.one(connection, method_id)
    if found is None:
        raise _gone()
    return next(m for m in of_case(store, found.case_id) if m.id == method_id)


def find(store: Store, case_id: str, text: str) -> Method:
    """Return a method of a case by its number in the list (from 1), its title or the beginning of its id."""
    known = of_case(store, case_id)
    if text.isdigit() and 0 < int(text) <= len(known):
        return known[int(text) - 1]
    for method in known:
        if text and (method.title.casefold() == text.casefold() or method.id.startswith(text)):
            return method
    raise UserError(
        "method.unknown",
        _("The case has no method “{name}”."),
        _("List the methods of the case first."),
        exit_code=ExitCode.ANSWER_IS_NO,
        name=text,
    )


def create(
    store: Store, case_id: str, kind: MethodKind, title: str = "", question: str = "", template: str = ""
) -> Change:
    """Begin a method; `ids[0]` is its id.

    A comparison of hypotheses begins with the null hypothesis and the exonerating one, which stay. A barrier
    model begins with the seven steps, or with what a shipped template says of a form of crime.
    """
    content = _beginning(store, kind, template)
    with store.write(_made(kind), Action.COLLECTION, case_id=case_id) as work:
        cases.header_of(work.connection, case_id)
        if kind is MethodKind.BARRIERS:
            method_checks.refuse_persons(work.connection, case_id, (title, question))
            method_checks.refuse_persons_in_parts(work.connection, case_id, content)
        row = {
            "case_id": case_id,
            "kind": kind.value,
            "title": free_title(work, case_id, title or _default_title(store, kind, template)),
            "question": method_checks.sentence(question),
            "template": template,
            "actor": work.actor,
            "made_at": now_text(),
        }
        method_id = work.insert(tables.method, row)
        _write_beginning(work, method_id, content, template)
        work.about(method_id)
    return work.done


def change(store: Store, method_id: str, title: str, question: str) -> Change:
    """Call a method otherwise, or ask its question otherwise."""
    with changing(store, method_id, _("Method changed")) as (work, method):
        if method.kind is MethodKind.BARRIERS:
            method_checks.refuse_persons(work.connection, method.case_id, (title, question))
        wanted = free_title(work, method.case_id, title, but=method_id)
        work.update(tables.method, method_id, title=wanted, question=method_checks.sentence(question))
    return work.done


def delete(store: Store, method_id: str) -> Change:
    """Delete a method with all its parts; findings, measures and tasks stay."""
    with changing(store, method_id, _("Method deleted"), sent=True) as (work, _method):
        method_rows.drop(work, method_id)
    return work.done


def refuse_sent(method: Method) -> None:
    """Raise `sent_refusal` for a method of another office: what it says, that office says."""
    if method.sender:
        raise sent_refusal(method)


def sent_refusal(method: Method) -> UserError:
    """Return why nothing can be changed in a method that came with a package (`method.sent`)."""
    return UserError(
        "method.sent",
        _("This method came from {sender} and stays as it came."),
        _("Copy it, and work on the copy."),
        sender=method.sender,
    )


@contextmanager
def changing(
    store: Store, method_id: str, label: str, action: Action = Action.ALTERATION, *, sent: bool = False
) -> Iterator[tuple[UnitOfWork, Method]]:
    """Give the unit of work for one gesture and the method as the tables have it; `UserError` if gone.

    One that another office sent is refused but for what leaves it as it came (`sent`).
    """
    with store.read() as connection:
        found = method_rows.one(connection, method_id)
    if found is None:
        raise _gone()
    with store.write(label, action, case_id=found.case_id) as work:
        current = method_rows.one(work.connection, method_id)
        if current is None:
            raise _gone()
        if not sent:
            refuse_sent(current)
        yield work, current
        if method_id not in work.ids:
            work.about(method_id)


def _beginning(store: Store, kind: MethodKind, template: str) -> tuple[TemplatePart, ...]:
    if kind is MethodKind.BARRIERS:
        return own_templates.read(store, template).parts if template else method_templates.seven_steps()
    if template:
        raise ValueError(template)
    if kind is MethodKind.HYPOTHESES:
        return tuple(
            TemplatePart(PartKind.HYPOTHESIS, standard_hypothesis(role), role=role)
            for role in (NULL, EXONERATING)
        )
    return ()


def _write_beginning(
    work: UnitOfWork, method_id: str, content: tuple[TemplatePart, ...], template: str
) -> None:
    # What the office kept as a template may be its own words: only shipped texts go along without a finding.
    shipped = not template.startswith(own_templates.PREFIX)
    steps: list[str] = []
    counts: dict[tuple[PartKind, str], int] = {}
    for part in content:
        above = steps[-1] if steps and part.kind is not PartKind.STEP else ""
        place = (part.kind, above)
        counts[place] = counts.get(place, 0) + 1
        row = method_checks.row_of(part.kind, {**part.values(), **_agency(work, part)})
        own = {"method_id": method_id, "kind": part.kind.value, "above_id": above or None}
        made = work.insert(tables.method_part, {**row, **own, "no": counts[place], "standard": shipped})
        if part.kind is PartKind.STEP:
            steps.append(made)


def _agency(work: UnitOfWork, part: TemplatePart) -> dict[str, str]:
    """Return the agency of the class a template names; the class's name unless there is exactly one."""
    if not part.agency_class:
        return {}
    a = tables.agency
    query = select(a.c.id).where(a.c.class_code == part.agency_class).limit(2)
    found = work.connection.execute(query).scalars().all()
    if len(found) == 1:
        return {"agency_id": found[0]}
    return {"partner": part.partner or agency_classes().get(part.agency_class, part.agency_class)}


def _default_title(store: Store, kind: MethodKind, template: str) -> str:
    return own_templates.read(store, template).title if template else method_word(kind)


def free_title(work: UnitOfWork, case_id: str, title: str, but: str = "") -> str:
    """Return a name put in order, with a number where another method has it; `UserError` for none."""
    plain = " ".join(title.split())[:TITLE_LENGTH]
    if not plain:
        raise UserError("method.title", _("The method has no name."), _("Give it one."))
    m = tables.method
    taken = set(
        work.connection.execute(select(m.c.title).where(m.c.case_id == case_id, m.c.id != but)).scalars()
    )
    name, number = plain, 2
    while name in taken:
        name, number = f"{plain} ({number})", number + 1
    return name


def _made(kind: MethodKind) -> str:
    return {
        MethodKind.BARRIERS: _("Barrier model begun"),
        MethodKind.HYPOTHESES: _("Competing hypotheses begun"),
        MethodKind.ASSUMPTIONS: _("Key assumptions begun"),
    }[kind]


def _gone() -> UserError:
    return UserError(
        "method.gone",
        _("This method is not there any more."),
        _("Choose another one, or take back that it was deleted."),
        exit_code=ExitCode.ANSWER_IS_NO,
    )
