"""What the place of the provisions shows, read at once: entries with their standing. Free of Qt."""

from dataclasses import dataclass, replace

from app.base.i18n import _
from app.base.words import provision_kind_word
from app.casework import foreign_provisions, provision_states, provision_versions
from app.casework.foreign_provisions import ForeignProvision
from app.casework.provision_states import ProvisionState, ProvisionStatus, status_word
from app.casework.provision_versions import Wording
from app.policy import provision_matrix, provisions
from app.policy.provision_matrix import RANK, Wanted
from app.policy.provisions import Provision
from app.policy.transmission_limits import data_classes, topic_of, topics
from app.store.store import Store
from ui.shell.day_text import day

Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One entry of the matrix as the table shows it."""

    id: str
    citation: str
    title: str
    kind: str
    kind_rank: int
    topic: str
    senders: str
    recipients: str
    status: str
    status_text: str
    text: str
    decided: str


def entries(store: Store, wanted: Wanted, status: str = "") -> tuple[EntryRow, ...]:
    """Return the entries that fit, in the order of the matrix."""
    known = provision_states.matrix(store)
    found = provision_matrix.search(wanted, known.entries.values())
    rows = [_row(p, known.states[p.id]) for p in found]
    foreign = {f.key: f for f in foreign_provisions.listed(store)}
    cited = [
        replace(e, id=key)
        for key, e in zip(foreign, foreign_provisions.entries_of(foreign.values()), strict=True)
    ]
    rows += [_foreign_row(p, foreign[p.id]) for p in provision_matrix.search(wanted, cited)]
    return tuple(row for row in rows if not status or row.status == status)


def _row(provision: Provision, state: ProvisionState) -> EntryRow:
    decided = " ".join(part for part in (state.decided_on, state.decided_by) if part)
    return _entry_row(provision, (str(state.status), _standing_text(state)), decided)


def _foreign_row(provision: Provision, found: ForeignProvision) -> EntryRow:
    """Return words of another office; they have no status here."""
    words = found.words
    decided = " ".join(part for part in (words.decided_on, words.decided_by) if part)
    told = _("there: {status}").format(status=status_word(ProvisionStatus(words.status)))
    return _entry_row(provision, ("", told), decided)


def _entry_row(provision: Provision, standing: tuple[str, str], decided: str) -> EntryRow:
    """Return an entry as a row; `standing` is the status and how it is told."""
    rank = RANK.index(provision.kind) if provision.kind in RANK else len(RANK)
    return EntryRow(
        provision.id,
        _short_citation(provision),
        provision.title,
        provision_kind_word(provision.kind),
        rank,
        topics()[topic_of(provision)].label,
        ", ".join(provision.senders),
        ", ".join(provision.recipients),
        *standing,
        verified_word(provision.verified),
        decided,
    )


def _short_citation(provision: Provision) -> str:
    own = _(" (own)") if provision.own_version else ""
    own = _(" (of {office})").format(office=provision.office) if provision.office else own
    return f"{provision.provision} {provision.law}{own}"


def _standing_text(state: ProvisionState) -> str:
    word = status_word(state.status)
    return (
        _("{status}, new version").format(status=word)
        if state.waiting and state.status is not ProvisionStatus.PROPOSED
        else word
    )


def verified_word(verified: bool) -> str:
    """Return what is known about the text of an entry."""
    return _("read in the law") if verified else _("text not verified")


def agency_name(code: str) -> str:
    """Return a class of agencies with its name; "*" is any public body."""
    return _("any public body") if code == "*" else f"{code} {provisions.agency_classes()[code]}"


def choices_of(name: str) -> Choices:
    """Return what the filter of this name offers, all first."""
    found: dict[str, tuple[str, Choices]] = {
        "topic": (_("all topics"), tuple((t.id, t.label) for t in topics().values())),
        "data": (_("all data"), tuple((d.id, d.label) for d in data_classes().values())),
        "sender": (_("any sender"), agency_choices()),
        "recipient": (_("any recipient"), agency_choices()),
        "status": (_("any standing"), tuple((str(s), status_word(s)) for s in ProvisionStatus)),
        "verified": (_("any text state"), (("yes", verified_word(True)), ("no", verified_word(False)))),
    }
    every, rest = found[name]
    return (("", every), *rest)


def agency_choices() -> Choices:
    """Return the classes of agencies with their names."""
    return tuple((code, agency_name(code)) for code in provisions.agency_classes())


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version of an entry: 1 is what is shipped, unless the office wrote the entry itself."""

    version: int
    status: ProvisionStatus
    text: str


@dataclass(frozen=True, slots=True)
class EntryDetail:
    """Everything about one entry; `fields` are pairs of a name and a text, empty ones left out.

    `before` are the words that a new version begins with. `own_id` is "" but for words of another office: the
    id they have there; there is nothing to decide on them here.
    """

    id: str
    heading: str
    fields: tuple[tuple[str, str], ...]
    conditions: tuple[str, ...]
    versions: tuple[VersionLine, ...]
    before: Wording
    own_id: str = ""


def detail(store: Store, provision_id: str) -> EntryDetail:
    """Return one entry with its source, the state of its text and the office's decision."""
    if provision_id.startswith(foreign_provisions.PREFIX):
        return _foreign_detail(foreign_provisions.one(store, provision_id))
    known = provision_states.matrix(store)
    provision = known.entries.get(provision_id) or provisions.find(provision_id)
    state = known.states[provision_id]
    decided = " ".join(part for part in (state.decided_on, state.decided_by) if part)
    return EntryDetail(
        provision.id,
        f"{provision.citation} – {provision.title}",
        _fields(provision, (_("Status"), f"{status_word(state.status)} {decided}".strip())),
        provision.condition_texts,
        _versions(known, provision_id),
        provision_versions.wording_of(store, provision_id),
    )


def _fields(provision: Provision, *more: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    fields = (
        (_("Kind"), provision_kind_word(provision.kind)),
        (_("What it says"), provision.paraphrase),
        (_("Data"), "" if provision.data_scope == "-" else provision.scope_text),
        (_("From"), "; ".join(agency_name(code) for code in provision.senders)),
        (_("To"), "; ".join(agency_name(code) for code in provision.recipients)),
        (_("Of its own accord"), _("yes") if provision.proactive else _("no")),
        (_("Text"), verified_word(provision.verified)),
        (_("State of the texts"), "" if provision.office else provisions.text_state()),
        (_("Source"), provision.source),
        (_("Remark"), provision.note),
        *more,
    )
    return tuple((name, text) for name, text in fields if text)


def _foreign_detail(found: ForeignProvision) -> EntryDetail:
    (entry,) = foreign_provisions.entries_of([found])
    words = found.words
    status = status_word(ProvisionStatus(words.status))
    there = " ".join(filter(None, (status, day(words.decided_on), words.decided_by)))
    days = " – ".join(day(one) for one in (words.valid_from, words.valid_to) if one)
    told = _("Version {version}, from {days}: {status}").format(
        version=words.version, days=days, status=there
    )
    here = _("No ground of a release. Take it over, and the data protection officer can decide on it.")
    more = (_("Words of"), found.office), (_("Standing there"), told), (_("Here"), here)
    return EntryDetail(
        found.key,
        f"{entry.citation} – {entry.title}",
        _fields(entry, *more),
        entry.condition_texts,
        (),
        provision_versions.wording(words),
        own_id=words.id,
    )


def _versions(known: provision_states.Matrix, provision_id: str) -> tuple[VersionLine, ...]:
    """Return what is shipped, and what the office wrote, newest last."""
    found = []
    if provision_id in provisions.shipped():
        status = _shipped_status(known, provision_id)
        found.append(
            VersionLine(1, status, _("Version 1, as shipped: {status}").format(status=status_word(status)))
        )
    for own in known.versions:
        if own.id == provision_id:
            status = ProvisionStatus(own.status)
            days = f"{own.valid_from} – {own.valid_to}" if own.valid_to else own.valid_from
            text = _("Version {version}, from {days}, written by {by}: {status}").format(
                version=own.version, days=days, by=own.written_by, status=status_word(status)
            )
            found.append(VersionLine(own.version, status, text))
    return tuple(found)


def _shipped_status(known: provision_states.Matrix, provision_id: str) -> ProvisionStatus:
    if provision_id in known.rejected:
        return ProvisionStatus.REJECTED
    return ProvisionStatus.APPROVED if provision_id in known.approved else ProvisionStatus.PROPOSED


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """One cell of the table of senders by recipients."""

    sender: str
    recipient: str
    kind: str
    word: str
    tip: str


def matrix(store: Store, *, on_request: bool) -> tuple[tuple[MatrixCell, ...], ...]:
    """Return the table; what this office rejected carries nothing in it."""
    known = provision_states.matrix(store)
    rows = provision_matrix.table(
        provisions.agency_classes(),
        on_request=on_request,
        rejected=known.standing.rejected(known.rejected),
        own=known.standing.own,
    )
    return tuple(tuple(_cell(c, known.entries) for c in row) for row in rows)


def _cell(cell: provision_matrix.Cell, entries: dict[str, Provision]) -> MatrixCell:
    names = [f"{provision_kind_word(entries[i].kind)}: {entries[i].citation}" for i in cell.ids]
    heading = f"{agency_name(cell.sender)} → {agency_name(cell.recipient)}"
    word = (provision_kind_word(cell.kind) + ("" if cell.verified else " ?")) if cell.kind else "–"
    return MatrixCell(cell.sender, cell.recipient, cell.kind, word, "\n".join([heading, *names]))
