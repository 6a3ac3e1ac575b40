"""A survey grid as a PDF with fields to fill in (ISO 32000, interactive forms), for any PDF reader."""

from typing import IO

from reportlab.lib.colors import black, white
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from app.base.i18n import _, speaking
from app.base.survey_records import BODY, CHOICE, MARK, TEXT, YES_NO, SurveyForm, SurveyQuestion, field_name
from app.briefing.fonts import BOLD, REGULAR, register_fonts
from app.briefing.wording import day

_LEFT, _TOP, _BOTTOM = 20 * mm, A4[1] - 18 * mm, 20 * mm
_WIDTH = A4[0] - 2 * _LEFT
_SIZE, _SMALL, _BIG = 10, 8.5, 16
_LEAD = 1.35
_LINE, _BOX, _GAP = 18.0, 58.0, 12.0
_LONGEST = 2_000


class _Sheet:
    """A page being written from its top; goes on to the next one where there is no room."""

    def __init__(self, canvas: Canvas, form: SurveyForm) -> None:
        self.canvas, self.form, self.page = canvas, form, 1
        self.y = _TOP

    def need(self, height: float) -> None:
        """Begin a new page unless so much room is left."""
        if self.y - height < _BOTTOM:
            self.end_page()
            self.canvas.showPage()
            self.page += 1
            self.y = _TOP

    def end_page(self) -> None:
        """Write the foot of the page."""
        self.canvas.setFont(REGULAR, _SMALL)
        foot = _("Page {number}").format(number=self.page)
        self.canvas.drawString(_LEFT, 12 * mm, f"{self.form.title} · {foot}")

    def say(self, text: str, font: str = REGULAR, size: float = _SIZE) -> None:
        """Write a paragraph."""
        for row in simpleSplit(text, font, size, _WIDTH):
            self.need(size * _LEAD)
            self.canvas.setFont(font, size)
            self.y -= size * _LEAD
            self.canvas.drawString(_LEFT, self.y, row)


def write_survey(form: SurveyForm, file: IO[bytes], language: str) -> None:
    """Write the grid; every field has a tooltip that says the question, for screen readers."""
    register_fonts()
    with speaking(language):
        canvas = Canvas(file, pagesize=A4, lang=language, invariant=1)
        canvas.setTitle(form.title)
        canvas.setAuthor(form.office)
        sheet = _Sheet(canvas, form)
        _head(sheet)
        for question in form.questions:
            _ask(sheet, question)
        sheet.end_page()
        canvas.save()


def _head(sheet: _Sheet) -> None:
    form = sheet.form
    sheet.say(form.office, size=_SMALL)
    sheet.say(form.title, BOLD, _BIG)
    sheet.y -= _GAP / 2
    sheet.say(_("Purpose: {purpose}").format(purpose=form.purpose))
    sheet.say(_("Legal basis of your answer: {basis}").format(basis=form.legal_basis))
    if form.return_by:
        sheet.say(_("Please return this form by {day}.").format(day=day(form.return_by)))
    sheet.say(
        _("Please name no persons. Fill in the fields, save the form and send it back as a file."), BOLD
    )
    sheet.y -= _GAP
    sheet.say(_("Municipality or body"), BOLD)
    _field(sheet, BODY, _("Municipality or body"), _LINE)
    # The reader of returned forms tells the grid by this field; nobody is to change it.
    _text_field(sheet, MARK, "", form.mark, (round(_LEFT), 12, 80, 8), "readOnly hidden")


def _ask(sheet: _Sheet, question: SurveyQuestion) -> None:
    rows = simpleSplit(f"{question.no}. {question.text}", BOLD, _SIZE, _WIDTH)
    tall = _BOX if question.kind == TEXT else _LINE
    sheet.need(len(rows) * _SIZE * _LEAD + tall + 2 * _GAP)
    sheet.y -= _GAP
    sheet.say(f"{question.no}. {question.text}", BOLD)
    if question.hint:
        sheet.say(question.hint, size=_SMALL)
    if question.kind in (CHOICE, YES_NO):
        _choice(sheet, question)
    else:
        _field(sheet, field_name(question), question.text, tall)


def answers_to(question: SurveyQuestion) -> tuple[str, ...]:
    """Return what can be chosen as an answer, in the language in force."""
    return question.options if question.kind == CHOICE else (_("yes"), _("no"), _("unknown"))


def _choice(sheet: _Sheet, question: SurveyQuestion) -> None:
    sheet.y -= _LINE + 4
    x, y, width, height = _box(sheet, _WIDTH / 2, _LINE)
    # The empty answer comes first: nothing is chosen for whoever fills the form in.
    sheet.canvas.acroForm.choice(
        name=field_name(question), tooltip=question.text, value=" ", options=[" ", *answers_to(question)],
        x=x, y=y, width=width, height=height, fontName="Helvetica", fontSize=_SIZE,
        borderColor=black, fillColor=white, textColor=black, borderWidth=1,
    )  # fmt: skip


def _box(sheet: _Sheet, width: float, height: float) -> tuple[int, int, int, int]:
    """Draw the outline of a field, which also a paper print needs, and return where it is."""
    box = round(_LEFT), round(sheet.y), round(width), round(height)
    sheet.canvas.setLineWidth(0.5)
    sheet.canvas.rect(*box)
    return box


def _field(sheet: _Sheet, name: str, tooltip: str, tall: float) -> None:
    sheet.y -= tall + 4
    flags = "multiline" if tall > _LINE else ""
    _text_field(sheet, name, tooltip, "", _box(sheet, _WIDTH, tall), flags)


def _text_field(
    sheet: _Sheet, name: str, tooltip: str, value: str, box: tuple[int, int, int, int], flags: str
) -> None:
    x, y, width, height = box
    hidden = "hidden" in flags
    sheet.canvas.acroForm.textfield(
        name=name, tooltip=tooltip, value=value, x=x, y=y, width=width, height=height, maxlen=_LONGEST,
        annotationFlags="hidden" if hidden else "print", fieldFlags=flags.replace("hidden", "").strip(),
        fontName="Helvetica", fontSize=_SIZE, borderColor=black, fillColor=white, textColor=black,
        borderWidth=1,
    )  # fmt: skip
