"""The draft of a notice to a recipient, in German or English; a clerk reads, completes and sends it."""

import gettext
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import select

from app.base.i18n import mark
from app.base.paths import resource
from app.base.recall_records import NoticeParts
from app.casework.notices import CONSENT_GONE, CORRECTED, ERASED, RECALLED, RESTRICTED, Given, Notice
from app.ontology.catalogue import ontology
from app.policy.provisions import catalogue
from app.store import tables
from app.store.store import Store

_SHOWN = 8
_OPENING = mark("With the following we passed personal data on to you:")
_HANDED = mark("{artefact} of {day}, on the ground of {provision}")
_NO_GROUND = mark("the provision named there")
_WHAT = mark("Kind of data: {kind} (no. {number})")
_UNNAMED = mark("entry")
_ACTS = {
    CORRECTED: mark(
        "Of this, the data named below were found to be wrong or incomplete and were corrected here."
    ),
    RESTRICTED: mark("The processing of the data named below was restricted here."),
    ERASED: mark("The data named below were erased here."),
    RECALLED: mark("The data named below are called back: they should not have been passed on to you."),
    CONSENT_GONE: mark(
        "The agency that delivered the data named below no longer agrees that you have them; what rests on "
        "them is called back with them."
    ),
}
_TASKS = {
    CORRECTED: mark(
        "We ask you to correct them on your side. The corrected data are given on request, as far as the "
        "provision still carries it."
    ),
    RESTRICTED: mark("We ask you to restrict their processing on your side until you are told otherwise."),
    ERASED: mark("We ask you to erase them on your side, unless you hold them on a ground of your own."),
    RECALLED: mark("We ask you to erase them on your side and to use them no further."),
    CONSENT_GONE: mark(
        "We ask you to use them no further and to erase them on your side, unless you hold them on a ground "
        "of your own."
    ),
}
_GROUNDS = {
    CORRECTED: mark("This notice rests on section 58(5) BDSG (duty to tell recipients of a correction)."),
    RESTRICTED: mark("This notice rests on section 58(5) BDSG (duty to tell recipients of a restriction)."),
    ERASED: mark(
        "This notice rests on sections 58(5) and 75(3) BDSG (duty to tell recipients of an erasure)."
    ),
    CONSENT_GONE: mark(
        "This notice rests on the handling code of the data: they were passed on with the consent of the "
        "agency that delivered them alone."
    ),
    RECALLED: mark(
        "This notice rests on section 75(3) sentence 2 BDSG (duty to tell the recipient that data are wrong "
        "or were passed on unlawfully)."
    ),
}
_SUBJECTS = {
    CORRECTED: mark("Correction of data passed on to you"),
    RESTRICTED: mark("Restriction of data passed on to you"),
    ERASED: mark("Erasure of data passed on to you"),
    RECALLED: mark("Recall of data passed on to you"),
    CONSENT_GONE: mark("Recall of data passed on to you: consent taken back"),
}
_REFERENCE = mark("Our reference: {reference}")
_REASON = mark("Reason: {reason}")
_NOT_VERIFIED = mark("{citation} (text not verified)")


@dataclass(frozen=True, slots=True)
class Letter:
    """A draft: whom it goes to, what it is about, and its lines."""

    recipient: str
    subject: str
    text: str


def parts(store: Store, notice: Notice, language: str) -> NoticeParts:
    """Return the letter of a notice in its parts; `language` is "de" or "en"."""
    folder = str(resource("translations"))
    say = gettext.translation("rundblick", folder, [language], fallback=True).gettext
    a, c = tables.agency, tables.case_file
    with store.read() as connection:
        agency = connection.execute(select(a).where(a.c.id == notice.agency_id)).first()
        reference = connection.execute(select(c.c.reference).where(c.c.id == notice.case_id)).scalar()
    name = (agency.name_en if language == "en" and agency.name_en else agency.name_de) if agency else ""
    return NoticeParts(
        name,
        say(_SUBJECTS[notice.act]),
        say(_REFERENCE).format(reference=reference or ""),
        say(_OPENING),
        tuple(_handed(notice, say, language)),
        say(_ACTS[notice.act]),
        tuple(_kinds(notice, say, language)),
        say(_REASON).format(reason=notice.reason) if notice.reason else "",
        say(_TASKS[notice.act]),
        say(_GROUNDS[notice.act]),
    )


def draft(store: Store, notice: Notice, language: str) -> Letter:
    """Return the letter of a notice; it holds no value of a finding. `language` is "de" or "en"."""
    found = parts(store, notice, language)
    lines = [
        found.recipient,
        "",
        found.subject,
        found.reference,
        "",
        found.opening,
        *(f"– {line}" for line in found.handed),
        "",
        found.act,
        *(f"– {line}" for line in found.kinds),
        *([found.reason] if found.reason else []),
        "",
        found.task,
        found.ground,
    ]
    return Letter(found.recipient, found.subject, "\n".join(lines))


def _handed(notice: Notice, say: Callable[[str], str], language: str) -> list[str]:
    found = {(g.artefact, g.made_at[:10], g.provision): None for g in notice.given}
    return [
        say(_HANDED).format(
            artefact=artefact, day=_day(day, language), provision=_cited(provision, say) or say(_NO_GROUND)
        )
        for artefact, day, provision in found
    ]


def _kinds(notice: Notice, say: Callable[[str], str], language: str) -> list[str]:
    first = {g.finding_id: g for g in reversed(notice.given)}
    return [
        say(_WHAT).format(kind=_kind(given, language) or say(_UNNAMED), number=finding_id[:_SHOWN])
        for finding_id, given in sorted(first.items())
    ]


def _kind(given: Given, language: str) -> str:
    try:
        declared = ontology().property(given.subject_type, given.property)
    except KeyError:
        return ""
    return declared.label_en if language == "en" else declared.label_de


def _cited(provision_id: str, say: Callable[[str], str]) -> str:
    found = catalogue().get(provision_id)
    if found is None:
        return provision_id
    citation = f"{found.provision} {found.law}"
    return citation if found.verified else say(_NOT_VERIFIED).format(citation=citation)


def _day(day: str, language: str) -> str:
    year, month, date = day.split("-")
    return f"{date}.{month}.{year}" if language == "de" else day
