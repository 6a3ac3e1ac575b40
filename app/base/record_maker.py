"""Making frozen records by the hundred thousand, as reading a case does."""

from collections.abc import Callable
from dataclasses import fields, make_dataclass
from typing import Any, TypeVar, cast

R = TypeVar("R")


def maker(record: type[R]) -> Callable[..., R]:
    """Return what makes a record of all its values in order, several times as fast as the class itself.

    A frozen dataclass sets each field through a check that it may. A twin of the same layout is filled
    without one and then given the class; Python refuses that if the layouts differ. The record has to be a
    dataclass with slots and without `__post_init__`; defaults are not filled in.
    """
    if hasattr(record, "__post_init__"):
        raise TypeError(f"{record.__name__} looks at its values when it is made")
    names = [field.name for field in fields(cast(Any, record))]
    twin = make_dataclass(record.__name__, names, slots=True)

    def make(*values: Any) -> Any:
        made: Any = twin(*values)
        made.__class__ = record
        return made

    return make
