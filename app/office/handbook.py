"""The handbook of provisions: per agency what may I give, what may I get, under which conditions.

Made of the matrix as this office has it today: its decisions and its own words included, nothing copied. What
the office rejected is not in it. It is a research aid and says so.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.base.clock import today
from app.base.handbook_records import Handbook, HandbookChapter, HandbookEntry, HandbookLine, HandbookPart
from app.base.i18n import _, ngettext
from app.base.words import provision_kind_word
from app.casework import provision_states
from app.casework.provision_states import Matrix, ProvisionState, ProvisionStatus
from app.office.handbook_fields import Field, agency_names, find_agency, find_field, text_state
from app.policy import provisions
from app.policy.provisions import Provision
from app.policy.transmission_limits import topic_of, topics
from app.store.store import Store

# What is no ground for one agency to tell another, and no limit either.
Ends = dict[str, tuple[str, ...]]
_FURTHER = ("retrieval", "data_matching", "conference_basis", "research", "procedure")


@dataclass(frozen=True, slots=True)
class _Source:
    """What the book is made of: the matrix without what was rejected, and what it is narrowed to."""

    matrix: Matrix
    rejected: frozenset[str]
    own: tuple[Provision, ...]
    field: Field | None
    names: Mapping[str, str]

    def wanted(self, provision: Provision) -> bool:
        inside = self.field is None or self.field.holds(provision)
        state = self.matrix.states.get(provision.id)
        return inside and (state is None or state.status is not ProvisionStatus.REJECTED)


def handbook(store: Store, agency: str = "", topic: str = "") -> Handbook:
    """Return the book, of one agency or all, of one topic or field of work or all.

    Raises `UserError` (exit 2) for an agency or a topic that there is not.
    """
    matrix = provision_states.matrix(store)
    field = find_field(topic)
    every = field.agencies if field and field.agencies else tuple(provisions.agency_classes())
    codes = [find_agency(agency)] if agency else list(every)
    rejected = frozenset(matrix.standing.rejected(matrix.rejected))
    source = _Source(matrix, rejected, tuple(matrix.standing.own), field, agency_names())
    chapters = [_chapter(source, code) for code in codes]
    kept = tuple(c for c in chapters if c.count or agency)
    day = today().isoformat()
    return Handbook(
        number=_number(codes, agency, field, day),
        title=_("Handbook of provisions"),
        subtitle=" · ".join(
            filter(None, (field.label if field else "", source.names[codes[0]] if agency else ""))
        ),
        day=day,
        preface=_preface(source),
        counts=_counts(source, kept),
        chapters=kept,
        entries=tuple(_told(kept)),
    )


def _told(chapters: Iterable[HandbookChapter]) -> list[HandbookEntry]:
    found = {line.entry.id: line.entry for c in chapters for part in c.parts for line in part.lines}
    order = {i: no for no, i in enumerate(provisions.catalogue())}
    return [found[i] for i in sorted(found, key=lambda i: (order.get(i, len(order)), i))]


def _number(codes: Sequence[str], agency: str, field: Field | None, day: str) -> str:
    parts = [_("Handbook"), *([field.label] if field else []), *([codes[0]] if agency else []), day]
    return " ".join(part.replace("/", "-") for part in parts)


def _preface(source: _Source) -> tuple[str, ...]:
    said = [
        _("A research aid, no legal advice. Whoever transmits answers for it."),
        _("A provision carries a transmission only after the office's data protection officer approved it."),
        _("Each entry says where it stands, and whether its text was read in the law."),
        _("State of the texts: {state}").format(state=text_state()),
        _("“On request” needs a request of the recipient. Conditions are confirmed one by one each time."),
    ]
    if source.field is not None and source.field.laws:
        said.append(_("Which provisions belong to this field of work is a proposal as well."))
    return tuple(said)


def _counts(source: _Source, chapters: Iterable[HandbookChapter]) -> tuple[tuple[str, str], ...]:
    found = [source.matrix.entries[entry.id] for entry in _told(chapters)]
    approved = sum(_status(source, p.id) is ProvisionStatus.APPROVED for p in found)
    return (
        (_("Provisions"), str(len(found))),
        (_("of these approved by this office"), str(approved)),
        (_("of these proposed"), str(len(found) - approved)),
        (_("of these with a text that was not verified"), str(sum(not p.verified for p in found))),
        (_("rejected by this office and left out"), str(len(source.rejected))),
    )


def _status(source: _Source, provision_id: str) -> ProvisionStatus:
    return source.matrix.states.get(provision_id, ProvisionState(provision_id)).status


def _chapter(source: _Source, code: str) -> HandbookChapter:
    given, asked = _grounds(source, code, giving=True)
    got, requested = _grounds(source, code, giving=False)
    nothing = _("No entry of the matrix. That does not mean that the law has none.")
    further = [p for p in _entries(source) if p.kind in _FURTHER and code in (*p.senders, *p.recipients)]
    limits = [p for p in _entries(source) if p.kind == "limit" and {code, "*"} & set(p.senders)]
    to, by = _("To whom"), _("From whom")
    named = (
        (_("What may I give of my own accord?"), to, given, nothing),
        (_("What may I give on request?"), to, asked, nothing),
        (_("What may I get unasked?"), by, got, nothing),
        (_("What may I get on request?"), by, requested, nothing),
        (_("Further rules"), "", {p.id: () for p in further}, ""),
        (_("What stands against it?"), "", {p.id: () for p in limits}, ""),
    )
    parts = tuple(
        HandbookPart(heading, end, tuple(_line(source, i, others) for i, others in found.items()), empty)
        for heading, end, found, empty in named
        if found or empty
    )
    return HandbookChapter(code, source.names[code], parts)


def _entries(source: _Source) -> list[Provision]:
    return [p for p in source.matrix.entries.values() if source.wanted(p)]


def _grounds(source: _Source, code: str, *, giving: bool) -> tuple[Ends, Ends]:
    """Return grounds of one's own accord, and on request: id -> the agencies at the other end."""
    found: tuple[dict[str, list[str]], dict[str, list[str]]] = ({}, {})
    for other in source.names:
        if other == code:
            continue
        sender, recipient = (code, other) if giving else (other, code)
        for provision in provisions.grounds(
            sender, recipient, on_request=True, rejected=source.rejected, own=source.own
        ):
            if source.wanted(provision):
                asked = not provision.proactive or provision.kind == "on_request"
                found[asked].setdefault(provision.id, []).append(other)
    return _ordered(source, found[0]), _ordered(source, found[1])


def _ordered(source: _Source, found: Mapping[str, list[str]]) -> Ends:
    """By topic and in the order of the matrix, so that what belongs together stands together."""
    places = {topic: no for no, topic in enumerate(topics())}
    order = {i: no for no, i in enumerate(source.matrix.entries)}
    ids = sorted(found, key=lambda i: (places[topic_of(source.matrix.entries[i])], order[i]))
    return {i: tuple(found[i]) for i in ids}


def _line(source: _Source, provision_id: str, others: Sequence[str]) -> HandbookLine:
    return HandbookLine(_entry(source, provision_id), _others(source, others) if others else ())


def _entry(source: _Source, provision_id: str) -> HandbookEntry:
    provision = source.matrix.entries[provision_id]
    facts = (
        (_("Data"), provision.scope_text),
        (_("Source"), provision.source),
        (_("Remark"), provision.note),
    )
    return HandbookEntry(
        provision.id,
        f"{provision.provision} {provision.law}",
        provision.title,
        provision_kind_word(provision.kind),
        provision.paraphrase,
        provision.condition_texts,
        tuple((name, text) for name, text in facts if text),
        _marks(source, provision),
    )


def _others(source: _Source, others: Sequence[str]) -> tuple[str, ...]:
    every = len(source.names) - 1
    if len(others) == every:
        return (_("every public body (check its responsibility)"),)
    if len(others) > every // 2:
        missing = [name for code, name in source.names.items() if code not in others]
        return (_("every public body but: {names}").format(names=", ".join(missing)),)
    return tuple(source.names[code] for code in others)


def _marks(source: _Source, provision: Provision) -> tuple[str, ...]:
    state = source.matrix.states.get(provision.id, ProvisionState(provision.id))
    marks = [] if provision.verified else [_("text not verified")]
    if provision.own_version:
        marks.append(_("own wording of this office, version {no}").format(no=provision.own_version))
    if state.status is ProvisionStatus.APPROVED:
        marks.append(_("approved by {name} on {day}").format(name=state.decided_by, day=state.decided_on))
    else:
        marks.append(_("proposed, not approved"))
    if state.waiting:
        waiting = ngettext("{count} version waits", "{count} versions wait", state.waiting)
        marks.append(waiting.format(count=state.waiting))
    return tuple(marks)
