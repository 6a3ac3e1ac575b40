"""The place of reviews as rows: what is due, what soon will be, notices to be sent. Free of Qt."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.base.clock import today
from app.base.i18n import _, language, ngettext
from app.base.words import agency_name, regime_word
from app.casework import erasure, notices, reviews, work_list
from app.casework.agencies import all_recipients
from app.casework.erasure_repeats import Repeat
from app.casework.names import captions_of, values_of
from app.casework.notice_text import draft
from app.ontology.catalogue import ontology
from app.ontology.values import display_for
from app.policy import ledger
from app.store import compaction
from app.store.store import Store
from ui.shell.day_text import day
from ui.shell.late_import import load_late

DELETIONS, DUE, SOON, NOTICES, SENT = "deletions", "due", "soon", "notices", "sent"
LEDGER = "ledger"
MOST = 1000
"""So many rows are shown at once; decided ones make room for the next."""


@dataclass(frozen=True, slots=True)
class Group:
    """One entry of the list at the left: which view, of which case ("" for all), and how many."""

    view: str
    case_id: str
    title: str
    count: int


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One finding to decide on, in words; `latest` is the upper bound, `why` what stands behind it."""

    id: str
    case_id: str
    subject_id: str
    case: str
    subject: str
    field: str
    value: str
    since: str
    since_sort: str
    regime: str
    ground: str
    latest: str
    latest_sort: str
    why: str
    needs_approval: bool
    allowed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """One notice to a recipient, in words; `waiting` if it was sent and nobody has confirmed it."""

    id: str
    case_id: str
    recipient: str
    about: str
    case: str
    since: str
    since_sort: str
    count: int
    artefacts: str
    sent: str
    remark: str
    number: str
    confirmed: str
    waiting: bool


@dataclass(frozen=True, slots=True)
class ReviewView:
    """One view of the place: its groups, the rows of the one chosen, and how many more there are.

    `cleaning` says that the store's file still waits to be cleaned after an erasure.
    """

    groups: tuple[Group, ...]
    view: str
    case_id: str
    rows: tuple[ReviewRow, ...]
    notices: tuple[NoticeRow, ...]
    more: int
    cleaning: bool = False


def read_view(store: Store, view: str = DUE, case_id: str = "") -> ReviewView:
    """Read the groups and one view."""
    groups = _groups(store, view)
    if view in (DELETIONS, LEDGER):
        return ReviewView(groups, view, case_id, (), (), 0)
    if view in (NOTICES, SENT):
        found = notices.listed(store, case_id=case_id, sent=view == SENT)
        return ReviewView(groups, view, case_id, (), _notice_rows(store, found), 0)
    rows = _rows(store, view, case_id)
    total = sum(g.count for g in groups if g.view == view and g.case_id == case_id)
    waits = bool(compaction.wanted_since(store))
    return ReviewView(groups, view, case_id, rows, (), max(total - len(rows), 0), waits)


def _groups(store: Store, shown: str) -> tuple[Group, ...]:
    items = work_list.of_store(store, count_pairs=False)
    found: list[Group] = []
    views = (
        (DELETIONS, work_list.DELETIONS, _("Decide on deletion")),
        (DUE, work_list.REVIEWS, _("Due")),
        (SOON, work_list.SOON, _("Due within {days} days").format(days=work_list.SOON_DAYS)),
        (NOTICES, work_list.NOTICES, _("Notices to send")),
    )
    for view, kind, title in views:
        own = [i for i in items if i.kind == kind]
        if kind == work_list.DELETIONS and not own and shown != DELETIONS:
            continue
        found.append(Group(view, "", title, sum(i.count for i in own)))
        found += [Group(view, i.case_id, i.reference, i.count) for i in own]
    with store.read() as connection:
        handed = ledger.hand_overs(connection)
    return (
        *found,
        Group(SENT, "", _("Notices sent"), len(notices.listed(store, sent=True))),
        Group(LEDGER, "", _("Disclosure ledger"), handed),
    )


def _rows(store: Store, view: str, case_id: str) -> tuple[ReviewRow, ...]:
    now = today()
    if view == SOON:
        late = (now + dt.timedelta(days=work_list.SOON_DAYS)).isoformat()
        found = reviews.due(store, late, case_id=case_id, after=now.isoformat(), limit=MOST)
    else:
        found = reviews.due(store, case_id=case_id, limit=MOST)
    with store.read() as connection:
        names = captions_of(connection, [d.subject_id for d in found])
        values = values_of(connection, [d.finding_id for d in found])
    return tuple(_row(d, names.get(d.subject_id, ""), values.get(d.finding_id, "")) for d in found)


def _row(d: reviews.DueReview, name: str, value: str) -> ReviewRow:
    notes = [
        _("corrected since") if d.superseded else "",
        _("restricted") if d.restricted else "",
        _("nothing supports it any more") if d.without_basis else "",
        _("an extension needs approval") if d.needs_approval else "",
        "" if reviews.EXTEND in d.allowed else _("cannot be extended any more"),
    ]
    return ReviewRow(
        d.finding_id, d.case_id, d.subject_id, d.reference, name, *_field(d, value),
        day(d.since), d.since, regime_word(d.regime), d.ground, day(d.latest), d.latest,
        "; ".join(filter(None, notes)), d.needs_approval, d.allowed,
    )  # fmt: skip


def _field(d: reviews.DueReview, value: str) -> tuple[str, str]:
    try:
        declared = ontology().property(d.subject_type, d.property)
    except KeyError:
        return d.property, value
    return declared.label, display_for(declared, value)


def _notice_rows(store: Store, found: Sequence[notices.Notice]) -> tuple[NoticeRow, ...]:
    with store.read() as connection:
        cases = work_list.references(connection)
    rows = []
    for n in found:
        about = draft(store, n, language())
        artefacts = ", ".join(dict.fromkeys(g.artefact for g in n.given))
        sent = _("{day}, {name}").format(day=day(n.sent_at[:10]), name=n.sent_by) if n.sent_at else ""
        confirmed = f"{day(n.confirmed_at[:10])}: {n.answer}" if n.confirmed_at else ""
        rows.append(
            NoticeRow(
                n.id,
                n.case_id,
                about.recipient,
                about.subject,
                cases.get(n.case_id, ""),
                day(n.since[:10]),
                n.since,
                len(n.findings),
                artefacts,
                sent,
                n.remark,
                n.number,
                confirmed or (_("not yet") if n.state == notices.SENT else ""),
                n.state == notices.SENT,
            )
        )
    return tuple(rows)


def letter(store: Store, notice_id: str, wanted: str) -> str:
    """Return the draft of a notice in a language."""
    return draft(store, notices.find(store, notice_id), wanted).text


@dataclass(frozen=True, slots=True)
class Preview:
    """What an erasure takes with it, one line each, who has to be told, and what other places repeat it."""

    lines: tuple[str, ...]
    recipients: tuple[str, ...]
    repeats: tuple[Repeat, ...] = ()


def preview(store: Store, chosen: Sequence[ReviewRow], choices: Mapping[str, str] | None = None) -> Preview:
    """Say what erasing these findings takes with it, over all their cases.

    `choices` are decisions made so far on places that repeat a value; findings chosen there go too.
    """
    by_case: dict[str, list[str]] = {}
    for row in chosen:
        by_case.setdefault(row.case_id, []).append(row.id)
    return foreseen(store, by_case, choices)


def foreseen(
    store: Store, by_case: Mapping[str, Sequence[str]], choices: Mapping[str, str] | None = None
) -> Preview:
    """Say the same of findings by case."""
    seen = [erasure.foresee(store, case_id, ids, choices) for case_id, ids in by_case.items()]
    names = {a.id: agency_name(a) for a in all_recipients(store)}
    told = dict.fromkeys(names.get(r.agency_id, "") for f in seen for r in f.recipients)
    repeats = {r.key: r for f in seen for r in f.repeats}
    return Preview(tuple(_lines(store, seen)), tuple(told), tuple(repeats.values()))


def _lines(store: Store, seen: Sequence[erasure.Foreseen]) -> list[str]:
    gone = [s for f in seen for s in f.subjects]
    with store.read() as connection:
        names = captions_of(connection, gone[:10])
    documents = [d for f in seen for d in f.documents]
    found = [_findings(sum(len(f.findings) for f in seen))]
    if gone:
        nodes = ngettext(
            "{count} node without anything left", "{count} nodes without anything left", len(gone)
        )
        found.append(f"{nodes.format(count=len(gone))}: {', '.join(names.values())}")
    found += _counts(seen)
    if documents:
        text = ngettext("{count} document: {names}", "{count} documents: {names}", len(documents))
        found.append(text.format(count=len(documents), names=", ".join(documents[:10])))
    left, lost = sum(f.documents_left for f in seen), sum(f.to_review for f in seen)
    if left:
        text = ngettext(
            "{count} document stays because others need it; look into it",
            "{count} documents stay because others need them; look into them",
            left,
        )
        found.append(text.format(count=left))
    if lost:
        text = ngettext(
            "{count} assessment loses its basis and becomes due",
            "{count} assessments lose their basis and become due",
            lost,
        )
        found.append(text.format(count=lost))
    return found


def _counts(seen: Sequence[erasure.Foreseen]) -> list[str]:
    links, sources = sum(len(f.links) for f in seen), sum(f.sources for f in seen)
    deliveries, judged = sum(f.contributions for f in seen), sum(f.judgements for f in seen)
    cited = sum(f.citations for f in seen)
    said = (
        (links, ngettext("{count} link", "{count} links", links)),
        (sources, ngettext("{count} source", "{count} sources", sources)),
        (deliveries, ngettext("{count} contribution", "{count} contributions", deliveries)),
        (judged, ngettext("{count} judgement", "{count} judgements", judged)),
        (cited, ngettext("{count} reference in a measure", "{count} references in measures", cited)),
    )
    return [text.format(count=count) for count, text in said if count]


def _findings(count: int) -> str:
    text = ngettext(
        "{count} finding, with what it corrected", "{count} findings, with what they corrected", count
    )
    return text.format(count=count)


def prepare_recalls(store: Store, case_id: str, folder: Path, wanted: str) -> tuple[str, ...]:
    """Write letters and recall packages of a case; return the names of the files."""
    papers = load_late("app.handover.recalls").prepare(store, case_id, folder, language=wanted)
    return tuple(file.name for p in papers for file in (p.letter, p.package) if file is not None)
