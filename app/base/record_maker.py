"""Making frozen records by the hundred thousand, as reading a case does."""

from collections.abc import Callable
from dataclasses import fields, make_dataclass
from typing import Any, TypeVar, cast, get_type_hints

R = TypeVar("R")


def maker(record: type[R]) -> Callable[..., R]:
    """Return what makes a record of all its values in order, several times as fast as the class itself.

    A frozen dataclass sets each field through a check that it may. A twin of the same layout is filled
    without one and then given the class; Python refuses that if the layouts differ. The record has to be a
    dataclass with slots and without `__post_init__`; defaults are not filled in.
    """
    twin = open_twin(record)

    def make(*values: Any) -> Any:
        made: Any = twin(*values)
        made.__class__ = record
        return made

    return make


def open_twin(record: type, *, by_name: bool = False) -> type[Any]:
    """Return a class whose objects can be given the class `record`, and whose fields can be set.

    The fields have no defaults; with `by_name` they come in the order of their names.
    """
    if hasattr(record, "__post_init__"):
        raise TypeError(f"{record.__name__} looks at its values when it is made")
    hints = get_type_hints(record)
    names = [field.name for field in fields(cast(Any, record))]
    ordered = sorted(names) if by_name else names
    return make_dataclass(record.__name__, [(name, hints[name]) for name in ordered], slots=True)
