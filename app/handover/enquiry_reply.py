"""Answering an enquiry: the letter, the entry in the register with the letter's checksum, and the log."""

from dataclasses import dataclass
from pathlib import Path

from app.base.clock import today
from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.briefing.document import write_pdf
from app.briefing.enquiry_letter import Reply, compose_reply
from app.handover.artefact_file import sha256_of, taken_back_on_failure, whole_file
from app.office import enquiry_desk
from app.office.enquiry_desk import DECLINED, OUTCOMES, REFERRED, Enquiry
from app.store import roles
from app.store.audit import Action
from app.store.roles import Act
from app.store.store import Store


@dataclass(frozen=True, slots=True)
class Answer:
    """How an enquiry is answered: an outcome, to whom it is referred, and the reason of a refusal."""

    outcome: str
    referred_to: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ReplyResult:
    """The letter that was written."""

    number: str
    outcome: str
    file: Path
    sha256: str
    pages: int


def answer(store: Store, enquiry_id: str, how: Answer, folder: Path, *, language: str = "de") -> ReplyResult:
    """Write the reply into a folder under the enquiry's number, and close the enquiry with it.

    The letter's name, day and checksum stay with the enquiry and the agency in the log (BDSG section 76).
    Raises `UserError` for an enquiry that was answered, an outcome without what it needs, and for who may
    not keep the registers.
    """
    roles.require(store, Act.KEEP_OFFICE)
    enquiry = enquiry_desk.require_open(enquiry_desk.find(store, enquiry_id))
    _check(how)
    path = folder / f"{enquiry.number}.pdf"
    with (
        taken_back_on_failure([path]),
        store.write(
            _("Enquiry answered"),
            Action.DISCLOSURE,
            reason=f"{enquiry.number}; {enquiry.value('legal_basis')}",
            recipient=enquiry.value("agency"),
            history=False,
        ) as work,
    ):
        with whole_file(path) as file:
            pages = write_pdf(compose_reply(_reply(enquiry, how), language), file)
        code = sha256_of(path)
        values = {
            "answered": today().isoformat(),
            "file": path.name,
            "sha256": code,
            "referred_to": how.referred_to if how.outcome == REFERRED else "",
            "reason": how.reason,
        }
        enquiry_desk.put(work, enquiry.entry, values, how.outcome)
        work.about(enquiry.entry.id, f"sha256:{code}")
    return ReplyResult(enquiry.number, how.outcome, path, code, pages)


def _check(how: Answer) -> None:
    lacking = (how.outcome == REFERRED and not how.referred_to.strip()) or (
        how.outcome == DECLINED and not how.reason.strip()
    )
    if how.outcome not in OUTCOMES or lacking:
        raise UserError(
            "enquiry.answer",
            _("It is not said how the enquiry is answered."),
            _("Answered at once; referred, with the body; or declined, with the reason."),
            exit_code=ExitCode.USAGE,
        )


def _reply(enquiry: Enquiry, how: Answer) -> Reply:
    return Reply(
        enquiry.number,
        enquiry.value("agency"),
        enquiry.value("region"),
        enquiry.value("reference"),
        enquiry.value("received"),
        enquiry.value("legal_basis"),
        enquiry.value("subject"),
        how.outcome,
        how.referred_to.strip(),
        how.reason.strip(),
        today().isoformat(),
    )
