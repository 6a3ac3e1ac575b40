"""One method as a paper of its own: a barrier model, a comparison of hypotheses, key assumptions."""

from app.base.errors import ExitCode, UserError
from app.base.i18n import _, speaking
from app.base.method_records import Method, MethodKind
from app.base.method_words import method_word
from app.briefing.compose import furniture
from app.briefing.content import Block, Briefing, Fields, Heading, Paragraph, Role, Title, line, strong
from app.briefing.evidence import Evidence
from app.briefing.options import BriefingOptions
from app.briefing.parts.barrier_outcome import barrier_outcome
from app.briefing.parts.kit import recipient_of
from app.briefing.parts.method_pages import pages_of, told_of_method
from app.briefing.parts.sources_part import sources_part
from app.briefing.wording import office_notice
from app.policy.views import View


def compose_method(view: View, options: BriefingOptions, method_id: str) -> Briefing:
    """Compose the paper of one method of the view; `UserError` (exit 1) where nothing of it is in the view.

    Another agency reads neither the office's name for the paper nor its question, nor what the office plans.
    """
    with speaking(options.language):
        method = _method_of(view, method_id)
        told = told_of_method(Evidence(view), method)
        evidence = Evidence(view, told)
        if not view.internal and not pages_of(evidence, method):
            raise _not_released()
        return Briefing(
            title=view.header.reference,
            language=options.language,
            as_of=view.as_of,
            furniture=furniture(evidence, options),
            blocks=(*_head(evidence, method), *_body(evidence, method), *sources_part(evidence, options)),
            told=told,
        )


def _head(evidence: Evidence, method: Method) -> tuple[Block, ...]:
    return (
        Title(method_word(method.kind), evidence.view.header.reference),
        Fields("", ((_("Copy and recipient"), line(recipient_of(evidence))),), share=0.28),
        Paragraph(line(office_notice()), role=Role.NOTE),
    )


def _body(evidence: Evidence, method: Method) -> tuple[Block, ...]:
    # The name the office gave it may hold words of the case: never in a heading of the first level.
    word = method_word(method.kind)
    named = (Paragraph(line(strong(method.title))),) if method.title not in ("", word) else ()
    asked = method.question if method.kind is not MethodKind.HYPOTHESES else ""
    question = (Paragraph(line(asked), role=Role.LEAD),) if asked else ()
    found = pages_of(evidence, method) or (Paragraph(line(_("Nothing is written down here yet."))),)
    outcome = barrier_outcome(evidence, method) if method.kind is MethodKind.BARRIERS else ()
    return (Heading(word), *named, *question, *found, *outcome)


def _method_of(view: View, method_id: str) -> Method:
    for method in view.methods:
        if method.id == method_id:
            return method
    raise _not_released()


def _not_released() -> UserError:
    return UserError(
        "method.not_released",
        _("Nothing of this method goes to this recipient."),
        _("A method goes where findings that it cites go: look at the release."),
        exit_code=ExitCode.ANSWER_IS_NO,
    )
