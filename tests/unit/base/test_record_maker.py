"""Records made by the hundred thousand are those that the class itself makes."""

import copy
import pickle
from dataclasses import FrozenInstanceError, dataclass, fields, replace

import pytest

from app.base.record_maker import maker, open_twin
from app.base.records import Finding, Standing, Subject, SubjectKind

VALUES = [f"{field.name}?" for field in fields(Finding)]


def test_they_are_equal_in_every_way() -> None:
    made, usual = maker(Finding)(*VALUES), Finding(*VALUES)  # type: ignore[arg-type]
    assert type(made) is Finding
    assert (made, hash(made), repr(made)) == (usual, hash(usual), repr(usual))
    assert replace(made, standing=Standing.FACT) == replace(usual, standing=Standing.FACT)
    assert copy.copy(made) == pickle.loads(pickle.dumps(made)) == usual


def test_they_stay_as_they_are() -> None:
    made = maker(Subject)("a" * 32, SubjectKind.NODE, "person", None, None)
    with pytest.raises(FrozenInstanceError):
        made.type = "vehicle"  # type: ignore[misc]


def test_a_value_too_few_is_refused() -> None:
    with pytest.raises(TypeError):
        maker(Finding)(*VALUES[1:])


def test_a_record_that_looks_at_its_values_is_refused() -> None:
    @dataclass(frozen=True, slots=True)
    class Careful:
        name: str

        def __post_init__(self) -> None:
            raise AssertionError(self.name)

    with pytest.raises(TypeError, match="Careful"):
        maker(Careful)


def test_an_open_twin_becomes_the_record() -> None:
    twin = open_twin(Finding, by_name=True)
    assert [field.name for field in fields(twin)] == sorted(field.name for field in fields(Finding))
    made = twin(**dict(zip((field.name for field in fields(Finding)), VALUES, strict=True)))
    made.value = "anders"
    made.__class__ = Finding
    assert made == replace(Finding(*VALUES), value="anders")  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        twin(id="a" * 32)


def test_a_record_of_another_layout_is_refused() -> None:
    @dataclass(frozen=True)
    class Roomy:
        name: str

    with pytest.raises(TypeError):
        maker(Roomy)("Muster")
