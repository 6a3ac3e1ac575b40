"""What is written down at a conference for all to read: kept only if it names nothing that is withheld.

The check asks the same releases as the screen does. Whoever may release may keep a text all the same, with
a word on why; that stands in the log.
"""

from collections.abc import Iterable, Mapping, Sequence

from app.base.errors import UserError
from app.base.i18n import _
from app.conference import agenda, measures, plan_rows, spoken_words
from app.conference.plan_checks import case_of
from app.handover import conference_rooms
from app.handover.conference_rooms import Hall
from app.store import roles, tables
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
    require_sayable(found, [decision], found.plan.point(point_id).audience, "decision")
    return agenda.decide(store, point_id, decision, note)


def add_point(
    store: Store, conference_id: str, values: Mapping[str, str], audience: Iterable[str], reason: str = ""
) -> Change:
    """Add a point to the agenda; with a `reason` also one whose texts name what not everybody may hear."""
    only = frozenset(audience)
    _check(store, conference_id, values, only, reason)
    return agenda.add(store, conference_id, values, only)


def change_point(
    store: Store, point_id: str, values: Mapping[str, str], audience: Iterable[str], reason: str = ""
) -> Change:
    """Change a point of the agenda, as `add_point` adds one."""
    conference_id, _case = case_of(store, tables.agenda_point, point_id)
    only = frozenset(audience)
    _check(store, conference_id, values, only, reason)
    return agenda.change(store, point_id, values, only)


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


def _check(
    store: Store, conference_id: str, values: Mapping[str, str], audience: frozenset[str], reason: str
) -> None:
    found = conference_rooms.hall(store, conference_id)
    if not reason.strip():
        for field in agenda.SAID:
            require_sayable(found, [values.get(field, "")], audience, field)
        return
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
