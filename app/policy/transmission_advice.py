"""The assistant: on which grounds one agency may tell another something, what to confirm, and the letter.

A pure function of the matrix, its limits and the office's decisions. It advises; nothing leaves by it, and
the release check (`app.policy.release`) asks for the conditions of the ground again.
"""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from app.base.errors import ExitCode, UserError
from app.base.i18n import _, speaking
from app.policy import provisions
from app.policy.own_provisions import Standing
from app.policy.provisions import Provision
from app.policy.transmission_limits import Effect, Limit, Question, data_classes, data_of, limits

_SHIPPED_ALONE = Standing()


@dataclass(frozen=True, slots=True)
class Transmission:
    """Two classes of agencies, and the names of two of them as the letter shall have them."""

    sender: str
    recipient: str
    sender_name: str
    recipient_name: str
    on_request: bool


@dataclass(frozen=True, slots=True)
class Condition:
    """Something to confirm; `key` is "PROVISION:NUMBER" for one of the matrix, "limit:ID" for a limit's."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A ground with everything that has to be confirmed for it; `status` is the office's decision on it."""

    provision: Provision
    conditions: tuple[Condition, ...]
    status: str


@dataclass(frozen=True, slots=True)
class Blocked:
    """A provision of the matrix that is no ground here, and what stands against it."""

    provision: Provision
    against: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Advice:
    """The answer to one question: grounds in the order must, should, may, on request.

    `matrix` is what the office's own words made of the matrix when it was asked.
    """

    question: Question
    candidates: tuple[Candidate, ...]
    blocked: tuple[Blocked, ...]
    notes: tuple[str, ...]
    matrix: Standing = _SHIPPED_ALONE


def ask(sender: str, recipient: str, data: str = "", *, on_request: bool = False) -> Question:
    """Return a checked question; without `data` it is about what the sender holds by its task.

    Raises `UserError` (exit 2) for a class of agencies or of data that there is not.
    """
    known = provisions.agency_classes()
    for code in (sender, recipient):
        if code not in known:
            raise UserError(
                "provisions.class",
                _("There is no class of agencies “{code}”."),
                _("The matrix knows: {codes}."),
                exit_code=ExitCode.USAGE,
                code=code,
                codes=", ".join(sorted(known)),
            )
    if data and data not in data_classes():
        raise UserError(
            "provisions.data",
            _("There is no class of data “{code}”."),
            _("The assistant knows: {codes}."),
            exit_code=ExitCode.USAGE,
            code=data,
            codes=", ".join(data_classes()),
        )
    return Question(sender, recipient, data or data_of(sender), on_request)


def advise(
    question: Question,
    *,
    rejected: frozenset[str] = frozenset(),
    approved: frozenset[str] = frozenset(),
    matrix: Standing = _SHIPPED_ALONE,
) -> Advice:
    """Return the grounds, what each asks to confirm, and what stands against the others.

    `rejected` and `approved` are decisions on shipped entries; the office's own words hold once approved.
    """
    sender, recipient, on_request = question.sender, question.recipient, question.on_request
    rejected, approved = matrix.rejected(rejected), approved | {p.id for p in matrix.own}
    fitting = [limit for limit in limits() if limit.fits(question)]
    found = provisions.possible(sender, recipient, on_request=on_request, own=matrix.own)
    grounds = provisions.grounds(sender, recipient, on_request=on_request, own=matrix.own)
    open_to_all = {p.id for p in grounds}
    candidates, blocked = [], []
    for provision in found:
        against = _against(provision, question, fitting, rejected)
        if against:
            blocked.append(Blocked(provision, against))
        elif provision.id in open_to_all:
            status = "approved" if provision.id in approved else "proposed"
            candidates.append(Candidate(provision, _conditions(provision, question, fitting), status))
    blocked += [
        Blocked(p, (_("written by the office, not yet approved"),)) for p in _waiting(question, matrix)
    ]
    notes = tuple(limit.text for limit in fitting if limit.effect is Effect.NOTE)
    return Advice(question, tuple(candidates), tuple(blocked), notes, matrix)


def _waiting(question: Question, matrix: Standing) -> list[Provision]:
    """Return the own versions that nobody has decided on and that would be about this."""
    return [
        p
        for p in matrix.waiting
        if {question.sender, "*"} & set(p.senders)
        and {question.recipient, "*"} & set(p.recipients)
        and (p.proactive or question.on_request)
        and (not p.data or question.data in p.data)
    ]


def _against(
    provision: Provision, question: Question, fitting: Iterable[Limit], rejected: AbstractSet[str]
) -> tuple[str, ...]:
    against = [x.text for x in fitting if x.effect is Effect.BLOCK and x.hits(provision)]
    if provision.data and question.data not in provision.data:
        against.append(_("it is about other data"))
    if provision.id in rejected:
        against.append(_("rejected by the data protection officer of this office"))
    return tuple(against)


def _conditions(provision: Provision, question: Question, fitting: Iterable[Limit]) -> tuple[Condition, ...]:
    own = [
        Condition(f"{provision.id}:{no}", text) for no, text in enumerate(provision.condition_texts, start=1)
    ]
    beside = [
        Condition(f"limit:{x.id}", x.text)
        for x in fitting
        if x.effect is Effect.CONDITION and x.hits(provision)
    ]
    if question.sender == "A01":
        beside.append(Condition("limit:purpose_change", _purpose_text()))
    return (*own, *beside)


def _purpose_text() -> str:
    same, weight, indications = provisions.find(provisions.PURPOSE_CHANGE).condition_texts
    return _("§ 23 PolG NRW is tested: {same}; or {weight}; {indications}").format(
        same=same, weight=weight, indications=indications
    )


def letter(
    advice: Advice, provision_id: str, confirmed: AbstractSet[str], sender: str, recipient: str
) -> str:
    """Return the passage for the letter, in German; it names the provision and what was confirmed.

    Raises `UserError` for a provision that is not offered, and while a condition is not confirmed.
    """
    offered = next((c for c in advice.candidates if c.provision.id == provision_id), None)
    if offered is None:
        raise UserError(
            "provisions.not_offered",
            _("“{id}” is no ground for this transmission."),
            _("Choose one of the grounds that the assistant offers."),
            id=provision_id,
        )
    lacking = [c.text for c in offered.conditions if c.key not in confirmed]
    if lacking:
        raise UserError(
            "provisions.unconfirmed",
            _("Not every condition is confirmed."),
            _("Still open: {conditions}."),
            conditions="; ".join(lacking),
        )
    with speaking("de"):
        german = advise(
            advice.question,
            approved=frozenset({provision_id}) if offered.status == "approved" else frozenset(),
            matrix=advice.matrix,
        )
        chosen = next(c for c in german.candidates if c.provision.id == provision_id)
        return _german(advice.question, chosen, sender, recipient)


# The letter is German in every language of the window: it goes to German authorities.
def _german(question: Question, chosen: Candidate, sender: str, recipient: str) -> str:
    provision = chosen.provision
    how = "auf Ihr Ersuchen" if question.on_request else "von Amts wegen"
    data = data_classes()[question.data].label_de
    duty = {"must": "verpflichtet", "should": "gehalten"}.get(provision.kind, "befugt")
    lines = [
        f"Übermittelnde Stelle: {sender}",
        f"Empfangende Stelle: {recipient}",
        f"Daten: {data}, {how}",
        f"Rechtsgrundlage: {provision.provision} {provision.law} ({provision.title})",
        "",
        f"Zu dieser Übermittlung ist die übermittelnde Stelle {duty}. {provision.paraphrase_de}",
        "",
        "Geprüft und bestätigt wurde:",
        *(f"- {condition.text}" for condition in chosen.conditions),
        "",
        "Die Daten dürfen nur für den Zweck verarbeitet werden, zu dem sie übermittelt werden. Stellt sich "
        "heraus, dass sie unrichtig sind oder nicht hätten übermittelt werden dürfen, teilen wir es mit.",
    ]
    if not provision.verified:
        lines += ["", "Hinweis für die Akte: Der Wortlaut dieser Vorschrift ist noch nicht geprüft."]
    if provision.own_version:
        lines += [
            "",
            f"Hinweis für die Akte: Eigener Eintrag der Geschäftsstelle ({provision.id}, Fassung "
            f"{provision.own_version}); Quelle: {provision.source}.",
        ]
    if chosen.status != "approved":
        lines += ["", "Hinweis für die Akte: Die Vorschrift ist vom Datenschutz noch nicht freigegeben."]
    return "\n".join(lines)
