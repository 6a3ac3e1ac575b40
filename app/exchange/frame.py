"""What part of a file says about its own saying: whose it is, how it is graded, labelled and handled."""

from dataclasses import asdict, dataclass, fields, replace

from app.base.records import Label


@dataclass(frozen=True, slots=True)
class Frame:
    """What a column, a row or a statement of a file says about its own saying; "" leaves the file's own.

    Of a `label` the parts that are stated go before those of the file; the others stay the file's.
    """

    source: str = ""
    reliability: str = ""
    credibility: str = ""
    standing: str = ""
    handling: str = ""
    label: Label | None = None


PLAIN = Frame()
TEXTS = tuple(field.name for field in fields(Frame) if field.name != "label")
"""What a frame says in one word each; its label has parts."""


def labelled(under: Label | None, over: Label | None) -> Label | None:
    """A label with the parts that `over` states going before those of `under`."""
    if over is None or under is None:
        return over or under
    return replace(under, **{part: text for part, text in asdict(over).items() if text})


def framed(under: Frame, over: Frame) -> Frame:
    """A frame with what `over` says going before what `under` says."""
    if over == PLAIN:
        return under
    said = {name: value for name in TEXTS if (value := getattr(over, name))}
    return replace(under, **said, label=labelled(under.label, over.label))
