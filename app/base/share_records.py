"""How many of something have a value: what statistics are drawn from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Share:
    """How many entries have a value: `by` is the heading, `name` the value ("" for none given)."""

    by: str
    name: str
    count: int
