"""What cells say about their row: since when it holds, whose it is, how it is graded, labelled, handled."""

from app.base.i18n import _
from app.base.records import Label, Standing
from app.exchange.frame import Frame
from app.exchange.mapping import LABEL_PARTS
from app.ontology.values import normalise
from app.policy import labels
from app.policy.handling_codes import known_codes

_STANDINGS = {
    "fact": Standing.FACT, "tatsache": Standing.FACT, "fakt": Standing.FACT,
    "assessment": Standing.ASSESSMENT, "einschätzung": Standing.ASSESSMENT, "bewertung": Standing.ASSESSMENT,
    "hypothesis": Standing.HYPOTHESIS, "hypothese": Standing.HYPOTHESIS,
}  # fmt: skip
_LISTED = (labels.MEANS, labels.CATEGORIES, labels.INTERESTS)
_SHOWN = 40


def row_value(meaning: str, text: str) -> dict[str, str]:
    """The values of a cell that speaks of its row; ValueError with a sentence if it cannot be.

    A handling code has to be one of a shipped scheme; what follows it behind a blank is its explanation.
    Words of a label that stand in its lists are kept as the list has them, others as they are.
    """
    if meaning in ("valid_from", "valid_to"):
        return {meaning: normalise("partial_date", text)}
    if meaning == "grade":
        grade = text.upper().replace(" ", "").replace("-", "")
        if len(grade) == 2:
            return row_value("reliability", grade[0]) | row_value("credibility", grade[1])
        raise ValueError(_("“{text}” is no grading such as B2.").format(text=text[:_SHOWN]))
    if meaning in ("reliability", "credibility"):
        return {meaning: _grade(meaning, text)}
    if meaning == "standing":
        if text.casefold() not in _STANDINGS:
            sentence = _("“{text}” is neither fact nor assessment nor hypothesis.")
            raise ValueError(sentence.format(text=text[:_SHOWN]))
        return {meaning: _STANDINGS[text.casefold()].value}
    if meaning == "handling":
        return {meaning: _handling(text)}
    return {meaning: _listed(meaning, " ".join(text.split()))}


def _grade(meaning: str, text: str) -> str:
    if meaning == "reliability":
        if text.upper() in ("A", "B", "C", "X"):
            return text.upper()
        sentence = _("“{text}” is no reliability; it is one of A, B, C and X.")
    else:
        if text in ("1", "2", "3", "4"):
            return text
        sentence = _("“{text}” is no credibility; it is one of 1, 2, 3 and 4.")
    raise ValueError(sentence.format(text=text[:_SHOWN]))


def _handling(text: str) -> str:
    code = text.split()[0].upper().rstrip(":;,")
    if code in known_codes():
        return code
    sentence = _("“{text}” is no handling code; it is one of {codes}.")
    raise ValueError(sentence.format(text=text[:_SHOWN], codes=", ".join(sorted(known_codes()))))


def _listed(part: str, text: str) -> str:
    if part not in _LISTED:
        return text
    known = labels.entries(part)
    code = text.casefold() if text.casefold() in known else labels.code_of(part, text)
    return known[code].label_de if code else text


def row_frame(told: dict[str, str]) -> tuple[Frame, tuple[str, str]]:
    """The frame and the days of validity that the values of a row's cells make."""
    texts = dict(told)
    label = {name: texts.pop(name, "") for name in LABEL_PARTS}
    valid = texts.pop("valid_from", ""), texts.pop("valid_to", "")
    return Frame(**texts, label=Label(**label) if any(label.values()) else None), valid
