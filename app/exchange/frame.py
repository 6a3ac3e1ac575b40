"""What part of a file says about its own saying: whose it is, how it is graded, how it may be handled."""

from dataclasses import dataclass

from app.base.records import Label


@dataclass(frozen=True, slots=True)
class Frame:
    """What a column, a row or a statement of a file says about its own saying; "" leaves the file's own."""

    source: str = ""
    reliability: str = ""
    credibility: str = ""
    standing: str = ""
    handling: str = ""
    label: Label | None = None


PLAIN = Frame()
