"""Import profiles that people made: kept in the store under a name, for one agency or for all.

A profile says what the columns of a kind of file mean; it holds names of columns and never anything that a
file said. Everybody who works in the store can use it, from the window and from the command line.
"""

import json
from dataclasses import dataclass

from sqlalchemy import Connection, select

from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.exchange.profile import Profile, find_profile, profile_data, profile_from, profiles
from app.store import tables
from app.store.audit import Action
from app.store.change import Change
from app.store.store import Store

PLACE = "import"
_MOST_CHARACTERS = 60
# Profiles are everybody's: they stand under no user's name.
_EVERYBODY = ""
_view = tables.saved_view


@dataclass(frozen=True, slots=True)
class KeptProfile:
    """A profile with the agency it was made for ("" for any)."""

    id: str
    agency_id: str
    name: str
    profile: Profile


def kept(store: Store, agency_id: str | None = None) -> tuple[KeptProfile, ...]:
    """The kept profiles, those for one agency and for any if one is named, by name.

    One that this program does not understand (a newer one made it) is left out.
    """
    query = select(_view).where(_view.c.user == _EVERYBODY, _view.c.place.like(f"{PLACE}:%"))
    with store.read() as connection:
        rows = connection.execute(query).all()
    found = []
    for row in rows:
        owner = row.place.removeprefix(f"{PLACE}:")
        if agency_id is not None and owner not in ("", agency_id):
            continue
        profile = _read(row.name, row.data)
        if profile is not None:
            found.append(KeptProfile(row.id, owner, row.name, profile))
    return tuple(sorted(found, key=lambda k: (k.name.casefold(), k.agency_id == "")))


def keep(store: Store, name: str, agency_id: str, profile: Profile) -> Change:
    """Keep a profile; one of the same name for the same agency is replaced."""
    plain = _checked(name)
    data = json.dumps(profile_data(profile), ensure_ascii=False)
    place = f"{PLACE}:{agency_id}"
    label = _("Import profile kept: {name}").format(name=plain)
    with store.write(label, Action.ADMINISTRATION) as work:
        row_id = _row_id(work.connection, place, plain)
        if row_id:
            work.update(_view, row_id, data=data)
        else:
            work.insert(_view, {"user": _EVERYBODY, "place": place, "name": plain, "data": data})
    return work.done


def remove(store: Store, profile_id: str) -> Change:
    """Forget a profile; what was imported with it stays."""
    with store.write(_("Import profile removed"), Action.ADMINISTRATION) as work:
        work.delete(_view, profile_id)
    return work.done


def find(store: Store, name: str, agency_id: str) -> Profile:
    """The profile of this name: the agency's own, one for any agency, or a shipped one.

    Raises `UserError` `import.no_such_profile`.
    """
    own = {k.agency_id: k.profile for k in kept(store, agency_id) if k.name.casefold() == name.casefold()}
    found = own.get(agency_id) or own.get("")
    if found is not None:
        return found
    if name in profiles():
        return find_profile(name)
    raise UserError(
        "import.no_such_profile",
        _("There is no import profile “{profile}”."),
        _("Choose one of: {known}."),
        exit_code=ExitCode.USAGE,
        profile=name,
        known=", ".join([*(k.name for k in kept(store, agency_id)), *profiles()]),
    )


def _row_id(connection: Connection, place: str, name: str) -> str:
    query = select(_view.c.id).where(_view.c.user == _EVERYBODY, _view.c.place == place, _view.c.name == name)
    return str(connection.execute(query).scalar() or "")


def _read(name: str, text: str) -> Profile | None:
    try:
        return profile_from(name, json.loads(text))
    except (ValueError, KeyError, TypeError):
        return None


def _checked(name: str) -> str:
    plain = " ".join(name.split())
    if not plain or len(plain) > _MOST_CHARACTERS or plain in profiles():
        raise UserError(
            "import.profile_name",
            _("A profile needs a name of 1 to {most} characters that no shipped one has."),
            _("Say which agency's which list it reads."),
            most=_MOST_CHARACTERS,
        )
    return plain
