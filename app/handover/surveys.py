"""Survey grids: out as a form, back as answers, counted."""

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from app.base.clock import today
from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.base.survey_records import BODY, DATE, MARK, NUMBER, SurveyForm, SurveyQuestion, field_name
from app.briefing.survey_sheet import write_survey
from app.casework import free_text
from app.exchange.bounded_reading import read_file
from app.exchange.readers.neutral import RawTable
from app.exchange.survey_workbook import write_workbook
from app.handover.artefact_file import sha256_of, taken_back_on_failure, whole_file
from app.office.entries import Entry, list_entries
from app.office.entry_checks import checked_row
from app.office.office_name import office_name
from app.office.register_model import register
from app.ontology.values import normalise
from app.store import role_acts, tables
from app.store.audit import Action
from app.store.change import Change
from app.store.role_acts import Act
from app.store.store import Store

SURVEYS, QUESTIONS, RETURNS = "surveys", "survey_questions", "survey_returns"
_VALUE_AT = {"pdf_form": 1, "xlsx": 2}


@dataclass(frozen=True, slots=True)
class Answered:
    """How a question was answered: the answers with their counts, the most frequent first."""

    question: SurveyQuestion
    answers: tuple[tuple[str, int], ...]
    unanswered: int


@dataclass(frozen=True, slots=True)
class _Return:
    body: str
    answers: dict[str, str]


def form_of(store: Store, title: str) -> SurveyForm:
    """Return a grid with its questions; `UserError` (exit 1) if there is none, or it asks nothing."""
    found = next((e for e in list_entries(store, SURVEYS) if title in (e.id, e.value("title"))), None)
    if found is None:
        raise UserError(
            "survey.unknown",
            _("There is no survey “{title}”."),
            _("Take its title from the register of surveys."),
            exit_code=ExitCode.ANSWER_IS_NO,
            title=title,
        )
    questions = _questions(store, found.value("title"))
    if not questions:
        raise UserError(
            "survey.empty",
            _("The survey “{title}” asks nothing yet."),
            _("Enter its questions first."),
            title=found.value("title"),
        )
    values = {name: found.value(name) for name in ("title", "purpose", "legal_basis", "return_by")}
    return SurveyForm(found.id, **values, office=office_name(store), questions=questions)


def _questions(store: Store, title: str) -> tuple[SurveyQuestion, ...]:
    rows = [_question(e) for e in list_entries(store, QUESTIONS, {"survey": (title,)})]
    numbers = Counter(q.no for q in rows)
    twice = sorted(no for no, times in numbers.items() if times > 1)
    if twice:
        raise UserError(
            "survey.numbers",
            _("The survey “{title}” has number {number} twice."),
            _("Give every question a number of its own."),
            title=title,
            number=twice[0],
        )
    return tuple(sorted(rows, key=lambda q: q.no))


def _question(entry: Entry) -> SurveyQuestion:
    options = tuple(filter(None, (line.strip() for line in entry.value("options").split("\n"))))
    return SurveyQuestion(
        int(entry.value("no")), entry.value("title"), entry.value("kind"), options, entry.value("hint")
    )


def write_form(store: Store, title: str, out: Path, *, language: str = "de") -> Path:
    """Write a grid as .pdf or .xlsx to be filled in; raises `UserError` (exit 2) for another ending."""
    form = form_of(store, title)
    writers = {".pdf": write_survey, ".xlsx": write_workbook}
    if out.suffix.lower() not in writers:
        raise UserError(
            "survey.ending",
            _("A survey is written as .pdf or .xlsx, not as {name}."),
            _("Choose one of these endings."),
            exit_code=ExitCode.USAGE,
            name=out.suffix or out.name,
        )
    with taken_back_on_failure([out]):
        with whole_file(out) as file:
            writers[out.suffix.lower()](form, file, language)
        store.consult("", _("Survey written: {title}").format(title=form.title))
    return out


def take_in(store: Store, path: Path, *, origin_reason: str = "") -> Change:
    """Take in a filled-in form: whole, or not at all and with the reason.

    Refused is a form that is not of one of our surveys or was made from other questions, one without a
    body, one that answers nothing, one that was taken in already, and an answer that is no number, date or
    choice where one was asked for - with a line for each.
    """
    fields = _read(path)
    form = _form_told_by(store, fields.get(MARK, ""), path)
    answers = _checked_answers(form, fields, path)
    said = free_text.confirmed(answers.values(), origin_reason)
    code = sha256_of(path)
    if any(e.value("sha256") == code for e in list_entries(store, RETURNS)):
        raise _refused("survey.known", path, _("{file} was taken in already."), _("Nothing is to be done."))
    values = {
        "survey": form.title,
        "body": fields[BODY],
        "returned": today().isoformat(),
        "answers": json.dumps(answers, ensure_ascii=False),
        "sha256": code,
    }
    row = checked_row(register(RETURNS), values, "")
    label = _("Survey returned: {title}").format(title=form.title)
    with role_acts.under(Act.KEEP_OFFICE), store.write(label, Action.COLLECTION, reason=said) as work:
        work.about(work.insert(tables.register_entry, row))
    return work.done


def results(store: Store, title: str) -> tuple[int, tuple[Answered, ...]]:
    """Return how many forms came back, and for each question how it was answered."""
    form = form_of(store, title)
    found = [json.loads(e.value("answers")) for e in list_entries(store, RETURNS, {"survey": (form.title,)})]
    counted = []
    for question in form.questions:
        values = Counter(v for answers in found if (v := answers.get(field_name(question), "")))
        ordered = sorted(values.items(), key=lambda pair: (-pair[1], pair[0]))
        counted.append(Answered(question, tuple(ordered), len(found) - values.total()))
    return len(found), tuple(counted)


def _read(path: Path) -> dict[str, str]:
    file = read_file(path)
    if file.format not in _VALUE_AT or not isinstance(file.content, RawTable):
        raise _strange(path)
    fields: dict[str, str] = {}
    for row in file.content.rows:
        # A workbook has the question between name and answer; empty cells at the end are left away.
        cells = dict(enumerate(cell.strip() for cell in row.cells))
        fields.setdefault(cells.get(0, ""), cells.get(_VALUE_AT[file.format], ""))
    return fields


def _form_told_by(store: Store, mark: str, path: Path) -> SurveyForm:
    survey_id, _colon, _code = mark.partition(":")
    if not any(e.id == survey_id for e in list_entries(store, SURVEYS)):
        raise _strange(path)
    form = form_of(store, survey_id)
    if form.mark != mark:
        raise _refused(
            "survey.other_questions",
            path,
            _("{file} was made before the questions of its survey were changed."),
            _("Send the form anew, or set the questions back as they were."),
        )
    return form


def _checked_answers(form: SurveyForm, fields: dict[str, str], path: Path) -> dict[str, str]:
    problems, answers = [], {}
    for question in form.questions:
        value = fields.get(field_name(question), "").strip()
        if value:
            reason = _wrong(question, value)
            answers[field_name(question)] = value
            if reason:
                problems.append(f"{question.no}. {question.text}: {reason}")
    if not fields.get(BODY, "").strip():
        problems.insert(0, _("It does not say which municipality or body answers."))
    if not answers:
        problems.append(_("No question is answered."))
    if problems:
        raise UserError(
            "survey.answers",
            _("{file}: not every answer can be read; nothing was taken in."),
            _("Ask the sender, or correct the form and take it in again."),
            problems=tuple(problems),
            file=path.name,
        )
    return answers


def _wrong(question: SurveyQuestion, value: str) -> str:
    if question.kind in (NUMBER, DATE):
        try:
            normalise("integer" if question.kind == NUMBER else "partial_date", value)
        except ValueError as error:
            return str(error)
    elif question.options and value not in question.options:
        return _("“{value}” is none of the choices.").format(value=value)
    return ""


def _strange(path: Path) -> UserError:
    return _refused(
        "survey.strange",
        path,
        _("{file} is no form of one of this office's surveys."),
        _("Take in the form as it was sent out, filled in."),
    )


def _refused(key: str, path: Path, sentence: str, remedy: str) -> UserError:
    return UserError(key, sentence, remedy, file=path.name)
