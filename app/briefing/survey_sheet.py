"""A survey grid as a PDF with fields to fill in (ISO 32000, interactive forms), for any PDF reader."""

import io
from typing import IO, Any

from pikepdf import Pdf
from reportlab.lib.colors import black, white
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from app.base.clock import today
from app.base.i18n import _, speaking
from app.base.survey_records import BODY, CHOICE, MARK, TEXT, YES_NO, SurveyForm, SurveyQuestion, field_name
from app.briefing.character_maps import clean_character_maps
from app.briefing.finish import LOCALES
from app.briefing.fonts import BOLD, REGULAR, register_fonts
from app.briefing.form_font import embed_form_font
from app.briefing.metadata import describe
from app.briefing.plain_text import draw_text
from app.briefing.saving import save_strictly
from app.briefing.script import clean
from app.briefing.structure import StructureWriter
from app.briefing.tags import Tagger
from app.briefing.wording import day

_LEFT, _TOP, _BOTTOM = 20 * mm, A4[1] - 18 * mm, 20 * mm
_WIDTH = A4[0] - 2 * _LEFT
_SIZE, _SMALL, _BIG = 10, 8.5, 16
_LEAD = 1.35
_LINE, _BOX, _GAP = 18.0, 58.0, 12.0
_LONGEST = 2_000
# The engine's stubs do not know that the name of a font is a text.
_CANVAS: dict[str, Any] = {"pagesize": A4, "invariant": 1, "initialFontName": REGULAR}


class _Sheet:
    """A page being written from its top; goes on to the next one where there is no room."""

    def __init__(self, canvas: Canvas, form: SurveyForm) -> None:
        self.canvas, self.form, self.page = canvas, form, 1
        self.tagger = Tagger()
        self.y = _TOP

    def need(self, height: float) -> None:
        """Begin a new page unless so much room is left."""
        if self.y - height < _BOTTOM:
            self.end_page()
            self.canvas.showPage()
            self.page += 1
            self.y = _TOP

    def end_page(self) -> None:
        """Write the foot of the page; nobody who listens hears it on every page."""
        foot = _("Page {number}").format(number=self.page)
        self.tagger.begin_artifact(self.canvas, pagination=True)
        draw_text(self.canvas, f"{self.form.title} · {foot}", _LEFT, 12 * mm, _SMALL)
        self.tagger.end(self.canvas)

    def say(self, text: str, font: str = REGULAR, size: float = _SIZE, tag: str = "P") -> None:
        """Write a paragraph."""
        element = self.tagger.root.child(tag)
        for row in simpleSplit(clean(text), font, size, _WIDTH):
            self.need(size * _LEAD)
            self.y -= size * _LEAD
            self.tagger.begin(self.canvas, element)
            draw_text(self.canvas, row, _LEFT, self.y, size, font)
            self.tagger.end(self.canvas)

    def field(self, name: str) -> None:
        """Tell that the field of this name is to be filled in at this place of the reading order."""
        self.tagger.add_field(self.canvas, self.tagger.root.child("Form"), name)


def write_survey(form: SurveyForm, file: IO[bytes], language: str) -> None:
    """Write the grid as PDF/UA-1: tagged, each field with a tooltip that says its question.

    It claims no PDF/A: whoever answers changes it.
    """
    with speaking(language):
        drawn = io.BytesIO()
        register_fonts()
        canvas = Canvas(drawn, **_CANVAS)
        sheet = _Sheet(canvas, form)
        _head(sheet)
        for question in form.questions:
            _ask(sheet, question)
        sheet.end_page()
        canvas.save()
    with Pdf.open(drawn) as pdf:
        StructureWriter(pdf, sheet.tagger).write()
        embed_form_font(pdf)
        describe(pdf, clean(form.title), LOCALES[language], today().isoformat(), archived=False)
        clean_character_maps(pdf)
        file.write(save_strictly(pdf))


def _head(sheet: _Sheet) -> None:
    form = sheet.form
    sheet.say(form.office, size=_SMALL)
    sheet.say(form.title, BOLD, _BIG, "H1")
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
    told = _("Mark of the form, not to be changed")
    _text_field(sheet, MARK, told, form.mark, (round(_LEFT), 12, 80, 8), "readOnly hidden")


def _ask(sheet: _Sheet, question: SurveyQuestion) -> None:
    rows = simpleSplit(_asked(question), BOLD, _SIZE, _WIDTH)
    tall = _BOX if question.kind == TEXT else _LINE
    sheet.need(len(rows) * _SIZE * _LEAD + tall + 2 * _GAP)
    sheet.y -= _GAP
    sheet.say(_asked(question), BOLD)
    if question.hint:
        sheet.say(question.hint, size=_SMALL)
    if question.kind in (CHOICE, YES_NO):
        _choice(sheet, question)
    else:
        _field(sheet, field_name(question), _tooltip(question), tall)


def _asked(question: SurveyQuestion) -> str:
    return f"{question.no}. {question.text}"


def _tooltip(question: SurveyQuestion) -> str:
    """Return what a screen reader says at the field: it may be reached without what stands above it."""
    return " ".join(filter(None, (_asked(question), question.hint)))


def answers_to(question: SurveyQuestion) -> tuple[str, ...]:
    """Return what can be chosen as an answer, in the language in force."""
    return question.options if question.kind == CHOICE else (_("yes"), _("no"), _("unknown"))


def _choice(sheet: _Sheet, question: SurveyQuestion) -> None:
    sheet.y -= _LINE + 4
    x, y, width, height = _box(sheet, _WIDTH / 2, _LINE)
    # The empty answer comes first: nothing is chosen for whoever fills the form in.
    sheet.canvas.acroForm.choice(
        name=field_name(question), tooltip=_tooltip(question), value=" ",
        options=[" ", *answers_to(question)], x=x, y=y, width=width, height=height, fontName="Helvetica",
        fontSize=_SIZE, borderColor=black, fillColor=white, textColor=black, borderWidth=1,
    )  # fmt: skip
    sheet.field(field_name(question))


def _box(sheet: _Sheet, width: float, height: float) -> tuple[int, int, int, int]:
    """Draw the outline of a field, which also a paper print needs, and return where it is."""
    box = round(_LEFT), round(sheet.y), round(width), round(height)
    sheet.tagger.begin_artifact(sheet.canvas)
    sheet.canvas.setLineWidth(0.5)
    sheet.canvas.rect(*box)
    sheet.tagger.end(sheet.canvas)
    return box


def _field(sheet: _Sheet, name: str, tooltip: str, tall: float) -> None:
    sheet.y -= tall + 4
    flags = "multiline" if tall > _LINE else ""
    _text_field(sheet, name, tooltip, "", _box(sheet, _WIDTH, tall), flags)
    sheet.field(name)


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
