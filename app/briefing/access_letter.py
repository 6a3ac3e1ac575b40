"""The access report as a letter (BDSG section 57, LED article 14): what is held, why, from whom, how long.

It never says that something was kept back: the sentence on limits stands in every letter, and numbers
and counts are those of what is given.
"""

from collections.abc import Iterator

from app.base.access_records import AccessReport, HeldFile
from app.base.i18n import _, speaking
from app.briefing.content import Block, Briefing, Bullets, Column, Fields, Heading, Line, Table
from app.briefing.letters import field, head, note, paper, said
from app.briefing.parts.kit import row
from app.briefing.wording import day


def compose_access(report: AccessReport, language: str) -> Briefing:
    """Compose the letter in a language; the same report gives the same letter."""
    with speaking(language):
        blocks = (*_opening(report), *_files(report), *_rights(), note(_limits()))
        return paper(report.number, language, report.day, blocks)


def _opening(report: AccessReport) -> Iterator[Block]:
    subtitle = _("Our reference: {reference}").format(reference=report.number)
    yield from head(_("Your request for access to personal data"), subtitle, (report.person,))
    asked = _("You asked on {day} whether personal data about you are processed here.")
    yield said(asked.format(day=day(report.received)))
    if not report.files:
        yield said(_("There are no personal data about you on which access is to be given."))
        return
    yield said(
        _(
            "The personal data below are processed here. For each it says what kind of data it is, "
            "from where it came, and until when its storage is reviewed at the latest."
        )
    )


def _files(report: AccessReport) -> Iterator[Block]:
    for number, file in enumerate(report.files, 1):
        yield Heading(_("File {number}").format(number=number))
        yield Fields("", tuple(_frame(file)))
        columns = (
            Column(_("Kind of data"), 2.2),
            Column(_("Content"), 3.6),
            Column(_("Origin"), 2.6),
            Column(_("Review by"), 1.5),
        )
        rows = tuple(
            row(
                " – ".join(dict.fromkeys((item.category, item.what))),
                _content(item.value, item.standing, item.period, item.remarks),
                item.origin,
                day(item.review_due),
            )
            for item in file.items
        )
        if rows:
            yield Table("", columns, rows)
        yield from _notes(file)
        yield Heading(_("Recipients"), 2)
        if not file.recipients:
            yield said(_("None of these data were passed on to other bodies."))
            continue
        titles = (Column(_("Recipient"), 4), Column(_("Day"), 1.5), Column(_("Legal basis"), 4))
        yield Table(
            "", titles, tuple(row(name, day(on), ground or "–") for name, on, ground in file.recipients)
        )


def _notes(file: HeldFile) -> Iterator[Block]:
    """Minutes, measures, judgements and free texts that name the person."""
    if not file.notes:
        return
    yield Heading(_("Texts of the file that name you"), 2)
    columns = (Column(_("Where"), 2.2), Column(_("Content"), 5.2), Column(_("Origin"), 2.5))
    rows = (
        row(n.kind, n.text or _("not given as far as it concerns other people"), _origin(n.origin, n.day))
        for n in file.notes
    )
    yield Table("", columns, tuple(rows))
    yield said(_("Documents themselves are given by the agency that contributed them."))


def _origin(origin: str, on: str) -> str:
    return ", ".join(filter(None, (origin, day(on) if on else ""))) or "–"


def _frame(file: HeldFile) -> Iterator[tuple[str, Line]]:
    yield field(_("Purpose"), file.purpose)
    yield field(_("Legal basis"), file.legal_basis)
    if file.controller:
        yield field(_("Controller"), file.controller)


def _content(value: str, standing: str, period: str, remarks: tuple[str, ...]) -> str:
    text = value or _("not given as far as it concerns other people")
    return " · ".join(filter(None, (text, standing, period, *remarks)))


def _rights() -> Iterator[Block]:
    yield Heading(_("Your rights"))
    yield Bullets(
        (
            said(_("You may ask for wrong or incomplete data to be corrected (BDSG section 58(1)).")),
            said(
                _(
                    "You may ask for data to be erased whose processing is unlawful or no longer necessary, "
                    "or for its processing to be restricted (BDSG section 58(2) and (3))."
                )
            ),
            said(
                _(
                    "You may complain to the supervisory authority for data protection (BDSG section 60), "
                    "and exercise your right of access through it as well (BDSG section 57(7))."
                )
            ),
            said(_("You may go to court.")),
        )
    )
    yield said(
        _(
            "How long data are kept is decided case by case: at the latest on the review day it is decided "
            "whether they are still necessary; what is not is erased (BDSG section 75)."
        )
    )


def _limits() -> str:
    return _(
        "In every case access is given only as far as the tasks of the authorities, public safety and the "
        "rights of others allow (BDSG sections 57(4) and 56(2)). This sentence stands in every answer. It "
        "says nothing about whether access was limited here."
    )
