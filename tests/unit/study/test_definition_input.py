"""Was ins Formular der Definition getippt wird, und welche Zielgrößen dann berechnet werden."""

import dataclasses
from typing import Any

import pytest

from app.base.errors import UserError
from app.base.progress import Cancelled, Progress
from app.study.definition_input import OUTCOME, shown_in, wanted_from
from app.study.definition_lines import definition_lines
from app.study.matching import match
from app.study.outcomes import OUTCOMES, PARAMETERS
from app.study.study_definition import Definition, changed, fingerprint
from app.study.study_history import MatchingRecord, Signed, StudyFrame, StudyHistory, Written
from app.study.study_results import results
from app.study.study_steps import next_step, steps
from app.study.study_words import formula_word, outcome_word, source_word
from tests.unit.study.invented_careers import invented

USED = changed(Definition(), group_a="mit", group_b="ohne", resamples=1_000)


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("bands", [(14.0, 18.0), (14.5, 18.0, 21.25), ()])
def test_what_the_form_shows_is_what_it_reads(language: str, bands: tuple[float, ...]) -> None:
    rounded = tuple(round(b, 1) for b in bands)
    kept = changed(USED, bands=rounded, main="frequency", outcomes=("onset", "frequency"))
    assert changed(Definition(), **wanted_from(shown_in(kept, language))) == kept


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("bands", "vierzehn"), ("bands", "18, 14"), ("desistance", ""), ("desistance", "2, 3.5"),
        ("years_apart", "9"), ("years_apart", "-1"), ("seed", "x"), ("resamples", "5"), ("group_a", " "),
        ("main", "seed"),
    ],
)  # fmt: skip
def test_a_refusal_names_its_field(field: str, typed: str) -> None:
    with pytest.raises(UserError, match="cannot be") as refused:
        changed(Definition(), **wanted_from({**shown_in(USED, "en"), field: typed}))
    assert refused.value.params["field"] == field


def test_no_outcome_at_all_is_refused() -> None:
    values = {key: "" if key.startswith(OUTCOME) else value for key, value in shown_in(USED, "en").items()}
    with pytest.raises(UserError, match="no known outcome"):
        changed(Definition(), **wanted_from(values))


def test_thousands_may_be_parted() -> None:
    values = {**shown_in(USED, "en"), "resamples": "20.000"}
    assert wanted_from(values)["resamples"] == 20_000


def test_only_chosen_outcomes_are_computed() -> None:
    pairs = match(invented())
    found = results(pairs, changed(USED, outcomes=("frequency", "crime_mix")))
    assert [p.id for p in found.parameters] == ["frequency"]
    assert (found.next_offence, found.desistance, found.reactions) == (None, (), ())
    assert found.mix
    all_of_them = results(pairs, USED)
    assert [p.id for p in all_of_them.parameters] == list(PARAMETERS)
    assert next(p for p in all_of_them.parameters if p.id == "frequency") == found.parameters[0]


def test_the_fingerprint_of_earlier_definitions_stays() -> None:
    plain: dict[str, Any] = dataclasses.asdict(USED)
    del plain["outcomes"], plain["main"]
    assert USED.sha256 == fingerprint(plain)
    assert changed(USED, main="onset").sha256 != USED.sha256


def test_stopping_leaves_nothing_and_progress_counts_outcomes() -> None:
    told: list[tuple[int, int]] = []
    results(match(invented()), USED, Progress(lambda done, total: told.append((done, total))))
    assert told == [(no, len(OUTCOMES)) for no in range(len(OUTCOMES))]
    stopped = Progress()
    stopped.cancel()
    with pytest.raises(Cancelled):
        results(match(invented()), USED, stopped)


def test_how_many_are_still_followed_hides_the_few() -> None:
    found = results(match(invented(pairs=40)), USED).next_offence
    assert found is not None
    for curve in found.curves:
        assert (curve[0].at_risk, curve[0].enough) == (40, True)
        for point in curve:
            assert point.at_risk is None or (point.at_risk >= 10 and 40 - point.at_risk not in range(1, 10))
            assert point.enough or point.at_risk is None
    assert any(p.at_risk not in (None, 40) for curve in found.curves for p in curve)


def test_every_outcome_has_words_formula_and_source() -> None:
    assert all(outcome_word(name) for name in OUTCOMES)
    assert all(formula_word(name) and source_word(name) for name in PARAMETERS)
    told = dict(definition_lines(changed(USED, main="onset", outcomes=("onset",)), "en"))
    assert told["Outcomes looked at"] == told["Main outcome, fixed beforehand"] == "Onset (age in years)"


def test_the_steps_follow_each_other() -> None:
    frame = StudyFrame("X", "X", "X", "2099-12-31")
    at = Signed("2026-11-23T06:00:00Z", "muster")
    empty = steps(StudyHistory(frame), None)
    following = next_step(empty)
    assert following is not None
    assert (following.id, [s.done for s in empty]) == ("definition", [None] * 5)
    pairs = MatchingRecord((), "", "", "", at.at, at.by)
    written = (Written("bundle", at.at, at.by, ""), Written("report", at.at, at.by, ""))
    whole = StudyHistory(frame, (), pairs, at.at, at, written)
    done = {s.id: s.done for s in steps(whole, at)}
    assert done == {"definition": None, "careers": at, "matching": at, "results": at, "report": at}
