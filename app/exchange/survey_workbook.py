"""A survey grid as a workbook (.xlsx): one row a question, only the answers can be changed."""

from typing import IO

from app.base.i18n import _, speaking
from app.base.survey_records import BODY, CHOICE, MARK, YES_NO, SurveyForm, SurveyQuestion, field_name
from app.exchange.table_cells import visible

HEADINGS = ("field", "question", "answer")
_FIRST_ROW = 8
_LIST_LIMIT = 255  # characters of a list of choices within a cell rule (Excel)


def write_workbook(form: SurveyForm, file: IO[bytes], language: str) -> None:
    """Write the grid; choices are offered as a list where the list is short enough."""
    from openpyxl import Workbook  # heavy: loaded on first use
    from openpyxl.styles import Alignment, Font, Protection
    from openpyxl.worksheet.datavalidation import DataValidation

    with speaking(language):
        book = Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.title = _("Survey")
        book.properties.creator = "Rundblick"
        for row, text in enumerate(_head(form), start=1):
            sheet.cell(row, 2, visible(text)).alignment = Alignment(wrap_text=True, vertical="top")
        sheet.cell(1, 2).font = Font(bold=True, size=14)
        for column, heading in enumerate(HEADINGS, start=1):
            sheet.cell(_FIRST_ROW - 1, column, heading).font = Font(bold=True, color="808080")
        fixed = (
            (MARK, _("Number of this form; please do not change"), form.mark),
            (BODY, _("Municipality or body"), ""),
        )
        rows = [*fixed, *((field_name(q), f"{q.no}. {q.text}", "") for q in form.questions)]
        for row, (name, text, value) in enumerate(rows, start=_FIRST_ROW):
            sheet.cell(row, 1, name).font = Font(color="808080")
            sheet.cell(row, 2, visible(text)).alignment = Alignment(wrap_text=True, vertical="top")
            answer = sheet.cell(row, 3, value or None)
            answer.protection = Protection(locked=name == MARK)
            answer.alignment = Alignment(wrap_text=True, vertical="top")
            answer.number_format = "@"
        for place, question in enumerate(form.questions, start=_FIRST_ROW + len(fixed)):
            listed = ",".join(_choices(question))
            if listed and len(listed) < _LIST_LIMIT and not any("," in c for c in _choices(question)):
                rule = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True)
                sheet.add_data_validation(rule)
                rule.add(f"C{place}")
        for letter, width in (("A", 16), ("B", 70), ("C", 50)):
            sheet.column_dimensions[letter].width = width
        sheet.protection.sheet = True
        book.save(file)


def _head(form: SurveyForm) -> list[str]:
    lines = [
        form.title,
        form.office,
        _("Purpose: {purpose}").format(purpose=form.purpose),
        _("Legal basis of your answer: {basis}").format(basis=form.legal_basis),
        _("Please name no persons. Fill in the fields, save the form and send it back as a file."),
    ]
    return lines


def _choices(question: SurveyQuestion) -> tuple[str, ...]:
    if question.kind == YES_NO:
        return (_("yes"), _("no"), _("unknown"))
    return question.options if question.kind == CHOICE else ()
