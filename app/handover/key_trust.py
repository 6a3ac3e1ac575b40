"""Trusting a partner's keys, replacing and revoking them, and who can open what is sealed for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from app.base.clock import now_text, today
from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.exchange import revocation
from app.exchange.keys import PublicIdentity, parse_public
from app.exchange.library_package import LibraryManifest
from app.exchange.manifest import Manifest
from app.handover.identities import REPLACED, REVOKED, Partner, partner, partners, put_partner_frame
from app.store import tables
from app.store.audit import Action
from app.store.store import Store


class Obstacle(StrEnum):
    """Why nothing may be sealed for a key."""

    EXPIRED = "expired"
    REVOKED = "revoked"
    REPLACED = "replaced"
    OTHER_AGENCY = "other_agency"


@dataclass(frozen=True, slots=True)
class Opener:
    """Somebody whose key would open a package: the partner, and what stands against it ("": nothing)."""

    partner: Partner
    obstacle: Obstacle | None

    @property
    def sentence(self) -> str:
        """What stands against it, in the language in force; "" for nothing."""
        keys = self.partner.keys
        return {
            None: "",
            Obstacle.EXPIRED: _("its keys were good until {day}").format(day=keys.valid_until),
            Obstacle.REVOKED: _("its keys were revoked on {day}").format(day=self.partner.state_on),
            Obstacle.REPLACED: _("its keys were replaced on {day}").format(day=self.partner.state_on),
            Obstacle.OTHER_AGENCY: _("its keys belong to another agency than the release is for"),
        }[self.obstacle]


def trust(
    store: Store, text: str, agency_id: str | None = None, *, compared: str = "", replaces: str = ""
) -> PublicIdentity:
    """Trust a partner's exported keys; the caller has shown the fingerprint and somebody compared it.

    `compared` says how (by telephone, in person), `replaces` names the partner whose older keys these
    replace. Refused: keys that were revoked before, expired ones, and a second key under a name in use that
    it does not replace.
    """
    keys = parse_public(text)
    old = partner(store, replaces) if replaces else None
    known = partners(store, former=True)
    same = next((p for p in known if p.keys.sign_public == keys.sign_public), None)
    _refuse(keys, same, known, old)
    if same is not None:
        return keys
    table = tables.partner_key
    store.claim()
    reason = _("compared: {how}").format(how=compared) if compared else ""
    with store.write(_("Partner key trusted"), Action.ADMINISTRATION, reason=reason, history=False) as work:
        row = {
            "agency_id": agency_id or (old.agency_id if old else None),
            "name": keys.name,
            "age_public": keys.age_public,
            "sign_public": keys.sign_public,
            "trusted_at": now_text(),
            "last_sequence": 0,
        }
        partner_id = work.insert(table, row)
        put_partner_frame(work, partner_id, {"valid_until": keys.valid_until, "compared": compared})
        if old is not None:
            told = {"state": REPLACED, "state_on": today().isoformat(), "replaced_by": partner_id}
            put_partner_frame(work, old.id, told)
    return keys


def _refuse(
    keys: PublicIdentity, same: Partner | None, known: Iterable[Partner], old: Partner | None
) -> None:
    if same is not None and same.state:
        raise UserError(
            "identity.was_revoked",
            _("These keys of {name} are no longer trusted here since {day}."),
            _("Ask {name} for the keys that replaced them."),
            name=keys.name,
            day=same.state_on,
        )
    if keys.valid_until and keys.valid_until < today().isoformat():
        raise UserError(
            "identity.expired",
            _("These keys were good until {day}."),
            _("Ask the partner for the keys that replaced them."),
            day=keys.valid_until,
        )
    clash = [p for p in known if not p.state and p.keys.name == keys.name and p is not same]
    if same is None and any(old is None or p.id != old.id for p in clash):
        raise UserError(
            "identity.same_name",
            _("There is a trusted key of “{name}” already, and this is another one."),
            _("Say that it replaces the old one, or ask the partner for a name of its own."),
            exit_code=ExitCode.USAGE,
            name=keys.name,
        )


def revoke(store: Store, text: str, reason: str) -> Partner:
    """Trust a partner's keys no more, from today on; `text` names the partner. `UserError` without a reason.

    Nothing is sealed for them and no package signed with them is opened any more, whenever it was made.
    """
    if not reason.strip():
        raise UserError(
            "identity.reason",
            _("The revocation needs its reason."),
            _("Say who told you and how, for example: lost computer, told by telephone."),
        )
    found = partner(store, text)
    _write_revoked(store, found, today().isoformat(), reason.strip())
    return found


def take_revocation(store: Store, text: str) -> Partner:
    """Take a partner's own revocation: its signature is checked with the key it takes back.

    Raises `UserError` if the text is wrong or the key is not known here.
    """
    told = revocation.read(text)
    found = next((p for p in partners(store, former=True) if p.keys.sign_public == told.sign_public), None)
    if found is None:
        raise UserError(
            "identity.not_known",
            _("The key of {name} that is revoked is not known here."),
            _("Nothing is to be done."),
            exit_code=ExitCode.ANSWER_IS_NO,
            name=told.name,
        )
    if found.state != REVOKED:
        _write_revoked(store, found, today().isoformat(), _("told by the partner's own revocation"))
    return found


def _write_revoked(store: Store, found: Partner, day: str, reason: str) -> None:
    store.claim()
    with store.write(_("Partner key revoked"), Action.ADMINISTRATION, reason=reason, history=False) as work:
        put_partner_frame(work, found.id, {"state": REVOKED, "state_on": day, "reason": reason})


def openers(store: Store, agency_id: str, chosen: Iterable[PublicIdentity]) -> tuple[Opener, ...]:
    """Return who can open what is sealed for these keys and released for this agency.

    With what stands against each. Nobody else can: not other partners, and not this workstation either.
    """
    day = today().isoformat()
    known = {p.keys.sign_public: p for p in partners(store, former=True)}
    found = []
    for keys in chosen:
        one = known.get(keys.sign_public) or Partner("", None, keys, "")
        found.append(Opener(one, _obstacle(one, agency_id, day)))
    return tuple(found)


def _obstacle(one: Partner, agency_id: str, day: str) -> Obstacle | None:
    if one.state:
        return Obstacle.REVOKED if one.state == REVOKED else Obstacle.REPLACED
    if one.expired(day):
        return Obstacle.EXPIRED
    # Without a release nobody is the wrong agency yet.
    other = one.agency_id and agency_id and one.agency_id != agency_id
    return Obstacle.OTHER_AGENCY if other else None


def refuse_obstacles(found: Iterable[Opener]) -> None:
    """Raise `UserError` (`seal.key`) naming the first key that nothing may be sealed for."""
    for opener in found:
        if opener.obstacle is not None:
            raise UserError(
                "seal.key",
                _("Nothing may be sealed for {name}: {why}."),
                _("Choose a key of the agency that the release is for, and one that is still good."),
                name=opener.partner.keys.name,
                why=opener.sentence,
            )


def check_signer(store: Store, signer: PublicIdentity, manifest: Manifest | LibraryManifest) -> Partner:
    """Return the partner who signed a package; `UserError` if its keys were not good when it was made.

    What a revoked key signed is refused whenever it claims to be made: whoever has the key can write any day.
    """
    found = next(p for p in partners(store, former=True) if p.keys.sign_public == signer.sign_public)
    made = manifest.created[:10]
    sentence = ""
    if found.state == REVOKED:
        sentence = _("{name} signed this package with keys that were revoked on {day}.")
    elif found.state == REPLACED and made > found.state_on:
        sentence = _("{name} signed this package with keys that were replaced on {day}.")
    elif found.expired(made):
        sentence = _("{name} signed this package with keys that were good until {day}.")
    if sentence:
        raise UserError(
            "package.key",
            sentence,
            _("Nothing was taken from it. Ask {name}, by telephone, whether and why they made it."),
            name=signer.name,
            day=found.keys.valid_until if not found.state else found.state_on,
        )
    return found


def is_past(day: str) -> bool:
    """Whether a day (ISO) lies before today."""
    return day < today().isoformat()
