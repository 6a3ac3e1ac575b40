"""The words of other offices' provisions: to be read here, and no ground of a release here.

A finding that came with a package may rest on an entry that only the sender's matrix has. Its words come
along and are kept beside the matrix, one row of `meta` for each version of each office; the newest word on
it holds. To rest a release on them, this office writes them into its own matrix (`provision_versions`), where
they wait for its data-protection officer like any other entry.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from sqlalchemy import Connection, select

from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.base.provision_records import OwnProvision
from app.base.sent_records import SentProvision
from app.policy.own_provisions import as_entry
from app.policy.provisions import Provision
from app.store import tables
from app.store.store import Store
from app.store.unit_of_work import UnitOfWork

PREFIX = "words_of/"
"""What the key of a foreign entry begins with."""
_LISTS = ("senders", "recipients", "conditions", "data")


@dataclass(frozen=True, slots=True)
class Origin:
    """Who sent a package: the name on the keys, the agency's id ("" where not known), the key that signed."""

    signer: str
    agency_id: str
    sign_public: str


@dataclass(frozen=True, slots=True)
class ForeignProvision:
    """One version of an entry of another office's matrix; `key` names it here, `office` whose words they are.

    `agency_id` is the agency of the office that sent it, "" where that is not known or where the words are a
    third office's.
    """

    key: str
    office: str
    agency_id: str
    words: OwnProvision


def keep(work: UnitOfWork, sent: Iterable[SentProvision], origin: Origin, moment: tuple[str, str]) -> None:
    """Keep what came with a package; of several words on one version that of the latest `moment` holds.

    `moment` is that of `Incoming`.
    """
    for words in sent:
        whose = words.words_of or origin.agency_id or origin.sign_public
        named = json.dumps([origin.agency_id or origin.sign_public, whose, words.id, words.version])
        key = PREFIX + hashlib.sha256(named.encode()).hexdigest()[:32]
        said = {"signer": origin.signer, "agency_id": origin.agency_id, "moment": list(moment)}
        value = json.dumps({**said, "words": asdict(words)}, ensure_ascii=False, sort_keys=True)
        before = work.row(tables.meta, key)
        if before is None:
            work.insert(tables.meta, {"id": key, "value": value})
        elif tuple(json.loads(str(before["value"]))["moment"]) < moment:
            work.update(tables.meta, key, value=value)


def read(connection: Connection) -> tuple[ForeignProvision, ...]:
    """Return the words of other offices, by id, office and version."""
    m = tables.meta
    query = select(m.c.id, m.c.value).where(m.c.id >= PREFIX, m.c.id < PREFIX.replace("/", "0"))
    found = (_foreign(row.id, json.loads(row.value)) for row in connection.execute(query))
    return tuple(sorted(found, key=lambda f: (f.words.id, f.office, f.words.version, f.key)))


def listed(store: Store) -> tuple[ForeignProvision, ...]:
    """Return the words of other offices, by id, office and version."""
    with store.read() as connection:
        return read(connection)


def one(store: Store, key: str) -> ForeignProvision:
    """Return the words with this key; `UserError` if they are not here any more."""
    found = next((f for f in listed(store) if f.key == key), None)
    if found is None:
        raise UserError(
            "provision.gone",
            _("These words of another office are not here any more."),
            _("Choose another entry."),
            exit_code=ExitCode.ANSWER_IS_NO,
        )
    return found


def entries_of(foreign: Iterable[ForeignProvision]) -> tuple[Provision, ...]:
    """Return words of other offices as they are cited, in their newest version."""
    return tuple(replace(as_entry(f.words), office=f.office) for f in foreign)


def _foreign(key: str, kept: dict[str, Any]) -> ForeignProvision:
    said = dict(kept["words"])
    third = said.pop("words_of")
    plain = {f.name for f in fields(OwnProvision)}
    values: dict[str, Any] = {n: tuple(v) if n in _LISTS else v for n, v in said.items() if n in plain}
    words = OwnProvision(**values, note="")
    agency_id = "" if third else str(kept["agency_id"])
    return ForeignProvision(key, third or str(kept["signer"]), agency_id, words)
