"""The matcher on published records of persons with slips of the pen (Febrl), with numbers to be held."""

from pathlib import Path

import pytest
from matching_data import febrl, found_pairs, in_tune_entity, quality

from app.analysis.matching.candidates import MIN_SCORE


@pytest.mark.parametrize(("number", "least"), [(1, 0.99), (2, 0.98), (3, 0.98)])
def test_persons_with_slips_of_the_pen_are_found(shared_data: Path, number: int, least: float) -> None:
    records, truth = febrl(shared_data, number)
    found = found_pairs(records, MIN_SCORE)
    assert quality(found, truth).f1 >= least
    held_out = {pair for pair in truth if not in_tune_entity(pair[0])}
    of_held_out = {pair for pair in found if not (in_tune_entity(pair[0]) and in_tune_entity(pair[1]))}
    assert quality(of_held_out, held_out).f1 >= 0.97
