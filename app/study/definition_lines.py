"""A definition in words: a name and a value for each thing that it fixes, for paper and window."""

from app.base.i18n import _
from app.study.outcomes import OUTCOMES
from app.study.study_definition import Definition
from app.study.study_words import number, outcome_word, whole


def definition_lines(found: Definition, language: str) -> tuple[tuple[str, str], ...]:
    """Return what a definition fixes, in the language in force."""
    bands = ", ".join(number(b, language, 0 if b == round(b) else 1) for b in found.bands)
    matching = _("birth year (at most {years} apart), sex, age band of onset (bounds {bands}), severity")
    chosen = [outcome_word(name) for name in OUTCOMES if name in found.outcomes]
    looked_at = _("all") if len(chosen) == len(OUTCOMES) else "; ".join(chosen)
    drawing = _("{resamples} resamples from seed {seed}")
    return (
        (_("Group a"), found.group_a),
        (_("Group b"), found.group_b),
        (_("Matching"), matching.format(years=found.years_apart, bands=bands)),
        (_("Main outcome, fixed beforehand"), outcome_word(found.main) if found.main else _("none")),
        (_("Outcomes looked at"), looked_at),
        (_("Desistance after years"), ", ".join(map(str, found.desistance))),
        (_("Drawn by chance"), drawing.format(resamples=whole(found.resamples, language), seed=found.seed)),
    )
