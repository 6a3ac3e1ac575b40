"""One step over many rows: previewed, then done for all of them or for none, and undone as one.

What one row may not have done to it is said before, with its reason; the same check runs again inside the
unit of work, so that what was previewed is what happens.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, select

from app.base.blocks import blocks
from app.base.clock import today
from app.base.errors import UserError
from app.base.i18n import _, ngettext
from app.base.progress import Progress
from app.casework import findings, notices, review_bounds
from app.casework.bulk_roles import role_obstacles, set_roles
from app.casework.subjects import ROLE
from app.ontology.catalogue import ontology
from app.policy import gradings
from app.policy.review import as_day
from app.store import outcome_holds, role_acts, roles, tables
from app.store.audit import Action
from app.store.change import Change
from app.store.roles import Act
from app.store.store import Store
from app.store.unit_of_work import UnitOfWork


class EditKind(StrEnum):
    """What is done to every row."""

    RESTRICT = "restrict"
    LIFT = "lift"
    EXONERATE = "exonerate"
    NOT_EXONERATING = "not_exonerating"
    HANDLING = "handling"
    EXTEND = "extend"
    ERASURE = "erasure"
    ROLE = "role"


_REASON_NEEDED = frozenset(
    {EditKind.RESTRICT, EditKind.LIFT, EditKind.HANDLING, EditKind.EXTEND, EditKind.ERASURE, EditKind.ROLE}
)


@dataclass(frozen=True, slots=True)
class Edit:
    """What shall be done; the fields a kind does not name stay empty.

    HANDLING takes `handling` and `note`, EXTEND `day` and, where the period asks for it, `approved_by`.
    ROLE is about persons instead of findings: it takes `role`, `source_id` and `credibility`, and `reason`
    becomes the reason of necessity of each of them.
    """

    kind: EditKind
    reason: str = ""
    handling: str = ""
    note: str = ""
    day: str = ""
    approved_by: str = ""
    role: str = ""
    source_id: str = ""
    credibility: str = "4"


@dataclass(frozen=True, slots=True)
class Preview:
    """The rows it can be done to, and those it cannot, each with its reason in words.

    `agencies` counts whose findings are among the first.
    """

    kind: EditKind
    can: tuple[str, ...]
    cannot: Mapping[str, str]
    agencies: int

    @property
    def sentence(self) -> str:
        """The preview in one line: how many of how many agencies, how many not, and why."""
        count = len(self.can)
        if self.kind is EditKind.ROLE:
            text = ngettext("{count} person", "{count} persons", count).format(count=count)
        else:
            words = ngettext("{count} finding", "{count} findings", count).format(count=count)
            whose = ngettext("{count} agency", "{count} agencies", self.agencies)
            text = _("{findings} of {agencies}").format(
                findings=words, agencies=whose.format(count=self.agencies)
            )
        if not self.cannot:
            return text
        reasons = Counter(self.cannot.values()).most_common()
        why = ", ".join(f"{reason} ({number})" for reason, number in reasons)
        cannot = ngettext("{count} cannot: {why}", "{count} cannot: {why}", len(self.cannot))
        return f"{text}; {cannot.format(count=len(self.cannot), why=why)}"


def preview(store: Store, case_id: str, edit: Edit, ids: Sequence[str]) -> Preview:
    """Say what an edit would do; changes nothing. Raises `UserError` for an edit that is not complete."""
    _check(store, edit, with_reason=False)
    with store.read() as connection:
        cannot = dict(_obstacles(connection, case_id, edit, ids))
        can = tuple(row for row in dict.fromkeys(ids) if row not in cannot)
        agencies = 0 if edit.kind is EditKind.ROLE else _agencies(connection, can)
    return Preview(edit.kind, can, cannot, agencies)


def apply(
    store: Store, case_id: str, edit: Edit, ids: Sequence[str], *, progress: Progress | None = None
) -> Change:
    """Do an edit to all of these rows or to none, in one step that can be undone.

    Raises `UserError` for an edit that is not complete, and if it cannot be done to one of the rows, and
    `Cancelled`; then nothing was changed. Progress counts the rows.
    """
    told = progress or Progress()
    told.step(0, 10)
    _check(store, edit, with_reason=True)
    wanted = tuple(dict.fromkeys(ids))
    action = Action.COLLECTION if edit.kind is EditKind.ROLE else Action.ALTERATION
    reason = _said(edit)
    # Prolonging is deciding on a review; the roles that may do that need not be those that record.
    counts_as = role_acts.under(Act.REVIEW) if edit.kind is EditKind.EXTEND else nullcontext()
    named = label(edit.kind, len(wanted))
    with counts_as, store.write(named, action, case_id=case_id, reason=reason) as work:
        cannot = dict(_obstacles(work.connection, case_id, edit, wanted))
        if cannot or not wanted:
            raise _refused(cannot)
        _do(work, case_id, edit, wanted, told.stretch(1, 10, 10))
        work.about(*wanted)
        told.step(10, 10)
    return work.done


def label(kind: EditKind, count: int) -> str:
    """Return the name of an edit over `count` rows, for the history."""
    words = {
        EditKind.RESTRICT: ngettext("{count} finding restricted", "{count} findings restricted", count),
        EditKind.LIFT: ngettext(
            "Restriction of {count} finding lifted", "Restriction of {count} findings lifted", count
        ),
        EditKind.EXONERATE: ngettext(
            "{count} finding marked as exonerating", "{count} findings marked as exonerating", count
        ),
        EditKind.NOT_EXONERATING: ngettext(
            "Exonerating mark of {count} finding taken back",
            "Exonerating mark of {count} findings taken back",
            count,
        ),
        EditKind.HANDLING: ngettext(
            "Handling of {count} finding set", "Handling of {count} findings set", count
        ),
        EditKind.EXTEND: ngettext(
            "Review day of {count} finding extended", "Review day of {count} findings extended", count
        ),
        EditKind.ERASURE: ngettext(
            "Erasure of {count} finding requested", "Erasure of {count} findings requested", count
        ),
        EditKind.ROLE: ngettext("Role of {count} person set", "Role of {count} persons set", count),
    }
    return words[kind].format(count=count)


def _said(edit: Edit) -> str:
    reason = edit.reason.strip()
    if edit.kind is EditKind.EXTEND and edit.approved_by.strip():
        return _("{reason} (approved by {name})").format(reason=reason, name=edit.approved_by.strip())
    return reason


def _check(store: Store, edit: Edit, *, with_reason: bool) -> None:
    if edit.kind is EditKind.EXTEND:
        roles.require(store, Act.REVIEW)
    if with_reason and edit.kind in _REASON_NEEDED and not edit.reason.strip():
        raise UserError("form.reason", _("The reason is missing."), _("It goes into the log."))
    if edit.kind is EditKind.EXTEND and as_day(edit.day) <= today():
        raise UserError(
            "review.past",
            _("The new review day {day} is not in the future."),
            _("Choose a later day."),
            day=edit.day,
        )
    if edit.kind is EditKind.HANDLING:
        _check_handling(edit)
    if edit.kind is EditKind.ROLE:
        _check_role(edit)


def _check_handling(edit: Edit) -> None:
    if edit.handling not in gradings.handling():
        raise UserError(
            "finding.handling",
            _("“{given}” is not a handling code."),
            _("Use H0, H1, H2 or H3 (Europol)."),
            given=edit.handling,
        )
    if edit.handling == "H3" and not edit.note.strip():
        raise UserError(
            "finding.handling_note",
            _("H3 is a restriction of its own; it must be said which."),
            _("Write what the provider asks for."),
        )


def _check_role(edit: Edit) -> None:
    known = {choice.id for choice in ontology().property("person", ROLE).choices}
    if edit.role not in known:
        raise UserError(
            "person.role",
            _("The role of the person in this case is missing (BDSG section 72)."),
            _("Choose the role; “contact or companion” is one, too."),
        )
    if not edit.source_id:
        raise UserError(
            "form.source", _("No source is chosen."), _("Register a contribution and its source first.")
        )
    if edit.credibility not in findings.CREDIBILITY:
        raise UserError(
            "finding.credibility",
            _("“{given}” is not a credibility."),
            _("Use 1, 2, 3 or 4 (Europol 4x4)."),
            given=edit.credibility,
        )


def _refused(cannot: Mapping[str, str]) -> UserError:
    if not cannot:
        return UserError("bulk.none", _("No row is chosen."), _("Choose one or more rows first."))
    return UserError(
        "bulk.cannot",
        _("Nothing was changed: it cannot be done to {count} of the rows ({why})."),
        _("Look at the preview again."),
        count=len(cannot),
        why=", ".join(dict.fromkeys(cannot.values())),
    )


def _obstacles(
    connection: Connection, case_id: str, edit: Edit, ids: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """Yield (row, why not) for the rows it cannot be done to."""
    frozen = outcome_holds.frozen(connection, case_id)
    if edit.kind is EditKind.ROLE:
        yield from ((row, _waiting()) for row in ids if row in frozen)
        yield from role_obstacles(connection, case_id, edit.role, [row for row in ids if row not in frozen])
        return
    held = _rows(connection, case_id, ids)
    if edit.kind is not EditKind.ERASURE:
        waiting = {row for row, values in held.items() if values["subject_id"] in frozen}
        yield from ((row, _waiting()) for row in held if row in waiting)
        ids = [row for row in ids if row not in waiting]
        held = {row: values for row, values in held.items() if row not in waiting}
    yield from ((row, _("no longer in this case")) for row in ids if row not in held)
    if edit.kind is EditKind.EXTEND:
        yield from _too_far(connection, case_id, edit, held)
        return
    yield from ((row, why) for row, values in held.items() if (why := _done_already(edit, values)))


def _waiting() -> str:
    """Return why nothing is done to the record of somebody who was acquitted (`app.store.outcome_holds`)."""
    return _("decision on deletion open")


_Values = Mapping[str, object]


def _done_already(edit: Edit, values: _Values) -> str:
    """Return why a finding is as wished already, "" if it is not."""
    as_wished = {
        EditKind.RESTRICT: (bool(values["restricted"]), _("restricted already")),
        EditKind.LIFT: (not values["restricted"], _("not restricted")),
        EditKind.EXONERATE: (bool(values["exonerating"]), _("marked as exonerating already")),
        EditKind.NOT_EXONERATING: (not values["exonerating"], _("not marked as exonerating")),
        EditKind.HANDLING: (
            (values["handling"], values["handling_note"]) == (edit.handling, edit.note.strip()),
            _("has this handling code already"),
        ),
        EditKind.ERASURE: (
            str(values["review_due"]) <= today().isoformat(),
            _("on the list of reviews already"),
        ),
    }
    holds, why = as_wished[edit.kind]
    return why if holds else ""


def _too_far(
    connection: Connection, case_id: str, edit: Edit, held: Mapping[str, _Values]
) -> Iterator[tuple[str, str]]:
    """Yield the findings whose period forbids the day, or asks for an approval that is not named."""
    wanted = as_day(edit.day)
    subjects = dict.fromkeys(str(values["subject_id"]) for values in held.values())
    circle = review_bounds.read(connection, case_id, subjects)
    for finding in circle.judged:
        if finding.id not in held:
            continue
        bound = circle.bound(finding)
        if finding.review_due >= wanted.isoformat():
            yield finding.id, _("due on that day or later already")
        elif wanted > bound.latest:
            yield finding.id, _("later than the law allows")
        elif bound.needs_approval and wanted > bound.normal and not edit.approved_by.strip():
            yield finding.id, _("needs an approval")


def _do(work: UnitOfWork, case_id: str, edit: Edit, ids: Sequence[str], told: Progress) -> None:
    if edit.kind is EditKind.ROLE:
        source = (edit.source_id, edit.credibility)
        set_roles(work, case_id, edit.role, edit.reason.strip(), source, ids, told)
        return
    for row in told.each(ids):
        work.update(tables.finding, row, **_values(edit))
    if edit.kind is EditKind.RESTRICT:
        notices.open_for(work, notices.RESTRICTED, ids)
    elif edit.kind is EditKind.LIFT:
        notices.withdraw(work, notices.RESTRICTED, ids)


def _values(edit: Edit) -> dict[str, object]:
    if edit.kind in (EditKind.RESTRICT, EditKind.LIFT):
        return {"restricted": edit.kind is EditKind.RESTRICT}
    if edit.kind in (EditKind.EXONERATE, EditKind.NOT_EXONERATING):
        return {"exonerating": edit.kind is EditKind.EXONERATE}
    if edit.kind is EditKind.HANDLING:
        return {"handling": edit.handling, "handling_note": edit.note.strip()}
    day = as_day(edit.day) if edit.kind is EditKind.EXTEND else today()
    return {"review_due": day.isoformat()}


def _rows(connection: Connection, case_id: str, ids: Sequence[str]) -> dict[str, _Values]:
    f = tables.finding
    wanted = (f.c.id, f.c.subject_id, f.c.restricted, f.c.exonerating, f.c.handling, f.c.handling_note)
    query = select(*wanted, f.c.review_due).where(f.c.case_id == case_id)
    found: dict[str, _Values] = {}
    for block in blocks(ids):
        for row in connection.execute(query.where(f.c.id.in_(block))):
            found[row.id] = row._asdict()
    return found


def _agencies(connection: Connection, ids: Sequence[str]) -> int:
    f, s, c = tables.finding, tables.source, tables.contribution
    query = select(c.c.agency_id).join(s, s.c.contribution_id == c.c.id).join(f, f.c.source_id == s.c.id)
    found: set[str] = set()
    for block in blocks(ids):
        found.update(connection.execute(query.where(f.c.id.in_(block)).distinct()).scalars())
    return len(found)
