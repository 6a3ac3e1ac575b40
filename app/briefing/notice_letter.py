"""The letter to a recipient whose data were corrected, restricted, erased or recalled (BDSG section 58(5)).

It names artefacts, days and kinds of data, never a value, so it tells nothing of what was erased. Its last
part comes back: the recipient confirms on it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from app.base.i18n import _, speaking
from app.base.recall_records import NoticeParts
from app.briefing.content import Block, Briefing, Bullets, Heading, RuledLines, SignatureLines
from app.briefing.letters import head, note, paper, said


@dataclass(frozen=True, slots=True)
class NoticeLetter(NoticeParts):
    """What the letter says, in its language already; `day` is ISO, `package` its file name or ""."""

    number: str
    day: str
    package: str


def compose_notice(letter: NoticeLetter, language: str) -> Briefing:
    """Compose the letter in a language; the same notice gives the same letter."""
    with speaking(language):
        return paper(letter.number, language, letter.day, tuple(_blocks(letter)))


def _blocks(letter: NoticeLetter) -> Iterator[Block]:
    subtitle = f"{letter.reference} · {letter.number}"
    yield from head(letter.subject, subtitle, (letter.recipient,))
    yield said(letter.opening)
    yield Bullets(tuple(said(one) for one in letter.handed))
    yield said(letter.act)
    yield Bullets(tuple(said(one) for one in letter.kinds))
    if letter.reason:
        yield said(letter.reason)
    yield said(letter.task)
    if letter.package:
        text = _("The sealed package {name} carries this out in Rundblick when it is merged.")
        yield said(text.format(name=letter.package))
    yield note(letter.ground)
    yield Heading(_("Confirmation, please return"))
    yield said(
        _("To {number}: the data were corrected, restricted or erased as asked. Remarks:").format(
            number=letter.number
        )
    )
    yield RuledLines(2)
    yield SignatureLines((_("Place, date"), _("Name, agency")))
