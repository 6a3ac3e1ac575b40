"""The matrix of legal provisions: which body may tell which other body what, on which ground.

Shipped in resources/provisions/legal_provisions.json with the state of each text ("verified" as read in
the law, or not). Every entry is *proposed* until the office's data-protection officer approves it; the
program says so wherever one appears. Conditions and scopes are shipped in English; their German stands in
resources/provisions/conditions_de.json, an own translation that the officer has to confirm as well.

What the office wrote in its own words (`app.policy.own_provisions`) is given to `possible`, `grounds` and the
release check as a value. `announce` makes it known to those who only look up how an id is cited, as the
language in force is known to them.
"""

import functools
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.base.declared_files import declared
from app.base.errors import UserError
from app.base.i18n import _, language

# Kinds on which a transmission can rest, strongest first; the others are limits, procedures and the like.
_GROUNDS = ("must", "should", "may")
_ON_REQUEST = "on_request"
# Social and tax secrecy (SGB I section 35, AO section 30) leave no room for the general fallback rules.
_FALLBACKS = frozenset({"BDSG-25", "DSGNRW-8-9"})
_SECRECY = frozenset({"A04", "A05", "A06", "A10", "X04", "X05"})
# StPO sections 161, 163 leave special secrecy alone: social data follow SGB X 68 and 73, tax data AO 30.
_YIELDING = _FALLBACKS | {"StPO-161", "StPO-163"}
# AufenthG section 87 exempts schools.
_SCHOOLS_EXEMPT = frozenset({"AufenthG-87-1", "AufenthG-87-2"})
_SOCIAL = frozenset({"A05", "A06", "X04", "X05"})
OFFICE_CLASS = "OFFICE"
# No grounds, but questions that stand beside every ground of these senders.
PURPOSE_CHANGE, THIRD_PARTIES = "PolGNRW-23", "SGB10-67d"


@dataclass(frozen=True, slots=True)
class Provision:
    """One entry of the matrix; `conditions` count from 1 when they are confirmed.

    `conditions` and `data_scope` are as shipped, in every language; people read `condition_texts` and
    `scope_text`. `data` are the classes of data an own entry is limited to, empty for all; `own_version` is
    above 0 for an office's own words, and `office` names the office where it is not this one.
    """

    id: str
    law: str
    provision: str
    title: str
    paraphrase_de: str
    paraphrase_en: str
    kind: str
    senders: tuple[str, ...]
    recipients: tuple[str, ...]
    conditions: tuple[str, ...]
    data_scope: str
    proactive: bool
    verified: bool
    source: str
    verification: str = ""
    note: str = ""
    data: tuple[str, ...] = ()
    own_version: int = 0
    conditions_de: tuple[str, ...] = ()
    office: str = ""

    @property
    def citation(self) -> str:
        """The provision as lawyers cite it, marked if its text was not verified or is an office's own."""
        mark = "" if self.verified else _(" (text not verified)")
        own = _(" (own entry of this office)") if self.own_version else ""
        own = _(" (of {office})").format(office=self.office) if self.office else own
        return f"{self.provision} {self.law}{own}{mark}"

    @property
    def paraphrase(self) -> str:
        """What it says, in the language in force."""
        return self.paraphrase_de if language() == "de" else self.paraphrase_en

    @property
    def condition_texts(self) -> tuple[str, ...]:
        """The conditions in the language in force, in the order of `conditions`.

        Where the law states none ("-"), what remains to be confirmed is that it applies at all.
        """
        if self.conditions_de and language() == "de":
            return self.conditions_de
        unstated = _("the provision applies, and the transmission is necessary")
        return tuple(unstated if text == "-" else self._in_force(text) for text in self.conditions)

    @property
    def scope_text(self) -> str:
        """The data it covers, in the language in force."""
        return self._in_force(self.data_scope)

    def _in_force(self, text: str) -> str:
        """Own words are in the office's language and stay as they are."""
        own = self.own_version > 0 or bool(self.conditions_de)
        return _german_texts()[text] if language() == "de" and not own else text


def _german_texts() -> dict[str, str]:
    texts: dict[str, str] = declared("provisions", "conditions_de.json")["texts"]
    return texts


def _matrix() -> dict[str, Any]:
    return declared("provisions", "legal_provisions.json")


_announced: dict[str, Provision] = {}
_foreign: dict[str, Provision] = {}


def announce(own: Iterable[Provision], foreign: Iterable[Provision] = ()) -> None:
    """Make the office's own words known to `catalogue` and `find`; those announced before go.

    `foreign` are words of other offices: they are known to `cited` alone and are no ground of anything here.
    """
    for known, entries in ((_announced, own), (_foreign, foreign)):
        found = {p.id: p for p in entries}
        if found != known:
            known.clear()
            known.update(found)


def cited(provision_id: str) -> Provision | None:
    """Return what an id stands for, to be read: an entry of the matrix, else another office's of that id."""
    return catalogue().get(provision_id) or _foreign.get(provision_id)


def catalogue() -> dict[str, Provision]:
    """Return all provisions by id: the shipped ones, and over and beside them what was announced."""
    return {**shipped(), **_announced} if _announced else shipped()


@functools.cache
def shipped() -> dict[str, Provision]:
    """Return all shipped provisions by id."""
    return {
        e["id"]: Provision(
            id=e["id"],
            law=e["law"],
            provision=e["provision"],
            title=e["title"],
            paraphrase_de=e["paraphrase_de"],
            paraphrase_en=e["paraphrase_en"],
            kind=e["kind"],
            senders=tuple(e["sender"]),
            recipients=tuple(e["recipient"]),
            conditions=tuple(e["conditions"]),
            data_scope=e["data_scope"],
            proactive=e["proactive"],
            verified=e["verified"],
            source=e["source"],
            verification=e["verification"],
            note=e["note"] or "",
        )
        for e in _matrix()["entries"]
    }


@functools.cache
def agency_classes() -> dict[str, str]:
    """Return the classes of agencies in the matrix: code -> German name."""
    codes: dict[str, str] = _matrix()["agency_codes"]
    return {code: name for code, name in codes.items() if code != "*"}


def text_state() -> str:
    """Return the state of the texts that the matrix was read from, as shipped."""
    return str(_matrix()["text_state"])


def find(provision_id: str) -> Provision:
    """Return a provision; raises `UserError` for an id that is not in the matrix."""
    found = catalogue().get(provision_id)
    if found is None:
        raise UserError(
            "provisions.unknown",
            _("There is no provision “{id}”."),
            _("Use an id from the provision matrix, for example GewO-14-6."),
            id=provision_id,
        )
    return found


def _excluded(provision: Provision, sender: str) -> bool:
    if provision.id in _YIELDING:
        return sender in _SECRECY
    return provision.id in _SCHOOLS_EXEMPT and sender == "A07"


def is_social(sender: str) -> bool:
    """Tell whether a class of senders is bound by social secrecy (SGB I section 35)."""
    return sender in _SOCIAL


@functools.lru_cache(maxsize=4096)
def grounds(
    sender: str,
    recipient: str,
    *,
    on_request: bool = False,
    rejected: frozenset[str] = frozenset(),
    own: tuple[Provision, ...] = (),
) -> tuple[Provision, ...]:
    """Return the provisions on which class `sender` may tell class `recipient`: must, should, may.

    With `on_request` also those that need a request of the recipient, last. What the office's data-protection
    officer has rejected is none; `own` stands beside the shipped entries, or in their place.
    """
    found = possible(sender, recipient, on_request=on_request, own=own)
    return tuple(p for p in found if p.id not in rejected and not _excluded(p, sender))


@functools.lru_cache(maxsize=4096)
def possible(
    sender: str, recipient: str, *, on_request: bool = False, own: tuple[Provision, ...] = ()
) -> tuple[Provision, ...]:
    """Return what the matrix alone offers, in the order of `grounds`, with what secrecy excludes."""
    kinds = (*_GROUNDS, _ON_REQUEST) if on_request else _GROUNDS
    entries = shipped() | {p.id: p for p in own}
    found = [
        p
        for p in entries.values()
        if p.kind in kinds
        and (p.proactive or on_request)
        and (sender in p.senders or "*" in p.senders)
        and (recipient in p.recipients or "*" in p.recipients)
    ]
    # A rule that names the recipient is more specific than one for any public body.
    return tuple(sorted(found, key=lambda p: (kinds.index(p.kind), "*" in p.recipients, p.id)))
