"""What the question to other cases offers and what its answer says. Free of Qt."""

from dataclasses import dataclass

from app.base.i18n import _
from app.base.latin_script import list_order
from app.base.records import SubjectKind
from app.casework import cross_check
from app.casework.cross_check import IDENTIFIERS, NAME, CrossAnswer
from app.store.store import Store
from ui.case.case_data import CaseData, type_order

Choices = tuple[tuple[str, str], ...]
TYPED = ""
"""Stands for "typed below" among the subjects."""


@dataclass(frozen=True, slots=True)
class AnswerText:
    """An answer in words: the verdict, whom to ask, and what is to be known about it."""

    hit: bool
    verdict: str
    whom: str
    note: str


def subjects_to_ask(data: CaseData) -> Choices:
    """Return the nodes of the case that have a name, persons first, after the entry for what is typed."""
    standing = {f.subject_id for f in data.current}
    nodes = [s for s in data.records.subjects if s.kind is SubjectKind.NODE and s.id in standing]
    nodes.sort(key=lambda s: (type_order(s.type), list_order(data.caption(s.id))))
    named = ((s.id, f"{data.caption(s.id)} ({data.type_label(s.id)})") for s in nodes)
    return ((TYPED, _("what is typed below")), *named)


def kinds() -> Choices:
    """Return the kinds of what can be typed."""
    words = {
        NAME: _("Name with date of birth"),
        "phone": _("Phone number"),
        "plate": _("Registration plate"),
        "iban": _("IBAN"),
        "vin": _("Vehicle identification number"),
        "email": _("E-mail address"),
        "tax_number": _("Tax number"),
        "identifier": _("Other number or identifier"),
        "file_number": _("File number"),
    }
    return tuple((kind, words[kind]) for kind in (NAME, *IDENTIFIERS))


def ask(store: Store, case_id: str, values: dict[str, str]) -> CrossAnswer:
    """Ask what the form says; `UserError` as in `app.casework.cross_check`."""
    if values["subject"] != TYPED:
        probe = cross_check.probe_of_subject(store, case_id, values["subject"])
    else:
        born = values["birth_date"] if values["kind"] == NAME else ""
        probe = cross_check.typed_probe(values["kind"], values["value"], born)
    return cross_check.ask(store, case_id, probe, values["reason"], values["legal_basis"])


FIELD_OF = {
    "cross.nothing": "subject",
    "cross.not_one": "value",
    "cross.value": "value",
    "cross.birth_date": "birth_date",
    "cross.reason": "reason",
    "cross.reason_tells": "reason",
}
"""The field beside which a refusal stands, by its key."""


def answer_text(answer: CrossAnswer) -> AnswerText:
    """Return the words for an answer."""
    if not answer.hit:
        note = _(
            "No other case holds it in a form that may be used. That is no proof that nothing is known. "
            "The question is in the log under number {number}."
        )
        return AnswerText(False, _("No hit"), "", note.format(number=answer.number))
    note = _(
        "Nothing else is shown: what is known there is told by those named, if the law lets them. The "
        "question is in the logs of both cases under number {number}; name it when you ask."
    )
    return AnswerText(True, _("Hit"), "\n".join(answer.ask), note.format(number=answer.number))
