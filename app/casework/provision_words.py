"""Words of own provisions for the way to another office: what in a view rests on an entry only we have."""

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import Connection

from app.base.provision_records import OwnProvision
from app.base.sent_records import SentProvision
from app.casework import foreign_provisions, provision_versions
from app.policy import own_provisions, provisions
from app.policy.views import View


def of_view(connection: Connection, view: View) -> tuple[SentProvision, ...]:
    """Return the words of every own entry that something in a view rests on, in the version of its day.

    Where none holds on that day the newest stands for it. Words that came from other offices go on with what
    rests on them. Who wrote an entry and the office's own remarks on it stay; who approved it goes along.
    """
    named = set(view.provisions.values()) | {c.provision for c in view.contributions}
    named |= {p.provision for m in view.methods for p in m.parts}
    versions = provision_versions.read(connection)
    own = _standing(versions, named, view.as_of)
    known = {v.id for v in versions} | provisions.shipped().keys()
    foreign = (f for f in foreign_provisions.read(connection) if f.words.id in named - known)
    latest = {(f.office, f.words.id): f for f in foreign}
    return (
        *(_sent(v) for _id, v in sorted(own.items())),
        *(replace(_sent(f.words), words_of=f.office) for _key, f in sorted(latest.items())),
    )


def _standing(versions: Iterable[OwnProvision], named: set[str], day: str) -> dict[str, OwnProvision]:
    wanted = [v for v in versions if v.id in named]
    newest = {v.id: v for v in wanted if v.id not in provisions.shipped()}
    return newest | own_provisions.in_force(wanted, day)


def _sent(words: OwnProvision) -> SentProvision:
    names = SentProvision.__dataclass_fields__.keys() - {"words_of"}
    return SentProvision(**{name: getattr(words, name) for name in names})
