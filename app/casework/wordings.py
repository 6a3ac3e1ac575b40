"""Wordings for handing on: in which words a text of the office goes to one agency or to all of them.

What a case is called, asks and serves (`app.policy.handing_on.FRAME`) reaches nobody without one. Whoever
writes one is told which of its words name somebody or something that the reader was not given; who may
release keeps them all the same, with a reason that stands in the log.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.base.records import CaseHeader, CaseRecords
from app.base.wording_records import EVERYBODY, Wording
from app.casework import rows, wording_rows
from app.policy import labels, ledger
from app.policy.handing_on import ATTACHED, FRAME
from app.policy.handing_on_check import FreeText
from app.policy.withheld_words import WithheldWords, words_of
from app.store import roles
from app.store.audit import Action
from app.store.change import Change
from app.store.roles import Act
from app.store.store import Store
from app.store.unit_of_work import UnitOfWork

_COLUMNS = (*FRAME, "reference", "legal_basis", "controller")
AS_IT_STANDS = {
    "finding.value": "findings", "finding.handling_note": "findings", "finding.place_in_source": "findings",
    "conference.place": "conferences", "conference.chair": "conferences", "method.text": "methods",
    "method.note": "methods", "method.partner": "methods", "method.indicator": "methods",
    **{f"label.{part}": "contributions" for part in labels.PARTS},
}  # fmt: skip
"""Texts that no other words can be written for: where they name somebody they are changed, or cleared."""
FIELDS = (
    *_COLUMNS,
    *(f"{name}.{text}" for name, texts in ATTACHED.values() for text in texts),
    *AS_IT_STANDS,
)
"""The texts a wording can be written for here; those of an agenda are cleared in the conference."""
KEY = "wording.names"


def of_case(store: Store, case_id: str) -> tuple[Wording, ...]:
    """Return the wordings of a case, by text and recipient."""
    with store.read() as connection:
        return wording_rows.of_case(connection, case_id)


def for_all(store: Store, case_id: str) -> dict[str, str]:
    """Return the texts of the frame in the words for every agency, "" where there are none."""
    said = {w.field: w.text for w in of_case(store, case_id) if w.recipient_id == EVERYBODY}
    return {field: said.get(field, "") for field in FRAME}


def write(
    store: Store,
    case_id: str,
    field: str,
    text: str,
    recipient_id: str = EVERYBODY,
    *,
    row_id: str = "",
    reason: str = "",
) -> Change:
    """Write in which words a text goes to one agency or to all; a `text` of "" clears it as it stands.

    `row_id` names the row the text stands in, none is needed for the frame. Raises `UserError`: (exit 2) for
    a text there is not, and (`wording.names`) for words that name what the reader was not given, while no
    `reason` is said; with one, for somebody who may not release.
    """
    place = _place(case_id, field, row_id)
    with store.read() as connection:
        records = rows.case_records(connection, case_id)
        original = original_of(records, field, place)
    if field in AS_IT_STANDS and text.strip():
        raise UserError(
            "wording.fixed",
            _("For this text no other words can be written."),
            _("Change it where it stands, or clear it as it stands with a reason."),
            exit_code=ExitCode.USAGE,
        )
    said = text.strip() or original
    kept = checked(store, records, {field: said}, recipient_id, reason)
    label = _("Wording for handing on written")
    with store.write(label, Action.ALTERATION, case_id=case_id, reason=reason.strip()) as work:
        # The frame has nothing that goes as it stands: what was looked at is what goes.
        words = said if field in FRAME else text
        work.about(
            wording_rows.put(work, field, place, original, text=words, recipient_id=recipient_id, kept=kept)
        )
    return work.done


def take_back(
    store: Store, case_id: str, field: str, recipient_id: str = EVERYBODY, *, row_id: str = ""
) -> Change:
    """Take a wording back: the text stays again. Raises `UserError` (exit 1) where there is none."""
    place = _place(case_id, field, row_id)
    known = {(w.field, w.row_id, w.recipient_id) for w in of_case(store, case_id)}
    if (field, place, recipient_id) not in known:
        raise UserError(
            "wording.none",
            _("There is no such wording for handing on."),
            _("List those there are: case wording CASE."),
            exit_code=ExitCode.ANSWER_IS_NO,
        )
    label = _("Wording for handing on taken back")
    with store.write(label, Action.ALTERATION, case_id=case_id) as work:
        wording_rows.drop(work, place, field, recipient_id)
        work.about(case_id)
    return work.done


def put_frame(
    work: UnitOfWork, header: CaseHeader, said: Mapping[str, str], kept: Iterable[str] = ()
) -> None:
    """Write the words of the frame for every agency within a unit of work; "" takes them back."""
    words = set(kept)
    for field, text in said.items():
        if text.strip():
            wording_rows.put(work, field, header.id, getattr(header, field), text=text, kept=words)
        else:
            wording_rows.drop(work, header.id, field, EVERYBODY)


def checked(
    store: Store, records: CaseRecords, texts: Mapping[str, str], recipient_id: str, reason: str
) -> frozenset[str]:
    """Return the words, folded, that texts are kept with; raise `UserError` if nobody says why.

    An agency may read what it delivered itself and what it was given before, every agency nothing at all.
    """
    found = named(store, records, texts.values(), recipient_id)
    words = tuple(dict.fromkeys(word for said in found for word in said))
    if not words:
        return frozenset()
    if not reason.strip():
        field = next(f for f, said in zip(texts, found, strict=True) if said)
        raise UserError(
            f"{KEY}.{field}",
            _("This text names what its reader was not given: {words}."),
            _("Say it in other words, or say why they may read it; that goes into the log."),
            words=", ".join(words),
        )
    roles.require(store, Act.RELEASE)
    return words_of(*words)


def named(
    store: Store, records: CaseRecords, texts: Iterable[str], recipient_id: str
) -> tuple[tuple[str, ...], ...]:
    """Return for each text the words that name what this recipient, or not every agency, was given."""
    told: frozenset[str] = frozenset()
    if recipient_id != EVERYBODY:
        delivered = {c.id for c in records.contributions if c.agency_id == recipient_id}
        sources = {s.id for s in records.sources if s.contribution_id in delivered}
        with store.read() as connection:
            told = ledger.disclosed_to(connection, recipient_id, records.header.id)
        told |= {f.id for f in records.findings if f.source_id in sources}
    names = [name for a in records.agencies for name in (a.name_de, a.name_en)]
    return WithheldWords(records, told, names).named_in(list(texts))


def original_of(records: CaseRecords, field: str, row_id: str) -> str:
    """Return a text as it stands in the office; `UserError` (exit 2) for one that there is not."""
    if field in _COLUMNS and row_id == records.header.id:
        return str(getattr(records.header, field))
    name, _dot, column = field.partition(".")
    for part, (kind, texts) in ATTACHED.items():
        if kind == name and column in texts:
            found = next((r for r in getattr(records, part) if r.id == row_id), None)
            if found is not None:
                return str(getattr(found, column))
    if field in AS_IT_STANDS:
        rows_of = getattr(records, AS_IT_STANDS[field])
        if name == "method":
            rows_of = [part for method in rows_of for part in method.parts]
        fixed = next((r for r in rows_of if r.id == row_id), None)
        fixed = fixed.label if fixed is not None and name == "label" else fixed
        if fixed is not None:
            return str(getattr(fixed, column))
    raise UserError(
        "wording.field",
        _("There is no text “{field}” to hand on."),
        _("Texts are: {fields}; what hangs on a row is named with its id, as contribution.title:ID."),
        exit_code=ExitCode.USAGE,
        field=f"{field}:{row_id}" if row_id != records.header.id else field,
        fields=", ".join(FIELDS),
    )


def in_the_office(records: CaseRecords, text: FreeText) -> FreeText:
    """Return a text as it stands in the office, whatever words of it would go."""
    if text.field not in FIELDS:
        return text
    return replace(text, text=original_of(records, text.field, text.row_id))


def _place(case_id: str, field: str, row_id: str) -> str:
    return case_id if field in _COLUMNS else row_id
