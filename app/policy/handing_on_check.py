"""Before a hand-over: which of the office's texts stay, and which name what the recipient must not learn.

Both answers are for the office alone. The first names texts for which nobody wrote words for handing on; the
second stops the hand-over. Neither changes a byte of it.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.base.records import Agency, CaseRecords
from app.base.wording_records import sum_of
from app.policy import labels
from app.policy.handing_on import AGENDA, ATTACHED, FRAME, Outward, outward
from app.policy.provisions import OFFICE_CLASS
from app.policy.views import ReleasedView
from app.policy.withheld_words import WithheldWords, words_of

_SHOWN = 3


class TextState(StrEnum):
    """How a text of the office fares: it stays, its words are older than it, or it stops the hand-over."""

    STAYS = "stays"
    CHANGED = "changed"
    NAMES = "names"


@dataclass(frozen=True, slots=True)
class FreeText:
    """One text of the office: `field` as in `app.base.wording_records`, its row, and what it says."""

    field: str
    row_id: str
    text: str


@dataclass(frozen=True, slots=True)
class TextCheck:
    """One text and what is to be said of it; `words` name what the recipient must not learn."""

    text: FreeText
    state: TextState
    words: tuple[str, ...] = ()


def check(records: CaseRecords, view: ReleasedView, more: Iterable[FreeText] = ()) -> tuple[TextCheck, ...]:
    """Return the texts of a case that stay, whose words are older than they, or that name what is withheld.

    `more` are texts that go along beside the view.
    """
    words = outward(records.wordings, view.recipient.id)
    stops = [TextCheck(t, TextState.NAMES, said) for t, said in named(records, view, more)]
    return (*stops, *_staying(records, view, words))


def named(
    records: CaseRecords, view: ReleasedView, more: Iterable[FreeText] = ()
) -> tuple[tuple[FreeText, tuple[str, ...]], ...]:
    """Return the texts in a view that name what its recipient is not given, with the words that do.

    Words that somebody cleared for this recipient, with a reason, are not counted.
    """
    texts = [t for t in (*texts_of(view), *more) if t.text.strip()]
    common = [a.name_de for a in view.agencies] + [a.name_en for a in view.agencies]
    told = {f.id for f in view.findings}
    found = WithheldWords(records, told, common).named_in([t.text for t in texts])
    words = outward(records.wordings, view.recipient.id)
    hits = []
    for text, said in zip(texts, found, strict=True):
        left = tuple(w for w in said if not words_of(w) <= kept(words, text)) if said else ()
        if left:
            hits.append((text, left))
    return tuple(hits)


def kept(words: Outward, text: FreeText) -> frozenset[str]:
    """Return the words, folded, that somebody cleared in exactly this text for this recipient."""
    code = sum_of(text.text)
    let = (
        w.kept
        for w in words.wordings
        if w.field == text.field and (w.text.strip() == text.text.strip() or w.sha256 == code)
    )
    return frozenset[str]().union(*let)


def refuse_named(records: CaseRecords, view: ReleasedView, more: Iterable[FreeText] = ()) -> None:
    """Raise `UserError` (`handing_on.names`, exit 1) if a text that would go names what is withheld."""
    _refuse(named(records, view, more), view.recipient)


def refuse_told(records: CaseRecords, recipient: Agency, had: Collection[str], text: FreeText) -> None:
    """Raise the same if a text that goes without a view names anything but what the recipient `had`."""
    names = [name for a in records.agencies for name in (a.name_de, a.name_en)]
    words = WithheldWords(records, had, names).named(text.text)
    _refuse(((text, words),) if words else (), recipient)


def _refuse(found: Sequence[tuple[FreeText, tuple[str, ...]]], recipient: Agency) -> None:
    if not found:
        return
    shown = "; ".join(f"{text_word(t.field)}: {', '.join(words)}" for t, words in found[:_SHOWN])
    raise UserError(
        "handing_on.names",
        _("Not handed over: a text names what {agency} is not given ({texts})."),
        _("Write other words for handing on, reword the text, or release first what it names."),
        exit_code=ExitCode.ANSWER_IS_NO,
        agency=recipient.name_de,
        texts=shown + (" …" if len(found) > _SHOWN else ""),
    )


def texts_of(view: ReleasedView) -> Iterator[FreeText]:
    """Yield every free text of the office in a view; what the recipient delivered itself is its own."""
    header = view.header
    for field in ("reference", *FRAME, "legal_basis", "controller"):
        yield FreeText(field, header.id, getattr(header, field))
    yield FreeText("release.purpose", header.id, view.purpose)
    yield FreeText("release.occasion", header.id, view.occasion)
    for conference in view.conferences:
        for field in ("place", "chair"):
            yield FreeText(f"conference.{field}", conference.id, getattr(conference, field))
        for item in conference.agenda:
            for field in AGENDA:
                yield FreeText(f"agenda.{field}", conference.id, getattr(item, field))
    yield from _attached(view)
    for method in view.methods:
        for part in method.parts:
            for field in ("text", "note", "partner", "indicator"):
                yield FreeText(f"method.{field}", part.id, getattr(part, field))
    yield from _written_here(view)


def _attached(view: ReleasedView) -> Iterator[FreeText]:
    own = {c.id for c in view.contributions if c.agency_id == view.recipient.id}
    for part, (name, texts) in ATTACHED.items():
        for record in getattr(view, part):
            if record.id in own or getattr(record, "contribution_id", "") in own:
                continue
            for field in texts:
                yield FreeText(f"{name}.{field}", record.id, getattr(record, field))


def _written_here(view: ReleasedView) -> Iterator[FreeText]:
    """Yield the office's own sentences: what an assessment says in words, labels, remarks on findings."""
    office = {a.id for a in view.agencies if a.class_code == OFFICE_CLASS}
    sender = {c.id: c.agency_id for c in view.contributions}
    sender_of = {s.id: sender[s.contribution_id] for s in view.sources}
    places: dict[str, str] = {}
    for finding in view.findings:
        if sender_of[finding.source_id] in office:
            yield FreeText("finding.value", finding.id, finding.value)
        if finding.handling_note:
            yield FreeText("finding.handling_note", finding.id, finding.handling_note)
        if finding.place_in_source and sender_of[finding.source_id] != view.recipient.id:
            places.setdefault(finding.place_in_source, finding.id)
    # "Page 3" stands beside hundreds of findings; it is looked at once.
    yield from (FreeText("finding.place_in_source", i, text) for text, i in places.items())
    for contribution in view.contributions:
        if contribution.label and contribution.agency_id != view.recipient.id:
            for part in labels.PARTS:
                yield FreeText(f"label.{part}", contribution.id, getattr(contribution.label, part))


def _staying(records: CaseRecords, view: ReleasedView, words: Outward) -> Iterator[TextCheck]:
    """Yield what of frame and agenda nobody cleared, or what was changed since its words were written."""
    header = records.header
    for field in FRAME:
        text = FreeText(field, header.id, getattr(header, field))
        if not text.text.strip():
            continue
        written = next((w for w in words.wordings if w.field == field and w.text), None)
        if written is None:
            yield TextCheck(text, TextState.STAYS)
        elif written.sha256 != sum_of(text.text):
            yield TextCheck(text, TextState.CHANGED)
    told = {c.id for c in view.conferences}
    for conference in records.conferences:
        for item in conference.agenda if conference.id in told else ():
            for field in AGENDA:
                said = getattr(item, field)
                if said and not words.point(field, said):
                    yield TextCheck(FreeText(f"agenda.{field}", conference.id, said), TextState.STAYS)


def text_word(field: str) -> str:
    """Return what a text is called."""
    return {
        "reference": _("Reference of the case"),
        "title": _("Title of the case"),
        "question": _("Question of the case"),
        "purpose": _("Purpose of the case"),
        "legal_basis": _("Legal basis"),
        "controller": _("Controller"),
        "release.purpose": _("Purpose of the release"),
        "release.occasion": _("Occasion"),
        "conference.purpose": _("Purpose of the conference"),
        "conference.place": _("Place of the conference"),
        "conference.chair": _("Chair"),
        "agenda.title": _("Title of an agenda point"),
        "agenda.question": _("Question of an agenda point"),
        "agenda.recommendation": _("Recommendation of an agenda point"),
        "agenda.decision": _("Decision of an agenda point"),
        "contribution.title": _("Title of a contribution"),
        "contribution.purpose": _("Purpose of a contribution"),
        "source.kind": _("Kind of a source"),
        "source.reference": _("Reference of a source"),
        "document.name": _("Name of a document"),
        "measure.title": _("Measure"),
        "measure.legal_power": _("Legal power of a measure"),
        "measure.result": _("Result of a measure"),
        "judgement.reason": _("Reason of a judgement"),
        "recall.reason": _("Reason of a recall"),
        "finding.value": _("Assessment of the office"),
        "finding.handling_note": _("Remark on handling"),
        "finding.place_in_source": _("Place in the source"),
        **{f"label.{part}": _("Label of a contribution") for part in labels.PARTS},
    }.get(field, _("Part of a method"))
