"""What is written down at a conference for all to read: kept only if it names nothing that is withheld.

The check asks the same releases as the screen does. Whoever may release may keep a text all the same, with
a word on why; that stands in the log. A text that passed goes, word for word, to the agencies it was checked
for (`app.policy.handing_on`); to one that is invited later only after `clear_agenda`.
"""

from collections.abc import Iterable, Mapping, Sequence

from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.casework import wording_rows
from app.conference import agenda, invitations, measures, plan_rows, spoken_words
from app.conference.agenda import Clearance
from app.conference.plan_checks import case_of
from app.conference.reading import Unread, unread
from app.handover import conference_rooms
from app.handover.conference_rooms import Hall
from app.policy.withheld_words import words_of
from app.store import role_acts, roles, tables
from app.store.audit import Action
from app.store.change import Change
from app.store.roles import Act
from app.store.store import Store


def named(found: Hall, texts: Iterable[str], audience: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the words of `texts` that not every agency which is given them may hear.

    Given they are to all guests at the table, or to those of `audience` where that is not empty.
    """
    only = frozenset(audience)
    views = [r.view for i, r in found.releases.items() if not only or i in only]
    said: dict[str, None] = {}
    for text in texts:
        said.update(dict.fromkeys(spoken_words.unheard(found.records, views, text)))
    return tuple(said)


def veiled(found: Hall, text: str, audience: Iterable[str] = ()) -> str:
    """Return `text` as it may stand on the projector while it is typed; given it is to whom `named` says."""
    only = frozenset(audience)
    views = [r.view for i, r in found.releases.items() if not only or i in only]
    return spoken_words.veiled(found.records, views, text)


def require_sayable(found: Hall, texts: Iterable[str], audience: Iterable[str] = (), field: str = "") -> None:
    """Raise `UserError` for words that not every agency which is given them may hear.

    The sentence does not repeat them: it may be read on a projector. `place` holds them, for a field to mark.
    """
    words = named(found, texts, audience)
    if words:
        raise UserError(
            f"conference.{field or 'withheld_words'}",
            _("This text cannot stand here: a word of it is not for everybody who is given it."),
            _("Reword it, close the point to the others, or release first what it names."),
            place=" ".join(words),
        )


def decide(store: Store, point_id: str, decision: str, note: str | None = None) -> Change:
    """Record a decision whose text everybody may read who may hear the point; raises what is said above."""
    conference_id, _case = case_of(store, tables.agenda_point, point_id)
    found = conference_rooms.hall(store, conference_id)
    audience = found.plan.point(point_id).audience
    require_sayable(found, [decision], audience, "decision")
    return agenda.decide(store, point_id, decision, note, Clearance(_readers(found, audience)))


def add_point(
    store: Store, conference_id: str, values: Mapping[str, str], audience: Iterable[str], reason: str = ""
) -> Change:
    """Add a point to the agenda; with a `reason` also one whose texts name what not everybody may hear."""
    only = frozenset(audience)
    checked = _check(store, conference_id, values, only, reason)
    return agenda.add(store, conference_id, values, only, checked)


def change_point(
    store: Store, point_id: str, values: Mapping[str, str], audience: Iterable[str], reason: str = ""
) -> Change:
    """Change a point of the agenda, as `add_point` adds one."""
    conference_id, _case = case_of(store, tables.agenda_point, point_id)
    only = frozenset(audience)
    point = plan_rows.plan(store, conference_id).point(point_id)
    whole = {**{field: getattr(point, field) for field in agenda.SAID}, **values}
    checked = _check(store, conference_id, whole, only, reason)
    return agenda.change(store, point_id, values, only, checked)


def agree(
    store: Store,
    conference_id: str,
    values: Mapping[str, str],
    cites: Sequence[str] = (),
    *,
    point_id: str | None = None,
    reason: str = "",
) -> Change:
    """Agree on a measure under a point; its words are checked like a decision's.

    `values` are those of `measures.create` by name; a provision, a priority and a person may be missing.
    """
    plan = plan_rows.plan(store, conference_id)
    only = plan.point(point_id).audience if point_id else frozenset()
    _check(store, conference_id, {"title": values["title"]}, only, reason)
    return measures.create(
        store,
        plan.case_id,
        values["title"],
        values["agency_id"],
        values["legal_power"],
        values["due"],
        conference_id=conference_id,
        point_id=point_id,
        person=values.get("person", ""),
        provision=values.get("provision", ""),
        priority=values.get("priority", ""),
        cites=cites,
    )


def clear_agenda(
    store: Store, conference_id: str, agencies: Iterable[str] | None = None, reason: str = ""
) -> Change:
    """Clear every text of the agenda, as it stands, for these agencies or for all at the table who may hear.

    Raises `UserError`: (exit 1) where nothing waits, and for words that name what one of them may not hear,
    while no `reason` is said; with one, for somebody who may not release.
    """
    found = conference_rooms.hall(store, conference_id)
    only = frozenset(found.releases if agencies is None else agencies)
    wanted = [t for t in waiting(found) if t.agency_id in only]
    if not wanted:
        raise UserError(
            "conference.all_cleared",
            _("No text of this agenda waits to be cleared."),
            _("The agencies at the table are given every text they may hear."),
            exit_code=ExitCode.ANSWER_IS_NO,
        )
    words = named_in(found, wanted)
    if words and not reason.strip():
        raise UserError(
            "conference.not_cleared",
            _("The agenda names what not everybody who is given it may hear: {words}."),
            _("Reword the points, or say why they may read it; that goes into the log."),
            words=", ".join(words),
            place=" ".join(words),
        )
    if words:
        roles.require(store, Act.RELEASE)
    kept = words_of(*words)
    with (
        role_acts.under(Act.KEEP_OFFICE),
        store.write(
            _("Texts of the agenda cleared"),
            Action.ALTERATION,
            case_id=found.plan.case_id,
            reason=reason.strip(),
        ) as work,
    ):
        for text in wanted:
            wording_rows.put(work, text.field, text.row_id, text.text, recipient_id=text.agency_id, kept=kept)
        work.about(conference_id)
    return work.done


def invitation(found: Hall) -> bytes:
    """Return the invitation as a calendar file; raises `UserError` for a place that not all may read."""
    require_sayable(found, [found.plan.place], field="place")
    return invitations.invitation(found.plan, found.records.header.reference)


def waiting(found: Hall) -> tuple[Unread, ...]:
    """Return the texts that agencies at the table are not given because nobody cleared them yet."""
    return unread(found.plan, found.records.wordings, sorted(found.releases))


def named_in(found: Hall, texts: Iterable[Unread]) -> tuple[str, ...]:
    """Return the words of texts that name what the agency they wait for may not hear."""
    words: dict[str, None] = {}
    by_agency: dict[str, dict[str, None]] = {}
    for text in texts:
        by_agency.setdefault(text.agency_id, {})[text.text] = None
    for agency, said in by_agency.items():
        view = found.releases[agency].view
        for hits in spoken_words.unheard_in(found.records, [view], list(said)):
            words.update(dict.fromkeys(hits))
    return tuple(words)


def _readers(found: Hall, audience: frozenset[str]) -> frozenset[str]:
    """Return the agencies at the table that are given what is said to this audience."""
    return frozenset(i for i in found.releases if not audience or i in audience)


def _check(
    store: Store, conference_id: str, values: Mapping[str, str], audience: frozenset[str], reason: str
) -> Clearance:
    """Return to whom texts may go as they stand; raise `UserError` for words not all of them may hear."""
    found = conference_rooms.hall(store, conference_id)
    readers = _readers(found, audience)
    if not reason.strip():
        for field in agenda.SAID:
            require_sayable(found, [values.get(field, "")], audience, field)
        return Clearance(readers)
    words = named(found, (values.get(field, "") for field in agenda.SAID), audience)
    if words:
        roles.require(store, Act.RELEASE)
        with store.write(
            _("Text kept that names what not everybody may hear"),
            Action.ADMINISTRATION,
            case_id=found.plan.case_id,
            reason=reason.strip(),
            history=False,
        ) as work:
            work.about(conference_id)
    return Clearance(readers, words_of(*words))
