"""A survey grid as it goes out and comes back: questions, answers, and how the form is told."""

import hashlib
import json
from dataclasses import asdict, dataclass

TEXT, NUMBER, YES_NO, CHOICE, DATE = "text", "number", "yes_no", "choice", "date"
MARK, BODY = "rundblick_survey", "rundblick_body"
"""The names of the form's own fields: which grid it is, and who answers. Answers are named `q1`, `q2` ..."""


@dataclass(frozen=True, slots=True)
class SurveyQuestion:
    """A question; `options` are the answers to choose from, of a choice alone."""

    no: int
    text: str
    kind: str
    options: tuple[str, ...] = ()
    hint: str = ""


@dataclass(frozen=True, slots=True)
class SurveyForm:
    """A grid; `id` is that of its entry, `return_by` an ISO date or ""."""

    id: str
    title: str
    purpose: str
    legal_basis: str
    return_by: str
    office: str
    questions: tuple[SurveyQuestion, ...]

    @property
    def mark(self) -> str:
        """What a filled-in form is told by: the grid, and a code of exactly these questions."""
        asked = json.dumps([asdict(q) for q in self.questions], ensure_ascii=False, sort_keys=True)
        return f"{self.id}:{hashlib.sha256(asked.encode()).hexdigest()[:16]}"


def field_name(question: SurveyQuestion) -> str:
    """Return the name of a question's field in the form."""
    return f"q{question.no}"
