"""The disclosure ledger as rows: what went to whom, orally and in replies as well. Free of Qt."""

from dataclasses import dataclass

from app.base.i18n import _
from app.base.words import agency_name
from app.casework import passed_on
from app.casework.agencies import all_recipients
from app.casework.cases import references
from app.office import enquiry_desk
from app.policy.release_grounds import named
from app.store.store import Store
from ui.shell.day_text import moment

MOST = 2000
"""So many findings are shown at once, the newest."""


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One finding in one hand-over; `finding_id` is "" for a reply to an enquiry, which names none."""

    id: str
    finding_id: str
    subject_id: str
    case_id: str
    at: str
    at_sort: str
    recipient: str
    case: str
    subject: str
    what: str
    artefact: str
    how: str
    ground: str
    now: str


def read_ledger(store: Store, case_id: str = "") -> tuple[LedgerRow, ...]:
    """Return the newest entries, of one case or of all with the replies to enquiries."""
    names = {a.id: agency_name(a) for a in all_recipients(store)}
    cases = references(store)
    rows = [_row(p, names, cases) for p in passed_on.newest(store, case_id=case_id, limit=MOST)]
    replies = [] if case_id else _replies(store)
    return tuple(sorted((*rows, *replies), key=lambda r: r.at_sort, reverse=True))


def _row(passed: passed_on.PassedOn, names: dict[str, str], cases: dict[str, str]) -> LedgerRow:
    e = passed.entry
    return LedgerRow(
        f"{e.handover_id}/{e.finding_id}",
        e.finding_id,
        e.subject_id,
        e.case_id,
        moment(e.made_at),
        e.made_at,
        names.get(e.agency_id, ""),
        cases.get(e.case_id, ""),
        passed.subject,
        passed.what,
        e.artefact_name,
        kind_text(e.kind),
        named(e.provision).citation if e.provision else "",
        now_text(passed.now),
    )


def _replies(store: Store) -> list[LedgerRow]:
    found = []
    for entry in enquiry_desk.listed(store):
        if entry.value("sha256"):
            found.append(
                LedgerRow(
                    entry.entry.id, "", "", "", entry.value("answered"), entry.value("answered"),
                    entry.value("agency"), entry.number, "", _("Reply to an enquiry"), entry.value("file"),
                    _("reply"), entry.value("legal_basis"), "",
                )
            )  # fmt: skip
    return found


def kind_text(kind: str) -> str:
    """Return how something was handed over, as a word."""
    return {
        "briefing": _("briefing"),
        "package": _("package"),
        "table": _("table"),
        "chart": _("chart"),
        "picture": _("picture"),
        "oral": _("shown orally"),
        "minutes": _("minutes"),
        "access_report": _("access report"),
        "recall": _("recall"),
    }.get(kind, kind)


def now_text(now: str) -> str:
    """Return what became of a finding since it went, as a word; "" for nothing."""
    return {
        passed_on.NOW_CORRECTED: _("corrected since"),
        passed_on.NOW_RESTRICTED: _("restricted since"),
        passed_on.NOW_ERASED: _("erased since"),
    }.get(now, "")
